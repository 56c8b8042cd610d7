"""Reads the reference data a new database starts with; each file of ``reference/`` says at its top what it holds."""

from typing import Any

import yaml

from resources import asset

FILES = (
    "checklists",
    "duties",
    "glossary",
    "choices",
    "categories",
    "fault_codes",
    "targets",
    "rounds",
    "eligibility",
)

Entry = dict[str, Any]


def load(name: str) -> list[Entry]:
    """The entries of one of FILES, in the order they are shown in, freshly read: the caller may change them."""
    with asset(f"reference/{name}.yaml").open(encoding="utf-8") as file:
        entries: list[Entry] = yaml.load(file, Loader=_LOADER)  # noqa: S506 both loaders are the safe one
    return entries


def choices(list_code: str) -> list[Entry]:
    """The entries of one list of choices. Raises KeyError for an unknown list."""
    for choice_list in load("choices"):
        if choice_list["list"] == list_code:
            return list(choice_list["entries"])
    raise KeyError(list_code)


def part(name: str, of: str) -> list[Entry]:
    """The entries of one part of a file that is told in parts. Raises KeyError for an unknown part."""
    for piece in load(name):
        if piece["part"] == of:
            return list(piece["entries"])
    raise KeyError(of)


def all_checklists() -> list[Entry]:
    """The thirteen checklists, then the short ones of event rounds."""
    return [*load("checklists"), *part("rounds", "checklists")]


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
