"""The rules must, must_not, locks, appointments, lodging and meals."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planner.itinerary import Itinerary, Note, Stay
from planner.model import Point
from planner.request import (
    BREAKFAST,
    DINNER,
    LUNCH,
    Appointment,
    Avoid,
    Lock,
    LodgingWish,
    MealWish,
    Terminal,
    Window,
)
from planner.taxonomy import Category, Group
from tests.eval.edits import changed, found, later, with_day, with_request, with_stay, with_stop
from tests.worlds import DayDraft, TinyWorld, good_days, good_itinerary, good_request, night, trip

WORLD = TinyWorld()
DAY = dt.date(2026, 6, 4)


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (("City Museum",), 0),
        (("lumen:bistro",), 0),
        (("Velvet Club",), 1),
        (("No Such Place", "lumen:club"), 2),
    ],
)
def test_must(names: tuple[str, ...], missing: int) -> None:
    """Places are named by name or id, and visited or eaten at."""
    assert (
        found(with_request(good_itinerary(), must=names), "must") == [(None, None, None)] * missing
    )


def test_must_not() -> None:
    """A place that must not be visited is named with its stop."""
    plan = good_itinerary()
    assert found(with_request(plan, must_not=("river park", "lumen:club")), "must_not") == [
        (0, 3, None)
    ]
    assert found(with_request(plan, must_not=("Velvet Club",)), "must_not") == []


@pytest.mark.parametrize(
    ("lock", "expected"),
    [
        (Lock(place="City Museum"), []),
        (Lock(place="lumen:museum", date=DAY), []),
        (Lock(place="lumen:museum", date=DAY, start=dt.time(10)), []),
        (Lock(place="lumen:museum", date=DAY, start=dt.time(10, 5)), [(0, None, 0)]),
        (Lock(place="lumen:museum", date=dt.date(2026, 6, 5)), [(0, None, 1)]),
        (Lock(place="lumen:club"), [(None, None, None)]),
    ],
)
def test_locks(lock: Lock, expected: list[Any]) -> None:
    """A lock holds the place, its date and its minute."""
    assert found(with_request(good_itinerary(), locks=(lock,)), "locks") == expected


def _meeting(start: str, end: str, **more: Any) -> Appointment:
    times = (dt.datetime.combine(DAY, dt.time.fromisoformat(time)) for time in (start, end))
    begin, finish = times
    return Appointment(name="Meeting", start=begin, end=finish, **({"place": "Cafe Alba"} | more))


def _with_meeting(*items: Appointment) -> Itinerary:
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel").appointment(
        "Meeting", "lumen:cafe", "10:00", 60
    )
    first = draft.done(stay=night(WORLD, "lumen:hotel", 100))
    return trip(good_request(appointments=items), [first, good_days(WORLD)[1]])


def test_appointments_are_kept_to_the_minute_and_at_their_place() -> None:
    """One kept, one a minute off, one elsewhere, one unasked for."""
    cafe = WORLD.place("lumen:cafe")
    assert cafe is not None
    own = _meeting("10:00", "11:00", place=None, at=Point(lat=cafe.lat, lon=cafe.lon))
    both = [(0, 0, None), (None, None, None)]
    assert found(_with_meeting(_meeting("10:00", "11:00")), "appointments") == []
    assert found(_with_meeting(own), "appointments") == []
    assert found(_with_meeting(_meeting("10:00", "11:01")), "appointments") == both
    assert (
        found(_with_meeting(_meeting("10:00", "11:00", place="Bistro Uno")), "appointments") == both
    )
    assert found(_with_meeting(), "appointments") == [(0, 0, None)]


def test_rules_on_places_do_not_bind_appointments() -> None:
    """A meeting at a shut cafe, out of season, barred by age, area and name, is one's own."""
    world = changed(
        WORLD, "lumen:cafe", opening_hours="Su 07:00-08:00", open_months=(1,), min_age=99
    )
    plan = _with_meeting(_meeting("10:00", "11:00"))
    closed = {"must_not": ("Cafe Alba",), "areas_out": ("Old Town",), "unknown_hours": "exclude"}
    rules = ("open", "season", "party", "areas", "must_not", "length", "meals")
    first = with_request(with_day(plan, 1, stops=(), legs=()), **closed, meals=())
    assert [rule for rule in rules if found(first, rule, world)] == []


def test_must_not_by_date() -> None:
    """A place to avoid on a date may be visited on another."""
    plan = good_itinerary()
    for date, expected in (
        (DAY, [(0, 3, None)]),
        (None, [(0, 3, None)]),
        (DAY + dt.timedelta(days=1), []),
    ):
        avoid = (Avoid(place="River Park", date=date),)
        assert found(with_request(plan, avoid=avoid), "must_not") == expected


@pytest.mark.parametrize(
    ("wish", "count"),
    [
        (LodgingWish(), 0),
        (LodgingWish(place="Hotel Aurora"), 0),
        (LodgingWish(place="Hostel Nido"), 1),
        (LodgingWish(kinds=("hotel", "hostel")), 0),
        (LodgingWish(kinds=("hostel",)), 1),
        (LodgingWish(areas=("Old Town",)), 0),
        (LodgingWish(areas=("Riverside",)), 1),
        (LodgingWish(min_stars=3), 0),
        (LodgingWish(min_stars=4), 1),
        (LodgingWish(max_nightly=100), 0),
        (LodgingWish(max_nightly=99), 1),
        (LodgingWish(at=Point(lat=45.46, lon=9.19)), 1),
    ],
)
def test_lodging_meets_the_wish(wish: LodgingWish, count: int) -> None:
    """The hotel has three stars, costs 100 and lies in the old town."""
    assert len(found(with_request(good_itinerary(), lodging=wish), "lodging")) == count


def test_lodging_every_night_but_the_last() -> None:
    """A night without a bed, a bed without a night, and a bed in a cafe."""
    plan = good_itinerary()
    assert found(with_day(plan, 0, stay=None), "lodging") == [(0, None, None)]
    assert found(with_day(plan, 1, stay=plan.days[0].stay), "lodging") == [(1, None, None)]
    assert found(with_stay(plan, 0, place_id="lumen:cafe"), "lodging") == [(0, None, None)]


def test_lodging_stays_put() -> None:
    """One bed a city: a second one is a move."""
    days = good_days(WORLD)
    extra = DayDraft(WORLD, "2026-06-06", "lumen:hotel").done()
    days[1] = days[1].model_copy(update={"stay": night(WORLD, "lumen:hostel", 40)})
    request = good_request(destinations=({"city": "Lumen", "nights": 2},), departure=None)
    assert found(trip(request, [*days, extra]), "lodging") == [(1, None, None)]
    days[1] = days[1].model_copy(update={"stay": night(WORLD, "lumen:hotel", 100)})
    assert found(trip(request, [*days, extra]), "lodging") == []


def test_lodging_where_the_catalogue_has_none() -> None:
    """With no lodging on file the night is in the centre, costs nothing and is marked."""

    class Bare(TinyWorld):
        def has(self, city_id: str, group: Group) -> bool:
            return group is not Group.STAY

    note = Note(kind="unverified", text="Find a bed.")
    stay = Stay(place_id=None, name="Lumen", lat=45.46, lon=9.19, rooms=1, cost=0, notes=(note,))
    plan = with_day(good_itinerary(), 0, stay=stay)
    assert found(plan, "lodging", Bare()) == []
    assert found(plan, "lodging", WORLD) == [(0, None, None)]
    assert found(with_stay(plan, 0, notes=()), "lodging", Bare()) == [(0, None, None)]


def _without_dinner(plan: Itinerary) -> Itinerary:
    day = plan.days[0]
    last = day.legs[-1].model_copy(update={"origin": day.stops[3].name})
    return with_day(plan, 0, stops=day.stops[:-1], legs=(*day.legs[:4], last))


def test_meals_that_are_due_are_there() -> None:
    """Dinner could begin from 18:00 to 20:30; without it 150 minutes are wasted."""
    assert found(_without_dinner(good_itinerary()), "meals") == [(0, None, 150)]


@pytest.mark.parametrize(("end", "due"), [("20:20", 60), ("20:19", None)])
def test_meals_are_due_when_there_is_an_hour_to_begin(end: str, due: float | None) -> None:
    """Dinner takes 80 minutes: back by 20:20 leaves it 18:00 to 19:00 to begin in."""
    window = {"start": dt.time(9), "end": dt.time.fromisoformat(end)}
    plan = with_request(_without_dinner(good_itinerary()), day_window=window)
    assert found(plan, "meals") == ([(0, None, due)] if due else [])


def test_meals_of_a_short_window_are_due_if_all_of_it_is_free() -> None:
    """A window of half an hour need not be an hour long."""
    wish = MealWish(
        meal="dinner", window=Window(start=dt.time(18), end=dt.time(18, 30)), minutes=60
    )
    plan = with_request(_without_dinner(good_itinerary()), meals=(LUNCH, wish))
    assert found(plan, "meals") == [(0, None, 30)]


def test_meals_that_an_appointment_displaces_are_not_due() -> None:
    """A meeting from 18:30 to 20:00 leaves half an hour to begin dinner in, to 19:30 a whole."""
    for end, expected in (("20:00", []), ("19:30", [(0, None, 60)])):
        request = {"appointments": (_meeting("18:30", end),)}
        assert (
            found(with_request(_without_dinner(good_itinerary()), **request), "meals") == expected
        )


def test_meals_before_a_departure_are_not_due() -> None:
    """With a train at 18:00 no dinner is due on the last day; at 22:00 one is."""
    late = with_request(good_itinerary(), departure=Terminal(time=dt.time(22), at="Lumen Central"))
    # At the station by 21:40, from the hotel at 21:30: dinner may begin until 20:10.
    assert found(late, "meals") == [(1, None, 130)]


def test_meals_after_an_arrival_are_not_due() -> None:
    """Who arrives at 09:00 is in town at 09:40, with 20 minutes of breakfast left."""
    plan = with_request(good_itinerary(), meals=(BREAKFAST, LUNCH, DINNER))
    assert found(plan, "meals") == [(1, None, 60)]


def test_meals_begin_in_their_window_once_and_as_wanted() -> None:
    """Too early, twice, and unasked for."""
    plan = good_itinerary()
    lunch = plan.days[0].stops[1]
    early = with_stop(plan, 0, 1, start=later(lunch.start, -20))
    assert found(early, "meals") == [(0, 1, 5)]
    twice = with_stop(plan, 0, 4, meal="lunch", start=lunch.start)
    assert (0, None, 1) in found(twice, "meals")
    assert found(with_request(plan, meals=(LUNCH,)), "meals") == [(0, 4, None)]


def test_meals_are_at_tables_that_have_what_is_asked_for() -> None:
    """The trattoria offers no vegetarian food; the cafe is vegan, which is vegetarian too."""
    assert found(with_request(good_itinerary(), diets=("vegetarian",)), "meals") == [(0, 4, 1)]
    vegan = with_request(good_itinerary(), diets=("vegan",))
    assert found(vegan, "meals") == [(0, 1, 1), (0, 4, 1)]


def test_meals_are_at_places_to_eat() -> None:
    """Lunch in the museum is no lunch."""
    world = changed(WORLD, "lumen:bistro", category=Category.MUSEUM)
    assert found(good_itinerary(), "meals", world) == [(0, 1, None)]
