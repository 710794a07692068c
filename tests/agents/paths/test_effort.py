"""How many paths a request deserves, who is asked next, and when the paths agree."""

from __future__ import annotations

from agents.paths import how_many, next_personas, personas_for, search_of
from agents.paths.effort import FEWEST, MOST, agree
from agents.paths.path import ALONE
from planner.optimise import Params
from planner.request import Budget, Destination, Party
from tests.agents.paths.town import path_of, plain_ground
from tests.worlds import good_request


def test_harder_requests_deserve_more_paths() -> None:
    """Three for a trip that leaves little open, five where tastes are unknown, nine at most."""
    easy = good_request(budget=None, interests={"museum": 0.8})
    assert how_many(easy) == FEWEST
    assert how_many(easy.model_copy(update={"interests": {}})) == FEWEST + 2
    hard = good_request(
        budget=Budget(currency="EUR", total=900),
        destinations=(Destination(city="lumen", nights=3), Destination(city="porta", nights=2)),
        diets=("vegetarian",),
        party=Party(children=(6,)),
        must=("a", "b", "c"),
    )
    assert how_many(hard) == MOST


def test_paths_are_asked_in_waves_until_they_agree() -> None:
    """The first three; two more while they differ; nobody once all are alike or all were asked."""
    ground = plain_ground()
    panel = personas_for(good_request(), {})[:5]
    assert next_personas(ground, panel, []) == panel[:3]
    walked = [path_of(ground, persona.name) for persona in panel]
    own = walked[0]
    assert next_personas(ground, panel, [own, own, own]) == ()
    assert not agree(ground, walked)
    assert next_personas(ground, panel, walked[:3]) == panel[3:]
    assert next_personas(ground, panel, walked) == ()


def test_one_s_own_path_is_a_whole_search() -> None:
    """As where it is alone; four others have a fifth of it each, as two run side by side."""
    assert search_of("your own", 1) == search_of("your own", 5) == (1.0, Params())
    assert search_of("calm", 5) == (0.2, ALONE)
