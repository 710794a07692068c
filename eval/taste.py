"""Does the taste that visits tell reach the plan: hidden tastes of simulated travellers.

    wayplan eval taste --count 40 --out report.json

Travellers are simulated by the recipe of the model that ships, with tastes that only the simulation
knows. Each has visited three cities; a trip to the fourth is planned knowing nothing of them and
knowing their visits. It is counted how much a sight of each plan is to their taste.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from agents import app
from eval.bootstrap import interval
from eval.command import parser_of, positive, write
from planner.itinerary import Itinerary
from planner.taxonomy import Group
from tools.catalogue import Catalogue
from tools.next_poi.predictor import Visit
from tools.next_poi.training.simulate import Society, Town, simulate
from tools.starter import city_ids
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.next_poi.training.data import Row
    from tools.next_poi.training.simulate import Traveller

#: Seed of the travellers; the model's own are drawn with another (``training.starter.SEED``).
SEED = 1_000
START, DAYS = dt.date(2027, 5, 11), 3
WAYS = ("nothing", "visits")


@dataclass(frozen=True, slots=True)
class Met:
    """One plan held against a traveller's hidden taste.

    Attributes:
        known: what the planner knew of them, one of ``WAYS``.
        taste: mean hidden points of a sight in the plan; 0 is indifferent, 1 the spread of tastes.
        renown: mean popularity of a sight, 0..1.
        sights: how many there are.
    """

    city: str
    traveller: str
    known: str
    taste: float
    renown: float
    sights: int


class Journey(NamedTuple):
    """A simulated traveller with what they visited, oldest first.

    Attributes:
        before, last: in other cities, and in the last one.
        store: the last city's catalogue.
    """

    traveller: Traveller
    before: list[Visit]
    last: list[Visit]
    store: Catalogue
    world: CatalogueWorld


def measure(count: int, seed: int = SEED) -> Iterator[Met]:
    """Plans for ``count`` travellers, two for each."""
    for journey in journeys(count, seed):
        for known in WAYS:
            told = [] if known == "nothing" else journey.before
            city = journey.store.city.id
            trip = {"destinations": [{"city": city, "nights": DAYS - 1}], "start": START}
            plan = app.plan(trip, visits=told)
            assert isinstance(plan, Itinerary), "a trip without any wish is never refused"
            yield _met(plan, journey.traveller, journey.store, known)


def journeys(count: int, seed: int) -> Iterator[Journey]:
    """Those of ``count`` travellers through the starter cities."""
    stores = {city_id: Catalogue.starter(city_id) for city_id in city_ids()}
    world, society = CatalogueWorld(stores), Society(travellers=count)
    towns = [Town(store.city, store.places(), world, society) for store in stores.values()]
    zones = {town.city.id: town.zone for town in towns}
    for traveller, rows in simulate(towns, society, seed):
        visits = [_visit(row, zones[row.place.partition(":")[0]]) for row in rows]
        city = rows[-1].place.partition(":")[0]
        last = [visit for visit in visits if visit.place.startswith(f"{city}:")]
        before = [visit for visit in visits if not visit.place.startswith(f"{city}:")]
        yield Journey(traveller, before, last, stores[city], world)


def figures(found: Sequence[Met]) -> dict[str, Any]:
    """Means by what was known; gains over nothing with their 95 % interval over travellers."""
    rows = {known: [met for met in found if met.known == known] for known in WAYS}
    told: dict[str, Any] = {"plans": len(found)}
    for known, mets in rows.items():
        for name in ("taste", "renown", "sights"):
            told[f"{known}_{name}"] = float(np.mean([getattr(met, name) for met in mets]))
    for known in WAYS[1:]:
        plain = {met.traveller: met.taste for met in rows["nothing"]}
        gains = np.array([met.taste - plain[met.traveller] for met in rows[known]])
        low, high = interval(gains)
        told[f"{known}_gain"] = float(gains.mean())
        told[f"{known}_gain_low"], told[f"{known}_gain_high"] = low, high
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print; 0."""
    parser = parser_of("taste", __doc__)
    parser.add_argument("--count", type=positive, default=40, help="how many travellers")
    parser.add_argument("--seed", type=int, default=SEED, help="of the travellers")
    given = parser.parse_args(arguments)
    found = list(measure(given.count, given.seed))
    told = figures(found)
    for name, value in told.items():
        print(f"{name:18} {value:.3f}")
    write({"figures": told, "rows": [asdict(met) for met in found]}, given.out)
    return 0


def _visit(row: Row, zone: dt.tzinfo) -> Visit:
    return Visit(row.place, dt.datetime.fromtimestamp(row.time, zone), row.category)


def _met(plan: Itinerary, traveller: Traveller, store: Catalogue, known: str) -> Met:
    ids = [stop.place_id for day in plan.days for stop in day.stops if stop.place_id]
    places = [place for place in map(store.get, ids) if place is not None]
    sights = [place for place in places if place.group is Group.SIGHT]
    return Met(
        city=store.city.id,
        traveller=traveller.name,
        known=known,
        taste=float(np.mean([traveller.taste(place) for place in sights])),
        renown=float(np.mean([place.popularity for place in sights])),
        sights=len(sights),
    )
