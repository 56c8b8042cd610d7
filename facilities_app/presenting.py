"""Turns stored values into what a person reads, the same in window, workbook, paper and file."""

from typing import Any, Protocol

from facilities_app.domain.dates import DateStyle, format_date, format_moment
from facilities_app.domain.lists import ColumnKind, ColumnSpec, ListInfo, Row
from resources.texts import tr

EMPTY = "－"
_FILTER_TITLES = {
    "place": "Place",
    "trade": "Trade",
    "assignee": "Assignee",
    "category": "Category",
    "status": "Status",
    "due": "Due",
    "reported": "Reported",
    "agreement": "Agreement until",
    "land": "Land",
    "basis": "Basis",
    "ends": "Ends",
    "kind": "Kind",
}
_LIST_TITLES = {
    "trade": "Trade",
    "priority": "Priority",
    "ticket_status": "Status",
    "hold_reason": "Waiting for",
    "user": "Assignee",
    "category": "Category",
}


def filter_title(info: ListInfo, field: str) -> str:
    """What a filter of a list is called: as its column is."""
    keys = (field, f"{field}_id", f"{field}_at", f"{field}_on", f"{field}_label", f"{field}_until")
    titles = {spec.key: spec.title for spec in info.columns}
    found = next((titles[key] for key in keys if key in titles), _FILTER_TITLES.get(field, field))
    return tr(found)  # texts: the columns' titles and _FILTER_TITLES


def choices_title(list_code: str) -> str:
    """What a list of choices is called."""
    return tr(_LIST_TITLES.get(list_code, list_code))  # texts: listed in _LIST_TITLES


class LabelSource(Protocol):
    """Where names of codes come from."""

    def name(self, list_code: str, code: Any) -> str:
        """The entry's name."""
        ...


class Presenter:
    """Display text for list values. Cheap: it is asked for every visible cell."""

    def __init__(self, labels: LabelSource, style: DateStyle = DateStyle.ROC) -> None:
        self._labels, self.style = labels, style

    def text(self, column: ColumnSpec, value: Any) -> str:
        """The value as a person reads it; "－" for none."""
        if value is None or value == "":
            return EMPTY
        kind = column.kind
        if kind is ColumnKind.TEXT:
            return self._labels.name(column.choices, value) if column.choices else str(value)
        if kind is ColumnKind.CHOICE:
            return self._labels.name(column.choices, value) or EMPTY
        if kind is ColumnKind.DATE:
            return format_date(value, self.style)
        if kind is ColumnKind.MOMENT:
            return format_moment(value, self.style)
        if kind in (ColumnKind.MONEY, ColumnKind.INTEGER):
            return f"{int(value):,}"
        return f"{value:,}" if not isinstance(value, str) else value

    def cell(self, info: ListInfo, column: ColumnSpec, row: Row) -> str:
        """A cell of a list as a person reads it: window, paper, file and clipboard say the same."""
        return self.text(*info.said(column, row))

    def term(self, name: str) -> str:
        """A name that is kept in Chinese, in the language of the moment where the reference data has it."""
        return self._labels.name("term", name)

    def date(self, value: Any) -> str:
        """A date or its ISO text; "－" for none."""
        return format_date(value, self.style) if value else EMPTY

    def moment(self, value: Any) -> str:
        """A moment on Taiwan's clock; "－" for none."""
        return format_moment(value, self.style) if value else EMPTY


def ticket_state(labels: LabelSource, status: int | str, hold_reason: str = "") -> str:
    """Where a ticket stands; of one on hold, what it waits for."""
    return labels.name("hold_reason", hold_reason) if hold_reason else labels.name("ticket_status", status)


def money(amount: int | None) -> str:
    """NT$1,234,567, or "－"."""
    return EMPTY if amount is None else f"NT${amount:,}"
