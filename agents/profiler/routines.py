"""What check-ins show again and again: kinds of places sought out, and the hours of the week."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from planner.profile import Claim
from planner.taxonomy import DAYPART_MINUTES, Daypart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agents.entries import Outing
    from agents.profiler.habits import Habits
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
        Claim(
            id=f"likes:{name}",
            text=f"Often seeks out {name.replace('_', ' ')}.",
            source="check-ins",
            evidence=f"{counts[name]} of {len(habits.places)} places checked in at",
            date=habits.outings[-1].day,
        )
        for name in sorted(told, key=lambda name: -likings[name])[:MOST]
    ]


def haunt_claims(habits: Habits) -> list[Claim]:
    """Kinds of places gone to most, of those that are something on a trip."""
    kinds = {visit.label for visit in habits.visits if visit.category is not None}
    often = [(label, n) for label, n in habits.labels.most_common() if label in kinds]
    return [
        Claim(
            id=f"goes:{label.casefold()}",
            text=f"Often goes to: {label}.",
            source="check-ins",
            evidence=f"{count} of {len(habits.visits)} check-ins",
            date=habits.outings[-1].day,
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
                Claim(
                    id=f"routine:{label.casefold()}",
                    text=f"{label}: in the {part.value} {_WEEKEND[weekend]}.",
                    source="check-ins",
                    evidence=f"{hits} of {count} check-ins there",
                    date=habits.outings[-1].day,
                )
            )
    return [*_starts(habits.outings), *claims[:MOST]]


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


def _starts(outings: Sequence[Outing]) -> list[Claim]:
    """When days begin, of those with a visit before the afternoon is over."""
    claims = []
    for weekend, days in enumerate(_WEEKEND):
        firsts = [
            outing.visits[0].minute
            for outing in outings
            if outing.day.weekday() // 5 == weekend and 300 <= outing.visits[0].minute < 1050
        ]
        if len(firsts) >= LEAST_VISITS:
            hour, minute = divmod(round(median(firsts) / 15) * 15, 60)
            claims.append(
                Claim(
                    id=f"starts:{days.rpartition(' ')[2]}",
                    text=f"Is usually out and about {days} from {hour:02}:{minute:02}.",
                    source="check-ins",
                    evidence=f"the median of {len(firsts)} days",
                    date=outings[-1].day,
                )
            )
    return claims
