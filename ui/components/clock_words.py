"""How the light of a promise reads: word, tone and icon, in the language of the moment."""

from typing import NamedTuple

from facilities_app.domain.clocks import Light
from facilities_app.domain.durations import clock_words
from facilities_app.domain.lateness import light_word
from facilities_app.domain.promises import ClockReading
from resources.texts import tr


class LightLook(NamedTuple):
    """A light as a pill shows it."""

    text: str
    tone: str
    icon: str


def light_look(light: Light) -> LightLook:
    """Word, tone and icon of a light; never the colour alone."""
    tone, icon = {
        Light.GREEN: ("green", "clock"),
        Light.AMBER: ("amber", "clock"),
        Light.RED: ("red", "clock-alert"),
        Light.PAUSED: ("neutral", "circle-pause"),
        Light.KEPT: ("green", "check"),
        Light.BROKEN: ("red", "x"),
    }[light]
    return LightLook(light_word(light), tone, icon)


def used_words(reading: ClockReading) -> str:
    """How much of the working time promised is used up: 3:10 of 24:00 h."""
    return tr("{used} of {promised} h").format(
        used=clock_words(reading.used), promised=clock_words(reading.promised)
    )
