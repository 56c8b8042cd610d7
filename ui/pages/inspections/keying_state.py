"""What is keyed so far: answers by item, what is missing, and the one step back of "all the rest pass"."""

from collections.abc import Iterable
from dataclasses import replace

from facilities_app.domain import keying
from facilities_app.domain.keying import KeyingForm, KeyingItem
from facilities_app.domain.rows import ItemAnswer


class KeyingState:
    """Plain values; the view shows them."""

    def __init__(self, form: KeyingForm) -> None:
        self.form = form
        self.answers = {answer.item_id: answer for answer in form.keyed.answers}
        self.photos: dict[int, int] = {}
        self.changed = False
        self.count_photos(form)

    def count_photos(self, form: KeyingForm) -> None:
        """Photos of each item, by its position."""
        self.photos = {}
        for photo in form.photos:
            at = keying.photo_position(photo.caption)
            if at is not None:
                self.photos[at] = self.photos.get(at, 0) + 1

    def show(self, answers: Iterable[ItemAnswer]) -> None:
        """Let these stand there instead; an answer to an item that is not on the sheet is left out."""
        known = {item.id for item in self.form.items}
        self.answers = {one.item_id: one for one in answers if one.item_id in known}

    def answer(self, item: KeyingItem) -> ItemAnswer:
        """The answer as far as it is given."""
        return self.answers.get(item.id) or ItemAnswer(item.id)

    def set(self, answer: ItemAnswer) -> None:
        """Take an answer; an empty one is none."""
        self.changed = True
        if answer == ItemAnswer(answer.item_id):
            self.answers.pop(answer.item_id, None)
        else:
            self.answers[answer.item_id] = answer

    def note(self, item: KeyingItem, words: str) -> None:
        """Say what is wrong with an item."""
        self.set(replace(self.answer(item), note=words))

    def verdict(self, item: KeyingItem) -> str:
        """pass, fail, na or ""."""
        return keying.verdict(item, self.answer(item))

    def is_done(self, item: KeyingItem) -> bool:
        """Whether something stands there; a photo counts for an item that is one."""
        answer = self.answer(item)
        return bool(
            self.verdict(item) or answer.text or (item.kind == "photo" and self.photos.get(item.position))
        )

    def is_shown(self, item: KeyingItem) -> bool:
        """Whether the item is asked at all."""
        return keying.is_shown(item, self.form.items, self.answers)

    def shown(self) -> tuple[KeyingItem, ...]:
        """The items that are asked, in paper order."""
        return tuple(item for item in self.form.items if self.is_shown(item))

    def failed(self) -> tuple[KeyingItem, ...]:
        """What becomes a repair."""
        return tuple(item for item in self.shown() if self.verdict(item) == "fail")

    def missing(self) -> tuple[tuple[KeyingItem, str], ...]:
        """What finishing still needs."""
        return keying.missing(self.form.items, self.answers, self.photos)

    def without_photo(self) -> tuple[KeyingItem, ...]:
        """What failed and has no photo."""
        return keying.without_photo(self.form.items, self.answers, self.photos)

    def untouched(self) -> tuple[KeyingItem, ...]:
        """Pass or fail items that have no answer: what one key passes."""
        return tuple(item for item in self.shown() if item.kind == "pass_fail" and not self.verdict(item))

    def pass_rest(self) -> tuple[int, ...]:
        """Pass them; gives back their ids, for the way back."""
        rest = self.untouched()
        for item in rest:
            self.set(replace(self.answer(item), outcome="pass"))
        return tuple(item.id for item in rest)

    def take_back(self, ids: tuple[int, ...]) -> None:
        """Those that still pass have no answer again."""
        for key in ids:
            answer = self.answers.get(key)
            if answer is not None and answer.outcome == "pass":
                self.set(replace(answer, outcome=""))
