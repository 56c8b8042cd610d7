"""The chapters of a checklist's pane."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.checklist_template import TemplateItem
from facilities_app.domain.checklist_words import KIND, said
from facilities_app.domain.units import english_unit
from facilities_app.services.template_uses import EditionUse
from facilities_app.services.template_words import condition_words
from facilities_app.services.templates import TemplateDetail
from resources.texts import pick, tr, trn
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.inspections.template_items import KIND_ICONS
from ui.widgets.labels import Label
from ui.widgets.line_row import LineRow

_PLANS = 12


class TemplateChapters(QWidget):
    """Shows one checklist; ``plan_asked`` carries the plan that was clicked."""

    plan_asked = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addStretch(1)

    def show_template(self, found: TemplateDetail) -> None:
        """Show another checklist."""
        clear_layout(self._column)
        for section in (self._editions(found), self._items(found), self._asked_by(found)):
            self._column.addWidget(section)

    def _editions(self, found: TemplateDetail) -> Section:
        section = Section(tr("Editions"), line=False)
        section.body.setSpacing(1)
        for one in found.editions:
            words = tr("Edition {n}, {items} items").format(n=one.edition, items=one.items)
            icon = "circle-check" if one.is_current else "history"
            section.body.addWidget(LineRow(icon, words, self._rests(one), opens=False))
        if found.can_correct:
            words = tr("Nothing was printed or keyed by this edition yet: it may still be corrected.")
            section.body.addWidget(Label(words, "secondary", wrap=True))
        return section

    def _rests(self, one: EditionUse) -> str:
        parts = []
        if one.sheets:
            parts.append(trn("{n} sheet", "{n} sheets", one.sheets))
        if one.results:
            parts.append(trn("{n} result", "{n} results", one.results))
        if one.last_on is not None:
            parts.append(tr("last on {date}").format(date=self._context.presenter.date(one.last_on)))
        return tr(", ", "list").join(parts) or tr("not used yet")

    def _items(self, found: TemplateDetail) -> Section:
        section = Section(tr("Items"))
        section.body.setSpacing(1)
        heading = ""
        for number, item in enumerate(found.template.items, 1):
            words = pick(item.section_zh, item.section_en)
            if words != heading:
                heading = words
                section.body.addWidget(Label(words or "－", "secondary"))
            text = f"{number}　{pick(item.zh, item.en)}"
            icon = KIND_ICONS.get(item.kind, "circle-help")
            section.body.addWidget(LineRow(icon, text, item_note(item), opens=False))
        return section

    def _asked_by(self, found: TemplateDetail) -> Section:
        section = Section(tr("Used by"))
        section.body.setSpacing(1)
        use = found.used_by
        for icon, names in (("boxes", use.categories), ("scale", use.duties)):
            for name in names:
                section.body.addWidget(LineRow(icon, name, opens=False))
        for key, name in use.plans[:_PLANS]:
            row = LineRow("repeat", name)
            row.clicked.connect(lambda _=False, key=key: self.plan_asked.emit(key))
            section.body.addWidget(row)
        if len(use.plans) > _PLANS:
            more = tr("and {n} more").format(n=f"{len(use.plans) - _PLANS:,}")
            section.body.addWidget(Label(more, "secondary"))
        if not (use.categories or use.duties or use.plans):
            section.body.addWidget(
                Label(tr("No plan, duty or kind of asset asks for it."), "secondary", wrap=True)
            )
        return section


def item_note(item: TemplateItem) -> str:
    """Kind, limits and condition in a few words."""
    parts = [said(KIND[item.kind])] if item.kind in KIND and item.kind != "pass_fail" else []
    low, high = item.minimum, item.maximum
    unit = pick(item.unit, english_unit(item.unit))
    if low is not None and low == high:
        parts.append(f"= {low:f} {unit}".strip())
    elif low is not None and high is not None:
        parts.append(f"{low:f}–{high:f} {unit}".strip())
    elif low is not None or high is not None:
        sign, limit = ("≥", low) if low is not None else ("≤", high)
        parts.append(f"{sign} {limit:f} {unit}".strip())
    if item.shown_if:
        parts.append(condition_words(item))
    return tr(", ", "list").join(parts)
