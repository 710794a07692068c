"""Re-planning in the tiny world: what a change touches, and what it leaves to the minute."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from planner import replan as replan_module
from planner.attempt import Supplies
from planner.change import Change, DayChange, apply, named
from planner.diff import difference, moves
from planner.facts import Span
from planner.gates import violations
from planner.itinerary import Infeasible, Itinerary, Meal, Rest, Visit
from planner.leaning import EASE
from planner.lodging import choose_lodgings
from planner.replan import pinned, replan
from planner.request import Avoid, Lock, Pace, RestWish, Terminal
from planner.solve import solve
from planner.stop import MaxRounds
from tests.planner.tiny_problem import THURSDAY
from tests.worlds import TinyWorld, good_itinerary, good_request

if TYPE_CHECKING:
    from planner.itinerary import Day
    from planner.request import TripRequest

WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})
FRIDAY = THURSDAY + dt.timedelta(days=1)


@cache
def _old() -> Itinerary:
    """The good plan made by hand: museum, gallery and park, then market and church."""
    station = "lumen:station"
    request = good_request(
        arrival=Terminal(time=dt.time(9), at=station),
        departure=Terminal(time=dt.time(18), at=station),
    )
    return good_itinerary(WORLD, request)


def _ask(change: Change, keep: float = 1.0) -> Itinerary | Infeasible:
    request = apply(_old().request, change)
    return replan(_old(), request, SUPPLIES, MaxRounds(4), keep=keep)


def _replanned(change: Change, keep: float = 1.0) -> Itinerary:
    """The new plan; it keeps every rule."""
    plan = _ask(change, keep)
    assert isinstance(plan, Itinerary)
    assert violations(plan, WORLD) == []
    return plan


def _ids(day: Day) -> list[str]:
    return [str(stop.place_id).partition(":")[2] for stop in day.stops]


def _sightseeing(day: Day) -> int:
    return sum(stop.minutes for stop in day.stops if isinstance(stop, Visit))


def _kitchen(day: Day, meal: str) -> str | None:
    return next((s.place_id for s in day.stops if isinstance(s, Meal) and s.meal == meal), None)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The requests that were planned anew."""
    asked: list[Any] = []

    def spy(request: Any, *more: Any, **options: Any) -> Itinerary | Infeasible:
        asked.append(request)
        return solve(request, *more, **options)

    monkeypatch.setattr(replan_module, "solve", spy)
    return asked


def test_without_a_change_nothing_changes(anew: list[Any]) -> None:
    """The old days come back as they were, and nothing is told."""
    plan = _replanned(Change())
    assert plan.days == _old().days
    assert difference(_old(), plan) == ()
    assert anew == []


@pytest.mark.parametrize("place", ["museum", "gallery", "park"])
def test_a_dropped_sight_goes_and_the_other_day_stays(place: str, anew: list[Any]) -> None:
    """The place is gone, Friday is as it was to the minute, Thursday keeps all else."""
    plan = _replanned(Change(drop=(f"lumen:{place}",)))
    assert plan.days[1] == _old().days[1]
    assert set(_ids(_old().days[0])) - {place} <= set(_ids(plan.days[0]))
    assert place not in _ids(plan.days[0])
    assert anew == []


def test_a_drop_on_the_last_day_leaves_the_first(anew: list[Any]) -> None:
    """Without its market, Friday changes; Thursday stays to the minute."""
    plan = _replanned(Change(drop=("lumen:market",)))
    assert plan.days[0] == _old().days[0]
    assert "market" not in _ids(plan.days[1])
    assert {"church", "cafe"} <= set(_ids(plan.days[1]))
    assert anew == []


def test_a_limit_of_sights_takes_the_least_and_leaves_the_rest(anew: list[Any]) -> None:
    """Two a day: Thursday loses one of three, nothing else comes in, Friday has two already."""
    plan = _replanned(Change(request={"max_sights_day": 2}))
    assert plan.days[1] == _old().days[1]
    gone = set(_ids(_old().days[0])) - set(_ids(plan.days[0]))
    assert len(gone) == 1
    assert gone < {"museum", "gallery", "park"}
    assert set(_ids(plan.days[0])) < set(_ids(_old().days[0]))
    assert anew == []


def test_a_limit_on_one_day_leaves_the_other(anew: list[Any]) -> None:
    """One sight on Friday: Thursday stays to the minute."""
    plan = _replanned(Change(days=(DayChange(date=FRIDAY, max_sights=1),)))
    assert plan.days[0] == _old().days[0]
    assert sum(isinstance(stop, Visit) for stop in plan.days[1].stops) == 1
    assert anew == []


def test_an_added_place_comes_and_no_old_stop_leaves() -> None:
    """The hill is in the plan; whatever was in it still is."""
    plan = _replanned(Change(add=("lumen:beacon",)))
    now = [place for day in plan.days for place in _ids(day)]
    assert "beacon" in now
    assert {place for day in _old().days for place in _ids(day)} <= set(now)


def test_a_kitchen_found_shut_is_replaced(anew: list[Any]) -> None:
    """Dinner moves from the trattoria to the noodle bar; sights and Friday stay."""
    plan = _replanned(Change(close=(Avoid(place="lumen:trattoria", date=THURSDAY),)))
    assert _kitchen(_old().days[0], "dinner") == "lumen:trattoria"
    assert _kitchen(plan.days[0], "dinner") == "lumen:noodles"
    assert {"museum", "bistro", "gallery", "park"} <= set(_ids(plan.days[0]))
    assert plan.days[1] == _old().days[1]
    assert anew == []


def test_kitchens_may_change_their_meals(anew: list[Any]) -> None:
    """Without the noodle bar the trattoria has to cook dinner and the cafe lunch; Friday stays."""
    old = solve(good_request(must=("lumen:noodles",)), SUPPLIES, MaxRounds(4))
    assert isinstance(old, Itinerary)
    assert _kitchen(old.days[0], "dinner") == "lumen:noodles"
    request = apply(old.request, Change(drop=("lumen:noodles",)))
    plan = replan(old, request, SUPPLIES, MaxRounds(4))
    assert isinstance(plan, Itinerary)
    assert violations(plan, WORLD) == []
    assert plan.days[1] == old.days[1]
    assert anew == []


def test_a_closing_on_another_day_changes_nothing() -> None:
    """The trattoria is shut on Friday, when nobody meant to go."""
    plan = _replanned(Change(close=(Avoid(place="lumen:trattoria", date=FRIDAY),)))
    assert plan.days == _old().days


def test_a_later_start_is_kept_to() -> None:
    """Nobody leaves before a quarter to one on Friday, too late for the market; Thursday stays."""
    late = dt.time(12, 45)
    plan = _replanned(Change(days=(DayChange(date=FRIDAY, start=late),)))
    free = dt.datetime.combine(FRIDAY, late, tzinfo=WORLD.city("lumen").zone)
    assert plan.days[1].start.time >= free
    assert all(leg.start >= free for leg in plan.days[1].legs)
    assert "market" not in _ids(plan.days[1])
    assert _kitchen(plan.days[1], "lunch") is not None
    assert plan.days[0] == _old().days[0]


def test_an_earlier_end_is_kept_to() -> None:
    """Back by half past eight on Thursday: the dinner is earlier or shorter, Friday stays."""
    plan = _replanned(Change(days=(DayChange(date=THURSDAY, end=dt.time(20, 30)),)))
    end = dt.datetime.combine(THURSDAY, dt.time(20, 30), tzinfo=WORLD.city("lumen").zone)
    assert plan.days[0].end.time <= end
    assert plan.days[1] == _old().days[1]


@pytest.mark.parametrize("pace", [Pace.RELAXED, Pace.LIGHT])
def test_a_day_that_is_to_be_less_full_is(pace: Pace) -> None:
    """Thursday has half an hour less to see, whatever its sights are worth; Friday stays."""
    plan = _replanned(Change(days=(DayChange(date=THURSDAY, pace=pace),)))
    assert _sightseeing(plan.days[0]) <= _sightseeing(_old().days[0]) - EASE
    assert {*_ids(plan.days[0])} < {*_ids(_old().days[0])}
    assert plan.days[1] == _old().days[1]


def test_what_must_stay_stays_on_a_day_that_is_to_be_less_full() -> None:
    """Every sight of Thursday is locked: none leaves."""
    day = _old().days[0]
    locks = [Lock(place=stop.place_id) for stop in day.stops if isinstance(stop, Visit)]
    eased = DayChange(date=THURSDAY, pace=Pace.RELAXED)
    plan = _replanned(Change(days=(eased,), lock=tuple(locks)))
    assert {*_ids(day)} == {*_ids(plan.days[0])}


def test_a_lock_moves_a_stop_to_its_time() -> None:
    """The gallery at four, as locked, and marked so."""
    plan = _replanned(Change(lock=(Lock(place="lumen:gallery", date=THURSDAY, start=dt.time(16)),)))
    (stop,) = [s for s in plan.days[0].stops if s.place_id == "lumen:gallery"]
    assert f"{stop.start:%H:%M}" == "16:00"
    assert stop.locked
    assert plan.days[1] == _old().days[1]


def test_rests_are_kept(anew: list[Any]) -> None:
    """A sight of the first day goes: there is a rest still, and the last day's is as it was."""
    request = _old().request.model_copy(update={"rests": (RestWish(),)})
    old = solve(request, SUPPLIES, MaxRounds(4))
    assert isinstance(old, Itinerary)
    out = next(s for s in old.days[0].stops if isinstance(s, Visit))
    changed = apply(request, Change(drop=(out.place_id,)))
    plan = replan(old, changed, SUPPLIES, MaxRounds(4))
    assert isinstance(plan, Itinerary)
    rests = [[s for day in p.days for s in day.stops if isinstance(s, Rest)] for p in (old, plan)]
    assert len(rests[0]) == len(rests[1]) == 2
    assert rests[0][1] == rests[1][1]
    assert len(anew) == 0


def test_keeping_nothing_is_the_best_there_is(anew: list[Any]) -> None:
    """With ``keep`` 0 no plan made anew is better, and one was made."""
    old = _old().model_copy(update={"catalogues": ("lumen",)})
    plan = replan(old, old.request, SUPPLIES, MaxRounds(4), keep=0.0)
    assert isinstance(plan, Itinerary)
    assert violations(plan, WORLD) == []
    assert len(anew) == 1
    other = solve(old.request, SUPPLIES, MaxRounds(4))
    assert isinstance(other, Itinerary)
    assert plan.score >= other.score
    assert plan.catalogues == ("lumen",)


@pytest.mark.parametrize("total", [260, 230, 210])
def test_what_no_longer_fits_the_purse_is_trimmed(total: float, anew: list[Any]) -> None:
    """The old plan of 270 is cut until it fits, its meals still had, the bed the same."""
    plan = _replanned(Change(request={"budget": {"currency": "EUR", "total": total}}))
    assert plan.costs.total <= total
    assert plan.days[0].stay == _old().days[0].stay
    assert _kitchen(plan.days[0], "lunch")
    assert _kitchen(plan.days[0], "dinner")
    assert _kitchen(plan.days[1], "lunch")
    assert anew == []


def test_one_eats_cheaper_before_a_sight_goes() -> None:
    """Ten euro short, dinner is had at the noodle bar, and every sight stays."""
    plan = _replanned(Change(request={"budget": {"currency": "EUR", "total": 260}}))
    assert _kitchen(plan.days[0], "dinner") == "lumen:noodles"
    for before, day in zip(_old().days, plan.days, strict=True):
        assert {s.name for s in before.stops if isinstance(s, Visit)} <= {s.name for s in day.stops}


def test_what_cannot_be_kept_up_is_planned_anew(anew: list[Any]) -> None:
    """With the hotel no meals are left for 160 euro: the new plan sleeps in the hostel."""
    plan = _replanned(Change(request={"budget": {"currency": "EUR", "total": 160}}))
    assert len(anew) == 1
    assert plan.days[0].stay is not None
    assert plan.days[0].stay.name == "Hostel Nido"
    assert plan.costs.total <= 160


def test_a_barred_bed_is_replaced_by_the_best_there_is() -> None:
    """Of the hostel and a second hotel that are left, the one that is chosen first is slept in."""
    hotel = next(place for place in SUPPLIES.places[0] if place.id == "lumen:hotel")
    other = hotel.model_copy(update={"id": "lumen:inn", "name": "Inn Vesta", "stars": 5})
    world = TinyWorld(places=[other], hours={"lumen:inn": (Span(0, 1440),)})
    supplies = Supplies([world.places("lumen")], world, {})
    request = apply(_old().request, Change(drop=("lumen:hotel",)))
    offers = choose_lodgings(0, supplies.places[0], request, "EUR", world)
    assert len(offers) == 2
    plan = replan(_old(), request, supplies, MaxRounds(2))
    assert isinstance(plan, Itinerary)
    assert violations(plan, world) == []
    assert plan.days[0].stay is not None
    assert offers[0].place is not None
    assert plan.days[0].stay.place_id == offers[0].place.id
    assert f"Lodging: {offers[0].place.name}, was Hotel Aurora." in difference(_old(), plan)


def test_a_change_that_no_plan_grants_says_so(anew: list[Any]) -> None:
    """The club opens at ten in the night: wanting it is refused, with a nearest plan."""
    told = _ask(Change(add=("lumen:club",)))
    assert isinstance(told, Infeasible)
    assert "must.0" in [wish.field for wish in told.conflict]
    assert told.nearest is not None
    assert violations(told.nearest, WORLD) == []
    assert len(anew) == 1


def test_without_a_bed_there_is_nothing_to_keep(anew: list[Any]) -> None:
    """Five stars are not to be had in Lumen: the refusal names the lodging."""
    told = _ask(Change(request={"lodging": {"min_stars": 5}}))
    assert isinstance(told, Infeasible)
    assert [wish.field for wish in told.conflict] == ["lodging"]
    assert len(anew) == 1


def test_a_lock_keeps_a_stop_to_the_minute() -> None:
    """The locked gallery stays at ten past one, whatever else the day takes in or plans anew."""
    locked = _old().model_copy(update={"request": _with_lock(Lock(place="lumen:gallery"))})
    for change in (
        Change(drop=("lumen:museum",)),
        Change(add=("lumen:beacon",)),
        Change(days=(DayChange(date=THURSDAY, start=dt.time(11)),)),
        Change(days=(DayChange(date=THURSDAY, rain=True),)),
    ):
        for keep in (0.0, 0.5, 1.0):
            request = apply(locked.request, change)
            plan = replan(locked, request, SUPPLIES, MaxRounds(4), keep=keep)
            assert isinstance(plan, Itinerary)
            assert plan.request == request
            (stop,) = [s for s in plan.days[0].stops if s.place_id == "lumen:gallery"]
            assert f"{stop.start:%H:%M}" == "13:10"


def test_a_lock_that_cannot_stay_to_the_minute_stays_in_the_plan() -> None:
    """Nobody is up at ten past one: the locked gallery is seen later."""
    locked = _old().model_copy(update={"request": _with_lock(Lock(place="lumen:gallery"))})
    request = apply(locked.request, Change(days=(DayChange(date=THURSDAY, start=dt.time(13, 30)),)))
    plan = replan(locked, request, SUPPLIES, MaxRounds(4))
    assert isinstance(plan, Itinerary)
    assert violations(plan, WORLD) == []
    assert "lumen:gallery" in {stop.place_id for day in plan.days for stop in day.stops}


def _with_lock(lock: Lock) -> TripRequest:
    return _old().request.model_copy(update={"locks": (lock,)})


def test_only_locks_on_stops_of_the_plan_are_pinned() -> None:
    """One on another date, one with a time, one on a place that is not in it: all as they were."""
    locks = (
        Lock(place="lumen:gallery", date=FRIDAY),
        Lock(place="lumen:museum", date=THURSDAY, start=dt.time(11)),
        Lock(place="lumen:beacon"),
        Lock(place="lumen:park", date=THURSDAY),
    )
    request = _old().request.model_copy(update={"locks": locks})
    *others, park = pinned(_old(), request).locks
    assert tuple(others) == locks[:3]
    assert park == Lock(place="lumen:park", date=THURSDAY, start=dt.time(14, 30))


@pytest.mark.parametrize(
    "change",
    [
        Change(),
        Change(drop=("lumen:park",)),
        Change(add=("lumen:beacon",)),
        Change(close=(Avoid(place="lumen:trattoria", date=THURSDAY),)),
        Change(days=(DayChange(date=FRIDAY, start=dt.time(12, 45)),)),
        Change(days=(DayChange(date=THURSDAY, rain=True),)),
        Change(request={"party": {"adults": 2, "children": [7]}}),
        Change(request={"budget": {"currency": "EUR", "total": 240}}),
    ],
)
def test_more_keep_never_moves_more(change: Change) -> None:
    """From plan anew to touch nothing, the items moved only fall."""
    request = apply(_old().request, change)
    about = named(_old().request, request)
    moved = []
    for keep in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0):
        plan = replan(_old(), request, SUPPLIES, MaxRounds(4), keep=keep)
        assert isinstance(plan, Itinerary)
        assert violations(plan, WORLD) == []
        moved.append(moves(_old(), plan, about).items)
    assert moved == sorted(moved, reverse=True)


def test_replanning_is_repeatable() -> None:
    """The same seed, the same plan."""
    change = Change(drop=("lumen:museum",))
    assert _replanned(change) == _replanned(change)
