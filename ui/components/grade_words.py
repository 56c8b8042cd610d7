"""What the grades of urgency and impact are called, in the language of the moment."""

from resources.texts import tr
from ui.widgets.segments import Segment


def urgencies() -> tuple[Segment, ...]:
    """How long it can wait: 1 not at all, 3 for a while."""
    return (
        Segment(1, tr("Now", "urgency")),
        Segment(2, tr("Soon", "urgency")),
        Segment(3, tr("Later", "urgency")),
    )


def impacts() -> tuple[Segment, ...]:
    """Whom it touches: 1 many, 3 one."""
    return (
        Segment(1, tr("Many", "impact")),
        Segment(2, tr("A unit", "impact")),
        Segment(3, tr("One", "impact")),
    )
