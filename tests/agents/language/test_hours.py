"""Times of day, arrivals and departures, meals."""

from __future__ import annotations

import pytest

from tests.agents.language.harness import field, hear


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Rome, not before nine", "09:00", "22:00:00"),
        ("Rome, no earlier than 10:30", "10:30", "22:00:00"),
        ("Rome, start at 8", "08:00", "22:00:00"),
        ("Rome, back by ten", "09:00:00", "22:00"),
        ("Rome, back at the hotel by 9pm", "09:00:00", "21:00"),
        ("Rome, home by half past eight", "09:00:00", "20:30"),
        ("Rome, not before nine, back by ten", "09:00", "22:00"),
        ("Rome, don't start before half past nine", "09:30", "22:00:00"),
        ("Rome, from 10:00 to 18:00 each day", "10:00", "18:00"),
        ("Rome with a late start", "10:00", "22:00:00"),
        ("Rome, start later please", "10:00", "22:00:00"),
        ("Rome with early starts", "08:00", "22:00:00"),
        ("Rome with early nights", "09:00:00", "20:00"),
        ("Rome, wrap up by 20:00", "09:00:00", "20:00"),
    ],
)
def test_windows(words: str, start: str, end: str) -> None:
    """When one sets out, and when one is back."""
    assert field(words, "day_window") == {"start": start, "end": end}


@pytest.mark.parametrize(
    ("words", "name", "time", "mode", "at"),
    [
        ("Rome, arriving at 10:30 by train", "arrival", "10:30", "train", None),
        ("Rome, we land at 14:05", "arrival", "14:05", "flight", None),
        ("Rome, my flight lands at 2pm", "arrival", "14:00", "flight", None),
        ("Rome, arrive at noon", "arrival", "12:00", "train", None),
        (
            "Rome, arriving at 10:30 at Fiumicino airport",
            "arrival",
            "10:30",
            "flight",
            "Rome Fiumicino Airport",
        ),
        ("Rome, leave by 8pm", "departure", "20:00", "train", None),
        ("Rome, our train leaves at 17:45", "departure", "17:45", "train", None),
        ("Rome, flying home at 6 pm", "departure", "18:00", "flight", None),
        (
            "Rome, departing at quarter past seven in the evening",
            "departure",
            "19:15",
            "train",
            None,
        ),
    ],
)
def test_terminals(words: str, name: str, time: str, mode: str, at: str | None) -> None:
    """Arrival and departure: when, by what, and where if it is said."""
    told = hear(words).change.request[name]
    assert (told["time"], told["mode"], told.get("at")) == (time, mode, at)


@pytest.mark.parametrize(
    ("words", "meals"),
    [
        ("Rome, dinner at 8", {"lunch": "11:45", "dinner": "19:45"}),
        ("Rome, lunch at 1 pm", {"lunch": "12:45", "dinner": "18:00"}),
        ("Rome, breakfast at 8", {"breakfast": "07:45", "lunch": "11:45", "dinner": "18:00"}),
        (
            "Rome with breakfast every day",
            {"breakfast": "07:30", "lunch": "11:45", "dinner": "18:00"},
        ),
        ("Rome, no lunch", {"dinner": "18:00"}),
        ("Rome without dinner", {"lunch": "11:45"}),
    ],
)
def test_meals(words: str, meals: dict[str, str]) -> None:
    """Meals wanted and not, and when they begin at the earliest."""
    told = hear(words).change.request["meals"]
    assert {wish["meal"]: wish["window"]["start"][:5] for wish in told} == meals


def test_a_day_before_the_trip_has_dates() -> None:
    """A window of day 2 needs a date, and says so where there is none."""
    dated = hear("Rome from 5 June for 3 days, start at 11 on day 2")
    assert dated.change.request["windows"] == {"2027-06-06": {"start": "11:00", "end": "22:00:00"}}
    undated = hear("3 days in Rome, start at 11 on day 2")
    assert "windows" not in undated.change.request
    assert undated.beyond == ("Days of the trip can be spoken of once it has a date to begin on.",)
