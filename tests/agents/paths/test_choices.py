"""Plans to choose from: sound, unlike one another, and with the wish that each stands for."""

from __future__ import annotations

import pytest

from agents.paths import Path, by_appeal, choices, consensus, offered, personas_for
from agents.paths.choices import ALIKE
from planner.attempt import Supplies
from planner.gates import violations
from planner.itinerary import Itinerary
from planner.request import Pace
from planner.solve import solve
from planner.valued import overlap
from tests.agents.paths.town import ROUNDS, path_of, plain_ground, town, visited
from tests.worlds import good_request

WORLD = town()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})


@pytest.fixture(scope="module")
def standing() -> Itinerary:
    """A plan with a must in it."""
    found = solve(good_request(must=("lumen:museum",)), SUPPLIES, ROUNDS)
    assert isinstance(found, Itinerary)
    return found


def test_each_choice_keeps_what_was_asked_and_differs(standing: Itinerary) -> None:
    """It passes the gates with its own wish, has the must, and is told by what can be counted."""
    found, lacking = choices(standing, SUPPLIES, lambda: ROUNDS, 3)
    assert len(found) == 3 and not lacking
    seen = [frozenset(visited(standing))]
    for one in found:
        assert violations(one.plan, WORLD) == []
        assert "lumen:museum" in visited(one.plan)
        assert "sights are in both" in one.differs
        seen.append(frozenset(visited(one.plan)))
    assert len({*seen}) == 4


def test_choices_are_repeatable(standing: Itinerary) -> None:
    """Same plan, same rounds, same seed, same choices."""
    one, other = (choices(standing, SUPPLIES, lambda: ROUNDS, 2, seed=5) for _ in range(2))
    assert one == other


def test_fewer_than_asked_for_says_why(standing: Itinerary) -> None:
    """There are no more ways to look at a trip than personas."""
    found, lacking = choices(standing, SUPPLIES, lambda: ROUNDS, 20)
    assert len(found) < 20
    assert "comes to the same" in lacking


def _beside(*names: str) -> tuple[list[Path], dict[str, Itinerary]]:
    ground = plain_ground()
    paths = [path_of(ground, name) for name in names]
    found = offered(ground, consensus(ground, paths, ROUNDS), paths, {})
    return paths, {one.differs.partition(":")[0].casefold(): one.plan for one in found}


def test_paths_that_were_walked_are_offered_with_their_wish() -> None:
    """Who takes the calm one has a calmer pace, who takes the compact one walks no further."""
    _, told = _beside("your own", "calm", "compact walking", "outdoors")
    assert "your own" not in told
    calm, outdoors = told["calm"].request, told["outdoors"].request
    assert (calm.pace, outdoors.pace) == (Pace.RELAXED, Pace.BALANCED)
    compact = told["compact walking"]
    afoot = [
        sum(leg.walk_metres for leg in (*day.inbound, *day.legs, *day.outbound))
        for day in compact.days
    ]
    assert max(afoot) <= compact.request.max_walk_day < 10_000


def test_what_is_the_same_is_offered_once() -> None:
    """Two paths to much the same sights are one choice."""
    ground = plain_ground()
    own, calm = (path_of(ground, name) for name in ("your own", "calm"))
    twin = calm.model_copy(update={"persona": "food"})
    found = offered(ground, consensus(ground, [own, calm, twin], ROUNDS), [own, calm, twin], {})
    assert len(found) == 1
    assert overlap(frozenset(visited(found[0].plan)), frozenset(visited(calm.plan))) > ALIKE


def test_those_are_asked_that_appeal_most(standing: Itinerary) -> None:
    """Beside the traveller's own only the one that was taken before is asked, and is told."""
    appeal = {"outdoors": 0.5, "calm": -0.5}
    (one,) = choices(standing, SUPPLIES, lambda: ROUNDS, 1, appeal=appeal, among=2).found
    assert one.outlook in ("your own", "outdoors")
    names = {persona.name for persona in by_appeal(personas_for(standing.request, {}), appeal)[:2]}
    assert names == {"your own", "outdoors"}
