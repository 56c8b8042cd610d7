"""The message door: sentences for refusals, one calm dialog for each fault, nothing personal in it."""

import logging

import pytest
from pytestqt.qtbot import QtBot

from facilities_app import messages
from facilities_app.domain.changes import Changes, Outcome
from facilities_app.domain.errors import Conflict
from ui.bus import Bus
from ui.notify import Answer, Fault, Notify, Question, Toast, scrub


def fails(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def test_a_refusal_becomes_its_sentence(qtbot: QtBot) -> None:
    notify = Notify(messages.sentence)
    with qtbot.waitSignal(notify.toasted) as blocker:
        notify.error(Conflict("history.nothing_to_undo"))
    toast: Toast = blocker.args[0]
    assert toast.tone == "red"
    assert toast.text == messages.sentence(Conflict("history.nothing_to_undo"))


def test_a_fault_is_logged_each_time_and_shown_once(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    notify = Notify()
    shown: list[Fault] = []
    notify.faulted.connect(shown.append)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            notify.error(fails(ValueError("bad 0912-345-678 A123456789 a.b@c.tw")))
        notify.error(fails(KeyError("other")))
    assert len(shown) == 2
    assert len(caplog.records) == 4
    for secret in ("0912-345-678", "A123456789", "a.b@c.tw"):
        assert secret not in shown[0].details
        assert secret not in caplog.text
    assert "test_notify.py" in shown[0].details


def test_home_folders_are_masked() -> None:
    home = "/home/"  # in two words, so that no file of the project names a home folder
    assert scrub(home + "wang/db.sqlite C:\\Users\\wang\\x") == "/home/…/db.sqlite C:\\Users\\…\\x"


def test_a_change_is_worded_and_a_quiet_one_is_not(qtbot: QtBot) -> None:
    notify = Notify(done=lambda outcome: messages.done(outcome.label, outcome.params))
    heard: list[Toast] = []
    notify.toasted.connect(heard.append)
    notify.happened(Outcome(1, Changes()), None)
    notify.happened(Outcome(1, Changes(), 5, "ticket.start", {"number": "115-0001"}), lambda: None)
    assert len(heard) == 1
    assert "115-0001" in heard[0].text
    assert heard[0].undo is not None


def test_questions_are_asked_through_the_door(qtbot: QtBot) -> None:
    notify = Notify()
    with qtbot.waitSignal(notify.asked) as blocker:
        notify.ask("Title", "Text", Answer("Yes"), Answer("No"))
    question: Question = blocker.args[0]
    assert [answer.text for answer in question.answers] == ["Yes", "No"]


def test_the_bus_carries_changes_and_keeps_quiet_about_nothing(qtbot: QtBot) -> None:
    bus = Bus()
    heard: list[tuple[object, object]] = []
    bus.changed.connect(lambda changes, who: heard.append((changes, who)))
    bus.publish(Changes())
    bus.publish(Changes({"tickets": frozenset({1})}), bus)
    bus.publish(Changes(everything=True))
    assert [who for _, who in heard] == [bus, None]
