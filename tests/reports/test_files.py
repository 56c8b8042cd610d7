"""A finished file or none."""

import os
from pathlib import Path

import pytest

from facilities_app.reports.files import replacing


def test_the_name_appears_only_when_the_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with replacing(target) as file:
        file.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), replacing(target) as file:
        file.writelines([b"half", "no bytes"])  # type: ignore[list-item]
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "none" / "a.txt"):
        pass


def test_a_name_taken_by_a_folder_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OSError, match=r"a\.txt"), replacing(tmp_path / "a.txt"):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_the_file_reads_like_any_other_of_the_person(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.txt") as file:
        file.write(b"x")
    (tmp_path / "b.txt").write_bytes(b"x")
    assert os.stat(tmp_path / "a.txt").st_mode == os.stat(tmp_path / "b.txt").st_mode
