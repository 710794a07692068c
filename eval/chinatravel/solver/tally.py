"""What each activity, day and plan counts for the wishes of a branch."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.concepts import PLAIN, Activity
from eval.chinatravel.condition import TYPE, TYPES, Field, asked, settled, tests
from eval.chinatravel.formula import Ban, Before, Bound, End, Last, Need, NotBefore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.chinatravel.condition import Condition
    from eval.chinatravel.formula import Wish
    from eval.chinatravel.sandbox import City

Asked = Callable[[Activity], bool]
MEALS = ("breakfast", "lunch", "dinner")
#: Fields that are read of the ways to an activity, not of itself.
OF_LEGS = ("innercity_", "metro_", "taxi_")
#: Those of them that are the same for all ways by one mode.
OF_MODE = {"innercity_transport_type", "metro_tickets", "taxi_cars"}
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


class Share(NamedTuple):
    """What of the wishes concerns activities of one type.

    Attributes:
        needs: number and condition.
        bans: conditions.
        terms: number of the bound, factor, condition, and the field that is summed.
    """

    needs: list[tuple[int, Asked]]
    bans: list[Asked]
    terms: list[tuple[int, float, Asked, Field | None]]


class Tally:
    """The wishes of one branch, ready to be counted.

    Attributes:
        needs: some activity fulfils each.
        bounds: sums over the activities.
        bans: no activity fulfils any.
        ends: wishes for the first or last activity, each with its condition as a function.
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
        self._lasts = [
            (self.asked(wish.condition), self.asked(wish.second))
            for wish in wishes
            if isinstance(wish, Last)
        ]
        self._of_type = {kind: self._share(kind) for kind in TYPES}
        way_bans = [
            (self.asked(ban.condition), {test.field.name for test in tests(ban.condition)})
            for ban in self.bans
        ]
        self._mode_bans = [ban for ban, names in way_bans if names <= OF_MODE]
        self._way_bans = [
            ban
            for ban, names in way_bans
            if not names <= OF_MODE and all(name.startswith(OF_LEGS) for name in names)
        ]

    def _share(self, kind: str) -> Share:
        """What of the wishes an activity of one type has to be asked."""

        def of_kind(condition: Condition) -> bool:
            return settled(condition, {TYPE: kind}) is not False

        return Share(
            [
                (number, self.asked(need.condition))
                for number, need in enumerate(self.needs)
                if of_kind(need.condition)
            ],
            [self.asked(ban.condition) for ban in self.bans if of_kind(ban.condition)],
            [
                (number, term.factor, self.asked(term.condition), term.field)
                for number, bound in enumerate(self.bounds)
                for term in bound.terms
                if of_kind(term.condition)
            ],
        )

    def asked(self, condition: Condition) -> Asked:
        """A condition as a function of an activity; what cannot be asked of one is not so."""
        fulfilled = asked(condition, self.read)

        def ask(activity: Activity) -> bool:
            try:
                return fulfilled(activity)
            except (IndexError, KeyError, TypeError, ValueError):
                return False

        return ask

    def read(self, field: Field, activity: Activity) -> Any:
        """A field of an activity."""
        name = field.name
        if name in LOOKED_UP:
            row = getattr(self._city, LOOKED_UP[name]).get(activity.get("position"))
            return "" if row is None else row.kind
        if name == "poi_distance":
            ends = (field.place, activity["position"])
            known = all(end in self._city.transit.places for end in ends)
            return self._city.transit.distance(*ends) if known else nan
        if name in ("intercity_transport_origin", "intercity_transport_destination"):
            station = activity.get("start" if name.endswith("origin") else "end", "")
            return next((city for city in self._cities if city in station), "")
        if name.startswith(OF_LEGS):
            return PLAIN[name](activity["transports"])
        return PLAIN[name](activity)

    def forbids_mode(self, legs: list[dict[str, Any]]) -> bool:
        """Whether a ban forbids to go by the mode of these legs, wherever they lead."""
        return any(banned({"transports": legs}) for banned in self._mode_bans)

    def forbids_way(self, way: Callable[[], list[dict[str, Any]]]) -> bool:
        """Whether a ban forbids to go by these legs, though not by their mode."""
        if not self._way_bans:
            return False
        activity = {"transports": way()}
        return any(banned(activity) for banned in self._way_bans)

    def day(self, activities: Sequence[Activity], minutes: int) -> Counts:
        """Count one day, on whose ways so many minutes are spent."""
        met, sums = [False] * len(self.needs), [0.0] * len(self.bounds)
        broken = 0
        for activity in activities:
            share = self._of_type[activity["type"]]
            for number, needed in share.needs:
                met[number] = met[number] or needed(activity)
            broken += sum(banned(activity) for banned in share.bans)
            for number, factor, counted, field in share.terms:
                if counted(activity):
                    value = 1 if field is None else self.read(field, activity)
                    sums[number] += factor * value
        return Counts(
            tuple(met),
            broken,
            tuple(sums),
            sum(activity["type"] == "attraction" for activity in activities),
            sum(activity["type"] in MEALS for activity in activities),
            sum(bool(activity["transports"]) for activity in activities),
            minutes,
        )

    def misordered(self, activities: Sequence[Activity]) -> int:
        """Wishes for an order that a whole plan does not fulfil."""
        wrong = 0
        for first, second, before in self._orders:
            one, two = _last(first, activities), _last(second, activities)
            wrong += (one < two) is not before
        for condition, second in self._lasts:
            found = [activity for activity in activities if condition(activity)]
            wrong += bool(found) and not second(found[-1])
        return wrong + sum(not fulfilled(activities[end.at]) for end, fulfilled in self.ends)


def _last(condition: Asked, activities: Sequence[Activity]) -> int:
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
