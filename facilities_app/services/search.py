"""Search over everything: repairs by full text, all else by any part of name, number or place."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AssetCategory,
    Contract,
    DamageEvent,
    DormUnit,
    InspectionTask,
    PatrolSpot,
    Person,
    Place,
    Project,
    Round,
    Vendor,
)
from db.queries.small_lists import task_title_en
from db.queries.sql_list import SqlList
from db.queries.ticket_list import TICKETS
from db.search import folded
from facilities_app.domain.dormitories import AGENCY_STATUSES
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.rows import SearchHit
from facilities_app.domain.wording import searched
from facilities_app.services.labels import Labels
from facilities_app.services.targets import PLACE_ICONS
from facilities_app.services.ticket_rights import permissions_of
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_EACH = 8
_VARIANTS = (("臺", "台"), ("台", "臺"))


class SearchService:
    """One box for tickets, assets, units, places, people, vendors, contracts, projects, events, rounds, spots and
    inspections.
    """

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._ticket_list = SqlList(base.engines, TICKETS)

    def everything(self, text: str, limit: int = 20) -> list[SearchHit]:
        """The best hits of each kind in turn; a number or code that fits whole comes first.

        People come before tickets that do not show what was found. Residents' names are masked for who may not see
        borrowers' data, as on the rack.
        """
        text = searched(text)
        words = text.split()
        if not words:
            return []
        plain, hidden = self._tickets(text)
        with self._base.read() as session:
            masks = "dorm_view" not in (permissions_of(session, self._base.actor_id) or ())
            kinds = [plain, *(list(read(session, text, words)) for read in _KINDS)]
            kinds.insert(_UNITS_AT, list(_units(session, text, words, masks=masks)))
            kinds.append(list(_tasks(session, self._base.labels, text, words)))
        if any(hit.kind == "person" for hit in chain.from_iterable(kinds)):
            mixed = [*_in_turn(kinds), *hidden]
        else:
            mixed = _in_turn([plain + hidden, *kinds[1:]])
        wanted = text.casefold()
        exact = [hit for hit in mixed if wanted in hit.title.casefold().split("　")]
        found = (exact + [hit for hit in mixed if hit not in exact])[:limit]
        return [_masked(hit) for hit in found] if masks else found

    def _tickets(self, text: str) -> tuple[list[SearchHit], list[SearchHit]]:
        """Newest first, through the list's own full text: those that show what was found, and those that say so."""
        info = self._ticket_list.info
        keys = ("number", "summary", "where_label", "requester")
        newest = ListQuery(search=text, order="number", descending=True)
        shown: list[SearchHit] = []
        hidden: list[SearchHit] = []
        for row in self._ticket_list.page(newest, 0, _EACH):
            number, summary, where, requester = (row[info.index(key)] or "" for key in keys)
            why = _hidden_in(text, f"{number} {summary} {where}", requester)
            detail = "　".join(part for part in (where, why) if part)
            hit = SearchHit("ticket", row[0], f"{number}　{summary}", detail, "wrench")
            (hidden if why else shown).append(hit)
        return shown, hidden


def _hidden_in(text: str, shown: str, requester: str) -> str:
    """Where a ticket holds what its line does not show, in words; "" if the line shows every word."""
    missing = [word for word in map(_bare, text.split()) if word not in _bare(shown)]
    if not missing:
        return ""
    if all(word in _bare(requester) for word in missing):
        return tr("Reported by {name}").format(name=requester)
    return tr("Found in its description")


def _bare(text: str) -> str:
    """The letters and digits, as the full text compares them."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def _in_turn(kinds: list[list[SearchHit]]) -> list[SearchHit]:
    """The first of each kind, then the second of each."""
    return [hit for hit in chain.from_iterable(zip_longest(*kinds)) if hit is not None]


def _masked(hit: SearchHit) -> SearchHit:
    return replace(hit, title=masked_name(hit.title)) if hit.kind == "person" else hit


def _assets(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    columns = (Asset.code, Asset.property_number, Asset.name, Asset.name_en, Asset.place_label)
    rows = session.execute(
        select(Asset, AssetCategory.icon)
        .join(AssetCategory, AssetCategory.id == Asset.category_id)
        .where(*_every(words, *columns))
        .order_by(*_nearest(text, Asset.code, Asset.property_number, Asset.name), Asset.name, Asset.id)
        .limit(_EACH)
    )
    for asset, icon in rows:
        detail = "　".join(part for part in (asset.property_number or asset.code, asset.place_label) if part)
        yield SearchHit("asset", asset.id, asset.name, detail, icon)


def _units(session: Session, text: str, words: list[str], *, masks: bool) -> Iterator[SearchHit]:
    """``masks``: a resident's name only as the rack shows it; an agency's is whole there too."""
    rows = session.scalars(
        select(DormUnit)
        .where(*_every(words, DormUnit.code, DormUnit.resident_label, DormUnit.address, DormUnit.status_note))
        .order_by(*_nearest(text, DormUnit.code), DormUnit.position, DormUnit.id)
        .limit(_EACH)
    )
    for unit in rows:
        resident = unit.resident_label
        if masks and unit.status not in AGENCY_STATUSES:
            resident = masked_name(resident)
        yield SearchHit("unit", unit.id, unit.code, resident or unit.status_note, "house")


def _places(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.scalars(
        select(Place)
        .where(*_every(words, Place.code, Place.name, Place.name_en, Place.label), Place.kind != "unit")
        .order_by(*_nearest(text, Place.code, Place.name), Place.label, Place.id)
        .limit(_EACH)
    )
    for place in rows:
        yield SearchHit("place", place.id, place.name, place.label, PLACE_ICONS.get(place.kind, "map-pin"))


def _people(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.scalars(
        select(Person)
        .where(*_every(words, Person.name, Person.title, Person.agency))
        .order_by(*_nearest(text, Person.name), Person.name, Person.id)
        .limit(_EACH)
    )
    for person in rows:
        detail = "　".join(part for part in (person.title, person.agency) if part)
        yield SearchHit("person", person.id, person.name, detail, "circle-user")


def _vendors(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.scalars(
        select(Vendor)
        .where(*_every(words, Vendor.code, Vendor.name, Vendor.contact, Vendor.phone, Vendor.tax_id))
        .order_by(*_nearest(text, Vendor.code, Vendor.name), Vendor.name, Vendor.id)
        .limit(_EACH)
    )
    for vendor in rows:
        yield SearchHit("vendor", vendor.id, vendor.name, vendor.phone, "building")


def _contracts(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.execute(
        select(Contract, Vendor.name)
        .join(Vendor, Vendor.id == Contract.vendor_id)
        .where(*_every(words, Contract.number, Contract.title, Vendor.name))
        .order_by(*_nearest(text, Contract.number), Contract.ends_on.desc(), Contract.id)
        .limit(_EACH)
    )
    for contract, vendor in rows:
        yield SearchHit("contract", contract.id, f"{contract.number}　{contract.title}", vendor, "file-text")


def _projects(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.execute(
        select(Project, Place.label)
        .join(Place, Place.id == Project.place_id)
        .where(*_every(words, Project.code, Project.name, Place.label))
        .order_by(*_nearest(text, Project.code, Project.name), Project.id.desc())
        .limit(_EACH)
    )
    for project, place in rows:
        yield SearchHit("project", project.id, f"{project.code}　{project.name}", place, "hammer")


def _events(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.scalars(
        select(DamageEvent)
        .where(*_every(words, DamageEvent.code, DamageEvent.name, DamageEvent.note))
        .order_by(*_nearest(text, DamageEvent.code, DamageEvent.name), DamageEvent.id.desc())
        .limit(_EACH)
    )
    for event in rows:
        yield SearchHit("event", event.id, f"{event.code}　{event.name}", event.note, "cloud-lightning")


def _rounds(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.execute(
        select(Round, DamageEvent.name)
        .outerjoin(DamageEvent, DamageEvent.id == Round.event_id)
        .where(*_every(words, Round.number, Round.title))
        .order_by(*_nearest(text, Round.number), Round.started_at.desc(), Round.id)
        .limit(_EACH)
    )
    for found, event in rows:
        yield SearchHit("round", found.id, f"{found.number}　{found.title}", event or "", "siren")


def _spots(session: Session, text: str, words: list[str]) -> Iterator[SearchHit]:
    rows = session.execute(
        select(PatrolSpot, Place.label)
        .join(Place, Place.id == PatrolSpot.place_id)
        .where(*_every(words, PatrolSpot.code, PatrolSpot.name, PatrolSpot.route))
        .order_by(*_nearest(text, PatrolSpot.code, PatrolSpot.name), PatrolSpot.name, PatrolSpot.id)
        .limit(_EACH)
    )
    for spot, place in rows:
        yield SearchHit("patrol_spot", spot.id, f"{spot.code}　{spot.name}", place, "footprints")


def _tasks(session: Session, labels: Labels, text: str, words: list[str]) -> Iterator[SearchHit]:
    columns = (
        InspectionTask.number,
        InspectionTask.title,
        task_title_en(),
        InspectionTask.target_label,
    )
    rows = session.scalars(
        select(InspectionTask)
        .where(*_every(words, *columns))
        .order_by(
            *_nearest(text, InspectionTask.number),
            (InspectionTask.status == "planned").desc(),
            InspectionTask.due_on.desc(),
            InspectionTask.id,
        )
        .limit(_EACH)
    )
    for task in rows:
        title = f"{task.number}　{labels.name('term', task.title)}"
        yield SearchHit("task", task.id, title, task.target_label, "clipboard-check")


_UNITS_AT = 2  # after tickets and assets
_KINDS = (_assets, _places, _people, _vendors, _contracts, _projects, _events, _rounds, _spots)


def _every(words: list[str], *columns: Any) -> list[ColumnElement[bool]]:
    """Each word in any of the columns, 臺 and 台 alike."""
    return [
        or_(*(column.icontains(form, autoescape=True) for column in columns for form in sorted(_forms(word))))
        for word in words
    ]


def _forms(word: str) -> set[str]:
    return {word} | {word.replace(one, other) for one, other in _VARIANTS}


def _nearest(text: str, *columns: Any) -> list[ColumnElement[bool]]:
    """Sort keys: the whole text first, then what starts with it."""
    whole = or_(*(column == text for column in columns))
    start = or_(*(column.istartswith(text, autoescape=True) for column in columns))
    return [whole.desc(), start.desc()]
