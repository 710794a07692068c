"""Do several paths and their consensus help: ``wayplan eval paths --out report.json``.

Trips of all cities in four seasons, by couples, families and seniors, some of whom say what they
like. Each is planned by every row of the table, one's own path with the same search. Simulated
travellers (``eval.travellers``), who would have made that request and have preferences that no row
is told, say how satisfied they are with the winner, and with the best of what is offered: as a
share of their satisfaction with a plan made with their preferences known; what lacks is their
regret. The rows with memory, with the kinds of places or with both alone know something of them,
check-ins in another city. Intervals are 95 %, by bootstrap over trips; the difference to the first
row is paired by trip.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid

from agents.memory.recollection import Recollection
from agents.paths import Ground, survey
from agents.patience import rounds_for
from agents.resolve import resolve
from agents.supplies import gather
from agents.visited import prior_of
from eval.bootstrap import interval
from eval.command import parser_of, positive, write
from eval.offers import PERSONAL, ROWS, UNGATED, Known, Table
from eval.sweep import open_bench
from eval.travellers import INTEREST, Judge, draw, past, visits
from planner.classes import CLASSES
from planner.gates import violations
from planner.optimise import optimise
from planner.request import Destination, Pace, Party, TripRequest
from planner.solve import written
from planner.stop import MaxRounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eval.travellers import Traveller
    from eval.trial import Bench
    from planner.attempt import Supplies
    from planner.itinerary import Itinerary
    from planner.kernel import Floats

#: First days of trips, one in each season, and the parties that make them.
STARTS = (dt.date(2027, 1, 19), dt.date(2027, 4, 13), dt.date(2027, 7, 9), dt.date(2027, 10, 21))
PARTIES = (Party(), Party(children=(6, 9)), Party(adults=0, seniors=2))
NIGHTS = (1, 2, 2)
PACES = (Pace.BALANCED, Pace.BALANCED, Pace.RELAXED, Pace.PACKED)
#: Rules whose violation a traveller finds out at the door: the stop is worth nothing.
AT_THE_DOOR = ("open", "season", "daylight")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one row was worth on one trip.

    Attributes:
        winner, best: mean over travellers of their satisfaction with the winner, and with the best
            plan on offer, as a share of that with the plan made for them.
        points: the winner's worth under the traveller's stated objective, as a share of that of the
            first row; None where the row weighs by something else.
        offered: plans in all; ``paths`` walked, ``dropped`` of them.
        faults: rules broken, by the gates or the independent checker.
    """

    row: str
    trip: int
    city: str
    winner: float
    best: float
    points: float | None
    offered: float
    paths: float
    dropped: float
    faults: int
    seconds: float


class Case(NamedTuple):
    """A trip, its ground and the travellers who judge what is offered."""

    number: int
    request: TripRequest
    supplies: Supplies
    table: Table
    panel: tuple[Traveller, ...]


def request_of(number: int, cities: Sequence[str]) -> TripRequest:
    """The trip of a number: cities, seasons and parties in turn, the rest drawn."""
    rng = Random(number)
    liked = rng.sample(list(CLASSES), rng.choice((0, 1, 1, 2)))
    city, season = cities[number % len(cities)], (number + number // len(cities)) % len(STARTS)
    return TripRequest(
        destinations=(Destination(city=city, nights=rng.choice(NIGHTS)),),
        start=STARTS[season],
        party=PARTIES[number % len(PARTIES)],
        pace=rng.choice(PACES),
        interests={kind.value: INTEREST for name in liked for kind in CLASSES[name].members},
    )


def case_of(number: int, bench: Bench, travellers: int) -> Case:
    """The case of a number."""
    asked = request_of(number, [store.city.id for store in bench.stores])
    request, stores, _ = resolve(asked, ())
    supplies = gather(request, stores)
    panel = tuple(draw(1_000 * number + which, request) for which in range(travellers))
    table = Table(_ground(request, supplies, number), number)
    return Case(number, request, supplies, table, panel)


def _ground(request: TripRequest, supplies: Supplies, seed: int) -> Ground:
    found = survey(request, supplies, MaxRounds(rounds_for(request)), seed=seed)
    assert isinstance(found, Ground)  # nothing that could conflict is asked for
    return found


def outcomes(case: Case, bench: Bench) -> Iterator[Outcome]:
    """What every row is worth on one trip."""
    judge = Judge(case.request, case.supplies.world)
    known = [judge.satisfaction(who, known_plan(case, who)) for who in case.panel]
    first = 0.0
    for name, row in ROWS.items():
        began = time.perf_counter()
        tables = [
            known_table(case, who, bench, PERSONAL[name]) if name in PERSONAL else case.table
            for who in case.panel
        ]
        offers = {id(table): row(table) for table in tables}
        seconds = (time.perf_counter() - began) / len(offers)
        shares = [
            [judge.satisfaction(who, plan, _shut(plan, bench)) / best for plan in offer.plans]
            for who, best, table in zip(case.panel, known, tables, strict=True)
            for offer in (offers[id(table)],)
        ]
        told = list(offers.values())
        first = first or told[0].points
        yield Outcome(
            row=name,
            trip=case.number,
            city=case.request.destinations[0].city,
            winner=fmean(plans[0] for plans in shares),
            best=fmean(max(plans) for plans in shares),
            points=None if name in PERSONAL else told[0].points / first,
            offered=fmean(len(offer.plans) for offer in told),
            paths=fmean(offer.paths for offer in told),
            dropped=fmean(offer.dropped for offer in told),
            faults=sum(1 for offer in told for plan in offer.plans for _ in bench.judged(plan)),
            seconds=round(seconds, 3),
        )


def known_table(case: Case, traveller: Traveller, bench: Bench, known: Known) -> Table:
    """The trip for one who is known by check-ins in another of the cities."""
    here, start = case.request.destinations[0].city, case.request.start
    home = next((store for store in bench.stores if store.city.id != here), bench.stores[0])
    places, supplies = list(home.places()), case.supplies
    if known.visits:
        stores = {store.city.id: store for store in bench.stores}
        been = visits(traveller, home.city, places, start)
        prior = prior_of(case.request, supplies.places, stores, been)
        supplies = supplies._replace(prior=prior)
    if known.memory:
        tastes = past(traveller, places, start).tastes
        supplies = Recollection(tastes=tastes).supplied(supplies)
    return Table(_ground(case.request, supplies, case.number), case.number)


def known_plan(case: Case, traveller: Traveller) -> Itinerary:
    """The plan made for a traveller whose preferences are known, with as much search as a row's."""
    request = case.request.model_copy(update={"interests": {}, "pace": traveller.pace})
    prior = traveller.prior(place for places in case.supplies.places for place in places)
    ground = _ground(request, case.supplies._replace(prior=prior), case.number)
    problem = replace(
        ground.problem, arrays=replace(ground.problem.arrays, weights=traveller.weights)
    )
    found = optimise(problem.arrays, case.table.stop(1.0), case.number, initial=ground.start)
    return written(problem, found)


def _shut(plan: Itinerary, bench: Bench) -> frozenset[tuple[int, int]]:
    """(Day, stop) of the stops whose doors are shut, or whose sights are not to be seen then."""
    return frozenset(
        (found.day, found.stop)
        for found in violations(plan, bench.world)
        if found.rule in AT_THE_DOOR and found.day is not None and found.stop is not None
    )


def figures(rows: Sequence[Outcome]) -> dict[str, float]:
    """Means by row, with the bounds of their intervals; differences to the first row too."""
    told: dict[str, float] = {}
    by_row: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in rows:
        by_row[outcome.row].append(outcome)
    first = next(iter(by_row.values()))
    for name, mine in by_row.items():
        key = _key(name)
        for what in ("winner", "best"):
            told |= _spread(f"{key}_{what}", np.array([getattr(o, what) for o in mine]))
        points = [o.points for o in mine if o.points is not None]
        if points:
            told |= _spread(f"{key}_points", np.array(points))
        for what in ("winner", "best"):
            gain = [getattr(o, what) - getattr(f, what) for o, f in zip(mine, first, strict=True)]
            told |= _spread(f"{key}_{what}_gain", np.array(gain))
        for what in ("offered", "paths", "dropped", "seconds"):
            told[f"{key}_{what}"] = fmean(getattr(o, what) for o in mine)
        told[f"{key}_faults"] = sum(o.faults for o in mine)
    return told


def _spread(name: str, values: Floats) -> dict[str, float]:
    """The mean over trips and its 95 % interval, by bootstrap."""
    low, high = interval(values)
    return {name: float(values.mean()), f"{name}_low": low, f"{name}_high": high}


def table_of(told: Mapping[str, float], trips: int, travellers: int) -> Grid:
    """One line a row: regrets and gains in percent with half their intervals, then the counts."""
    title = f"{trips} trips, {travellers} travellers each: regret in %, gain on the first row"
    grid = Grid("row", title=title, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for head in (
        "winner",
        "gain",
        "best offered",
        "gain",
        "own",
        "paths",
        "dropped",
        "faults",
        "s",
    ):
        grid.add_column(head, justify="right")
    for name in ROWS:
        key = _key(name)
        grid.add_row(
            name,
            *(
                _cell(told, f"{key}_{what}", regret="gain" not in what)
                for what in ("winner", "winner_gain", "best", "best_gain")
            ),
            f"{100 * told[f'{key}_points']:.1f}" if f"{key}_points" in told else "",
            *(f"{told[f'{key}_{what}']:.1f}" for what in ("paths", "dropped")),
            f"{told[f'{key}_faults']:.0f}",
            f"{told[f'{key}_seconds']:.2f}",
        )
    return grid


def _cell(told: Mapping[str, float], name: str, *, regret: bool) -> str:
    """A mean in percent, or what it lacks of 100, and half the width of its interval."""
    mean, low, high = (100 * told[f"{name}{end}"] for end in ("", "_low", "_high"))
    return f"{100 - mean if regret else mean:.1f} ±{(high - low) / 2:.1f}"


def _key(row: str) -> str:
    """A row's name as figures begin with it."""
    return row.replace(",", "").replace(" ", "_")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table; 0 where no gated plan breaks a rule, else 1."""
    parser = parser_of("paths", __doc__)
    parser.add_argument("--trips", type=positive, default=16, help="how many trips (16)")
    parser.add_argument("--travellers", type=positive, default=4, help="who judge each (4)")
    parser.add_argument("--first", type=int, default=0, help="number of the first trip (0)")
    parser.add_argument("--city", action="append", default=[], help="id of a city; all if none")
    given = parser.parse_args(arguments)
    bench, rows = open_bench(given.city), list[Outcome]()
    for number in range(given.first, given.first + given.trips):
        rows += outcomes(case_of(number, bench, given.travellers), bench)
        told = figures(rows)
        # What is measured so far is kept, should the rest be cut off.
        write({"figures": told, "rows": [asdict(row) for row in rows]}, given.out)
    Console().print(table_of(told, given.trips, given.travellers))
    return 1 if any(row.faults for row in rows if row.row not in UNGATED) else 0


if __name__ == "__main__":
    raise SystemExit(main())
