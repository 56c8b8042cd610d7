"""Permits, certificates and warranties of an asset, and its typed attributes: entered, corrected, taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, AssetAttribute, AttributeDefinition, Permit, Vendor, Warranty
from db.uow import UnitOfWork
from facilities_app.domain import dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, DomainError, Invalid
from facilities_app.domain.wording import clean_line
from facilities_app.services.in_step import refresh_cover
from facilities_app.services.rights import must_hold
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_LONGEST_VALUE = 400
_YES, _NO = frozenset({"1", "yes", "true", "是", "有"}), frozenset({"0", "no", "false", "否", "無"})


@dataclass(frozen=True, slots=True)
class PermitPaper:
    """A permit as it is edited; ``id`` 0 is a new one."""

    kind: str
    expires_on: date
    number: str = ""
    issued_on: date | None = None
    note: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class WarrantyPaper:
    """A warranty as it is edited; ``id`` 0 is a new one."""

    starts_on: date
    ends_on: date
    vendor_id: int | None = None
    terms: str = ""
    id: int = 0
    version: int = 0
    vendor: str = ""


@dataclass(frozen=True, slots=True)
class AttributeField:
    """An attribute the asset's category has, with the asset's value ("" for none)."""

    definition_id: int
    name: str
    value_type: str
    unit: str
    value: str


@dataclass(frozen=True, slots=True)
class AssetPapers:
    """What can be edited of one asset's papers and attributes."""

    permits: tuple[PermitPaper, ...]
    warranties: tuple[WarrantyPaper, ...]
    attributes: tuple[AttributeField, ...]


class AssetPaperService:
    """Reads from any thread; changes on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def read(self, asset_id: int) -> AssetPapers:
        """The papers, those that end last first, and every attribute of the category."""
        with self._base.read() as session:
            permits = session.scalars(
                select(Permit)
                .where(Permit.asset_id == asset_id)
                .order_by(Permit.expires_on.desc(), Permit.id)
            )
            warranties = session.execute(
                select(Warranty, Vendor.name)
                .outerjoin(Vendor, Vendor.id == Warranty.vendor_id)
                .where(Warranty.asset_id == asset_id)
                .order_by(Warranty.ends_on.desc(), Warranty.id)
            )
            return AssetPapers(
                tuple(
                    PermitPaper(p.kind, p.expires_on, p.number, p.issued_on, p.note, p.id, p.version)
                    for p in permits
                ),
                tuple(
                    WarrantyPaper(w.starts_on, w.ends_on, w.vendor_id, w.terms, w.id, w.version, name or "")
                    for w, name in warranties
                ),
                _attributes(session, asset_id),
            )

    def save_permit(self, asset_id: int, paper: PermitPaper) -> Outcome[int]:
        """Enter or correct a permit. Raises Conflict if somebody saved it since it was read."""
        if paper.issued_on and paper.expires_on < paper.issued_on:
            raise Invalid("permit.ends_first", field="expires_on")
        with self._base.uow("permit.saved") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            asset = uow.get(Asset, asset_id, "asset.gone")
            row = uow.get(Permit, paper.id) if paper.id else Permit(asset_id=asset_id)
            _fresh(row.version if paper.id else 0, paper.version, asset)
            row.kind, row.number = paper.kind, clean_line(paper.number)[:60]
            row.issued_on, row.expires_on = paper.issued_on, paper.expires_on
            row.note = clean_line(paper.note)[:200]
            uow.add(row)
            return uow.commit(row.id, name=asset.name)

    def remove_permit(self, permit_id: int) -> Outcome[int]:
        """Take a permit away that was entered by mistake; one that is over stays as history."""
        with self._base.uow("permit.removed") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(Permit, permit_id)
            name = uow.get(Asset, row.asset_id).name
            uow.session.delete(row)
            return uow.commit(permit_id, name=name)

    def save_warranty(self, asset_id: int, paper: WarrantyPaper) -> Outcome[int]:
        """Enter or correct a warranty. Raises Conflict if somebody saved it since it was read."""
        if paper.ends_on < paper.starts_on:
            raise Invalid("warranty.ends_first", field="ends_on")
        with self._base.uow("warranty.saved") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            asset = uow.get(Asset, asset_id, "asset.gone")
            row = uow.get(Warranty, paper.id) if paper.id else Warranty(asset_id=asset_id)
            _fresh(row.version if paper.id else 0, paper.version, asset)
            row.vendor_id = uow.get(Vendor, paper.vendor_id, "vendor.gone").id if paper.vendor_id else None
            row.starts_on, row.ends_on = paper.starts_on, paper.ends_on
            row.terms = clean_line(paper.terms)[:400]
            uow.add(row)
            refresh_cover(uow.session, asset, self._base.clock)
            return uow.commit(row.id, name=asset.name)

    def remove_warranty(self, warranty_id: int) -> Outcome[int]:
        """Take a warranty away that was entered by mistake."""
        with self._base.uow("warranty.removed") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(Warranty, warranty_id)
            asset = uow.get(Asset, row.asset_id)
            uow.session.delete(row)
            uow.session.flush()
            refresh_cover(uow.session, asset, self._base.clock)
            return uow.commit(warranty_id, name=asset.name)

    def vendors(self) -> tuple[tuple[int, str], ...]:
        """Who may stand behind a warranty."""
        with self._base.read() as session:
            rows = session.execute(select(Vendor.id, Vendor.name).order_by(Vendor.name, Vendor.id))
            return tuple((row.id, row.name) for row in rows)

    def set_attributes(self, asset_id: int, values: Mapping[int, str]) -> Outcome[int]:
        """Write values by definition; "" takes one away. What a person changes is no figure of the report any more.

        Raises Invalid with the definition's id as field for a value that is not of its type.
        """
        with self._base.uow("asset.attributes_set") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            asset = uow.get(Asset, asset_id, "asset.gone")
            changed = 0
            for definition_id, text in values.items():
                kind = uow.get(AttributeDefinition, definition_id)
                changed += self._set(uow, asset, kind, text)
            return uow.commit(changed, name=asset.name)

    def _set(self, uow: UnitOfWork, asset: Asset, kind: AttributeDefinition, text: str) -> bool:
        if kind.category_id != asset.category_id:
            raise Invalid("attribute.other_category", field=str(kind.id), name=kind.name_zh)
        value = self._read(kind, clean_line(text))
        row = uow.session.scalar(
            select(AssetAttribute).where(
                AssetAttribute.asset_id == asset.id, AssetAttribute.definition_id == kind.id
            )
        )
        if row is None and value:
            uow.add(AssetAttribute(asset_id=asset.id, definition_id=kind.id, value=value))
        elif row is not None and not value:
            uow.session.delete(row)
        elif row is not None and row.value != value:
            row.value, row.as_reported, row.note = value, False, ""
        else:
            return False
        return True

    def _read(self, kind: AttributeDefinition, text: str) -> str:
        """The value as it is kept: exact decimal text, ISO date, 1 or 0."""
        if not text:
            return ""
        field, shown = str(kind.id), {"text": text}
        if kind.value_type == "number":
            try:
                number = Decimal(text.replace(",", ""))
            except InvalidOperation:
                number = Decimal("NaN")
            if not number.is_finite():
                raise Invalid("attribute.not_a_number", field=field, **shown)
            return f"{number:f}"
        if kind.value_type == "date":
            try:
                return dates.parse(text, self._base.clock.today()).isoformat()
            except DomainError as error:
                raise Invalid(error.code, field=field, **error.params) from error
        if kind.value_type == "bool":
            if text.casefold() not in _YES | _NO:
                raise Invalid("attribute.not_yes_or_no", field=field, **shown)
            return "1" if text.casefold() in _YES else "0"
        if len(text) > _LONGEST_VALUE:
            raise Invalid("asset.text_too_long", field=field, longest=_LONGEST_VALUE)
        return text


def _attributes(session: Session, asset_id: int) -> tuple[AttributeField, ...]:
    rows = session.execute(
        select(AttributeDefinition, AssetAttribute.value)
        .join(Asset, Asset.category_id == AttributeDefinition.category_id)
        .outerjoin(
            AssetAttribute,
            (AssetAttribute.definition_id == AttributeDefinition.id) & (AssetAttribute.asset_id == Asset.id),
        )
        .where(Asset.id == asset_id)
        .order_by(AttributeDefinition.position, AttributeDefinition.id)
    )
    return tuple(
        AttributeField(kind.id, pick(kind.name_zh, kind.name_en), kind.value_type, kind.unit, value or "")
        for kind, value in rows
    )


def _fresh(kept: int, seen: int, asset: Asset) -> None:
    if kept != seen:
        raise Conflict("asset.moved_on", name=asset.name)
