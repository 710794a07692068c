"""The builder: a resolved request, candidate places and a world become one frozen TripProblem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.appeal import Appraiser
from planner.arrays import Arrays, Base
from planner.classes import classes_of
from planner.eligible import serves
from planner.facts import LOCAL_MODES, Mode
from planner.hourly import by_slot, meal_by_slot
from planner.kernel import APPOINTMENT, MAX_STOPS, SLOTS, VISIT, Weights
from planner.legs import UNREACHABLE, Sparing, leg_table
from planner.money import meal_cost, trip_currency, visit_cost
from planner.problem import Node, Trip, TripProblem
from planner.quarters import base_of, caps_broken, comfort_of, quarters_of
from planner.request import Pace
from planner.roster import Roster, call_roster, wanted_ids
from planner.spans import length_of, openings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.facts import World
    from planner.kernel import Floats, Ints
    from planner.lodging import Lodging
    from planner.place import Place
    from planner.request import TripRequest
    from planner.spans import Length

#: Sights of an hour or more a day, and minutes of visiting a day, by pace.
PACE = {
    Pace.LIGHT: (1.5, 200), Pace.RELAXED: (4.0, 320), Pace.BALANCED: (5.8, 450),
    Pace.PACKED: (8.0, 560),
}  # fmt: skip
#: Factor on what a minute beyond the day's measure costs, by pace: who wants to see little has not
#: left it open.
TIRING = {Pace.LIGHT: 3.0, Pace.RELAXED: 3.0, Pace.BALANCED: 1.0, Pace.PACKED: 1.0}


def build_problem(
    request: TripRequest,
    places: Sequence[Sequence[Place]],
    lodgings: Sequence[Lodging],
    world: World,
    prior: Mapping[str, float] | None = None,
    weights: Weights | None = None,
    others: Iterable[Sequence[Lodging]] = (),
    sparing: Sparing = Sparing.TROUBLE,
) -> TripProblem:
    """Freeze a trip.

    Args:
        request: with every name resolved to an id of the catalogue.
        places: candidates of each destination, sights and food.
        lodgings: the lodging of each destination.
        prior: what a recommender makes of places, as factors around 1 by place id.
        weights: of the soft terms.
        others: further choices of lodgings, to be made with the tour; those that a wish or the
            budget rules out are left out.
        sparing: what ways are chosen by.
    """
    prior, weights = prior or {}, weights or Weights()
    currency = trip_currency(request, world)
    own = quarters_of(request, lodgings, currency, world)
    further = (quarters_of(request, choice, currency, world) for choice in others)
    rest = tuple(q for q in further if not q.blockers and not caps_broken(request, q.fixed_costs))
    roster = call_roster(request, places, (own, *rest), world)
    bases = [base_of(q, roster, request, currency, world) for q in (own, *rest)]
    comfort = [comfort_of(q, request, currency, world, weights) for q in (own, *rest)]
    tables = tuple(
        leg_table(stop.city, roster.points(stay), request, currency, world, sparing)
        for stay, stop in enumerate(request.destinations)
    )
    trip = Trip(
        request=request,
        world=world,
        currency=currency,
        frames=own.frames,
        lodgings=own.lodgings,
        nodes=tuple(roster.nodes),
        spots=tuple(roster.spots),
        locations=tuple(roster.locations),
        tables=tables,
        fixed_costs=own.fixed_costs,
        blockers=own.blockers,
        prior=prior,
        others=rest,
        sparing=sparing,
    )
    arrays = _arrays(trip, roster, places, weights, bases[0])
    told = zip(bases[1:], comfort[1:], strict=True)
    choices = tuple(base._replace(points=points - comfort[0]) for base, points in told)
    return TripProblem(trip, replace(arrays, others=choices))


def _arrays(
    trip: Trip,
    roster: Roster,
    places: Sequence[Sequence[Place]],
    weights: Weights,
    base: Base,
) -> Arrays:
    request, world = trip.request, trip.world
    lengths = [length_of(node, request.pace) for node in trip.nodes]
    spans, n_spans = _spans(trip, roster, lengths)
    paces = [PACE[request.pace_on(frame.date)] for frame in trip.frames]
    classes, sameness = classes_of(
        trip.nodes, [place for candidates in places for place in candidates], request
    )
    wanted = wanted_ids(request)
    return Arrays(
        **_legs(trip),
        **base._asdict(),
        place=np.array(roster.node_place, np.int64),
        kind=np.array([node.kind for node in trip.nodes], np.int64),
        klass=np.array(classes, np.int64),
        shortest=np.array([length.shortest for length in lengths], np.int64),
        usual=np.array([length.usual for length in lengths], np.int64),
        longest=np.array([length.longest for length in lengths], np.int64),
        cost=np.array([node_cost(trip, node) or 0.0 for node in trip.nodes], np.float64),
        spans=spans,
        n_spans=n_spans,
        value=_values(trip, n_spans),
        by_slot=_slots(trip, n_spans),
        hard=np.array(
            [
                float(n.kind == APPOINTMENT or (n.place is not None and n.place.id in wanted))
                for n in trip.nodes
            ]
        ),
        pace=np.array([pace for pace, _ in paces]),
        stamina=np.array([stamina for _, stamina in paces], np.int64),
        sights=np.array([request.max_sights(f.date) or MAX_STOPS for f in trip.frames], np.int64),
        walk_cap=request.max_walk_day,
        class_weight=np.array(sameness, np.float64),
        per_euro=world.rate(trip.currency, "EUR") / request.party.size,
        weights=weights._replace(fatigue=weights.fatigue * TIRING[request.pace]),
    )


def node_cost(trip: Trip, node: Node) -> float | None:
    """What a stop costs the party; 0 for a rest or an appointment, None where unknown."""
    if node.kind == APPOINTMENT or node.place is None:
        return 0.0
    pricing = visit_cost if node.kind == VISIT else meal_cost
    return pricing(node.place, trip.request.party, trip.currency, trip.world)


def _spans(trip: Trip, roster: Roster, lengths: Sequence[Length]) -> tuple[Ints, Ints]:
    """Openings of every node on every day, padded: (N, D, K, 3), and how many there are: (N, D)."""
    request = trip.request
    stays = [request.city_index(day) for day in range(len(trip.frames))]
    rows = [
        [
            openings(node, length, frame, request, trip.world)
            if stay == trip.locations[location].stay
            else []
            for stay, frame in zip(stays, trip.frames, strict=True)
        ]
        for node, location, length in zip(trip.nodes, roster.node_location, lengths, strict=True)
    ]
    widest = max((len(cell) for row in rows for cell in row), default=1)
    shape = (len(rows), len(stays), max(1, widest))
    count = np.array([[len(cell) for cell in row] for row in rows], np.int64).reshape(shape[:2])
    spans = np.zeros((*shape, 3), np.int64)
    # Cells are filled from the left, in the order in which the openings stand in the rows.
    filled = np.arange(shape[2]) < count[:, :, None]
    spans[filled] = np.array([span for row in rows for cell in row for span in cell]).reshape(-1, 3)
    return spans, count


def _legs(trip: Trip) -> dict[str, Any]:
    """Both ways between all locations: those of different destinations cannot reach each other."""
    shape = (2, len(trip.spots), len(trip.spots))
    legs = {
        "minutes": np.full(shape, UNREACHABLE, np.int64),
        "burden": np.full(shape, UNREACHABLE, np.int64),
        "walk": np.zeros(shape, np.int64),
        "ride_cost": np.zeros(shape),
        "bike": np.zeros(shape, np.bool_),
    }
    for stay, table in enumerate(trip.tables):
        rows = np.array([i for i, at in enumerate(trip.locations) if at.stay == stay])
        block = np.ix_(np.arange(2), rows, rows)
        legs["minutes"][block], legs["burden"][block] = table.minutes, table.burden
        legs["walk"][block], legs["ride_cost"][block] = table.walk, table.cost
        legs["bike"][block] = table.mode == LOCAL_MODES.index(Mode.BIKE)
    return legs


def _values(trip: Trip, n_spans: Ints) -> Floats:
    """Points of each node on each day, (N, D); 0 where it cannot be made."""
    values = np.zeros(n_spans.shape)
    appraiser = Appraiser(trip.request, trip.world, trip.prior)
    for n, node in enumerate(trip.nodes):
        place = node.place
        if place is None or node.kind == APPOINTMENT:
            continue
        fit = serves(place, node.meal.meal) if node.meal is not None else 1.0
        for day in np.flatnonzero(n_spans[n]):
            values[n, day] = fit * appraiser.appeal(place, trip.frames[day].date)
    return values


def _slots(trip: Trip, n_spans: Ints) -> Floats:
    """Factors by half-hour, (N, D, SLOTS); 1 where the stop cannot be made."""
    slots = np.ones((*n_spans.shape, SLOTS))
    meals = {node.meal.meal: node.meal.window for node in trip.nodes if node.meal is not None}
    curves = {meal: meal_by_slot(window.first, window.last) for meal, window in meals.items()}
    for n, node in enumerate(trip.nodes):
        if node.meal is not None:
            slots[n] = curves[node.meal.meal]
        elif node.place is not None and node.kind == VISIT:
            for day in np.flatnonzero(n_spans[n]):
                slots[n, day] = by_slot(node.place, trip.world, trip.frames[day].date)
    return slots
