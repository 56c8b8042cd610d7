"""The penalties of a contract or a contractor: what is charged, what cannot be told, and the repairs behind it."""

from collections.abc import Callable

from facilities_app.domain.contract_rows import PenaltySheet, TicketPenalty
from facilities_app.domain.penalties import Charge
from facilities_app.domain.penalty_words import charge_words, penalty_words, rules_words
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.sections import Section
from ui.context import UiContext
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label

_SHOWN = 6
_ORDER = (Charge.CHARGED, Charge.RUNNING, Charge.UNKNOWN)
_TONES = {Charge.CHARGED: "red", Charge.RUNNING: "amber", Charge.UNKNOWN: "amber"}
_ICONS = {Charge.CHARGED: "banknote", Charge.RUNNING: "hourglass", Charge.UNKNOWN: "circle-help"}


def penalty_chapter(
    context: UiContext,
    sheet: PenaltySheet,
    rule: str,
    export: Callable[[], object],
    opened: Callable[[int], object],
    *,
    arithmetic: bool = True,
) -> Section:
    """The chapter; rows open their repair."""
    section = Section(tr("Penalties"), action=tr("Export") if sheet.lines else "", on_action=export)
    grid = KeyValueGrid()
    if rule:
        grid.add(tr("Rule"), rule)
    if not any(line.terms.has_rule for line in sheet.lines) and not rule:
        section.body.addWidget(Label(tr("No penalty is agreed."), "secondary", wrap=True))
        return section
    charged, unknown = sheet.charged_twd, sheet.count(Charge.UNKNOWN)
    grid.add(tr("Charged", "penalty"), Label(f"NT${charged:,}", "strong", colour="red" if charged else ""))
    grid.add(tr("Repairs in scope"), f"{len(sheet.lines):,}")
    if unknown:
        grid.add(tr("Unknown"), trn("{n} repair lacks a time", "{n} repairs lack a time", unknown))
    section.body.addWidget(grid)
    told = [line for charge in _ORDER for line in reversed(sheet.lines) if line.penalty.charge is charge]
    briefs = BriefRows()
    briefs.set_rows(
        [_brief(context, line, with_contract=not arithmetic) for line in told[:_SHOWN]],
        empty=tr("No repair in its scope was late."),
        total=len(told),
    )
    briefs.opened.connect(lambda key: opened(int(str(key))))
    section.body.addWidget(briefs)
    if arithmetic and told and told[0].penalty.charge is Charge.CHARGED:
        _show_arithmetic(section, context, told[0])
    for text in rules_words():
        section.body.addWidget(Label(text, "caption", colour="text2", wrap=True))
    return section


def _brief(context: UiContext, line: TicketPenalty, *, with_contract: bool) -> Brief:
    charge, day = line.penalty.charge, context.presenter.date(line.told_on)
    return Brief(
        line.ticket_id,
        f"{line.number}　{line.summary}",
        f"{line.contract_number}　{day}" if with_contract else day,
        charge_words(line.penalty),
        _TONES.get(charge, "neutral"),
        _ICONS.get(charge, ""),
    )


def _show_arithmetic(section: Section, context: UiContext, line: TicketPenalty) -> None:
    section.body.addWidget(Label(tr("How {number} comes about").format(number=line.number), "section"))
    for text in penalty_words(line.penalty, line.terms, context.presenter.style):
        section.body.addWidget(Label(text, "secondary", wrap=True))
