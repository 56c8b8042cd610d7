"""Some of many tickets refuse a step: which and why, and the offer to take it with the others."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import DomainError
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label

SOME_REFUSED = "ticket.some_refused"
_MOST = 6

Change = Callable[[], Outcome[Any]]


class RestSheet(FormSheet):
    """Enter does the others, Esc none; ``rest(ids)`` makes that change."""

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        title: str,
        error: DomainError,
        rest: Callable[[tuple[int, ...]], Change],
    ) -> None:
        ready = cast("tuple[int, ...]", error.params["ready"])
        words = trn("Do the other {n}", "Do the other {n}", len(ready))
        super().__init__(context, host, title, save=words)
        self._change = rest(ready)
        refused = cast("tuple[tuple[str, str], ...]", error.params["refused"])
        self.refuse(
            "",
            trn(
                "{n} ticket cannot take this step, so nothing was changed",
                "{n} tickets cannot take this step, so nothing was changed",
                len(refused),
            ),
        )
        self.reasons = [Label(why, "body", wrap=True) for _number, why in refused[:_MOST]]
        for reason in self.reasons:
            self.body.addWidget(reason)
        if len(refused) > _MOST:
            self.body.addWidget(Label(tr("and {n} more").format(n=len(refused) - _MOST), "secondary"))
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)

    def first_focus(self) -> QWidget | None:
        """The offer."""
        return self.save_button

    def save(self) -> None:
        """Take the step with the others."""
        self.submit(self._change)
