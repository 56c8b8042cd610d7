"""What goes with the loans of the duty quarters: fees of the last months, payments, and who waits for a unit.

All of it is invented; the fee is the office's to set.
"""

from calendar import monthrange
from datetime import date, timedelta

from db.demo.world import Row, World
from facilities_app.domain.eligibility import questions
from facilities_app.domain.tenancy import month_fees

_FEES = {"head": 2400, "multi": 1500, "single": 700}
_MONTHS = 3
_BEHIND = "M407"
"""Whose last month's fee has not come in."""
_WAITING = (
    ("multi", "鄭凱文", "專員", 58, 3, 34),
    ("multi", "洪詩涵", "技士", 52, 2, 27),
    ("multi", "邱冠霖", "科員", 47, 4, 30),
    ("single", "曾品妍", "辦事員", None, 1, 9),
)


def build_tenancies(world: World) -> None:
    """Fees and payments of the loans that run, and the applications for the vacant units."""
    loans = {
        row["place_id"]: row
        for row in world.sheets.tables["agreements"]
        if row["kind"] == "loan" and row.get("ended_on") is None
    }
    number = 0
    for unit in world.units.values():
        loan = loans.get(unit["place_id"])
        if loan is None or unit["kind"] not in _FEES:
            continue
        number += 1
        loan.update(number=f"借-{loan['starts_on'].year - 1911}-{number:02d}", fee_twd=_FEES[unit["kind"]])
        _charges(world, unit, loan)
    for serial, asked in enumerate(_WAITING, 1):
        _application(world, serial, *asked)


def _charges(world: World, unit: Row, loan: Row) -> None:
    """The months before this one, each paid soon after it was due, but for one."""
    month = world.today.replace(day=1)
    for back in range(_MONTHS):
        last = month - timedelta(days=1)
        month = last.replace(day=1)
        for fee in month_fees(loan["fee_twd"], max(month, loan["starts_on"]), last):
            charge = world.mark(
                "charges",
                unit_id=unit["id"],
                agreement_id=loan["id"],
                kind="management",
                period_from=fee.first,
                period_until=fee.last,
                amount_twd=fee.amount_twd,
                due_on=_end_of_month(fee.first),
            )
            if back or unit["code"] != _BEHIND:
                world.mark(
                    "payments",
                    charge_id=charge["id"],
                    paid_on=min(charge["due_on"] + timedelta(days=5), world.today),
                    amount_twd=fee.amount_twd,
                    document=f"薪資扣繳 {fee.first.year - 1911}/{fee.first.month:02d}",
                )


def _application(
    world: World, serial: int, kind: str, name: str, title: str, points: int | None, people: int, ago: int
) -> None:
    """One that waits with its points; the newest is still to be checked."""
    person = world.mark("people", name=name, title=title, agency="高雄市政府")
    is_new = points is None
    asked = world.day(-ago)
    row = world.mark(
        "applications",
        number=f"DH-{asked.year - 1911}-{serial:03d}",
        person_id=person["id"],
        kind=kind,
        applied_on=asked,
        household_size=people,
        points=points,
        state="received" if is_new else "queued",
        decided_on=None if is_new else asked + timedelta(days=7),
    )
    for question in questions(kind):
        world.add(
            "eligibility_checks",
            application_id=row["id"],
            code=question.code,
            answer="open" if is_new else "yes",
            checked_on=None if is_new else asked + timedelta(days=7),
            checked_by="" if is_new else "示範管理員",
        )


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
