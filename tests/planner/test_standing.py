"""A standing plan as a problem: beds kept, days in nodes, and old days put back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.attempt import Supplies
from planner.change import Change, DayChange, apply
from planner.lodging import choose_lodgings
from planner.request import Appointment, Avoid, Destination, Terminal
from planner.standing import kept_lodgings, pairs_of, standing_problem, surviving, with_old_days
from tests.planner.tiny_problem import THURSDAY, names
from tests.worlds import DayDraft, TinyWorld, good_itinerary, good_request, night, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary
    from planner.problem import TripProblem

WORLD = TinyWorld()
CAFE = "lumen:cafe"
_THURSDAY = ("museum", "bistro", "gallery", "park", "trattoria")
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})


def _old() -> Itinerary:
    """The good plan, its station by id."""
    station = "lumen:station"
    arrival, departure = (
        Terminal(time=dt.time(9), at=station),
        Terminal(time=dt.time(18), at=station),
    )
    return good_itinerary(WORLD, good_request(arrival=arrival, departure=departure))


def _problem(**change: Any) -> TripProblem:
    request = apply(_old().request, Change(**change))
    lodging = choose_lodgings(0, SUPPLIES.places[0], request, "EUR", WORLD)[:1]
    return standing_problem(_old(), request, SUPPLIES, lodging)


def test_the_old_bed_is_kept_while_it_meets_the_wish() -> None:
    """The hostel stays the hostel, though the hotel is the better offer; barred, it does not."""
    old = _old()
    hostel = night(WORLD, "lumen:hostel", 40)
    days = (old.days[0].model_copy(update={"stay": hostel}), old.days[1])
    old = old.model_copy(update={"days": days})
    for change, bed in (({}, "Hostel Nido"), ({"drop": ("lumen:hostel",)}, "Hotel Aurora")):
        kept = kept_lodgings(old, apply(old.request, Change(**change)), SUPPLIES)
        assert kept is not None
        assert [lodging.spot.name for lodging in kept] == [bed]


def test_no_bed_that_meets_the_wish_is_none() -> None:
    """Five stars are not to be had."""
    request = apply(_old().request, Change(request={"lodging": {"min_stars": 5}}))
    assert kept_lodgings(_old(), request, SUPPLIES) is None


def test_stops_are_paired_with_their_nodes_in_order() -> None:
    """All of Thursday, but for a kitchen that is shut."""
    whole = [*_THURSDAY]
    problem = _problem()
    assert names(problem, [node for node, _ in pairs_of(problem, _old(), 0)]) == whole
    shut = _problem(close=(Avoid(place="lumen:bistro", date=THURSDAY),))
    whole.remove("bistro")
    assert names(shut, [node for node, _ in pairs_of(shut, _old(), 0)]) == whole


def test_what_the_day_has_no_room_for_is_left_out() -> None:
    """From four on there is time for the park and the gallery, not for the museum as well."""
    problem = _problem(days=(DayChange(date=THURSDAY, start=dt.time(16), end=dt.time(18, 30)),))
    left, friday = surviving(problem, _old())
    kept = names(problem, left)
    assert "bistro" not in kept
    assert 0 < len(kept) < 4
    assert names(problem, friday) == ["market", "church", "cafe"]


def test_sights_beyond_a_limit_are_left_out_and_no_meal_is() -> None:
    """Of three the one worth most stays, or a must that is worth less."""
    for change, kept in (({}, "museum"), ({"add": ("lumen:park",)}, "park")):
        problem = _problem(request={"max_sights_day": 1}, **change)
        left, friday = surviving(problem, _old())
        assert names(problem, left) == [n for n in _THURSDAY if n in (kept, "bistro", "trattoria")]
        assert len(friday) == 2


def test_old_days_come_back_to_the_minute_unless_the_bed_is_another() -> None:
    """The museum five minutes later goes back to ten, but not with the hostel to sleep in."""
    old = _old()
    museum = old.days[0].stops[0]
    later = dt.timedelta(minutes=5)
    moved = museum.model_copy(update={"start": museum.start + later})
    day = old.days[0].model_copy(update={"stops": (moved, *old.days[0].stops[1:])})
    new = old.model_copy(update={"days": (day, old.days[1])})
    back = with_old_days(new, old, WORLD)
    assert back is not None
    assert back.days == old.days
    hostel = day.model_copy(update={"stay": night(WORLD, "lumen:hostel", 40)})
    assert with_old_days(old.model_copy(update={"days": (hostel, old.days[1])}), old, WORLD) is None


def test_meetings_of_one_name_are_told_apart_by_their_hour() -> None:
    """Each is paired with its own node; one that has been moved is a stop no more."""
    begin = dt.datetime.combine(THURSDAY, dt.time(17))
    meetings = [
        Appointment(name="Talk", start=start, end=start + dt.timedelta(minutes=20), place=CAFE)
        for start in (begin + dt.timedelta(hours=2), begin)
    ]
    day = DayDraft(WORLD, str(THURSDAY), "lumen:hotel").appointment("Talk", CAFE, "17:00", 20)
    plain = {
        "arrival": None,
        "departure": None,
        "destinations": (Destination(city="lumen", nights=0),),
    }
    old = trip(good_request(**plain), [day.appointment("Talk", CAFE, "19:00", 20).done()])

    def paired(*items: Appointment) -> list[dt.datetime]:
        request = old.request.model_copy(update={"appointments": items})
        bed = choose_lodgings(0, SUPPLIES.places[0], request, "EUR", WORLD)[:1]
        problem = standing_problem(old, request, SUPPLIES, bed)
        found = (problem.trip.nodes[number].appointment for number, _ in pairs_of(problem, old, 0))
        return [item.start for item in found if item is not None]

    assert paired(*meetings) == [begin, begin + dt.timedelta(hours=2)]
    later = begin + dt.timedelta(minutes=30)
    moved = meetings[1].model_copy(update={"start": later, "end": later + dt.timedelta(minutes=20)})
    assert paired(moved, meetings[0]) == [begin + dt.timedelta(hours=2)]
