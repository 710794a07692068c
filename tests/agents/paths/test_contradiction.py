"""Paths that contradict themselves are dropped, each with the figures that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agents.paths import persona_named
from agents.paths.contradiction import sifted
from agents.paths.promise import PROMISES, Seen, broken
from planner.gates import Violation
from tests.agents.paths.town import ground_of, path_of, plain_ground
from tests.worlds import DayDraft, TinyWorld, good_request, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary

WORLD = TinyWorld()


def _plan(*stops: str, meals: tuple[str, ...] = (), **wishes: object) -> Itinerary:
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel")
    for i, name in enumerate(stops):
        draft.visit(f"lumen:{name}", f"{9 + i:02d}:00", 10)
    for i, name in enumerate(meals):
        draft.meal(("lunch", "dinner")[i], f"lumen:{name}", f"{13 + 5 * i}:00", 60, cost=20)
    return trip(good_request(**wishes), [draft.done()])


@pytest.mark.parametrize(
    ("persona", "good", "bad", "words"),
    [
        ("compact walking", ("museum",), ("museum", "park"), "it walks"),
        ("calm", ("museum",), ("museum", "church", "market"), "it makes 3 stops, the others 1"),
        ("full days", ("museum", "church"), ("museum",), "it makes 1 stops, the others 2"),
        ("highlights", ("museum",), ("church",), "its sights are less renowned"),
        ("off the beaten track", ("church",), ("museum",), "its sights are more renowned"),
        ("outdoors", ("park",), ("museum",), "it has 0 sights of its own kinds, the others 1"),
    ],
)
def test_a_promise_is_held_against_the_others(
    persona: str, good: tuple[str, ...], bad: tuple[str, ...], words: str
) -> None:
    """Worse than the median of the others breaks it, as good as the others keeps it."""
    who, usual = persona_named(persona), [_plan(*good)]
    promise = PROMISES[who.promise]
    assert words in broken(promise, Seen(who, _plan(*bad), WORLD, {}), usual)
    assert broken(promise, Seen(who, _plan(*good), WORLD, {}), usual) == ""


def test_a_food_path_without_its_meals_breaks_its_promise() -> None:
    """A dinner left out counts, however good the lunch."""
    who, usual = persona_named("food"), [_plan("museum", meals=("cafe", "bistro"))]
    hungry = Seen(who, _plan("museum", meals=("bistro",)), WORLD, {})
    assert "eats less well" in broken(PROMISES["meals"], hungry, usual)


def test_a_path_that_breaks_a_rule_is_dropped_with_the_rule() -> None:
    """The traveller's own too: no path is above the gates."""
    ground = plain_ground()
    own = path_of(ground, "your own")
    fault = Violation(rule="open", message="City Museum is closed on Thursday.")
    broken_path = own.model_copy(update={"violations": (fault,)})
    kept, dropped = sifted(ground, [broken_path, path_of(ground, "outdoors")])
    assert [path.persona for path in kept] == ["outdoors"]
    assert dropped[0].persona == "your own"
    assert "City Museum is closed on Thursday" in dropped[0].reason


def test_a_path_that_goes_where_one_would_rather_not_is_dropped() -> None:
    """Museums are avoided; the path that is alone in going to one is dropped by name."""
    ground = ground_of(interests={"museum": -1.0})
    own = path_of(ground, "your own")
    clean = own.model_copy(update={"plan": _plan("park", interests={"museum": -1.0})})
    guilty = own.model_copy(
        update={"persona": "outdoors", "plan": _plan("museum", interests={"museum": -1.0})}
    )
    kept, dropped = sifted(ground, [clean, clean, guilty])
    assert [path.persona for path in kept] == ["your own", "your own"]
    assert "it goes to City Museum, of a kind that you would rather avoid" in dropped[0].reason


def test_a_path_with_nothing_of_what_one_likes_is_dropped() -> None:
    """Where the others have some of it."""
    ground = ground_of(interests={"park": 0.8})
    own = path_of(ground, "your own")
    clean = own.model_copy(update={"plan": _plan("park", interests={"park": 0.8})})
    bare = own.model_copy(update={"plan": _plan("church", interests={"park": 0.8})})
    _, dropped = sifted(ground, [clean, clean, bare])
    assert [one.reason for one in dropped] == [
        "The path 'your own' is dropped: it has nothing of what you said you like."
    ]
