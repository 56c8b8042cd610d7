"""One unit of the round: who should live there, the evidence, the finding, and what follows from it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import RoundDetail, VisitDetail
from facilities_app.domain.audits import ABSENCE_FOR, FINDINGS
from facilities_app.domain.dates import taipei
from facilities_app.domain.rows import PhotoRow
from resources.texts import tr
from ui import theme
from ui.components.brief_rows import BriefRows
from ui.context import UiContext
from ui.pages.audits.evidence import Evidence, line
from ui.pages.audits.fields import Choices, WhenLine
from ui.pages.audits.finding_keys import FindingKeys
from ui.pages.audits.keying import Keying
from ui.pages.audits.unit_foot import Foot, FootKeys
from ui.pages.audits.unit_words import (
    agreement_words,
    known_words,
    previous_words,
    resident_words,
    visit_rows,
    where_words,
)
from ui.pages.audits.words import short_choices
from ui.widgets.buttons import Button, GhostButton, IconButton, PrimaryButton
from ui.widgets.labels import Hairline, KeyCap, Label, Pill
from ui.widgets.photos import files_in
from ui.widgets.surfaces import Card, Notice

KEYED = FINDINGS[:6]


class UnitView(QWidget):
    """Shows values and tells of edits; the page keeps, saves and moves. ``moved`` carries −1 or 1."""

    changed = Signal()
    finding_taken = Signal(str)
    save_asked = Signal()
    moved = Signal(int)
    take_back_asked = Signal()
    theirs_asked = Signal()
    explain_asked = Signal()
    home_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.detail: VisitDetail | None = None
        self._keying = Keying()
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QWidget()
        inner.setProperty("plain", True)
        sizes = theme.current().sizes
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(sizes.l, sizes.s, sizes.l, sizes.xs)
        self._column.setSpacing(sizes.s - 1)
        self._build_head()
        self._build_notices()
        self.evidence = Evidence(context)
        self._column.addWidget(self.evidence)
        self._build_finding()
        self._build_visits()
        self._column.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        column.addWidget(area, 1)
        column.addWidget(Hairline())
        column.addWidget(self._build_foot())
        self._wire()

    # -- public ----------------------------------------------------------------------------------

    def show_visit(
        self, shown: RoundDetail, detail: VisitDetail, photos: tuple[PhotoRow, ...], keying: Keying
    ) -> None:
        """Show a unit with what is keyed of it."""
        if self.detail is None or self.detail.id != detail.id:
            self._area.verticalScrollBar().setValue(0)
        self.detail = detail
        context, frozen = self._context, detail.frozen
        self.code.setText(frozen.unit_code)
        route = next((line.route for line in shown.lines if line.id == detail.id), "")
        self.where.setText(
            "　".join(part for part in (where_words(context, frozen), route, detail.number) if part)
        )
        self.place.setText(f"{detail.position} / {detail.total}")
        self.residents.setText(resident_words(frozen))
        self.agreement.setText(agreement_words(context, frozen))
        self.known.setText(known_words(context, detail))
        self.known.setVisible(bool(self.known.text()))
        self.previous.setText(previous_words(context, frozen))
        self.evidence.show_visit(detail, photos, keying)
        self.say("")
        self.put(keying)
        rows = visit_rows(context, detail)
        self._visit_rows.set_rows(rows)
        self.visits.setVisible(len(rows) > 1)
        self._set_closed(shown)

    def put(self, keying: Keying) -> None:
        """Show what is keyed, without telling."""
        self._keying = keying
        self.evidence.put(keying)
        self.findings.set_value(keying.finding)
        self.absence.set_value(keying.absence or None)
        self.revisit.set_words(keying.revisit)
        if self.note.text() != keying.note:
            self.note.setText(keying.note)
            self.note.setCursorPosition(0)
        self._show_asked()

    def keying(self) -> Keying:
        """What stands in the fields."""
        part = self.evidence
        finding = self.findings.value
        return replace(
            self._keying,
            finding=finding,
            when=part.when.text(),
            visitor=part.visitor.text(),
            met=part.met.value() or "",
            met_name=part.met_name.text(),
            absence=(self.absence.value() or "") if finding in ABSENCE_FOR else "",
            revisit=self.revisit.text() if finding == "not_met" else "",
            note=self.note.text(),
            registration=part.registration.value() or "",
            registration_note=part.registration_note.text(),
            neighbour_note=part.neighbour.text(),
        )

    def set_unsaved(self, unsaved: bool) -> None:
        """Show or hide the mark."""
        self.unsaved.setVisible(unsaved)
        self.take_back.setVisible(unsaved)

    def set_next(self, code: str) -> None:
        """Name the unit that Enter goes on to; "" after the last."""
        words = tr("Save, next {unit}").format(unit=code) if code else tr("Save", "audit")
        self.save_button.set_content(words, key="Enter")

    def say(self, words: str, title: str = "") -> None:
        """Say what is wrong above the evidence, or "" for nothing."""
        self.refusal.set_words(title or words, words if title else "")
        self.refusal.setVisible(bool(words))
        self.theirs.setVisible(bool(title))

    def reveal(self, field: QWidget) -> None:
        """Bring a field into sight."""
        self._area.ensureWidgetVisible(field, 0, theme.current().sizes.s)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos are dropped anywhere on the unit."""
        if self.findings.isEnabled() and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They belong to it."""
        event.acceptProposedAction()
        self.evidence.photos.add(files_in(event.mimeData()))

    # -- building --------------------------------------------------------------------------------

    def _build_head(self) -> None:
        sizes = theme.current().sizes
        row = QHBoxLayout()
        row.setSpacing(sizes.s)
        self.code = Label("", "page")
        self.where = Label("", "secondary", elide=True)
        self.unsaved = Pill(tr("Not saved"), "amber", "circle-dot", ground="bg")
        self.take_back = GhostButton(tr("Take back", "audit"), on_click=self.take_back_asked.emit)
        self.place = Label("", "secondary")
        up = IconButton("chevron-up", tr("Unit before"), boxed=True, on_click=lambda: self.moved.emit(-1))
        down = IconButton("chevron-down", tr("Unit after"), boxed=True, on_click=lambda: self.moved.emit(1))
        row.addWidget(self.code)
        row.addSpacing(sizes.xs)
        row.addWidget(self.where, 1)
        for widget in (self.unsaved, self.take_back, up, self.place, down):
            row.addWidget(widget)
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unsaved.hide()
        self.take_back.hide()
        self._column.addLayout(row)
        self.residents = Label("", "body", wrap=True)
        self.agreement = Label("", "secondary", wrap=True)
        who = QHBoxLayout()
        who.setSpacing(sizes.m)
        who.addWidget(Label(tr("Should live here"), "secondary"), 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.residents)
        told.addWidget(self.agreement)
        who.addLayout(told, 1)
        self._column.addLayout(who)

    def _build_notices(self) -> None:
        self.refusal = Notice(tone="red", icon="circle-alert")
        self.theirs = GhostButton(tr("Take what they wrote"), on_click=self.theirs_asked.emit)
        self.refusal.body.addWidget(self.theirs, 0, Qt.AlignmentFlag.AlignLeft)
        self.closed = Notice(tone="neutral", icon="lock")
        self.known = Label("", "secondary", wrap=True)
        self._column.addWidget(self.refusal)
        self._column.addWidget(self.closed)
        self._column.addWidget(self.known)
        self.refusal.hide()
        self.closed.hide()

    def _build_finding(self) -> None:
        context, sizes = self._context, theme.current().sizes
        head = QHBoxLayout()
        head.setSpacing(sizes.s)
        head.addWidget(Label(tr("Audit finding"), "bold"))
        head.addStretch(1)
        self.previous = Label("", "secondary")
        head.addWidget(self.previous)
        self._column.addLayout(head)
        self.findings = FindingKeys(context.services.labels.choices("audit_finding"), KEYED)
        self._column.addWidget(self.findings)
        choices = short_choices(context, "absence_reason")
        self.absence = Choices(choices, tr("Reason for absence"), numbered=True)
        self.revisit = WhenLine(context, tr("Visit again", "audit"))
        self.note = line(1000, tr("Note", "audit"))
        self._absence_box = _over(tr("Reason for absence"), self.absence, "R")
        self._revisit_box = _over(tr("Visit again", "audit"), self.revisit, "", tr("Required; +2 workdays"))
        self._note_box = _over(tr("Note", "audit"), self.note, "N")
        row = QHBoxLayout()
        row.setSpacing(sizes.m)
        row.addWidget(self._absence_box)
        row.addWidget(self._revisit_box)
        row.addWidget(self._note_box, 1)
        self.revisit.setFixedWidth(sizes.rail * 9 // 10)
        self.note.setMinimumWidth(sizes.key_column)
        self._column.addLayout(row)

    def _build_visits(self) -> None:
        self.visits = Card(padding=theme.current().sizes.m)
        self.visits.body.addWidget(Label(tr("Visits so far"), "bold"))
        self._visit_rows = BriefRows()
        self.visits.body.addWidget(self._visit_rows)
        self._column.addWidget(self.visits)

    def _build_foot(self) -> QWidget:
        sizes = theme.current().sizes
        foot = Foot()
        foot.setFixedHeight(sizes.tabs + sizes.xs)
        row = QHBoxLayout(foot)
        row.setContentsMargins(sizes.l, 0, sizes.l, 0)
        row.setSpacing(sizes.m)
        row.addWidget(FootKeys(), 1)
        self.explain = Button(tr("Explain…"), compact=True, on_click=self.explain_asked.emit)
        self.explain.setToolTip(tr("Say why this unit stays without a final finding"))
        self.save_button = PrimaryButton(tr("Save", "audit"), key="Enter", on_click=self.save_asked.emit)
        row.addWidget(self.explain)
        row.addWidget(self.save_button)
        return foot

    def _wire(self) -> None:
        self.evidence.changed.connect(self.changed)
        self.absence.changed.connect(lambda _value: self.changed.emit())
        self.revisit.changed.connect(self.changed)
        self.note.textEdited.connect(lambda _words: self.changed.emit())
        self.findings.taken.connect(self.finding_taken)
        for field in (self.note, self.revisit):
            field.pasted.connect(self.evidence.photos.add)
        for control in (self.absence, self.evidence.registration):
            control.left.connect(self.home_asked)

    # -- private ---------------------------------------------------------------------------------

    def _show_asked(self) -> None:
        """Absence and second visit are asked only where the finding wants them."""
        finding = self.findings.value
        self._absence_box.setVisible(finding in ABSENCE_FOR)
        self._revisit_box.setVisible(finding == "not_met")

    def _set_closed(self, shown: RoundDetail) -> None:
        closed = shown.closed_at is not None
        if shown.closed_at is not None:
            day = self._context.presenter.date(taipei(shown.closed_at).date())
            words = tr("{name} is closed since {date} and stays as it was.").format(name=shown.name, date=day)
            self.closed.set_words(words)
        self.closed.setVisible(closed)
        self.evidence.set_editable(not closed)
        for widget in (self.findings, self._absence_box, self._revisit_box, self._note_box):
            widget.setEnabled(not closed)
        self.save_button.setVisible(not closed)
        self.explain.setVisible(
            not closed and self.detail is not None and self.detail.finding in ("", "not_met")
        )


def _over(label: str, field: QWidget, key: str = "", hint: str = "") -> QWidget:
    sizes = theme.current().sizes
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(sizes.xs)
    head = QHBoxLayout()
    head.setSpacing(sizes.s)
    head.addWidget(Label(label, "secondary"))
    if key:
        head.addWidget(KeyCap(key))
    if hint:
        head.addWidget(Label(hint, "secondary", colour="text3"))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(field)
    return made
