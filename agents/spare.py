"""Where to go on to at the end of a plan's days: the next-place model says, the gates decide."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from agents.visited import usual_taste
from agents.whereto import rank
from planner.eligible import why_not
from planner.itinerary import Note
from planner.leaning import said_of
from planner.spare import MOST_MINUTES, spare
from planner.taxonomy import Group
from tools.distance import crow_metres
from tools.next_poi.mask import closed_places
from tools.next_poi.predictor import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from agents.workshop import Order, Workshop
    from planner.attempt import Supplies
    from planner.facts import World
    from planner.itinerary import Day, Itinerary, Spare
    from planner.place import Place
    from tools.next_poi.predictor import Ranking
    from tools.next_poi.visits import BoolArray

#: How many are told for a day, and how many are tried for it.
TOLD, TRIED = 2, 12
#: Metres as the crow flies; who walks for ``MOST_MINUTES`` gets no farther.
_REACH = MOST_MINUTES * 5_000 / 60


def with_spare(plan: Itinerary, order: Order, workshop: Workshop) -> Itinerary:
    """The plan with where to go on to when the last stop of each of its days is done.

    The model ranks the sights near by that are open then, by where the traveller has been before
    and on the trip, and by what they said to like. Those come in that keep all rules.

    Args:
        order: what the plan was made of.

    Raises:
        SettingsError: the model cannot be loaded.
    """
    supplies = workshop.supplies(order)
    taken = {stop.place_id for day in plan.days for stop in day.stops}
    found: list[Spare] = []
    warned: dict[str, Note] = {}
    for index, day in enumerate(plan.days):
        offered = _offered(plan, index, supplies)
        near = [_may_follow(plan, day, place, taken, supplies.world) for place in offered]
        if not any(near):
            continue
        ranking = _ranking(plan, index, offered, ~np.array(near), workshop)
        warned |= {text: Note(kind="warning", text=text) for text in ranking.notes}
        tried = (offered[i] for i in ranking.best(TRIED))
        fitting = (spare(plan, index, place, supplies.world, supplies.prior) for place in tried)
        told = [*islice((one for one in fitting if one is not None), TOLD)]
        taken |= {one.visit.place_id for one in told}
        found += told
    notes = (*plan.notes, *warned.values())
    return plan.model_copy(update={"spare": tuple(found), "notes": notes})


def _offered(plan: Itinerary, index: int, supplies: Supplies) -> list[Place]:
    """The places that the model ranks on a day: all sights and places to eat of its city."""
    places = supplies.places[plan.request.city_index(index)]
    return [place for place in places if place.group in (Group.SIGHT, Group.FOOD)]


def _may_follow(
    plan: Itinerary, day: Day, place: Place, taken: Set[str | None], world: World
) -> bool:
    """Whether a sight may be gone on to from the last stop of a day, as far as is seen at once."""
    if not day.stops or place.group is not Group.SIGHT or place.id in taken:
        return False
    last, request = day.stops[-1], plan.request
    if crow_metres(last.lat, last.lon, place.lat, place.lon) > _REACH:
        return False
    if why_not(place, world.city(day.city), request) is not None:
        return False
    shut = closed_places(world, [place.id], last.end)[0]
    return not shut and said_of(place, request.interests) >= 0


def _ranking(
    plan: Itinerary, index: int, offered: Sequence[Place], barred: BoolArray, workshop: Workshop
) -> Ranking:
    """The model's order of the places ``offered`` [p] after the last stop of a day."""
    now = plan.days[index].stops[-1].end
    visits = [*workshop.visits, *_visits(plan, index)]
    interests = plan.request.interests
    return rank(offered, visits, now, workshop.predictor, usual_taste(), interests, barred)


def _visits(plan: Itinerary, index: int) -> Iterator[Visit]:
    """What of the plan is done at the end of a day."""
    for day in plan.days[: index + 1]:
        for stop in day.stops:
            if stop.place_id is not None and stop.category is not None:
                yield Visit(stop.place_id, stop.start, stop.category.value)
