"""Tooltips that show what somebody typed."""

import html


def plain_tip(text: str) -> str:
    """The text for a tooltip, shown sign by sign.

    Qt: a tooltip has no text format; what looks like markup is drawn as such, pictures from the disk included.
    """
    if "<" not in text and "&" not in text:
        return text
    return "<span>" + html.escape(text).replace("\n", "<br>") + "</span>"
