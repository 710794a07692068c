"""Catalogues that know nothing of doors: what a planner makes of a city that never shuts."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eval.trial import Bench
    from planner.place import Place

#: What a place is like that is open on any day at any hour.
OPEN = {
    "opening_hours": "24/7", "last_admission": None, "closures": (), "open_months": None,
    "daylight": False,
}  # fmt: skip


@cache
def doorless(bench: Bench) -> tuple[Path, ...]:
    """Files of a bench's cities without doors, until the process ends."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return tuple(without_doors(bench.stores, Path(folder.name)))


def without_doors(stores: Iterable[Catalogue], folder: Path) -> list[Path]:
    """Write each catalogue to a file of the folder, every place open at all times."""
    files = []
    for store in stores:
        path = folder / f"{store.city.id}.db"
        Catalogue.write(path, store.city, map(_opened, store.places()))
        files.append(path)
    return files


def _opened(place: Place) -> Place:
    return place.model_copy(update=OPEN)
