"""One door for a list to a file: the name's ending chooses the writer."""

from importlib import import_module
from pathlib import Path
from typing import cast

from facilities_app.domain.errors import Invalid
from facilities_app.reports.table import ReportTable, Step, Written

# Loaded when asked for: openpyxl and reportlab are slow to import, and most starts write nothing.
_WRITERS = {
    ".xlsx": ("facilities_app.reports.workbook", "write_workbook"),
    ".pdf": ("facilities_app.reports.list_pdf", "write_list_pdf"),
    ".csv": ("facilities_app.reports.csv_file", "write_csv"),
}
ENDINGS = tuple(_WRITERS)


def write_list(path: Path, table: ReportTable, step: Step | None = None) -> Written:
    """Write the list as .xlsx, .pdf or .csv, whole or not at all. Raises Invalid("report.ending") for another."""
    if path.suffix.lower() not in _WRITERS:
        raise Invalid("report.ending", field="path", ending=path.suffix, endings=", ".join(ENDINGS))
    module, name = _WRITERS[path.suffix.lower()]
    return cast(Written, getattr(import_module(module), name)(path, table, step))
