"""What each activity, day and plan counts for the wishes of a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.concepts import PLAIN
from eval.chinatravel.condition import Field, asked, tests
from eval.chinatravel.formula import Ban, Before, Bound, End, Need, NotBefore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eval.chinatravel.concepts import Activity
    from eval.chinatravel.formula import Wish
    from eval.chinatravel.sandbox import City

MEALS = ("breakfast", "lunch", "dinner")
#: Fields that are read of the ways to an activity, not of itself.
OF_LEGS = ("innercity_", "metro_", "taxi_")
LOOKED_UP = {
    "attraction_type": "attractions",
    "restaurant_type": "restaurants",
    "accommodation_type": "hotels",
}


class Counts(NamedTuple):
    """A day's share.

    Attributes:
        met: of every need, whether an activity of the day fulfils it.
        broken: how often a ban is broken.
        sums: of every bound, the day's share.
        seen: attractions.
        eaten: meals.
        ways: times that one goes somewhere.
        minutes: spent on the ways.
    """

    met: tuple[bool, ...]
    broken: int
    sums: tuple[float, ...]
    seen: int
    eaten: int
    ways: int
    minutes: int


class Tally:
    """The wishes of one branch, ready to be counted.

    Attributes:
        needs: each with its condition.
        bounds: each with its op and limit.
        bans: the bans.
        ends: wishes for the first or last activity.
    """

    def __init__(self, wishes: Sequence[Wish], city: City, cities: Sequence[str]) -> None:
        self._city, self._cities = city, cities
        self.needs = [wish for wish in wishes if isinstance(wish, Need)]
        self.bounds = [wish for wish in wishes if isinstance(wish, Bound)]
        self.bans = [wish for wish in wishes if isinstance(wish, Ban)]
        self.ends = [(wish, self.asked(wish.condition)) for wish in wishes if isinstance(wish, End)]
        self._orders = [
            (self.asked(wish.condition), self.asked(wish.second), isinstance(wish, Before))
            for wish in wishes
            if isinstance(wish, Before | NotBefore)
        ]
        self._needed = [self.asked(need.condition) for need in self.needs]
        self._banned = [self.asked(ban.condition) for ban in self.bans]
        self._terms = [
            [(term.factor, self.asked(term.condition), term.field) for term in bound.terms]
            for bound in self.bounds
        ]
        self._way_bans = [
            banned
            for ban, banned in zip(self.bans, self._banned, strict=True)
            if all(test.field.name.startswith(OF_LEGS) for test in tests(ban.condition))
        ]

    def asked(self, condition: Any) -> Callable[[Activity], bool]:
        """A condition as a function of an activity."""
        made: Callable[[Activity], bool] = asked(condition, self.read)
        return made

    def read(self, field: Field, activity: Activity) -> Any:
        """A field of an activity."""
        name = field.name
        if name in LOOKED_UP:
            row = getattr(self._city, LOOKED_UP[name]).get(activity.get("position"))
            return "" if row is None else row.kind
        if name == "poi_distance":
            return self._city.transit.distance(field.place, activity["position"])
        if name in ("intercity_transport_origin", "intercity_transport_destination"):
            station = activity.get("start" if name.endswith("origin") else "end", "")
            return next((city for city in self._cities if city in station), "")
        if name.startswith(OF_LEGS):
            return PLAIN[name](activity["transports"])
        return PLAIN[name](activity)

    def forbids_way(self, legs: list[dict[str, Any]]) -> bool:
        """Whether a ban forbids to go like this anywhere."""
        activity = {"transports": legs}
        return any(banned(activity) for banned in self._way_bans)

    def day(self, activities: Sequence[Activity], minutes: int) -> Counts:
        """Count one day, on whose ways so many minutes are spent."""
        return Counts(
            tuple(any(map(needed, activities)) for needed in self._needed),
            sum(banned(activity) for banned in self._banned for activity in activities),
            tuple(self._sum(terms, activities) for terms in self._terms),
            sum(activity["type"] == "attraction" for activity in activities),
            sum(activity["type"] in MEALS for activity in activities),
            sum(bool(activity["transports"]) for activity in activities),
            minutes,
        )

    def _sum(self, terms: Sequence[Any], activities: Sequence[Activity]) -> float:
        total = 0.0
        for factor, counted, field in terms:
            for activity in activities:
                if counted(activity):
                    total += factor if field is None else factor * self.read(field, activity)
        return total

    def misordered(self, activities: Sequence[Activity]) -> int:
        """Wishes for an order that a whole plan does not fulfil."""
        wrong = 0
        for first, second, before in self._orders:
            one, two = _last(first, activities), _last(second, activities)
            wrong += (one < two) is not before
        return wrong + sum(not fulfilled(activities[end.at]) for end, fulfilled in self.ends)


def _last(condition: Callable[[Activity], bool], activities: Sequence[Activity]) -> int:
    """Number of the last activity that fulfils a condition; 0 where none does."""
    return max((n for n, activity in enumerate(activities) if condition(activity)), default=0)


def excess(bound: Bound, value: float) -> float:
    """How far a sum is out of its bound, as a share of it, and a half; 0 where it is not."""
    gap = value - bound.limit
    broken = {
        "<=": gap > 1e-9, "<": gap >= 0, ">=": gap < -1e-9, ">": gap <= 0,
        "==": gap != 0, "!=": gap == 0,
    }[bound.op]  # fmt: skip
    return abs(gap) / max(1.0, abs(bound.limit)) + 0.5 if broken else 0.0
