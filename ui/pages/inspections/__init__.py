"""巡檢: what is due, overdue and done; the sheet that is carried around, and what was found."""

from ui.pages.inspections.page import create

__all__ = ["create"]
