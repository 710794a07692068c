"""Which columns of a table hold what: maps for known layouts, and the user's own as TOML."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import ImportFileError
from planner.taxonomy import Category
from tools.importers.refs import safe_ref

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which columns hold what.

    Attributes:
        columns: ours (``id``, ``name``, ``lat``, ``lon``, ``geometry``, ``category``, ``closed``,
            ``confidence`` or a tag) -> dotted path into the row; several are tried in order.
        detect: columns by which a file shows that it has this layout.
        categories: provider category (shell pattern) -> our category or ``skip``; empty takes the
            provider's for OpenStreetMap values.
        closed_values: values of ``closed`` that mean closed for good; ``*`` is any.
        cuisine: pattern with a group ``cuisine`` to find in the provider's category.
    """

    source: str
    columns: Mapping[str, tuple[str, ...]]
    detect: frozenset[str]
    categories: Mapping[str, str]
    closed_values: frozenset[str]
    cuisine: re.Pattern[str] | None
    no_cuisine: frozenset[str]

    @classmethod
    def load(cls, text: str, label: str) -> ColumnMap:
        """Parse a map.

        Raises:
            ImportFileError: the text is no TOML, or names a category that does not exist.
        """
        try:
            raw = tomllib.loads(text)
            columns = {
                k: (v,) if isinstance(v, str) else tuple(v) for k, v in raw["columns"].items()
            }
            categories = dict(raw.get("categories", {}))
            for category in set(categories.values()) - {"skip"}:
                Category(category)
            cuisine = raw.get("cuisine", {})
            return cls(
                safe_ref(str(raw.get("source", ""))) or "table",
                columns,
                frozenset(raw.get("detect", ())),
                categories,
                frozenset(raw.get("closed_values", {}).get("values", ())),
                re.compile(cuisine["pattern"]) if cuisine else None,
                frozenset(cuisine.get("except", ())),
            )
        except (
            tomllib.TOMLDecodeError,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            re.error,
        ) as error:
            raise ImportFileError(f"{label} is not a column map: {error}.") from error

    def category_of(self, value: str) -> tuple[Category | None, bool]:
        """(our category, whether the map has an answer); a category of None is not wanted."""
        for pattern, ours in self.categories.items():
            if fnmatchcase(value, pattern):
                return (None if ours == "skip" else Category(ours)), True
        return None, bool(self.categories)

    def cuisine_of(self, value: str) -> str | None:
        """The cuisine that a provider's category names."""
        match = self.cuisine.match(value) if self.cuisine else None
        if match is None or match["cuisine"].lower() in self.no_cuisine:
            return None
        return match["cuisine"].lower()


def built_in_maps() -> dict[str, ColumnMap]:
    """Maps that ship with Wayplan, by name."""
    return dict(_built_in())


def layout_for(path: Path, columns: Sequence[str], column_map: str | Path | None) -> ColumnMap:
    """The map to use, checked against the file's columns.

    Raises:
        ImportFileError: there is no such map, or the file lacks columns that it needs.
    """
    layout = _chosen(columns, column_map)
    there = set(columns)
    found = {ours for ours, paths in layout.columns.items() if any(root(p) in there for p in paths)}
    needed = {"name"} | (set() if "geometry" in found else {"lat", "lon"})
    if missing := sorted(needed - found):
        raise ImportFileError(
            f"{path}: no column for {', '.join(missing)}; it has {', '.join(columns)}."
            " Name them in a column map."
        )
    absent = [p for paths in layout.columns.values() for p in paths if root(p) not in there]
    if absent and column_map is not None and str(column_map) not in _built_in():
        raise ImportFileError(
            f"{path}: the column map names {', '.join(absent)}; it has {', '.join(columns)}."
        )
    return layout


def _chosen(columns: Sequence[str], column_map: str | Path | None) -> ColumnMap:
    maps = _built_in()
    if column_map is None:
        fits = (m for m in maps.values() if m.detect and m.detect <= set(columns))
        return next(fits, maps["plain"])
    if str(column_map) in maps:
        return maps[str(column_map)]
    file = Path(column_map)
    if not file.is_file():
        raise ImportFileError(f"No column map {str(column_map)!r}; built in are {', '.join(maps)}.")
    return ColumnMap.load(file.read_text("utf-8"), str(file))


@lru_cache(maxsize=1)
def _built_in() -> dict[str, ColumnMap]:
    folder = files("tools.importers").joinpath("columns")
    found = sorted((entry for entry in folder.iterdir()), key=lambda entry: entry.name)
    return {
        e.name.removesuffix(".toml"): ColumnMap.load(e.read_text("utf-8"), e.name) for e in found
    }


def root(path: str) -> str:
    """The column that a dotted path begins in."""
    return path.split(".", 1)[0]
