"""English for the names that records keep in Chinese: titles of inspections, checklists, the statutory catalogue."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ChecklistItem, ChecklistTemplate, Duty, InspectionPlan, RoundRecipe, Term

_PAIRS = (
    (Duty.title_zh, Duty.title_en),
    (ChecklistTemplate.name_zh, ChecklistTemplate.name_en),
    (RoundRecipe.name_zh, RoundRecipe.name_en),
    (InspectionPlan.title, InspectionPlan.title_en),
    (ChecklistItem.short_zh, ChecklistItem.short_en),
    (ChecklistItem.zh, ChecklistItem.en),
    (Duty.system_zh, Duty.system_en),
    (Duty.legal_basis, Duty.legal_basis_en),
    (Duty.interval_zh, Duty.interval_en),
    (Duty.who_zh, Duty.who_en),
    (Duty.record_zh, Duty.record_en),
    (Duty.filing_zh, Duty.filing_en),
    (Term.zh, Term.en),
)


def read_terms(session: Session) -> dict[str, str]:
    """Chinese to English, whole names before shortened ones.

    Titles are shortened by what stands in brackets, and a checklist lends its name to the inspection.
    """
    whole: dict[str, str] = {}
    short: dict[str, str] = {}
    for zh, en in _pairs(session):
        whole.setdefault(zh, en)
        title = zh.partition("（")[0]
        short.setdefault(title, en.partition(" (")[0])
        short.setdefault(title.removesuffix("表"), en)
    return short | whole


def _pairs(session: Session) -> Iterator[tuple[str, str]]:
    for zh, en in _PAIRS:
        rows = session.execute(select(zh, en).where(zh != "", en != "").order_by(zh.class_.id))
        yield from ((row[0], row[1]) for row in rows)
