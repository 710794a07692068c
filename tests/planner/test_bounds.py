"""What every plan of a trip keeps to, worked out by hand on the tiny world."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.attempt import Supplies
from planner.chance import FEW
from planner.kernel import DINNER as AT_DINNER
from planner.kernel import LUNCH as AT_LUNCH
from planner.kernel import REST, VISIT
from planner.order import rest_key
from planner.request import DINNER, LUNCH, Budget, Lock, LodgingWish, RestWish, Terminal
from planner.survey import bounds
from planner.terrain import Atlas
from tests.planner.tiny_problem import THURSDAY, day_trip, window
from tests.worlds import TinyWorld, good_request

if TYPE_CHECKING:
    from planner.bounds import Bounds

WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})
COME = Terminal(time=dt.time(9), at="lumen:station")
LEAVE = Terminal(time=dt.time(18), at="lumen:station")


def _bounds(**more: Any) -> Bounds:
    found = bounds(good_request(**more), Atlas(SUPPLIES))
    assert found is not None
    return found


def test_days_are_as_long_as_any_lodging_allows() -> None:
    """Half an hour after a train, twenty minutes before the next, and the way of the nearer bed."""
    first, last = _bounds(arrival=COME, departure=LEAVE).days
    alone = {
        bed: _bounds(arrival=COME, departure=LEAVE, lodging=LodgingWish(place=f"lumen:{bed}")).days
        for bed in ("hotel", "hostel")
    }
    assert first.free == min(days[0].free for days in alone.values()) > 9 * 60 + 30
    assert last.back == max(days[1].back for days in alone.values()) < 18 * 60 - 20
    assert alone["hotel"][0].free != alone["hostel"][0].free
    assert first.due == (AT_LUNCH, AT_DINNER)
    assert last.due == (AT_LUNCH,)


def test_only_what_has_to_be_made_is_a_chance() -> None:
    """The must on both days, each due meal, and no other sight."""
    found = _bounds(must=("lumen:museum",))
    assert found.wanted == {"lumen:museum"}
    for day in found.days:
        kinds = {chance.kind for chance in day.chances}
        assert kinds == {VISIT, *day.due}
        assert [c.key for c in day.chances if c.kind == VISIT] == ["lumen:museum"]
        assert day.minutes.shape == (len(day.chances) + 1,) * 2
    locked = _bounds(locks=(Lock(place="lumen:museum", date=THURSDAY, start=dt.time(11)),))
    starts = [c.starts for day in locked.days for c in day.chances if c.kind == VISIT]
    assert starts == [((660, 660),), ()]


def test_few_kitchens_are_told_apart_and_many_are_one() -> None:
    """Lumen's few kitchens have a chance each; four times as many are one at the lowest price."""
    (day,) = _day_of(SUPPLIES)
    lunches = [chance for chance in day.chances if chance.kind == AT_LUNCH]
    assert 1 < len(lunches) <= FEW
    assert all(chance.key is not None for chance in lunches)
    places = list(WORLD.places("lumen"))
    more = [p.model_copy(update={"id": f"{p.id}-{n}"}) for n in range(3) for p in places]
    (day,) = _day_of(Supplies([[*places, *(p for p in more if _eats(p.id))]], _Twins(), {}))
    (lunch,) = [chance for chance in day.chances if chance.kind == AT_LUNCH]
    assert lunch.key is None
    assert len(lunch.points) == 4 * len(lunches)
    assert set(lunch.prices.values()) == {min(chance.cost for chance in lunches)}
    assert lunch.minutes == min(chance.minutes for chance in lunches)


def _eats(place_id: str) -> bool:
    return any(f":{name}-" in place_id for name in ("bistro", "cafe", "noodles", "trattoria"))


class _Twins(TinyWorld):
    """The tiny world, where a place with a number behind its name has the hours of the first."""

    def hours(self, place_id: str, day: dt.date) -> Any:
        """As of the place without its number."""
        return super().hours(place_id.partition("-")[0], day)


def _day_of(supplies: Supplies) -> tuple[Any, ...]:
    found = bounds(day_trip(meals=(LUNCH, DINNER)), Atlas(supplies))
    assert found is not None
    return found.days


def test_the_cheapest_bed_is_taken_off_the_budget() -> None:
    """Of 300 euro and 90 for the night the bed of 40 leaves 260 and 50."""
    budget = Budget(currency="EUR", total=300, lodging=90, food=80)
    plain = {"arrival": None, "departure": None}
    assert _bounds(budget=budget, **plain).caps == {"total": 260, "lodging": 50, "food": 80}
    assert _bounds(budget=None).caps == {}


def test_without_a_bed_or_a_way_there_are_no_bounds() -> None:
    """No five stars in Lumen; no way to the station for who may not walk nor ride."""
    atlas = Atlas(SUPPLIES)
    assert bounds(good_request(lodging=LodgingWish(min_stars=5)), atlas) is None
    stranded = good_request(modes=("walk",), max_walk_leg=10, arrival=COME, departure=None)
    assert bounds(stranded, atlas) is None


def test_a_rest_is_a_chance_in_any_bed_and_due_where_it_is_due_in_all() -> None:
    """Coming at twenty past twelve it is due from the hotel alone, on Friday from both.

    It begins no sooner than one is there.
    """
    wish = RestWish(window=window("12:00", "14:00"), minutes=30)
    come = Terminal(time=dt.time(12, 20), at="lumen:station")
    first, last = _bounds(arrival=come, departure=None, rests=(wish,), meals=()).days
    assert (first.due, last.due) == ((), (REST,))
    friday = THURSDAY + dt.timedelta(days=1)
    for day, date, soonest in ((first, THURSDAY, 780), (last, friday, 720)):
        (rest,) = day.chances
        assert (rest.key, rest.kind) == (rest_key(date), REST)
        assert (rest.starts, rest.minutes, rest.cost) == (((soonest, 840),), 30, 0)
        assert len(rest.points) == 2
