"""What the program tells of itself."""

import sqlite3
from pathlib import Path

from facilities_app import __version__
from facilities_app.bootstrap import Program
from facilities_app.services import about as about_module
from facilities_app.services.about import Part, about
from resources import asset


def test_the_facts_name_versions_database_and_schema(program: Program) -> None:
    facts = about(program.services.base)
    assert facts.version == __version__
    assert Path(facts.database) == program.path
    assert facts.schema
    assert tuple(map(int, facts.sqlite.split("."))) >= sqlite3.sqlite_version_info[:1]


def test_every_part_is_installed_and_under_the_licence_that_the_documents_state(program: Program) -> None:
    told = {part.name.lower(): part for part in about(program.services.base).parts}
    assert all(part.version and part.licence for part in told.values())
    listed = (asset("i18n").parents[1] / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = [line.lower() for line in listed.splitlines() if line.startswith("|")]
    assert [name for name in told if not any(name in row for row in rows)] == []


def test_a_part_that_is_not_installed_is_named_without_a_version() -> None:
    assert about_module._part("no-such-part", "MIT") == Part("no-such-part", "", "MIT")
