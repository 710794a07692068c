"""What a request needs to know of its traveller: memory is asked about one aspect at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agents.entries import Circumstances


class Aspect(NamedTuple):
    """One side of a trip.

    Attributes:
        query: what is looked for by meaning.
        topics: topics of the slots (``agents.memory.slots``) that belong to it.
    """

    name: str
    query: str
    topics: frozenset[str] = frozenset()


#: What every trip needs.
_ALWAYS = (
    Aspect("access", "wheelchair, stroller, stairs, step-free", frozenset(("access",))),
    Aspect(
        "hours",
        "early or late starts, mornings, evenings, pace of the day",
        frozenset(("start of the day", "end of the day", "pace", "unknown hours")),
    ),
    Aspect(
        "getting about",
        "walking, taxis, metro, public transport, distances",
        frozenset(("mode", "walking")),
    ),
    Aspect(
        "sights",
        "museums, sights, what we like to see or to avoid",
        frozenset(("taste", "place", "area")),
    ),
)
_FOOD = Aspect(
    "food",
    "food, restaurants, diets, allergies, meals, cuisines",
    frozenset(("diet", "meal", "taste")),
)
_LODGING = Aspect("lodging", "hotels, hostels, rooms, where we sleep", frozenset(("lodging",)))
_MONEY = Aspect("money", "budget, money, cheap or expensive", frozenset(("budget",)))
_COMPANY = {
    "children": Aspect("children", "travelling with children, kids"),
    "seniors": Aspect("seniors", "travelling with parents or grandparents, elderly people"),
    "couple": Aspect("couple", "travelling as a couple, romantic"),
}


def aspects_of(request: Mapping[str, Any], of: Circumstances) -> tuple[Aspect, ...]:
    """The aspects that a request needs.

    Args:
        request: its fields, in JSON; what is not there has its default.
        of: the same trip's circumstances.
    """
    found = list(_ALWAYS)
    if request.get("meals", True):
        found.append(_FOOD)
    if any(stop.get("nights", 1) for stop in request.get("destinations", ())):
        found.append(_LODGING)
    if _LODGING in found or _FOOD in found or request.get("budget"):
        found.append(_MONEY)
    found += [Aspect(city, f"trips to {city}") for city in sorted(of.cities)]
    found += [_COMPANY[who] for who in sorted(of.company) if who in _COMPANY]
    liked = (name for name, weight in (request.get("interests") or {}).items() if weight > 0)
    return (*found, *(Aspect(name, name.replace("_", " ")) for name in sorted(liked)))
