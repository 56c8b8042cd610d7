"""An item as it stands on the sheet, from a kept edition or from one that is still being written."""

from decimal import Decimal

from db.models import ChecklistItem
from facilities_app.domain.checklist_template import TemplateItem, condition
from facilities_app.domain.units import english_unit
from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.services.template_words import condition_said
from resources.texts import pick, tr


def sheet_line(item: ChecklistItem, last: Decimal | None = None) -> ChecklistLine:
    """The line of a kept item; ``last`` is its reading of last time."""
    return ChecklistLine(
        no=item.position,
        text=pick(item.zh, item.en),
        kind=ItemKind(item.kind),
        unit=pick(item.unit, english_unit(item.unit)),
        min=item.minimum,
        max=item.maximum,
        last_text="" if last is None else f"{last:f}",
        section=pick(item.section_zh, item.section_en),
        offers_none=item.offers_none,
        options=tuple(line.strip() for line in item.options.splitlines() if line.strip()),
        guidance=_below(item.shown_if, item.evidence, pick(item.guidance_zh, item.guidance_en)),
    )


def draft_line(item: TemplateItem, number: int) -> ChecklistLine:
    """The line of a tidied item that may still lack its words."""
    return ChecklistLine(
        no=number,
        text=pick(item.zh, item.en),
        kind=ItemKind(item.kind),
        unit=pick(item.unit, english_unit(item.unit)),
        min=item.minimum,
        max=item.maximum,
        section=pick(item.section_zh, item.section_en),
        offers_none=item.offers_none,
        options=item.options,
        guidance=_below(item.shown_if, item.evidence, pick(item.guidance_zh, item.guidance_en)),
    )


def _below(shown_if: str, evidence: str, guidance: str) -> str:
    """What stands small below an item: when it is asked, what it needs, how it is done."""
    asked = condition(shown_if)
    parts = [condition_said(asked.number, asked.answer)] if asked is not None and asked.number else []
    if evidence == "photo":
        parts.append(tr("with a photo"))
    first = tr("({words})").format(words=tr("; ", "between changes").join(parts)) if parts else ""
    return "\n".join(part for part in (first, guidance) if part)
