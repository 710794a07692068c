"""Which catalogue a city's name, or a file's path, stands for."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import CatalogueError, UnknownNameError
from tools import starter
from tools.catalogue.store import Catalogue
from tools.names import fold, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.city import City

_NEAR_SCORE = 0.5
#: Catalogue files kept open for the next who asks.
_KEPT = 16


def resolve_city(name: str, extra_paths: Iterable[Path | str] = ()) -> Catalogue:
    """The catalogue of a city by id, name or alias, or of a catalogue file by its path.

    It is shared by all who ask in this process, with the places that they have read: closing it
    leaves it open. A file that has changed since is opened anew.

    Args:
        name: as typed; case and accents do not matter.
        extra_paths: catalogue files, or folders of ``*.db`` files; searched before the starter
            cities.

    Raises:
        UnknownNameError: no city is called so; carries the nearest names.
        CatalogueError: the file named is no catalogue, or no city is called so and one of the
            extra files cannot be read.
    """
    if name.endswith(".db"):
        return _opened(Path(name))
    wanted, known, broken = fold(name), dict[str, str](), list[CatalogueError]()
    for path in catalogue_files(extra_paths):
        try:
            catalogue = _opened(path)
        except CatalogueError as error:
            broken.append(error)
            continue
        names = _city_names(catalogue.city)
        if wanted in names:
            return catalogue
        known |= names
    for city_id in starter.city_ids():
        names = _starter_names(city_id)
        if wanted in names:
            return Catalogue.starter(city_id)
        known |= names
    if broken:
        raise broken[0]
    raise UnknownNameError("city", name, _nearest(wanted, known))


def _opened(path: Path) -> Catalogue:
    try:
        stamp = path.stat()
    except OSError:
        return Catalogue.open(path)  # which tells what is wrong
    return _shared(path.resolve(), stamp.st_ino, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=_KEPT)
def _shared(path: Path, _inode: int, _changed: int, _size: int) -> Catalogue:
    return Catalogue.open(path, shared=True)


def city_names(extra_paths: Iterable[Path | str] = ()) -> dict[str, str]:
    """Every folded name of every city there is -> the city's name.

    Raises:
        CatalogueError: one of the extra files cannot be read.
    """
    known: dict[str, str] = {}
    for city_id in starter.city_ids():
        known |= _starter_names(city_id)
    for path in catalogue_files(extra_paths):
        known |= _city_names(_opened(path).city)
    return known


def catalogue_files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The files that these files and folders stand for."""
    for path in map(Path, paths):
        yield from sorted(path.glob("*.db")) if path.is_dir() else (path,)


def _city_names(city: City) -> dict[str, str]:
    """Every folded name of a city -> its name."""
    return {
        fold(name): city.name
        for name in (city.id, city.name, city.name_local or city.name, *city.aliases)
    }


def _starter_names(city_id: str) -> dict[str, str]:
    """As ``_city_names``, without reading the places."""
    raw = json.loads((starter.ROOT / city_id / "city.json").read_text(encoding="utf-8"))
    name = raw["name"]
    return {
        fold(key): name
        for key in (city_id, name, raw.get("name_local") or name, *raw.get("aliases", ()))
    }


def _nearest(wanted: str, known: dict[str, str]) -> tuple[str, ...]:
    """City names like ``wanted``, likeliest first; all of them where none is."""
    scored = sorted(((similarity(wanted, key), name) for key, name in known.items()), reverse=True)
    near = [name for score, name in scored if score >= _NEAR_SCORE]
    return tuple(dict.fromkeys(near or sorted(known.values())))[:5]
