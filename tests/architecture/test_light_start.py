"""Starting is light: what is slow to import is imported where it is used."""

import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import facilities_app.cli

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("PySide6", "sqlalchemy", "openpyxl", "reportlab")


def loaded_after_importing(*modules: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after these imports."""
    lines = [f"import {module}" for module in modules]
    program = "\n".join(
        [*lines, "import json, sys", "print(json.dumps([name.split('.')[0] for name in sys.modules]))"]
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_the_start_of_the_program_imports_nothing_heavy() -> None:
    assert loaded_after_importing("facilities_app.__main__").isdisjoint(HEAVY)


def test_opening_a_database_imports_nothing_that_writes_papers() -> None:
    """`ticket add` from a script and the window's first paint need neither."""
    assert loaded_after_importing("facilities_app.bootstrap").isdisjoint({"PySide6", "openpyxl", "reportlab"})


def test_no_verb_imports_qt_before_it_draws() -> None:
    names = [f"facilities_app.cli.{info.name}" for info in pkgutil.iter_modules(facilities_app.cli.__path__)]
    assert names
    assert "PySide6" not in loaded_after_importing(*names)


PAINTED = """
import json, os, sys, ui.app
from resources import texts

def painted(app):
    print(json.dumps([list(sys.modules), texts.catalogue.cache_info().currsize]), flush=True)
    os._exit(0)

ui.app.App.open = painted
from facilities_app.__main__ import main
main(["gui", "--database", sys.argv[1], "--theme", "light", "--lang", "zh_TW"])
"""
LATER = {
    *(
        "sqlalchemy",
        "db",
        "pysqlite3",
        "openpyxl",
        "reportlab",
        "PIL",
        "yaml",
        "alembic",
        "holidays",
        "dateutil",
    ),
    *("platformdirs", "concurrent.futures", "PySide6.QtNetwork", "facilities_app.bootstrap"),
    *("facilities_app.cli.parser", "facilities_app.cli.common", "facilities_app.messages"),
    *("ui.theme.sheet", "ui.widgets.stops", "ui.components", "ui.shell.palette", "ui.shell.bell"),
}


def test_the_first_paint_waits_for_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    """No parser, no database, no style sheet, no page, and the words of one file only."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment |= {"FACILITIES_APP_CONFIG": str(tmp_path), "FACILITIES_APP_DATA": str(tmp_path)}
    command = [sys.executable, "-c", PAINTED, str(tmp_path / "new.sqlite")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    modules, catalogues = json.loads(done.stdout)
    assert LATER.intersection(modules) == set()
    assert [name for name in modules if name.startswith("ui.pages.")] == []
    assert catalogues == 0
    assert not (tmp_path / "new.sqlite").exists()
