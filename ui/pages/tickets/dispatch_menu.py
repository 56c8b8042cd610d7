"""The daily dispatch sheet and its work orders, from the tickets page."""

from datetime import date, timedelta

from PySide6.QtWidgets import QMenu

from facilities_app.domain.dates import roc_code
from resources.texts import tr
from ui import icons
from ui.components.papers import write_paper
from ui.context import UiContext
from ui.pages.tickets.work_order import print_work_orders
from ui.widgets.buttons import IconButton


class DispatchButton(IconButton):
    """A menu of papers for today and tomorrow."""

    def __init__(self, context: UiContext) -> None:
        super().__init__("truck", tr("Daily dispatch"))
        self._context = context
        menu = QMenu(self)
        today = context.clock.today
        for icon, words, run in (
            ("printer", tr("Dispatch sheet of today"), lambda: print_dispatch(context, today())),
            ("printer", tr("Dispatch sheet of tomorrow"), lambda: print_dispatch(context, today() + _DAY)),
            (
                "file-text",
                tr("Work orders of today's dispatch"),
                lambda: print_dispatched_orders(context, today()),
            ),
        ):
            menu.addAction(icons.icon(icon), words).triggered.connect(lambda _=False, run=run: run())
        self.set_menu(menu)


_DAY = timedelta(days=1)


def print_dispatch(context: UiContext, day: date, *, mine: bool = False) -> None:
    """Write the dispatch sheet of a day, of everybody or of the acting person."""
    title = tr("Daily dispatch sheet")
    dispatch, style = context.services.dispatch, context.presenter.style
    user = context.services.base.actor_id if mine else None
    name = f"{title}_{roc_code(day)}"
    write_paper(context, name, title, lambda path, _job: dispatch.write(day, path, user_id=user, style=style))


def print_dispatched_orders(context: UiContext, day: date) -> None:
    """Write the work orders of everything on a day's dispatch sheet."""
    services = context.services

    def found(ids: tuple[int, ...]) -> None:
        if ids:
            print_work_orders(context, ids, roc_code(day))
        else:
            words = tr("Nothing is dispatched for {date}.").format(date=context.presenter.date(day))
            context.notify.toast(words, tone="amber")

    context.worker.read(lambda: services.dispatch.ticket_ids(day), found, context.notify.error)
