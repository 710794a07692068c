"""The gates on places and wishes, each alone, with exact amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planner.itinerary import Note, Stay
from planner.model import Point
from planner.request import (
    Avoid,
    Budget,
    Destination,
    Lock,
    LodgingWish,
    Party,
    Shun,
    Window,
)
from planner.taxonomy import Category, Group
from tests.eval.edits import changed, with_day, with_request, with_stay, with_stop
from tests.planner.gate_cases import (
    FRIDAY,
    THURSDAY,
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
from tests.tiny_world import TinyWorld
from tests.worlds import DayDraft, good_days, night, trip

if TYPE_CHECKING:
    import datetime as dt

# identity


@pytest.mark.parametrize(
    "update",
    [
        {"name": "River Side Park"}, {"lat": 45.457}, {"lon": 9.21},
        {"category": Category.GARDEN}, {"place_id": "lumen:beacon"},
    ],
)  # fmt: skip
def test_identity_of_a_stop(update: dict[str, Any]) -> None:
    """A stop has its place's name, position and category."""
    plan = with_stop(one_city(), 0, 3, **update)
    assert verdicts("identity", plan) == [("identity", 0, 3, 1, "stops")]
    assert "is not what the catalogue has as lumen:" in sentence("identity", plan)


def test_identity_of_a_place_that_is_not() -> None:
    """A made-up place is told by name and id."""
    plan = with_stop(one_city(), 0, 3, place_id="lumen:mirage")
    assert verdicts("identity", plan) == [("identity", 0, 3, 1, "stops")]
    said = "River Park (lumen:mirage) is not in the catalogue."
    assert sentence("identity", plan) == said


@pytest.mark.parametrize(
    "update", [{"name": "Hotel Ivory"}, {"lat": 45.47}, {"place_id": "lumen:mirage"}]
)
def test_identity_of_a_bed(update: dict[str, Any]) -> None:
    """A bed is where the catalogue has it."""
    plan = with_stay(one_city(), 0, **update)
    assert verdicts("identity", plan) == [("identity", 0, None, 1, "nights")]


def test_identity_of_an_appointment() -> None:
    """It is called what its owner calls it, and is where its place is."""
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel")
    plan = with_first_day(draft.appointment("Talk", "lumen:cafe", "10:00", 60).done())
    elsewhere = [("identity", 0, 0, 1, "stops")]
    assert verdicts("identity", plan) == []
    assert verdicts("identity", with_stop(plan, 0, 0, category=None)) == []
    assert verdicts("identity", with_stop(plan, 0, 0, place_id=None, lat=45.47)) == []
    assert verdicts("identity", with_stop(plan, 0, 0, lat=45.47)) == elsewhere
    assert verdicts("identity", with_stop(plan, 0, 0, category=Category.PARK)) == elsewhere


# party


@pytest.mark.parametrize(
    ("place", "party", "verdict"),
    [
        ({"min_age": 35}, {}, None),
        ({"min_age": 36}, {}, (1, "years")),
        ({"min_age": 12}, {"adults": 2, "children": (12, 13)}, None),
        ({"min_age": 12}, {"adults": 2, "children": (13, 7)}, (5, "years")),
        ({"max_group": 2}, {}, None),
        ({"max_group": 2}, {"adults": 2, "children": (1,), "seniors": 4}, (5, "people")),
        ({"wheelchair": "no"}, {}, None),
        ({"wheelchair": "no"}, {"wheelchair": True}, (1, "people")),
        ({"stroller": "no"}, {"wheelchair": True}, None),
        ({"stroller": "no"}, {"stroller": True}, (1, "people")),
    ],
)
@pytest.mark.parametrize(
    ("id", "stop", "name"),
    [("lumen:gallery", 2, "Gallery of Light"), ("lumen:hotel", None, "Hotel Aurora")],
)
def test_party_gets_in(
    place: dict[str, Any],
    party: dict[str, Any],
    verdict: tuple[float, str] | None,
    id: str,
    stop: int | None,
    name: str,
) -> None:
    """Old enough, few enough, and on wheels: at the gallery, and at the hotel."""
    world = changed(WORLD, id, **place)
    plan = one_city(party=Party(**party))
    plan = plan.model_copy(update={"days": plan.days[:1]})
    expected = [] if verdict is None else [("party", 0, stop, *verdict)]
    assert verdicts("party", plan, world) == expected
    if verdict is not None:
        assert f"{name} is not for you: " in sentence("party", plan, world)


@pytest.mark.parametrize("access", ["limited", None])
@pytest.mark.parametrize("wheels", ["wheelchair", "stroller"])
def test_party_is_told_to_ask(wheels: str, access: str | None) -> None:
    """Where access is limited or not on file, a note of the stop, bed or trip says that."""
    how = "Only partly accessible by" if access else "Whether a"
    rest = ": ask beforehand." if access else " can get in is not on file: ask beforehand."
    note = Note(kind="unverified", text=f"{how} {wheels}{rest}", place_id="lumen:gallery")
    world = changed(WORLD, "lumen:gallery", **{wheels: access})
    plan = one_city(party=Party(adults=2, **{wheels: True}))
    plan = plan.model_copy(update={"days": plan.days[:1]})
    assert verdicts("party", plan, world) == [("party", 0, 2, 1, "stops")]
    assert sentence("party", plan, world) == (
        f"Gallery of Light: {note.text} The plan does not say so."
    )
    assert verdicts("party", with_stop(plan, 0, 2, notes=(note,)), world) == []
    assert verdicts("party", plan.model_copy(update={"notes": (note,)}), world) == []
    assert verdicts("party", with_stop(plan, 0, 1, notes=(note,)), world) != []
    hotel = changed(WORLD, "lumen:hotel", **{wheels: access})
    assert verdicts("party", plan, hotel) == [("party", 0, None, 1, "stops")]
    own = note.model_copy(update={"place_id": "lumen:hotel"})
    assert verdicts("party", with_stay(plan, 0, notes=(own,)), hotel) == []


# must, must_not


def test_must() -> None:
    """Musts are visited or eaten at; two missing are two violations."""
    assert verdicts("must", one_city(must=("lumen:park", "lumen:bistro"))) == []
    plan = one_city(must=("lumen:club", "lumen:park"))
    assert verdicts("must", plan) == [("must", None, None, 1, "stops")]
    assert sentence("must", plan) == "Velvet Club is a must and not in the plan."
    assert len(verdicts("must", one_city(must=("lumen:club", "lumen:beacon")))) == 2


def test_must_is_not_met_by_an_appointment() -> None:
    """To have business at the cafe is not to visit it."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel").appointment(
        "Talk", "lumen:cafe", "10:00", 60
    )
    plan = with_last_day(draft.done(), must=("lumen:cafe",))
    assert verdicts("must", plan) == [("must", None, None, 1, "stops")]


def test_must_not() -> None:
    """What was ruled out is told with its stop."""
    assert verdicts("must_not", one_city(must_not=("lumen:club",))) == []
    plan = one_city(must_not=("lumen:cafe", "lumen:club"))
    assert verdicts("must_not", plan) == [("must_not", 1, 2, 1, "stops")]
    said = "Cafe Alba is in the plan, and you asked not to go there."
    assert sentence("must_not", plan) == said


@pytest.mark.parametrize(("date", "broken"), [(THURSDAY, True), (FRIDAY, False), (None, True)])
def test_must_not_on_a_date(date: dt.date | None, broken: bool) -> None:
    """The museum is visited on Thursday."""
    plan = one_city(avoid=(Avoid(place="lumen:museum", date=date),))
    assert verdicts("must_not", plan) == ([("must_not", 0, 0, 1, "stops")] if broken else [])


def test_must_not_at_some_hours() -> None:
    """The museum takes an hour of a morning without museums, which ends at eleven."""
    window = Window(start=in_time("08:00"), end=in_time("11:00"))
    plan = one_city(shuns=(Shun(kind="museum", window=window),))
    assert verdicts("must_not", plan) == [("must_not", 0, 0, 60, "minutes")]
    assert sentence("must_not", plan).endswith("is not wanted between 08:00 and 11:00.")
    friday = Shun(kind="museum", window=window, date=FRIDAY)
    assert verdicts("must_not", one_city(shuns=(friday,))) == []


def test_must_not_binds_no_appointment() -> None:
    """The traveller's own business is the traveller's."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel").appointment(
        "Talk", "lumen:club", "10:00", 60
    )
    assert verdicts("must_not", with_last_day(draft.done(), must_not=("lumen:club",))) == []


# areas


def test_areas_to_stay_in() -> None:
    """The gallery and the park lie in Riverside; any name of an area will do."""
    assert verdicts("areas", one_city(areas_in=("Old Town", "riverside"))) == []
    plan = one_city(areas_in=("historic centre",))
    outside = [("areas", 0, 2, 1, "stops"), ("areas", 0, 3, 1, "stops")]
    assert verdicts("areas", plan) == outside
    only = with_request(plan, must=("lumen:gallery",))
    assert verdicts("areas", only) == outside[1:]
    assert sentence("areas", only) == "River Park is not in historic centre."
    assert verdicts("areas", with_request(only, locks=(Lock(place="lumen:park"),))) == []


def test_areas_to_keep_out_of() -> None:
    """The same two stops, from the other side."""
    plan = one_city(areas_out=("Riverside",), must=("lumen:park",))
    assert verdicts("areas", plan) == [("areas", 0, 2, 1, "stops")]
    said = "Gallery of Light is in Riverside, where you do not want to go."
    assert sentence("areas", plan) == said
    assert verdicts("areas", with_request(plan, locks=(Lock(place="lumen:gallery"),))) == []


# locks


@pytest.mark.parametrize(
    ("lock", "when"),
    [
        (Lock(place="lumen:museum"), None),
        (Lock(place="lumen:museum", date=THURSDAY), None),
        (Lock(place="lumen:museum", date=THURSDAY, start=in_time("10:00")), None),
        (
            Lock(place="lumen:museum", date=THURSDAY, start=in_time("10:01")),
            " on 2026-06-04 at 10:01",
        ),
        (Lock(place="lumen:museum", date=FRIDAY), " on 2026-06-05"),
        (Lock(place="lumen:bistro", date=THURSDAY, meal="lunch"), None),
        (Lock(place="lumen:bistro", date=THURSDAY, meal="dinner"), " on 2026-06-04 for dinner"),
        (Lock(place="lumen:club"), ""),
    ],
)  # fmt: skip
def test_locks(lock: Lock, when: str | None) -> None:
    """A lock holds the place, its date, its minute and its meal."""
    plan = one_city(locks=(lock,))
    assert verdicts("locks", plan) == (
        [("locks", None, None, 1, "stops")] if when is not None else []
    )
    if when is not None:
        assert sentence("locks", plan) == f"{lock.place} is locked{when} and not in the plan so."


def test_locks_hold_the_first_of_two_dates() -> None:
    """Each lock counts."""
    plan = one_city(locks=(Lock(place="lumen:club"), Lock(place="lumen:beacon", date=FRIDAY)))
    assert len(verdicts("locks", plan)) == 2


# lodging


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (LodgingWish(), None),
        (LodgingWish(place="lumen:hotel"), None),
        (LodgingWish(place="lumen:hostel"), "it is not the lodging you named"),
        (LodgingWish(kinds=("hotel",)), None),
        (LodgingWish(kinds=("hostel",)), "it does not meet your wish for a lodging"),
        (LodgingWish(areas=("Old Town",)), None),
        (LodgingWish(areas=("Riverside",)), "it does not meet your wish for a lodging"),
        (LodgingWish(min_stars=3), None),
        (LodgingWish(min_stars=4), "it does not meet your wish for a lodging"),
        (LodgingWish(max_nightly=100), None),
        (LodgingWish(max_nightly=99.99), "it does not meet your wish for a lodging"),
        (LodgingWish(rooms=1), None),
        (LodgingWish(rooms=2), "it takes 2 rooms, not 1"),
        (LodgingWish(place="lumen:hotel", rooms=2), "it takes 2 rooms, not 1"),
        (LodgingWish(at=Point(lat=45.46, lon=9.19)), "it is not where you said you sleep"),
    ],
)
def test_lodging_meets_the_wish(wish: LodgingWish, why: str | None) -> None:
    """The hotel has three stars, one room taken at 100, and lies in the old town."""
    for plan in (
        one_city(lodging=wish),
        one_city(destinations=(Destination(city="lumen", nights=1, lodging=wish),)),
    ):
        assert verdicts("lodging", plan) == ([("lodging", 0, None, 1, "nights")] if why else [])
        if why:
            assert sentence("lodging", plan) == f"Hotel Aurora: {why}."


@pytest.mark.parametrize(("people", "rooms"), [(2, 1), (3, 2), (4, 2), (5, 3)])
def test_lodging_has_rooms_enough(people: int, rooms: int) -> None:
    """Two sleep in a room."""
    plan = with_stay(one_city(party=Party(adults=people)), 0, rooms=rooms)
    assert verdicts("lodging", plan) == []
    for other in (rooms + 1, rooms - 1):
        if other:
            assert verdicts("lodging", with_stay(plan, 0, rooms=other)) != []


def test_lodging_every_night_but_the_last() -> None:
    """A night without a bed, and a bed without a night."""
    plan = one_city()
    bare = with_day(plan, 0, stay=None)
    assert verdicts("lodging", bare) == [("lodging", 0, None, 1, "nights")]
    assert sentence("lodging", bare) == "No bed for the night of 2026-06-04."
    extra = with_day(plan, 1, stay=plan.days[0].stay)
    assert verdicts("lodging", extra) == [("lodging", 1, None, 1, "nights")]
    assert sentence("lodging", extra) == "The trip ends, and yet there is a night."


@pytest.mark.parametrize("id", ["lumen:cafe", "lumen:mirage", "porta:inn"])
def test_lodging_is_a_lodging_of_the_city(id: str) -> None:
    """A bed in a cafe, in a made-up place or in another city is none, named or not."""
    for wish in (LodgingWish(), LodgingWish(place=id)):
        plan = with_stay(one_city(lodging=wish), 0, place_id=id)
        assert verdicts("lodging", plan) == [("lodging", 0, None, 1, "nights")]
        assert sentence("lodging", plan) == "Hotel Aurora: it is no lodging of that city."


def test_lodging_stays_put() -> None:
    """One bed a city: a second one is a move; another city has its own."""
    days = good_days(WORLD)
    last = DayDraft(WORLD, "2026-06-06", "lumen:hotel").done()
    request = request_of(destinations=(Destination(city="lumen", nights=2),), departure=None)
    for stay, moves in (
        (night(WORLD, "lumen:hotel", 100), 0),
        (night(WORLD, "lumen:hostel", 40), 1),
    ):
        plan = trip(request, [days[0], days[1].model_copy(update={"stay": stay}), last])
        assert verdicts("lodging", plan) == [("lodging", 1, None, 1, "nights")] * moves
    assert sentence("lodging", plan) == "The lodging changes on 2026-06-05."
    assert verdicts("lodging", two_cities()) == []


def test_lodging_of_ones_own() -> None:
    """It is where one said."""
    wish = LodgingWish(at=Point(lat=45.461, lon=9.19), name="Aunt Eva", nightly=10)
    plan = with_stay(one_city(lodging=wish), 0, place_id=None, lat=45.461, lon=9.19)
    assert verdicts("lodging", plan) == []
    assert verdicts("lodging", with_stay(plan, 0, lat=45.4611)) != []


def test_lodging_where_none_is_on_file() -> None:
    """The night is in the centre, and marked."""
    note = Note(kind="unverified", text="Find a bed.")
    stay = Stay(place_id=None, name="Lumen", lat=45.46, lon=9.19, rooms=1, cost=0, notes=(note,))
    plan, none = with_day(one_city(), 0, stay=stay), TinyWorld(without=Group.STAY)
    assert verdicts("lodging", plan, none) == []
    bare = with_stay(plan, 0, notes=())
    said = "Lumen: no lodging is on file, and the plan does not say so."
    assert sentence("lodging", bare, none) == said
    away = with_stay(plan, 0, lat=45.4601)
    said = "Lumen: with no lodging on file the night is in the centre."
    assert sentence("lodging", away, none) == said


def test_lodging_where_some_are_on_file() -> None:
    """The centre is no bed in a city that has beds, however it is marked."""
    note = Note(kind="unverified", text="Find a bed.")
    stay = Stay(place_id=None, name="Lumen", lat=45.46, lon=9.19, rooms=1, cost=0, notes=(note,))
    plan = with_day(one_city(), 0, stay=stay)
    assert verdicts("lodging", plan) == [("lodging", 0, None, 1, "nights")]
    said = "Lumen: it has no place in the catalogue, and the city has lodgings."
    assert sentence("lodging", plan) == said


def test_lodging_price_in_the_money_of_the_budget() -> None:
    """Porta's inn takes 120 francs, 150 euro."""
    for cap, found in ((150, []), (149, [("lodging", 1, None, 1, "nights")])):
        budget = Budget(currency="EUR")
        plan = two_cities(budget=budget, lodging=LodgingWish(max_nightly=cap))
        assert verdicts("lodging", plan) == found


# repeats


def test_repeats() -> None:
    """A place is visited or eaten at once; an appointment there is another matter."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel").visit("lumen:market", "09:30", 50)
    draft.meal("lunch", "lumen:bistro", "12:00", 60, 50)
    plan = with_last_day(draft.done())
    assert verdicts("repeats", plan) == [("repeats", 1, 1, 1, "stops")]
    assert sentence("repeats", plan) == "Bistro Uno is in the plan a second time."
    talks = DayDraft(WORLD, "2026-06-05", "lumen:hotel").appointment(
        "Talk", "lumen:bistro", "12:00", 9
    )
    assert verdicts("repeats", with_last_day(talks.done())) == []
    thrice = with_stop(plan, 1, 0, place_id="lumen:bistro")
    assert [v[2] for v in verdicts("repeats", thrice)] == [0, 1]
