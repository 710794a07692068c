"""What makes a plan good, once it is possible: the soft terms, each with its reason.

A place's worth to this party on this date is a product of factors, one function each, that returns
``Factor(value, reason)``. A stop that nearly every visitor makes, with no wish for or against it,
is worth about ten points.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from planner.taxonomy import Category, Group, Setting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.city import ClimateMonth
    from planner.facts import DayHours, World
    from planner.place import Place
    from planner.request import TripRequest

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")  # fmt: skip


#: Seasons of the northern half of the Earth, where the cities that state their best months lie.
SEASONS = {
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "fall": (9, 10, 11),
    "winter": (12, 1, 2),
    "christmas": (11, 12, 1),
}


#: The tag of what suits children: a reason of its own (``company``), not a matter of liking.
KIDS = "kids"
#: Interests of which one likes several.
COUNTED = {
    *(c.value for c in Category if c.group in (Group.SIGHT, Group.FOOD)),
    "view",
    "hidden_gem",
} - {"nature", "shopping", "nightlife", "sport", "street_food", "fast_food"}


#: Share of an interest in sights that a meal answers by where it is had: a garden, an old house.
SETTING_OF_A_MEAL = 0.3
#: What is wished of a meal as of a sight.
ATMOSPHERE = {KIDS, "quiet", "romantic", "view", "local", "hidden_gem", "nightlife", "music"}


class Factor(NamedTuple):
    """A factor on a place's worth; the reason is empty where it changes nothing worth telling."""

    value: float
    reason: str = ""


def popularity(place: Place) -> Factor:
    """How many visitors go, damped: the hundredth sight is worth a stop; more for great ones."""
    value = 0.25 + 0.75 * math.pow(place.popularity, 0.8) + 1.5 * max(0.0, place.popularity - 0.7)
    if place.popularity >= 0.8:
        return Factor(value, "one of the sights most visitors come for")
    return Factor(value, "a well-known stop" if place.popularity >= 0.6 else "")


def interest(place: Place, interests: Mapping[str, float]) -> Factor:
    """How far it answers the interests given, by category, tag, cuisine or role."""
    if not interests:
        return Factor(1.0)
    keys = {interest_key(label) for label in labels_of(place)}
    matched = {
        key: weight * _aside(interest_key(key), place)
        for key, weight in interests.items()
        if interest_key(key) in keys
    }
    if not matched:
        return Factor(0.8 if any(weight > 0 for weight in interests.values()) else 1.0)
    best = max(matched, key=lambda key: matched[key])
    worst = min(matched.values())
    if worst < 0:
        return Factor(max(0.02, 1.0 + worst) * (1.0 + max(0.0, matched[best])))
    value = 1.0 + 1.6 * matched[best] + 0.2 * (len(matched) - 1)
    told = interest_key(best) != KIDS and _aside(interest_key(best), place) == 1.0
    return Factor(value, f"you like {liked(best)}" if told else "")


def _aside(key: str, place: Place) -> float:
    """How much of an interest a place takes: a kitchen is for its food, not for its garden."""
    if place.group is not Group.FOOD or key in ATMOSPHERE:
        return 1.0
    own = (place.category.value, place.group.value, *map(interest_key, place.cuisines))
    return 1.0 if key in own else SETTING_OF_A_MEAL


def liked(key: str) -> str:
    """An interest as the object of a sentence: "you like parks", "you like modern art"."""
    words = key.replace("_", " ")
    if interest_key(key) not in COUNTED:
        return words
    if words.endswith("y") and words[-2] not in "aeiou":
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith("ch") else f"{words}s"


def labels_of(place: Place) -> tuple[str, ...]:
    """What an interest may name a place by: category, role, tags and cuisines."""
    return (place.category.value, place.group.value, *place.tags, *place.cuisines)


def interest_key(text: str) -> str:
    """An interest as typed, in the spelling of categories and tags."""
    return text.casefold().replace(" ", "_").replace("-", "_")


def season(place: Place, day: dt.date) -> Factor:
    """Whether it is the place's best time of the year."""
    if day.month not in place.best_months or len(place.best_months) > 8:
        return Factor(1.0 if not place.best_months or len(place.best_months) > 8 else 0.92)
    why = why_now(place.best_months_why, day.month)
    told = f"at its best in {MONTHS[day.month - 1]}"
    return Factor(1.25, f"{told}: {why}" if why else told)


def why_now(text: str, month: int) -> str:
    """Of the reasons why some months are best, those that hold in this one.

    A reason that names months or seasons of its own, and not this month, is left out.
    """
    reasons: list[str] = []
    for part in re.split(r"\s*[,;]\s*(?:and\s+)?", text):
        first, _, second = part.partition(" and ")
        reasons += [first, second] if _months_of(first) and _months_of(second) else [part]
    kept = [r for r in reasons if r and not r.startswith("both")]
    return ", ".join(r for r in kept if month in (_months_of(r) or {month}))


def _months_of(reason: str) -> set[int]:
    """The months a reason speaks of, by name, range or season; empty is none in particular."""
    words = re.findall(r"\w+", reason)
    named = [MONTHS.index(word) + 1 for word in words if word in MONTHS]
    if len(named) == 2 and {"to", "until", "through"} & set(words):
        first, last = named
        return {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    if len(named) == 1 and "from" in words:
        return {(named[0] - 1 + step) % 12 + 1 for step in range(3)}
    seasons = [SEASONS[word.lower()] for word in words if word.lower() in SEASONS]
    return set(named) or {month for season in seasons for month in season}


#: Categories whose doors open for what is on.
EVENTS = (Category.SPORT, Category.PERFORMANCE)
#: Categories of which travellers seek out only the renowned, or those that answer an interest.
ORDINARY = (Category.SHOPPING, Category.SPORT, Category.PERFORMANCE, Category.NIGHTLIFE)


def errand(place: Place, interests: Mapping[str, float]) -> Factor:
    """Shops, sports halls and the like are for locals unless known for something or asked for."""
    if place.category not in ORDINARY or place.popularity >= 0.3:
        return Factor(1.0)
    return Factor(1.0 if interest(place, interests).value > 1.0 else 0.35)


def weather(place: Place, climate: ClimateMonth | None, wet: bool = False) -> Factor:
    """How a usual day of the month suits being outdoors, or a wet one where rain is forecast."""
    if wet:
        suits = {Setting.INDOOR: 1.1, Setting.MIXED: 0.7, Setting.OUTDOOR: 0.25}
        return Factor(suits[place.setting])
    if climate is None or place.setting is Setting.INDOOR:
        return Factor(1.0)
    exposure = 1.0 if place.setting is Setting.OUTDOOR else 0.5
    damp = 0.35 * climate.rain_days / 30
    cold = 0.25 if climate.high_c < 4 else 0.12 if climate.high_c < 9 else 0.0
    hot = 0.15 if climate.high_c > 33 else 0.0
    value = 1.0 - exposure * (damp + cold + hot)
    if place.category in (Category.BEACH, Category.BATH) and place.setting is Setting.OUTDOOR:
        value *= 0.35 if climate.high_c < 20 else 1.0
    return Factor(value)


def company(place: Place, request: TripRequest) -> Factor:
    """How it suits the party: children, or nobody but adults."""
    if not request.party.children:
        value = 0.8 if place.category in (Category.ZOO, Category.THEME_PARK) else 1.0
        return Factor(0.75 * value if KIDS in place.tags and place.popularity < 0.5 else value)
    if place.category in (Category.NIGHTLIFE, Category.BAR):
        return Factor(0.1)
    if KIDS in place.tags:
        return Factor(1.5, "good with children")
    return Factor(0.8 if place.category in (Category.GALLERY, Category.PERFORMANCE) else 1.0)


#: Worth of a place by what is on file about access, for a wheelchair and for a stroller.
WHEELCHAIR = {"yes": 1.1, "limited": 0.6, None: 0.45}
STROLLER = {"yes": 1.0, "limited": 0.8, None: 0.9}


def access(place: Place, request: TripRequest) -> Factor:
    """How sure it is that a wheelchair or a stroller gets in; what says no is no candidate."""
    value, party = 1.0, request.party
    if party.wheelchair:
        value *= WHEELCHAIR.get(place.wheelchair, 0.0)
    if party.stroller:
        value *= STROLLER.get(place.stroller, 0.0)
    return Factor(value, "step-free" if party.wheelchair and place.wheelchair == "yes" else "")


def certainty(place: Place, hours: DayHours) -> Factor:
    """Places with hours on file, for holidays too, and a sure source come first.

    Nobody stands before a stadium or a theatre without knowing that something is on.
    """
    unknown = 0.2 if place.category in EVENTS else 0.6
    hazy = unknown if not hours.known else 0.85 if hours.unstated else 1.0
    return Factor((0.8 + 0.2 * place.confidence) * hazy)


def taste(place: Place, prior: Mapping[str, float]) -> Factor:
    """What a recommender thinks this traveller makes of it; 1 where it says nothing."""
    value = prior.get(place.id, 1.0)
    return Factor(value, "fits what you tend to visit" if value > 1.2 else "")


def substance(place: Place) -> Factor:
    """A long visit is worth more than a short one, though not in proportion."""
    if place.group is Group.FOOD:
        return Factor(1.0)
    return Factor(min(1.7, max(0.7, math.pow(max(1, place.minutes.usual) / 60, 0.4))))


def lasting(place: Place, request: TripRequest, prior: Mapping[str, float]) -> tuple[Factor, ...]:
    """The factors on a place's worth that hold on every date."""
    return (
        popularity(place),
        interest(place, request.interests),
        errand(place, request.interests),
        company(place, request),
        access(place, request),
        taste(place, prior),
        substance(place),
    )


def passing(place: Place, request: TripRequest, world: World, day: dt.date) -> tuple[Factor, ...]:
    """The factors on a place's worth that differ between dates, its hours apart."""
    return (
        season(place, day),
        weather(place, world.climate(place.city, day.month), day in request.wet_days),
    )


def factors(
    place: Place, request: TripRequest, world: World, day: dt.date, prior: Mapping[str, float]
) -> tuple[Factor, ...]:
    """Every factor on a place's worth on one date."""
    return (
        *lasting(place, request, prior),
        *passing(place, request, world, day),
        certainty(place, world.hours(place.id, day)),
    )


def reasons(
    place: Place, request: TripRequest, world: World, day: dt.date, prior: Mapping[str, float]
) -> tuple[str, ...]:
    """Why a place is in the plan, strongest first; true of this place and date or not said."""
    told = [f for f in factors(place, request, world, day, prior) if f.reason]
    said = [f.reason for f in sorted(told, key=lambda f: -f.value)]
    if place.group is Group.FOOD and place.signature:
        said.insert(0, f"known for {place.signature}")
    return tuple(said)
