"""How the light of a promise reads: word, tone and icon, in the language of the moment."""

from typing import NamedTuple

from facilities_app.domain.clocks import Light
from facilities_app.domain.durations import clock_words
from facilities_app.domain.promises import ClockReading
from resources.texts import tr


class LightLook(NamedTuple):
    """A light as a pill shows it."""

    text: str
    tone: str
    icon: str


def light_look(light: Light) -> LightLook:
    """Word, tone and icon of a light; never the colour alone."""
    return {
        Light.GREEN: LightLook(tr("in time", "clock"), "green", "clock"),
        Light.AMBER: LightLook(tr("time runs short", "clock"), "amber", "clock"),
        Light.RED: LightLook(tr("overdue", "clock"), "red", "clock-alert"),
        Light.PAUSED: LightLook(tr("clock stands", "clock"), "neutral", "circle-pause"),
        Light.KEPT: LightLook(tr("kept", "clock"), "green", "check"),
        Light.BROKEN: LightLook(tr("late", "clock"), "red", "x"),
    }[light]


def used_words(reading: ClockReading) -> str:
    """How much of the working time promised is used up: 3:10 of 24:00 h."""
    return tr("{used} of {promised} h").format(
        used=clock_words(reading.used), promised=clock_words(reading.promised)
    )
