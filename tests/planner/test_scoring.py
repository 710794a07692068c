"""What makes a place worth visiting: each factor on its own, and what is said of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.appeal import TOP, Appraiser
from planner.city import ClimateMonth
from planner.facts import DayHours
from planner.place import VisitMinutes
from planner.request import Party
from planner.scoring import (
    access,
    certainty,
    company,
    factors,
    interest,
    liked,
    popularity,
    reasons,
    season,
    substance,
    taste,
    weather,
    why_now,
)
from planner.taxonomy import Category
from tests.planner.tiny_problem import THURSDAY, day_trip
from tests.worlds import PLACES, TinyWorld

if TYPE_CHECKING:
    import datetime as dt

WORLD = TinyWorld()
PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}
MUSEUM = PLACE["museum"]


def _with(name: str, **change: Any) -> Any:
    return PLACE[name].model_copy(update=change)


@given(one=st.floats(0, 1), two=st.floats(0, 1))
def test_renown_never_lowers_worth(one: float, two: float) -> None:
    """More visitors, more worth; and even the unknown is worth something."""
    low, high = sorted((one, two))
    values = [popularity(_with("museum", popularity=share)).value for share in (low, high)]
    assert 0 < values[0] <= values[1]


@pytest.mark.parametrize(
    ("share", "reason"),
    [(0.8, "one of the sights most visitors come for"), (0.6, "a well-known stop"), (0.59, "")],
)
def test_renown_is_told_where_there_is_some(share: float, reason: str) -> None:
    """Nothing is claimed of the unknown."""
    assert popularity(_with("museum", popularity=share)).reason == reason


@pytest.mark.parametrize(
    ("interests", "value", "reason"),
    [
        ({}, 1.0, ""),
        ({"history": 1.0}, 2.6, "you like history"),
        ({"museum": 0.5}, 1.8, "you like museums"),
        ({"History": 1.0, "museum": 0.5}, 2.8, "you like History"),
        ({"art": 1.0}, 0.8, ""),
        ({"art": -1.0}, 1.0, ""),
        ({"museum": -1.0}, 0.02, ""),
        ({"museum": -0.5, "history": 1.0}, 1.0, ""),
    ],
)
def test_interests_raise_and_lower(interests: dict[str, float], value: float, reason: str) -> None:
    """By category, tag, cuisine or role; what is disliked is hardly worth a stop."""
    factor = interest(MUSEUM, interests)
    assert factor.value == pytest.approx(value)
    assert factor.reason == reason


@pytest.mark.parametrize(
    ("months", "value"),
    [((), 1.0), ((6,), 1.25), ((5, 6), 1.25), ((9,), 0.92), (tuple(range(1, 10)), 1.0)],
)
def test_the_best_months_are_worth_more(months: tuple[int, ...], value: float) -> None:
    """In June; nine best months say nothing."""
    assert season(_with("park", best_months=months), THURSDAY).value == value


def test_an_interest_is_met_however_its_words_are_joined() -> None:
    """Tags of some sources have blanks, of others underscores; travellers type either."""
    for tag in ("craft beer", "craft_beer"):
        bar = _with("club", tags=(tag,))
        for typed in ("Craft Beer", "craft-beer", "craft_beer"):
            assert interest(bar, {typed: 1.0}).value == pytest.approx(2.6)
    assert interest(bar, {"beer": 1.0}).value < 1.0


def test_the_reason_of_the_season_is_told() -> None:
    """With the month and why."""
    roses = _with("park", best_months=(6,), best_months_why="the roses are out")
    assert season(roses, THURSDAY).reason == "at its best in June: the roses are out"


def test_rain_and_cold_tell_on_the_outdoors_alone() -> None:
    """A wet month lowers a park, half as much a church, and a museum not at all."""
    wet = ClimateMonth(high_c=15, low_c=8, rain_days=20)
    cold = wet.model_copy(update={"high_c": 2.0})
    park, church, museum = (weather(PLACE[n], wet).value for n in ("park", "church", "museum"))
    assert museum == 1.0
    assert 1 - park == pytest.approx(2 * (1 - church))
    assert weather(PLACE["park"], cold).value < park < 1.0
    assert weather(PLACE["park"], None).value == 1.0


def test_a_day_of_forecast_rain_favours_the_indoors() -> None:
    """Whatever the month is like."""
    values = [weather(PLACE[n], None, True).value for n in ("museum", "church", "park")]
    assert values == sorted(values, reverse=True)
    assert values[0] > 1.0 > values[2]


def test_children_change_what_is_worth_a_visit() -> None:
    """A zoo good with children gains by them, a club loses, a gallery a little."""
    family, couple = day_trip(party=Party(children=(6,))), day_trip()
    zoo = _with("park", category=Category.ZOO, tags=("kids",))
    assert company(zoo, family).value == 1.5
    assert company(zoo, family).reason == "good with children"
    assert company(zoo, couple).value == 0.8
    assert company(PLACE["club"], family).value == 0.1
    assert company(PLACE["gallery"], family).value == 0.8
    assert company(PLACE["gallery"], couple).value == 1.0


def test_unknown_hours_and_poor_sources_count_less() -> None:
    """Sixty percent without hours; four fifths with no confidence at all."""
    sure = _with("museum", confidence=1.0)
    stated, holiday = DayHours(True, ()), DayHours(True, (), unstated=True)
    assert certainty(sure, stated).value == 1.0
    assert certainty(sure, holiday).value == pytest.approx(0.85)
    assert certainty(sure, DayHours(False, ())).value == pytest.approx(0.6)
    assert certainty(_with("museum", confidence=0.0), stated).value == pytest.approx(0.8)


def test_taste_is_the_recommenders_word_or_nothing() -> None:
    """1 where it is silent; told where it is strong."""
    assert taste(MUSEUM, {}).value == 1.0
    assert taste(MUSEUM, {MUSEUM.id: 1.5}) == (1.5, "fits what you tend to visit")
    assert taste(MUSEUM, {MUSEUM.id: 1.1}).reason == ""


def test_long_visits_are_worth_more_but_not_in_proportion() -> None:
    """An hour is the measure; meals are worth the same at any length."""
    hour = _with("museum", minutes=VisitMinutes(min=10, usual=60, max=600))
    double = _with("museum", minutes=VisitMinutes(min=10, usual=120, max=600))
    assert substance(hour).value == 1.0
    assert 1.0 < substance(double).value < 2.0
    assert substance(PLACE["bistro"]).value == 1.0


def test_appeal_is_the_product_of_the_factors() -> None:
    """Ten points times all of them; food has a floor of three."""
    request, prior = day_trip(interests={"art": 0.5}), {"lumen:bistro": 1.3}
    appraiser = Appraiser(request, WORLD, prior)
    for place in (MUSEUM, PLACE["gallery"], PLACE["bistro"]):
        every = factors(place, request, WORLD, THURSDAY, prior)
        product = TOP * math.prod(f.value for f in every)
        food = place is PLACE["bistro"]
        expected = pytest.approx(3 + 0.6 * product if food else product)
        assert [appraiser.appeal(place, THURSDAY) for _ in range(2)] == [expected] * 2


def test_the_ceiling_is_the_appeal_save_for_hours_one_cannot_be_sure_of() -> None:
    """What has hours on file reaches its ceiling; without any it is worth 60 percent of it."""

    class Vague(TinyWorld):
        def hours(self, place_id: str, day: dt.date) -> DayHours:
            return super().hours(place_id, day)._replace(known=False)

    sure, vague = (Appraiser(day_trip(), world, {}) for world in (WORLD, Vague()))
    ceiling = sure.ceiling(MUSEUM, THURSDAY)
    assert sure.appeal(MUSEUM, THURSDAY) == vague.ceiling(MUSEUM, THURSDAY) == ceiling
    assert vague.appeal(MUSEUM, THURSDAY) == pytest.approx(0.6 * ceiling)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("gallery", "galleries"),
        ("beach", "beaches"),
        ("theme park", "theme parks"),
        ("hidden_gem", "hidden gems"),
        ("modern_art", "modern art"),
        ("street_food", "street food"),
    ],
)
def test_what_is_liked_reads_as_english(key: str, told: str) -> None:
    """What can be counted stands in the plural."""
    assert liked(key) == told


def test_a_kitchen_is_not_chosen_for_its_garden() -> None:
    """What is wished of sights counts little where one eats; what is wished of a meal, in full."""
    bistro = _with("bistro", tags=("garden", "quiet", "food"), cuisines=("Tofu",))
    assert interest(bistro, {"garden": 1.0}) == (pytest.approx(1.48), "")
    assert interest(bistro, {"tofu": 1.0}) == (2.6, "you like tofu")
    assert interest(bistro, {"quiet": 1.0}).value == interest(bistro, {"food": 1.0}).value == 2.6
    assert interest(_with("park", tags=("garden",)), {"garden": 1.0}).value == 2.6


def test_nobody_goes_to_an_arena_without_knowing_what_is_on() -> None:
    """Without hours on file a place for events is worth a fifth, another sight three fifths."""
    unknown = DayHours(False, ())
    arena, park = (_with("park", category=c, confidence=1.0) for c in ("sport", "park"))
    assert certainty(arena, unknown).value == pytest.approx(0.2)
    assert certainty(park, unknown).value == pytest.approx(0.6)


def test_children_are_nothing_that_one_likes() -> None:
    """An interest in what suits children counts; why is told by the company, once."""
    park = _with("park", tags=("kids",))
    family = day_trip(party=Party(adults=2, children=(5,)), interests={"kids": 1.0})
    assert interest(park, {"kids": 1.0}) == (2.6, "")
    assert company(park, family).reason == "good with children"


def test_reasons_are_strongest_first_and_true() -> None:
    """What it is known for, what you like, how known it is; nothing for a place without any."""
    request = day_trip(interests={"history": 1.0})
    told = reasons(MUSEUM, request, WORLD, THURSDAY, {})
    assert told == ("you like history", "one of the sights most visitors come for")
    assert reasons(PLACE["church"], day_trip(), WORLD, THURSDAY, {}) == ()
    bistro = _with("bistro", signature="onion soup")
    assert reasons(bistro, day_trip(), WORLD, THURSDAY, {})[0] == "known for onion soup"


@pytest.mark.parametrize(
    ("on_file", "wheels", "stroller"),
    [("yes", 1.1, 1.0), ("limited", 0.6, 0.8), (None, 0.45, 0.9)],
)
def test_sure_access_comes_first(on_file: str | None, wheels: float, stroller: float) -> None:
    """Who needs step-free ways is led to places that are known to have them."""
    place = _with("museum", wheelchair=on_file, stroller=on_file)
    rolling, pushing = (day_trip(party=Party(**{key: True})) for key in ("wheelchair", "stroller"))
    assert access(place, rolling).value == wheels
    assert access(place, rolling).reason == ("step-free" if on_file == "yes" else "")
    assert access(place, pushing).value == stroller
    assert access(place, day_trip()).value == 1.0


@pytest.mark.parametrize(
    ("text", "month", "told"),
    [
        ("roses in flower", 6, "roses in flower"),
        ("lilac in May and maples in November", 5, "lilac in May"),
        ("lilac in May and maples in November", 11, "maples in November"),
        ("hall open and camellias in April, maples in November", 11, "maples in November"),
        ("decks from May to September", 7, "decks from May to September"),
        ("ice from December to February", 1, "ice from December to February"),
        ("ice from December to February", 3, ""),
        ("leaf colour from late October", 11, "leaf colour from late October"),
        ("summer concerts, Christmas market in December", 7, "summer concerts"),
        ("summer concerts, Christmas market in December", 12, "Christmas market in December"),
        ("blossom in April, both with lights", 4, "blossom in April"),
    ],
)
def test_only_reasons_of_the_month_are_told(text: str, month: int, told: str) -> None:
    """Nobody hears of the Christmas market in July."""
    assert why_now(text, month) == told
