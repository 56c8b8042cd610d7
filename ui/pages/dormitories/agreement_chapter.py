"""The pane's chapter of the agreement: who by which right, until when, and what can be done next."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from facilities_app.domain.agreement_rows import AgreementDetail
from facilities_app.domain.agreement_words import departure_word, family_words, shown_name
from facilities_app.domain.rows import UnitDetail
from facilities_app.domain.tenancy import FOR_AGENCIES, MAY_NOT_BE_LENT
from resources.texts import pick, tr
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.dormitories.agreement_form import AgreementEdit, RenewForm, SignForm
from ui.pages.dormitories.agreement_leaving import LeavingForm, MoveInForm, PaymentForm, ReturnForm
from ui.widgets.buttons import Button
from ui.widgets.facts import KeyValueGrid
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label

_Act = tuple[str, Callable[[], object]]


class AgreementChapter(Section):
    """Shows the agreement that runs, and the one that comes; its buttons open sheets over the window."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agreement"), on_action=self._on_action, parent=parent)
        self._context = context
        self._unit: UnitDetail | None = None
        self._running: AgreementDetail | None = None
        self._coming: AgreementDetail | None = None
        self.none = Label(tr("Nobody has the unit."), "secondary", wrap=True)
        self.facts = KeyValueGrid()
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, theme.current().sizes.xs)
        for part in (self.none, self.facts, self._buttons):
            self.body.addWidget(part)

    def show_unit(self, unit: UnitDetail) -> None:
        """Show the unit's agreements."""
        self._unit = unit
        by_state = {one.state: one for one in reversed(unit.agreements)}
        self._running, self._coming = by_state.get("running"), by_state.get("coming")
        row = self._running or self._coming
        self.facts.clear()
        self.none.setVisible(row is None)
        self.facts.setVisible(row is not None)
        if row is not None:
            self._show(row)
            if self._running is not None and self._coming is not None:
                self._show_coming(self._coming)
        self._set_action(unit, row)
        self._set_buttons(self._acts(row) if row is not None else [])

    # -- facts -----------------------------------------------------------------------------------

    def _show(self, row: AgreementDetail) -> None:
        dates, deed, add = self._context.presenter, row.deed, self.facts.add
        kind = self._context.services.labels.name("agreement_kind", row.kind)
        add(tr("Kind"), pick("・", " · ").join(part for part in (kind, deed.number) if part))
        add(tr("Term"), self._term(row))
        if deed.notarised_on is not None:
            words = dates.date(deed.notarised_on)
            if deed.is_enforceable:
                words = tr("{date}, enforceable").format(date=words)
            add(tr("Notarised"), "\n".join(part for part in (words, deed.notary_number) if part))
            if row.is_notarised_late:
                add("", Label(tr("Notarised after the start"), "secondary", colour="amber", wrap=True))
        family = family_words(row.members) or row.family
        if family:
            add(tr("Family"), family)
        if deed.fee_twd:
            add(tr("Fee"), tr("NT$ {amount} a month").format(amount=f"{deed.fee_twd:,}"))
        self._show_money(row)
        if row.departure and row.departed_on is not None:
            words = f"{departure_word(row.departure)}　{dates.date(row.departed_on)}"
            add(tr("Leaves"), words)
        if deed.note:
            add(tr("Note"), deed.note)

    def _show_money(self, row: AgreementDetail) -> None:
        owed = row.arrears(self._context.clock.today())
        if owed:
            words = tr("NT$ {amount}").format(amount=f"{owed:,}")
            value = Label(words, "bold", colour="amber")
            value.setAccessibleName(f"{tr('Arrears')} {words}")
            self.facts.add(tr("Arrears"), value)
        back = -sum(min(one.open_twd, 0) for one in row.charges)
        if back:
            self.facts.add(tr("To give back"), tr("NT$ {amount}").format(amount=f"{back:,}"))

    def _show_coming(self, row: AgreementDetail) -> None:
        words = tr("Renewed") if row.renews_id is not None else shown_name(row.kind, row.who)
        self.facts.add(tr("Then", "agreement"), f"{words}　{self._term(row)}")

    def _term(self, row: AgreementDetail) -> str:
        dates, deed = self._context.presenter, row.deed
        if deed.starts_on is None:
            return "－"
        if deed.ends_on is None:
            return tr("from {date}", "unit").format(date=dates.date(deed.starts_on))
        return f"{dates.date(deed.starts_on)} – {dates.date(deed.ends_on)}"

    # -- what can be done ------------------------------------------------------------------------

    def _set_action(self, unit: UnitDetail, row: AgreementDetail | None) -> None:
        """The link beside the heading: change what is there, or sign where nothing is."""
        may_sign = unit.tile.status not in MAY_NOT_BE_LENT
        self.action.set_content(tr("Edit") if row is not None else tr("Sign"))
        self.action.setAccessibleName(tr("Edit the agreement") if row is not None else tr("New agreement"))
        self.action.setVisible(row is not None or may_sign)

    def _acts(self, row: AgreementDetail) -> list[_Act]:
        acts: list[_Act] = []
        if row.state == "running" and not row.is_renewed:
            if self._unit is not None and self._unit.tile.status in ("vacant", "recovered"):
                acts.append((tr("Moved in"), lambda: self._open(MoveInForm, row)))
            if row.departure in ("", "childcare"):
                acts.append((tr("Renew", "agreement"), lambda: self._open(RenewForm, row)))
            if row.kind not in FOR_AGENCIES:
                acts.append((tr("Leaves"), lambda: self._open(LeavingForm, row)))
            acts.append((tr("Hand back"), lambda: self._open(ReturnForm, row)))
        if any(one.open_twd for one in row.charges):
            acts.append((tr("Payment"), lambda: self._open(PaymentForm, row)))
        if row.state == "running" and row.deed.fee_twd and not self._is_charged(row):
            acts.append((tr("Charge the month"), lambda: self._charge(row)))
        return acts

    def _set_buttons(self, acts: list[_Act]) -> None:
        clear_layout(self._flow)
        for words, act in acts:
            self._flow.addWidget(Button(words, compact=True, on_click=act))
        self._buttons.setVisible(bool(acts))

    def _is_charged(self, row: AgreementDetail) -> bool:
        first = self._context.clock.today().replace(day=1)
        return any(one.period_from is not None and one.period_from >= first for one in row.charges)

    def _charge(self, row: AgreementDetail) -> None:
        charges, today = self._context.services.charges, self._context.clock.today()
        self._context.change(lambda: charges.bill(today, row.id), self)

    def _on_action(self) -> None:
        row = self._running or self._coming
        if row is not None:
            self._open(AgreementEdit, row)
        elif self._unit is not None:
            self._show_sheet(SignForm(self._context, self.window(), self._unit))

    def _open(self, sheet: Callable[..., FormSheet], row: AgreementDetail) -> None:
        self._show_sheet(sheet(self._context, self.window(), row))

    def _show_sheet(self, sheet: FormSheet) -> None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
