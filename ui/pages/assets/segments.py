"""設備 | 材料 | 盤點: what stands on the page of assets, each made when somebody looks at it first.

A face is a Page of its own, made by ``create(context, switch)`` of its module; it gives ``switch`` room in its head.
"""

import importlib
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from resources.texts import tr
from ui.components.page import Page
from ui.context import UiContext
from ui.widgets.segments import Segment, SegmentedControl

ASSETS = "assets"
KEPT = "assets.segment"


class Face(NamedTuple):
    """One segment. ``title`` is English source text; ``what`` the word show_what() is asked for one of its records."""

    key: str
    title: str
    module: str
    what: str


FACES = (
    Face("parts", "Parts", "ui.pages.assets.stock", "part"),
    Face("stocktakes", "Stock-take", "ui.pages.assets.stocktakes", "stocktake"),
)


class Segments(QObject):
    """Switches the page between assets and its other faces; ``moved`` tells that another one is in front."""

    moved = Signal()

    def __init__(
        self, context: UiContext, stack: QStackedWidget, assets: QWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._stack, self._assets = context, stack, assets
        self._made: dict[str, Page] = {}
        self._switches: list[SegmentedControl] = []
        self.key = ASSETS

    def switch(self) -> SegmentedControl:
        """A control for the head of one face; all of them show the same."""
        segments = [Segment(ASSETS, tr("Assets", "page"))]
        segments += [Segment(face.key, tr(face.title)) for face in FACES]  # texts: FACES
        made = SegmentedControl(segments, self.key, quiet=True, name=tr("Part of the page"))
        made.changed.connect(self.show)
        self._switches.append(made)
        return made

    def page(self) -> Page | None:
        """The face in front, None for the assets themselves."""
        return self._made.get(self.key)

    def faces(self) -> Sequence[Page]:
        """All that were made so far."""
        return tuple(self._made.values())

    def restore(self) -> None:
        """Take up the segment of last time."""
        self.show(str(self._context.prefs.get(KEPT, ASSETS)))

    def show(self, key: str) -> Page | None:
        """Bring a segment to the front."""
        before = self.page()
        face = next((face for face in FACES if face.key == key), None)
        self.key = face.key if face is not None else ASSETS
        page = self._page(face) if face is not None else None
        if before is not None and before is not page:
            before.set_shown(False)
        for switch in self._switches:
            switch.set_value(self.key)
        self._context.prefs.set(KEPT, self.key)
        self._stack.setCurrentWidget(page if page is not None else self._assets)
        if page is not None and page is not before and self._stack.isVisible():
            page.set_shown(True)
        self.moved.emit()
        return page

    def show_for(self, wish: str) -> Page | None:
        """The face that ``wish`` is about ("part", "stocktake"); for anything else the assets."""
        return self.show(next((face.key for face in FACES if face.what == wish), ASSETS))

    def _page(self, face: Face) -> Page:
        page = self._made.get(face.key)
        if page is None:
            page = importlib.import_module(face.module).create(self._context, self.switch())
            assert isinstance(page, Page)
            self._made[face.key] = page
            self._stack.addWidget(page)
            page.note_changed.connect(lambda _note: self.moved.emit())
        return page
