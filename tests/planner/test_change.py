"""What each field of a change does to a standing request, and what it may not do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from planner.change import Change, DayChange, Swap, apply, named
from planner.errors import RequestError
from planner.request import Avoid, Destination, Lock, TripRequest
from tests.planner.tiny_problem import THURSDAY, window
from tests.worlds import good_request

FRIDAY = THURSDAY + dt.timedelta(days=1)


def _changed(change: Change, **standing: Any) -> TripRequest:
    return apply(good_request(**standing), change)


def test_no_change_is_no_change() -> None:
    """An empty change gives the same request back, defaults still unsaid."""
    request = good_request(must=("lumen:museum",))
    same = apply(request, Change())
    assert same == request
    assert same.model_fields_set == request.model_fields_set


def test_a_dropped_place_is_no_longer_wanted_but_barred() -> None:
    """It leaves musts and locks and is kept away from; the others stay."""
    changed = _changed(
        Change(drop=("lumen:museum",)),
        must=("lumen:museum", "lumen:park"),
        must_not=("lumen:club",),
        locks=(Lock(place="lumen:museum"), Lock(place="lumen:cafe")),
    )
    assert changed.must == ("lumen:park",)
    assert changed.locks == (Lock(place="lumen:cafe"),)
    assert changed.must_not == ("lumen:club", "lumen:museum")


def test_the_last_of_a_list_can_be_dropped() -> None:
    """The only must and the only lock leave an empty list behind, not the old one."""
    changed = _changed(
        Change(drop=("lumen:museum",)), must=("lumen:museum",), locks=(Lock(place="lumen:museum"),)
    )
    assert changed.must == ()
    assert changed.locks == ()


def test_several_dropped_places_are_barred_in_order() -> None:
    """The same change bars places in the same order, whatever order it was said in."""
    one, two = (_changed(Change(drop=names)).must_not for names in (("b", "a"), ("a", "b")))
    assert one == two == ("a", "b")


def test_a_day_gets_a_limit_of_its_own_and_the_others_keep_theirs() -> None:
    """What is changed for Friday leaves Thursday's, and taking all back leaves none."""
    few = Change(days=(DayChange(date=FRIDAY, max_sights=1),))
    changed = _changed(few, max_sights_day=4, max_sights_on={THURSDAY: 2})
    assert [changed.max_sights(date) for date in (THURSDAY, FRIDAY)] == [2, 1]
    free = apply(changed, Change(request={"max_sights_day": None, "max_sights_on": {}}))
    assert [free.max_sights(date) for date in (THURSDAY, FRIDAY)] == [None, None]


def test_an_added_place_is_wanted_once_and_no_longer_barred() -> None:
    """What was kept away from is a must now; a must added again is still one."""
    changed = _changed(
        Change(add=("lumen:club", "lumen:museum")),
        must=("lumen:museum",),
        must_not=("lumen:club",),
    )
    assert changed.must == ("lumen:museum", "lumen:club")
    assert changed.must_not == ()


def test_a_swap_drops_one_place_and_adds_another() -> None:
    """The one is barred and unlocked, the other a must."""
    changed = _changed(
        Change(swap=(Swap(out="lumen:museum", into="lumen:gallery"),)),
        must=("lumen:museum",),
        must_not=("lumen:gallery",),
        locks=(Lock(place="lumen:museum", date=THURSDAY),),
    )
    assert changed.must == ("lumen:gallery",)
    assert changed.must_not == ("lumen:museum",)
    assert changed.locks == ()


def test_a_closed_place_is_avoided_on_its_date_or_throughout() -> None:
    """With a date it is shut that day alone, without one on every day."""
    changed = _changed(
        Change(close=(Avoid(place="lumen:museum", date=FRIDAY), Avoid(place="lumen:park")))
    )
    assert not changed.avoids("lumen:museum", THURSDAY)
    assert changed.avoids("lumen:museum", FRIDAY)
    assert changed.avoids("lumen:park", THURSDAY)
    assert changed.avoids("lumen:park", FRIDAY)
    assert changed.must_not == ()


def test_what_is_closed_already_is_not_closed_twice() -> None:
    """A closing told twice is on the list once."""
    shut = Avoid(place="lumen:museum", date=FRIDAY)
    assert _changed(Change(close=(shut,)), avoid=(shut,)).avoid == (shut,)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"start": "11:00"}, ("11:00", "21:00")),
        ({"end": "18:00"}, ("08:00", "18:00")),
        ({"start": "11:00", "end": "18:00"}, ("11:00", "18:00")),
    ],
)
def test_a_day_may_start_later_or_end_earlier(
    change: dict[str, str], expected: tuple[str, str]
) -> None:
    """The hours of one day change; what is not said of them stays as that day had it."""
    hours = {name: dt.time.fromisoformat(time) for name, time in change.items()}
    changed = _changed(
        Change(days=(DayChange(date=FRIDAY, **hours),)),  # type: ignore[arg-type]
        windows={FRIDAY: window("08:00", "21:00")},
    )
    assert changed.windows == {FRIDAY: window(*expected)}
    assert changed.window_on(THURSDAY) == window("09:00", "22:00")
    assert changed.wet_days == ()


def test_a_day_of_its_own_hours_leaves_those_of_other_days() -> None:
    """Friday starts late; what was set for Thursday stays."""
    changed = _changed(
        Change(days=(DayChange(date=FRIDAY, start=dt.time(12)),)),
        windows={THURSDAY: window("08:00", "20:00")},
    )
    assert changed.windows == {
        THURSDAY: window("08:00", "20:00"),
        FRIDAY: window("12:00", "22:00"),
    }


def test_rain_is_noted_once_and_leaves_the_hours_alone() -> None:
    """A day already wet is wet once; no window is set for it."""
    days = (DayChange(date=THURSDAY, rain=True), DayChange(date=FRIDAY, rain=True))
    changed = _changed(Change(days=days), wet_days=(FRIDAY,))
    assert changed.wet_days == (FRIDAY, THURSDAY)
    assert changed.windows == {}


def test_a_day_change_has_to_change_something() -> None:
    """A date alone is refused."""
    with pytest.raises(ValidationError, match="Expected start, end, pace, max_sights or rain"):
        DayChange(date=FRIDAY)


def test_locks_come_and_go() -> None:
    """A new lock follows the old ones; an unlocked place is only unlocked, not barred."""
    changed = _changed(
        Change(lock=(Lock(place="lumen:park", date=FRIDAY),), unlock=("lumen:museum",)),
        locks=(Lock(place="lumen:museum"), Lock(place="lumen:cafe")),
        must=("lumen:museum",),
    )
    assert changed.locks == (Lock(place="lumen:cafe"), Lock(place="lumen:park", date=FRIDAY))
    assert changed.must == ("lumen:museum",)
    assert changed.must_not == ()


def test_the_only_lock_can_be_undone() -> None:
    """Unlocking the last locked place leaves no locks."""
    changed = _changed(Change(unlock=("lumen:cafe",)), locks=(Lock(place="lumen:cafe"),))
    assert changed.locks == ()


def test_fields_of_the_request_take_their_new_values() -> None:
    """Nested values are read as a request's are, and count as said."""
    changed = _changed(Change(request={"party": {"adults": 1, "children": [6]}, "pace": "packed"}))
    assert changed.party.ages == (35, 6)
    assert changed.pace == "packed"
    assert {"party", "pace"} <= changed.model_fields_set


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("budget", None, None), ("meals", [], ()), ("max_walk_day", 0, 0), ("arrival", None, None)],
)
def test_a_field_can_be_emptied(name: str, value: object, expected: object) -> None:
    """No budget, no meals, no walking: an empty value is a value."""
    changed = _changed(Change(request={name: value}))
    assert getattr(changed, name) == expected
    assert name in changed.model_fields_set


def test_what_a_change_does_not_name_stays_unsaid() -> None:
    """Closing a place says nothing of musts, locks and rain: they still count as defaults."""
    changed = _changed(Change(close=(Avoid(place="lumen:park"),)))
    assert changed.model_fields_set == good_request().model_fields_set | {"avoid"}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"party": {"adults": -1}}, ("party.adults",)),
        ({"pace": "frantic"}, ("pace",)),
        ({"destinations": []}, ("destinations",)),
        ({"no_such_field": 1}, ("no_such_field",)),
        ({"pace": "frantic", "max_walk_leg": -5}, ("pace", "max_walk_leg")),
    ],
)
def test_a_change_that_does_not_fit_names_its_fields(
    fields: dict[str, Any], named: tuple[str, ...]
) -> None:
    """Each offending field is on a line of the message and in ``fields``."""
    with pytest.raises(RequestError) as caught:
        _changed(Change(request=fields))
    assert set(caught.value.fields) == set(named)
    assert {line.split(":")[0] for line in str(caught.value).splitlines()} == set(named)


def test_a_lock_beyond_the_trip_is_refused() -> None:
    """A rule on the request as a whole is told too."""
    with pytest.raises(RequestError, match=r"locks\.0: 2026-07-01 is not a day of the trip"):
        _changed(Change(lock=(Lock(place="lumen:park", date=dt.date(2026, 7, 1)),)))


def test_a_shorter_trip_refuses_locks_of_the_days_it_lost() -> None:
    """Without its night the trip has no Friday to keep the park on."""
    shorter = {"destinations": [Destination(city="lumen", nights=0).model_dump()]}
    with pytest.raises(RequestError, match="2026-06-05 is not a day of the trip"):
        _changed(Change(request=shorter), locks=(Lock(place="lumen:park", date=FRIDAY),))


@pytest.mark.parametrize("keep", [-0.01, 1.01, float("nan")])
def test_keep_lies_between_none_and_all(keep: float) -> None:
    """Less than nothing or more than everything cannot be kept."""
    with pytest.raises(ValidationError, match="keep"):
        Change(keep=keep)


def test_keep_is_all_unless_said() -> None:
    """By default nothing is touched that need not be; both ends are allowed."""
    assert Change().keep == 1.0
    assert (Change(keep=0).keep, Change(keep=1).keep) == (0.0, 1.0)


def test_a_change_is_about_the_places_it_names() -> None:
    """Dropped, added, swapped, closed, locked and unlocked ones; what stands as it was is none."""
    before = good_request(must=("a", "b"), locks=(Lock(place="k"), Lock(place="u")))
    change = Change(
        drop=("a",),
        add=("c",),
        swap=(Swap(out="o", into="i"),),
        close=(Avoid(place="s", date=THURSDAY),),
        lock=(Lock(place="l"),),
        unlock=("u",),
    )
    assert named(before, apply(before, change)) == {"a", "c", "o", "i", "s", "l", "u"}
    assert named(before, before) == set()
