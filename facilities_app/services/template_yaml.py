"""Checklists as YAML, in the shape of the lists that ship with the program."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from facilities_app.domain.checklist_rules import Flaw, flaws
from facilities_app.domain.checklist_template import Template, TemplateItem, cleaned, condition, tidy
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.reports.files import replacing
from facilities_app.services.template_pictures import Picture, picture_in
from facilities_app.services.template_reading import FileProblem, FileReading, without_twins
from resources.texts import tr

_HEAD = ("code", "name_zh", "name_en", "applies_to")
_KEYS = {
    "zh": "zh",
    "en": "en",
    "short_zh": "short_zh",
    "short_en": "short_en",
    "type": "kind",
    "unit": "unit",
    "min": "minimum",
    "max": "maximum",
    "limit_source_zh": "limit_source",
    "limit_source_en": "limit_source_en",
    "offers_none": "offers_none",
    "options": "options",
    "shown_if": "shown_if",
    "evidence": "evidence",
    "guidance_zh": "guidance_zh",
    "guidance_en": "guidance_en",
    "picture": "picture",
}
"""What a key of the file is called here."""
_SHOWN = {ours: theirs for theirs, ours in _KEYS.items()} | {
    "section_zh": "sections",
    "section_en": "sections",
}
_COMMENT = """\
# list:    code, name_zh, name_en, applies_to, sections, items
# section: zh, en, from, to (numbers of its first and last item, counted from 1)
# item:    type is pass_fail, reading, choice, text, photo, signature or date; unit, min and max of readings only;
#          options of a choice; shown_if "3=fail" asks for the answer to the third item;
#          evidence is photo_on_fail or photo; picture is a file beside this one
"""


# -- writing ----------------------------------------------------------------------------------------


def write_yaml(path: Path, template: Template, pictures: Mapping[str, Picture]) -> None:
    """Write a tidied checklist; pictures become files beside it, named after it and the item."""
    names: dict[str, str] = {}
    for number, item in enumerate(template.items, 1):
        if item.picture in pictures and item.picture not in names:
            content = pictures[item.picture].content
            names[item.picture] = f"{path.stem}-{number:02}.{content.extension}"
            with replacing(path.with_name(names[item.picture])) as file:
                file.write(content.data)
    entry = {key: getattr(template, key) for key in _HEAD}
    entry |= {
        "sections": _sections(template.items),
        "items": [_entry(item, names) for item in template.items],
    }
    text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=100)
    with replacing(path) as file:
        file.write((_COMMENT + text).encode())


def _sections(items: Sequence[TemplateItem]) -> list[dict[str, Any]]:
    """Runs of items under one heading; items without one are in none."""
    runs: list[dict[str, Any]] = []
    for number, item in enumerate(items, 1):
        names = {"zh": item.section_zh, "en": item.section_en}
        if not any(names.values()):
            continue
        if runs and runs[-1]["to"] == number - 1 and names.items() <= runs[-1].items():
            runs[-1]["to"] = number
        else:
            runs.append({**names, "from": number, "to": number})
    return runs


def _entry(item: TemplateItem, names: Mapping[str, str]) -> dict[str, Any]:
    values = {theirs: getattr(item, ours) for theirs, ours in _KEYS.items()}
    values |= {"options": list(item.options), "picture": names.get(item.picture, "")}
    values |= {key: _plain_number(values[key]) for key in ("min", "max")}
    kept = {key: value for key, value in values.items() if value or (value == 0 and value is not False)}
    return {"zh": item.zh, "en": item.en} | kept


def _plain_number(value: Decimal | None) -> int | float | str | None:
    """As a number where YAML keeps it exactly, else as text."""
    if value is None or value == value.to_integral_value():
        return None if value is None else int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else f"{value:f}"


# -- reading ----------------------------------------------------------------------------------------


def read_yaml(path: Path) -> FileReading:
    """One checklist or a list of them. Raises Invalid("template.not_yaml") for what is neither."""
    try:
        found = yaml.safe_load(path.read_bytes())
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"{mark.line + 1}" if mark is not None else "1"
        raise Invalid("template.not_yaml", name=path.name, line=line) from error
    entries = found if isinstance(found, list) else [found]
    if not entries or not all(isinstance(one, dict) and "items" in one for one in entries):
        raise Invalid("template.no_checklist_in", name=path.name)
    readers = [_Entry(path, entry, at if len(entries) > 1 else -1) for at, entry in enumerate(entries)]
    templates = tuple(reader.template for reader in readers)
    twins = without_twins(templates, [reader.where(0, "code") for reader in readers])
    told = tuple(one for reader in readers for one in reader.problems)
    pictures = {sha: picture for reader in readers for sha, picture in reader.pictures.items()}
    return FileReading(templates, pictures, (*told, *twins))


class _Entry:
    """One checklist of the file."""

    def __init__(self, path: Path, entry: dict[str, Any], place: int) -> None:
        self._folder, self._place = path.parent, place
        self.problems: list[FileProblem] = []
        self.pictures: dict[str, Picture] = {}
        self._code = str(entry.get("code") or "")
        head = {key: self._text(entry.get(key), 0, key) for key in _HEAD}
        self._unknown(entry, (*_HEAD, "sections", "items"), 0)
        items = self._items(entry)
        raw = cleaned(Template(**head, items=items))
        broken = {one.where for one in self.problems}
        for problem in flaws(raw):
            if self.where(problem.number, problem.field) not in broken:
                self._refuse(problem)
        self.template = tidy(raw)

    def where(self, number: int, field: str) -> str:
        """How a place in the file is called."""
        parts = [self._code] if self._place >= 0 and self._code else []
        if number:
            parts.append(tr("item {n}", "in a file").format(n=number))
        return " ".join([*parts, _SHOWN.get(field, field)])

    def _items(self, entry: dict[str, Any]) -> tuple[TemplateItem, ...]:
        rows = entry["items"] if isinstance(entry["items"], list) else []
        headings = self._headings(entry.get("sections"), len(rows))
        return tuple(self._item(row, number, headings) for number, row in enumerate(rows, 1))

    def _item(self, row: Any, number: int, headings: Mapping[int, tuple[str, str]]) -> TemplateItem:
        if not isinstance(row, dict):
            self._say(number, "items", Invalid("template.not_an_item"))
            return TemplateItem(zh="?")
        self._unknown(row, tuple(_KEYS), number)
        section_zh, section_en = headings.get(number, ("", ""))
        values: dict[str, Any] = {"section_zh": section_zh, "section_en": section_en}
        for theirs, ours in _KEYS.items():
            value = row.get(theirs)
            if ours in ("minimum", "maximum"):
                values[ours] = self._number(value, number, theirs)
            elif ours == "options":
                values[ours] = self._options(value, number)
            elif ours == "offers_none":
                values[ours] = value is True
            else:
                values[ours] = self._text(value, number, theirs)
        values["kind"] = values["kind"] or "pass_fail"
        asked = condition(values["shown_if"])
        values["shown_if"] = asked.text() if asked else values["shown_if"]
        values["picture"] = self._picture(values["picture"], number)
        return TemplateItem(**values)

    def _headings(self, sections: Any, count: int) -> dict[int, tuple[str, str]]:
        found: dict[int, tuple[str, str]] = {}
        for section in sections if isinstance(sections, list) else []:
            first, last = (section.get(key) if isinstance(section, dict) else None for key in ("from", "to"))
            if not isinstance(first, int) or not isinstance(last, int) or not 1 <= first <= last <= count:
                self._say(0, "sections", Invalid("template.section_range", count=count))
                continue
            words = (
                self._text(section.get("zh"), 0, "sections"),
                self._text(section.get("en"), 0, "sections"),
            )
            found |= dict.fromkeys(range(first, last + 1), words)
        return found

    def _text(self, value: Any, number: int, key: str) -> str:
        if value is None:
            return ""
        if isinstance(value, str) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
            return str(value)
        self._say(number, key, Invalid("template.quote_it", text=_shown(value)))
        return ""

    def _number(self, value: Any, number: int, key: str) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            found = Decimal(repr(value) if isinstance(value, float) else _shown(value))
        except InvalidOperation:
            found = Decimal("NaN")
        if isinstance(value, bool) or not found.is_finite():
            self._say(number, key, Invalid("template.not_a_number", text=_shown(value)))
            return None
        return found

    def _options(self, value: Any, number: int) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            self._say(number, "options", Invalid("template.options_list"))
            return ()
        return tuple(self._text(one, number, "options") for one in value)

    def _picture(self, name: str, number: int) -> str:
        """The picture's SHA-256. Only a file in the folder of the list itself is looked at."""
        if not name:
            return ""
        try:
            if Path(name).name != name:
                raise Invalid("template.picture_beside", name=name)
            picture = picture_in(self._folder / name)
        except DomainError as error:
            self._say(number, "picture", error)
            return ""
        self.pictures[picture.sha] = picture
        return picture.sha

    def _unknown(self, row: Mapping[Any, Any], known: Sequence[str], number: int) -> None:
        for key in row:
            if key not in known:
                self._say(
                    number, str(key), Invalid("template.unknown_key", key=str(key), known=", ".join(known))
                )

    def _refuse(self, problem: Flaw) -> None:
        self._say(problem.number, problem.field, problem.error())

    def _say(self, number: int, field: str, error: DomainError) -> None:
        self.problems.append(FileProblem(self.where(number, field), error))


def _shown(value: Any) -> str:
    """What stands there, short. Aliases may make a list of lists that no memory holds as text."""
    return "[…]" if isinstance(value, (list, dict)) else str(value)[:40]
