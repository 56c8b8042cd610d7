"""The calendar: what stands on which day."""

from ui.pages.calendar.page import create

__all__ = ["create"]
