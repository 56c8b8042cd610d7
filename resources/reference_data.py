"""Reads the reference data a new database starts with; each file of ``reference/`` says at its top what it holds."""

from typing import Any

import yaml

from resources import asset

FILES = ("checklists", "duties", "glossary", "choices", "categories", "fault_codes", "targets", "eligibility")

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


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
