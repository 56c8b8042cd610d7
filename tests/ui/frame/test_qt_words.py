"""Qt's own dialogs speak the language of the program, to the last label."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources import texts
from ui.shell import qt_words

CHINESE = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{3,}")


@pytest.fixture(params=texts.LANGUAGES)
def language(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[str]:
    spoken: str = request.param
    texts.use(spoken)
    assert qt_words.speak(spoken)
    yield spoken
    texts.use(texts.DEFAULT_LANGUAGE)
    qt_words.speak("en")


def told(widget: QWidget) -> list[str]:
    """All that labels, buttons and tooltips of a dialog say."""
    said = []
    for part in widget.findChildren(QWidget):
        if isinstance(part, QLabel | QAbstractButton):
            said.append(part.text())
        said += [part.toolTip(), part.accessibleName()]
    said += [action.text() for action in widget.actions()]
    return [text for text in said if text]


def check(said: list[str], language: str) -> None:
    strange = CHINESE if language == "en" else LATIN
    assert said
    assert [text for text in said if strange.search(text)] == []


@pytest.mark.parametrize("mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_a_file_dialog_of_qt(
    mode: QFileDialog.AcceptMode, language: str, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    dialog = QFileDialog(None, texts.tr("Export what I see"), str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setAcceptMode(mode)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    tree = dialog.findChild(QTreeView)
    assert tree is not None
    model = tree.model()
    qtbot.waitUntil(lambda: model.rowCount(tree.rootIndex()) == 1)
    kind = model.index(0, 2, tree.rootIndex()).data()
    heads = [tree.header().model().headerData(n, tree.header().orientation()) for n in range(4)]
    check([*told(dialog), *map(str, heads), str(kind)], language)


def test_the_buttons_of_a_question(language: str, qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    buttons = QDialogButtonBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel | buttons.Yes | buttons.No)
    check([button.text() for button in box.buttons()], language)


def test_the_menu_of_a_text_field(language: str, qtbot: QtBot) -> None:
    line = QLineEdit("x")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    menu.setParent(line)
    names = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    check(names, language)


def test_the_question_whether_to_replace_a_file(language: str) -> None:
    asked = QCoreApplication.translate("QFileDialog", "%1 already exists.\nDo you want to replace it?")
    check([asked], language)


def test_speaking_english_again_leaves_nothing_of_the_other(qtbot: QtBot) -> None:
    qt_words.speak("zh_TW")
    qt_words.speak("en")
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Look in:"
    assert QCoreApplication.translate("QFileDialog", "Files of &type:") == "Files of &type:"
