"""How quick the place store is on made-up places: ``python -m tools.catalogue.bench 1000000``."""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from planner.city import City
from planner.model import Point
from planner.place import Place, VisitMinutes
from planner.taxonomy import Category, Group
from tools.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "sta",
    "vor",
    "bel",
    "du",
    "ghi",
    "ter",
    "no",
    "sa",
    "pe",
    "qui",
)
_CITY = City(
    id="big", name="Big", country="IT", timezone="Europe/Rome", currency="EUR", lat=45, lon=10
)


def write_synthetic(path: Path, number: int) -> None:
    """Write a catalogue of ``number`` places, scattered over 4 by 5.6 degrees; always the same."""
    Catalogue.write(path, _CITY, _places(number, random.Random(0)))


def measure(path: Path) -> dict[str, float]:
    """Median milliseconds of each kind of question to a catalogue of ``write_synthetic``."""
    figures = {"open": _median(lambda _: Catalogue.open(path).close())}
    with Catalogue.open(path) as catalogue:
        rng, total = random.Random(1), catalogue.count()
        points = [_point(rng) for _ in range(50)]
        ids = [f"big:{rng.randrange(total)}" for _ in range(50)]
        names = [place.name for place in map(catalogue.get, ids) if place is not None]
        museum = [Category.MUSEUM]
        questions: dict[str, Callable[[int], object]] = {
            "get": lambda i: catalogue.get(f"big:{i}"),
            "near 2 km, one category": lambda i: catalogue.near(points[i], 2000, museum),
            "near 2 km, all": lambda i: catalogue.near(points[i], 2000),
            "most popular 100": lambda _: catalogue.places(groups=[Group.SIGHT], limit=100),
            "find by name": lambda i: catalogue.find(names[i]),
            "find with a slip": lambda i: catalogue.find(names[i][:4] + names[i][5:]),
            "text search": lambda i: catalogue.text_search(names[i].split()[0]),
        }
        figures |= {label: _median(question) for label, question in questions.items()}
    return figures


def _median(question: Callable[[int], object], times: int = 25) -> float:
    taken = []
    for turn in range(times):
        start = time.perf_counter()
        question(turn)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _places(number: int, rng: random.Random) -> Iterator[Place]:
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(60_000)]
    kinds = list(Category)
    for index in range(number):
        category, at = rng.choice(kinds), _point(rng)
        yield Place(
            id=f"big:{index}",
            name=" ".join(rng.choices(words, k=3)).title(),
            city=_CITY.id,
            category=category,
            lat=at.lat,
            lon=at.lon,
            minutes=VisitMinutes(min=10, usual=20, max=40),
            setting=category.traits.setting,
            opening_hours="Mo-Su 10:00-18:00",
            popularity=round(rng.random() ** 3, 3),
            source="synthetic",
            as_of=dt.date(2026, 1, 1),
        )


def _point(rng: random.Random) -> Point:
    return Point(lat=45 + rng.uniform(-2, 2), lon=10 + rng.uniform(-2.8, 2.8))


def main(number: int) -> None:
    """Write, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.db"
        start = time.perf_counter()
        write_synthetic(path, number)
        took = time.perf_counter() - start
        print(f"{number} places: written in {took:.1f} s, {os.path.getsize(path) / 1e6:.0f} MB")
        for label, milliseconds in measure(path).items():
            print(f"  {label:26} {milliseconds:8.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]))
