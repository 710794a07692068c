"""The judge of talks, on plans made by hand: one that must be hated, complaints heeded and not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from eval.dialogue.judge import Opinion, honoured
from eval.dialogue.traveller import Traveller, draw
from planner.request import Pace, Party
from planner.taxonomy import Category
from tests.worlds import DayDraft, TinyWorld, good_request, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary

WORLD = TinyWorld()
#: Two who love museums, hate greenery, and mind nothing else.
WHO = replace(
    draw(0),
    purse=4.0,
    tastes={Category.MUSEUM: 2.0, Category.GALLERY: 1.5, Category.PARK: -2.0},
    party=Party(), pace=Pace.RELAXED, walking=20_000, rising=9 * 60, meals=0, diet=None,
)  # fmt: skip


def _plan(*stops: tuple[str, str, int], lunch: str = "", cost: float = 0.0) -> Itinerary:
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="07:00")
    for name, start, minutes in stops:
        draft.visit(f"lumen:{name}", start, minutes)
    if lunch:
        draft.meal("lunch", f"lumen:{lunch}", "13:00", 60, cost=cost)
    return trip(good_request(), [draft.done()])


def _view(plan: Itinerary, who: Traveller = WHO, *shut: tuple[int, int]) -> Opinion:
    return Opinion(who, plan, WORLD, 50.0 * who.purse, frozenset(shut))


ART = _plan(("museum", "10:00", 100), ("gallery", "14:30", 120))
GREEN = _plan(("park", "10:00", 220))


def test_a_plan_of_what_is_loved_satisfies() -> None:
    """Museums all day for who loves them: nearly all that there is to have, and no complaint."""
    view = _view(ART)
    assert view.satisfaction == pytest.approx(view.enjoyed)
    assert view.satisfaction > 0.9
    assert [one for one in view.grievances() if one.loss > 0.01] == []


def test_a_plan_must_be_hated() -> None:
    """A day in the park for who hates parks is worth next to nothing, and that is what is said."""
    view = _view(GREEN)
    assert view.satisfaction < 0.1
    assert view.grievances()[0].topic in {("kind", "park"), ("wish", "museum")}
    assert ("kind", "park") in {one.topic for one in view.grievances()}


def test_a_shut_door_spoils_the_visit() -> None:
    """Half of the day before a shut door: its time is lost, and a share for the trouble."""
    open_, shut = _view(ART), _view(ART, WHO, (0, 1))
    assert shut.enjoyed == pytest.approx(open_.visits[0].enjoyed * 100 / 220)
    assert shut.burdens["shut"] == pytest.approx(0.25)
    assert shut.satisfaction == pytest.approx(shut.enjoyed * 0.75)


@pytest.mark.parametrize(
    ("trait", "value", "ground"),
    [("rising", 11 * 60, "early"), ("walking", 500, "walking"), ("pace", Pace.PACKED, "thin")],
)
def test_what_one_minds_costs(trait: str, value: object, ground: str) -> None:
    """An early start, ways on foot and an empty day are complained about by who minds them."""
    view = _view(ART, replace(WHO, **{trait: value}))
    assert view.satisfaction < _view(ART).satisfaction
    assert view.grievances()[0].ground == ground


def test_meals_and_money_are_minded() -> None:
    """A vegetarian eats at the bistro, not at the trattoria; twice the purse costs its share."""
    who = replace(WHO, diet="vegetarian", purse=1.0)
    fit, unfit = (_view(_plan(("museum", "10:00", 100), lunch=at), who) for at in
                  ("bistro", "trattoria"))  # fmt: skip
    assert (fit.unfit_meals, unfit.unfit_meals) == (0, 1)
    assert unfit.burdens["diet"] == pytest.approx(0.4)
    dear = _view(_plan(("museum", "10:00", 100), lunch="bistro", cost=200), who)
    assert dear.price == pytest.approx(100)
    assert dear.burdens["dear"] == pytest.approx(0.4)
    hungry = _view(_plan(("museum", "10:00", 100), lunch="bistro"), replace(who, meals=2))
    assert hungry.burdens["hunger"] == pytest.approx(0.2)


def test_a_complaint_that_was_heeded() -> None:
    """The park that was complained about is gone, or half of it; the gallery longed for came."""
    before = _view(_plan(("park", "10:00", 120), ("museum", "14:00", 60)))
    kind = next(one for one in before.grievances() if one.topic == ("kind", "park"))
    assert honoured(kind, before, _view(ART))
    assert honoured(kind, before, _view(_plan(("park", "10:00", 60))))
    place = next(one for one in before.grievances() if one.topic == ("place", "lumen:park"))
    assert honoured(place, before, _view(ART))
    wish = next(one for one in before.grievances() if one.topic == ("wish", "gallery"))
    assert honoured(wish, before, _view(ART))


def test_a_complaint_that_was_not_heeded() -> None:
    """The same plan again, or most of it, is no answer."""
    before = _view(_plan(("park", "10:00", 120), ("museum", "14:00", 60)))
    shorter = _view(_plan(("park", "10:00", 100), ("museum", "14:00", 60)))
    for grievance in before.grievances():
        if grievance.loss > 0:
            assert not honoured(grievance, before, before), grievance
        if grievance.topic in {("kind", "park"), ("place", "lumen:park")}:
            assert not honoured(grievance, before, shorter)


@pytest.mark.parametrize(
    ("trait", "value", "ground", "better"),
    [
        ("rising", 11 * 60, "early", _plan(("museum", "11:20", 100))),
        ("walking", 1_000, "walking", _plan(("museum", "10:00", 100))),
        ("pace", Pace.PACKED, "thin", _plan(("museum", "10:00", 170), ("gallery", "14:30", 120))),
    ],
)
def test_a_burden_is_heeded_where_it_is_halved(
    trait: str, value: object, ground: str, better: Itinerary
) -> None:
    """Later, nearer, fuller: heeded; as before: not."""
    who = replace(WHO, **{trait: value})
    before, after = _view(ART, who), _view(better, who)
    grievance = next(one for one in before.grievances() if one.ground == ground)
    assert grievance.loss > 0
    assert honoured(grievance, before, after)
    assert not honoured(grievance, before, before)
