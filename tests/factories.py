"""Small data for tests, made through the same door as everything else."""

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select

from db.models import (
    Agreement,
    Asset,
    AssetCategory,
    Contract,
    ContractScope,
    DormUnit,
    InspectionPlan,
    InspectionTask,
    Meter,
    Permit,
    Person,
    Place,
    Role,
    User,
    Vendor,
)
from facilities_app.bootstrap import Program
from facilities_app.domain.work_rows import NewPart
from facilities_app.services.tickets import LoggedTicket, NewTicket


class Make:
    """Each method makes one row with sensible defaults and gives back its id."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._base = program.services.base
        self._count = count(1)
        self._site: int | None = None

    def _add(self, row: Any) -> int:
        with self._base.uow("test.made") as uow:
            uow.add(row)
            if isinstance(row, Place):
                self._settle(uow.session, row)
            return int(uow.commit(row.id, undoable=False).value)

    @staticmethod
    def _settle(session: Any, row: Place) -> None:
        parent = session.get(Place, row.parent_id) if row.parent_id else None
        row.path = f"{parent.path if parent else '/'}{row.id}/"
        row.label = f"{parent.label} › {row.name}" if parent else row.name
        row.site_id = parent.site_id if parent else row.id

    def place(
        self, name: str = "四維行政中心", *, parent: int | None = None, kind: str = "", code: str = ""
    ) -> int:
        """A place; without a parent a site."""
        kind = kind or ("site" if parent is None else "space")
        return self._add(Place(name=name, kind=kind, parent_id=parent, code=code or f"P{next(self._count)}"))

    def site(self) -> int:
        """The one site that defaults stand on."""
        if self._site is None:
            self._site = self.place()
        return self._site

    def category(self, code: str = "") -> int:
        """The id of a shipped asset category (default: the first)."""
        with self._base.read() as session:
            statement = select(AssetCategory.id).order_by(AssetCategory.id)
            if code:
                statement = statement.where(AssetCategory.code == code)
            found = session.scalar(statement.limit(1))
        assert found is not None, code
        return found

    def asset(
        self, name: str = "客梯 1 號", *, place: int | None = None, category: str = "", **more: Any
    ) -> int:
        """An asset."""
        place_id = place or self.site()
        with self._base.read() as session:
            label = session.get_one(Place, place_id).label
        more.setdefault("code", f"A-{next(self._count):03d}")
        row = Asset(
            name=name, place_id=place_id, place_label=label, category_id=self.category(category), **more
        )
        return self._add(row)

    def user(self, name: str = "林育成", **more: Any) -> int:
        """A member of staff with the first role."""
        more.setdefault("code", f"u{next(self._count)}")
        with self._base.read() as session:
            role = session.scalars(select(User.role_id)).first()
        more.setdefault("role_id", role or 1)
        return self._add(User(name=name, **more))

    def role(self, code: str) -> int:
        """The id of a shipped role."""
        with self._base.read() as session:
            found = session.scalar(select(Role.id).where(Role.code == code))
        assert found is not None, code
        return found

    def vendor(self, name: str = "穩昇電梯工程", **more: Any) -> int:
        """A vendor."""
        more.setdefault("code", f"V{next(self._count)}")
        more.setdefault("phone", "07-555-0142")
        return self._add(Vendor(name=name, **more))

    def contract(
        self, asset: int, *, until: date, since: date = date(2026, 1, 1), vendor: int | None = None
    ) -> int:
        """A maintenance contract over one asset."""
        number = f"C{next(self._count)}"
        made = self._add(
            Contract(
                number=number,
                title=number,
                kind="maintenance",
                vendor_id=vendor or self.vendor(),
                starts_on=since,
                ends_on=until,
                response_hours=2,
            )
        )
        self._add(ContractScope(contract_id=made, asset_id=asset))
        return made

    def permit(self, asset: int, *, until: date, kind: str = "use_permit") -> int:
        """A permit of an asset."""
        return self._add(Permit(asset_id=asset, kind=kind, number=f"K{next(self._count)}", expires_on=until))

    def ticket(self, summary: str = "關門反覆開啟", *, asset: int | None = None, **more: Any) -> LoggedTicket:
        """A ticket, logged by the service."""
        if asset is None and "place_id" not in more:
            more["place_id"] = self.site()
        return self._program.services.tickets.log(NewTicket(summary, asset_id=asset, **more)).value

    def unit(self, code: str = "M101", *, kind: str = "multi", status: str = "in_use", **more: Any) -> int:
        """A dormitory unit with its place."""
        place = self.place(code, parent=self.site(), kind="unit", code=f"U-{code}")
        more.setdefault("land", "city")
        return self._add(DormUnit(place_id=place, code=code, kind=kind, status=status, **more))

    def agreement(self, unit: int, name: str = "方志宏", **more: Any) -> int:
        """A loan of a unit to a person."""
        with self._base.read() as session:
            place = session.get_one(DormUnit, unit).place_id
        person = self._add(Person(name=name, title="技士"))
        return self._add(Agreement(place_id=place, kind="loan", person_id=person, **more))

    def part(self, name: str = "偵煙探測器", *, stock: int = 0, price: int = 620, **more: Any) -> int:
        """A part of which so many lie on the shelf."""
        more.setdefault("unit", "個")
        made: int = self._program.services.stock.create(NewPart(name, unit_price_twd=price, **more)).value
        if stock:
            self._program.services.stock.receive(made, stock * 1000)
        return made

    def meter(self, asset: int, *, code: str = "PV-1", kind: str = "solar") -> int:
        """A meter of an asset."""
        return self._add(Meter(code=code, kind=kind, unit="度", asset_id=asset))

    def task(self, *, due: date, asset: int | None = None, template: str = "ELEV", **more: Any) -> int:
        """An inspection task."""
        serial = next(self._count)
        place = self.site()
        if asset is not None:
            with self._base.read() as session:
                place = session.get_one(Asset, asset).place_id
        more.setdefault("title", "客梯每月檢查")
        return self._add(
            InspectionTask(
                number=f"I-{serial:04d}",
                template_code=template,
                asset_id=asset,
                place_id=place,
                due_on=due,
                **more,
            )
        )

    def plan(self, *, asset: int | None = None, rule: str = "FREQ=MONTHLY", **more: Any) -> int:
        """An inspection plan."""
        more.setdefault("starts_on", date(2026, 1, 1))
        place = None if asset else self.site()
        code = f"PL{next(self._count)}"
        more.setdefault("title", code)
        return self._add(
            InspectionPlan(code=code, template_code="ELEV", asset_id=asset, place_id=place, rule=rule, **more)
        )
