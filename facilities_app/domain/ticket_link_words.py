"""How a link between two tickets is told, from either end."""

from facilities_app.domain.ticket_links import LinkKind
from resources.texts import tr


def link_words(kind: str, is_inverse: bool) -> str:
    """The heading over the tickets that this one is linked to so."""
    words = {
        (LinkKind.BLOCKED_BY, False): tr("Waits until these are done"),
        (LinkKind.BLOCKED_BY, True): tr("These wait until this one is done"),
        (LinkKind.FOLLOWS, False): tr("Follows"),
        (LinkKind.FOLLOWS, True): tr("Followed by"),
        (LinkKind.DUPLICATE_OF, False): tr("Merged into", "ticket"),
        (LinkKind.DUPLICATE_OF, True): tr("Duplicates merged into it"),
        (LinkKind.SPLIT_FROM, False): tr("Split from"),
        (LinkKind.SPLIT_FROM, True): tr("Split off", "ticket"),
    }
    return words[LinkKind(kind), is_inverse]
