"""The sentence that tells an alternative from the best plan: counted, and silent where alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contrast import contrast
from planner.facts import Mode
from tests.worlds import DayDraft, TinyWorld, good_itinerary, good_request, night, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary

WORLD = TinyWorld()


def _plan(*ids: str, cost: float = 0, by: Mode = Mode.WALK) -> Itinerary:
    """A day with these sights, half an hour each from nine on, the first at this price."""
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel")
    for i, name in enumerate(ids):
        draft.visit(f"lumen:{name}", f"{9 + i:02d}:00", 10, cost=cost if i == 0 else 0, by=by)
    return trip(good_request(), [draft.done(stay=night(WORLD, "lumen:hotel", 100), home=(by, 0))])


def test_what_is_alike_goes_unsaid() -> None:
    """A plan beside itself: only the sights in both are told."""
    plan = good_itinerary(WORLD)
    assert contrast(plan, plan, WORLD) == "5 of its 5 sights are in both."


def test_kinds_are_counted_both_ways() -> None:
    """Two more of one kind, two fewer of another."""
    best = _plan("church", "market", "park")
    other = _plan("museum", "gallery", "market")
    told = contrast(best, other, WORLD)
    assert "more museums (2, not 0)" in told.lower()
    assert told.endswith("1 of its 3 sights are in both.")


def test_money_is_told_from_a_twentieth_on() -> None:
    """Six euro of a hundred are told, four are not."""
    best = _plan("museum")
    assert contrast(best, _plan("museum", cost=6), WORLD).startswith("6 EUR dearer; ")
    assert contrast(_plan("museum", cost=6), best, WORLD).startswith("6 EUR cheaper; ")
    assert "EUR" not in contrast(best, _plan("museum", cost=4), WORLD)


def test_metres_on_foot_are_told_from_a_kilometre_on() -> None:
    """By taxi to the park and back there are 3.6 km less to walk."""
    told = contrast(_plan("park"), _plan("park", by=Mode.TAXI), WORLD)
    assert "3.6 km less on foot" in told


def test_an_area_that_gains_two_sights_is_named() -> None:
    """The riverside is one, and the sights are two more."""
    area = TinyWorld(
        places=[
            place.model_copy(update={"neighbourhood": "riverside"})
            for place in WORLD.places("lumen")
            if place.id in ("lumen:gallery", "lumen:park")
        ]
    )
    told = contrast(_plan("church"), _plan("church", "gallery", "park"), area)
    assert "more of Riverside (2 sights, not 0)" in told


def test_more_sights_are_told() -> None:
    """Three in the stead of one."""
    told = contrast(_plan("museum"), _plan("museum", "church", "market"), WORLD)
    assert "more sights (3, not 1)" in told.lower()
