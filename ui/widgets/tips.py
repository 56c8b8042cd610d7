"""Tooltips that show what somebody typed."""


def plain_tip(text: str) -> str:
    """The text for a tooltip, shown sign by sign.

    Qt: a tooltip has no text format; what looks like markup is drawn as such, pictures from the disk included.
    """
    if "<" not in text and "&" not in text:
        return text
    import html  # rarely needed, and every start would wait for it

    return "<span>" + html.escape(text).replace("\n", "<br>") + "</span>"
