"""What the tests of the language rules share: the date, a gazetteer, a standing trip."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from agents.language import Context, Gazetteer, Understanding, read
from planner.request import TripRequest
from tools.catalogue import Catalogue

#: A Monday.
TODAY = dt.date(2027, 3, 1)
CITIES = ("Rome", "Copenhagen", "Kyoto", "New York", "Nice", "San Francisco", "St. Petersburg")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Seven cities, and the places and areas of Rome."""
    return Gazetteer.of_cities(CITIES).knowing((Catalogue.starter("rome"),))


def standing() -> TripRequest:
    """Four days in Rome, from Friday 4 to Monday 7 June 2027, for two and 1,200 euros."""
    return TripRequest.model_validate(
        {
            "destinations": [{"city": "rome", "nights": 3}],
            "start": "2027-06-04",
            "party": {"adults": 2},
            "budget": {"currency": "EUR", "total": 1200},
            "interests": {"art": 0.7},
        }
    )


def hear(message: str) -> Understanding:
    """A first message, understood."""
    return read(message, Context(TODAY, gazetteer()))


def hear_again(message: str) -> Understanding:
    """A message about the standing trip, understood."""
    return read(message, Context(TODAY, gazetteer(), standing()))


def field(message: str, name: str) -> Any:
    """A dotted field of the request that a first message asks for; None where it is not said."""
    value: Any = hear(message).change.request
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else value[int(part)]
        if value is None:
            return None
    return value


def lost(heard: Understanding) -> list[str]:
    """What was not understood."""
    return [span.text for span in heard.missed]
