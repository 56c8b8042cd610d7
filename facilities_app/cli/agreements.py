"""The verb of agreements: what of them wants somebody, for a scheduler or a script."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from facilities_app.cli.common import DUE, OK, a_date, add_database, add_language, opened, say, verb
from facilities_app.domain.agreement_words import due_word, shown_name
from facilities_app.domain.dates import DateStyle, format_date
from resources.texts import tr, trn

if TYPE_CHECKING:
    from datetime import date

    from facilities_app.domain.agreement_rows import DueAgreement


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """agreement due."""
    words = tr("agreements of dormitory units")
    agreement = subparsers.add_parser("agreement", help=words, description=words)
    inner = agreement.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    due = verb(
        inner,
        "due",
        tr("list return deadlines, agreements that end, moves to come and arrears; names are masked"),
        _due,
    )
    add_database(due)
    due.add_argument("--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day"))
    due.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))
    add_language(due)


def _due(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        today = program.services.clock.today()
        found = program.services.agreements.due(today)
    pressing = sum(one.due_on <= today for one in found)
    if args.json:
        told = {
            "today": today.isoformat(),
            "pressing": pressing,
            "items": [_item(one, today) for one in found],
        }
        say(json.dumps(told, ensure_ascii=False))
    else:
        for one in found:
            say(_line(one, today))
        say(trn("{n} thing is late or due today.", "{n} things are late or due today.", pressing))
    return DUE if pressing else OK


def _item(one: "DueAgreement", today: "date") -> dict[str, Any]:
    return {
        "what": one.what,
        "where": one.where,
        "kind": one.kind,
        "who": shown_name(one.kind, one.who),
        "due_on": one.due_on.isoformat(),
        "days_left": (one.due_on - today).days,
        "amount_twd": one.amount_twd,
    }


def _line(one: "DueAgreement", today: "date") -> str:
    left = (one.due_on - today).days
    days = (
        trn("{n} day late", "{n} days late", -left)
        if left < 0
        else tr("today")
        if left == 0
        else trn("{n} day left", "{n} days left", left)
    )
    parts = [
        format_date(one.due_on, DateStyle.ROC),
        f"{days:<10}",
        due_word(one.what),
        one.where,
        shown_name(one.kind, one.who),
    ]
    if one.amount_twd is not None:
        parts.append(tr("NT$ {amount}").format(amount=f"{one.amount_twd:,}"))
    return "  ".join(part for part in parts if part)
