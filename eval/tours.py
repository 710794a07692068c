"""Next place of a tourist's day in a held-out city, learned in the other cities.

    wayplan eval tours --folder flickr_tours --out report.json

A folder holds ``poi-X.csv`` (poiID, poiCat, poiLat, poiLon) and ``traj-X.csv`` (userID, trajID,
poiID, startTime) for each city X. Every step of every day is asked; places already visited that
day are ruled out for every ranking alike. A place's popularity is the share of the city's other
visitors who went there: the asked visitor's own visits never count.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.bootstrap import interval
from eval.command import parser_of, write
from planner.errors import ImportFileError, UserError
from tools.next_poi.metrics import Placing
from tools.next_poi.newcity import Attraction, Walk
from tools.next_poi.training.newcity import fit_attraction
from tools.next_poi.visits import Places, kilometres

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tools.next_poi.visits import FloatArray, IntArray


@dataclass(frozen=True)
class Tours:
    """One city's days.

    Attributes:
        visitors: the user of each day.
        days: places visited on each day, in order, consecutive repeats merged.
    """

    city: str
    places: Places
    visitors: tuple[str, ...]
    days: tuple[IntArray, ...]


@dataclass(frozen=True)
class Step:
    """One question: where next on a walk.

    Attributes:
        day: number of the day within its city, to resample whole days.
    """

    walk: Walk
    target: int
    day: int


def read_tours(folder: Path, city: str) -> Tours:
    """The days of one city.

    Raises:
        ImportFileError: a file is absent or lacks a column.
    """
    try:
        pois = _rows(folder / f"poi-{city}.csv")
        categories = tuple(sorted({row["poiCat"] for row in pois}))
        places = Places(
            ids=tuple(row["poiID"] for row in pois),
            category=np.array([categories.index(row["poiCat"]) for row in pois]),
            lat=np.array([float(row["poiLat"]) for row in pois]),
            lon=np.array([float(row["poiLon"]) for row in pois]),
            categories=categories,
        )
        days: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for row in _rows(folder / f"traj-{city}.csv"):
            visit = int(row["startTime"]), places.index[row["poiID"]]
            days[row["userID"], row["trajID"]].append(visit)
    except (OSError, KeyError, ValueError) as error:
        raise ImportFileError(
            f"Cannot read tours of {city!r} in {str(folder)!r}: {error!r}."
        ) from error
    paths = tuple(_merged([place for _, place in sorted(visits)]) for visits in days.values())
    return Tours(city, places, tuple(user for user, _ in days), paths)


def steps(tours: Tours, elsewhere: Mapping[str, Mapping[str, float]]) -> Iterator[Step]:
    """Every step to a place not yet visited that day.

    ``elsewhere`` is each visitor's taste in other cities.
    """
    been = defaultdict(set)
    for user, day in zip(tours.visitors, tours.days, strict=True):
        been[user].update(day.tolist())
    visitors = np.bincount([p for seen in been.values() for p in seen], minlength=len(tours.places))
    for number, (user, day) in enumerate(zip(tours.visitors, tours.days, strict=True)):
        own = np.bincount(sorted(been[user]), minlength=len(tours.places))
        popularity = (visitors - own) / max(len(been) - 1, 1)
        for end in range(1, len(day)):
            if day[end] not in day[:end]:
                walk = Walk(tours.places, popularity, day[:end], elsewhere.get(user, {}))
                yield Step(walk, int(day[end]), number)


def tastes(cities: Sequence[Tours]) -> dict[str, dict[str, float]]:
    """Share of each category in what each visitor did in ``cities``."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for tours in cities:
        for user, day in zip(tours.visitors, tours.days, strict=True):
            counts[user].update(tours.places.categories[c] for c in tours.places.category[day])
    return {
        user: {c: n / found.total() for c, n in found.items()} for user, found in counts.items()
    }


def learn(cities: Sequence[Tours]) -> Attraction:
    """What draws people on, from the steps taken in ``cities``."""
    asked: list[tuple[Walk, int]] = []
    for tours in cities:
        others = tastes([other for other in cities if other is not tours])
        asked += [(step.walk, step.target) for step in steps(tours, others)]
    return fit_attraction(asked)


def hold_out(cities: Sequence[Tours], city: str, seed: int = 0) -> dict[str, Any]:
    """Figures on ``city`` of a ranking learned in the others, beside popularity and distance."""
    (asked,) = (tours for tours in cities if tours.city == city)
    others = [tours for tours in cities if tours.city != city]
    attraction = learn(others)
    placings: dict[str, list[Placing]] = defaultdict(list)
    days = []
    for step in steps(asked, tastes(others)):
        days.append(step.day)
        for name, scores in _rankings(step.walk, attraction).items():
            placings[name].append(Placing.of(scores, step.target))
    figures: dict[str, Any] = {name: _figures(found) for name, found in placings.items()}
    hits = {name: np.array([p.accuracy(5) for p in found]) for name, found in placings.items()}
    figures["margin"] = {
        name: _margin(hits["learned elsewhere"] - hits[name], np.array(days), seed)
        for name in ("popularity", "distance")
    }
    return {"steps": len(days), **figures}


def main(arguments: Sequence[str] | None = None) -> int:
    """Hold out, print the figures; 0."""
    parser = parser_of("tours", __doc__)
    parser.add_argument(
        "--folder", type=Path, required=True, help="folder with poi-X.csv and traj-X.csv"
    )
    parser.add_argument("--city", action="append", help="city to hold out; each of them without it")
    given = parser.parse_args(arguments)
    names = sorted(path.stem.removeprefix("poi-") for path in given.folder.glob("poi-*.csv"))
    if len(names) < 2:
        raise UserError(
            f"Expected tours of two cities or more in {str(given.folder)!r}, got {names}."
        )
    unknown = set(given.city or ()) - set(names)
    if unknown:
        raise UserError(f"Expected cities among {names}, got {sorted(unknown)}.")
    cities = [read_tours(given.folder, name) for name in names]
    found = {city: hold_out(cities, city) for city in given.city or names}
    for city, report in found.items():
        _show(city, report)
    write({"suite": "tours", "figures": found}, given.out)
    return 0


def _rankings(walk: Walk, attraction: Attraction) -> dict[str, FloatArray]:
    here = int(walk.path[-1])
    lat, lon = walk.places.lat, walk.places.lon
    plain = {
        "popularity": walk.popularity.copy(),
        "distance": -kilometres(lat[here], lon[here], lat, lon),
    }
    for scores in plain.values():
        scores[walk.path] = -np.inf
    return {**plain, "learned elsewhere": attraction.log_shares(walk)}


def _figures(placings: Sequence[Placing]) -> dict[str, float]:
    table = {f"acc@{k}": float(np.mean([p.accuracy(k) for p in placings])) for k in (1, 5, 10)}
    return {**table, "mrr": float(np.mean([p.reciprocal_rank() for p in placings]))}


def _margin(gain: FloatArray, days: IntArray, seed: int, rounds: int = 1000) -> dict[str, float]:
    """Mean of ``gain`` with the 2.5 % and 97.5 % points of its bootstrap over whole days."""
    _, number = np.unique(days, return_inverse=True)
    total, count = np.bincount(number, gain), np.bincount(number)
    low, high = interval(total, count, rounds, seed)
    return {"acc@5": float(gain.mean()), "low": low, "high": high}


def _show(city: str, report: Mapping[str, Any]) -> None:
    print(f"{city}: {report['steps']} steps")
    for name in ("popularity", "distance", "learned elsewhere"):
        print(
            f"  {name:18}" + " ".join(f"{key} {value:.4f}" for key, value in report[name].items())
        )
    for name, margin in report["margin"].items():
        print(
            f"  over {name:13}acc@5 {margin['acc@5']:+.4f} "
            f"[{margin['low']:+.4f}, {margin['high']:+.4f}]"
        )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _merged(path: Sequence[int]) -> IntArray:
    return np.array([p for i, p in enumerate(path) if i == 0 or p != path[i - 1]], dtype=np.int64)
