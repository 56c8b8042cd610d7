"""The sheets that sign, change and renew an agreement."""

from dataclasses import asdict

from PySide6.QtWidgets import QComboBox, QWidget

from facilities_app.domain.agreement_rows import AgreementDetail, Deed, NewAgreement, Party
from facilities_app.domain.agreement_words import shown_name
from facilities_app.domain.application_rows import ApplicationRow
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.rows import UnitDetail
from facilities_app.domain.tenancy import FOR_AGENCIES
from resources.texts import tr
from ui import icons
from ui.context import UiContext
from ui.pages.dormitories.agreement_fields import (
    DeedForm,
    family_lines,
    lines_field,
    next_term,
    read_family,
)
from ui.widgets.fields import FormField
from ui.widgets.money_field import MoneyField


class SignForm(DeedForm):
    """Sign for a unit: a person borrows it, or an agency takes it over; or who applied for it gets it."""

    def __init__(
        self, context: UiContext, host: QWidget, unit: UnitDetail, application: ApplicationRow | None = None
    ) -> None:
        note = unit.tile.code
        if application is not None:
            note = f"{note}  {masked_name(application.person.name)}"
        super().__init__(context, host, tr("New agreement"), note, save=tr("Sign"))
        self._unit, self._application = unit, application
        self.kind = QComboBox()
        for choice in context.services.labels.choices("agreement_kind"):
            self.kind.addItem(icons.icon(choice.icon), choice.name, choice.code)
        self.person, self.title_line = self.line(longest=80), self.line(longest=80)
        self.office, self.phone = self.line(longest=80), self.line(longest=40)
        self.id_number = self.line(longest=20)
        self.agency, self.purpose = self.line(longest=120), self.line(longest=200)
        self.deposit, self.family = MoneyField(), lines_field()
        self._lay()
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self.starts.set_value(context.clock.today())
        self._on_kind()

    def save(self) -> None:
        """Hand over what is readable; the service says what cannot be."""
        if not self.is_readable():
            return
        if self._application is not None:
            self._sign_for(self._application)
            return
        kind = str(self.kind.currentData())
        is_agency = kind in FOR_AGENCIES
        person = Party(
            self.person.text(),
            self.title_line.text(),
            self.office.text(),
            self.phone.text(),
            self.id_number.text(),
        )
        new = NewAgreement(
            self._unit.tile.id,
            kind,
            self.deed(),
            person=None if is_agency else person,
            agency=self.agency.text() if is_agency else "",
            purpose=self.purpose.text(),
            deposit_twd=self.deposit.value(),
            members=() if is_agency else read_family(self.family.toPlainText()),
        )
        agreements = self.context.services.agreements
        self.submit(lambda: agreements.sign(new))

    def _sign_for(self, row: ApplicationRow) -> None:
        deed, deposit = self.deed(), self.deposit.value()
        members = read_family(self.family.toPlainText())
        applications = self.context.services.applications
        self.submit(lambda: applications.sign(row.id, row.version, deed, members, deposit))

    def _lay(self) -> None:
        self._kind_field = self.add("kind", tr("Kind"), self.kind, required=True)
        self.lay(self._kind_field)
        self._of_person = [
            self.add("person", tr("Borrower"), self.person, required=True),
            self.add("title", tr("Post"), self.title_line),
            self.add("agency_of", tr("Works at"), self.office),
            self.add("phone", tr("Phone"), self.phone),
            self.add("id_number", tr("ID number"), self.id_number, hint=tr("only if the deed needs it")),
        ]
        self._of_agency = [self.add("agency", tr("Agency"), self.agency, required=True)]
        person, post, office, phone, id_number = self._of_person
        self.lay(person, post)
        self.lay(office, phone)
        self.lay(id_number)
        self.lay(*self._of_agency)
        self.lay_deed()
        self._purpose_field = self.add("purpose", tr("Purpose"), self.purpose)
        self.lay(
            self.add("deposit_twd", tr("Deposit"), self.deposit, hint=tr("NT$")),
            self._purpose_field,
        )
        self._members = _family_field(self, self.family)
        self.lay(self._members)
        self.lay(self.add("note", tr("Note"), self.remark))

    def _on_kind(self) -> None:
        is_agency = self.kind.currentData() in FOR_AGENCIES
        is_known = self._application is not None
        for field in self._of_person:
            field.setVisible(not is_agency and not is_known)
        self._kind_field.setVisible(not is_known)
        self._purpose_field.setVisible(not is_known)
        self._members.setVisible(not is_agency and self._unit.tile.kind != "single")
        for field in self._of_agency:
            field.setVisible(is_agency)


class AgreementEdit(DeedForm):
    """Change an agreement that is there; only what was changed is written."""

    def __init__(self, context: UiContext, host: QWidget, row: AgreementDetail) -> None:
        super().__init__(context, host, tr("Edit the agreement"), _title(row))
        self._row = row
        self.agency, self.purpose = self.line(row.agency, longest=120), self.line(row.purpose, longest=200)
        self.family = lines_field()
        self.family.setPlainText(family_lines(row.members))
        is_agency = row.kind in FOR_AGENCIES
        agency = self.add("agency", tr("Agency"), self.agency, required=True)
        self.lay(agency)
        agency.setVisible(is_agency)
        self.lay_deed()
        self.lay(self.add("purpose", tr("Purpose"), self.purpose))
        members = _family_field(self, self.family)
        self.lay(members)
        members.setVisible(not is_agency and row.unit_kind != "single")
        self.lay(self.add("note", tr("Note"), self.remark))
        self.put_deed(row.deed)

    def save(self) -> None:
        """Hand over what was changed."""
        if not self.is_readable():
            return
        row, before = self._row, asdict(self._row.deed)
        values = {**asdict(self.deed()), "agency": self.agency.text(), "purpose": self.purpose.text()}
        before |= {"agency": row.agency, "purpose": row.purpose}
        changed = {key: value for key, value in values.items() if value != before[key]}
        members = read_family(self.family.toPlainText())
        household = members if members != row.members else None
        if not changed and household is None:
            self.dismiss()
            return
        agreements = self.context.services.agreements
        self.submit(lambda: agreements.edit(row.id, row.version, household, **changed))


class RenewForm(DeedForm):
    """The next term with the same people; it begins as long as the old one was."""

    def __init__(self, context: UiContext, host: QWidget, row: AgreementDetail) -> None:
        super().__init__(context, host, tr("Renew the agreement"), _title(row), save=tr("Renew", "agreement"))
        self._row = row
        self.lay_deed()
        self.lay(self.add("note", tr("Note"), self.remark))
        start, end = next_term(row.deed)
        self.put_deed(Deed(start, end, fee_twd=row.deed.fee_twd))

    def save(self) -> None:
        """Hand over the new term."""
        if not self.is_readable():
            return
        row, deed, agreements = self._row, self.deed(), self.context.services.agreements
        self.submit(lambda: agreements.renew(row.id, row.version, deed))


def _family_field(form: DeedForm, field: QWidget) -> FormField:
    return form.add("members", tr("Family"), field, hint=tr("one person a line: name and relation"))


def _title(row: AgreementDetail) -> str:
    return f"{row.unit_code}  {shown_name(row.kind, row.who)}"
