"""Why a trip cannot be had: the least that conflict, the nearest trip, and what it gives up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.attempt import Supplies, attempt
from planner.itinerary import Wish
from planner.options import Option, options
from planner.relax import MAX_CONFLICTS, Questions, conflict, conflicts, explain, give_up
from planner.request import (
    LUNCH,
    Avoid,
    Budget,
    Destination,
    LodgingWish,
    RestWish,
    Terminal,
    TripRequest,
)
from tests.planner.tiny_problem import day_trip, window
from tests.worlds import TinyWorld, good_request

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from planner.relax import Refusal

WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})
#: Wishes that the oracle is asked about.
COUNT = 12
WISHES = range(COUNT)


class Oracle(Questions):
    """Answers from planted conflicts instead of a search: possible unless one is kept whole."""

    def __init__(
        self,
        planted: Sequence[Collection[int]],
        assumed: Collection[int] = (),
        costs: Sequence[int] = (),
    ) -> None:
        prices = dict(enumerate(costs))
        choices = [
            Option(Wish(field=str(i), text=f"wish {i}"), lambda request: request,
                   explicit=i not in assumed, cost=prices.get(i, 50))
            for i in WISHES
        ]  # fmt: skip
        super().__init__(day_trip(), choices, SUPPLIES, 0)
        self.planted = [frozenset(core) for core in planted]
        self.asked: list[frozenset[int]] = []

    def possible(self, kept: frozenset[int]) -> bool:
        """Whether no planted conflict is kept whole."""
        self.asked.append(kept)
        return not any(core <= kept for core in self.planted)


_CORES = st.sets(st.sampled_from(WISHES), min_size=1, max_size=3)


@given(_CORES)
def test_a_planted_conflict_is_found(core: set[int]) -> None:
    """Of twelve wishes exactly the one, two or three that clash come back, each of them needed."""
    oracle = Oracle([core])
    found = conflict(oracle, frozenset(), list(WISHES))
    assert sorted(found) == sorted(core)
    for member in found:
        assert oracle.possible(frozenset(WISHES) - {member})


@given(st.lists(_CORES, min_size=1, max_size=5))
def test_a_conflict_is_minimal_among_several(planted: list[set[int]]) -> None:
    """What is found cannot be granted; without any one member of it, it can."""
    oracle = Oracle(planted)
    found = frozenset(conflict(oracle, frozenset(), list(WISHES)))
    assert not oracle.possible(found)
    assert all(oracle.possible(found - {member}) for member in found)


@given(_CORES, st.sets(st.sampled_from(WISHES)))
def test_what_is_taken_for_granted_is_not_blamed(core: set[int], granted: set[int]) -> None:
    """With part of a conflict in the background, the rest of it is the answer."""
    oracle = Oracle([core])
    rest = [i for i in WISHES if i not in granted]
    assume(not core <= granted)
    assert sorted(conflict(oracle, frozenset(granted), rest)) == sorted(core - granted)


def test_a_lone_culprit_takes_few_questions() -> None:
    """QuickXplain halves: one bad wish of twelve is found in at most 2 * (1 + log2 12) answers."""
    for culprit in WISHES:
        oracle = Oracle([{culprit}])
        conflict(oracle, frozenset(), list(WISHES))
        assert len(oracle.asked) <= 9


@given(
    st.permutations(list(WISHES)), st.integers(1, 3), st.integers(1, 3),
)  # fmt: skip
def test_conflicts_side_by_side_are_all_told(order: list[int], one: int, two: int) -> None:
    """Two that share no wish are both found whole, and dropping one wish of each will do."""
    cores = [order[:one], order[one : one + two]]
    oracle = Oracle(cores)
    found = conflicts(oracle)
    assert sorted(found) == sorted(sorted(core) for core in cores)
    dropped = give_up(oracle, found)
    assert [len(dropped & set(core)) for core in cores] == [1, 1]
    assert len(dropped) == 2


def test_what_is_possible_has_no_conflicts() -> None:
    """No conflict planted, none found."""
    assert conflicts(Oracle([])) == []


def test_where_nothing_is_possible_no_wish_is_blamed() -> None:
    """If not even the bare trip can be had, the wishes are not the reason."""
    assert conflicts(Oracle([()])) == []


def test_no_more_conflicts_are_told_than_one_reads() -> None:
    """Of twelve wishes that are impossible one by one, six are told."""
    found = conflicts(Oracle([{i} for i in WISHES]))
    assert len(found) == MAX_CONFLICTS
    assert all(len(core) == 1 for core in found)


def test_what_was_said_is_blamed_before_what_was_assumed() -> None:
    """Wish 1 clashes with a default and with another wish: the two that were said are told."""
    assert conflicts(Oracle([{0, 1}, {1, 7}], assumed={0}))[0] == [1, 7]
    assert conflicts(Oracle([{0, 1}], assumed={0})) == [[0, 1]]


def test_the_cheapest_wish_is_given_up() -> None:
    """Of two that clash the one that hurts less, and of equals the first."""
    oracle = Oracle([{2, 3}], costs=[50, 50, 60, 10])
    assert give_up(oracle, [[2, 3]]) == {3}
    assert give_up(Oracle([{2, 3}]), [[2, 3]]) == {2}


def test_one_wish_is_given_up_where_one_will_do() -> None:
    """Three clash pairwise with a dear fourth: that alone goes, not three cheap ones."""
    planted = [{0, 3}, {1, 3}, {2, 3}]
    oracle = Oracle(planted, costs=[10, 10, 10, 90])
    assert give_up(oracle, [sorted(core) for core in planted]) == {3}


def test_of_two_conflicts_the_dear_wishes_stay() -> None:
    """Each conflict loses its cheaper wish."""
    oracle = Oracle([{0, 1}, {4, 5}], costs=[90, 20, 50, 50, 30, 80])
    assert give_up(oracle, conflicts(oracle)) == {1, 4}


def test_each_question_is_searched_once() -> None:
    """The same wishes asked about again give the very same attempt."""
    questions = Questions(day_trip(), [], SUPPLIES, 0)
    assert questions.attempt(frozenset()) is questions.attempt(frozenset())


def _refusal(request: TripRequest, supplies: Supplies = SUPPLIES) -> Refusal:
    reached = attempt(request, supplies)
    assert not reached.granted
    return explain(request, reached, supplies)


def _fields(refusal: Refusal) -> list[str]:
    return [wish.field for wish in refusal.conflict]


def test_a_must_that_never_opens_is_proved_with_its_hours() -> None:
    """The club is shut on Thursday: told with the day, and the trip goes without it."""
    refusal = _refusal(day_trip(must=("lumen:club", "lumen:museum")))
    assert _fields(refusal) == ["must.0"]
    assert refusal.reason == (
        "Velvet Club cannot be visited on any day of the trip: Thu 04 Jun closed."
    )
    assert refusal.proved
    assert refusal.gives_up == ("visiting Velvet Club",)
    assert refusal.nearest is not None
    assert refusal.nearest.granted
    assert refusal.nearest.problem is not None
    assert refusal.nearest.problem.trip.request.must == ("lumen:museum",)


def test_each_day_s_hours_are_told() -> None:
    """The museum rests on Monday and is avoided on Tuesday; of the church both spans are told."""
    days = {
        "destinations": (Destination(city="lumen", nights=1),),
        "start": dt.date(2026, 6, 8),
    }
    tuesday = dt.date(2026, 6, 9)
    refusal = _refusal(
        day_trip(must=("lumen:museum",), avoid=(Avoid(place="lumen:museum", date=tuesday),), **days)
    )
    assert _fields(refusal) == ["must.0", "avoid"]
    assert refusal.reason.endswith(": Mon 08 Jun closed; Tue 09 Jun 10:00-18:00.")
    refusal = _refusal(day_trip(must=("lumen:church",), avoid=(Avoid(place="lumen:church"),)))
    assert refusal.reason.endswith(": Thu 04 Jun 08:00-12:00 and 15:00-18:00.")
    assert refusal.proved


def test_wanting_and_refusing_a_place_clash() -> None:
    """A must that is also barred: both are named, and it is proved."""
    refusal = _refusal(day_trip(must=("lumen:museum",), must_not=("lumen:museum",)))
    assert _fields(refusal) == ["must.0", "must_not"]
    assert refusal.reason == "City Museum: you asked not to go there."
    assert refusal.proved
    assert refusal.gives_up == ("visiting City Museum",)


def test_a_must_that_is_not_on_file_is_told_by_its_id() -> None:
    """A place that no catalogue has is the whole conflict."""
    refusal = _refusal(day_trip(must=("lumen:atlantis",)))
    assert _fields(refusal) == ["must.0"]
    assert "lumen:atlantis" in refusal.reason
    assert refusal.nearest is not None


def _frugal(total: float) -> TripRequest:
    """A night and four meals on foot: 204 euro at the least, 40 for the bed, 164 for all kitchens.

    There are four: cafe 24, noodles 30, bistro 50 and trattoria 60 euro for two.
    """
    budget = Budget(currency="EUR", total=total)
    return good_request(arrival=None, departure=None, modes=("walk",), budget=budget)


def test_a_budget_below_the_nights_is_proved() -> None:
    """The cheapest bed is 40 euro: 39 rule the trip out whatever is visited."""
    refusal = _refusal(_frugal(39))
    assert _fields(refusal) == ["budget.total"]
    assert refusal.proved
    assert "The nights and the ways into town alone cost more" in refusal.reason


def test_a_budget_a_little_short_is_overspent_a_little() -> None:
    """Of 204 euro needed 200 are there: the nearest plan is given 5 percent above the need."""
    refusal = _refusal(_frugal(200))
    assert "budget.total" in _fields(refusal)
    assert not refusal.proved
    assert refusal.gives_up == ("at most 200 EUR in all: about 215 EUR is what it takes",)
    assert refusal.nearest is not None
    problem = refusal.nearest.problem
    assert problem is not None
    assert problem.trip.request.budget == Budget(currency="EUR", total=215)
    assert refusal.nearest.granted


def test_a_budget_that_is_just_enough_is_no_conflict() -> None:
    """With 204 euro the trip is granted: what is told to be the least can be had."""
    assert attempt(_frugal(204), SUPPLIES).granted


def test_independent_conflicts_are_explained_together() -> None:
    """The club is shut and nobody may walk or ride to lunch: both are told, one proves nothing."""
    refusal = _refusal(day_trip(must=("lumen:club",), meals=(LUNCH,), max_walk_day=0))
    assert _fields(refusal) == ["must.0", "meals.0", "max_walk_day", "modes"]
    assert refusal.reason.startswith("Velvet Club cannot be visited")
    assert "No plan was found with lunch between 11:45-14:00" in refusal.reason
    assert not refusal.proved
    assert refusal.gives_up == ("visiting Velvet Club", "at most 0 m on foot a day")
    assert refusal.nearest is not None


@pytest.mark.parametrize(
    "more",
    [
        {"must": ("lumen:club",)},
        {"must": ("lumen:museum",), "must_not": ("lumen:museum",)},
        {"must": ("lumen:museum",), "day_window": window("19:00", "21:00")},
        {"lodging": LodgingWish(min_stars=5)},
        {"budget": Budget(currency="EUR", total=30)},
    ],
)
def test_without_what_is_told_the_trip_is_possible(more: dict[str, Any]) -> None:
    """Dropping the whole conflict from the request leaves one that is granted."""
    request = good_request(arrival=None, departure=None, **{"budget": None} | more)
    refusal = _refusal(request)
    questions = Questions(request, options(request, WORLD), SUPPLIES, 0)
    told = set(_fields(refusal))
    kept = frozenset(i for i, o in enumerate(questions.options) if o.wish.field not in told)
    assert questions.possible(kept)
    assert refusal.nearest is not None
    assert refusal.nearest.granted


def test_a_rest_is_given_up_before_a_must() -> None:
    """In two hours there is a rest, or the way to the museum, its shortest visit and back."""
    come, leave = Terminal(time=dt.time(13), mode="car"), Terminal(time=dt.time(15, 50))
    wishes = {"must": ("lumen:museum",), "rests": (RestWish(),)}
    refusal = _refusal(day_trip(arrival=come, departure=leave, **wishes))
    assert {wish.field for wish in refusal.conflict} >= {"must.0", "rests.0"}
    assert refusal.gives_up == ("a rest between 13:30 and 15:30",)


def test_a_hopeless_trip_has_no_nearest() -> None:
    """Both beds of Lumen are barred, which is no wish to give up: the lodging is the conflict."""
    refusal = _refusal(good_request(must_not=("lumen:hotel", "lumen:hostel"), budget=None))
    assert _fields(refusal) == ["lodging"]
    told = "The catalogue does not have a lodging in Lumen that takes you in and is not ruled out."
    assert refusal.reason == told
    assert refusal.proved
    assert (refusal.nearest, refusal.gives_up) == (None, ())
