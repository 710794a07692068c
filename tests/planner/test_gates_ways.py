"""The gates on getting about, each alone, with exact amounts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from planner.facts import Mode, Travel
from planner.model import Point
from planner.request import Appointment, LodgingWish, Terminal, Window
from tests.eval.edits import later, with_day, with_leg, with_request
from tests.planner.gate_cases import (
    FRIDAY,
    WORLD,
    in_time,
    one_city,
    request_of,
    sentence,
    two_cities,
    verdicts,
    with_first_day,
    with_last_day,
)
from tests.worlds import DayDraft, TinyWorld, good_days, trip

if TYPE_CHECKING:
    from planner.city import City
    from planner.itinerary import Itinerary


def shifted(plan: Itinerary, day: int, part: str, minutes: int, **more: Any) -> Itinerary:
    """The plan with the first leg of that part so much later."""
    leg = getattr(plan.days[day], part)[0]
    times = {"start": later(leg.start, minutes), "end": later(leg.end, minutes)}
    return with_leg(plan, day, 0, part, **(times | more))


# reachable


def test_reachable_by_an_allowed_mode() -> None:
    """All ways in town are made by modes asked for, and by bike by nobody on wheels."""
    for day, part in ((0, "legs"), (0, "inbound"), (1, "outbound")):
        plan = with_leg(one_city(), day, 0, part, mode=Mode.CAR)
        assert verdicts("reachable", plan) == [("reachable", day, None, 1, "legs")]
        assert "by car: allowed are walk, transit, taxi" in sentence("reachable", plan)
    cyclist = {"modes": (Mode.WALK, Mode.BIKE)}
    plan = with_leg(one_city(**cyclist), 0, 0, mode=Mode.BIKE)
    assert verdicts("reachable", plan) == []
    for wheels in ({"wheelchair": True}, {"stroller": True}):
        barred = with_request(plan, party=wheels)
        assert verdicts("reachable", barred) == [("reachable", 0, None, 1, "legs")]


@pytest.mark.parametrize(("day", "part"), [(0, "legs"), (0, "inbound"), (1, "outbound")])
def test_reachable_in_the_time_it_takes(day: int, part: str) -> None:
    """As long as the world says is enough, a minute less is not."""
    leg = getattr(one_city().days[day], part)[0]
    for minutes, found in (
        (leg.minutes + 1, []),
        (leg.minutes, []),
        (leg.minutes - 1, [("reachable", day, None, 1, "minutes")]),
        (0, [("reachable", day, None, leg.minutes, "minutes")]),
    ):
        assert verdicts("reachable", with_leg(one_city(), day, 0, part, minutes=minutes)) == found
    said = f"{leg.origin} to {leg.target} by walk takes {leg.minutes} minutes, not 0."
    assert sentence("reachable", with_leg(one_city(), day, 0, part, minutes=0)) == said


def test_reachable_by_a_mode_that_leads_there() -> None:
    """The tram does not run for the 400 metres from the museum to the bistro."""
    plan = with_leg(one_city(), 0, 1, mode=Mode.TRANSIT)
    assert verdicts("reachable", plan) == [("reachable", 0, None, 1, "legs")]
    said = "There is no way from City Museum to Bistro Uno by transit."
    assert sentence("reachable", plan) == said


@pytest.mark.parametrize("field", ["origin", "target"])
@pytest.mark.parametrize(("day", "part"), [(0, "legs"), (0, "inbound"), (1, "outbound")])
def test_reachable_from_where_one_is_to_where_one_goes(field: str, day: int, part: str) -> None:
    """A leg from or to somewhere else leaves a gap."""
    plan = with_leg(one_city(), day, 0, part, **{field: "Beacon Hill"})
    assert verdicts("reachable", plan) == [("reachable", day, None, 1, "legs")]
    assert "Beacon Hill" in sentence("reachable", plan)


@pytest.mark.parametrize("door", ["start", "end"])
def test_reachable_days_start_and_end_at_the_lodging(door: str) -> None:
    """A day that starts or ends a street away is told, with the door that it should be."""
    plan = one_city()
    anchor = getattr(plan.days[1], door).model_copy(update={"lat": 45.4600001})
    off = with_day(plan, 1, **{door: anchor})
    assert verdicts("reachable", off) == [("reachable", 1, None, 1, "legs")]
    assert sentence("reachable", off) == f"Day 2 {door}s at Hotel Aurora, not at Hotel Aurora."


# walking


@pytest.mark.parametrize(("limit", "over"), [(1200, 0), (1199, 1), (1000, 200)])
def test_walking_of_a_leg(limit: int, over: int) -> None:
    """The longest way, home from dinner, has 1200 metres on foot."""
    plan = one_city(max_walk_leg=limit)
    assert verdicts("walking", plan) == ([("walking", 0, None, over, "metres")] if over else [])
    if over:
        said = f"Trattoria Nonna to Hotel Aurora is 1200 m on foot; {limit} m is your limit."
        assert sentence("walking", plan) == said


@pytest.mark.parametrize(("limit", "over"), [(5200, 0), (5199, 1), (5000, 200)])
def test_walking_of_a_day(limit: int, over: int) -> None:
    """The first day has 4400 metres on foot about town, and 800 from the station."""
    plan = one_city(max_walk_day=limit)
    assert verdicts("walking", plan) == ([("walking", 0, None, over, "metres")] if over else [])
    if over:
        assert sentence("walking", plan) == f"Day 1 has 5200 m on foot; {limit} m is your limit."


def test_walking_counts_the_way_out_of_town() -> None:
    """The last day has 2000 metres about town and 800 to the station."""
    plan = one_city(max_walk_day=5200)
    for metres, found in ((3200, []), (3201, [("walking", 1, None, 1, "metres")])):
        walked = with_leg(
            with_request(plan, max_walk_leg=9000), 1, 0, "outbound", walk_metres=metres
        )
        assert verdicts("walking", walked) == found


@pytest.mark.parametrize(("day", "part"), [(0, "legs"), (0, "inbound"), (1, "outbound")])
def test_walking_is_not_believed_to_be_less(day: int, part: str) -> None:
    """A leg that claims fewer metres than the world says is held to the world's."""
    plan = with_leg(one_city(max_walk_leg=1200, max_walk_day=5199), 0, 5, walk_metres=0)
    assert verdicts("walking", plan) == [("walking", 0, None, 1, "metres")]
    legs = with_leg(one_city(max_walk_day=5200), day, 0, part, walk_metres=0)
    assert verdicts("walking", legs) == []
    long = with_leg(one_city(), day, 0, part, walk_metres=2001)
    assert verdicts("walking", long) == [("walking", day, None, 1, "metres")]


def test_walking_between_cities_counts() -> None:
    """Metres on foot that a train needs count for its day."""

    class Strolling(TinyWorld):
        def intercity(self, origin: City, target: City, mode: Mode) -> Travel | None:
            way = super().intercity(origin, target, mode)
            return None if way is None else way._replace(walk_metres=500)

    plan = with_request(two_cities(), max_walk_day=3200)
    for metres, over in ((700, []), (701, [("walking", 1, None, 1, "metres")])):
        walked = with_leg(plan, 1, 3, walk_metres=metres)
        assert verdicts("walking", walked) == []
        assert verdicts("walking", walked, Strolling()) == over


# day_window


def window(start: str, end: str) -> Window:
    """Hours of a day."""
    return Window(start=in_time(start), end=in_time(end))


@pytest.mark.parametrize(("end", "late"), [("20:35", 0), ("20:34", 1), ("20:15", 20)])
def test_day_window_back_in_time(end: str, late: int) -> None:
    """The first day ends at 20:35."""
    plan = one_city(day_window=window("09:00", end))
    expected = [("day_window", 0, None, late, "minutes")] if late else []
    assert verdicts("day_window", plan) == expected
    if late:
        said = f"Day 1 ends {late} minutes after you should be back at {end}."
        assert sentence("day_window", plan) == said


@pytest.mark.parametrize(("start", "early"), [("09:20", 0), ("09:21", 1), ("09:30", 10)])
def test_day_window_not_too_early(start: str, early: int) -> None:
    """The last day sets off at 09:20."""
    plan = one_city(day_window=window(start, "22:00"))
    expected = [("day_window", 1, None, early, "minutes")] if early else []
    assert verdicts("day_window", plan) == expected
    if early:
        said = f"Day 2 sets off {early} minutes before you are free at {start}."
        assert sentence("day_window", plan) == said


def test_day_window_of_a_day_at_rest() -> None:
    """A day without stops has no legs, and keeps to any window."""
    assert verdicts("day_window", with_day(one_city(), 1, stops=(), legs=())) == []


def test_day_window_of_one_date() -> None:
    """A date may have a window of its own."""
    plan = one_city(windows={FRIDAY: window("09:25", "22:00")})
    assert verdicts("day_window", plan) == [("day_window", 1, None, 5, "minutes")]


@pytest.mark.parametrize(("start", "early"), [("07:10", 0), ("07:09", 1)])
def test_day_window_widens_for_an_appointment(start: str, early: int) -> None:
    """Be at the church at 07:18: from the hotel that is 600 metres and 8 minutes."""
    item = Appointment(
        name="Mass",
        start=dt.datetime(2026, 6, 5, 7, 18),
        end=dt.datetime(2026, 6, 5, 8),
        place="lumen:church",
    )
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel")
    draft.appointment("Mass", "lumen:church", "07:18", 42).go("lumen:station", "17:00")
    plan = with_last_day(draft.done(), appointments=(item,))
    leg = plan.days[1].legs[0]
    assert (leg.start.time(), leg.minutes) == (in_time("07:10"), 8)
    moved = with_leg(plan, 1, 0, start=draft.at(start))
    expected = [("day_window", 1, None, early, "minutes")] if early else []
    assert verdicts("day_window", moved) == expected


def test_day_window_waits_for_the_way_into_town() -> None:
    """Setting off before one has arrived is a matter of terminals, or of the transfer."""
    early = shifted(one_city(), 0, "legs", -13)
    assert verdicts("day_window", shifted(one_city(), 0, "legs", -12)) == []
    assert verdicts("day_window", early) == [("terminals", 0, None, 1, "minutes")]
    assert sentence("day_window", early) == (
        "Day 1 sets off 1 minutes before you are free at 09:40."
    )
    city = shifted(two_cities(), 1, "legs", -100)
    assert verdicts("day_window", city) == [("transfer", 1, None, 3, "minutes")]


def test_day_window_leaves_time_for_the_way_out_of_town() -> None:
    """A train at 18:00 is reached from the hotel at 17:30: the day ends by then."""
    for start, found in (("16:27", []), ("16:28", [("terminals", 1, None, 1, "minutes")])):
        draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel").visit("lumen:market", start, 53)
        plan = with_last_day(draft.go("lumen:station", "17:30").done())
        assert verdicts("day_window", plan) == found


@pytest.mark.parametrize(
    ("terminal", "free"),
    [
        (Terminal(time=in_time("09:00")), "09:30"),
        (Terminal(time=in_time("09:00"), mode="flight"), "09:45"),
        (Terminal(time=in_time("09:00"), mode="flight", buffer_minutes=40), "09:40"),
        (Terminal(time=in_time("09:20"), buffer_minutes=0), "09:20"),
    ],
)
def test_day_window_after_the_buffer_of_an_arrival(terminal: Terminal, free: str) -> None:
    """With no terminal named one arrives at the door, and is free after the buffer."""
    hour, minute = map(int, free.split(":"))
    first = good_days(WORLD)[0].model_copy(update={"inbound": ()})
    plan = with_first_day(first, arrival=terminal)
    for early in (0, 1):
        minutes = hour * 60 + minute - early - (9 * 60 + 52)
        found = [("terminals", 0, None, 1, "minutes")] if early else []
        assert verdicts("day_window", shifted(plan, 0, "legs", minutes)) == found


@pytest.mark.parametrize(
    ("terminal", "end"),
    [
        (Terminal(time=in_time("18:00")), "17:40"),
        (Terminal(time=in_time("18:00"), mode="flight"), "16:00"),
        (Terminal(time=in_time("18:00"), mode="flight", buffer_minutes=90), "16:30"),
        (Terminal(time=in_time("18:00"), mode="car", buffer_minutes=0), "18:00"),
    ],
)
def test_day_window_before_the_buffer_of_a_departure(terminal: Terminal, end: str) -> None:
    """With no terminal named one leaves from the door, the buffer before the departure."""
    last = good_days(WORLD)[1].model_copy(update={"outbound": ()})
    plan = with_last_day(last, departure=terminal)
    due = dt.datetime.combine(FRIDAY, in_time(end), plan.days[1].start.time.tzinfo)
    for late in (0, 1):
        found = [("terminals", 1, None, 1, "minutes")] if late else []
        home = with_leg(plan, 1, 3, end=later(due, late))
        assert verdicts("day_window", home) == found


# terminals


@pytest.mark.parametrize(("shift", "early"), [(0, 0), (5, 0), (-1, 1), (-20, 20)])
def test_terminals_not_before_one_is_out(shift: int, early: int) -> None:
    """A train at 09:00 lets one set off at 09:30."""
    plan = shifted(one_city(), 0, "inbound", shift)
    assert verdicts("terminals", plan) == (
        [("terminals", 0, None, early, "minutes")] if early else []
    )
    if early:
        way = "The way from Lumen Central to Hotel Aurora"
        assert sentence("terminals", plan) == f"{way} starts {early} minutes too early."


@pytest.mark.parametrize(("shift", "late"), [(30, 0), (31, 1), (50, 20)])
def test_terminals_in_time_for_the_departure(shift: int, late: int) -> None:
    """A train at 18:00 wants one at the station by 17:40."""
    plan = shifted(one_city(), 1, "outbound", shift)
    assert verdicts("terminals", plan) == (
        [("terminals", 1, None, late, "minutes")] if late else []
    )
    if late:
        way = "The way from Hotel Aurora to Lumen Central"
        assert sentence("terminals", plan) == f"{way} arrives {late} minutes too late."


def test_terminals_by_a_slower_mode_in_time() -> None:
    """A way that starts when the usual one does and takes longer misses the train."""
    plan = shifted(one_city(), 1, "outbound", 30)
    leg = plan.days[1].outbound[0]
    slow = with_leg(plan, 1, 0, "outbound", end=later(leg.end, 7), minutes=17)
    assert verdicts("terminals", slow) == [("terminals", 1, None, 7, "minutes")]


@pytest.mark.parametrize(
    ("day", "part", "side"), [(0, "inbound", "into"), (1, "outbound", "out of")]
)
def test_terminals_have_their_ways(day: int, part: str, side: str) -> None:
    """A way that is missing, and one too many."""
    plan = with_day(one_city(), day, **{part: ()})
    assert verdicts("terminals", plan) == [("terminals", day, None, 1, "legs")]
    said = f"Day {day + 1} needs 1 ways {side} town and has 0."
    assert sentence("terminals", plan) == said
    leg = getattr(one_city().days[day], part)[0]
    twice = with_day(one_city(), day, **{part: (leg, leg, leg)})
    assert verdicts("terminals", twice) == [("terminals", day, None, 2, "legs")]


def test_terminals_of_a_day_trip() -> None:
    """Who stays for no night starts and ends at the station."""
    draft = DayDraft(WORLD, "2026-06-04", "lumen:station", free="09:30", back="17:40")
    day = draft.visit("lumen:museum", "10:30", 60, cost=20).done()
    nowhere = {"destinations": ({"city": "lumen", "nights": 0},), "meals": ()}
    plan = trip(request_of(**nowhere), [day])
    for gate in ("reachable", "terminals", "day_window"):
        assert verdicts(gate, plan) == []
    centre = with_request(plan, arrival=None)
    assert verdicts("reachable", centre) == [("reachable", 0, None, 1, "legs")]
    assert sentence("reachable", centre) == "Day 1 starts at Lumen Central, not at Lumen centre."


def test_terminals_from_a_bed_of_ones_own() -> None:
    """The frame is worked out from where the plan sleeps."""
    point = Point(lat=45.46, lon=9.19)
    plan = with_request(one_city(), lodging=LodgingWish(at=point, name="Aunt Eva"))
    assert verdicts("terminals", plan) == []
    assert verdicts("lodging", plan) == [("lodging", 0, None, 1, "nights")]


# transfer


@pytest.mark.parametrize(("minutes", "short"), [(75, 0), (74, 1), (60, 15)])
def test_transfer_takes_what_the_world_says(minutes: int, short: int) -> None:
    """The train takes 75 minutes."""
    plan = with_leg(two_cities(), 1, 0, "inbound", minutes=minutes)
    expected = [("transfer", 1, None, short, "minutes")] if short else []
    assert verdicts("terminals", plan) == expected
    if short:
        assert f"by train takes 75 minutes, not {minutes}" in sentence("terminals", plan)


@pytest.mark.parametrize(("shift", "early"), [(0, 0), (-1, 1), (30, 0)])
def test_transfer_within_the_window(shift: int, early: int) -> None:
    """One leaves the last city no earlier than the day begins."""
    plan = shifted(two_cities(), 1, "inbound", shift)
    expected = [("transfer", 1, None, early, "minutes")] if early else []
    assert verdicts("terminals", plan) == expected


def test_transfer_by_something_that_runs() -> None:
    """The bus runs and takes 100 minutes, the ferry does not, and no bed is in Atlantis."""
    bus = with_leg(two_cities(), 1, 0, "inbound", mode=Mode.BUS)
    assert verdicts("terminals", bus) == [("transfer", 1, None, 25, "minutes")]
    ferry = with_leg(two_cities(), 1, 0, "inbound", mode=Mode.FERRY)
    assert verdicts("terminals", ferry) == [("transfer", 1, None, 1, "legs")]
    assert "no way from Hotel Aurora to Porta Inn by ferry" in sentence("terminals", ferry)
    lost = with_leg(two_cities(), 1, 0, "inbound", origin="Atlantis")
    assert verdicts("terminals", lost) == [("transfer", 1, None, 1, "legs")]


def test_transfer_is_there() -> None:
    """Nobody leaps from one city to the next, and nobody rides where nothing leads."""
    plan = with_day(two_cities(), 1, inbound=())
    assert verdicts("terminals", plan) == [("transfer", 1, None, 1, "legs")]
    twice = with_day(two_cities(), 2, inbound=two_cities().days[1].inbound)
    assert verdicts("terminals", twice) == [("terminals", 2, None, 1, "legs")]
