"""Qt's own words, of file dialogs and of the menus of text fields, in the language of the program."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from resources.texts import tr

_NAMES = ("qt-words", "own-words")


class OwnWords(QTranslator):
    """What Qt's own translation leaves in English, by its English."""

    def __init__(self, words: dict[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        """Qt: an empty one is not installed."""
        return not self._words

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The word, or nothing, which leaves it to Qt."""
        known = context in ("QFileDialog", "QAbstractFileIconProvider")
        return self._words.get(source, "") if known else ""


def speak(language: str) -> bool:
    """Make Qt speak ``language``; whether it does. English is what it speaks by itself."""
    app = QCoreApplication.instance()
    if app is None:
        return False
    for name in _NAMES:
        before = app.findChild(QTranslator, name)
        if before is not None:
            app.removeTranslator(before)
            before.setParent(None)
    if language == "en":
        return True
    own = OwnWords(_left_out(), app)
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = words.load(f"qtbase_{language}", folder)
    for name, one in zip(_NAMES, (words, own), strict=True):
        one.setObjectName(name)
    # Qt: the one that came last is asked first, so ours is only asked for what Qt's does not know.
    return all([app.installTranslator(own), found and app.installTranslator(words)])


def _left_out() -> dict[str, str]:
    """In the program's language; without a & the English is the same word, elsewhere in the dialog."""
    return {
        "&Look in:": tr("&Look in:"),
        "Files of &type:": tr("Files of &type:"),
        "Drive": tr("Drive"),
        "File": tr("File"),
        "%1 File": tr("%1 File"),
        "File Folder": tr("Folder", "file"),
        "Folder": tr("Folder", "file"),
        "Alias": tr("Shortcut", "file"),
        "Shortcut": tr("Shortcut", "file"),
        "Unknown": tr("Unknown", "file"),
    }
