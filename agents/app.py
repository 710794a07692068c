"""The application: everything a face of Wayplan (Python, command line, evaluation) may ask of it.

``plan`` turns a request into an itinerary or an honest refusal, ``check`` runs the gates on any
itinerary, ``replan`` changes one and leaves the rest alone.
"""

from __future__ import annotations

import datetime as dt
import math
import time
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from agents.resolve import open_city, resolve, resolve_change
from agents.spoken import is_json, spoken, spoken_again
from planner.alternatives import alternatives as find_alternatives
from planner.attempt import Supplies
from planner.change import Change, apply
from planner.diff import difference
from planner.errors import RequestError, SettingsError
from planner.gates import Violation, violations
from planner.itinerary import Infeasible, Itinerary, Note
from planner.model import Record
from planner.replan import replan as revise
from planner.request import TripRequest
from planner.roster import wanted_ids
from planner.solve import solve
from planner.stop import FirstOf, MaxRounds, MaxSeconds
from planner.taxonomy import Group
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from planner.place import Place
    from planner.stop import Stop
    from tools.catalogue import Catalogue
    from tools.travel import TravelModel
    from tools.weather import Forecast

R = TypeVar("R", bound=Record)


class Replan(Record):
    """A changed plan, or why it cannot be had, and what changed in sentences."""

    plan: Itinerary | Infeasible
    diff: tuple[str, ...] = ()


#: Rounds of search for each day of a trip, and for the shortest trips.
ROUNDS, LEAST_ROUNDS = 30, 60
#: Seconds after which a search ends whatever its rounds, so that a slow machine still answers.
PATIENCE = 20.0
#: Most alternatives to one plan.
MOST_ALTERNATIVES = 9
#: Chance of rain from which a day counts as wet.
LIKELY = 0.5
#: Most places of a group that are looked at in one city, by popularity.
POOL = {Group.SIGHT: 800, Group.FOOD: 1_500, Group.STAY: 400}


def validated(kind: type[R], data: object, what: str) -> R:
    """Read ``data`` as a record.

    Raises:
        RequestError: one line for each field that is wrong: the field, its fault, what was given.
    """
    try:
        if isinstance(data, str | bytes):
            return kind.model_validate_json(data)
        return kind.model_validate(data)
    except ValidationError as error:
        lines, fields = [], []
        for item in error.errors(include_url=False):
            where = ".".join(str(part) for part in item["loc"]) or what
            got = f", got {_short(item['input'])}" if item["type"] != "json_invalid" else ""
            lines.append(f"{where}: {item['msg'].removeprefix('Value error, ')}{got}")
            fields.append(where)
        raise RequestError("\n".join(lines), tuple(fields)) from error


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def parse_request(data: object) -> TripRequest:
    """A trip request from a mapping or JSON text."""
    return validated(TripRequest, data, "request")


def parse_itinerary(data: object) -> Itinerary:
    """An itinerary from a mapping or JSON text."""
    return validated(Itinerary, data, "itinerary")


def parse_answer(data: Mapping[str, Any]) -> Itinerary | Infeasible:
    """A plan from a mapping, or a refusal with the nearest plan in it."""
    if data.get("status") == "infeasible":
        return validated(Infeasible, data, "refusal")
    return parse_itinerary(data)


def plan(
    request: TripRequest | Mapping[str, Any] | str,
    *,
    catalogues: Sequence[Path | str] = (),
    seed: int = 0,
    time_limit: float | None = None,
    alternatives: int = 0,
    on_progress: Callable[[int, float], None] | None = None,
    today: dt.date | None = None,
    travel: TravelModel | None = None,
    forecast: Forecast | None = None,
) -> Itinerary | Infeasible:
    """Plan a trip.

    Args:
        request: a TripRequest, a mapping with its fields, or the trip in plain words; names of
            cities and places as one would type them.
        catalogues: catalogue files made by ``wayplan import``, looked through before the cities
            that ship with Wayplan.
        seed: same request and seed, same plan, unless ``time_limit`` cuts the search off.
        time_limit: seconds to search; by default a fixed number of rounds.
        alternatives: how many other good plans to look for, each a search of its own; they stand in
            the itinerary's ``alternatives``.
        on_progress: called with rounds done and the score so far.
        today: what dates in words are relative to; by default the date of this machine.
        travel: a router (``tools.routers.travel_by``); by default travel is estimated.
        forecast: names the days on which rain is likely; by default usual weather counts.

    Raises:
        RequestError: the request does not fit its schema, or names something that is not on file.
        SettingsError: ``time_limit`` is not a positive number of seconds, or more ``alternatives``
            are asked for than ``MOST_ALTERNATIVES``.
    """
    if not 0 <= alternatives <= MOST_ALTERNATIVES:
        expected = f"expected 0 to {MOST_ALTERNATIVES}"
        raise SettingsError(f"alternatives: {expected}, got {alternatives}.")
    said: tuple[Note, ...] = ()
    if isinstance(request, str) and not is_json(request):
        request, said = spoken(request, catalogues, today or dt.date.today())
    asked = request if isinstance(request, TripRequest) else parse_request(request)
    resolved, stores, notes = resolve(asked, catalogues)
    if forecast is not None:
        resolved = _forewarned(resolved, stores, forecast)
    supplies = gather(resolved, stores, travel)
    answer = solve(
        resolved,
        supplies,
        stop_for(resolved, time_limit),
        seed=seed,
        catalogues=tuple(str(path) for path in catalogues),
        on_progress=on_progress,
    )
    if alternatives and isinstance(answer, Itinerary):
        answer = _with_alternatives(answer, supplies, alternatives, time_limit)
    return _with_notes(answer, (*said, *notes, *_said_by(travel)))


def _with_alternatives(
    plan: Itinerary, supplies: Supplies, k: int, time_limit: float | None
) -> Itinerary:
    """The plan with up to ``k`` others, and a note where there are fewer."""
    other = find_alternatives(
        plan, supplies, lambda: stop_for(plan.request, time_limit), k, seed=plan.seed
    )
    notes = (Note(kind="warning", text=other.lacking),) if other.lacking else ()
    return plan.model_copy(update={"alternatives": other.found, "notes": (*plan.notes, *notes)})


def _forewarned(
    request: TripRequest, stores: Mapping[str, Catalogue], forecast: Forecast
) -> TripRequest:
    """The request with every day added on which rain is likely."""
    wet = []
    for index in range(request.days):
        date = request.start + dt.timedelta(days=index)
        city = stores[request.destinations[request.city_index(index)].city].city
        told = forecast.day(city, date)
        if told is not None and told.rain_chance >= LIKELY:
            wet.append(date)
    return request.model_copy(update={"wet_days": tuple(dict.fromkeys((*request.wet_days, *wet)))})


def _said_by(travel: TravelModel | None) -> tuple[Note, ...]:
    """What a router has to say for itself: where it failed, and estimates stood in."""
    told = getattr(travel, "notes", ())
    return tuple(Note(kind="warning", text=text) for text in told)


def stop_for(request: TripRequest, time_limit: float | None) -> Stop:
    """By default a number of rounds that suits the trip's length; a time limit replaces it."""
    if time_limit is None:
        rounds = max(LEAST_ROUNDS, ROUNDS * request.days)
        return FirstOf(MaxRounds(rounds), MaxSeconds(PATIENCE, time.monotonic))
    if not 0 < time_limit < math.inf:
        raise SettingsError(f"time_limit: expected more than 0 seconds, got {time_limit}.")
    return MaxSeconds(time_limit, time.monotonic)


def gather(
    request: TripRequest,
    stores: Mapping[str, Catalogue],
    travel: TravelModel | None = None,
    old: Itinerary | None = None,
) -> Supplies:
    """What the trip may be made of: each city's most visited places, and all that were named."""
    named = wanted_ids(request)
    if old is not None:
        named |= {stop.place_id for day in old.days for stop in day.stops if stop.place_id}
    places = [pool(stores[stop.city], named) for stop in request.destinations]
    return Supplies(places, CatalogueWorld(stores, travel), {})


def pool(store: Catalogue, named: set[str]) -> list[Place]:
    """Places of one city that are looked at."""
    found = {
        place.id: place
        for group, limit in POOL.items()
        for place in store.places((group,), limit=limit)
    }
    for place_id in sorted(named):
        place = store.get(place_id)
        if place is not None:
            found[place.id] = place
    return list(found.values())


def _with_notes(answer: Itinerary | Infeasible, notes: tuple[Note, ...]) -> Itinerary | Infeasible:
    if not notes:
        return answer
    if isinstance(answer, Itinerary):
        return answer.model_copy(update={"notes": (*notes, *answer.notes)})
    if answer.nearest is None:
        return answer
    nearest = answer.nearest.model_copy(update={"notes": (*notes, *answer.nearest.notes)})
    return answer.model_copy(update={"nearest": nearest})


def world_of(
    itinerary: Itinerary,
    catalogues: Sequence[Path | str] = (),
    travel: TravelModel | None = None,
) -> CatalogueWorld:
    """The world an itinerary lives in: the catalogues given, else those it was made from."""
    files = catalogues or itinerary.catalogues
    stores = [
        open_city(stop.city, files, f"request.destinations.{i}.city")
        for i, stop in enumerate(itinerary.request.destinations)
    ]
    return CatalogueWorld({store.city.id: store for store in stores}, travel)


def check(
    itinerary: Itinerary,
    *,
    catalogues: Sequence[Path | str] = (),
    travel: TravelModel | None = None,
) -> list[Violation]:
    """Run every gate on an itinerary, wherever it comes from.

    One made with a router wants the router again.
    """
    return violations(itinerary, world_of(itinerary, catalogues, travel))


def replan(
    itinerary: Itinerary,
    change: Change | Mapping[str, Any] | str,
    *,
    catalogues: Sequence[Path | str] = (),
    seed: int = 0,
    time_limit: float | None = None,
    travel: TravelModel | None = None,
    today: dt.date | None = None,
) -> Replan:
    """Change a plan and leave the rest of it alone.

    Args:
        itinerary: the plan as it stands; it carries its request.
        change: a Change, a mapping with its fields, or what changes in plain words; names of
            places as one would type them.
        catalogues: as in ``plan``; by default those the plan was made from.
        today: as in ``plan``.

    Raises:
        RequestError: the change does not fit its schema, names something that is not on file, or
            makes the request invalid.
    """
    files = catalogues or itinerary.catalogues
    base, stores, _ = resolve(itinerary.request, files)
    said: tuple[Note, ...] = ()
    if isinstance(change, str) and not is_json(change):
        change, said = spoken_again(change, files, today or dt.date.today(), base)
    asked = change if isinstance(change, Change) else validated(Change, change, "change")
    wanted, notes = resolve_change(asked, stores)
    request, stores, more = resolve(apply(base, wanted), files)
    answer = revise(
        itinerary,
        request,
        gather(request, stores, travel, itinerary),
        stop_for(request, time_limit),
        keep=wanted.keep,
        seed=seed,
    )
    answer = _with_notes(answer, (*said, *notes, *more, *_said_by(travel)))
    told = answer if isinstance(answer, Itinerary) else answer.nearest
    return Replan(plan=answer, diff=difference(itinerary, told) if told is not None else ())
