"""How records are named in one line: the way from the site down, as a person says it."""

PLACE_SEPARATOR = " › "


def place_label(parent_label: str, name: str) -> str:
    """The label of a place below another: 四維行政中心 › 9F › 東側機房."""
    return parent_label + PLACE_SEPARATOR + name if parent_label else name


def where_label(place: str, asset_name: str | None = None) -> str:
    """How lists name where something is: floor and room without the site, then the asset."""
    way = place.split(PLACE_SEPARATOR)
    short = " ".join(way[1:] or way)
    return f"{short} {asset_name}" if asset_name else short
