"""The printed sheet of a checklist that is still being written, as pictures of its pages."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from facilities_app.domain import dates
from facilities_app.domain.checklist_template import KINDS, Template, tidy
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.inspections import sheet_prefix
from facilities_app.reports.checklist_data import ChecklistSheet
from facilities_app.services.office import OfficeService
from facilities_app.services.template_lines import draft_line
from resources.texts import language, pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """``pages`` are PNG pictures; ``places`` tell of each item its page (from 0), top and bottom (0 to 1)."""

    pages: tuple[bytes, ...]
    places: dict[int, tuple[int, float, float]]


def draw_preview(base: "ServiceBase", draft: Template, width: int) -> SheetPreview:
    """Draw the draft as it would be printed, ``width`` pixels wide. Any thread; takes some tenths of a second."""
    from facilities_app.reports.checklist_template_pages import write_noted  # slow to import
    from facilities_app.reports.pdf_pictures import page_pictures

    with TemporaryDirectory(prefix="facilities-app-preview-") as folder:
        path = Path(folder) / "sheet.pdf"
        places = write_noted(path, sample_sheet(base, draft))
        return SheetPreview(page_pictures(path.read_bytes(), width), places)


def sample_sheet(base: "ServiceBase", draft: Template) -> ChecklistSheet:
    """A sheet of no asset: what is not known yet is blank."""
    draft, today = tidy(draft), base.clock.today()
    is_roc = language() == "zh_TW"
    prefix = sheet_prefix(draft.code or "－", dates.roc_year(today), today.month)
    return ChecklistSheet(
        office=str(OfficeService(base).get("office_name")),
        title=pick(draft.name_zh, draft.name_en) or tr("Checklist without a name"),
        period_text=f"{dates.roc_month(today)}份" if is_roc else dates.format_month(today, DateStyle.ISO),
        sheet_number=f"{prefix}-000",
        target_label=tr("Asset"),
        target_name=tr("(its name)"),
        place=tr("(its place)"),
        items=tuple(
            draft_line(item, number) for number, item in enumerate(draft.items, 1) if item.kind in KINDS
        ),
        printed_text=tr("Preview"),
        year_text=f"{dates.roc_year(today)} 年" if is_roc else str(today.year),
    )
