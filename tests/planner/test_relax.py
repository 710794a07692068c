"""Why a trip cannot be had: the least that conflict, the nearest trip, and what it gives up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.attempt import Supplies, attempt
from planner.decide import decide
from planner.prove import Proof, Verdict
from planner.relax import MAX_CONFLICTS, Questions, conflicts, explain, give_up
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
from planner.terrain import Atlas
from tests.planner.test_conflict import planted
from tests.planner.tiny_problem import day_trip, window
from tests.worlds import TinyWorld, good_request

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from planner.relax import Refusal

WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})
WISHES = range(12)


def _conflicts(
    cores: Sequence[Collection[int]], assumed: Collection[int] = ()
) -> list[frozenset[int]]:
    said = frozenset(WISHES) - frozenset(assumed)
    return conflicts(planted(cores), WISHES, said)[0]


@given(st.permutations(list(WISHES)), st.integers(1, 3), st.integers(1, 3))
def test_conflicts_side_by_side_are_all_told(order: list[int], one: int, two: int) -> None:
    """Two that share no wish are both found whole, and dropping one wish of each will do."""
    cores = [set(order[:one]), set(order[one : one + two])]
    found = _conflicts(cores)
    assert sorted(map(sorted, found)) == sorted(map(sorted, cores))
    assert [len(core) for core in found] == sorted([one, two])
    dropped = give_up(planted(cores), found, [50] * len(WISHES))
    assert [len(dropped & core) for core in cores] == [1, 1]
    assert len(dropped) == 2


@given(st.lists(st.sets(st.sampled_from(WISHES), min_size=1, max_size=3), max_size=4))
def test_conflicts_told_share_no_wish_and_each_is_one(cores: list[set[int]]) -> None:
    """However the planted ones overlap: disjoint, minimal, and the first no larger than others."""
    oracle = planted(cores)
    found, _ = conflicts(oracle, WISHES, frozenset(WISHES))
    assert bool(found) == bool(cores)
    assert sum(map(len, found)) == len(frozenset().union(*found))
    for core in found:
        assert not oracle.certain(core)
        assert all(oracle.certain(core - {member}) for member in core)
        assert len(found[0]) <= len(core)


def test_where_nothing_is_possible_no_wish_is_blamed() -> None:
    """If not even the bare trip can be had, the wishes are not the reason."""
    assert _conflicts([()]) == []


def test_no_more_conflicts_are_told_than_one_reads() -> None:
    """Of twelve wishes that are impossible one by one, six are told."""
    found = _conflicts([{i} for i in WISHES])
    assert len(found) == MAX_CONFLICTS
    assert all(len(core) == 1 for core in found)


def test_what_was_said_is_blamed_before_what_was_assumed() -> None:
    """Wish 1 clashes with a default and with another wish: the two that were said are told."""
    assert _conflicts([{0, 1}, {1, 7}], assumed={0})[0] == {1, 7}
    assert _conflicts([{0, 1}], assumed={0}) == [{0, 1}]


def _costs(**dear: int) -> list[int]:
    """Fifty for every wish but those named: ``w3=10`` is ten for wish 3."""
    return [dear.get(f"w{wish}", 50) for wish in WISHES]


def test_the_cheapest_wish_is_given_up() -> None:
    """Of two that clash the one that hurts less, and of equals the first."""
    pair = frozenset({2, 3})
    assert give_up(planted([pair]), [pair], _costs(w2=60, w3=10)) == {3}
    assert give_up(planted([pair]), [pair], _costs()) == {2}


def test_one_wish_is_given_up_where_one_will_do() -> None:
    """Three clash pairwise with a dear fourth: that alone goes, not three cheap ones."""
    cores = [frozenset({cheap, 3}) for cheap in range(3)]
    assert give_up(planted(cores), cores, _costs(w0=10, w1=10, w2=10, w3=90)) == {3}


def test_of_two_conflicts_the_dear_wishes_stay() -> None:
    """Each conflict loses its cheaper wish."""
    cores = [frozenset({0, 1}), frozenset({4, 5})]
    assert give_up(planted(cores), cores, _costs(w0=90, w1=20, w4=30, w5=80)) == {1, 4}


def test_each_question_is_searched_once() -> None:
    """The same wishes asked about again give the very same decision."""
    questions = Questions(day_trip(), Atlas(SUPPLIES))
    assert questions.decision(frozenset()) is questions.decision(frozenset())


def _refusal(request: TripRequest, supplies: Supplies = SUPPLIES) -> Refusal:
    atlas = Atlas(supplies)
    whole = decide(request, atlas)
    assert not whole.reached.granted
    return explain(request, whole, atlas)


def _fields(refusal: Refusal) -> list[str]:
    return [wish.field for conflict in refusal.conflicts for wish in conflict.wishes]


def _reason(refusal: Refusal) -> str:
    return refusal.conflicts[0].reason


def _proved(refusal: Refusal) -> bool:
    return all(conflict.proved for conflict in refusal.conflicts)


def test_a_must_that_never_opens_is_proved_with_its_hours() -> None:
    """The club is shut on Thursday: told with the day, and the trip goes without it."""
    refusal = _refusal(day_trip(must=("lumen:club", "lumen:museum")))
    assert _fields(refusal) == ["must.0"]
    assert _reason(refusal) == (
        "Velvet Club cannot be visited on any day of the trip: Thu 04 Jun closed."
    )
    assert _proved(refusal)
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
    assert _reason(refusal).endswith(": Mon 08 Jun closed; Tue 09 Jun 10:00-18:00.")
    refusal = _refusal(day_trip(must=("lumen:church",), avoid=(Avoid(place="lumen:church"),)))
    assert _reason(refusal).endswith(": Thu 04 Jun 08:00-12:00 and 15:00-18:00.")
    assert _proved(refusal)


def test_wanting_and_refusing_a_place_clash() -> None:
    """A must that is also barred: both are named, and it is proved."""
    refusal = _refusal(day_trip(must=("lumen:museum",), must_not=("lumen:museum",)))
    assert _fields(refusal) == ["must.0", "must_not"]
    assert _reason(refusal) == "City Museum: you asked not to go there."
    assert _proved(refusal)
    assert refusal.gives_up == ("visiting City Museum",)


def test_a_must_that_is_not_on_file_is_told_by_its_id() -> None:
    """A place that no catalogue has is the whole conflict."""
    refusal = _refusal(day_trip(must=("lumen:atlantis",)))
    assert _fields(refusal) == ["must.0"]
    assert "lumen:atlantis" in _reason(refusal)
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
    assert _proved(refusal)
    assert "The nights and the ways into town alone cost more" in _reason(refusal)


def test_a_budget_a_little_short_is_overspent_a_little() -> None:
    """Of 204 euro needed 200 are there: the nearest plan is given 5 percent above the need."""
    refusal = _refusal(_frugal(200))
    assert "budget.total" in _fields(refusal)
    assert _proved(refusal)
    assert (refusal.smallest, refusal.lone) == (True, True)
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
    """The club is shut and nobody may walk or ride to lunch: both are told, the lone must first."""
    refusal = _refusal(day_trip(must=("lumen:club",), meals=(LUNCH,), max_walk_day=0))
    first, second = refusal.conflicts
    assert [wish.field for wish in first.wishes] == ["must.0"]
    assert [wish.field for wish in second.wishes] == ["meals.0", "max_walk_day", "modes"]
    assert first.reason.startswith("Velvet Club cannot be visited")
    assert second.reason.startswith("No plan allows for lunch between 11:45-14:00, at most 0 m")
    assert (first.proved, second.proved) == (True, True)
    assert (refusal.smallest, refusal.lone) == (True, False)
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
    questions = Questions(request, Atlas(SUPPLIES))
    told = set(_fields(refusal))
    kept = frozenset(i for i, o in enumerate(questions.options) if o.wish.field not in told)
    assert questions.oracle.certain(kept)
    assert refusal.nearest is not None
    assert refusal.nearest.granted


def test_a_rest_is_given_up_before_a_must() -> None:
    """In two hours there is a rest, or the way to the museum, its shortest visit and back."""
    come, leave = Terminal(time=dt.time(13), mode="car"), Terminal(time=dt.time(15, 50))
    wishes = {"must": ("lumen:museum",), "rests": (RestWish(),)}
    refusal = _refusal(day_trip(arrival=come, departure=leave, **wishes))
    assert {wish.field for wish in refusal.conflicts[0].wishes} >= {"must.0", "rests.0"}
    assert refusal.gives_up == ("a rest between 13:30 and 15:30",)


def test_what_is_only_not_found_is_not_called_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no effort to prove anything, the same conflict is told in words that claim less."""
    request = day_trip(must=("lumen:museum",), day_window=window("19:00", "21:00"))
    assert _proved(_refusal(request))
    monkeypatch.setattr("planner.decide.proofs", lambda *_: [Proof(Verdict.UNKNOWN)])
    refusal = _refusal(request)
    assert not _proved(refusal)
    assert _reason(refusal).startswith("No plan was found with visiting City Museum")


def test_a_hopeless_trip_has_no_nearest() -> None:
    """Both beds of Lumen are barred, which is no wish to give up: the lodging is the conflict."""
    refusal = _refusal(good_request(must_not=("lumen:hotel", "lumen:hostel"), budget=None))
    assert _fields(refusal) == ["lodging"]
    told = "The catalogue does not have a lodging in Lumen that takes you in and is not ruled out."
    assert _reason(refusal) == told
    assert _proved(refusal)
    assert (refusal.nearest, refusal.gives_up) == (None, ())
