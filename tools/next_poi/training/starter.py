"""The recipe of the checkpoint that ships with Wayplan (``make starter-model``).

python -m tools.next_poi.training.starter --out DIR
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tools import starter
from tools.catalogue import Catalogue
from tools.next_poi.training.data import split_rows
from tools.next_poi.training.folds import FoldPlan
from tools.next_poi.training.foresee import Course
from tools.next_poi.training.model import Shape
from tools.next_poi.training.pointer import Size
from tools.next_poi.training.rank import Boosting
from tools.next_poi.training.recipe import Plan, build
from tools.next_poi.training.recollect import Practice
from tools.next_poi.training.simulate import Society, Town, simulate
from tools.next_poi.training.train import Recipe
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from tools.next_poi.training.data import Row

CARD = (
    "Trained by tools.next_poi.training.starter on visits that the project itself simulates on "
    "its starter catalogue (Copenhagen, Kyoto, New York, Rome): made-up travellers with random "
    "tastes who go to places that are open. Nobody's real visits are in it. It knows how taste "
    "carries over from one kind of place and one city to another as far as the simulation says "
    "so, and no more. Figures are those of the simulated travellers' last visits."
)
SEED = 0
PLAN = Plan(
    shape=Shape(width=64, layers=2, heads=2, inner=160, dropout=0.1),
    recipe=Recipe(epochs=8, forget=0.15, stranger=0.4),
    practice=Practice(questions=6_000, epochs=4),
    boosting=Boosting(trees=100, ensembles=1),
    course=Course(questions=20_000, stale=0.5, epochs=2, size=Size(width=32, personal=0)),
    published=FoldPlan(cuts=(0.7,), reach_days=60, per_cut=800),
    live=FoldPlan(cuts=(0.7, 0.8), live=True, reach_days=30, per_cut=800),
    seed=SEED,
)


def towns(society: Society) -> list[Town]:
    """The starter cities."""
    stores = {city_id: Catalogue.starter(city_id) for city_id in starter.city_ids()}
    world = CatalogueWorld(stores)
    return [Town(store.city, store.places(), world, society) for store in stores.values()]


def visits(society: Society, seed: int = SEED) -> list[Row]:
    """Everybody's visits, in order of time."""
    rows = [row for _, visited in simulate(towns(society), society, seed) for row in visited]
    return sorted(rows, key=lambda row: (row.time, row.user))


def main() -> None:
    """Simulate, train, and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="checkpoint folder")
    folder: Path = parser.parse_args().out
    society = Society()
    rows, later = split_rows(visits(society))
    print(f"{len(rows)} simulated visits, {len(later)} later ones", flush=True)
    drawn = {**asdict(society), "start": society.start.isoformat()}
    build(rows, later, folder, PLAN, print, {"card": CARD, "society": drawn})


if __name__ == "__main__":
    main()
