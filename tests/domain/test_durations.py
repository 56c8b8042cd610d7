"""Working time is typed as people say it and reads the same again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.domain.durations import clock_words, duration_words, read_duration
from facilities_app.domain.errors import Invalid
from resources import texts


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3 天", 1440),
        ("3個工作天", 1440),
        ("1 小時 30 分", 90),
        ("4", 240),
        ("1.5", 90),
        ("90 分鐘", 90),
        ("2d", 960),
        ("4h 15m", 255),
        ("2 working days", 960),
        ("當日", 0),
        ("same day", 0),
        ("0", 0),
    ],
)
def test_a_duration_is_read_as_it_is_typed(text: str, minutes: int) -> None:
    assert read_duration(text) == minutes


@pytest.mark.parametrize("text", ["", "soon", "3 weeks", "-4", "1.0001 h", "999999 天"])
def test_what_is_no_duration_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_duration(text, "repair_minutes")
    assert (caught.value.code, caught.value.field) == ("duration.unreadable", "repair_minutes")


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@given(minutes=st.integers(0, 20_000))
def test_what_is_shown_can_be_typed_again(language: str, minutes: int) -> None:
    texts.use(language)
    assert read_duration(duration_words(minutes)) == minutes


def test_a_clock_shows_hours_and_minutes() -> None:
    assert [clock_words(minutes) for minutes in (0, 65, 1440)] == ["0:00", "1:05", "24:00"]
