"""The interface font: the system's own Chinese face, or the one that ships with the program."""

from functools import cache

from PySide6.QtGui import QFontDatabase

from resources import asset

SYSTEM_FACES = ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC")
SAME_AS_OURS = frozenset(("Noto Sans CJK TC", "Noto Sans TC"))  # taken only with the weights we draw


def choose_family(bundled: bool = False) -> str:
    """The family to draw the interface in; ``bundled`` insists on the shipped one (tests, pictures)."""
    if not bundled:
        known = frozenset(QFontDatabase.families())  # Qt: hasFamily() would look for aliases of each
        for face in SYSTEM_FACES:
            if face in known and (face not in SAME_AS_OURS or _has_medium(face)):
                return face
    return _bundled_family() or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def _has_medium(family: str) -> bool:
    return "Medium" in QFontDatabase.styles(family)


@cache
def _bundled_family() -> str:
    """Load the shipped faces once; their family name, or "" when none is shipped."""
    family = ""
    for path in sorted(asset("fonts").glob("NotoSansTC-*.ttf")):
        loaded = QFontDatabase.addApplicationFont(str(path))
        for name in QFontDatabase.applicationFontFamilies(loaded):
            family = family or name
    return family
