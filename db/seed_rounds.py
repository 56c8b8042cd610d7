"""What events ask to be looked at, as shipped: recipes of rounds with their lines."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AssetCategory, RoundRecipe, RoundRecipeLine
from resources.reference_data import Entry, part


def add_recipes(session: Session) -> int:
    """Add the recipes whose code is missing, with their lines; returns how many rows. Those there stay as edited."""
    known = set(session.scalars(select(RoundRecipe.code)))
    categories = dict(session.execute(select(AssetCategory.code, AssetCategory.id)).all())
    added = 0
    for position, entry in enumerate(part("rounds", "recipes")):
        if entry["code"] in known:
            continue
        recipe = RoundRecipe(
            code=entry["code"],
            name_zh=entry["zh"],
            name_en=entry["en"],
            event_kind=entry["event"],
            due_days=entry["due_days"],
            position=position,
        )
        session.add(recipe)
        session.flush()
        lines = [
            _line(recipe.id, place, line, categories)
            for place, line in enumerate(entry["lines"])
            if line.get("category") in (None, *categories)
        ]
        session.add_all(lines)
        added += 1 + len(lines)
    session.flush()
    return added


def _line(recipe_id: int, position: int, line: Entry, categories: dict[str, int]) -> RoundRecipeLine:
    code = line.get("category")
    return RoundRecipeLine(
        recipe_id=recipe_id,
        position=position,
        category_id=categories[code] if code else None,
        unit_status=line.get("unit_status") or "",
        template_code=line["template"],
    )
