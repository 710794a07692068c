"""Later turns of a conversation: who joins, what is fixed, kept, let go, and contradicts itself."""

from __future__ import annotations

from typing import Any

import pytest

from agents.language import Context, Mode, Understanding, read
from agents.language.rests import QUEUES
from planner.change import Change
from planner.request import TripRequest
from tests.agents.language.harness import TODAY, gazetteer, hear, hear_again, lost, standing

SATURDAY, SUNDAY = "2027-06-05", "2027-06-06"


def _party(adults: int, seniors: int = 0, **more: Any) -> dict[str, Any]:
    plain = {"children": [], "wheelchair": False, "stroller": False}
    return {"adults": adults, "seniors": seniors, **plain, **more}


def _again(words: str, **request: Any) -> Understanding:
    """A message about the standing trip with other fields."""
    trip = TripRequest.model_validate({**standing().model_dump(mode="json"), **request})
    return read(words, Context(TODAY, gazetteer(), trip))


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("An older relative is coming along, so we are three now.", _party(2, 1)),
        ("A retired friend has decided to join us", _party(2, 1)),
        ("Giulia might join us after all, make it 3 people", _party(3)),
        ("Two more friends will join us", _party(4)),
        ("The headcount is now 5", _party(5)),
    ],
)
def test_somebody_joins(words: str, party: dict[str, Any]) -> None:
    """Whoever joins is counted once, also where the new total is told as well."""
    assert hear_again(words).change.request["party"] == party


@pytest.mark.parametrize(
    "words",
    [
        "One of us can't make it",
        "Marco had to drop out, so there are just the two of us now",
        "a friend of ours backed out at the last minute",
        "one person less",
    ],
)
def test_somebody_leaves(words: str) -> None:
    """One grown-up less; the child stays."""
    heard = _again(words, party={"adults": 2, "children": [6]})
    if "two of us" in words:
        heard = _again(words, party={"adults": 3})
        assert heard.change.request["party"] == _party(2)
    else:
        assert heard.change.request["party"] == _party(1, children=[6])


def test_rooms_follow_the_party() -> None:
    """Rooms that were told for two are counted anew for three, unless they are told again."""
    heard = _again("one more adult", lodging={"rooms": 1, "max_nightly": 90})
    assert heard.change.request["lodging"]["max_nightly"] == 90
    assert "rooms" not in heard.change.request["lodging"]
    told = _again("one more adult, still 1 room", lodging={"rooms": 1})
    assert told.change.request["lodging"]["rooms"] == 1


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("On day 2, keep all visits after 10:30, nothing sooner than that.", {"start": "10:30"}),
        ("Let's have a slow morning on day 2. Put the sights after 11 am.", {"start": "11:00"}),
        ("Day 2: the last visit should end by 19:30.", {"end": "19:30"}),
        ("On day 2 finish the tour by 19:30 so we can go back to the hotel", {"end": "19:30"}),
        ("On day 2 nothing is to be planned after 21:00", {"end": "21:00"}),
        ("An easy evening on day 2, please. Can everything wrap up by 8 pm?", {"end": "20:00"}),
    ],
)
def test_hours_of_the_day_spoken_of(words: str, day: dict[str, str]) -> None:
    """Hours belong to the one day that a message is about, the vague ones yield to those said."""
    change = hear_again(words).change
    (found,) = change.model_dump(mode="json", exclude_defaults=True)["days"]
    assert {key: found[key][:5] for key in day} == day
    assert found["date"] == SATURDAY
    assert "day_window" not in change.request


def test_a_lighter_day_is_a_slower_one() -> None:
    """Each time a day is made lighter its pace goes down a step; no hours are cut off."""
    first = _again("lighter day 2", pace="packed").change.days[0]
    assert (first.pace, first.start, first.end) == ("balanced", None, None)
    last = _again("make day 2 lighter, at most one sight", pace="relaxed").change
    assert [day.pace for day in last.days] == ["light"]
    assert "pace" not in last.request


def test_a_rest_on_one_day() -> None:
    """Forty minutes between one and three on day 2 begin by twenty past two."""
    words = "Day 2: leave us at least 40 minutes between 13:00 and 15:00 for a nap"
    (rest,) = hear_again(words).change.request["rests"]
    assert rest == {
        "window": {"start": "13:00", "end": "14:20"}, "minutes": 40, "dates": [SATURDAY],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "lock"),
    [
        ('For lunch on day 2 let\'s try "Da Enzo", it is close to the Pantheon.', "lunch"),
        ('Could we make the Saturday dinner "Da Enzo"?', "dinner"),
        ('Dinner on 5 June: please book us "Da Enzo"', "dinner"),
        ('Dinner at "Da Enzo" on Saturday', "dinner"),
        ('Reserve "Da Enzo" for our day 2 lunch', "lunch"),
    ],
)
def test_a_table(words: str, lock: str) -> None:
    """A place named for a meal on a day is held for it."""
    change = hear_again(words).change
    expected = {"lock": [{"place": "Da Enzo", "date": SATURDAY, "meal": lock}]}
    assert change == Change.model_validate(expected)


def test_another_table_takes_the_place_of_the_first() -> None:
    """What was held for that lunch is let go; what a meal there costs is no budget."""
    held = [{"place": "rome:old", "date": SATURDAY, "meal": "lunch"}]
    words = 'For lunch on day 2 take "Da Enzo". A meal there costs about 30 euros per person.'
    change = _again(words, locks=held).change
    assert change.unlock == ("rome:old",)
    assert "budget" not in change.request


def test_a_meal_too_vague_to_plan() -> None:
    """One dinner more, of no day and at no place, is asked about; with a day it is planned."""
    vague = hear_again("Could you fit in another dinner somewhere cheap?")
    assert vague.mode is Mode.CLARIFY
    assert "which day" in vague.questions[0].text
    assert hear_again("Could you fit in another dinner on day 2?").mode is Mode.CHANGE


@pytest.mark.parametrize(
    "words",
    [
        "I can't stomach it: nothing spicy please",
        "we don't eat chili",
        "No Sichuan food or other spicy dishes, something milder instead",
    ],
)
def test_nothing_hot(words: str) -> None:
    """Hot kitchens get the least weight there is."""
    interests = hear_again(words).change.request["interests"]
    assert interests["spicy"] == interests["sichuan"] == interests["hot pot"] == -1
    assert interests["art"] == 0.7


def test_ways_that_go_before_others() -> None:
    """The metro is liked, and taxis for what is far."""
    words = "We'd rather take the metro, and if somewhere is far away just call a taxi"
    heard = hear_again(words)
    assert heard.change.request["liked_modes"] == ["transit", "taxi"]


@pytest.mark.parametrize(
    ("words", "shun"),
    [
        ("no museums in the afternoon", {"kind": "museum", "date": None}),
        ("no museums on Sunday afternoon", {"kind": "museum", "date": SUNDAY}),
        ("avoid the Pantheon between 12:00 and 18:00", {"place": "Pantheon", "date": None}),
        (
            "A heat wave is coming. On Sunday keep outdoor time short from 12:00 to 18:00.",
            {"kind": "outdoor", "date": SUNDAY},
        ),
    ],
)
def test_hours_without_something(words: str, shun: dict[str, Any]) -> None:
    """Hours are of what is not wanted in them: that is not given up altogether."""
    heard = hear_again(words)
    (found,) = heard.change.request["shuns"]
    assert found["window"] == {"start": "12:00", "end": "18:00"}
    assert {key: found.get(key) for key in shun} == shun
    assert heard.change.drop == () and "interests" not in heard.change.request
    assert heard.beyond == ()


def test_a_delay_moves_the_arrival() -> None:
    """Forty minutes later, where the arrival is on file; else it is asked for."""
    arrival = {"time": "10:00", "mode": "flight"}
    moved = _again("our flight is delayed by 40 minutes", arrival=arrival)
    assert moved.change.request["arrival"]["time"] == "10:40"
    assert "say when you arrive" in hear_again("our flight is delayed by 40 minutes").beyond[0]


def test_time_in_hand_for_the_way_home() -> None:
    """An hour before a departure on file, for the traffic."""
    departure = {"time": "18:00", "mode": "train"}
    words = "Traffic to the station will be bad, so leave at least an hour of buffer"
    heard = _again(words, departure=departure)
    assert heard.change.request["departure"]["buffer_minutes"] == 60


@pytest.mark.parametrize(
    ("words", "lodging"),
    [
        ("take the cheapest 3-star hotel", {"order": "cheapest", "min_stars": 3}),
        ("we want the hotel with the best reviews", {"order": "best"}),
        ("the hotel must have a swimming pool", {"offers": ["swimming pool"]}),
        ("hotel between 80 and 120 euros a night", {"min_nightly": 80, "max_nightly": 120}),
    ],
)
def test_what_a_hotel_has_to_be(words: str, lodging: dict[str, Any]) -> None:
    """Order, stars, what it offers, and the least it may cost."""
    heard = hear_again(words)
    assert {key: heard.change.request["lodging"].get(key) for key in lodging} == lodging


def test_a_head_pays_for_meals() -> None:
    """The price a person of a meal is one of the food, not of the trip."""
    heard = hear_again("dinner on Saturday is extra: one more dinner on Saturday, price per person "
                       "under 40 euros")  # fmt: skip
    assert heard.values("budget")[0]["for"] == "food"
    assert heard.change.request["budget"]["total"] == 1200


@pytest.mark.parametrize(
    "words",
    [
        "Can we get it under 60 euros a night and keep the earlier hotel wishes?",
        "At most 60 euros a night for the hotel, without changing any of our previous requests",
    ],
)
def test_a_limit_below_what_is_to_stay(words: str) -> None:
    """Rooms from 80 up and for 60 cannot both be had: which goes first is asked."""
    lodging = {"min_nightly": 80, "max_nightly": 120}
    heard = _again(words, lodging=lodging)
    assert heard.mode is Mode.CLARIFY
    assert "60" in heard.questions[0].text and "80" in heard.questions[0].text
    firm = _again(f"{words.rstrip('?')}. If that is impossible, just tell me.", lodging=lodging)
    assert (firm.mode, firm.questions, len(firm.refused)) == (Mode.REFUSE, (), 1)


def test_a_new_limit_alone_goes_before_the_old() -> None:
    """Nothing is to stay: the room for 60 is looked for."""
    heard = _again("at most 60 euros a night", lodging={"min_nightly": 80, "max_nightly": 120})
    assert heard.mode is Mode.CHANGE
    assert heard.change.request["lodging"] == {"max_nightly": 60}


def test_a_limit_let_go() -> None:
    """Taken back in the answer the limit changes nothing; what was asked for before stands."""
    asked = "Keep the hotel under 60 euros a night and all the earlier hotel wishes."
    heard = _again(f"{asked} Never mind that limit.", lodging={"min_nightly": 80})
    assert heard.mode is Mode.CHANGE
    assert heard.change.request == {}


def test_a_limit_let_go_later() -> None:
    """A total that stands is dropped where it is taken back."""
    budget = hear_again("forget about the budget limit").change.request["budget"]
    assert budget["total"] is None


def test_full_days_on_foot() -> None:
    """Five sights a day, all on foot, pull against each other; at an easy pace they do not."""
    heard = hear_again("at least 5 sights a day, mostly on foot")
    assert heard.mode is Mode.CLARIFY
    calm = hear_again("at least 5 sights a day, mostly on foot. No, at most 2 sights a day.")
    assert calm.mode is Mode.CHANGE


def test_what_asks_for_nothing_new() -> None:
    """To keep everything is a wish that the plan meets as it is; a greeting is none."""
    heard = hear_again("please keep everything else exactly as it is")
    assert (heard.mode, heard.change, lost(heard)) == (Mode.CHANGE, Change(), [])
    assert hear_again("hello there").mode is Mode.NOTHING


@pytest.mark.parametrize(
    "words",
    [
        'Could "Ara Nova" be added to our day 2 plans?',
        'Put "Ara Nova" on the schedule for day 2',
        'For day 2 add something old, specifically "Ara Nova"',
    ],
)
def test_a_place_for_a_day(words: str) -> None:
    """However it is asked for, the place is held on the day."""
    expected = {"lock": [{"place": "Ara Nova", "date": SATURDAY}]}
    assert hear_again(words).change == Change.model_validate(expected)


def test_places_that_others_are_like() -> None:
    """What stands for crowded places is left out, not visited."""
    heard = hear_again('skip spots with endless queues like "Ara Nova"')
    assert heard.change.drop == ("Ara Nova",)


def test_a_trip_to_one_city_from_another() -> None:
    """Days told after where one comes from are those of the trip."""
    heard = read("a trip to Rome from Nice for three days", Context(TODAY, gazetteer()))
    assert heard.change.request["origin"] == "Nice"
    assert heard.change.request["destinations"] == [{"city": "Rome", "nights": 2}]


def test_a_sum_lowered_from_another() -> None:
    """From one sum to another: the one said last."""
    for words in (
        "lower the cap from 1200 to 900 euros",
        "cut the budget from 1200 euros to 900 euros",
    ):
        assert hear_again(words).change.request["budget"]["total"] == 900


def test_where_to_eat_told_in_two_steps() -> None:
    """Near a place, at the best spot there: one wish."""
    words = 'Two days in Rome from 4 June 2027. For food we want to eat near "Ara Nova", at the '
    for tail in (
        "top-rated spot there.",
        "spot there. Could you pick the best-rated restaurant there?",
    ):
        (pick,) = read(words + tail, Context(TODAY, gazetteer())).picks
        assert (pick.kind, pick.near, pick.order) == ("restaurant", "Ara Nova", "best")


def test_the_day_of_a_place_told_afterwards() -> None:
    """``It`` is the place spoken of last."""
    heard = hear_again("Please add the Pantheon. We'd love to see it on Sunday.")
    assert heard.change == Change.model_validate({"lock": [{"place": "Pantheon", "date": SUNDAY}]})


@pytest.mark.parametrize(
    ("words", "out"),
    [
        ("skip places with long lines", []),
        ("please avoid any high-queue-risk spots", []),
        ("avoid places like the Pantheon that have massive queues", ["Pantheon"]),
        ("stay away from spots with endless waits such as the Pantheon", ["Pantheon"]),
    ],
)
def test_places_with_long_queues(words: str, out: list[str]) -> None:
    """They are wanted at no hour of any day, and those that are named not at all."""
    heard = hear(f"3 days in Rome. {words.capitalize()}.")
    window = {"start": "00:00", "end": "23:59"}
    assert heard.change.request["shuns"] == [{"window": window, "kind": QUEUES}]
    assert heard.change.request.get("must_not", []) == out
    dated = hear(f"3 days in Rome from 5 June. {words.capitalize()}.")
    assert dated.change.request["shuns"] == heard.change.request["shuns"]
    assert dated.beyond == heard.beyond
