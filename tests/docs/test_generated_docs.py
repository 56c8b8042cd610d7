"""Pages that are generated are what the code would generate now."""

from pathlib import Path

import pytest

from db.base import Base
from tests.generated_docs import GROUPS, pages

PAGES = pages()


@pytest.mark.parametrize("path", list(PAGES), ids=lambda path: Path(path).name)
def test_a_generated_page_is_fresh(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], "run: python -m tests.generated_docs"


def test_every_table_is_in_the_data_model() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(Base.metadata.tables)
