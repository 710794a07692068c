"""Writing a solution out: days with stops, legs, prices, reasons and notes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.build import node_cost
from planner.classes import CLASSES, class_of
from planner.facts import LOCAL_MODES, Mode
from planner.gates.purse import summed
from planner.hourly import timely_reasons
from planner.itinerary import Anchor, Day, Fixture, Itinerary, Leg, Meal, Rest, Stay, Visit
from planner.kernel import VISIT
from planner.legs import leg_by
from planner.money import bike_hire_cost, leg_cost
from planner.notes import lodging_notes, stop_notes, trip_notes
from planner.schedule import Timing, local_time, time_day, way_chosen
from planner.scoring import reasons
from planner.terms import terms

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from planner.frame import Frame, Spot, Way
    from planner.itinerary import Stop
    from planner.optimise import Solution
    from planner.problem import Node, Trip, TripProblem
    from planner.request import Appointment, RestWish


def assemble(
    problem: TripProblem, solution: Solution, catalogues: tuple[str, ...] = (), seed: int = 0
) -> Itinerary:
    """Write a solution out as an itinerary."""
    trip = problem.trip
    days = tuple(_day(problem, solution.stops[day], day) for day in range(len(trip.frames)))
    told = terms(problem, solution)
    return Itinerary(
        request=trip.request,
        catalogues=catalogues,
        days=days,
        costs=summed(days, trip.currency),
        score=round(sum(term.value for term in told), 2),
        terms=told,
        notes=trip_notes(trip),
        seed=seed,
    )


def _day(problem: TripProblem, stops: Sequence[int], index: int) -> Day:
    trip = problem.trip
    frame, timing = trip.frames[index], time_day(problem, stops, index)
    world, city = trip.world, frame.city
    entries = tuple(_stop(trip, frame, timing, i, index) for i in range(len(stops)))
    inbound, legs, outbound = _hired(
        trip,
        frame,
        [_way(trip, frame, way) for way in frame.inbound],
        _legs(problem, timing, index, [entry.name for entry in entries]),
        [_way(trip, frame, way) for way in frame.outbound],
    )
    begin = legs[0].start if legs else local_time(frame, min(frame.free, max(frame.back, 0)))
    finish = legs[-1].end if legs else begin
    return Day(
        date=frame.date,
        city=city.id,
        timezone=city.timezone,
        start=_anchor(frame.start, begin),
        end=_anchor(frame.end, finish),
        stops=entries,
        legs=legs,
        inbound=inbound,
        outbound=outbound,
        stay=_stay(trip, index),
        climate=world.climate(city.id, frame.date.month),
        holiday=world.holiday(city.id, frame.date),
        theme=_theme(trip, [trip.nodes[node] for node in stops]),
    )


def _anchor(spot: Spot, time: dt.datetime) -> Anchor:
    return Anchor(name=spot.name, lat=spot.point.lat, lon=spot.point.lon, time=time)


def _stop(trip: Trip, frame: Frame, timing: Timing, i: int, index: int) -> Stop:
    node = trip.nodes[timing.stops[i]]
    start, end = timing.starts[i], timing.starts[i] + timing.lengths[i]
    times = {"start": local_time(frame, start), "end": local_time(frame, end)}
    if node.appointment is not None:
        return _fixture(node, node.appointment, frame, times)
    if node.rest is not None:
        return _rest(trip, node.rest, trip.lodgings[trip.request.city_index(index)].spot, times)
    place = node.place
    assert place is not None
    shared = {
        **times,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "cost": node_cost(trip, node) or 0.0,
        "reasons": _why(trip, node, frame, start, end),
        "notes": stop_notes(trip, node, frame),
        "locked": any(lock.place == place.id for lock in trip.request.locks),
        "place_id": place.id,
        "category": place.category,
    }
    return Visit(**shared) if node.meal is None else Meal(meal=node.meal.meal, **shared)


def _fixture(
    node: Node, item: Appointment, frame: Frame, times: Mapping[str, dt.datetime]
) -> Fixture:
    place = node.place
    point = item.at or (place.point if place is not None else frame.start.point)
    return Fixture(
        **times,
        name=item.name,
        lat=point.lat,
        lon=point.lon,
        reasons=("your appointment",),
        locked=True,
        place_id=item.place,
        category=None if place is None else place.category,
    )


def _rest(trip: Trip, wish: RestWish, base: Spot, times: Mapping[str, dt.datetime]) -> Rest:
    place = trip.world.place(base.place_id) if base.place_id is not None else None
    return Rest(
        **times,
        name=base.name,
        lat=base.point.lat,
        lon=base.point.lon,
        reasons=("you asked for it",),
        rest=wish.name,
        place_id=base.place_id,
        category=None if place is None else place.category,
    )


def _why(trip: Trip, node: Node, frame: Frame, start: int, end: int) -> tuple[str, ...]:
    """Why a stop is in the plan, and why then; ``start`` and ``end`` as minutes of the day."""
    place, request, world = node.place, trip.request, trip.world
    assert place is not None
    asked = ("you asked for it",) if place.id in request.must else ()
    timely = timely_reasons(place, world, frame.date, start, end) if node.kind == VISIT else ()
    return (*asked, *timely, *reasons(place, request, world, frame.date, trip.prior))


def _legs(problem: TripProblem, timing: Timing, index: int, names: Sequence[str]) -> list[Leg]:
    """The legs around a day's stops, by name; the first leaves just in time, the others at once."""
    if not timing.stops:
        return []
    a, trip = problem.arrays, problem.trip
    frame = trip.frames[index]
    locations = [
        int(a.start_loc[index]),
        *(int(a.loc[n]) for n in timing.stops),
        int(a.end_loc[index]),
    ]
    minutes = [
        int(a.minutes[way_chosen(a, u, v, timing.ride_above), u, v]) for u, v in pairwise(locations)
    ]
    leaves = [timing.starts[0] - minutes[0]]
    leaves += [start + length for start, length in zip(timing.starts, timing.lengths, strict=True)]
    # Two places may share a location, so names come from the stops.
    ends = list(pairwise([frame.start.name, *names, frame.end.name]))
    legs: list[Leg] = []
    for (u, v), way, leave in zip(pairwise(locations), ends, leaves, strict=True):
        legs.append(_leg(problem, index, u, v, way, leave, timing.ride_above))
    return legs


def _leg(
    problem: TripProblem,
    index: int,
    u: int,
    v: int,
    names: tuple[str, str],
    leave: int,
    ride_above: int,
) -> Leg:
    trip, way = problem.trip, way_chosen(problem.arrays, u, v, ride_above)
    frame = trip.frames[index]
    at = trip.locations[u]
    table, row, column = trip.tables[at.stay], at.row, trip.locations[v].row
    mode = LOCAL_MODES[int(table.mode[way, row, column])]
    minutes = int(table.minutes[way, row, column])
    return Leg(
        mode=mode,
        origin=names[0],
        target=names[1],
        start=local_time(frame, leave),
        end=local_time(frame, leave + minutes),
        minutes=minutes,
        metres=int(table.metres[way, row, column]),
        walk_metres=int(table.walk[way, row, column]),
        cost=round(float(table.cost[way, row, column]), 2),
        estimated=bool(table.estimated[way, row, column]),
    )


def _hired(trip: Trip, frame: Frame, *parts: list[Leg]) -> tuple[tuple[Leg, ...], ...]:
    """The legs of a day, part by part, the bikes paid for on the first leg by bike."""
    hire = bike_hire_cost(frame.city, trip.request.party, trip.currency, trip.world)
    priced = []
    for legs in parts:
        row = []
        for leg in legs:
            if leg.mode is Mode.BIKE:
                leg, hire = leg.model_copy(update={"cost": hire}), 0.0
            row.append(leg)
        priced.append(tuple(row))
    return tuple(priced)


def _way(trip: Trip, frame: Frame, way: Way) -> Leg:
    """A leg into or out of town."""
    start = way.start_at or local_time(frame, way.start)
    party, city = trip.request.party, way.city or frame.city
    cost = leg_cost(way.travel, city, party, trip.currency, trip.world)
    return leg_by(way.mode, way.travel, (way.origin, way.target), start, frame.city.zone, cost)


def _stay(trip: Trip, index: int) -> Stay | None:
    if index == len(trip.frames) - 1:
        return None
    lodging = trip.lodgings[trip.request.city_index(index)]
    return Stay(
        place_id=None if lodging.place is None else lodging.place.id,
        name=lodging.spot.name,
        lat=lodging.spot.point.lat,
        lon=lodging.spot.point.lon,
        rooms=lodging.rooms,
        cost=lodging.nightly,
        notes=lodging_notes(lodging, trip.request),
    )


def _theme(trip: Trip, nodes: Sequence[Node]) -> str:
    """What a day holds: the areas most of its sights lie in, and the class most of them share."""
    sights = [node.place for node in nodes if node.kind == VISIT and node.place is not None]
    if not sights:
        return ""
    city = trip.world.city(sights[0].city)
    names = {area.id: area.name for area in city.neighbourhoods}
    areas = Counter(names[p.neighbourhood] for p in sights if p.neighbourhood in names)
    kinds = Counter(list(CLASSES)[class_of(p)] for p in sights if class_of(p) < len(CLASSES))
    where = " and ".join(name for name, _ in areas.most_common(2))
    what = " and ".join(name for name, _ in kinds.most_common(2))
    return f"{where}: {what}" if where else what
