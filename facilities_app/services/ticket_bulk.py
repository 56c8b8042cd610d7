"""One step for many tickets that some of them refuse: which, why, and which others could take it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from db.models import Ticket
from db.uow import UnitOfWork
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.messages import sentence

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

SOME_REFUSED = "ticket.some_refused"


def told_apart(
    base: "ServiceBase",
    ids: Sequence[int],
    label: str,
    step: Callable[[UnitOfWork, Ticket], None],
    error: DomainError,
) -> DomainError:
    """Try each ticket by itself, changing nothing, and say what came of it.

    The same ``error`` where all refuse for the same want; else Invalid with ``ready``, the ids of those that could,
    and ``refused``, the others' numbers with their sentences.
    """
    ready: list[int] = []
    refused: list[tuple[str, DomainError]] = []
    for one in ids:
        number = ""
        try:
            with base.uow(label) as uow:
                row = uow.get(Ticket, one, "ticket.gone")
                number = row.number
                step(uow, row)
                uow.session.flush()
                ready.append(one)
        except DomainError as why:
            refused.append((number, why))
    if not refused or (not ready and len({why.code for _, why in refused}) == 1 and error.field):
        return error
    number, first = refused[0]
    return Invalid(
        SOME_REFUSED if ready else "ticket.all_refused",
        number=number,
        why=sentence(first),
        count=len(refused),
        others=len(ready),
        ready=tuple(ready),
        refused=tuple((one, sentence(why)) for one, why in refused),
    )
