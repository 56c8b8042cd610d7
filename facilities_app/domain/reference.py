"""What an admin may edit of the lists that ship with the program, and the rules for each field of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from facilities_app.domain.durations import read_duration
from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line, clean_text

_CODE = re.compile(r"[^\s,;]+")
_BIGGEST = 10_000


class FieldKind(StrEnum):
    """What a field holds."""

    CODE = "code"
    LINE = "line"
    TEXT = "text"
    COUNT = "count"  # a whole number from 0, or nothing
    DECIMAL = "decimal"
    DURATION = "duration"  # minutes of working time
    FLAG = "flag"
    OPTION = "option"
    ICON = "icon"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a table. ``fixed`` fields are given once; ``options`` names the list an OPTION is of."""

    key: str
    kind: FieldKind = FieldKind.LINE
    required: bool = False
    longest: int = 80
    fixed: bool = False
    options: str = ""


@dataclass(frozen=True, slots=True)
class RefTable:
    """One kind of reference rows and what may be done with them."""

    key: str
    fields: tuple[FieldSpec, ...]
    grows: bool = True  # rows can be added
    removes: bool = False  # rows can be deleted
    hides: bool = False  # rows can be no longer offered, and offered again
    orders: bool = False  # rows have an order


@dataclass(frozen=True, slots=True)
class RefRow:
    """One row of reference data, as it stands. ``opens`` names the table and owner of what is below it."""

    id: int
    version: int
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    is_active: bool = True
    used: int = 0
    opens: tuple[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day on which a calendar file differs from the calendar that is in force."""

    day: date
    kind: str
    name: str
    was_kind: str
    was_name: str


_F = FieldSpec
_K = FieldKind
_NAMES = (_F("name_zh", required=True), _F("name_en", required=True))
_CODE_FIELD = _F("code", _K.CODE, required=True, longest=40, fixed=True)
_ICON = _F("icon", _K.ICON, longest=40)
_TONE = _F("tone", _K.OPTION, options="tone")

TABLES: Mapping[str, RefTable] = {
    table.key: table
    for table in (
        RefTable("choices", (_CODE_FIELD, *_NAMES, _ICON, _TONE), hides=True, orders=True),
        RefTable("fixed_choices", (_CODE_FIELD, *_NAMES, _ICON, _TONE), grows=False, orders=True),
        RefTable("trades", (_CODE_FIELD, *_NAMES, _ICON), hides=True, orders=True),
        RefTable(
            "priorities",
            (*_NAMES, _F("repair_workdays", _K.COUNT, required=True), _ICON, _TONE),
            grows=False,
        ),
        RefTable(
            "fault_codes",
            (
                _CODE_FIELD,
                _F("kind", _K.OPTION, required=True, options="fault_kind"),
                *_NAMES,
                _F("trade_id", _K.OPTION, options="any_trade"),
            ),
            hides=True,
            orders=True,
        ),
        RefTable("matrix", (_F("priority_id", _K.OPTION, required=True, options="priority"),), grows=False),
        RefTable(
            "targets",
            (
                _F("priority_id", _K.OPTION, required=True, options="priority"),
                _F("response_minutes", _K.DURATION, required=True),
                _F("trade_id", _K.OPTION, options="target_trade"),
                _F("repair_minutes", _K.DURATION, required=True),
                _F("place_id", _K.OPTION, options="any_place"),
                _F("source", longest=200),
            ),
            removes=True,
        ),
        RefTable(
            "escalation",
            (
                _F("at_percent", _K.COUNT, required=True),
                _F("role_id", _K.OPTION, required=True, options="role"),
                _F("priority_id", _K.OPTION, options="any_priority"),
            ),
            removes=True,
        ),
        RefTable(
            "categories",
            (
                _CODE_FIELD,
                *_NAMES,
                _F("trade_id", _K.OPTION, required=True, options="trade"),
                _F("template_code", _K.OPTION, options="template"),
                _F("service_life_years", _K.COUNT),
                _ICON,
                _F("service_life_source", longest=200),
                _F("service_life_source_en", longest=200),
            ),
            removes=True,
            orders=True,
        ),
        RefTable(
            "attributes",
            (
                _CODE_FIELD,
                *_NAMES,
                _F("value_type", _K.OPTION, required=True, options="value_type"),
                _F("unit", longest=20),
            ),
            removes=True,
            orders=True,
        ),
        RefTable(
            "duties",
            (
                _F("title_zh", required=True, longest=120),
                _F("title_en", required=True, longest=200),
                _F("interval_zh", _K.TEXT, required=True, longest=400),
                _F("interval_en", _K.TEXT, required=True, longest=400),
                _F("is_statutory", _K.FLAG),
                _F("is_confirmed", _K.FLAG),
                _F("legal_basis", _K.TEXT, longest=400),
                _F("legal_basis_en", _K.TEXT, longest=400),
                _F("who_zh", _K.TEXT, longest=400),
                _F("who_en", _K.TEXT, longest=400),
                _F("record_zh", _K.TEXT, longest=400),
                _F("record_en", _K.TEXT, longest=400),
                _F("filing_zh", _K.TEXT, longest=400),
                _F("filing_en", _K.TEXT, longest=400),
                _F("retention_years", _K.COUNT),
                _F("template_code", _K.OPTION, options="template"),
                _F("note_zh", _K.TEXT, longest=1000),
                _F("note_en", _K.TEXT, longest=1000),
            ),
            grows=False,
            orders=True,
        ),
        RefTable(
            "round_recipes",
            (
                _CODE_FIELD,
                *_NAMES,
                _F("event_kind", _K.OPTION, required=True, options="round_event"),
                _F("due_days", _K.COUNT, required=True),
            ),
            hides=True,
            orders=True,
        ),
        RefTable(
            "round_lines",
            (
                _F("category_id", _K.OPTION, options="any_category"),
                _F("tag_id", _K.OPTION, options="any_tag"),
                _F("unit_status", _K.OPTION, options="any_unit_status"),
                _F("template_code", _K.OPTION, options="template"),
            ),
            removes=True,
            orders=True,
        ),
        RefTable(
            "licences",
            (
                _F("holder", required=True),
                _F("kind", required=True, longest=40),
                _F("number", required=True, longest=60),
                _F("expires_on", _K.DATE),
                _F("user_id", _K.OPTION, options="any_user"),
                _F("vendor_id", _K.OPTION, options="any_vendor"),
                _F("issued_on", _K.DATE),
                _F("note", longest=200),
            ),
            removes=True,
        ),
        RefTable(
            "days",
            (
                _F("day", _K.DATE, required=True),
                _F("kind", _K.OPTION, required=True, options="day_kind"),
                _F("name"),
            ),
            removes=True,
        ),
        RefTable(
            "terms",
            (_F("zh", required=True), _F("en", required=True, longest=120), _F("topic", longest=60)),
            removes=True,
        ),
        RefTable(
            "users",
            (
                _F("code", _K.CODE, required=True, longest=40, fixed=True),
                _F("name", required=True),
                _F("role_id", _K.OPTION, required=True, options="role"),
                _F("title"),
                _F("unit_name"),
                _F("phone", longest=40),
            ),
            hides=True,
        ),
    )
}

OPEN_LISTS = frozenset(
    {
        "absence_reason",
        "contract_kind",
        "event_kind",
        "hold_reason",
        "insurance_kind",
        "measure_unit",
        "met_person",
        "permit_kind",
        "place_kind",
        "project_kind",
    }
)
"""Lists that may grow. On the codes of all others the program's rules rest: only their words are the office's."""


def cleaned(table: RefTable, values: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """The values in their stored form. Raises Invalid at the first field that cannot be kept.

    A new row must bring every required field; a row that is there cannot change its fixed ones.
    """
    found: dict[str, Any] = {}
    for spec in table.fields:
        if spec.key in values:
            if spec.fixed and not new:
                raise Invalid("reference.fixed", field=spec.key)
            found[spec.key] = _value(spec, values[spec.key])
        elif new and spec.required:
            raise Invalid("reference.empty", field=spec.key)
    if unknown := sorted(set(values) - {spec.key for spec in table.fields}):
        raise Invalid("reference.no_such_field", field=unknown[0], name=unknown[0])
    return found


def require_text(values: Mapping[str, str], longest: int) -> dict[str, str]:
    """Lines of which none may be empty. Raises Invalid with the field."""
    specs = (FieldSpec(key, required=True, longest=longest) for key in values)
    return {spec.key: str(_value(spec, values[spec.key])) for spec in specs}


def moved(ids: Iterable[int], row_id: int, step: int) -> list[int]:
    """The order after a row went ``step`` places down (up if negative), stopping at the ends."""
    order = list(ids)
    at = order.index(row_id)
    order.insert(max(0, min(len(order) - 1, at + step)), order.pop(at))
    return order


def _value(spec: FieldSpec, value: Any) -> Any:
    if spec.kind is FieldKind.FLAG:
        return bool(value)
    if spec.kind in (FieldKind.COUNT, FieldKind.DECIMAL):
        return _number(spec, value)
    if spec.kind is FieldKind.DURATION:
        return value if isinstance(value, int) else read_duration(str(value or ""), spec.key)
    if spec.kind is FieldKind.DATE or (spec.kind is FieldKind.OPTION and not isinstance(value, str)):
        if value is None and spec.required:
            raise Invalid("reference.empty", field=spec.key)
        return value
    text = clean_text(str(value)) if spec.kind is FieldKind.TEXT else clean_line(str(value))
    if not text and spec.required:
        raise Invalid("reference.empty", field=spec.key)
    if len(text) > spec.longest:
        raise Invalid("reference.too_long", field=spec.key, longest=spec.longest)
    if spec.kind is FieldKind.CODE and not _CODE.fullmatch(text):
        raise Invalid("reference.code_form", field=spec.key)
    return text


def _number(spec: FieldSpec, value: Any) -> int | Decimal | None:
    text = clean_line(str(value)).replace(",", "") if value is not None else ""
    if not text:
        if spec.required:
            raise Invalid("reference.empty", field=spec.key)
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if spec.kind is FieldKind.DECIMAL:
        if not number.is_finite():
            raise Invalid("reference.not_a_number", field=spec.key, text=text)
        return number
    if not number.is_finite() or number != number.to_integral_value() or not 0 <= number < _BIGGEST:
        raise Invalid("reference.not_a_count", field=spec.key, text=text)
    return int(number)
