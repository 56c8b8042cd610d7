"""移動、拆分、併入、報廢: the sheets that end in a slip. ``saved`` carries MadeSlips or Parted."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from facilities_app.domain.rows import AssetDetail, TargetHit
from facilities_app.services.slip_parts import SplitWish
from facilities_app.services.slip_words import MoveWish, RetireCheck, RetireWish
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.components.sums import read_number
from ui.context import UiContext
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion
from ui.worker import Task


class SlipSheet(FormSheet):
    """What all four have at their end: reason, document number and day."""

    def lay_end(self, *, needs_reason: bool = False) -> None:
        """Lay the fields every slip has."""
        self.on = self.date(tr("Date"))
        self.on.set_value(self.context.clock.today())
        self.reason = self.line(longest=400)
        self.document = self.line(longest=80)
        self.lay(self.add("reason", tr("Reason"), self.reason, required=needs_reason))
        self.lay(
            self.add("document", tr("Document no."), self.document),
            self.add("on", tr("Date"), self.on, required=True),
        )

    def number(self, key: str) -> int | None:
        """The whole number of a line, None for nothing. Raises ValueError after complaining beside it."""
        line = self.fields[key].field
        assert isinstance(line, QLineEdit)
        try:
            return read_number(line.text())
        except ValueError:
            self.refuse(key, tr("“{text}” is not a whole number.").format(text=line.text()))
            raise


class MoveSheet(SlipSheet):
    """Where to and to whom; what is left open stays."""

    def __init__(
        self, context: UiContext, host: QWidget, asset_ids: Sequence[int], name: str = "", parts: bool = True
    ) -> None:
        note = name or trn("{n} asset", "{n} assets", len(asset_ids))
        super().__init__(context, host, tr("Move"), note, save=tr("Move and write the slip"))
        self._ids = tuple(asset_ids)
        self.place = PlacePicker(context, name=tr("New place"))
        self.custodian = QComboBox()
        self.custodian.addItem(tr("as it is"), None)
        for choice in context.services.labels.choices("user"):
            self.custodian.addItem(choice.name, choice.code)
        self.unit = self.line(longest=80, placeholder=tr("as it is"))
        self.parts = QCheckBox(tr("Components that stand in the same place move along"))
        self.parts.setChecked(parts)
        self.lay(self.add("place_id", tr("New place"), self.place))
        self.lay(
            self.add("custodian_id", tr("New custodian"), self.custodian),
            self.add("using_unit", tr("New using unit"), self.unit),
        )
        self.body.addWidget(self.parts)
        self.lay_end()

    def save(self) -> None:
        """Move."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        wish = MoveWish(
            place_id=self.place.place_id(),
            custodian_id=self.custodian.currentData(),
            using_unit=self.unit.text().strip() or None,
            reason=self.reason.text(),
            document=self.document.text(),
            on=self.on.value(),
            with_parts=self.parts.isChecked(),
        )
        ids, slips = self._ids, self.context.services.slips
        self.submit(lambda: slips.move(ids, wish))


class SplitSheet(SlipSheet):
    """Pieces, or a component, become an asset of their own."""

    def __init__(self, context: UiContext, host: QWidget, asset: AssetDetail) -> None:
        super().__init__(
            context, host, tr("Split off", "slip"), asset.name, save=tr("Split and write the slip")
        )
        self._asset = asset
        self.name = self.line(placeholder=asset.name)
        self.quantity = self.line(longest=9)
        self.cost = self.line(longest=20)
        self.number_line = self.line(longest=40)
        self.code = self.line(longest=40, placeholder=tr("given on saving"))
        self.part = QCheckBox(tr("It stays a component of this asset"))
        self.lay(self.add("name", tr("Name of the new asset"), self.name, required=True))
        have = tr("of {n}; empty for a component").format(n=f"{asset.quantity:,}")
        cost = asset.cost_twd
        share = tr("not known") if cost is None else tr("of NT${n}").format(n=f"{cost:,}")
        if asset.quantity > 1 and cost is not None:
            share = tr("empty: shared by pieces")
        self.lay(
            self.add("quantity", tr("Pieces"), self.quantity, hint=have),
            self.add("cost_twd", tr("Book cost that goes along"), self.cost, hint=share),
        )
        self.lay(
            self.add("property_number", tr("Property no."), self.number_line),
            self.add("code", tr("Asset no."), self.code),
        )
        self.body.addWidget(self.part)
        self.lay_end(needs_reason=True)

    def save(self) -> None:
        """Split."""
        self.clear_errors()
        if not self._says_what() or not self.dates_are_readable():
            return
        try:
            quantity, cost = self.number("quantity"), self.number("cost_twd")
        except ValueError:
            return
        wish = SplitWish(
            name=self.name.text(),
            quantity=quantity or 0,
            cost_twd=cost,
            code=self.code.text(),
            property_number=self.number_line.text(),
            stays_part=self.part.isChecked(),
            reason=self.reason.text(),
            document=self.document.text(),
            on=self.on.value(),
        )
        asset_id, parts = self._asset.id, self.context.services.slip_parts
        self.submit(lambda: parts.split(asset_id, wish))

    def _says_what(self) -> bool:
        """Whether name, reason, and pieces or a component are there; each that lacks says so, the first has focus."""
        name, count = self.name.text().strip(), self._asset.quantity
        missing = []
        if not self.reason.text().strip():
            missing.append(("reason", tr("Write why it is split off: the reason stands on the slip.")))
        if not self.quantity.text().strip() and count > 1 and name in ("", self._asset.name):
            words = tr("Write how many pieces are split off, 1 to {most}; or name the component that is.")
            missing.append(("quantity", words.format(most=count - 1)))
        if not name:
            missing.append(("name", tr("Write what the new asset is called.")))
        for key, sentence in missing:
            self.refuse(key, sentence)
        return not missing


class MergeSheet(SlipSheet):
    """The asset becomes a part of another one and is retired."""

    def __init__(self, context: UiContext, host: QWidget, asset: AssetDetail) -> None:
        super().__init__(
            context, host, tr("Merge into another"), asset.name, save=tr("Merge and write the slip")
        )
        self._asset = asset
        self._search: Task | None = None
        self.into = TypeAhead(tr("Name, number or place"), name=tr("Merge into"))
        self.into.wanted.connect(self._on_wanted)
        self.lay(self.add("into_id", tr("Merge into"), self.into, required=True))
        self.body.addWidget(
            Label(
                tr(
                    "Quantity, cost, components, files, permits, warranties, contracts, plans and open tickets go "
                    "over. Closed tickets and inspections done stay with this asset, which is retired."
                ),
                "secondary",
                wrap=True,
            )
        )
        self.lay_end()

    def save(self) -> None:
        """Merge."""
        self.clear_errors()
        hit = self.into.value()
        if not isinstance(hit, TargetHit):
            self.refuse("into_id", tr("Choose the asset it is merged into."))
            return
        if not self.dates_are_readable():
            return
        mine, parts = self._asset.id, self.context.services.slip_parts
        reason, document, on = self.reason.text(), self.document.text(), self.on.value()
        self.submit(lambda: parts.merge(mine, hit.id, reason, document, on))

    def _on_wanted(self, words: str) -> None:
        if self._search is not None:
            self._search.cancel()
        targets = self.context.services.targets
        self._search = self.context.worker.read(
            lambda: targets.search(words, 12), self._on_hits, self.context.notify.error
        )

    def _on_hits(self, hits: list[TargetHit]) -> None:
        self.into.set_results(
            [
                Suggestion(hit, hit.name, hit.path, hit.icon)
                for hit in hits
                if hit.kind == "asset" and hit.id != self._asset.id
            ]
        )


class RetireSheet(SlipSheet):
    """報廢: says whether the service life is over, names open tickets, and lets nobody pass without deciding."""

    def __init__(self, context: UiContext, host: QWidget, check: RetireCheck) -> None:
        super().__init__(context, host, tr("Retire"), check.name, save=tr("Retire and write the slip"))
        self._check = check
        self.life = Label(self._life_words(), "strong", colour="" if check.reached else "amber", wrap=True)
        self.body.addWidget(self.life)
        self.tickets: SegmentedControl | None = None
        if check.tickets:
            self._lay_tickets(check)
        self.parts = QCheckBox(
            trn("Retire its {n} component too", "Retire its {n} components too", len(check.parts))
        )
        self.parts.setToolTip("\n".join(check.parts[:20]))
        if check.parts:
            self.body.addWidget(self.parts)
        self.lay_end(needs_reason=True)

    def save(self) -> None:
        """Retire."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        decision = str(self.tickets.value() or "") if self.tickets is not None else ""
        wish = RetireWish(
            reason=self.reason.text(),
            document=self.document.text(),
            on=self.on.value(),
            tickets=decision,
            with_parts=self.parts.isChecked(),
        )
        asset_id, slips = self._check.asset_id, self.context.services.slips
        self.submit(lambda: slips.retire(asset_id, wish))

    def _lay_tickets(self, check: RetireCheck) -> None:
        named = "\n".join(f"{number}　{summary}" for _id, number, summary in check.tickets[:8])
        count = trn("{n} ticket is still open:", "{n} tickets are still open:", len(check.tickets))
        self.body.addWidget(Label(f"{count}\n{named}", "body", wrap=True))
        choices = (Segment("cancel", tr("Cancel them")), Segment("keep", tr("Leave them open")))
        self.tickets = SegmentedControl(choices, None, name=tr("Open tickets"))
        self.lay(self.add("tickets", tr("Open tickets"), self.tickets, required=True))

    def _life_words(self) -> str:
        check = self._check
        if check.reached is None or check.ends_on is None or check.years is None:
            return tr("Its service life is not known. Check the minimum life by its property number.")
        years = trn("{n} year", "{n} years", check.years)
        day = self.context.presenter.date(check.ends_on)
        if check.reached:
            return tr("Its service life of {years} ended on {day}.").format(years=years, day=day)
        return tr("Its service life of {years} ends only on {day}: state why it is retired before.").format(
            years=years, day=day
        )
