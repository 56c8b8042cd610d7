"""The action table holds together."""

import pytest
from PySide6.QtGui import QKeySequence

from resources.texts import use
from ui import icons
from ui.shell.actions import ACTIONS, GROUPS, action
from ui.shell.registry import PAGES, key_text, page_shortcut, rail_pages


def test_every_shortcut_is_used_once_and_qt_knows_it() -> None:
    """A key of a page's own does something else on another page, never what the frame does."""
    local = [(found.group, found.shortcut) for found in ACTIONS if found.local]
    keys = [found.shortcut for found in ACTIONS if found.shortcut and not found.local]
    keys += [page_shortcut(place) for place in range(len(rail_pages(PAGES)))]
    assert len(keys) == len(set(keys))
    assert len(local) == len(set(local))
    assert not {key for _group, key in local} & set(keys)
    keys += [key for _group, key in local if key]
    for key in keys:
        assert QKeySequence(key).toString(), key


def test_every_action_has_a_known_icon_and_group() -> None:
    for found in ACTIONS:
        assert found.group in GROUPS
        assert found.icon in icons.names()
    assert {page.icon for page in PAGES} <= icons.names()


def test_keys_are_found_by_name() -> None:
    assert action("palette").shortcut == "Ctrl+K"
    with pytest.raises(KeyError):
        action("nonsense")


def test_every_title_is_translated() -> None:
    use("zh_TW")
    titles = {one.key: one.text() for one in ACTIONS} | {one.key: one.text() for one in PAGES}
    for key, title in titles.items():
        assert any(ord(letter) > 0x2E7F for letter in title), key


def test_keys_read_as_people_say_them() -> None:
    assert key_text("Ctrl+Shift+E") == "Ctrl Shift E"
    assert key_text("+") == "+"
    assert page_shortcut(0) == "Alt+1"
    assert page_shortcut(9) == "Alt+0"
    assert page_shortcut(10) == ""
