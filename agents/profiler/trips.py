"""What past trips tell: where one has been, and what one had taken out."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from planner.profile import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.entries import PastTrip
    from planner.taxonomy import Category

#: Kept and dropped stops that the usual traveller is worth: one in nine is dropped.
KEPT, DROPPED = 8.0, 1.0
#: Dropped stops of a kind from which it is told.
ENOUGH = 2


def counts_of(trips: Sequence[PastTrip]) -> tuple[Counter[Category], Counter[Category]]:
    """Stops kept and stops dropped, by kind."""
    kept: Counter[Category] = Counter()
    dropped: Counter[Category] = Counter()
    for trip in trips:
        for stop in trip.stops:
            (dropped if stop.dropped else kept)[stop.category] += 1
    return kept, dropped


def trip_likings(trips: Sequence[PastTrip]) -> dict[str, float]:
    """Category -> log of how much likelier its stops are kept than the usual traveller's.

    Only what was taken out tells anything: stops that stay were the planner's idea.
    """
    kept, dropped = counts_of(trips)
    usual = KEPT / (KEPT + DROPPED)
    return {
        kind.value: round(
            math.log((kept[kind] + KEPT) / (kept[kind] + gone + KEPT + DROPPED) / usual), 3
        )
        for kind, gone in dropped.items()
    }


def been(trips: Sequence[PastTrip]) -> frozenset[str]:
    """Ids of the places that were in the plans at the end."""
    return frozenset(stop.place_id for trip in trips for stop in trip.stops if not stop.dropped)


def trip_claims(trips: Sequence[PastTrip]) -> list[Claim]:
    """Kinds of stops that were taken out of plans more than once, most often first."""
    kept, dropped = counts_of(trips)
    last = max((trip.date for trip in trips), default=None)
    claims = []
    for kind, gone in dropped.most_common():
        if gone >= ENOUGH and last is not None:
            text = f"Tends to leave out what is a {kind.traits.label}."
            evidence = f"took {gone} of {gone + kept[kind]} out of {len(trips)} plans"
            claims.append(
                Claim(id=f"drops:{kind}", text=text, source="trips", evidence=evidence, date=last)
            )
    return claims
