"""How far two catalogues of one city agree: on where places lie, and on when they are open."""

from __future__ import annotations

import datetime as dt
import statistics
from typing import TYPE_CHECKING

from planner.model import Record
from tools.distance import crow_metres
from tools.hours import opening
from tools.names import fold, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.city import City
    from planner.place import Place
    from tools.catalogue import Catalogue

#: Names at least so alike, this close or closer, are taken as one place.
SAME_NAME, FAR_M = 0.95, 1500.0
_QUARTER, _QUARTERS = 15, 96
_WEEK = 7


class Matched(Record):
    """One place that both catalogues hold.

    Attributes:
        metres: distance between its two positions.
        hours_agreement: share of the week's quarter-hours on which both say open or both say
            closed; None where either does not know its hours.
    """

    name: str
    a_id: str
    b_id: str
    metres: float
    a_hours: str | None
    b_hours: str | None
    hours_agreement: float | None


class Comparison(Record):
    """What two catalogues share; ``only_in_a`` counts places of the first without a match."""

    city: str
    week: dt.date
    matched: tuple[Matched, ...]
    only_in_a: int

    @property
    def median_metres(self) -> float | None:
        """Median distance between the two positions."""
        return statistics.median(m.metres for m in self.matched) if self.matched else None

    @property
    def hours_agreement(self) -> float | None:
        """Mean agreement of hours over the places whose hours both know."""
        known = [m.hours_agreement for m in self.matched if m.hours_agreement is not None]
        return statistics.fmean(known) if known else None

    def report(self, worst: int = 15) -> str:
        """The figures and the ``worst`` matches by distance and by hours, as plain text."""
        metres, hours = self.median_metres, self.hours_agreement
        known = [m for m in self.matched if m.hours_agreement is not None]
        lines = [
            f"{self.city}: {len(self.matched)} places in both, {self.only_in_a} in the first only."
        ]
        if metres is not None:
            lines.append(f"  position: median {metres:.0f} m apart; farthest:")
            farthest = sorted(self.matched, key=lambda m: -m.metres)[:worst]
            lines += [f"    {m.metres:7.0f} m  {m.name} ({m.a_id}, {m.b_id})" for m in farthest]
        if hours is not None:
            lines.append(
                f"  hours in the week of {self.week}: {hours:.1%} of quarter-hours agree over"
                f" {len(known)} places; least:"
            )
            least = sorted(known, key=lambda m: m.hours_agreement or 0.0)[:worst]
            lines += [
                f"    {m.hours_agreement:7.1%}  {m.name}: {m.a_hours!r} / {m.b_hours!r}"
                for m in least
            ]
        return "\n".join(lines)


def compare(a: Catalogue, b: Catalogue, week: dt.date) -> Comparison:
    """Match the places of ``a`` in ``b`` by name, role and rough position, and compare them.

    Args:
        a: the catalogue to check.
        b: the one to check against.
        week: first of the seven days over which hours are compared.
    """
    shelf = _Shelf(b.places())
    places = a.places()
    pairs = [(place, other) for place in places if (other := shelf.match(place)) is not None]
    matched = tuple(_matched(a.city, place, other, week) for place, other in pairs)
    return Comparison(
        city=a.city.name, week=week, matched=matched, only_in_a=len(places) - len(matched)
    )


class _Shelf:
    """Places by the words of their names."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_word: dict[str, list[Place]] = {}
        for place in places:
            for word in {word for name in _names(place) for word in name.split()}:
                self._by_word.setdefault(word, []).append(place)

    def match(self, place: Place) -> Place | None:
        """The place of the same name and role nearby; of several the likest, then the nearest."""
        names = _names(place)
        words = {word for name in names for word in name.split()}
        near = {p.id: p for word in words for p in self._by_word.get(word, ()) if _close(place, p)}
        scored = [
            (max(similarity(x, y) for x in names for y in _names(p)), p) for p in near.values()
        ]
        best = max(scored, key=lambda pair: (pair[0], -_metres(place, pair[1])), default=None)
        return best[1] if best is not None and best[0] >= SAME_NAME else None


def _matched(city: City, place: Place, other: Place, week: dt.date) -> Matched:
    return Matched(
        name=place.name,
        a_id=place.id,
        b_id=other.id,
        metres=_metres(place, other),
        a_hours=place.opening_hours,
        b_hours=other.opening_hours,
        hours_agreement=_agreement(place, other, city, week),
    )


def _agreement(place: Place, other: Place, city: City, week: dt.date) -> float | None:
    ours, theirs = (list(_open_quarters(p, city, week)) for p in (place, other))
    if None in ours or None in theirs:
        return None
    same = sum(x is y for x, y in zip(ours, theirs, strict=True))
    return same / len(ours)


def _open_quarters(place: Place, city: City, week: dt.date) -> Iterator[bool | None]:
    """Whether the place is open at the middle of each quarter-hour; None is unknown."""
    for offset in range(_WEEK):
        day = opening(place, city, week + dt.timedelta(days=offset))
        for quarter in range(_QUARTERS):
            middle = quarter * _QUARTER + _QUARTER // 2
            yield day.covers(middle, middle + 1) if day.known else None


def _names(place: Place) -> set[str]:
    return {fold(name) for name in (place.name, place.name_local or place.name, *place.aliases)}


def _close(one: Place, other: Place) -> bool:
    return one.group is other.group and _metres(one, other) <= FAR_M


def _metres(one: Place, other: Place) -> float:
    return crow_metres(one.lat, one.lon, other.lat, other.lon)


def main(arguments: list[str] | None = None) -> None:
    """Compare two catalogues by city name or file, and print the report."""
    import argparse

    from tools.catalogue import resolve_city

    parser = argparse.ArgumentParser(prog="python -m tools.importers.compare", description=__doc__)
    parser.add_argument("checked", help="a city or a catalogue file")
    parser.add_argument("against", help="another")
    parser.add_argument("--week", type=dt.date.fromisoformat, default=dt.date(2026, 6, 8))
    parser.add_argument("--worst", type=int, default=15, help="how many of the worst to list (15)")
    options = parser.parse_args(arguments)
    checked, against = (resolve_city(name) for name in (options.checked, options.against))
    print(compare(checked, against, options.week).report(options.worst))


if __name__ == "__main__":
    main()
