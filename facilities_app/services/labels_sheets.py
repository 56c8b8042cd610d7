"""Label sheets for assets: which ones, in which order, on which sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Asset, Place
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.reports.label_data import SHEETS, Label, LabelCodes, LabelSheet
from facilities_app.services.office import OfficeService
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

DEFAULT_SHEET = "3x7"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LabelPreview:
    """The first label as a PNG; ``labels`` to print, and how many of them have room for a bar code."""

    picture: bytes
    labels: int
    barred: int


class LabelSheetService:
    """Writes label sheets. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._office = OfficeService(base)

    def write(
        self,
        out: Path,
        *,
        ids: Sequence[int] = (),
        place_id: int | None = None,
        sheet: str = DEFAULT_SHEET,
        start: int = 1,
        codes: LabelCodes = LabelCodes.BOTH,
    ) -> int:
        """Labels of these assets, or of all in a place and below, in the order of places; returns how many.

        Raises Invalid("label.no_such_sheet"), Invalid("label.start") and Invalid("label.none").
        """
        on = _known(sheet)
        from facilities_app.reports.labels import write_labels  # late: paper is not needed to open a database

        labels = self._labels(ids, place_id)
        write_labels(out, labels, on, start=start, codes=codes, title=tr("Asset labels"))
        return len(labels)

    def preview(
        self,
        *,
        ids: Sequence[int] = (),
        place_id: int | None = None,
        sheet: str = DEFAULT_SHEET,
        codes: LabelCodes = LabelCodes.BOTH,
        width: int = 600,
    ) -> LabelPreview:
        """The first of these labels as it will be printed, ``width`` pixels wide. Any thread.

        Raises Invalid("label.no_such_sheet") and Invalid("label.none").
        """
        on = _known(sheet)
        from facilities_app.reports.labels import bears_bars, write_one_label
        from facilities_app.reports.pdf_pictures import page_pictures

        labels = self._labels(ids, place_id)
        if not labels:
            raise Invalid("label.none")
        with TemporaryDirectory(prefix="facilities-app-label-") as folder:
            path = Path(folder) / "label.pdf"
            write_one_label(path, labels[0], on, codes)
            picture = page_pictures(path.read_bytes(), width)[0]
        barred = sum(bears_bars(label.code, on, codes) for label in labels)
        return LabelPreview(picture, len(labels), barred)

    def _labels(self, ids: Sequence[int], place_id: int | None) -> list[Label]:
        office = str(self._office.get("office_name"))
        statement = select(Asset.code, Asset.name, Asset.property_number, Asset.place_label).order_by(
            Asset.place_label, Asset.code
        )
        found: list[Any] = []
        with self._base.read() as session:
            if place_id is not None:
                place = session.get(Place, place_id)
                if place is None:
                    raise NotFound("place.gone", id=place_id)
                inside = select(Place.id).where(Place.path.startswith(place.path, autoescape=True))
                found += session.execute(
                    statement.where(Asset.place_id.in_(inside), Asset.status != "retired")
                ).all()
            for first in range(0, len(ids), _AT_ONCE):
                found += session.execute(statement.where(Asset.id.in_(ids[first : first + _AT_ONCE]))).all()
        return [Label(code, name, number or "", place, office) for code, name, number, place in found]


def _known(sheet: str) -> LabelSheet:
    if sheet not in SHEETS:
        raise Invalid("label.no_such_sheet", field="sheet", sheet=sheet, known=" ".join(SHEETS))
    return SHEETS[sheet]
