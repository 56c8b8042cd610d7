"""What somebody typed is never read as markup in a tooltip."""

import pytest
from PySide6.QtGui import QTextDocument

from ui.widgets.tips import plain_tip


@pytest.mark.parametrize(
    "typed",
    [
        "漏水",
        '<img src="/etc/logo.png">',
        "<b>粗",
        "a < b & c",
        "第一行\n<b>第二行",
        "&lt;不是標籤&gt;",
        "R&D",
    ],
)
def test_a_tooltip_shows_what_was_typed(typed: str) -> None:
    tip = plain_tip(typed)
    if tip == typed:
        assert "<" not in typed
        assert "&" not in typed
    else:
        shown = QTextDocument()
        shown.setHtml(tip)
        assert shown.toPlainText() == typed
