"""What check-ins show again and again: kinds of places sought out, and the hours of the week."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from planner.taxonomy import DAYPART_MINUTES, Daypart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agents.profiler.habits import Habits
    from planner.profile import Claim
    from planner.taxonomy import Category

#: Places of a kind from which it is told, and how much more than usual it must be sought.
LEAST_PLACES, LIFT = 3, 0.3
#: Visits of a kind from which a routine is told, and days for an hour.
LEAST_VISITS = 5
#: Share of the visits of a kind that fall into one stretch of the week for it to be a routine.
ROUTINE = 0.5
#: Most of each that are told.
MOST = 6
_WEEKEND = ("on weekdays", "at weekends")


def liking_claims(habits: Habits, usual: Mapping[Category, float]) -> list[Claim]:
    """Kinds and cuisines sought out more than usual, strongest first."""
    likings, counts = habits.likings(usual), habits.kinds
    told = [name for name, lift in likings.items() if lift > LIFT and counts[name] >= LEAST_PLACES]
    return [
        habits.claim(
            f"likes:{name}",
            f"Often seeks out {name.replace('_', ' ')}.",
            f"{counts[name]} of {len(habits.places)} places checked in at",
        )
        for name in sorted(told, key=lambda name: -likings[name])[:MOST]
    ]


def haunt_claims(habits: Habits) -> list[Claim]:
    """Kinds of places gone to most, of those that are something on a trip."""
    kinds = {visit.label for visit in habits.visits if visit.category is not None}
    often = [(label, n) for label, n in habits.labels.most_common() if label in kinds]
    return [
        habits.claim(
            f"goes:{label.casefold()}",
            f"Often goes to: {label}.",
            f"{count} of {len(habits.visits)} check-ins",
        )
        for label, count in often[:MOST]
        if count >= LEAST_VISITS
    ]


def routine_claims(habits: Habits) -> list[Claim]:
    """When a kind of place is visited, where most visits to it share a stretch of the week."""
    spots: dict[str, Counter[tuple[int, Daypart]]] = {}
    for outing in habits.outings:
        for visit in outing.visits:
            spot = (outing.day.weekday() // 5, daypart_of(visit.minute))
            spots.setdefault(visit.label, Counter())[spot] += 1
    claims = []
    for label, count in habits.labels.most_common():
        (weekend, part), hits = spots[label].most_common(1)[0]
        if count >= LEAST_VISITS and hits / count >= ROUTINE:
            claims.append(
                habits.claim(
                    f"routine:{label.casefold()}",
                    f"{label}: in the {part.value} {_WEEKEND[weekend]}.",
                    f"{hits} of {count} check-ins there",
                )
            )
    return [*_starts(habits), *claims[:MOST]]


def daypart_of(minute: int) -> Daypart:
    """The stretch of the day that a local minute is in."""
    return next(
        (
            part
            for part, (first, last) in DAYPART_MINUTES.items()
            if first <= minute < last or first <= minute + 1440 < last
        ),
        Daypart.NIGHT,
    )


def _starts(habits: Habits) -> list[Claim]:
    """When days begin, of those with a visit before the afternoon is over."""
    claims = []
    for weekend, days in enumerate(_WEEKEND):
        firsts = [
            outing.visits[0].minute
            for outing in habits.outings
            if outing.day.weekday() // 5 == weekend and 300 <= outing.visits[0].minute < 1050
        ]
        if len(firsts) >= LEAST_VISITS:
            hour, minute = divmod(round(median(firsts) / 15) * 15, 60)
            claims.append(
                habits.claim(
                    f"starts:{days.rpartition(' ')[2]}",
                    f"Is usually out and about {days} from {hour:02}:{minute:02}.",
                    f"the median of {len(firsts)} days",
                )
            )
    return claims
