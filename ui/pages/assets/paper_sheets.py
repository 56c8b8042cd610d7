"""Permits, warranties and attributes of an asset: the sheets that enter, correct and remove them."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilities_app.domain.rows import AssetDetail
from facilities_app.domain.units import english_unit
from facilities_app.services.asset_papers import AttributeField, PermitPaper, WarrantyPaper
from resources.texts import pick, tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.buttons import GhostButton


class PermitSheet(FormSheet):
    """A use permit, label or certificate; ``saved`` carries its id."""

    def __init__(
        self, context: UiContext, host: QWidget, asset: AssetDetail, paper: PermitPaper | None = None
    ) -> None:
        title = tr("Permit or certificate") if paper else tr("New permit or certificate")
        super().__init__(context, host, title, asset.name)
        self._asset_id, self._paper = asset.id, paper
        self.kind = QComboBox()
        for choice in context.services.labels.choices("permit_kind"):
            self.kind.addItem(choice.name, choice.code)
        self.number = self.line(longest=60)
        self.issued, self.expires = self.date(tr("Issued")), self.date(tr("Expires"))
        self.note_line = self.line(longest=200)
        self.lay(
            self.add("kind", tr("Kind"), self.kind, required=True),
            self.add("number", tr("No."), self.number),
        )
        self.lay(
            self.add("issued_on", tr("Issued"), self.issued),
            self.add("expires_on", tr("Expires"), self.expires, required=True),
        )
        self.lay(self.add("note", tr("Note"), self.note_line))
        if paper is not None:
            self.kind.setCurrentIndex(max(self.kind.findData(paper.kind), 0))
            self.number.setText(paper.number)
            self.issued.set_value(paper.issued_on)
            self.expires.set_value(paper.expires_on)
            self.note_line.setText(paper.note)
            self.footer.insertWidget(0, GhostButton(tr("Remove"), on_click=self._remove))

    def save(self) -> None:
        """Keep it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        expires = self.expires.value()
        if expires is None:
            self.refuse("expires_on", tr("Write until when it is valid."))
            return
        was = self._paper
        paper = PermitPaper(
            str(self.kind.currentData()),
            expires,
            self.number.text(),
            self.issued.value(),
            self.note_line.text(),
            was.id if was else 0,
            was.version if was else 0,
        )
        service, asset_id = self.context.services.asset_papers, self._asset_id
        self.submit(lambda: service.save_permit(asset_id, paper))

    def _remove(self) -> None:
        service, paper = self.context.services.asset_papers, self._paper
        if paper is not None:
            self.submit(lambda: service.remove_permit(paper.id))


class WarrantySheet(FormSheet):
    """A vendor's promise (保固); ``saved`` carries its id."""

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        asset: AssetDetail,
        vendors: tuple[tuple[int, str], ...],
        paper: WarrantyPaper | None = None,
    ) -> None:
        title = tr("Warranty") if paper else tr("New warranty")
        super().__init__(context, host, title, asset.name)
        self._asset_id, self._paper = asset.id, paper
        self.vendor = QComboBox()
        self.vendor.addItem(tr("not known", "vendor"), None)
        for key, name in vendors:
            self.vendor.addItem(name, key)
        self.starts, self.ends = self.date(tr("From")), self.date(tr("Until"))
        self.terms = self.line(longest=400)
        self.lay(self.add("vendor_id", tr("Contractor"), self.vendor))
        self.lay(
            self.add("starts_on", tr("From"), self.starts, required=True),
            self.add("ends_on", tr("Until"), self.ends, required=True),
        )
        self.lay(self.add("terms", tr("Terms"), self.terms))
        if paper is not None:
            self.vendor.setCurrentIndex(max(self.vendor.findData(paper.vendor_id), 0))
            self.starts.set_value(paper.starts_on)
            self.ends.set_value(paper.ends_on)
            self.terms.setText(paper.terms)
            self.footer.insertWidget(0, GhostButton(tr("Remove"), on_click=self._remove))

    def save(self) -> None:
        """Keep it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        starts, ends = self.starts.value(), self.ends.value()
        if starts is None or ends is None:
            missing = "starts_on" if starts is None else "ends_on"
            self.refuse(missing, tr("Write from when until when it holds."))
            return
        was = self._paper
        paper = WarrantyPaper(
            starts,
            ends,
            self.vendor.currentData(),
            self.terms.text(),
            was.id if was else 0,
            was.version if was else 0,
        )
        service, asset_id = self.context.services.asset_papers, self._asset_id
        self.submit(lambda: service.save_warranty(asset_id, paper))

    def _remove(self) -> None:
        service, paper = self.context.services.asset_papers, self._paper
        if paper is not None:
            self.submit(lambda: service.remove_warranty(paper.id))


class AttributesSheet(FormSheet):
    """The attributes of the asset's category; only what was changed is written."""

    def __init__(
        self, context: UiContext, host: QWidget, asset: AssetDetail, fields: tuple[AttributeField, ...]
    ) -> None:
        super().__init__(context, host, tr("Specifications"), asset.name)
        self._asset_id, self._read = asset.id, fields
        self.lines: dict[int, QLineEdit | QComboBox] = {}
        made = [self._field(field) for field in fields]
        for place in range(0, len(made), 2):
            self.lay(*made[place : place + 2])

    def save(self) -> None:
        """Write what was changed."""
        self.clear_errors()
        changed = {
            field.definition_id: text
            for field in self._read
            if (text := self._text(field.definition_id)) != field.value
        }
        if not changed:
            self.dismiss()
            return
        service, asset_id = self.context.services.asset_papers, self._asset_id
        self.submit(lambda: service.set_attributes(asset_id, changed))

    def _field(self, field: AttributeField) -> QWidget:
        if field.value_type == "bool":
            box = QComboBox()
            for words, value in (("", ""), (tr("Yes"), "1"), (tr("No"), "0")):
                box.addItem(words, value)
            box.setCurrentIndex(max(box.findData(field.value), 0))
            self.lines[field.definition_id] = box
        else:
            self.lines[field.definition_id] = self.line(field.value, longest=400)
        hint = pick(field.unit, english_unit(field.unit))
        if field.value_type == "date":
            hint = tr("a date")
        return self.add(str(field.definition_id), field.name, self.lines[field.definition_id], hint=hint)

    def _text(self, key: int) -> str:
        line = self.lines[key]
        return str(line.currentData()) if isinstance(line, QComboBox) else line.text().strip()
