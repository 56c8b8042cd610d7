"""Reference data (choices, trades, priorities, roles, terms, checklists, categories, duties) into a database.

Safe to run at every start: what is missing is added, what is there is left as the office edited it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import Base
from db.bulk import move_sequence
from db.models import (
    AssetCategory,
    AttributeDefinition,
    ChecklistItem,
    ChecklistTemplate,
    Choice,
    Duty,
    FaultCode,
    Priority,
    Role,
    Setting,
    Term,
    Trade,
    User,
)
from db.seed_promises import add_promises
from db.seed_rounds import add_recipes
from resources.reference_data import all_checklists, choices, load

Entry = Mapping[str, Any]

SETTINGS: Mapping[str, Any] = {"office_name": "高雄市政府秘書處", "money_unit": "新臺幣元"}
"""What a new database says of its office; an admin changes it."""

_OWN_TABLES = frozenset({"trade", "priority", "role"})  # lists that are tables of their own


def seed_reference(session: Session) -> int:
    """Add the reference data that the database lacks; returns how many rows. The caller commits."""
    added = 0
    for make in (_choices, _trades, _priorities, _people, _terms, _settings, _checklists, _duties):
        rows = list(make(session))
        session.add_all(rows)
        session.flush()
        added += len(rows)
    for name in ("trades", "priorities"):
        move_sequence(session.connection(), name)
    added += add_promises(session)
    added += _add_categories(session) + _add_items(session) + _add_fault_codes(session)
    return added + add_recipes(session)


def _known(session: Session, *columns: Any) -> set[Any]:
    rows = session.execute(select(*columns)).all()
    return {row[0] if len(columns) == 1 else tuple(row) for row in rows}


def _choices(session: Session) -> Iterable[Base]:
    known = _known(session, Choice.list_code, Choice.code)
    for part in load("choices"):
        if part["list"] in _OWN_TABLES:
            continue
        for position, entry in enumerate(part["entries"]):
            if (part["list"], str(entry["code"])) not in known:
                yield Choice(
                    list_code=part["list"],
                    code=str(entry["code"]),
                    name_zh=entry["zh"],
                    name_en=entry["en"],
                    icon=entry["icon"],
                    tone=entry["tone"],
                    position=position,
                )


def _trades(session: Session) -> Iterable[Base]:
    known = _known(session, Trade.code)
    fresh = not known
    for position, entry in enumerate(choices("trade"), 1):
        if entry["code"] not in known:
            row = Trade(
                code=entry["code"],
                name_zh=entry["zh"],
                name_en=entry["en"],
                icon=entry["icon"],
                position=position,
            )
            if fresh:
                row.id = position  # as shipped: the ids are the order
            yield row


def _priorities(session: Session) -> Iterable[Base]:
    known = _known(session, Priority.id)
    for entry in choices("priority"):
        if entry["code"] not in known:
            yield Priority(
                id=entry["code"],
                code=entry["name"],
                name_zh=entry["zh"],
                name_en=entry["en"],
                icon=entry["icon"],
                tone=entry["tone"],
                repair_workdays=entry["repair_workdays"],
            )


def _people(session: Session) -> Iterable[Base]:
    """The roles, and one user who may do everything if there is nobody yet."""
    roles = {row.code: row for row in session.scalars(select(Role))}
    for entry in choices("role"):
        if entry["code"] not in roles:
            roles[entry["code"]] = row = Role(
                code=entry["code"],
                name_zh=entry["zh"],
                name_en=entry["en"],
                permissions=list(entry["permissions"]),
            )
            yield row
    if not _known(session, User.id):
        session.add_all(roles.values())
        session.flush()
        yield User(code="admin", name="系統管理員", unit_name="秘書處", role_id=roles["admin"].id)


def _terms(session: Session) -> Iterable[Base]:
    known = _known(session, Term.zh, Term.en)
    for group in load("glossary"):
        for term in group["terms"]:
            if (term["zh"], term["en"]) not in known:
                known.add((term["zh"], term["en"]))
                yield Term(zh=term["zh"], en=term["en"], topic=group["zh"])


def _settings(session: Session) -> Iterable[Base]:
    known = _known(session, Setting.key)
    return [Setting(key=key, value=value) for key, value in SETTINGS.items() if key not in known]


def _checklists(session: Session) -> Iterable[Base]:
    known = _known(session, ChecklistTemplate.code)
    for entry in all_checklists():
        if entry["code"] not in known:
            yield ChecklistTemplate(
                code=entry["code"],
                name_zh=entry["name_zh"],
                name_en=entry["name_en"],
                applies_to=entry["applies_to"],
            )


def _add_items(session: Session) -> int:
    """The items of templates that have none yet: an edition, once there, is never changed."""
    filled = _known(session, ChecklistItem.template_id)
    ids = dict(
        session.execute(
            select(ChecklistTemplate.code, ChecklistTemplate.id).where(ChecklistTemplate.edition == 1)
        ).all()
    )
    rows = [
        _item(ids[entry["code"]], position, item, entry["sections"])
        for entry in all_checklists()
        if entry["code"] in ids and ids[entry["code"]] not in filled
        for position, item in enumerate(entry["items"], 1)
    ]
    session.add_all(rows)
    session.flush()
    return len(rows)


def _item(template_id: int, position: int, item: Entry, sections: list[Entry]) -> ChecklistItem:
    section = next(s for s in sections if s["from"] <= position <= s["to"])
    return ChecklistItem(
        template_id=template_id,
        position=position,
        section_zh=section["zh"],
        section_en=section["en"],
        zh=item["zh"],
        en=item["en"],
        short_zh=item["short_zh"],
        short_en=item["short_en"],
        kind=item["type"],
        unit=item.get("unit") or "",
        minimum=_decimal(item.get("min")),
        maximum=_decimal(item.get("max")),
        limit_source=item.get("limit_source_zh") or "",
        limit_source_en=item.get("limit_source_en") or "",
        offers_none=bool(item.get("offers_none", False)),
    )


def _decimal(value: float | int | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _add_categories(session: Session) -> int:
    known = _known(session, AssetCategory.code)
    trades = dict(session.execute(select(Trade.code, Trade.id)).all())
    added = 0
    for position, entry in enumerate(load("categories")):
        if entry["code"] in known:
            continue
        category = AssetCategory(
            code=entry["code"],
            name_zh=entry["zh"],
            name_en=entry["en"],
            icon=entry["icon"],
            trade_id=trades[entry["trade"]],
            service_life_years=entry.get("service_life_years"),
            service_life_source=entry.get("service_life_source_zh") or "",
            service_life_source_en=entry.get("service_life_source_en") or "",
            template_code=entry.get("template") or "",
            position=position,
        )
        session.add(category)
        session.flush()
        definitions = [_attribute(category.id, n, a) for n, a in enumerate(entry["attributes"])]
        session.add_all(definitions)
        added += 1 + len(definitions)
    session.flush()
    return added


def _add_fault_codes(session: Session) -> int:
    """Causes and remedies; those of a trade the office has not are left out."""
    known = _known(session, FaultCode.kind, FaultCode.code)
    trades = dict(session.execute(select(Trade.code, Trade.id)).all())
    rows = [
        FaultCode(
            kind=entry["kind"],
            code=entry["code"],
            name_zh=entry["zh"],
            name_en=entry["en"],
            trade_id=trades[entry["trade"]] if entry["trade"] else None,
            position=position,
        )
        for position, entry in enumerate(load("fault_codes"))
        if (entry["kind"], entry["code"]) not in known and entry["trade"] in (None, *trades)
    ]
    session.add_all(rows)
    session.flush()
    return len(rows)


def _attribute(category_id: int, position: int, entry: Entry) -> AttributeDefinition:
    return AttributeDefinition(
        category_id=category_id,
        code=entry["code"],
        name_zh=entry["zh"],
        name_en=entry["en"],
        value_type=entry["type"],
        unit=entry.get("unit") or "",
        position=position,
    )


_DUTY_SAME = (
    "code",
    "system_zh",
    "system_en",
    "title_zh",
    "title_en",
    "anchor",
    "who_zh",
    "who_en",
    "record_zh",
    "record_en",
    "filing_zh",
    "filing_en",
    "retention_years",
    "note_zh",
    "note_en",
    "source",
)


def _duties(session: Session) -> Iterable[Base]:
    known = _known(session, Duty.code)
    for position, entry in enumerate(load("duties")):
        if entry["code"] not in known:
            yield Duty(
                **{name: entry[name] for name in _DUTY_SAME},
                legal_basis=entry["legal_basis_zh"],
                legal_basis_en=entry["legal_basis_en"],
                is_statutory=entry["has_statutory_interval"],
                interval_zh=entry["interval_text_zh"],
                interval_en=entry["interval_text_en"],
                rule=entry["default_rrule"] or "",
                template_code=entry["template"] or "",
                category_codes=",".join(entry["applies_to"]),
                is_confirmed=entry["confirmed"],
                position=position,
            )
