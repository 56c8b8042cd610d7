"""Every refusal, every step and every finding has its sentence, in both languages, with all its facts."""

import ast
import errno
import os
import re
from datetime import date
from functools import cache
from string import Formatter

import pytest

from db import errors as db_errors
from facilities_app import messages
from facilities_app.domain.errors import Conflict, DomainError, Invalid, NotFound, Unavailable
from facilities_app.domain.tickets import Action
from facilities_app.messages import done, problem, sentence
from resources import texts
from tests.source_code import Call, all_texts, calls, literal, modules

CODE = re.compile(r"[a-z_]+\.[a-z_]+")
RAISED = ("Invalid", "Conflict", "NotFound", "Unavailable", "DomainError")
QUOTED = "事|民國 1 年|民國|西元日期|星期|是否放假|備註"


def raised() -> list[tuple[str, Call]]:
    """Each code that is raised somewhere, with the call that raises it."""
    found = []
    for call in calls(*RAISED):
        if call.node.args:
            for node in ast.walk(call.node.args[0]):
                if (
                    isinstance(node, ast.expr)
                    and (text := literal(node))
                    and CODE.fullmatch(text)
                    and text[-1] != "_"
                ):
                    found.append((text, call))
    return found


def codes() -> set[str]:
    """Every code of a refusal that the program can utter."""
    found = {code for code, _call in raised()}
    found |= {text for call in calls("get") if (text := call.text(2)) and CODE.fullmatch(text)}
    found |= {text for text in all_texts() if re.fullmatch(r"(date|calendar)\.[a-z_]+", text)}
    found |= set(db_errors._BY_SQLITE_NAME.values()) | set(db_errors._BY_SQLSTATE.values())
    return found | {"database.no_server", "history.nothing_to_undo", "history.nothing_to_redo", "row.gone"}


def labels() -> set[str]:
    """Every label of a step that the program can take."""
    found = {text for call in calls("uow", "UowFactory") if (text := call.text(0))}
    return found | _on_the_spot() | {f"ticket.{action.value}" for action in Action}


def _on_the_spot() -> set[str]:
    """Labels handed to a factory where it is made: UowFactory(engines, clock)("reference.seeded")."""
    return {
        text
        for module in modules().values()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and node.args
        if (text := literal(node.args[0])) and CODE.fullmatch(text)
    }


@cache
def elsewhere() -> set[str]:
    """Texts that look like a code and stand outside the tables of sentences."""
    return {
        node.value
        for path, module in modules().items()
        if path != "facilities_app/messages.py"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def facts(template: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(template) if name}


def test_every_code_that_is_raised_has_a_sentence() -> None:
    assert sorted(codes() - set(messages._ERRORS)) == []


def test_every_sentence_belongs_to_a_code_that_is_raised() -> None:
    assert sorted(set(messages._ERRORS) - codes() - elsewhere()) == []


def test_whoever_raises_hands_over_every_fact_of_the_sentence() -> None:
    lacking = []
    for code, call in raised():
        given = call.names() - {"field"}
        if any(keyword.arg is None for keyword in call.node.keywords):
            continue  # handed over as a whole: **params
        if missing := facts(messages._ERRORS.get(code, "")) - given:
            lacking.append((call.where, code, missing))
    assert lacking == []


def test_every_step_that_is_written_has_a_sentence_and_no_sentence_is_left_over() -> None:
    shown = {label for label in labels() if not label.startswith(("history.", "test."))}
    assert sorted(shown - set(messages._STEPS)) == []
    assert sorted(set(messages._STEPS) - shown - elsewhere()) == []
    assert set(messages._MANY) <= set(messages._STEPS)


def test_every_problem_that_check_can_find_has_a_sentence_with_its_facts() -> None:
    found = set()
    for call in calls("Problem"):
        code = call.text(0)
        if code is None:
            continue
        found.add(code)
        given = call.node.args[1]
        assert isinstance(given, ast.Dict), call.where
        keys = {literal(key) for key in given.keys if key}
        assert facts(messages._PROBLEMS[code]) <= keys, call.where
    assert found == set(messages._PROBLEMS)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_sentence_is_whole_in_both_languages(language: str) -> None:
    texts.use(language)
    for table, say in (
        (messages._ERRORS, lambda code, given: sentence(DomainError(code, **given))),
        (messages._STEPS, done),
        (messages._PROBLEMS, problem),
    ):
        for code, template in table.items():
            said = say(code, dict.fromkeys(facts(template), "事"))
            assert said, code
            assert "{" not in said, code
            assert code not in said
            chinese = re.search(r"[\u4e00-\u9fff]", re.sub(QUOTED, "", said)) is not None
            assert chinese == (language == "zh_TW"), said


def test_a_sentence_writes_dates_as_the_office_does() -> None:
    error = Invalid("ticket.due_in_the_past", field="due_on", due=date(2026, 11, 22))
    assert "115/11/22" in sentence(error)


def test_what_the_system_said_of_a_file_is_told_in_the_persons_language() -> None:
    texts.use("zh_TW")
    full = Unavailable("file.cannot_write", path="x.pdf", why=os.strerror(errno.ENOSPC))
    assert sentence(full) == "無法寫入 x.pdf：磁碟空間已滿。請改存其他位置。"
    assert "weather" in sentence(Unavailable("file.cannot_write", path="x.pdf", why="weather"))


def test_a_code_without_a_sentence_is_at_least_named() -> None:
    assert "some.thing" in sentence(Conflict("some.thing"))
    assert done("some.thing", {}) == "some.thing"
    assert problem("some.thing", {}) == "some.thing"


def test_a_missing_fact_never_hides_the_sentence() -> None:
    assert sentence(NotFound("asset.no_such_code"))


def test_one_ticket_is_named_and_many_are_counted() -> None:
    assert "115-0001" in done("ticket.accept", {"number": "115-0001", "count": 1})
    many = done("ticket.accept", {"number": "115-0001", "count": 3})
    assert "3" in many
    assert "115-0001" not in many
    texts.use("en")
    assert done("ticket.accept", {"number": "115-0003", "count": 3}) == "3 tickets accepted"
    assert done("ticket.logged", {"number": "115-0001"}) == "115-0001 logged"


def test_undo_and_redo_say_what_they_turned() -> None:
    texts.use("en")
    params = {"step": "ticket.logged", "params": {"number": "115-0001"}}
    assert done("history.undo", params) == "Undone: 115-0001 logged"
    assert done("history.redo", params) == "Done again: 115-0001 logged"
    assert done("history.undo", {}) == "Undone: "


def test_an_error_shows_its_code_and_facts_to_developers() -> None:
    error = Unavailable("database.newer", path="x", revision="9")
    assert str(error) == "database.newer(path='x', revision='9')"
    assert str(Invalid("ticket.needs_reason", field="reason")) == "ticket.needs_reason()"


def test_what_the_system_says_of_a_file_is_never_shown_in_its_own_language() -> None:
    for number in errno.errorcode:
        error = Unavailable("file.unusable", path="x.pdf", why=os.strerror(number))
        assert not re.search("[A-Za-z]", sentence(error).replace("x.pdf", "")), os.strerror(number)
    assert sentence(Unavailable("file.unusable", path="x.pdf", why="壞了")) == "無法使用 x.pdf：壞了。"
