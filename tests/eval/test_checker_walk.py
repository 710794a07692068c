"""The rules order, reachable and walking."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.facts import Mode, Travel
from planner.itinerary import Anchor
from planner.model import Point
from planner.request import Destination, LodgingWish
from tests.eval.edits import found, later, with_day, with_leg, with_request, with_stay, with_stop
from tests.worlds import DayDraft, TinyWorld, good_itinerary, good_request, trip, two_city_itinerary

WORLD = TinyWorld()


def test_order_counts_minutes_in_two_places() -> None:
    """A museum left 20 minutes late overlaps the way and, by five minutes, lunch itself."""
    plan = good_itinerary()
    late = with_stop(plan, 0, 0, end=later(plan.days[0].stops[0].end, 25))
    assert found(late, "order") == [(0, None, 5), (0, 1, 5)]


def test_order_lets_one_thing_follow_another_at_once() -> None:
    """No minute is shared where one thing ends as the next begins, seconds included."""
    plan = good_itinerary()
    end = plan.days[0].legs[1].start
    assert found(with_stop(plan, 0, 0, end=end), "order") == []
    half = dt.timedelta(seconds=30)
    meal = plan.days[0].stops[1]
    moved = with_stop(
        with_stop(plan, 0, 1, end=meal.end + half), 0, 2, start=plan.days[0].stops[2].start
    )
    assert found(moved, "order") == []


def test_order_sees_things_told_backwards() -> None:
    """A leg home that ends before its day began is out of order."""
    plan = good_itinerary()
    last = plan.days[0].legs[-1]
    back = with_leg(plan, 0, 5, start=later(last.start, -1440), end=later(last.end, -1440))
    assert found(back, "order") == [(0, None, 1440)]


def test_order_binds_across_days() -> None:
    """A night out that ends after the next day began is in two places."""
    plan = good_itinerary()
    last = plan.days[0].legs[-1]
    start = plan.days[1].legs[0].start
    late = with_leg(plan, 0, 5, start=later(start, -10), end=later(start, 5))
    assert (1, None, 5) in found(late, "order")
    assert last.minutes == 15


def test_order_holds_a_leg_to_its_minutes() -> None:
    """A leg of 15 minutes lasts 15 minutes."""
    plan = good_itinerary()
    longer = with_leg(plan, 0, 5, end=later(plan.days[0].legs[5].end, 3))
    assert found(longer, "order") == [(0, None, 3)]


def test_reachable_takes_what_the_world_says() -> None:
    """1000 metres on foot take 13 minutes, not 12."""
    plan = good_itinerary()
    leg = plan.days[0].legs[3]
    fast = with_leg(plan, 0, 3, minutes=12, start=later(leg.start, 1))
    assert found(fast, "reachable") == [(0, 3, 1)]


def test_reachable_does_not_trust_a_world_that_flies() -> None:
    """A too quick world is not believed: the crow-flies distance bounds every mode."""

    class Flying(TinyWorld):
        def travel(self, city_id: str, origin: Point, target: Point, mode: Mode) -> Travel | None:
            way = super().travel(city_id, origin, target, mode)
            return way._replace(minutes=0) if way else None

    plan = good_itinerary()
    leg = plan.days[0].legs[5]
    quick = with_leg(plan, 0, 5, minutes=5, end=later(leg.end, -10))
    ((day, stop, minutes),) = found(quick, "reachable", Flying())
    # 894 m straight at 6.5 km/h are 8.26 minutes.
    assert (day, stop) == (0, None)
    assert minutes == pytest.approx(3.26, abs=0.02)


def test_reachable_wants_an_allowed_mode() -> None:
    """A taxi that was not asked for is refused.

    So is a ride the mode cannot make, and a flight across town.
    """
    plan = good_itinerary()
    walks = with_request(plan, modes=(Mode.WALK,))
    assert found(walks, "reachable") == []
    assert found(with_leg(walks, 0, 0, mode=Mode.TAXI), "reachable") == [(0, 0, None)]
    assert found(with_leg(plan, 0, 1, mode=Mode.TRANSIT), "reachable") == [(0, 1, None)]
    assert found(with_leg(plan, 0, 1, mode=Mode.FLIGHT), "reachable") == [(0, 1, None)]


def test_reachable_by_car_between_cities_only_if_asked_for() -> None:
    """Trains run for everybody; a car is one's own."""
    plan = with_leg(two_city_itinerary(), 1, 0, "inbound", mode=Mode.CAR)
    assert found(plan, "reachable") == [(1, None, None)]
    assert found(with_request(plan, modes=(Mode.WALK, Mode.CAR)), "reachable") == []


def test_reachable_joins_the_places() -> None:
    """A leg that leads elsewhere than its stop is a leap."""
    plan = good_itinerary()
    assert found(with_leg(plan, 0, 1, target="River Park"), "reachable") == [(0, 1, None)]
    assert found(with_leg(plan, 0, 1, origin="River Park"), "reachable") == [(0, 1, None)]
    assert found(with_leg(plan, 0, 0, "inbound", origin="Lumen Airport"), "reachable") == [
        (0, None, None)
    ]


def test_reachable_wakes_up_where_one_went_to_sleep() -> None:
    """A day that starts 1.6 km from the bed leaps.

    So does a night spent elsewhere than the day ended.
    """
    plan = good_itinerary()
    cafe = WORLD.place("lumen:cafe")
    assert cafe is not None
    elsewhere = Anchor(name=cafe.name, lat=cafe.lat, lon=cafe.lon, time=plan.days[1].start.time)
    assert (1, None, 200) in found(with_day(plan, 1, start=elsewhere), "reachable")
    hostel = WORLD.place("lumen:hostel")
    assert hostel is not None
    moved = with_stay(plan, 0, place_id=hostel.id, name=hostel.name, lat=hostel.lat, lon=hostel.lon)
    assert {day for day, _, _ in found(moved, "reachable")} == {0, 1}


def test_a_day_trip_starts_in_the_centre_or_at_the_station() -> None:
    """With no night, a day may start and end at its terminals; not at a cafe."""
    for anchor, expected in (
        ("lumen:station", []),
        ("lumen:cafe", [(0, None, 400), (0, None, 400)]),
    ):
        request = good_request(destinations=({"city": "lumen", "nights": 0},), meals=())
        day = (
            DayDraft(WORLD, "2026-06-04", anchor).visit("lumen:museum", "10:00", 60, cost=20).done()
        )
        assert found(trip(request, [day]), "reachable") == expected


def test_a_day_trip_starts_at_the_lodging_named() -> None:
    """A bed that is named or given stands for the centre, 200 metres away."""
    day = DayDraft(WORLD, "2026-06-04", "lumen:hotel").visit("lumen:museum", "10:00", 60, cost=20)
    request = good_request(
        destinations=(Destination(city="lumen", nights=0),), arrival=None, departure=None
    )
    plan = trip(request, [day.done()])
    start = plan.days[0].start
    own = LodgingWish(at=Point(lat=start.lat, lon=start.lon))
    assert found(plan, "reachable") == [(0, None, 200), (0, None, 200)]
    for wish in (LodgingWish(place="Hotel Aurora"), own):
        assert found(with_request(plan, lodging=wish), "reachable") == []


def test_walking_caps_a_leg_and_a_day() -> None:
    """The longest leg has 1200 m; the days have 5200 and 2800."""
    plan = good_itinerary()
    assert found(with_request(plan, max_walk_leg=1200, max_walk_day=5200), "walking") == []
    assert found(with_request(plan, max_walk_leg=1100), "walking") == [(0, None, 100)]
    assert found(with_request(plan, max_walk_day=5000), "walking") == [(0, None, 200)]


def test_walking_counts_the_way_from_the_station() -> None:
    """800 m with the luggage are walked too."""
    plan = with_request(good_itinerary(), max_walk_leg=700)
    assert (0, None, 100) in found(plan, "walking")
    assert (1, None, 100) in found(plan, "walking")


def test_walking_does_not_believe_a_leg_that_plays_it_down() -> None:
    """A walk of 1200 m that says 10 is a walk of 1200 m."""
    plan = with_leg(good_itinerary(), 0, 5, walk_metres=10)
    assert found(with_request(plan, max_walk_leg=1100), "walking") == [(0, None, 100)]


def test_reachable_leaves_from_the_terminal_asked_for() -> None:
    """A way to the airport does not catch the train."""
    plan = with_leg(good_itinerary(), 1, 0, "outbound", target="Lumen Airport")
    assert found(plan, "reachable") == [(1, None, None)]
