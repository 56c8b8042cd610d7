"""What was written on a scanned sheet, cut out item by item, to be seen beside the box it is keyed into."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import ChecklistSheet, ChecklistTemplate
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.keying import KeyingForm, photo_position
from facilities_app.domain.rows import PhotoRow
from facilities_app.services.checklist_sheets import SheetReader
from facilities_app.services.checklist_targets import Target, task_target, unit_at

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from facilities_app.reports.fillable_layout import Area
    from facilities_app.services.base import ServiceBase

_MOST_FILES, _LARGEST_BYTES = 8, 40 * 1024 * 1024


class CropService:
    """Looks at the scans of an inspection. Any thread; slow enough not to be waited for."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def of_form(self, form: KeyingForm) -> Mapping[int, bytes]:
        """By item a PNG of its answer on the newest scan of the form's own sheet; {} without one.

        The sheet is laid out again as it would be printed today: as it was, unless its head grew meanwhile.
        """
        scans = [one for one in form.photos if one.size <= _LARGEST_BYTES and _may_be_scan(one)]
        if not form.sheet_number or not scans:
            return {}
        from facilities_app.reports.scan_crops import crops_of

        areas = self._areas(form.sheet_number)
        found: dict[int, bytes] = {}
        for scan in scans[-_MOST_FILES:]:
            for picture in _pictures(Path(scan.path), is_image=scan.is_image):
                found |= crops_of(picture, form.sheet_number, areas)
        return found

    def _areas(self, number: str) -> "Mapping[int, Area]":
        from facilities_app.reports.fillable_layout import answer_areas

        with self._base.read() as session:
            row = session.scalar(select(ChecklistSheet).where(ChecklistSheet.number == number))
            if row is None:
                return {}
            return answer_areas(SheetReader(self._base, session).sheet(_target(session, row), number))


def _may_be_scan(photo: PhotoRow) -> bool:
    """A photo of one item shows no sheet."""
    return photo_position(photo.caption) is None and (photo.is_image or photo.name.lower().endswith(".pdf"))


def _pictures(path: Path, *, is_image: bool) -> Iterator[bytes]:
    """The picture, or each page; what cannot be read any more shows nothing."""
    try:
        data = path.read_bytes()
        if is_image:
            yield data
            return
        from facilities_app.reports.scan_codes import pictures_of_pdf

        yield from pictures_of_pdf(data)
    except (OSError, ValueError, Unavailable):
        return


def _target(session: "Session", row: ChecklistSheet) -> Target:
    if row.task_id is not None:
        found = task_target(session, row.task_id)
        if found.template_id == row.template_id:
            return found
    template = session.get_one(ChecklistTemplate, row.template_id)
    unit = None if row.asset_id else unit_at(session, row.place_id)
    return Target(template.id, template.code, row.place_id, row.asset_id, unit.id if unit else None)
