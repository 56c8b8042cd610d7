"""How the list of units looks."""

from facilities_app.domain.naming import where_label
from facilities_app.domain.privacy import masked_name
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.models.cells import Cells


def units_look() -> ListLook:
    """Unit, kind and status, who lives there (masked), until when."""
    return ListLook(
        columns={
            "code": ColumnLook(width=82),
            "kind": ColumnLook(width=128),
            "resident_label": ColumnLook(
                width=96, cells=Cells(text=lambda value, row: masked_name(value or ""))
            ),
            "status_since": ColumnLook(width=92),
            "agreement_until": ColumnLook(width=92),
            "land": ColumnLook(width=64),
            "place_label": ColumnLook(cells=Cells(text=lambda value, row: where_label(value or ""))),
        },
        stretch="place_label",
        counted=lambda n: tr("{n} units").format(n=n),
        filter_names={"agreement": tr("Agreement ends")},
        empty=EmptyLook(
            "house", tr("No units yet"), tr("Dormitory units are listed here once they are entered.")
        ),
        tools="chips",
    )
