"""The catalogue that ships with Wayplan: four cities as JSON lines (format: README.md beside)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from planner.city import City
from planner.errors import CatalogueError
from planner.place import Place
from planner.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent
FILES = ("sights", "food", "stay", "hubs")
SOURCE = "starter"


def city_ids() -> tuple[str, ...]:
    """Ids of the cities that ship with Wayplan, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in ROOT.glob("*/city.json")))


def load(city_id: str) -> tuple[City, tuple[Place, ...]]:
    """Read one city.

    Raises:
        CatalogueError: the city does not ship, or a line does not fit its schema; the message names
            file and line.
    """
    folder = ROOT / city_id
    if not (folder / "city.json").is_file():
        raise CatalogueError(f"No starter city {city_id!r}; there are {', '.join(city_ids())}.")
    raw = json.loads((folder / "city.json").read_text(encoding="utf-8"))
    as_of = raw.pop("as_of")
    try:
        city = City.model_validate({**raw, "source": SOURCE})
    except ValidationError as error:
        raise CatalogueError(f"{folder.name}/city.json: {error}") from error
    return city, tuple(_places(folder, city, as_of))


def _places(folder: Path, city: City, as_of: str) -> Iterator[Place]:
    for stem in FILES:
        path = folder / f"{stem}.jsonl"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                yield Place.model_validate(_complete(json.loads(line), city, as_of))
            except (ValueError, KeyError) as error:
                raise CatalogueError(
                    f"{folder.name}/{path.name}, line {number}: {error}"
                ) from error


def _complete(row: dict[str, Any], city: City, as_of: str) -> dict[str, Any]:
    """Add what every line of a file shares, and the category's usual values, marked as such."""
    traits = Category(row["category"]).traits
    defaulted = [name for name in ("minutes", "setting") if name not in row]
    low, usual, high = row.get("minutes", traits.minutes)
    if "admission" in row:
        row["admission"] = {"currency": city.currency, **row["admission"]}
    if "meal_price" in row or "nightly_rate" in row:
        row.setdefault("currency", city.currency)
    return {
        "setting": traits.setting,
        **row,
        "city": city.id,
        "minutes": {"min": low, "usual": usual, "max": high},
        "source": SOURCE,
        "as_of": as_of,
        "defaulted": defaulted,
    }
