"""The floors of the house hold, and each contract sees the violation that it is there for."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("facilities_app", "ui", "db", "resources")
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
]
# Each contract with files that break it.
VIOLATIONS = [
    ("Floors of the house", {"resources/planted.py": "import facilities_app.domain"}),
    ("Floors of the house", {"facilities_app/domain/planted.py": "import db.base"}),
    ("Floors of ui", {"ui/widgets/planted.py": "import ui.shell"}),
    ("Floors of ui", {"ui/planted.py": ""}),  # a new folder is placed by a decision
    (
        "Pages do not know each other",
        {"ui/pages/planted_one.py": "import ui.pages.planted_two", "ui/pages/planted_two.py": ""},
    ),
    ("Only ui knows Qt", {"facilities_app/domain/planted.py": "import PySide6.QtCore"}),
    ("ui and the rules know no SQL", {"ui/widgets/planted.py": "import sqlalchemy"}),
    (
        "No circles",
        {
            "facilities_app/domain/planted_one.py": "import facilities_app.domain.planted_two",
            "facilities_app/domain/planted_two.py": "import facilities_app.domain.planted_one",
        },
    ),
]


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """The code of the four packages and their contracts, free to be damaged."""
    for source in (path for name in PACKAGES for path in (ROOT / name).rglob("*.py")):
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is not installed"
    return subprocess.run([program, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)


def test_the_house_keeps_every_contract() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert [name for name in CONTRACTS if f"{name} KEPT" not in result.stdout] == []


def test_there_is_a_planted_violation_for_every_contract() -> None:
    assert {name for name, _ in VIOLATIONS} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "files"), VIOLATIONS, ids=lambda value: str(value)[:40])
def test_a_planted_violation_breaks_its_contract(
    contract: str, files: dict[str, str], copied_house: Path
) -> None:
    for name, text in files.items():
        (copied_house / name).write_text(text + "\n", encoding="utf-8")
    result = lint(copied_house)
    assert result.returncode != 0
    assert f"{contract} BROKEN" in result.stdout, result.stdout + result.stderr
