"""Where Tab stops: in the order of the layouts, which is the order of reading."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)


def go_round(root: QWidget, forward: bool) -> bool:
    """Move the focus to the next or previous stop inside ``root``, round at its ends. For focusNextPrevChild.

    Qt: its own chain follows the order of making; what is made anew would stand at the end of the window's.
    """
    order = list(_in_order(root))
    stops = [widget for widget in order if _is_stop(widget, root)]
    if not stops:
        return True
    focused = QApplication.focusWidget()
    place = order.index(focused) if focused in order else (-1 if forward else len(order))
    if forward:
        wanted = next((one for one in order[place + 1 :] if one in stops), stops[0])
    else:
        wanted = next((one for one in reversed(order[: max(place, 0)]) if one in stops), stops[-1])
    wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def stops_in(root: QWidget) -> list[QWidget]:
    """The widgets inside ``root`` that Tab goes through, in their order."""
    return [widget for widget in _in_order(root) if _is_stop(widget, root)]


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isEnabled() and widget.isVisibleTo(root)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """What is inside: first what the layout holds, then what was placed by hand."""
    seen: set[QWidget] = set()
    for child in _children(widget):
        if child not in seen and not child.isWindow():
            seen.add(child)
            yield child
            yield from _in_order(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QStackedWidget):
        if (shown := widget.currentWidget()) is not None:
            yield shown
    elif isinstance(widget, QSplitter):
        parts = (widget.widget(place) for place in range(widget.count()))
        yield from (part for part in parts if part is not None)
    elif isinstance(widget, QScrollArea):
        if (content := widget.widget()) is not None:
            yield content
    elif not isinstance(widget, QAbstractScrollArea):  # a table or a text is one stop
        layout = widget.layout()
        if layout is not None:
            yield from _held(layout)
        yield from (child for child in widget.children() if isinstance(child, QWidget))


def _held(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner = item.layout()
        if inner is not None:
            yield from _held(inner)
        elif (widget := item.widget()) is not None:
            yield widget
