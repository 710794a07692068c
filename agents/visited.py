"""Where a traveller has been before, and what the next-place model makes of it for a trip."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from planner.errors import ImportFileError
from tools.next_poi.predictor import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from planner.place import Place
    from planner.request import TripRequest
    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.taste import Usual
    from tools.world import PlaceStore

COLUMNS = ("place", "category", "time")


def read_visits(path: Path) -> list[Visit]:
    """Visits from a CSV file with the columns place, category and time.

    The place is an id of a catalogue, the category one of Wayplan's, and either may be empty; the
    time is ISO 8601 with its zone.

    Raises:
        ImportFileError: the file is absent, lacks a column, or a line cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(COLUMNS) - set(reader.fieldnames or ())
            if missing:
                raise ImportFileError(
                    f"Expected columns {', '.join(COLUMNS)} in {str(path)!r}, "
                    f"found {reader.fieldnames}."
                )
            return [_visit(line, path, reader.line_num) for line in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ImportFileError(f"Cannot read visits from {str(path)!r}: {error}.") from error


def _visit(line: Mapping[str, str], path: Path, number: int) -> Visit:
    text = line["time"] or ""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        at = dt.datetime.min
    if at.tzinfo is None:
        raise ImportFileError(
            f"Line {number} of {str(path)!r}: expected a time with its zone, such as "
            f"2026-05-04T18:30+02:00, got {text!r}."
        )
    return Visit(line["place"] or "", at, line["category"] or "")


@cache
def shipped() -> Checkpoint:
    """The model that ships; read once."""
    from tools.next_poi.checkpoint import SHIPPED, Checkpoint

    return Checkpoint.load(SHIPPED)


@cache
def usual_taste() -> Usual:
    """What the visitors of the model that ships do."""
    from tools.next_poi.taste import Usual

    return Usual(shipped())


def prior_of(
    request: TripRequest,
    places: Sequence[Sequence[Place]],
    stores: Mapping[str, PlaceStore],
    visits: Sequence[Visit],
    model: Path | None = None,
) -> dict[str, float]:
    """What ``visits`` say about the places of each destination, as factors around 1 by id.

    Args:
        model: folder of a checkpoint that is asked of the places it knows. The kinds of the visits
            decide for the others, held against what the visitors of the one that ships do.

    Raises:
        SettingsError: there is no such checkpoint in ``model``.
    """
    if not visits:
        return {}
    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.taste import Stay, Taste, prior_by_kind

    usual, found = usual_taste(), dict[str, float]()
    if model is None:
        for offered in places:
            found |= prior_by_kind(visits, offered, usual)
        return found
    from tools.next_poi.light import LightEngine

    checkpoint = Checkpoint.load(model)
    taste = Taste(checkpoint, LightEngine(checkpoint), usual)
    dates = [request.start + dt.timedelta(days=i) for i in range(request.days)]
    for i, (stop, offered) in enumerate(zip(request.destinations, places, strict=True)):
        days = [date for n, date in enumerate(dates) if request.city_index(n) == i]
        found |= taste.prior(visits, Stay(offered, stores[stop.city].city.timezone, days))
    return found
