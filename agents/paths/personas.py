"""The personas there are, and which of them look at a trip."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agents.paths.persona import Persona
from planner.request import Pace, Window, minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.itinerary import Itinerary
    from planner.request import TripRequest

#: The pace that is a step calmer.
CALMER = {
    Pace.PACKED: Pace.BALANCED,
    Pace.BALANCED: Pace.RELAXED,
    Pace.RELAXED: Pace.LIGHT,
    Pace.LIGHT: Pace.LIGHT,
}
#: Metres to which a limit on foot is rounded up.
ROUND = 500
#: Minutes by which a late morning begins later, and the latest it begins.
LATER, LATEST = 60, dt.time(11)


def _calmer(plan: Itinerary) -> dict[str, Any]:
    return {"pace": CALMER[plan.request.pace]}


def _fuller(_: Itinerary) -> dict[str, Any]:
    return {"pace": Pace.PACKED}


def _no_further(plan: Itinerary) -> dict[str, Any]:
    """No day with more on foot than the plan has."""
    most = max(
        sum(leg.walk_metres for leg in (*day.inbound, *day.legs, *day.outbound))
        for day in plan.days
    )
    return {"max_walk_day": min(plan.request.max_walk_day, -(-most // ROUND) * ROUND)}


def _not_before(plan: Itinerary) -> dict[str, Any]:
    """Days that begin as late as the plan's are sought to."""
    window = plan.request.day_window
    start = minutes_of(window.start) + LATER
    return {"day_window": Window(start=dt.time(*divmod(start, 60)), end=window.end)}


OWN = Persona("your own", "weighs everything as you do")
ROUTINES = Persona(
    "your routines", "keeps to the kinds of places you tend to visit", habit=1.0, promise="habit"
)
FAMILY = Persona(
    "family",
    "puts what children enjoy first",
    likes={"kids": 1.5, "zoo": 1.5, "theme_park": 1.5, "park": 1.3, "beach": 1.3},
    weights={"fatigue": 1.5, "over_pace": 1.3, "travel": 1.3},
    pace=0.9,
    promise="kinds",
)
HIGHLIGHTS = Persona("highlights", "goes where most visitors go", fame=0.6, promise="fame")
FOOD = Persona(
    "food",
    "eats where the city eats best",
    likes={"food": 2.2, "market": 1.6},
    weights={"short": 0.8},
    promise="meals",
)
COMPACT = Persona(
    "compact walking",
    "keeps the ways short",
    weights={"travel": 2.5, "tedium": 2.5},
    promise="walking",
    wish=_no_further,
)
LATE = Persona("late mornings", "begins the day an hour later", later=LATER, wish=_not_before)
OFFBEAT = Persona("off the beaten track", "leaves the crowds behind", fame=-0.6, promise="quiet")
CULTURE = Persona(
    "culture",
    "spends the days among art and history",
    likes=dict.fromkeys(
        ("museum", "gallery", "palace", "historic_site", "religious_site", "performance"), 1.5
    ),
    promise="kinds",
)
OUTDOORS = Persona(
    "outdoors",
    "stays in the open air",
    likes=dict.fromkeys(
        ("park", "garden", "nature", "beach", "waterfront", "viewpoint", "neighbourhood"), 1.5
    ),
    promise="kinds",
)
CALM = Persona(
    "calm",
    "does less, at leisure",
    weights={"stop": 2.5, "short": 1.5},
    pace=0.75,
    promise="calm",
    wish=_calmer,
)
FULL = Persona(
    "full days",
    "sees as much as fits",
    weights={"stop": 0.3, "fatigue": 0.6},
    pace=1.3,
    promise="number",
    wish=_fuller,
)
THRIFTY = Persona("thrifty", "spends less", weights={"money": 3.0}, promise="cost")

#: In the order in which they are asked: first of what is seldom said, how full a day may be, how
#: far one walks, when one rises. Those that suit few trips are left out by ``personas_for``.
PERSONAS = (
    OWN,
    CALM,
    COMPACT,
    LATE,
    FAMILY,
    ROUTINES,
    HIGHLIGHTS,
    FOOD,
    THRIFTY,
    OFFBEAT,
    CULTURE,
    OUTDOORS,
    FULL,
)


def persona_named(name: str) -> Persona:
    """The persona of that name."""
    return next(persona for persona in PERSONAS if persona.name == name)


def personas_for(request: TripRequest, prior: Mapping[str, float]) -> tuple[Persona, ...]:
    """The personas that suit a trip, the traveller's own first.

    Args:
        prior: taste by place id; where it tells nothing apart there are no routines to keep to.
    """
    unfit = set()
    if len({round(value, 3) for value in prior.values()} - {1.0}) == 0:
        unfit.add(ROUTINES.name)
    if not request.party.children:
        unfit.add(FAMILY.name)
    if request.pace is Pace.PACKED:
        unfit.add(CALM.name)
    if request.pace in (Pace.RELAXED, Pace.LIGHT):
        unfit.add(FULL.name)
    if request.day_window.start >= LATEST:
        unfit.add(LATE.name)
    if not request.meals:
        unfit.add(FOOD.name)
    return tuple(persona for persona in PERSONAS if persona.name not in unfit)


def by_appeal(personas: Iterable[Persona], appeal: Mapping[str, float]) -> tuple[Persona, ...]:
    """The traveller's own first, if it is there, then those that appeal most to them."""
    return tuple(sorted(personas, key=lambda one: (one is not OWN, -appeal.get(one.name, 0.0))))
