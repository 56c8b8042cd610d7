"""Verbs that remind: what is overdue or due, and the calendar file for people's own calendars."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilities_app.cli.common import DUE, OK, a_date, a_text, add_database, opened, say, verb
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lateness import task_late
from resources.texts import tr, trn

if TYPE_CHECKING:
    from datetime import date

    from facilities_app.domain.promises import Escalation
    from facilities_app.domain.rows import DueItem
    from facilities_app.services.all import Services
    from facilities_app.services.standings import Standing


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """remind, ics."""
    remind = verb(subparsers, "remind", tr("list what is overdue or due; for a scheduler"), _remind)
    remind.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))
    remind.add_argument(
        "--user",
        type=a_text,
        metavar="CODE",
        default=None,
        help=tr(
            "only what speaks to this user: their repairs, and what their inbox has neither put off nor noted"
        ),
    )
    calendar = verb(
        subparsers,
        "ics",
        tr(
            "write all that falls due, inspections, repairs and papers, as a calendar file; again, it updates"
        ),
        _calendar,
    )
    calendar.add_argument("--out", required=True, type=Path, metavar="FILE.ics", help=tr("ends in .ics"))
    calendar.add_argument(
        "--user",
        type=a_text,
        metavar="CODE",
        default=None,
        help=tr("only the inspections of this user and their role"),
    )
    calendar.add_argument(
        "--days", type=int, default=365, metavar="N", help=tr("so many days ahead (default 365)")
    )
    for sub in (remind, calendar):
        add_database(sub)
        sub.add_argument(
            "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
        )


def _remind(args: argparse.Namespace) -> int:
    args.actor = args.user or args.actor
    with opened(args, create=False) as program:
        services = program.services
        today = services.clock.today()
        items = _spoken(services) if args.user else services.reminders.due()
        stands = services.inbox.standings(items)
        escalated = services.clocks.escalations()
        if args.user:
            me = services.base.actor_name
            escalated = tuple(one for one in escalated if me in one.people or me == one.assignee)
        titles = [
            services.labels.name("term", item.title) if item.kind == "task" else item.title for item in items
        ]
    pressing = sum(item.due_on <= today for item in items)
    if args.json:
        _say_json(today, pressing, items, stands, escalated)
    else:
        _say_lines(today, titles, items, stands, escalated)
        say(trn("{n} thing is late or due today.", "{n} things are late or due today.", pressing))
    return DUE if pressing else OK


def _spoken(services: "Services") -> "list[DueItem]":
    """This person's repairs, then their inbox."""
    own = [item for item in services.reminders.due(mine_only=True) if item.kind == "ticket"]
    return [*own, *(line.item for line in services.inbox.read())]


def _say_json(
    today: "date",
    pressing: int,
    items: "list[DueItem]",
    stands: "list[Standing]",
    escalated: "tuple[Escalation, ...]",
) -> None:
    told = {
        "today": today.isoformat(),
        "pressing": pressing,
        "items": [_item(item, stand, today) for item, stand in zip(items, stands, strict=True)],
        "escalations": [_escalation(one) for one in escalated],
    }
    say(json.dumps(told, ensure_ascii=False))


def _item(item: "DueItem", stand: "Standing", today: "date") -> dict[str, Any]:
    return {
        "kind": item.kind,
        "number": item.number,
        "title": item.title,
        "where": item.where,
        "due_on": item.due_on.isoformat(),
        "days_left": (item.due_on - today).days,
        "statutory": item.is_statutory,
        "group": item.group,
        "rung": stand.rung,
        "person": stand.person,
        "role": stand.role,
    }


def _say_lines(
    today: "date",
    titles: list[str],
    items: "list[DueItem]",
    stands: "list[Standing]",
    escalated: "tuple[Escalation, ...]",
) -> None:
    for title, item, stand in zip(titles, items, stands, strict=True):
        when = format_date(item.due_on, DateStyle.ROC)
        words = f"{when}  {_days(item, today):<10}  {item.number}  {title}  {item.where}"
        told = [part for part in (_rung(stand), _for_whom(stand)) if part]
        say("  ".join([words.rstrip(), *told]))
    for one in escalated:
        line = tr("{number}: {percent} % of its time is used; to be told: {roles}")
        roles = tr(", ", "between names").join(one.roles)
        say(line.format(number=one.number, percent=one.percent, roles=roles))


def _rung(stand: "Standing") -> str:
    """Only where it says more than the days left do."""
    if stand.rung is None or stand.rung <= 0:
        return ""
    return tr("[{n}-day reminder]").format(n=stand.rung)


def _for_whom(stand: "Standing") -> str:
    names = tr(", ", "between names").join(name for name in (stand.person, stand.role) if name)
    return tr("for {names}").format(names=names) if names else ""


def _escalation(one: "Escalation") -> dict[str, object]:
    return {
        "number": one.number,
        "title": one.title,
        "where": one.where,
        "percent": one.percent,
        "step": one.at_percent,
        "since": one.since.isoformat(),
        "due_at": one.due_at.isoformat(),
        "roles": list(one.roles),
        "people": list(one.people),
    }


def _days(item: "DueItem", today: "date") -> str:
    left = (item.due_on - today).days
    if left < 0 and item.kind in ("task", "patrol"):
        return task_late(-left, item.is_statutory).text
    if left < 0:
        return trn("{n} day late", "{n} days late", -left)
    return tr("today") if left == 0 else trn("{n} day left", "{n} days left", left)


def _calendar(args: argparse.Namespace) -> int:
    if args.out.suffix.lower() != ".ics":
        raise Invalid("file.unknown_kind", path=str(args.out), known=".ics")
    args.actor = args.user or args.actor
    with opened(args, create=False) as program:
        calendar = program.services.calendar_files
        result = calendar.write(args.out, days=args.days, mine_only=bool(args.user))
    say(trn("{n} date written to", "{n} dates written to", result.rows) + f" {result.path}")
    return OK
