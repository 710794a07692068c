"""A town with more to see than fits, of four kinds and of all degrees of renown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agents.paths import Ground, Path, persona_named, survey, walk
from planner.attempt import Supplies
from planner.facts import Span
from planner.stop import MaxRounds
from planner.taxonomy import Category
from tests.tiny_places import at
from tests.worlds import TinyWorld, good_request

if TYPE_CHECKING:
    from planner.itinerary import Itinerary
    from planner.place import Place

KINDS = (Category.MUSEUM, Category.PARK, Category.RELIGIOUS_SITE, Category.SQUARE)
#: Rounds of search that are enough for this town.
ROUNDS = MaxRounds(6)


def town(number: int = 36) -> TinyWorld:
    """Lumen with so many more sights, always open, half a kilometre from one another."""
    park = next(place for place in TinyWorld().places("lumen") if place.id == "lumen:park")
    extra: list[Place] = []
    for i in range(number):
        lat, lon = at("lumen", 500 * (i % 4) - 500, 500 * (i // 4) - 500)
        update = {
            "id": f"lumen:extra-{i}",
            "name": f"Extra {i}",
            "lat": lat,
            "lon": lon,
            "category": KINDS[i % len(KINDS)],
            "popularity": 0.2 + 0.7 * i / number,
        }
        extra.append(park.model_copy(update=update))
    return TinyWorld(places=extra, hours={place.id: (Span(0, 1440),) for place in extra})


@cache
def plain_ground() -> Ground:
    """The ground of two days there with no wishes, built once."""
    return ground_of()


def ground_of(prior: dict[str, float] | None = None, **wishes: object) -> Ground:
    """The ground of two days there."""
    world = town()
    supplies = Supplies([world.places("lumen")], world, prior or {})
    found = survey(good_request(**wishes), supplies, ROUNDS)
    assert isinstance(found, Ground)
    return found


def path_of(ground: Ground, name: str, seed: int = 0) -> Path:
    """The path of the persona of that name."""
    return walk(persona_named(name), ground, ROUNDS, seed=seed)


def visited(plan: Itinerary) -> set[str]:
    """Ids of all places visited."""
    return {stop.place_id for day in plan.days for stop in day.stops if stop.place_id is not None}
