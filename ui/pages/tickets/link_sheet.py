"""Another ticket is found by number or words: to wait for it, to follow it, or to become a part of it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.naming import where_label
from facilities_app.domain.rows import TicketBrief, TicketDetail
from facilities_app.domain.ticket_links import LinkKind
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.tickets.merge_sheet import Spot, spot_of, warn_of_places
from ui.widgets.labels import Label
from ui.widgets.surfaces import Notice
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion
from ui.worker import Task


class OtherTicketSheet(FormSheet):
    """Enter takes the highlighted ticket, Ctrl+Enter saves. Subclasses answer ``submit_with``."""

    def __init__(
        self, context: UiContext, host: QWidget, detail: TicketDetail, title: str, save: str, told: str
    ) -> None:
        super().__init__(context, host, title, detail.number, save=save)
        self.detail = detail
        self._searching: Task | None = None
        self.other = TypeAhead(tr("Number or words"), name=tr("The other ticket"))
        self.other.wanted.connect(self._on_wanted)
        self.other.chosen.connect(self._on_chosen)
        self.lay(self.add("other", tr("The other ticket"), self.other, required=True))
        self.body.addWidget(Label(told, "secondary", wrap=True))
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)
        self._on_wanted("")

    def save(self) -> None:
        """Submit with the ticket taken."""
        brief = self.other.value()
        if isinstance(brief, TicketBrief):
            self.submit_with(brief)
        else:
            self.refuse("other", self.context.notify.sentence(Invalid("link.needs_other")))

    def submit_with(self, other: TicketBrief) -> None:
        """Make the change."""
        raise NotImplementedError

    def refused(self, error: DomainError) -> None:
        """All a service refuses here is about the other ticket."""
        self.refuse(error.field or "other", self.context.notify.sentence(error))

    def _on_wanted(self, words: str) -> None:
        self.fields["other"].set_error("")
        if self._searching is not None:
            self._searching.cancel()
        offer = partial(self.context.services.ticket_links.offer, words, self.detail.id)
        self._searching = self.context.worker.read(offer, self._on_found, self.context.notify.error)

    def _on_found(self, briefs: tuple[TicketBrief, ...]) -> None:
        labels = self.context.services.labels
        self.other.set_results(
            [
                Suggestion(
                    brief,
                    f"{brief.number}　{brief.summary}",
                    self.context.presenter.date(brief.reported_on),
                    "wrench",
                    labels.name("ticket_status", brief.status),
                )
                for brief in briefs
            ]
        )

    def _on_chosen(self, value: object) -> None:
        if value is not None:
            self.save_button.setFocus()


class LinkSheet(OtherTicketSheet):
    """It waits for the other, or follows it."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail, kind: LinkKind) -> None:
        self._kind = kind
        if kind is LinkKind.BLOCKED_BY:
            title = tr("It waits for another ticket")
            told = tr("It can only be finished after that one, unless somebody says why.")
        else:
            title = tr("It follows another ticket")
            told = tr("Each shows the other; both can be finished in any order.")
        super().__init__(context, host, detail, title, tr("Link"), told)

    def submit_with(self, other: TicketBrief) -> None:
        """Link the two."""
        link = self.context.services.ticket_links.link
        self.submit(partial(link, self.detail.id, other.id, self._kind.value))


class MergeIntoSheet(OtherTicketSheet):
    """It is a duplicate of the other."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail) -> None:
        told = tr(
            "Its requester, notes, photos and links go to that one; it is cancelled as a duplicate. "
            "Hours, parts and costs stay where they were recorded."
        )
        super().__init__(
            context, host, detail, tr("Merge it into another ticket"), tr("Merge", "ticket"), told
        )
        self.warning = Notice()
        self.warning.hide()
        self.body.insertWidget(self.body.count() - 2, self.warning)

    def _on_chosen(self, value: object) -> None:
        super()._on_chosen(value)
        mine = self.detail
        here = Spot(
            mine.number,
            where_label(mine.place_label, mine.asset_name or None),
            (mine.place_id, mine.asset_id or 0),
        )
        warn_of_places(self.warning, [here, *([spot_of(value)] if isinstance(value, TicketBrief) else [])])

    def submit_with(self, other: TicketBrief) -> None:
        """Merge this one into the other, and go on there."""
        self.saved.connect(lambda _: self.context.navigate("tickets", record=other.id))
        self.submit(partial(self.context.services.merging.merge, other.id, (self.detail.id,)))
