"""The one style sheet, built from the tokens: what Qt's own widgets look like here."""

import os
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor

from resources import asset
from ui.theme.tokens import Theme

_SHEET = Template("""
QToolTip {
    color: $toast_text; background: $toast; border: 1px solid $toast_line; border-radius: ${xs}px;
    padding: ${xs}px ${s}px;
}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
    color: $text; background: $field; border: 1px solid $line; border-radius: ${radius}px;
    padding: 0 ${pad}px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $text3;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: ${inner}px; max-height: ${inner}px; }
QPlainTextEdit, QTextEdit { padding: ${xs}px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $chart; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus { border-color: $accent; }
QLineEdit[big="true"] { min-height: ${big}px; max-height: ${big}px; }
QLineEdit[search="true"] { background: $search; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
    border-color: $red; background: $red_bg;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
    color: $text3; background: $surface2;
}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QLineEdit[bare="true"]:hover,
QLineEdit[bare="true"]:focus, QPlainTextEdit[bare="true"]:focus {
    background: transparent; border: none; padding: 0; max-height: ${control}px;
}
QLineEdit[slim="true"] { min-height: ${keycap}px; max-height: ${keycap}px; }
QComboBox { padding-right: ${xl}px; }
QComboBox::drop-down { border: none; width: ${xl}px; }
QComboBox::down-arrow { image: url("$chevron"); width: ${icon_small}px; height: ${icon_small}px; }
QComboBox QAbstractItemView, QMenu {
    color: $text; background: $surface; border: 1px solid $line; border-radius: ${radius}px;
    padding: ${xs}px; outline: 0;
}
QComboBox QAbstractItemView::item { min-height: ${compact}px; padding: 0 ${s}px; border-radius: ${xs}px; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {
    color: $text; background: $accent_bg;
}
QMenu::item {
    min-height: ${menu_item}px; padding: ${xs}px ${xl}px ${xs}px ${s}px; border-radius: ${xs}px;
}
QMenu::item:selected { background: $accent_bg; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: ${s}px; }
QMenu::separator { height: 1px; background: $line; margin: ${xs}px 0; }
QMenu::indicator { width: ${icon_small}px; height: ${icon_small}px; margin-left: ${xs}px; }
QMenu::indicator:checked { image: url("$check_accent"); }
QCheckBox, QRadioButton { color: $text; spacing: ${s}px; min-height: ${keycap}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: ${icon_small}px; height: ${icon_small}px; border: 1px solid $text3; border-radius: ${xs}px;
    background: $field;
}
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox:focus::indicator,
QRadioButton:focus::indicator { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check");
}
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
  fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.5 $accent, stop: 0.62 $field, stop: 1 $field); }
QAbstractScrollArea { border: none; background: $surface; }
QScrollArea, QScrollArea > QWidget > QWidget[plain="true"] { background: transparent; border: none; }
QListView[plain="true"] { background: transparent; border: none; }
QPlainTextEdit, QTextEdit { background: $field; border: 1px solid $line; }
QTableView, QTreeView, QListView {
    color: $text; background: $surface; border: none; outline: 0; gridline-color: $line;
    selection-background-color: $accent_bg; selection-color: $text;
}
QTreeView::item, QListView::item { min-height: ${compact}px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$chevron_right"); }
QTreeView::branch:has-children:open { image: url("$chevron"); }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    color: $text2; background: $surface; border: none; border-bottom: 1px solid $line;
    padding: 0 ${radius}px; height: ${header}px;
}
QHeaderView::section:first { padding-left: ${edge}px; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: ${m}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${m}px; margin: 0; }
QScrollBar::handle { background: $chart; border-radius: ${bar}px; }
QScrollBar::handle:vertical { min-height: ${control}px; margin: ${bar}px; }
QScrollBar::handle:horizontal { min-width: ${control}px; margin: ${bar}px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0;
}
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QProgressBar { background: $grey_bg; border: none; border-radius: ${ring}px; max-height: ${xs}px; }
QProgressBar::chunk { background: $accent; border-radius: ${ring}px; }
QSlider::groove:horizontal { height: ${xs}px; background: $grey_bg; border-radius: ${ring}px; }
QSlider::sub-page:horizontal { background: $text2; border-radius: ${ring}px; }
QSlider::handle:horizontal {
    width: ${s}px; height: ${s}px; margin: -${xs}px 0; border: ${ring}px solid $accent;
    border-radius: ${radius}px; background: $surface;
}
""")


def style_sheet(theme: Theme, images: str) -> str:
    """The style sheet of ``theme``; the few pictures it needs are written into the folder ``images``."""
    values: dict[str, object] = {
        name: _css(value) for name, value in vars(theme).items() if isinstance(value, QColor)
    }
    sizes = theme.sizes
    # "ring" names a colour and a size: the sheet uses the size
    values |= vars(sizes)
    values |= {
        "inner": sizes.control - 2,
        "big": sizes.tabs,
        "pad": 10,
        "edge": sizes.edge,
        "menu_item": sizes.keycap,
        "round": sizes.s,
        "check": _tinted("check", theme.on_accent, images),
        "check_accent": _tinted("check", theme.accent, images),
        "chevron": _tinted("chevron-down", theme.text2, images),
        "chevron_right": _tinted("chevron-right", theme.text2, images),
    }
    return _SHEET.substitute(values)


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alphaF():.3f})"


def _tinted(name: str, colour: QColor, folder: str) -> str:
    """The path of a copy of an icon in ``colour``: a style sheet cannot tint."""
    path = Path(folder) / f"{name}-{colour.name()[1:]}.svg"
    source = asset(f"icons/{name}.svg").read_bytes()
    wanted = source.replace(b"currentColor", colour.name().encode())
    if not path.exists() or path.read_bytes() != wanted:
        draft = path.with_name(f"{path.name}.{os.getpid()}")  # another window may be reading or writing it
        draft.write_bytes(wanted)
        draft.replace(path)
    return path.as_posix()
