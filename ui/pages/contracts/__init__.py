"""契約: contracts, contractors, insurance, projects and damage events."""

from ui.pages.contracts.page import create

__all__ = ["create"]
