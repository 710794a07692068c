"""The five traits, as far as visits show them; what no visit shows is left open."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from agents.profiler.routines import daypart_of
from planner.profile import TRAITS, Trait
from planner.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agents.profiler.habits import Habits
    from planner.profile import Level, TraitName

#: Visits from which traits are read.
ENOUGH = 30
#: Kinds of places where one meets people.
SOCIAL = frozenset(
    (Category.BAR, Category.NIGHTLIFE, Category.PERFORMANCE, Category.SPORT, Category.RESTAURANT)
)


def traits_of(habits: Habits) -> tuple[Trait, ...]:
    """All five in order: openness by the new, conscientiousness by rhythm, extraversion by company.

    Nothing in a visit tells agreeableness or emotional stability.
    """
    if len(habits.visits) < ENOUGH:
        return tuple(Trait(name=name) for name in TRAITS)
    return tuple(_trait(name, habits) for name in TRAITS)


def _trait(name: TraitName, habits: Habits) -> Trait:
    measure = _MEASURES.get(name)
    if measure is None:
        return Trait(name=name)
    value, evidence = measure.of(habits)
    low, high = measure.low, measure.high
    level: Level = "low" if value < low else "high" if value > high else "middling"
    claim = habits.claim(f"trait:{name}", f"{name.capitalize()}: {level}.", evidence)
    return Trait(name=name, level=level, claim=claim)


def _new(habits: Habits) -> tuple[float, str]:
    share = habits.novelty or 0.0
    return share, f"{share:.0%} of later check-ins are at places not seen before"


def _regular(habits: Habits) -> tuple[float, str]:
    """How far the part of the week tells the kind of place: 1 - H(kind | part) / H(kind)."""
    pairs = Counter(
        ((outing.day.weekday() // 5, daypart_of(visit.minute)), visit.label)
        for outing in habits.outings
        for visit in outing.visits
    )
    parts: Counter[Any] = Counter()
    for (part, _), count in pairs.items():
        parts[part] += count
    whole = _entropy(habits.labels)
    share = 1 - (_entropy(pairs) - _entropy(parts)) / whole if whole else 1.0
    return share, f"the part of the week tells {share:.0%} of what kind of place it is"


def _social(habits: Habits) -> tuple[float, str]:
    visits = [
        visit.category in SOCIAL and not 4 * 60 <= visit.minute < 17 * 60 for visit in habits.visits
    ]
    share = sum(visits) / len(visits)
    return share, f"{share:.0%} of check-ins are evenings out"


def _entropy(counts: Mapping[Any, int]) -> float:
    total = sum(counts.values())
    return -sum(n / total * math.log(n / total) for n in counts.values())


class _Measure(NamedTuple):
    """How a trait is read: a share with its evidence, low below ``low`` and high above ``high``.

    The bounds are rules of thumb: there is no norm for check-ins.
    """

    of: Callable[[Habits], tuple[float, str]]
    low: float
    high: float


_MEASURES: dict[TraitName, _Measure] = {
    "openness": _Measure(_new, 0.25, 0.5),
    "conscientiousness": _Measure(_regular, 0.25, 0.5),
    "extraversion": _Measure(_social, 0.15, 0.35),
}
