"""Several reports of one fault: which ticket stays, the others are cancelled as its duplicates."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from facilities_app.domain.rows import TicketBrief
from facilities_app.domain.tickets import Status
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label
from ui.widgets.surfaces import Notice

_MOST_SPOTS = 4


class Spot(NamedTuple):
    """Where a ticket is: its number, the words, the ids of place and asset."""

    number: str
    where: str
    at: tuple[int, int]


class MergeSheet(FormSheet):
    """The oldest open one is proposed; the arrows choose another, Ctrl+Enter merges."""

    def __init__(self, context: UiContext, host: QWidget, ids: tuple[int, ...]) -> None:
        note = trn("{n} ticket", "{n} tickets", len(ids))
        super().__init__(context, host, tr("Merge duplicates"), note, save=tr("Merge", "ticket"))
        self._ids = ids
        self.kept = ids[0]
        self.warning = Notice()
        self.warning.hide()
        self.body.addWidget(self.warning)
        self._choices = QWidget()
        self._column = QVBoxLayout(self._choices)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self.radios: dict[int, QRadioButton] = {}
        self.lay(self.add("kept", tr("This one stays"), self._choices, required=True))
        told = tr(
            "Requesters, notes, photos and links of the others go to it; the others are cancelled as "
            "its duplicates. Hours, parts and costs stay where they were recorded."
        )
        self.left_out = Label("", "secondary", wrap=True)
        self.left_out.hide()
        self.body.addWidget(self.left_out)
        self.body.addWidget(Label(told, "secondary", wrap=True))
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)
        self.save_button.setEnabled(False)
        read = partial(context.services.ticket_links.briefs, ids)
        context.worker.read(read, self._on_read, context.notify.error)

    def save(self) -> None:
        """Merge into the chosen one; ``kept`` says which."""
        kept = self._group.checkedId()
        if kept >= 0:
            self.kept = kept
            self.submit(partial(self.context.services.merging.merge, kept, self._ids))

    def _on_read(self, briefs: tuple[TicketBrief, ...]) -> None:
        able = sorted((one for one in briefs if one.status < Status.DONE), key=lambda one: one.id)
        self._ids = tuple(one.id for one in able)
        done = [one.number for one in briefs if one.status >= Status.DONE]
        self.left_out.setVisible(bool(done))
        words = tr("Done already, so left as they are: {numbers}")
        self.left_out.setText(words.format(numbers=tr(", ", "between names").join(done)))
        for brief in able:
            status = self.context.services.labels.name("ticket_status", brief.status)
            reported = self.context.presenter.date(brief.reported_on)
            radio = QRadioButton(f"{brief.number}　{brief.summary}　{status}　{reported}")
            radio.setAccessibleName(radio.text())
            self._group.addButton(radio, brief.id)
            self._column.addWidget(radio)
            self.radios[brief.id] = radio
        if self.radios:
            first = next(iter(self.radios.values()))
            first.setChecked(True)
            first.setFocus()
        warn_of_places(self.warning, [spot_of(brief) for brief in able])
        self.save_button.setEnabled(len(self.radios) > 1)


def warn_of_places(warning: Notice, spots: Sequence[Spot]) -> None:
    """Tickets of different places or assets are seldom one fault: name where each is, by its first ticket."""
    told = {spot.at: spot for spot in reversed(spots)}
    warning.setVisible(len(told) > 1)
    named = sorted(told.values(), key=lambda spot: spot.number)
    lines = [f"{one.number}　{one.where}" for one in named[:_MOST_SPOTS]]
    if len(named) > _MOST_SPOTS:
        lines.append(tr("and {n} more").format(n=len(named) - _MOST_SPOTS))
    warning.set_words(tr("They are not at the same place or asset"), "\n".join(lines))


def spot_of(brief: TicketBrief) -> Spot:
    """Where a ticket is."""
    return Spot(brief.number, brief.where, brief.spot)
