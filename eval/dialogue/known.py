"""The plan of one who knows a traveller's hidden profile: all of it said as wishes, at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from agents import app
from eval.dialogue.traveller import LOVED
from planner.itinerary import Itinerary
from planner.request import Budget, Destination, TripRequest, Window

if TYPE_CHECKING:
    from agents.context import Deps
    from eval.dialogue.talk import Errand
    from eval.dialogue.traveller import Traveller


def known_plan(who: Traveller, errand: Errand, deps: Deps) -> Itinerary:
    """The plan, by the same search as in talk; where not all can be granted, the nearest."""
    answer = app.run({"asked": request_of(who, errand)}, deps)
    if isinstance(answer, Itinerary):
        return answer
    assert answer.nearest is not None, "no wish of theirs rules out every plan"
    return answer.nearest


def request_of(who: Traveller, errand: Errand) -> TripRequest:
    """The hidden profile as wishes; a kind that is loved, or hated, counts in full."""
    return TripRequest(
        destinations=(Destination(city=errand.city.id, nights=errand.days - 1),),
        start=errand.start,
        party=who.party,
        pace=who.pace,
        day_window=Window(start=dt.time(who.rising // 60), end=dt.time(22)),
        budget=Budget(
            currency="EUR", total=round(who.purse * errand.usual * who.party.size * errand.days)
        ),
        diets=(who.diet,) if who.diet else (),
        max_walk_day=who.walking,
        interests={
            kind.value: max(-1.0, min(1.0, taste / LOVED)) for kind, taste in who.tastes.items()
        },
    )
