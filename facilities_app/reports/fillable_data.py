"""What a checklist that is filled in on a screen carries beside what stands on its paper."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from facilities_app.reports.checklist_data import ChecklistSheet

FORMAT = "facilities-app/checklist/1"


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet with the edition of its template and, by position, the mark of what each item asks."""

    sheet: ChecklistSheet
    template: str
    edition: int
    marks: Mapping[int, str]

    def packed(self) -> str:
        """Its marks as text that a hidden field or cell holds."""
        return json.dumps(
            {
                "format": FORMAT,
                "number": self.sheet.sheet_number,
                "template": self.template,
                "edition": self.edition,
                "items": {str(position): mark for position, mark in self.marks.items()},
            },
            separators=(",", ":"),
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """What a hidden field told."""

    number: str
    template: str
    edition: int
    items: Mapping[int, str]


def unpacked(text: str) -> Marks | None:
    """The marks in a text; None if it holds none of ours."""
    try:
        told = json.loads(text)
        if told["format"] != FORMAT:
            return None
        items = {int(position): str(mark) for position, mark in told["items"].items()}
        return Marks(str(told["number"]), str(told["template"]), int(told["edition"]), items)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
