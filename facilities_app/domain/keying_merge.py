"""Two people keyed one sheet: both put together, item by item, and where they differ both kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from facilities_app.domain.keying import Keyed
from facilities_app.domain.rows import ItemAnswer


@dataclass(frozen=True, slots=True)
class Clash:
    """One item that both answered, each in another way."""

    item_id: int
    mine: ItemAnswer
    theirs: ItemAnswer


@dataclass(frozen=True, slots=True)
class Merged:
    """``keyed`` has mine where both answered; ``taken`` are the items that came from the other one alone."""

    keyed: Keyed
    clashes: tuple[Clash, ...] = ()
    taken: tuple[int, ...] = ()


def merge(before: Keyed, mine: Keyed, theirs: Keyed) -> Merged:
    """What both made of ``before``. What only one changed is taken from that one."""
    first, one, other = _by_item(before), _by_item(mine), _by_item(theirs)
    answers: list[ItemAnswer] = []
    clashes: list[Clash] = []
    taken: list[int] = []
    for key in dict.fromkeys((*one, *other)):
        was, my, their = (side.get(key, ItemAnswer(key)) for side in (first, one, other))
        if my == was and their != was:
            taken.append(key)
        elif their not in (was, my):
            clashes.append(Clash(key, my, their))
        kept = their if my == was else my
        if kept != ItemAnswer(key):
            answers.append(kept)
    return Merged(replace(_heads(before, mine, theirs), answers=tuple(answers)), tuple(clashes), tuple(taken))


def _heads(before: Keyed, mine: Keyed, theirs: Keyed) -> Keyed:
    """Who, when and by which licence: mine where I changed it."""
    kept = {
        part.name: getattr(theirs, part.name)
        for part in fields(Keyed)
        if part.name != "answers" and getattr(mine, part.name) == getattr(before, part.name)
    }
    return replace(mine, **kept)


def _by_item(keyed: Keyed) -> Mapping[int, ItemAnswer]:
    return {answer.item_id: answer for answer in keyed.answers}
