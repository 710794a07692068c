"""Whether the profile made from one half of a person's check-ins tells the other half.

Beside it stands the crowd: what everybody's check-ins of the first half tell of anybody.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from agents.profiler.checkins import outings_of
from agents.profiler.habits import SHAPE, Habits, hours_of
from planner.taxonomy import Category, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agents.entries import CheckIn
    from tools.importers.column_map import ColumnMap
    from tools.next_poi.training.data import Row

#: Check-ins in the first half from which a person takes part.
LEAST = 20
#: Visits of the crowd that are counted in with a person's own.
CROWD_VISITS = 20.0
#: Kinds of places named in advance; a later visit to one of them is a hit.
TOP = 5


@dataclass(frozen=True)
class Person:
    """One person's check-ins, before and after."""

    name: str
    before: Habits
    after: tuple[CheckIn, ...]

    @cached_property
    def firsts(self) -> tuple[bool, ...]:
        """Of each later visit, whether the place was never visited before."""
        seen = {visit.place for visit in self.before.visits}
        told = []
        for visit in self.after:
            told.append(visit.place not in seen)
            seen.add(visit.place)
        return tuple(told)


class Crowd(NamedTuple):
    """What is usual in the first half.

    Attributes:
        labels: share of visits by what the source calls the place.
        places: the same, of the places that each has been to.
        usual: share of the places by our kind, within its group.
        hours: share of visits by hour, 24.
        novelty: mean over persons.
    """

    labels: Mapping[str, float]
    places: Mapping[str, float]
    usual: Mapping[Category, float]
    hours: Sequence[float]
    novelty: float


def people_of(before: Sequence[Row], after: Sequence[Row], layout: ColumnMap) -> list[Person]:
    """Everybody with enough check-ins before and at least one after, by name."""
    later = _by_user(after)
    return [
        Person(
            name,
            Habits(outings_of(rows, layout)),
            tuple(v for outing in outings_of(later[name], layout) for v in outing.visits),
        )
        for name, rows in sorted(_by_user(before).items())
        if len(rows) >= LEAST and name in later
    ]


def _by_user(rows: Sequence[Row]) -> dict[str, list[Row]]:
    ordered = sorted(rows, key=lambda row: (row.user, row.time))
    return {user: list(mine) for user, mine in groupby(ordered, key=lambda row: row.user)}


def crowd_of(people: Sequence[Person]) -> Crowd:
    """What all of them did before."""
    visits = [visit for person in people for visit in person.before.visits]
    places = [visit for person in people for visit in person.before.places.values()]
    kinds = Counter(place.category for place in places if place.category is not None)
    groups = Counter[Group]()
    for kind, count in kinds.items():
        groups[kind.group] += count
    told = [p.before.novelty for p in people if p.before.novelty is not None]
    return Crowd(
        labels=_shares(visit.label for visit in visits),
        places=_shares(visit.label for visit in places),
        usual={kind: count / groups[kind.group] for kind, count in kinds.items()},
        hours=hours_of(visits, 1.0),
        novelty=sum(told) / len(told),
    )


def _shares(labels: Iterable[str]) -> dict[str, float]:
    counts = Counter(labels)
    total = sum(counts.values())
    return {label: count / total for label, count in counts.items()}


class Told(NamedTuple):
    """How one person's later visits were foretold, summed over visits.

    Attributes:
        visits: how many there were.
        crowd, profile: nats lost, or hits, by either.
    """

    visits: int
    crowd: float
    profile: float


def kinds_told(person: Person, crowd: Crowd, *, firsts: bool) -> tuple[Told, Told]:
    """Nats lost, and hits among the first five, on what the source calls the place.

    Args:
        firsts: only visits to places never visited before, told by the kinds of the places that
            one has been to; else all visits, told by those of one's visits.
    """
    usual = crowd.places if firsts else crowd.labels
    own = _by_places(person.before, usual) if firsts else _by_visits(person.before, usual)
    told = zip(person.after, person.firsts, strict=True)
    visits = [v.label for v, new in told if v.label in usual and (new or not firsts)]
    lost = (-sum(math.log(shares[label]) for label in visits) for shares in (usual, own))
    hits = (sum(label in first_of(shares) for label in visits) for shares in (usual, own))
    return Told(len(visits), *lost), Told(len(visits), *hits)


def _by_visits(before: Habits, usual: Mapping[str, float]) -> dict[str, float]:
    """Shares of a person's visits, some of the crowd's counted in: what is done is done again."""
    total = len(before.visits) + CROWD_VISITS
    return {
        label: (before.labels[label] + CROWD_VISITS * share) / total
        for label, share in usual.items()
    }


def _by_places(before: Habits, usual: Mapping[str, float]) -> dict[str, float]:
    """Shares of a person's places, by the taste that ``Habits.likings`` sees in them."""
    mine = Counter(visit.label for visit in before.places.values())
    total = len(before.places)
    worth = {
        label: share * (mine[label] + SHAPE) / (total * share + SHAPE)
        for label, share in usual.items()
    }
    whole = sum(worth.values())
    return {label: value / whole for label, value in worth.items()}


def first_of(shares: Mapping[str, float]) -> set[str]:
    """The ``TOP`` likeliest."""
    return set(sorted(shares, key=lambda label: -shares[label])[:TOP])


def likings_told(person: Person, crowd: Crowd) -> Told:
    """Nats lost on our kind of first visits, within its group: what taste in the planner tells."""
    visits = [
        visit.category
        for visit, new in zip(person.after, person.firsts, strict=True)
        if new and visit.category in crowd.usual
    ]
    likings = person.before.likings(crowd.usual)
    own: dict[Category, float] = {}
    for group in (Group.SIGHT, Group.FOOD):
        worth = {
            kind: share * math.exp(likings.get(kind.value, 0.0))
            for kind, share in crowd.usual.items()
            if kind.group is group
        }
        total = sum(worth.values())
        own |= {kind: value / total for kind, value in worth.items()}
    kinds = [kind for kind in visits if kind is not None]
    return Told(
        len(kinds),
        -sum(math.log(crowd.usual[kind]) for kind in kinds),
        -sum(math.log(own[kind]) for kind in kinds),
    )


def hours_told(person: Person, crowd: Crowd) -> Told:
    """Nats lost on the hour of later visits."""
    total = len(person.before.visits) + CROWD_VISITS
    mine = hours_of(person.before.visits)
    own = [
        (len(person.before.visits) * share + CROWD_VISITS * usual) / total
        for share, usual in zip(mine, crowd.hours, strict=True)
    ]
    hours = [visit.minute // 60 for visit in person.after]
    return Told(
        len(hours),
        -sum(math.log(crowd.hours[hour]) for hour in hours),
        -sum(math.log(own[hour]) for hour in hours),
    )


def novelty_told(people: Sequence[Person], crowd: Crowd) -> Iterator[tuple[float, float, float]]:
    """Of persons with ten later visits: share of new places as it was, by crowd, by profile."""
    for person in people:
        told = person.before.novelty
        if told is not None and len(person.after) >= 10:
            yield sum(person.firsts) / len(person.firsts), crowd.novelty, told
