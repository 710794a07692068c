"""The application: everything a face of Wayplan (Python, command line, evaluation) may ask of it.

``plan`` turns a request into an itinerary or an honest refusal, ``check`` runs the gates on any
itinerary, ``replan`` changes one and leaves the rest alone.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agents.context import Deps, Speaker
from agents.history import Version
from agents.parsing import parse_answer, parse_change, parse_itinerary, parse_request
from agents.resolve import open_cities
from agents.spoken import is_json
from agents.workshop import Workshop
from planner.change import Change
from planner.diff import difference
from planner.errors import SettingsError
from planner.gates import Violation, violations
from planner.itinerary import Infeasible, Itinerary
from planner.model import Record
from planner.request import TripRequest
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tools.next_poi.predictor import Visit
    from tools.travel import TravelModel
    from tools.weather import Forecast

__all__ = [
    "Replan",
    "check",
    "parse_answer",
    "parse_itinerary",
    "parse_request",
    "plan",
    "replan",
    "world_of",
]


class Replan(Record):
    """A changed plan, or why it cannot be had, and what changed in sentences."""

    plan: Itinerary | Infeasible
    diff: tuple[str, ...] = ()


#: Most alternatives to one plan.
MOST_ALTERNATIVES = 9


def plan(
    request: TripRequest | Mapping[str, Any] | str,
    *,
    catalogues: Sequence[Path | str] = (),
    seed: int = 0,
    time_limit: float | None = None,
    alternatives: int = 0,
    paths: int | None = 1,
    on_progress: Callable[[int, float], None] | None = None,
    today: dt.date | None = None,
    travel: TravelModel | None = None,
    forecast: Forecast | None = None,
    visits: Sequence[Visit] = (),
    next_poi: Path | None = None,
    next_poi_server: str | None = None,
    speaker: Speaker | None = None,
) -> Itinerary | Infeasible:
    """Plan a trip.

    Args:
        request: a TripRequest, a mapping with its fields, or plain words; names as one types them.
        catalogues: catalogue files made by ``wayplan import``, looked through before the cities
            that ship with Wayplan.
        seed: same request and seed, same plan, unless ``time_limit`` cuts the search off.
        time_limit: seconds to search; by default a fixed number of rounds.
        alternatives: how many other good plans to look for; they stand in ``alternatives``.
        paths: how many personas plan the trip, side by side in the time of one search; None leaves
            it to how hard the trip is.
        on_progress: called with rounds done and the score so far.
        today: what dates in words are relative to; by default the date of this machine.
        travel: a router (``tools.routers.travel_by``); by default travel is estimated.
        forecast: names the days on which rain is likely; by default usual weather counts.
        visits: where they have been before (``agents.visited.read_visits``): their taste.
        next_poi, next_poi_server: as the settings of these names.
        speaker: a language model (``agents.llm.speaker_of``) that reads what the rules miss.

    Raises:
        RequestError: the request does not fit its schema, or names something that is not on file.
        SettingsError: ``time_limit`` is not a positive number of seconds, there are more than
            ``MOST_ALTERNATIVES`` alternatives, or there is no model in ``next_poi``.
    """
    if not 0 <= alternatives <= MOST_ALTERNATIVES:
        expected = f"expected 0 to {MOST_ALTERNATIVES}"
        raise SettingsError(f"alternatives: {expected}, got {alternatives}.")
    deps = Deps(
        catalogues=tuple(catalogues),
        today=lambda: today or dt.date.today(),
        seed=seed,
        time_limit=time_limit,
        paths=paths,
        alternatives=alternatives,
        travel=travel,
        forecast=forecast,
        speaker=speaker,
        workshop=Workshop(visits, next_poi, next_poi_server),
    )
    if isinstance(request, str) and not is_json(request):
        return run({"said": request}, deps, on_progress)
    asked = request if isinstance(request, TripRequest) else parse_request(request)
    return run({"asked": asked}, deps, on_progress)


def run(
    given: Mapping[str, Any],
    deps: Deps,
    on_progress: Callable[[int, float], None] | None = None,
) -> Itinerary | Infeasible:
    """One turn of the graph that nobody converses with.

    Args:
        given: fields of ``agents.state.InputState``.
    """
    from agents.graph import graph

    answer: Itinerary | Infeasible | None = None
    told: Any
    for mode, told in graph.stream(given, context=deps, stream_mode=["custom", "values"]):
        if mode == "values":
            answer = told.get("answer")
        elif on_progress is not None:
            on_progress(told.rounds, told.points)
    assert answer is not None
    return answer


def world_of(
    itinerary: Itinerary,
    catalogues: Sequence[Path | str] = (),
    travel: TravelModel | None = None,
) -> CatalogueWorld:
    """The world an itinerary lives in: the catalogues given, else those it was made from."""
    files = catalogues or itinerary.catalogues
    stores = open_cities(itinerary.request, files, "request.destinations")
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
    visits: Sequence[Visit] = (),
    next_poi: Path | None = None,
    next_poi_server: str | None = None,
    speaker: Speaker | None = None,
) -> Replan:
    """Change a plan and leave the rest of it alone.

    Args:
        itinerary: the plan as it stands; it carries its request.
        change: a Change, a mapping with its fields, or what changes in plain words; names of
            places as one would type them.
        catalogues: as in ``plan``; by default those the plan was made from.
        today, visits, next_poi, next_poi_server, speaker: as in ``plan``.

    Raises:
        RequestError: the change does not fit its schema, names something that is not on file, or
            makes the request invalid.
    """
    deps = Deps(
        catalogues=tuple(catalogues),
        today=lambda: today or dt.date.today(),
        seed=seed,
        time_limit=time_limit,
        travel=travel,
        speaker=speaker,
        workshop=Workshop(visits, next_poi, next_poi_server),
    )
    given: dict[str, Any] = {"standing": Version(request=itinerary.request, plan=itinerary)}
    if isinstance(change, str) and not is_json(change):
        given["said"] = change
    else:
        given["change"] = change if isinstance(change, Change) else parse_change(change)
    answer = run(given, deps)
    told = answer if isinstance(answer, Itinerary) else answer.nearest
    return Replan(plan=answer, diff=difference(itinerary, told) if told is not None else ())
