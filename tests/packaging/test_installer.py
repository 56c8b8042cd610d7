"""What the installer folder must bring along that no scan of imports sees."""

import re
from pathlib import Path

import holidays
import pypdfium2
import pypdfium2_raw

from facilities_app.domain.workdays import NAMES_IN

ROOT = Path(__file__).resolve().parents[2]


def test_the_installer_brings_the_holiday_names_of_each_language_the_program_asks_for() -> None:
    spec = (ROOT / "build_installer.spec").read_text(encoding="utf-8")
    pattern = re.search(r'collect_data_files\("holidays", includes=\["([^"]+)"\]\)', spec)
    assert pattern is not None
    brought = {path.parents[1].name for path in Path(holidays.__file__).parent.glob(pattern[1])}
    assert set(NAMES_IN) <= brought


def test_the_installer_brings_the_library_that_draws_pages_and_what_it_reads_of_itself() -> None:
    spec = (ROOT / "build_installer.spec").read_text(encoding="utf-8")
    assert 'collect_dynamic_libs("pypdfium2_raw")' in spec
    for package in (pypdfium2, pypdfium2_raw):
        name = package.__name__
        assert f'collect_data_files("{name}", includes=["version.json"])' in spec
        assert (Path(str(package.__file__)).parent / "version.json").exists(), name
