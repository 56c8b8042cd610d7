"""Writes the pages of docs/ that the code itself knows best: ``python -m tests.generated_docs``.

A test holds the files to what this writes, so they cannot go stale.
"""

import argparse
import os
import sys
from pathlib import Path

from sqlalchemy import Column, Table

import db.models  # noqa: F401 - the tables come with it
from db.base import Base
from facilities_app.cli.parser import build_parser
from facilities_app.domain.clocks import AMBER_PERCENT, Light
from facilities_app.domain.tickets import RIGHTS, TRANSITIONS, Status
from resources import texts
from resources.reference_data import choices

ROOT = Path(__file__).resolve().parent.parent

_CLOCKS = (
    "- A repair is promised an arrival and an end when it is logged, by the target that names most of it (priority, "
    "then trade and place, the nearest place before a wider one). Time is the office's working time.",
    "- A promise of whole working days (480 minutes each in a target) lasts until the office closes; 0 is "
    "the same day.",
    "- A hold names its day: the clocks stand until the morning of that day, and what is promised moves on by as much "
    "working time. Resumed sooner, it comes back; waiting longer needs another hold, else the clocks run on.",
    "- What was late before it waited stays late. What is done keeps what it was held to. A due date that a person set "
    "stands above the target, stays where it is during a hold, and is told in the history.",
    "- Overdue is, in every list and figure, what is not finished when its due moment has passed; kept is what was "
    "finished by it. Nothing else counts as kept.",
)
_LIGHTS = {
    Light.GREEN: "there is time",
    Light.AMBER: f"{AMBER_PERCENT} % of the working time promised is used up",
    Light.RED: "the due moment has passed, also while it waits",
    Light.PAUSED: "it waits, and its day has not come",
    Light.KEPT: "met by the due moment",
    Light.BROKEN: "met after it",
}

GROUPS: dict[str, tuple[str, ...]] = {
    "Places and assets": (
        "places",
        "asset_categories",
        "attribute_definitions",
        "assets",
        "asset_attributes",
        "asset_status_changes",
        "funding_shares",
        "permits",
        "warranties",
        "projects",
        "damage_events",
        "asset_projects",
        "asset_damages",
        "meters",
        "meter_readings",
        "meter_targets",
    ),
    "Repairs, vendors, contracts": (
        "tickets",
        "ticket_events",
        "ticket_pauses",
        "ticket_links",
        "service_targets",
        "priority_rules",
        "escalation_steps",
        "vendors",
        "contracts",
        "contract_scopes",
        "insurance_policies",
    ),
    "Work done and stock": (
        "fault_codes",
        "labour_entries",
        "parts",
        "part_moves",
        "cost_lines",
    ),
    "Assets over their life, damage and works": (
        "asset_downtimes",
        "stocktakes",
        "stocktake_lines",
        "asset_slips",
        "event_tickets",
        "milestones",
    ),
    "Inspections": (
        "duties",
        "checklist_templates",
        "checklist_items",
        "inspection_plans",
        "inspection_tasks",
        "checklist_sheets",
        "inspection_results",
        "result_items",
    ),
    "Inspections in depth": (
        "tags",
        "asset_tags",
        "plan_targets",
        "plan_pauses",
        "plan_years",
        "licences",
        "findings",
        "round_recipes",
        "round_recipe_lines",
        "rounds",
        "patrol_spots",
        "patrol_visits",
        "inbox_items",
    ),
    "Dormitories": (
        "dorm_units",
        "unit_status_changes",
        "people",
        "agreements",
        "applications",
        "eligibility_checks",
        "household_members",
        "disclosures",
    ),
    "Audits of actual residence": (
        "audit_rounds",
        "audit_visits",
        "audit_attempts",
        "audit_usages",
        "audit_follow_ups",
    ),
    "Fees, hand-overs and cases of units": (
        "charges",
        "payments",
        "unit_keys",
        "unit_furniture",
        "handovers",
        "handover_lines",
        "unit_cases",
        "unit_case_steps",
    ),
    "Everything else": (
        "users",
        "roles",
        "trades",
        "priorities",
        "choices",
        "terms",
        "calendar_days",
        "settings",
        "saved_views",
        "attachments",
        "attachment_links",
        "journal_steps",
        "journal_rows",
    ),
}


def pages() -> dict[Path, str]:
    """Each generated page with its text."""
    return {
        ROOT / "docs" / "data-model-tables.md": data_model(),
        ROOT / "docs" / "command-line.md": command_line(),
        ROOT / "docs" / "ticket-life.md": ticket_life(),
    }


def data_model() -> str:
    """All tables with their columns, and a diagram a group."""
    lines = [
        "# The tables",
        "",
        "Generated from the mapped classes by `python -m tests.generated_docs`. What they mean and what comes "
        "later is in [data-model.md](data-model.md).",
    ]
    for group, names in GROUPS.items():
        lines += ["", f"## {group}", "", "```mermaid", "erDiagram"]
        lines += _relations(names)
        lines += ["```"]
        for name in names:
            lines += ["", *_table(Base.metadata.tables[name])]
    return "\n".join(lines) + "\n"


def _relations(names: tuple[str, ...]) -> list[str]:
    found = []
    for name in names:
        for key in sorted(Base.metadata.tables[name].foreign_keys, key=lambda k: k.parent.name):
            many = "|o" if key.parent.nullable else "||"
            found.append(f"    {key.column.table.name} {many}--o{{ {name} : {key.parent.name}")
    return found or [f"    {name}" for name in names]


def _table(table: Table) -> list[str]:
    doc = next(m.class_.__doc__ for m in Base.registry.mappers if m.local_table is table) or ""
    summary = " ".join(doc.strip().split("\n\n")[0].split())
    lines = [f"### {table.name}", "", summary, "", "| column | type | |", "|---|---|---|"]
    return lines + [_column(column) for column in table.columns]


def _column(column: "Column[object]") -> str:
    notes = []
    if column.primary_key:
        notes.append("key")
    notes += [f"→ {key.column.table.name}" for key in column.foreign_keys]
    if column.unique:
        notes.append("unique")
    if not column.nullable and not column.primary_key:
        notes.append("required")
    return f"| {column.name} | {type(column.type).__name__} | {', '.join(notes)} |"


def command_line() -> str:
    """Every verb's own help, at a fixed width."""
    os.environ["COLUMNS"] = "100"
    before = texts.language()
    texts.use("en")
    lines = [
        "# The command line",
        "",
        "Generated from the program's own help by `python -m tests.generated_docs`.",
    ]
    for title, parser in _parsers(build_parser()):
        lines += ["", f"## {title}", "", "```", parser.format_help().rstrip(), "```"]
    texts.use(before)
    return "\n".join(lines) + "\n"


def _parsers(parser: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser]]:
    found = [(parser.prog, parser)]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in dict.fromkeys(action.choices.values()):
                found += _parsers(sub)
    return found


def ticket_life() -> str:
    """The transition table as a picture and as a table."""
    names = {int(entry["code"]): entry for entry in choices("ticket_status")}
    lines = [
        "# A ticket's life",
        "",
        "Generated from `facilities_app/domain/tickets.py` by `python -m tests.generated_docs`; the window, the "
        "command line and the tests read the same table.",
        "",
        "```mermaid",
        "stateDiagram-v2",
    ]
    lines += [f"    {s.name}: {names[int(s)]['zh']} {names[int(s)]['en']}" for s in Status]
    lines += ["    [*] --> REPORTED"]
    lines += [
        f"    {source.name} --> {t.target.name}: {t.action.value}"
        for t in TRANSITIONS
        for source in sorted(t.sources)
    ]
    lines += [f"    {s.name} --> [*]" for s in Status if not s.is_open]
    lines += [
        "```",
        "",
        "The roles are those that are shipped; a role is a row whose permissions an admin may change. Whoever did a "
        "repair does not verify it. Where the office requires acceptance, as it does unless it chose otherwise, only "
        "what was verified can be closed.",
        "",
        "| step | from | to | must be told | permission (any one) | roles as shipped |",
        "|---|---|---|---|---|---|",
    ]
    for t in TRANSITIONS:
        sources = ", ".join(names[int(s)]["zh"] for s in sorted(t.sources))
        needs = ", ".join(
            word
            for needed, word in (
                (t.needs_reason, "why"),
                (t.needs_hold, "what it waits for, until when"),
                (t.needs_assignee, "who does it"),
            )
            if needed
        )
        lines.append(
            f"| {t.action.value} | {sources} | {names[int(t.target)]['zh']} | {needs} | {_who(t.permissions)} |"
        )
    lines += ["", "| besides | permission (any one) | roles as shipped |", "|---|---|---|"]
    lines += [f"| {what} | {_who(needed)} |" for what, needed in RIGHTS.items()]
    lines += ["", "## Clocks", "", *_CLOCKS, "", "| light | when |", "|---|---|"]
    lines += [f"| {light.value} | {_LIGHTS[light]} |" for light in Light]
    return "\n".join(lines) + "\n"


def _who(needed: frozenset[str]) -> str:
    """Two cells: the permissions, and the shipped roles that have one of them."""
    roles = [role["zh"] for role in choices("role") if needed & set(role["permissions"])]
    return f"{', '.join(sorted(needed))} | {'、'.join(roles)}"


def main() -> int:
    """Write every page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
