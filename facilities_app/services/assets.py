"""Assets: entered, edited, moved from status to status and read."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from db.models import Asset, AssetCategory, AssetStatusChange, Place, User
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.property_numbers import read_property_number
from facilities_app.domain.rows import AssetDetail, NewAsset
from facilities_app.domain.wording import clean_line, clean_text
from facilities_app.services.asset_reading import read_asset
from facilities_app.services.in_step import refresh_cover, refresh_labels, refresh_next_due

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

STATUSES = frozenset({"in_use", "refurbishing", "awaiting_parts", "out_of_service", "retired"})
_LINES = {
    "name": 120,
    "name_en": 120,
    "property_number": 40,
    "using_unit": 80,
    "manufacturer": 80,
    "model": 80,
    "serial_number": 80,
    "code": 40,
}
_DATES = frozenset({"acquired_on", "in_service_on"})
_COUNTS = frozenset({"quantity", "cost_twd", "service_life_years"})
_DEEPEST = 20


class AssetService:
    """All changes to assets go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def detail(self, asset_id: int) -> AssetDetail:
        """The asset, whole. Raises NotFound("asset.gone")."""
        return read_asset(self._base, asset_id)

    def find(self, code: str) -> int:
        """The id of the asset with this number or 財產編號. Raises NotFound."""
        wanted = code.strip()
        with self._base.read() as session:
            found = session.scalar(
                select(Asset.id)
                .where(or_(Asset.code == wanted, Asset.property_number == wanted))
                .order_by((Asset.code == wanted).desc(), Asset.id)
                .limit(1)
            )
        if found is None:
            raise NotFound("asset.no_such_code", code=code)
        return found

    def create(self, new: NewAsset) -> Outcome[int]:
        """Enter an asset. Raises Invalid beside the field that needs it."""
        with self._base.uow("asset.created") as uow:
            row = Asset(category_id=new.category_id, place_id=new.place_id, status=_status(new.status))
            row.code = clean_line(new.code) or self._next_code(uow, new.category_id)
            for name in (*_LINES, *_DATES, *_COUNTS, "note"):
                if name != "code":
                    _set_plain(row, name, getattr(new, name))
            self._set_category(uow, row, new.category_id)
            self._set_place(uow, row, new.place_id)
            self._set_custodian(uow, row, new.custodian_id)
            _check(row)
            self._must_be_free(uow, row)
            row.status_since = new.in_service_on or self._base.clock.today()
            uow.add(row)
            self._set_parent(uow, row, new.parent_id)
            uow.add(AssetStatusChange(asset_id=row.id, status=row.status, from_on=row.status_since))
            refresh_cover(uow.session, row, self._base.clock)
            return uow.commit(row.id, code=row.code, name=row.name)

    def edit(self, asset_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change fields by NewAsset's names, status left out (see set_status). Raises Conflict if it moved on."""
        with self._base.uow("asset.edited") as uow:
            row = uow.get(Asset, asset_id, "asset.gone")
            if row.version != version:
                raise Conflict("asset.moved_on", name=row.name)
            for name, value in fields.items():
                self._set(uow, row, name, value)
            _check(row)
            self._must_be_free(uow, row)
            if fields.keys() & {"name", "place_id"}:
                refresh_labels(uow.session, row)
            if fields.keys() & {"place_id", "category_id", "parent_id"}:
                refresh_cover(uow.session, row, self._base.clock)
            return uow.commit(row.id, code=row.code, name=row.name)

    def set_status(
        self, asset_ids: Iterable[int], status: str, on: date | None = None, reason: str = ""
    ) -> Outcome[int]:
        """Give the assets a status from a day on (default today), all or none. Gives back how many changed."""
        _status(status)
        today = self._base.clock.today()
        since = on or today
        if since > today:
            raise Invalid("asset.status_in_future", field="on", on=since)
        if status == "retired" and not reason.strip():
            raise Invalid("asset.needs_reason", field="reason")
        with self._base.uow("asset.status_set") as uow:
            changed, name = 0, ""
            for asset_id in asset_ids:
                row = uow.get(Asset, asset_id, "asset.gone")
                if row.status == status:
                    continue
                if row.status_since and since < row.status_since:
                    raise Invalid("asset.status_too_early", field="on", name=row.name, since=row.status_since)
                row.status, row.status_since = status, since
                uow.add(
                    AssetStatusChange(
                        asset_id=row.id, status=status, from_on=since, reason=clean_text(reason)[:400]
                    )
                )
                changed, name = changed + 1, row.name
            return uow.commit(changed, name=name, count=changed)

    def refresh(self) -> Outcome[int]:
        """Write cover and next inspection anew into every asset: contracts begin and end as days go by."""
        with self._base.uow("asset.refreshed", by_program=True) as uow:
            rows = list(uow.session.scalars(select(Asset)))
            for row in rows:
                refresh_cover(uow.session, row, self._base.clock)
                refresh_next_due(uow.session, row.id)
            return uow.commit(len(rows), undoable=False)

    def _set(self, uow: UnitOfWork, row: Asset, name: str, value: Any) -> None:
        if name in _LINES or name in _DATES or name in _COUNTS or name == "note":
            _set_plain(row, name, value)
        elif name == "category_id":
            self._set_category(uow, row, value)
        elif name == "place_id":
            self._set_place(uow, row, value)
        elif name == "parent_id":
            self._set_parent(uow, row, value)
        elif name == "custodian_id":
            self._set_custodian(uow, row, value)
        else:
            raise Invalid("asset.no_such_field", name=name)

    @staticmethod
    def _set_category(uow: UnitOfWork, row: Asset, category_id: int) -> None:
        row.category_id = uow.get(AssetCategory, category_id, "asset.no_such_category").id

    @staticmethod
    def _set_place(uow: UnitOfWork, row: Asset, place_id: int) -> None:
        place = uow.get(Place, place_id, "place.gone")
        row.place_id, row.place_label = place.id, place.label

    @staticmethod
    def _set_custodian(uow: UnitOfWork, row: Asset, user_id: int | None) -> None:
        row.custodian_id = uow.get(User, user_id, "user.gone").id if user_id else None

    @staticmethod
    def _set_parent(uow: UnitOfWork, row: Asset, parent_id: int | None) -> None:
        above: int | None = parent_id
        for _ in range(_DEEPEST):
            if above is None:
                break
            if above == row.id:
                raise Invalid("asset.inside_itself", field="parent_id", name=row.name)
            above = uow.get(Asset, above, "asset.gone").parent_id
        row.parent_id = parent_id

    @staticmethod
    def _must_be_free(uow: UnitOfWork, row: Asset) -> None:
        with uow.session.no_autoflush:
            twin = uow.session.scalar(
                select(Asset.name).where(Asset.code == row.code, Asset.id != (row.id or 0))
            )
        if twin is not None:
            raise Invalid("asset.code_taken", field="code", code=row.code, name=twin)

    @staticmethod
    def _next_code(uow: UnitOfWork, category_id: int) -> str:
        # Safe: the unit of work holds the only write lock from its first read to its commit.
        category = uow.get(AssetCategory, category_id, "asset.no_such_category")
        prefix = f"{category.code.upper()}-"
        taken = set(
            uow.session.scalars(select(Asset.code).where(Asset.code.startswith(prefix, autoescape=True)))
        )
        serial = (uow.session.scalar(select(func.count()).where(Asset.category_id == category_id)) or 0) + 1
        while f"{prefix}{serial:03d}" in taken:
            serial += 1
        return f"{prefix}{serial:03d}"


def _set_plain(row: Asset, name: str, value: Any) -> None:
    if name in _LINES:
        text = clean_line(value or "")
        if len(text) > _LINES[name]:
            raise Invalid("asset.text_too_long", field=name, longest=_LINES[name])
        value = read_property_number(text) if name == "property_number" else text
    elif name == "note":
        value = clean_text(value or "")[:2000]
    setattr(row, name, value)


def _check(row: Asset) -> None:
    if not row.name:
        raise Invalid("asset.needs_name", field="name")
    if not row.code:
        raise Invalid("asset.needs_code", field="code")
    if row.cost_twd is not None and row.cost_twd < 0:
        raise Invalid("money.negative", field="cost_twd")
    if row.quantity is None or row.quantity < 1:
        raise Invalid("asset.quantity", field="quantity")
    if row.service_life_years is not None and row.service_life_years < 1:
        raise Invalid("asset.service_life", field="service_life_years")
    if row.acquired_on and row.in_service_on and row.in_service_on < row.acquired_on:
        raise Invalid("asset.used_before_bought", field="in_service_on", acquired=row.acquired_on)


def _status(status: str) -> str:
    if status not in STATUSES:
        raise Invalid("asset.no_such_status", field="status", status=status)
    return status
