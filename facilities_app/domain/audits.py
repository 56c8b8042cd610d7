"""Rules of the audit of actual residence (居住事實查考): what a finding asks for, and when a round may be closed.

The duty to look: Personnel letter of 92.2.24; how often: twice a year, the office's own. What a visit finds is
decided on the visit; low use of water or power only ever prompts one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from facilities_app.domain.errors import Invalid

FINDINGS = ("residing", "not_met", "not_residing", "partly", "sublet", "other", "occupied")
"""In the order of their number keys; the last has none."""
QUARTERS = frozenset(("multi", "single"))
SCOPES = ("occupied", "quarters")
"""Which units a round looks at: all that are lived in, or the duty quarters (職務宿舍) whether lived in or not. The
source leaves open which is meant, so the office chooses."""
LIVED_IN = frozenset(("in_use", "occupied"))
GONE = frozenset(("demolished", "handed_over"))
ABSENCE_FOR = frozenset(("not_met", "not_residing", "partly"))
LETTER_FOR = frozenset(("not_residing", "partly", "sublet", "occupied"))
REGISTRATIONS = ("here", "partly", "elsewhere", "unknown")
"""Where those who should live there are registered (設籍); "" while nobody asked."""
REPLY_DAYS = 15
"""Days from a letter's delivery to its deadline, the office's own default."""
LOW_SHARE = Decimal("0.35")
"""A period's use below this share of the median of the five before prompts a visit; the office's own default."""
_PERIODS = 5

STEPS = ("revisit", "letter", "statement", "decision", "contract_end", "recovery")
NEXT_STEP: Mapping[str, tuple[str, ...]] = {
    "revisit": (),
    "letter": ("statement", "decision"),
    "statement": ("decision",),
    "decision": ("contract_end",),
    "contract_end": ("recovery",),
    "recovery": (),
}
"""What may follow each step of a follow-up, to the recovery of the unit."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units of a round stand how."""

    by_finding: Mapping[str, int]
    total: int
    unvisited: int

    @property
    def done(self) -> int:
        """Those with a final finding: who was not met is still to be visited."""
        return self.total - self.unvisited - self.by_finding.get("not_met", 0)

    @classmethod
    def of(cls, findings: Sequence[str]) -> "Counts":
        """From the finding of every unit, "" where nobody went yet."""
        counts = {code: findings.count(code) for code in FINDINGS}
        return cls(counts, len(findings), findings.count(""))


def is_in_scope(scope: str, kind: str, status: str) -> bool:
    """Whether a round of this scope visits such a unit."""
    if scope == "quarters":
        return kind in QUARTERS and status not in GONE
    return status in LIVED_IN


def check_round(year: int, ordinal: int, starts_on: date, due_on: date) -> None:
    """Raise Invalid beside the field unless a round of this period can be."""
    if ordinal not in (1, 2):
        raise Invalid("audit.bad_ordinal", field="ordinal")
    if due_on < starts_on:
        raise Invalid("audit.due_before_start", field="due_on", start=starts_on)
    if starts_on.year != year:
        raise Invalid("audit.other_year", field="starts_on", year=year)


def check_finding(finding: str, absence: str, visited_on: date, revisit_on: date | None, today: date) -> None:
    """Raise Invalid beside the field unless what was keyed hangs together."""
    if finding not in FINDINGS:
        raise Invalid("audit.no_such_finding", field="finding")
    if visited_on > today:
        raise Invalid("audit.visit_in_future", field="visited_at")
    if absence and finding not in ABSENCE_FOR:
        raise Invalid("audit.no_absence_here", field="absence")
    if finding == "not_met" and revisit_on is None:
        raise Invalid("audit.needs_revisit", field="revisit_on")
    if revisit_on is not None and revisit_on < visited_on:
        raise Invalid("audit.revisit_before_visit", field="revisit_on", visited=visited_on)


def check_step(before: str | None, kind: str) -> None:
    """Raise Invalid("audit.step_out_of_order") unless this step may follow that one; None begins."""
    allowed = ("revisit", "letter") if before is None else NEXT_STEP[before]
    if kind not in allowed:
        raise Invalid("audit.step_out_of_order", field="kind")


def reply_by(delivered_on: date, days: int = REPLY_DAYS) -> date:
    """The deadline a letter sets: so many days after it was delivered."""
    return delivered_on + timedelta(days=days)


def share_of_usual(values: Sequence[Decimal]) -> Decimal | None:
    """The last period's use as a share of the median of up to five before it; None while that is not known."""
    if len(values) < 2:
        return None
    usual = median(values[-1 - _PERIODS : -1])
    return values[-1] / usual if usual else None


def is_low(values: Sequence[Decimal], share: Decimal = LOW_SHARE) -> bool:
    """Whether the last period prompts a visit. Never a proof by itself."""
    found = share_of_usual(values)
    return found is not None and found < share
