"""Reading a checklist back from Excel: every cell that cannot be read is named, with what to do."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from facilities_app.domain.checklist_rules import flaws
from facilities_app.domain.checklist_template import (
    Condition,
    Template,
    TemplateItem,
    cleaned,
    condition,
    tidy,
)
from facilities_app.domain.checklist_words import (
    COLUMNS,
    EVIDENCE,
    HEAD,
    KIND,
    YES,
    code_said,
    condition_read,
    said,
)
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.services.template_cells import cell_number, cell_text, yes_in
from facilities_app.services.template_pictures import Picture, picture_of
from facilities_app.services.template_reading import FileProblem, FileReading, without_twins
from resources.texts import tr

_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_ROWS, _MOST_COLUMNS, _HEAD_ROWS = 1_000, 60, 40


def read_book(path: Path) -> FileReading:
    """Each sheet that is a checklist. Raises Invalid("template.not_a_workbook" or "template.no_checklist_in")."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
                raise Invalid("template.not_a_workbook", name=path.name)
        book = load_workbook(path)
    except Invalid:
        raise
    except Exception as error:  # openpyxl raises whatever a strange file makes it stumble over
        raise Invalid("template.not_a_workbook", name=path.name) from error
    sheets = [_Sheet(sheet, many=len(book.worksheets) > 1) for sheet in book.worksheets]
    found = [sheet for sheet in sheets if sheet.head_row]
    if not found:
        raise Invalid("template.no_checklist_in", name=path.name)
    for sheet in found:
        sheet.read()
    templates = tuple(sheet.template for sheet in found)
    twins = without_twins(templates, [sheet.where("code") for sheet in found])
    told = tuple(one for sheet in found for one in sheet.problems)
    pictures = {sha: picture for sheet in found for sha, picture in sheet.pictures.items()}
    return FileReading(templates, pictures, (*told, *twins))


@dataclass
class _Row:
    """One item while it is read: its number in the file is not yet its place."""

    row: int
    said_number: str
    item: TemplateItem = field(default_factory=TemplateItem)


class _Sheet:
    """One sheet: where its table begins, and what stands in it."""

    def __init__(self, sheet: Worksheet, *, many: bool) -> None:
        self._sheet, self._many = sheet, many
        self.template = Template()
        self.problems: list[FileProblem] = []
        self.pictures: dict[str, Picture] = {}
        self._columns: dict[str, int] = {}
        self._rows: list[_Row] = []
        self._facts: dict[str, str] = {}
        self.head_row = self._find_head()

    def where(self, field: str, number: int = 0) -> str:
        """The address of the cell that says this of an item (0: of the checklist)."""
        if number:
            column = self._columns.get(field) or self._columns["zh"]
            return self._address(self._rows[number - 1].row, column)
        return self._named(self._facts.get(field, f"A{self.head_row}"))

    def read(self) -> None:
        """Read everything; ``template`` and ``problems`` say what was found."""
        self._look_at_head()
        head = self._read_facts()
        self._read_rows()
        self._read_pictures()
        self._follow_numbers()
        raw = cleaned(Template(**head, items=tuple(row.item for row in self._rows)))
        told = {one.where for one in self.problems}
        for problem in flaws(raw):
            where = self.where(problem.field, problem.number)
            if where not in told:
                self.problems.append(FileProblem(where, problem.error()))
        self.problems.sort(key=lambda one: coordinate_to_tuple(one.where.rpartition("!")[2]))
        self.template = tidy(raw)

    # -- finding the table -------------------------------------------------------------------------

    def _find_head(self) -> int:
        """The row of column titles, 0 if the sheet has none."""
        for row in range(1, min(self._sheet.max_row, _HEAD_ROWS) + 1):
            columns = self._columns_in(row)
            if "zh" in columns and "kind" in columns:
                self._columns = columns
                return row
        return 0

    def _columns_in(self, row: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for column in range(1, min(self._sheet.max_column, _MOST_COLUMNS) + 1):
            key = code_said(COLUMNS, str(self._sheet.cell(row, column).value or ""))
            if key is not None:
                found.setdefault(key, column)
        return found

    def _look_at_head(self) -> None:
        """A column whose title is none of ours would be lost without a word."""
        for column in range(1, min(self._sheet.max_column, _MOST_COLUMNS) + 1):
            words = str(self._sheet.cell(self.head_row, column).value or "").strip()
            if words and column not in self._columns.values():
                known = tr(", ", "list").join(said(pair) for pair in COLUMNS.values())
                error = Invalid("template.unknown_column", text=words[:40], known=known)
                self._say(self.head_row, column, error)

    # -- reading -------------------------------------------------------------------------------------

    def _read_facts(self) -> dict[str, str]:
        """Code, names and use, from the rows above the table: the first filled cell right of its title."""
        facts = dict.fromkeys(HEAD, "")
        for row in range(1, self.head_row):
            key = code_said(HEAD, str(self._sheet.cell(row, 1).value or ""))
            if key is None:
                continue
            filled = (at for at in range(2, 8) if self._sheet.cell(row, at).value is not None)
            column = next(filled, 3)
            self._facts[key] = f"{get_column_letter(column)}{row}"
            facts[key] = self._text(row, column)
        return facts

    def _read_rows(self) -> None:
        for row in range(self.head_row + 1, min(self._sheet.max_row, _MOST_ROWS) + 1):
            filled = (key for key, at in self._columns.items() if self._sheet.cell(row, at).value is not None)
            if any(key != "no" for key in filled):
                self._rows.append(self._row(row))

    def _row(self, row: int) -> _Row:
        texts = {
            key: self._text(row, column)
            for key, column in self._columns.items()
            if key not in ("minimum", "maximum", "picture", "no")
        }
        values: dict[str, Any] = dict(texts)
        for key in ("minimum", "maximum"):
            if key in self._columns:
                values[key] = self._number(row, self._columns[key])
        values["options"] = tuple(texts.get("options", "").split("\n"))
        values["offers_none"] = self._yes(row, texts.get("offers_none", ""))
        values["kind"] = self._code(row, "kind", KIND, texts.get("kind", "")) or "pass_fail"
        values["evidence"] = self._code(row, "evidence", EVIDENCE, texts.get("evidence", ""))
        number = self._text(row, self._columns["no"]) if "no" in self._columns else ""
        return _Row(row, number.removesuffix(".0"), TemplateItem(**values))

    def _code(self, row: int, key: str, words: dict[str, tuple[str, str]], text: str) -> str:
        if not text.strip() or text.strip() == "note_on_fail":
            return ""
        code = code_said(words, text)
        if code is None:
            known = tr(", ", "list").join(said(pair) for pair in words.values())
            self._say(row, self._columns[key], Invalid("template.not_offered", text=text[:40], known=known))
        return text.strip()[:40] if code is None else code

    def _yes(self, row: int, text: str) -> bool:
        said_so = yes_in(text)
        if said_so is None:
            error = Invalid("template.not_offered", text=text[:40], known=said(YES))
            self._say(row, self._columns["offers_none"], error)
        return bool(said_so)

    def _text(self, row: int, column: int) -> str:
        try:
            return cell_text(self._sheet.cell(row, column))
        except Invalid as error:
            self._say(row, column, error)
            return ""

    def _number(self, row: int, column: int) -> Decimal | None:
        try:
            return cell_number(self._sheet.cell(row, column))
        except Invalid as error:
            self._say(row, column, error)
            return None

    def _read_pictures(self) -> None:
        rows = {row.row: row for row in self._rows}
        for image in getattr(self._sheet, "_images", ()):
            anchor = getattr(image.anchor, "_from", None)
            row = rows.get(anchor.row + 1) if anchor is not None else None
            if row is None or row.item.picture:
                continue
            try:
                picture = picture_of(image._data(), f"{row.said_number or row.row}.{image.format or 'png'}")
            except DomainError as error:
                self._say(row.row, self._columns.get("picture", 1), error)
                continue
            self.pictures[picture.sha] = picture
            row.item = replace(row.item, picture=picture.sha)

    def _follow_numbers(self) -> None:
        """Conditions name items by the numbers in the file; rows may have been moved since."""
        places: dict[str, int] = {}
        for place, row in enumerate(self._rows, 1):
            if not row.said_number:
                continue
            if row.said_number in places:
                error = Invalid("template.number_twice", number=row.said_number)
                self._say(row.row, self._columns["no"], error)
            places.setdefault(row.said_number, place)
        items = self._renumbered(places)
        for row, item in zip(self._rows, items, strict=True):
            row.item = item

    def _renumbered(self, places: Mapping[str, int]) -> Sequence[TemplateItem]:
        items = []
        for row in self._rows:
            asked = condition(row.item.shown_if.replace("＝", "="))
            text = row.item.shown_if
            if asked is not None and places:
                text = Condition(places.get(str(asked.number), 0), asked.answer).text()
            items.append(replace(row.item, shown_if=text))
        return list(self._worded(items))

    @staticmethod
    def _worded(items: Sequence[TemplateItem]) -> Iterator[TemplateItem]:
        for item in items:
            yield replace(item, shown_if=condition_read(item.shown_if, items)) if item.shown_if else item

    def _say(self, row: int, column: int, error: DomainError) -> None:
        self.problems.append(FileProblem(self._address(row, column), error))

    def _address(self, row: int, column: int) -> str:
        return self._named(f"{get_column_letter(column)}{row}")

    def _named(self, address: str) -> str:
        return f"{self._sheet.title}!{address}" if self._many else address
