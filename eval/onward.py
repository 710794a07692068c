"""Where to go on to: do simulated travellers go where a plan's ``to spare`` would send them.

    wayplan eval onward --count 300 --out report.json

Travellers are simulated by the recipe of the model that ships, with another seed. In the last city
that each of them visits, the sights within a walk of where they are, open then and not visited yet,
are ranked at two moments of each day: the nearest first, those of most renown first, by the model
told of this city alone, and by the model told of the cities before too. It is counted how often the
first two hold where they went next, and how much these are to their hidden taste.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from agents.spare import TOLD
from agents.visited import shipped, usual_taste
from agents.whereto import rank, rungs
from eval.bootstrap import interval
from eval.command import parser_of, positive, write
from eval.taste import SEED, journeys
from planner.spare import MOST_MINUTES
from planner.taxonomy import Group
from tools.next_poi.mask import closed_places
from tools.next_poi.predictor import Predictor
from tools.next_poi.training.simulate import PACE
from tools.next_poi.visits import kilometres

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from planner.facts import World
    from planner.place import Place
    from tools.next_poi.predictor import Visit
    from tools.next_poi.visits import BoolArray, FloatArray

WAYS = ("nearest", "renown", "model", "model and visits")


@dataclass(frozen=True, slots=True)
class Sent:
    """The first ``TOLD`` sights of one ranking at one moment.

    Attributes:
        moment: number of the moment; all rankings of one have the same.
        way: who ranked, one of ``WAYS``.
        hit: whether the traveller went to one of them next.
        taste: their mean hidden points; 0 is indifferent, 1 the spread of tastes.
    """

    moment: int
    way: str
    hit: bool
    taste: float


def measure(count: int, seed: int = SEED) -> Iterator[Sent]:
    """What ``count`` travellers are told at every moment, by every way."""
    predictor = Predictor(shipped(), rungs(shipped(), None))
    moment = 0
    for traveller, before, here, store, world in journeys(count, seed):
        sights = list(store.places((Group.SIGHT,)))
        for past, after in _moments(here):
            last = store.get(past[-1].place)
            barred = _barred(sights, last, past, after.at, world) if last is not None else None
            goal = [place.id == after.place for place in sights]
            if barred is None or last is None or not (goal & ~barred).any():
                continue
            tastes = np.array([traveller.taste(place) for place in sights])
            for way, scores in _scores(sights, last, before, past, after.at, predictor).items():
                best = np.argsort(-np.where(barred, -np.inf, scores), kind="stable")[:TOLD]
                best = best[~barred[best]]
                hit = any(goal[i] for i in best)
                yield Sent(moment, way, hit, float(tastes[best].mean()))
            moment += 1


def _moments(here: Sequence[Visit]) -> Iterator[tuple[Sequence[Visit], Visit]]:
    """What was visited up to the middle and up to the last step of each day, and what came next."""
    start = 0
    for _, days in groupby(here, key=lambda visit: visit.at.date()):
        size = len(list(days))
        for step in (size // 2, size - 1):
            if step >= 2:
                yield here[: start + step], here[start + step]
        start += size


def _barred(
    sights: Sequence[Place], last: Place, past: Sequence[Visit], at: dt.datetime, world: World
) -> BoolArray:
    """Which of the sights are out of reach, visited or shut, [p]."""
    ids = [place.id for place in sights]
    visited = np.isin(ids, [visit.place for visit in past])
    return visited | (_km(sights, last) > MOST_MINUTES * PACE) | closed_places(world, ids, at)


def _scores(
    sights: Sequence[Place],
    last: Place,
    before: Sequence[Visit],
    past: Sequence[Visit],
    at: dt.datetime,
    predictor: Predictor,
) -> Mapping[str, FloatArray]:
    """Every way's score of the sights, [p] each."""

    def by_model(visits: Sequence[Visit]) -> FloatArray:
        open_all = np.zeros(len(sights), dtype=bool)
        return rank(sights, visits, at, predictor, usual_taste(), {}, open_all).scores

    renown = np.array([place.popularity for place in sights])
    told = (-_km(sights, last), renown, by_model(past), by_model([*before, *past]))
    return dict(zip(WAYS, told, strict=True))


def _km(sights: Sequence[Place], last: Place) -> FloatArray:
    lat, lon = np.array([p.lat for p in sights]), np.array([p.lon for p in sights])
    return kilometres(last.lat, last.lon, lat, lon)


def figures(found: Sequence[Sent]) -> dict[str, Any]:
    """Means by way; what the model has over each other way, with its 95 % interval."""
    rows = {way: [sent for sent in found if sent.way == way] for way in WAYS}
    told: dict[str, Any] = {"moments": len(rows[WAYS[0]])}
    for name in ("hit", "taste"):
        values = {way: np.array([float(getattr(s, name)) for s in rows[way]]) for way in WAYS}
        told |= {f"{name}: {way}": float(column.mean()) for way, column in values.items()}
        for way in WAYS[2:]:
            for other in WAYS[:2]:
                more = values[way] - values[other]
                low, high = interval(more)
                told[f"{name}: {way} over {other}"] = [float(more.mean()), low, high]
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print; 0."""
    parser = parser_of("onward", __doc__)
    parser.add_argument("--count", type=positive, default=300, help="how many travellers")
    parser.add_argument("--seed", type=int, default=SEED, help="of the travellers")
    given = parser.parse_args(arguments)
    found = list(measure(given.count, given.seed))
    told = figures(found)
    for name, value in told.items():
        shown = " ".join(f"{part:+.3f}" for part in value) if isinstance(value, list) else value
        print(f"{name:40} {shown if isinstance(shown, str) else round(shown, 3)}")
    write({"figures": told, "rows": [asdict(sent) for sent in found]}, given.out)
    return 0
