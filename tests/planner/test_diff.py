"""The sentences that tell two itineraries apart, each alone and word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.diff import Moves, difference, moves
from planner.request import Budget
from tests.worlds import DayDraft, TinyWorld, good_itinerary, good_request, night, trip

if TYPE_CHECKING:
    from planner.itinerary import Day, Itinerary

WORLD = TinyWorld()
FIRST, LAST = "2026-06-04", "2026-06-05"


def _draft(date: str = FIRST) -> DayDraft:
    return DayDraft(WORLD, date, "lumen:hotel")


def _plan(*days: Day) -> Itinerary:
    return trip(good_request(), days)


def _museum(time: str = "10:00", minutes: int = 60) -> Itinerary:
    return _plan(_draft().visit("lumen:museum", time, minutes).done())


def test_a_plan_does_not_differ_from_itself() -> None:
    """Nothing changed, nothing told."""
    assert difference(good_itinerary(), good_itinerary()) == ()


def test_a_stop_that_left() -> None:
    """Its day and the time it had are told."""
    empty = _plan(_draft().done())
    assert difference(_museum(), empty) == ("Out: City Museum on Thu 04 Jun at 10:00.",)


def test_a_stop_that_came() -> None:
    """Its day and its time are told."""
    empty = _plan(_draft().done())
    assert difference(empty, _museum()) == ("In: City Museum on Thu 04 Jun at 10:00.",)


def test_rests_of_two_days_are_two() -> None:
    """Friday's rest left and Thursday's is later: told by day, not by the hotel they share."""
    old = _plan(_draft().rest("14:00", 60).done(), _draft(LAST).rest("14:00", 60).done())
    new = _plan(_draft().rest("14:30", 60).done(), _draft(LAST).done())
    assert difference(old, new) == (
        "Out: Rest at Hotel Aurora on Fri 05 Jun at 14:00.",
        "Later: Rest at Hotel Aurora on Thu 04 Jun at 14:30, was 14:00.",
    )


def test_a_stop_on_another_day() -> None:
    """From which day, and to what time of which."""
    old = _plan(_draft().visit("lumen:museum", "10:00", 60).done(), _draft(LAST).done())
    new = _plan(_draft().done(), _draft(LAST).visit("lumen:museum", "11:30", 90).done())
    assert difference(old, new) == (
        "Moved: City Museum from Thu 04 Jun to Fri 05 Jun at 11:30.",
    )  # fmt: skip


def test_a_stop_at_another_time() -> None:
    """Later one way, earlier the other; that it is longer too goes unsaid."""
    assert difference(_museum("10:00"), _museum("11:15", 80)) == (
        "Later: City Museum on Thu 04 Jun at 11:15, was 10:00.",
    )
    assert difference(_museum("11:15"), _museum("10:00")) == (
        "Earlier: City Museum on Thu 04 Jun at 10:00, was 11:15.",
    )


def test_a_stop_of_another_length() -> None:
    """The same start with a later end is longer, with an earlier one shorter."""
    assert difference(_museum(), _museum(minutes=75)) == (
        "Longer: City Museum until 11:15, was 11:00.",
    )
    assert difference(_museum(minutes=75), _museum()) == (
        "Shorter: City Museum until 11:00, was 11:15.",
    )


def test_another_lodging_is_told_with_its_price() -> None:
    """The bed and the sum it changes."""
    hotel = _plan(_draft().done(stay=night(WORLD, "lumen:hotel", 100)))
    hostel = _plan(_draft().done(stay=night(WORLD, "lumen:hostel", 40)))
    assert difference(hotel, hostel) == (
        "Lodging: Hostel Nido, was Hotel Aurora.",
        "Total: 40 EUR, was 100 EUR.",
    )


def test_a_lodging_that_comes_or_goes() -> None:
    """Where nobody sleeps, it says none; two are joined in order."""
    none = _plan(_draft().done())
    both = _plan(
        _draft().done(stay=night(WORLD, "lumen:hotel", 0)),
        _draft(LAST).done(stay=night(WORLD, "lumen:hostel", 0)),
    )
    assert difference(none, both) == ("Lodging: Hotel Aurora and Hostel Nido, was none.",)
    assert difference(both, none) == ("Lodging: none, was Hotel Aurora and Hostel Nido.",)


def test_the_total_is_told_from_a_cent_on() -> None:
    """A cent is a difference, and so is another currency."""
    paid = [
        _plan(_draft().visit("lumen:museum", "10:00", 60, cost=cost).done()) for cost in (20, 20.01)
    ]
    assert difference(*paid) == ("Total: 20.01 EUR, was 20 EUR.",)
    days = [_draft().visit("lumen:museum", "10:00", 60, cost=20).done()]
    francs = trip(good_request(budget=Budget(currency="CHF")), days, currency="CHF")
    assert difference(paid[0], francs) == ("Total: 20 CHF, was 20 EUR.",)


def test_what_there_is_no_money_for_is_told() -> None:
    """A stop that left says that it was too dear, unless there is money or it was not wanted."""
    old = _plan(_draft().visit("lumen:museum", "10:00", 60, cost=20).done())
    out = "Out: City Museum on Thu 04 Jun at 10:00"

    def told(**wished: Any) -> str:
        return difference(old, trip(good_request(**wished), [_draft().done()]))[0]

    assert told(budget=Budget(currency="EUR", total=19.5)) == (
        f"{out}, whose 20 EUR would take the trip above 19.50 EUR."
    )
    assert told(budget=Budget(currency="EUR", total=20)) == f"{out}."
    unwanted = told(budget=Budget(currency="EUR", total=19), must_not=("lumen:museum",))
    assert unwanted == f"{out}."


def test_an_appointment_is_known_by_its_name() -> None:
    """Two appointments at one place are two stops, and no visit to that place."""
    old = _plan(_draft().appointment("Notary", "lumen:cafe", "10:00", 30).done())
    new = _plan(_draft().appointment("Dentist", "lumen:cafe", "10:00", 30).done())
    assert difference(old, new) == (
        "Out: Notary on Thu 04 Jun at 10:00.",
        "In: Dentist on Thu 04 Jun at 10:00.",
    )
    lunched = _draft().appointment("Notary", "lumen:cafe", "10:00", 30)
    lunched.meal("lunch", "lumen:cafe", "12:00", 60, cost=0)
    assert difference(old, _plan(lunched.done())) == ("In: Cafe Alba on Thu 04 Jun at 12:00.",)


def test_an_appointment_on_two_days_is_two_stops() -> None:
    """A conference that loses its first day is told."""
    days = [_draft(date).appointment("Talks", "lumen:cafe", "10:00", 30) for date in (FIRST, LAST)]
    old = _plan(*(day.done() for day in days))
    new = _plan(_draft(FIRST).done(), days[1].done())
    assert difference(old, new) == ("Out: Talks on Thu 04 Jun at 10:00.",)


def test_sentences_come_in_order() -> None:
    """What left, then what came or moved by time of the new plan, then lodging and money."""
    old = _plan(
        _draft()
        .visit("lumen:museum", "10:00", 60, cost=20)
        .visit("lumen:park", "14:00", 60)
        .done(stay=night(WORLD, "lumen:hotel", 100))
    )
    new = _plan(
        _draft()
        .visit("lumen:market", "11:00", 45)
        .visit("lumen:park", "13:00", 60)
        .done(stay=night(WORLD, "lumen:hostel", 40))
    )
    assert difference(old, new) == (
        "Out: City Museum on Thu 04 Jun at 10:00.",
        "In: Corn Market on Thu 04 Jun at 11:00.",
        "Earlier: River Park on Thu 04 Jun at 13:00, was 14:00.",
        "Lodging: Hostel Nido, was Hotel Aurora.",
        "Total: 40 EUR, was 120 EUR.",
    )


def _order(*ids: str, day: str = FIRST) -> Day:
    draft = _draft(day)
    for i, name in enumerate(ids):
        draft.visit(f"lumen:{name}", f"{9 + i:02d}:00", 10)
    return draft.done()


def test_nothing_moves_in_the_same_plan() -> None:
    """Every count is nought."""
    assert moves(good_itinerary(), good_itinerary()) == Moves(0, 0, 0, 0, 0)


def test_what_left_came_and_changed_its_day_moved() -> None:
    """The museum left, the church came, the park went over to Friday: three items."""
    old = _plan(_order("museum", "park", "market"), _draft(LAST).done())
    new = _plan(_order("church", "market"), _order("park", day=LAST))
    found = moves(old, new)
    assert (found.left, found.came, found.day, found.order) == (1, 1, 1, 0)
    assert found.items == 3


def test_the_fewest_that_restore_the_order_moved() -> None:
    """The first of four put last is one that moved, a day turned round are all but one."""
    old = _plan(_order("museum", "park", "market", "church"))
    assert moves(old, _plan(_order("park", "market", "church", "museum"))).order == 1
    assert moves(old, _plan(_order("church", "market", "park", "museum"))).order == 3


def test_shifts_count_beyond_a_quarter_of_an_hour_and_apart() -> None:
    """Fifteen minutes later is where it was, sixteen is shifted, and neither has moved."""
    assert moves(_museum("10:00"), _museum("10:15")) == Moves(0, 0, 0, 0, 0)
    late = moves(_museum("10:00"), _museum("10:16"))
    assert late == Moves(0, 0, 0, 0, 1)
    assert late.items == 0


def test_places_that_the_change_names_do_not_count() -> None:
    """The museum was to go, and the church to come."""
    old, new = _plan(_order("museum", "park")), _plan(_order("church", "park"))
    assert moves(old, new, {"lumen:museum", "lumen:church"}).items == 0
