"""A list as Excel, PDF or CSV: what the window shows, streamed so that any number of rows fits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Role, User
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.domain.lists import (
    ColumnKind,
    ColumnSpec,
    Condition,
    ListInfo,
    ListQuery,
    ListSource,
    Row,
)
from facilities_app.domain.privacy import masked_name
from facilities_app.presenting import EMPTY, Presenter
from facilities_app.reports.lists import write_list
from facilities_app.reports.table import NUMBERS, ReportColumn, ReportTable, Written
from facilities_app.services.office import OfficeService
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Step = Callable[[int, int], None]
"""Hears how many rows are written, of how many. Whatever it raises stops the export."""

_AT_ONCE = 500
_ENDINGS = (".xlsx", ".pdf", ".csv")
_PERSONAL = frozenset(
    (
        "borrower",
        "resident_label",
    )
)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written; ``warnings`` are sentences."""

    path: Path
    rows: int
    warnings: tuple[str, ...] = ()


class ExportService:
    """Writes lists to files. Reads only; any thread."""

    def __init__(self, base: "ServiceBase", lists: Mapping[str, ListSource]) -> None:
        self._base, self._lists = base, lists

    def write_list(
        self,
        list_code: str,
        query: ListQuery,
        out: Path,
        columns: Sequence[str] | None = None,
        step: Step | None = None,
        *,
        style: DateStyle = DateStyle.ROC,
        ids: Sequence[int] | None = None,
    ) -> ExportResult:
        """Write the list to ``out``, whole or not at all; its ending chooses Excel, PDF or CSV.

        ``columns`` are keys in the order to print (default: the shown ones; CSV: all); what tells the
        rows apart is always there. ``ids`` writes just these rows. CSV keeps codes' names but ISO dates and plain
        numbers, since programs read it.
        """
        source = self._source(list_code)
        if out.suffix.lower() not in _ENDINGS:
            known = tr(", ", "between names").join(_ENDINGS)
            raise Invalid("report.ending", field="path", ending=out.suffix, endings=known)
        plain = out.suffix.lower() == ".csv"
        chosen = _chosen(source.info, columns, everything=plain)
        wanted = source.ids(query, _never) if ids is None else ids
        rows = _Rows(source, wanted, self._cells(source.info, chosen, style, plain=plain))
        table = self._table(source.info, query, chosen, rows, style)
        try:
            written = write_list(out, table, _counting(step, len(wanted)))
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return ExportResult(out, written.rows, warnings_of(written))

    def _source(self, list_code: str) -> ListSource:
        if list_code not in self._lists:
            raise Invalid(
                "list.no_such_list", list=list_code, known=tr(", ", "between names").join(self._lists)
            )
        return self._lists[list_code]

    def _table(
        self,
        info: ListInfo,
        query: ListQuery,
        columns: tuple[ColumnSpec, ...],
        rows: "_Rows",
        style: DateStyle,
    ) -> ReportTable:
        office = OfficeService(self._base)
        has_money = any(column.kind is ColumnKind.MONEY for column in columns)
        return ReportTable(
            title=tr(info.title),  # texts: the lists' titles
            columns=tuple(
                ReportColumn(tr(c.title), c.kind, c.width, total=c.total)  # texts: the columns' titles
                for c in columns
            ),
            rows=rows,
            subtitle="　".join((str(office.get("office_name")), *self._asked(info, query, style))),
            unit_note=tr("Unit: {unit}").format(unit=_money_unit(office)) if has_money else "",
            printed_on=format_date(self._base.clock.today(), style),
            printed_by=self._base.actor_name,
            demo=rows.has_demo(),
            count=len(rows),
        )

    def _asked(self, info: ListInfo, query: ListQuery, style: DateStyle) -> list[str]:
        """The conditions as a person reads them."""
        parts = [self._condition(info, condition, style) for condition in query.conditions]
        if query.search.strip():
            parts.append(f"“{query.search.strip()}”")
        return [part for part in parts if part]

    def _condition(self, info: ListInfo, condition: Condition, style: DateStyle) -> str:
        choices = info.filters.get(condition.field, "")
        if choices == "date" and condition.op in ("from", "to"):
            text = str(condition.values[0])
            if not text[:4].isdigit():
                return ""
            bound = format_date(text, style)
            pattern = tr("from {date}") if condition.op == "from" else tr("until {date}")
            return pattern.format(date=bound)
        if condition.op != "in" or choices in ("", "date", "place"):
            return ""
        return "、".join(self._base.labels.name(choices, value) for value in condition.values)

    def _cells(
        self, info: ListInfo, columns: tuple[ColumnSpec, ...], style: DateStyle, *, plain: bool
    ) -> tuple[Callable[[Row], Any], ...]:
        presenter = Presenter(self._base.labels, style)
        masks = any(column.key in _PERSONAL for column in columns) and not self._may_see_names()
        return tuple(
            _masked(info.index(column.key))
            if masks and column.key in _PERSONAL
            else _cell(info, column, presenter, plain=plain)
            for column in columns
        )

    def _may_see_names(self) -> bool:
        """Whether the one who exports needs the residents' full names: roles that look after dormitories do."""
        with self._base.read() as session:
            permissions = session.scalar(
                select(Role.permissions)
                .join(User, User.role_id == Role.id)
                .where(User.id == self._base.actor_id)
            )
        return "dorm_view" in (permissions or ())


class _Rows:
    """The rows, read some hundred at a time as they are written. Rows that went meanwhile are left out."""

    def __init__(
        self,
        source: ListSource,
        ids: Sequence[int],
        cells: tuple[Callable[[Row], Any], ...],
    ) -> None:
        self._source, self._ids, self._cells = source, ids, cells

    def __len__(self) -> int:
        return len(self._ids)

    def has_demo(self) -> bool:
        """Whether any of the first rows is invented: then the paper says so."""
        keys = [column.key for column in self._source.info.columns]
        if "is_demo" not in keys:
            return False
        index = self._source.info.index("is_demo")
        return any(row[index] for row in self._source.rows(self._ids[:_AT_ONCE]))

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(self._ids), _AT_ONCE):
            for row in self._source.rows(self._ids[start : start + _AT_ONCE]):
                yield tuple(cell(row) for cell in self._cells)


def _cell(info: ListInfo, column: ColumnSpec, presenter: Presenter, *, plain: bool) -> Callable[[Row], Any]:
    """From the row to the cell: numbers stay numbers, the rest is text; no value is None."""
    at = info.index(column.key)
    if column.kind in NUMBERS:
        return lambda row: row[at]
    if plain and column.kind is ColumnKind.MOMENT:
        return lambda row: None if row[at] is None else _local_iso(row[at])
    if plain and not column.choices:
        return lambda row: row[at] if row[at] != "" else None

    def shown(row: Row) -> str | None:
        text = presenter.text(column, row[at]) if column.finer is None else presenter.cell(info, column, row)
        return None if text == EMPTY else text

    return shown


def _masked(at: int) -> Callable[[Row], str | None]:
    """A person's name, enough to recognise and no more."""
    return lambda row: masked_name(row[at]) if row[at] else None


def _local_iso(value: str) -> str:
    return datetime.fromisoformat(value).astimezone(TAIPEI).strftime("%Y-%m-%dT%H:%M+08:00")


def _chosen(info: ListInfo, keys: Sequence[str] | None, *, everything: bool) -> tuple[ColumnSpec, ...]:
    if keys is None:
        return tuple(column for column in info.columns if everything or column.shown or column.in_files)
    by_key = {column.key: column for column in info.columns}
    for key in keys:
        if key not in by_key:
            raise Invalid("list.no_such_column", column=key, list=info.code)
    always = [column for column in info.columns if column.in_files and column.key not in keys]
    return (*always, *(by_key[key] for key in keys))


def _money_unit(office: OfficeService) -> str:
    unit = str(office.get("money_unit"))
    return tr("New Taiwan dollars") if unit == "新臺幣元" else unit


def _counting(step: Step | None, total: int) -> Callable[[int], None] | None:
    return None if step is None else lambda done: step(done, total)


def _never() -> bool:
    return False


def warnings_of(written: Written) -> tuple[str, ...]:
    """What a person should know of what was written, in sentences."""
    found = []
    if written.missing:
        signs = " ".join(written.missing[:20])
        found.append(
            tr("Some characters are not in the font and are printed as 〓: {signs}").format(signs=signs)
        )
    if written.shortened:
        found.append(
            trn("{n} cell was shortened to fit.", "{n} cells were shortened to fit.", written.shortened)
        )
    return tuple(found)
