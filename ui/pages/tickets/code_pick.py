"""Type-ahead for causes and remedies, parts and people of a repair."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from facilities_app.domain.lists import ListQuery, ListSource, Row
from facilities_app.domain.work import quantity_text
from facilities_app.domain.work_rows import CodeRow, PartRow
from resources.texts import tr
from ui.context import UiContext
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion

_MOST_VENDORS = 400


class Pick(TypeAhead):
    """A type-ahead that lies closed until somebody types or presses Down; Enter in an empty line is the form's.

    ``submitted`` is called for that Enter.
    """

    def __init__(self, placeholder: str, *, name: str, submitted: Callable[[], object] | None = None) -> None:
        super().__init__(placeholder, name=name)
        self._submitted = submitted
        self._wants_all = False
        self.wanted.connect(self._on_words)

    def offer(self, words: str) -> None:
        """Answer what was typed; subclasses know the results."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in an empty line opens the whole list; Enter there belongs to the form."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.has_results():
                self._wants_all = False
                self.set_results(())  # the list closes first, the form by the next Esc
                return True
            if event.key() == Qt.Key.Key_Down and not self.words().strip() and not self._wants_all:
                self._wants_all = True
                self.offer("")
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            if enter and not self.words().strip() and not self._wants_all and self._submitted is not None:
                self._submitted()
                return True
        return super().eventFilter(watched, event)

    def show_results(self, results: Sequence[Suggestion]) -> None:
        """Show results while there is a question."""
        if self.words().strip() or self._wants_all:
            self.set_results(results)
        else:
            self.set_results(())

    def choose(self, suggestion: Suggestion | None) -> None:
        """Take a result, or none: the list lies closed again."""
        self._wants_all = False
        super().choose(suggestion)

    def _on_words(self, words: str) -> None:
        self._wants_all = False
        if words.strip():
            self.offer(words)
        else:
            self.set_results(())


class CodePick(Pick):
    """A cause or remedy: those of the ticket's trade first. ``value()`` is its id or None."""

    def __init__(
        self,
        context: UiContext,
        read: Callable[[int | None], tuple[CodeRow, ...]],
        trade_id: int | None,
        *,
        name: str,
        chosen: CodeRow | None = None,
        submitted: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(tr("Type, or ↓ for all"), name=name, submitted=submitted)
        self._labels = context.services.labels
        self._codes: tuple[CodeRow, ...] = ()
        context.worker.read(partial(read, trade_id), self._on_codes, context.notify.error)
        if chosen is not None:
            self.choose(self._suggestion(chosen))

    def offer(self, words: str) -> None:
        """The codes that have every word."""
        terms = words.casefold().split()
        fits = [c for c in self._codes if all(t in f"{c.name} {c.code}".casefold() for t in terms)]
        self.show_results([self._suggestion(code) for code in fits])

    def _on_codes(self, codes: tuple[CodeRow, ...]) -> None:
        self._codes = codes
        if self.words().strip():
            self.offer(self.words())

    def _suggestion(self, code: CodeRow) -> Suggestion:
        trade = self._labels.name("trade", code.trade_id) if code.trade_id else tr("any trade")
        return Suggestion(code.id, code.name, trade, "scan-search")


class PartPick(Pick):
    """A part by any part of its number, name or shelf; ``value()`` is its PartRow or None."""

    def __init__(
        self, context: UiContext, trade_id: int | None, *, submitted: Callable[[], object] | None = None
    ) -> None:
        super().__init__(tr("Part: number or name"), name=tr("Part"), submitted=submitted)
        self._context, self._trade_id = context, trade_id

    def offer(self, words: str) -> None:
        """Ask the stock."""
        suggest = self._context.services.stock.suggest
        self._context.worker.read(
            partial(suggest, words, self._trade_id),
            partial(self._on_parts, words),
            self._context.notify.error,
        )

    def _on_parts(self, words: str, parts: tuple[PartRow, ...]) -> None:
        if words == self.words() or not self.words():
            self.show_results([part_suggestion(part) for part in parts])


class WorkerPick(Pick):
    """Own staff or a contractor; ``value()`` is (kind, id) with kind "user" or "vendor", or None."""

    def __init__(self, context: UiContext, *, chosen: tuple[str, int, str] | None = None) -> None:
        super().__init__(tr("Own staff or contractor"), name=tr("Who worked"))
        self._people = [
            Suggestion(("user", person.code), person.name, tr("own staff"), person.icon)
            for person in context.services.labels.choices("user")
        ]
        source = context.services.lists["vendors"]
        context.worker.read(partial(_all_rows, source), self._on_vendors, context.notify.error)
        self._name_at = source.info.index("name")
        if chosen is not None:
            kind, key, name = chosen
            words = tr("own staff") if kind == "user" else tr("contractor")
            self.choose(Suggestion((kind, key), name, words, "circle-user" if kind == "user" else "truck"))

    def offer(self, words: str) -> None:
        """Those whose name has every word."""
        terms = words.casefold().split()
        self.show_results(
            [one for one in self._people if all(t in f"{one.text} {one.detail}".casefold() for t in terms)]
        )

    def _on_vendors(self, rows: list[Row]) -> None:
        self._people += [
            Suggestion(("vendor", row[0]), str(row[self._name_at]), tr("contractor"), "truck") for row in rows
        ]
        if self.words().strip():
            self.offer(self.words())


def part_suggestion(part: PartRow) -> Suggestion:
    """A part in one line: its number, its shelf and what lies there."""
    there = f"{quantity_text(part.stock_milli)} {part.unit}"
    empty = part.stock_milli <= 0
    detail = "　".join(word for word in (part.code, part.shelf, there) if word)
    return Suggestion(part, part.name, detail, "package", tr("none left") if empty else "", "red")


def _all_rows(source: ListSource) -> list[Row]:
    return source.page(ListQuery(), 0, _MOST_VENDORS)
