"""Repair tickets: the page, and the sheet that logs a repair over any page."""

from ui.pages.tickets.page import create
from ui.pages.tickets.repair_sheet import log_repair

__all__ = ["create", "log_repair"]
