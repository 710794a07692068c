"""Peer review and votes: counted by hand on paths of a few nodes."""

from __future__ import annotations

import pytest

from agents.paths import persona_named
from agents.paths.review import OWN_VOICE, reviews, support, voices
from planner.valued import sights_of, valued
from tests.agents.paths.town import path_of, plain_ground


def test_every_path_is_scored_by_every_persona() -> None:
    """The table holds each plan's worth to each reviewer as a share of the best of them."""
    ground = plain_ground()
    paths = [path_of(ground, name) for name in ("your own", "outdoors", "calm")]
    table = reviews(ground, paths, paths)
    assert table.shape == (3, 3)
    assert table.max(axis=0) == pytest.approx([1.0, 1.0, 1.0])
    outdoors = ground.seen_by(persona_named("outdoors"))
    own = valued(outdoors, paths[0].stops, paths[0].base).points
    most = max(valued(outdoors, path.stops, path.base).points for path in paths)
    assert table[0, 1] == pytest.approx(own / most)


def test_paths_that_resemble_one_another_share_a_voice() -> None:
    """Two copies of one path weigh as much together as one that goes elsewhere."""
    ground = plain_ground()
    own, food = path_of(ground, "your own"), path_of(ground, "food")
    copy = food.model_copy(update={"persona": "thrifty"})
    a = ground.problem.arrays
    left = sorted(set(a.place.tolist()) - {int(a.place[n]) for row in food.stops for n in row})
    stops = tuple((int((a.place == place).argmax()),) for place in left[:2])
    other = food.model_copy(update={"persona": "calm", "stops": stops})
    assert sights_of(a, other.stops).isdisjoint(sights_of(a, food.stops))
    weights = voices(ground, [own, food, copy, other])
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] == OWN_VOICE
    assert weights[1] == pytest.approx(weights[2])
    assert weights[3] > 1.5 * weights[1]


def test_one_alone_has_all_the_votes() -> None:
    """Whoever it is."""
    ground = plain_ground()
    for name in ("your own", "food"):
        assert voices(ground, [path_of(ground, name)]).tolist() == [1.0]


def test_a_place_has_the_votes_of_the_paths_that_go_there() -> None:
    """Once each, however many roles it has."""
    ground = plain_ground()
    path = path_of(ground, "your own")
    first, second = path.stops[0][0], path.stops[0][1]
    one = path.model_copy(update={"stops": ((first,), ())})
    both = path.model_copy(update={"stops": ((first, second), (first,))})
    votes = support(ground, [one, both], voices(ground, [path]).repeat(2) * [0.7, 0.3])
    place = ground.problem.arrays.place
    assert votes[place[first]] == pytest.approx(1.0)
    assert votes[place[second]] == pytest.approx(0.3)
    assert votes.sum() == pytest.approx(1.3)
