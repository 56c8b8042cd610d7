"""A small drawing of a label sheet: where printing begins is clicked, or chosen with the arrow keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilities_app.reports.label_data import SHEETS, LabelSheet
from resources.texts import tr
from ui import theme

_PAGE = QSize(210, 297)  # millimetres of A4


class StartCell(QWidget):
    """``changed`` carries the position, counted from 1 along the rows. Filled cells are those that get a label."""

    changed = Signal(int)

    def __init__(self, sheet: LabelSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._start, self._count = sheet, 1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(tr("First label"))
        self._tell()

    def sizeHint(self) -> QSize:
        """As high as five rows of controls, in the shape of the paper."""
        high = theme.current().sizes.control * 7
        return QSize(high * _PAGE.width() // _PAGE.height(), high)

    def value(self) -> int:
        """The position, from 1."""
        return self._start

    def set_value(self, start: int) -> None:
        """Begin at this position; one the sheet does not have becomes its nearest."""
        start = min(max(1, start), self._sheet.count)
        if start != self._start:
            self._start = start
            self._tell()
            self.changed.emit(start)

    def show_sheet(self, sheet: LabelSheet) -> None:
        """Another sheet; a position it does not have becomes its last."""
        self._sheet = sheet
        self._tell()
        self.set_value(self._start)

    def show_count(self, count: int) -> None:
        """So many labels are to be printed."""
        self._count = count
        self.update()

    def cell(self, position: int) -> QRectF:
        """Where the label of this position is drawn."""
        scale = self.width() / _PAGE.width()
        x, y = self._sheet.corner(position - 1)
        wide, high = self._sheet.width, self._sheet.height
        return QRectF(x * scale, y * scale, wide * scale, high * scale).adjusted(1, 1, -1, -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin where one clicks; between two labels, at the nearer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.set_value(self._nearest(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Home and End go to the first and the last label."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._sheet.columns,
            Qt.Key.Key_Down: self._sheet.columns,
            Qt.Key.Key_Home: 1 - self._start,
            Qt.Key.Key_End: self._sheet.count - self._start,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif 1 <= self._start + step <= self._sheet.count:
            self.set_value(self._start + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper and its labels: free ones empty, those to be printed filled, the first one strong."""
        current = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = current.accent if self.hasFocus() else current.line
        painter.setPen(QPen(border, 2 if self.hasFocus() else 1))
        painter.setBrush(current.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        last = self._start + max(self._count, 1) - 1
        for position in range(1, self._sheet.count + 1):
            filled = self._start <= position <= last
            painter.setPen(QPen(current.accent if filled else current.line, 1))
            first = position == self._start
            painter.setBrush(current.accent if first else (current.accent_bg if filled else current.surface2))
            painter.drawRoundedRect(self.cell(position), 2, 2)
        painter.setPen(current.on_accent)
        painter.setFont(current.font("small"))
        painter.drawText(self.cell(self._start), Qt.AlignmentFlag.AlignCenter, str(self._start))
        painter.end()

    def _nearest(self, point: QPointF) -> int:
        def distance(position: int) -> float:
            away = self.cell(position).center() - point
            return away.x() ** 2 + away.y() ** 2

        return min(range(1, self._sheet.count + 1), key=distance)

    def _tell(self) -> None:
        row, column = divmod(self._start - 1, self._sheet.columns)
        words = tr("Label {n} of {most}: row {row}, column {column}")
        told = words.format(n=self._start, most=self._sheet.count, row=row + 1, column=column + 1)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()


def sheet_words(sheet: LabelSheet) -> str:
    """3 × 7 labels of 63.5 × 38.1 mm."""
    return tr("{columns} × {rows}, {n} labels of {width:g} × {height:g} mm").format(
        columns=sheet.columns, rows=sheet.rows, n=sheet.count, width=sheet.width, height=sheet.height
    )


def known_sheet(code: object, fallback: str) -> str:
    """A sheet's code that was kept, else the fallback."""
    return str(code) if str(code) in SHEETS else fallback
