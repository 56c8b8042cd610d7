"""The work order (修繕派工單) of one ticket or a batch, as paper."""

from collections.abc import Sequence

from resources.texts import tr
from ui.components.papers import write_paper
from ui.context import UiContext


def print_work_orders(context: UiContext, ticket_ids: Sequence[int], name: str) -> None:
    """Write one page a ticket; ``name`` goes into the file's name."""
    title = tr("Work order")
    write_paper(
        context,
        f"{title}_{name}",
        title,
        lambda path, _job: context.services.work_orders.write(ticket_ids, path),
    )
