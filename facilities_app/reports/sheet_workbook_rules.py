"""What a cell of a checklist in Excel accepts: an answer of the list, a number, shown red beyond its limits."""

from decimal import Decimal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from facilities_app.reports.checklist_answers import limit_text
from facilities_app.reports.checklist_data import ChecklistLine
from facilities_app.reports.sheet_workbook_cells import ANSWER, READING, answer_words
from resources.texts import tr

_RED, _RED_FILL = Font(color="FFB42318", bold=True), PatternFill("solid", bgColor="FFFDE3E1")
_LISTED = 250  # Excel's limit of a list written out
_HUGE = Decimal(10) ** 12


class Rules:
    """Adds validations and colours to one sheet; items that accept the same share one rule."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._lists: dict[tuple[str, ...], DataValidation] = {}

    def answer(self, row: int, item: ChecklistLine) -> None:
        """The list of answers. What cannot be listed (a comma in an answer) is typed."""
        words = answer_words(item)
        listed = ",".join(words)
        if not words or len(listed) > _LISTED or any("," in word for word in words):
            return
        if words not in self._lists:
            rule = DataValidation(
                "list", formula1=f'"{listed.replace(chr(34), chr(34) * 2)}"', allow_blank=True
            )
            rule.errorTitle, rule.error = (
                tr("Answer", "field"),
                tr("Choose one of: {known}").format(known=tr(", ", "between names").join(words))[:250],
            )
            rule.showErrorMessage = True
            self._sheet.add_data_validation(rule)
            self._lists[words] = rule
        self._lists[words].add(f"{get_column_letter(ANSWER)}{row}")
        at = f"{get_column_letter(ANSWER)}{row}"
        if tr("Fail") in words:
            self._redden(at, f'{at}="{tr("Fail")}"')

    def reading(self, row: int, item: ChecklistLine) -> None:
        """A number; beyond its limits it is asked about and red, but it may be written: it is a fail."""
        at = f"{get_column_letter(READING)}{row}"
        words = f"{limit_text(item.min, item.max)} {item.unit}".strip()
        low = -_HUGE if item.min is None else item.min
        high = _HUGE if item.max is None else item.max
        rule = DataValidation("decimal", f"{low:f}", f"{high:f}", allow_blank=True, operator="between")
        rule.errorTitle, rule.error = tr("Reading"), tr("Write a number.")
        beyond = [f"{at}{sign}{bound:f}" for sign, bound in _bounds(item.min, item.max)]
        if beyond:
            rule.errorStyle = "warning"
            rule.error = tr("Beyond {limit}, or no number. Beyond is a fail: write a note.").format(
                limit=words
            )[:250]
            self._redden(at, f"AND(ISNUMBER({at}),OR({','.join(beyond)}))")
        rule.showErrorMessage = rule.showInputMessage = True
        rule.promptTitle, rule.prompt = tr("Reading"), words[:250] or None
        self._sheet.add_data_validation(rule)
        rule.add(at)

    def hint(self, at: tuple[int, int], title: str, words: str) -> None:
        """What to write into the cell right of a label."""
        rule = DataValidation(
            allow_blank=True, promptTitle=title[:32], prompt=words[:250], showInputMessage=True
        )
        self._sheet.add_data_validation(rule)
        rule.add(f"{get_column_letter(at[1] + 1)}{at[0]}")

    def _redden(self, at: str, formula: str) -> None:
        look = DifferentialStyle(font=_RED, fill=_RED_FILL)
        self._sheet.conditional_formatting.add(at, Rule(type="expression", dxf=look, formula=[formula]))


def _bounds(low: Decimal | None, high: Decimal | None) -> list[tuple[str, Decimal]]:
    return [(sign, bound) for sign, bound in (("<", low), (">", high)) if bound is not None]
