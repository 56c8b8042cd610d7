"""A person's own tabs over a list."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import SavedView
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import Condition, ListQuery, ViewPreset

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_LONGEST = 40


class ViewService:
    """Saves, lists and deletes views of the acting user."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def saved(self, list_code: str) -> tuple[ViewPreset, ...]:
        """The user's views of one list; their keys are "saved:<id>"."""
        with self._base.read() as session:
            rows = session.scalars(
                select(SavedView)
                .where(SavedView.user_id == self._base.actor_id, SavedView.list_code == list_code)
                .order_by(SavedView.id)
            )
            return tuple(ViewPreset(f"saved:{row.id}", row.name, _query(row.query)) for row in rows)

    def save(self, list_code: str, name: str, query: ListQuery) -> Outcome[int]:
        """Keep a view under a name; the same name again replaces it."""
        name = name.strip()
        if not name:
            raise Invalid("view.needs_name", field="name")
        if len(name) > _LONGEST:
            raise Invalid("view.name_too_long", field="name", longest=_LONGEST)
        with self._base.uow("view.saved") as uow:
            row = uow.session.scalar(
                select(SavedView).where(
                    SavedView.user_id == self._base.actor_id,
                    SavedView.list_code == list_code,
                    SavedView.name == name,
                )
            )
            if row is None:
                row = SavedView(
                    user_id=self._base.actor_id, list_code=list_code, name=name, query=asdict(query)
                )
                uow.add(row)
            else:
                row.query = asdict(query)
            return uow.commit(row.id, name=name)

    def delete(self, view_id: int) -> Outcome[None]:
        """Drop a view."""
        with self._base.uow("view.deleted") as uow:
            row = uow.get(SavedView, view_id)
            uow.session.delete(row)
            return uow.commit(None, name=row.name)


def _query(data: dict[str, Any]) -> ListQuery:
    conditions = tuple(Condition(c["field"], c["op"], tuple(c["values"])) for c in data["conditions"])
    return ListQuery(data["search"], conditions, data["order"], data["descending"])
