"""A person's own tabs: kept under a name, each for its list and its user."""

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.lists import Condition, ListQuery
from tests.factories import Make

QUERY = ListQuery(
    "門 故障",
    (Condition("status", "in", (10, 20)), Condition("due", "to", ("+30",)), Condition("assignee", "empty")),
    "due_at",
    True,
)


def test_a_view_comes_back_as_it_was_saved(program: Program) -> None:
    views = program.services.views
    kept = views.save("tickets", " 電梯 ", QUERY).value
    (found,) = views.saved("tickets")
    assert (found.key, found.title, found.query) == (f"saved:{kept}", "電梯", QUERY)
    assert views.saved("assets") == ()


def test_the_same_name_again_replaces_the_view(program: Program) -> None:
    views = program.services.views
    first = views.save("tickets", "電梯", QUERY).value
    assert views.save("tickets", "電梯", ListQuery("水")).value == first
    assert [view.query for view in views.saved("tickets")] == [ListQuery("水")]
    views.save("tickets", "電梯 2", QUERY)
    assert [view.title for view in views.saved("tickets")] == ["電梯", "電梯 2"]


def test_a_deleted_view_is_gone_and_comes_back_by_undo(program: Program) -> None:
    views = program.services.views
    kept = views.save("tickets", "電梯", QUERY).value
    assert views.delete(kept).params == {"name": "電梯"}
    assert views.saved("tickets") == ()
    program.services.history.undo()
    assert [view.key for view in views.saved("tickets")] == [f"saved:{kept}"]
    views.delete(kept)
    with pytest.raises(NotFound, match="gone"):
        views.delete(kept)


def test_each_user_sees_the_own_views(program: Program, make: Make) -> None:
    program.services.views.save("tickets", "電梯", QUERY)
    program.services.base.act_as(make.user("陳志豪"))
    assert program.services.views.saved("tickets") == ()
    program.services.views.save("tickets", "電梯", ListQuery("同名也行"))
    assert len(program.services.views.saved("tickets")) == 1


@pytest.mark.parametrize(("name", "code"), [("  ", "view.needs_name"), ("字" * 41, "view.name_too_long")])
def test_a_view_needs_a_short_name(program: Program, name: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        program.services.views.save("tickets", name, QUERY)
    assert (caught.value.code, caught.value.field) == (code, "name")
