"""Qt's own words, of file dialogs and of the menus of text fields, in the language of the program."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_NAME = "qt-words"


def speak(language: str) -> bool:
    """Make Qt speak ``language``; whether it does. English is what it speaks by itself."""
    app = QCoreApplication.instance()
    if app is None:
        return False
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
    if language == "en":
        return True
    words = QTranslator(app)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words.load(f"qtbase_{language}", folder) and app.installTranslator(words)
