"""What the tests of agreements share."""

from datetime import date
from typing import Any

from facilities_app.bootstrap import Program
from facilities_app.domain.agreement_rows import AgreementDetail, Deed, NewAgreement, Party
from facilities_app.domain.rows import UnitTile

TODAY = date(2026, 11, 23)
START = date(2026, 11, 2)
FANG = Party("方志宏", "技士", "事務科", "分機 2204", "a123456789")


def deed(**more: Any) -> Deed:
    """Three years from START."""
    return Deed(**({"starts_on": START, "ends_on": date(2029, 11, 1)} | more))


def loan(unit: int, person: Party | None = FANG, **more: Any) -> NewAgreement:
    """A loan of the unit; what does not belong to the deed is told by ``more``."""
    return NewAgreement(unit, "loan", **({"deed": deed(), "person": person} | more))


def tile_of(program: Program, unit: int, on: date | None = None) -> UnitTile:
    """The unit on the rack."""
    return next(tile for tile in program.services.dormitories.rack(on) if tile.id == unit)


def detail_of(program: Program, agreement: int) -> AgreementDetail:
    """The agreement, whole."""
    return program.services.agreements.detail(agreement)
