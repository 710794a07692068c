"""A checkpoint folder and the predictor on top of it, without a model."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.errors import ServiceError, SettingsError
from tests.tools.next_poi.test_ranker import blank_ranker
from tools.next_poi.checkpoint import MANIFEST, RANKER, WEIGHTS, Checkpoint
from tools.next_poi.encoding import FIRST_CATEGORY, Encoding
from tools.next_poi.newcity import Attraction
from tools.next_poi.predictor import MEMORY_ALONE, NEW_CITY, Predictor, Visit
from tools.next_poi.proposal import Proposal
from tools.next_poi.visits import Places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.next_poi.visits import CheckIns

NOW = dt.datetime(2024, 1, 25, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def write_checkpoint(folder: Path, town: CheckIns) -> Checkpoint:
    """A checkpoint of the town whose weights are just bytes."""
    (folder / WEIGHTS).write_bytes(b"weights")
    ranker = blank_ranker(town, "is_last")
    encoding = Encoding(town.places.categories, town.places.ids)
    attraction = Attraction(np.array([0.5, -1.0, -1.0, 0.0, 2.0, 0.0]))
    Checkpoint(folder, encoding, ranker, attraction, {"card": "a test"}).write()
    return Checkpoint.load(folder)


@pytest.fixture
def checkpoint(tmp_path: Path, town: CheckIns) -> Checkpoint:
    """A checkpoint of the town."""
    return write_checkpoint(tmp_path, town)


class Oracle:
    """A proposer that always names one place, or fails."""

    def __init__(self, place: int | None) -> None:
        self.place = place

    def propose(self, prompts: Sequence[Sequence[int]]) -> list[Proposal]:
        """The one place with all the probability, once per prompt."""
        if self.place is None:
            raise ServiceError("out for lunch")
        other = 0 if self.place else 1
        return [Proposal(np.array([self.place, other]), np.array([-0.01, -99.0])) for _ in prompts]


def visits() -> list[Visit]:
    """A morning: home, then the office, and somewhere unheard of."""
    return [
        Visit("home-a", NOW - dt.timedelta(hours=3)),
        Visit("moon", NOW),
        Visit("office", NOW - dt.timedelta(hours=1)),
    ]


def test_round_trip_ranks_the_same(checkpoint: Checkpoint, town: CheckIns) -> None:
    """What was written is what is read, to the last score."""
    query = Predictor(checkpoint).question(visits(), NOW).query
    fresh = blank_ranker(town, "is_last")
    assert np.array_equal(checkpoint.ranker.scores(query), fresh.scores(query))
    assert checkpoint.manifest["card"] == "a test"
    assert checkpoint.attraction.weights.tolist() == [0.5, -1.0, -1.0, 0.0, 2.0, 0.0]


@pytest.mark.parametrize("name", [MANIFEST, RANKER, WEIGHTS])
def test_absent_file_is_named(checkpoint: Checkpoint, name: str) -> None:
    """Each missing file stops the load with a message for the user."""
    (checkpoint.folder / name).unlink()
    with pytest.raises(SettingsError, match=name.split(".", maxsplit=1)[0]):
        Checkpoint.load(checkpoint.folder)


def test_changed_weights_are_refused(checkpoint: Checkpoint) -> None:
    """Files that do not belong together are noticed."""
    (checkpoint.folder / WEIGHTS).write_bytes(b"others")
    with pytest.raises(SettingsError, match="not those"):
        Checkpoint.load(checkpoint.folder)


@pytest.mark.parametrize(("key", "value"), [("format", 7), ("encoding", {"version": 0})])
def test_other_versions_are_refused(checkpoint: Checkpoint, key: str, value: object) -> None:
    """A checkpoint of another format or encoding stops at load."""
    path = checkpoint.folder / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))
    with pytest.raises(SettingsError, match=r"Expected"):
        Checkpoint.load(checkpoint.folder)


def test_damaged_ranker_is_refused(checkpoint: Checkpoint) -> None:
    """A truncated archive is a message, not a traceback."""
    path = checkpoint.folder / RANKER
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(SettingsError, match="next-POI checkpoint"):
        Checkpoint.load(checkpoint.folder)


def test_query_sorts_visits_and_drops_unknown_places(checkpoint: Checkpoint) -> None:
    """Visits come out in order of time, on the local clock, known places only."""
    query = Predictor(checkpoint).question(visits(), NOW, prefix=2).query
    assert [checkpoint.encoding.places[i] for i in query.place] == ["home-a", "office"]
    assert query.prefix == 1
    assert query.local_now - query.now == 3600
    assert (query.now - query.time).tolist() == [3 * 3600, 3600]


def test_times_without_a_zone_are_refused(checkpoint: Checkpoint) -> None:
    """A naive time could be any hour of the day."""
    with pytest.raises(ValueError, match="with its zone"):
        Predictor(checkpoint).question([], dt.datetime(2024, 1, 1))


def test_first_rung_that_answers_wins(checkpoint: Checkpoint) -> None:
    """A lost server is passed over, and the ranking says so."""
    predictor = Predictor(checkpoint, [("server", Oracle(None)), ("engine", Oracle(3))])
    (ranking,) = predictor.rank([predictor.question(visits(), NOW)])
    assert (ranking.source, int(ranking.best(1)[0])) == ("engine", 3)
    assert ranking.notes == ("No answer from server: out for lunch",)


def test_memory_answers_when_nothing_else_does(checkpoint: Checkpoint) -> None:
    """With every model lost the ranking is that of memory alone."""
    predictor = Predictor(checkpoint, [("server", Oracle(None))])
    question = predictor.question(visits(), NOW)
    (ranking,) = predictor.rank([question])
    assert ranking.source == MEMORY_ALONE
    assert checkpoint.encoding.places[ranking.best(1)[0]] == "office"
    assert np.array_equal(ranking.scores, checkpoint.ranker.scores(question.query))


def test_closed_places_never_come_up(checkpoint: Checkpoint, town: CheckIns) -> None:
    """Only what is open is among the best, even if that is fewer than asked for."""
    predictor = Predictor(checkpoint)
    closed = np.arange(len(town.places)) >= 2
    (ranking,) = predictor.rank([predictor.question([], NOW)], [closed])
    assert sorted(ranking.best(5)) == [0, 1]


def test_unknown_places_are_told_by_their_category(checkpoint: Checkpoint) -> None:
    """The prompt has a token for a place of a known kind, and none for what is wholly unknown."""
    encoding, predictor = checkpoint.encoding, Predictor(checkpoint)
    bar = Visit("elsewhere:bar", NOW - dt.timedelta(hours=2), "Bar")
    question = predictor.question([*visits(), bar], NOW)
    office = encoding.first_place + encoding.places.index("office")
    kind = FIRST_CATEGORY + encoding.categories.index("Bar")
    assert question.prompt[6::3] == [kind, office]
    assert len(question.query) == 2


def test_places_of_a_new_city_are_ranked_by_attraction(checkpoint: Checkpoint) -> None:
    """Near comes before far, and among equals what is of the kind that was visited before."""
    places = Places(
        ("here", "near-bar", "near-museum", "far-bar"),
        np.array([0, 0, 1, 0]),
        np.array([60.0, 60.01, 60.01, 60.2]),
        np.full(4, 25.0),
        ("Bar", "Museum"),
    )
    walked = [Visit("home-b", NOW - dt.timedelta(days=3), "Home"), Visit("here", NOW, "Bar")]
    predictor = Predictor(checkpoint, [("engine", Oracle(3))])
    ranking = predictor.rank_city(walked, NOW, places, np.full(4, 0.2), prefix=1)
    assert ranking.source == NEW_CITY
    assert [places.ids[i] for i in ranking.best(4)] == ["near-bar", "near-museum", "far-bar"]
    arrived = predictor.rank_city([], NOW, places, np.array([0.1, 0.2, 0.9, 0.3]))
    assert places.ids[arrived.best(1)[0]] == "near-museum"


def test_places_of_a_known_city_are_ranked_by_the_model(checkpoint: Checkpoint) -> None:
    """Of four places the three known ones come in the model's order, the unknown one last."""
    known = checkpoint.ranker.places.take(np.array([3, 0, 1]))
    places = Places(
        (*known.ids, "new"),
        np.append(known.category, 0),
        np.append(known.lat, 55.0),
        np.append(known.lon, 12.0),
        known.categories,
    )
    predictor = Predictor(checkpoint, [("engine", Oracle(3))])
    closed = np.array([False, False, True, False])
    ranking = predictor.rank_city(visits(), NOW, places, np.ones(4), closed=closed)
    assert ranking.source == "engine"
    best = [places.ids[i] for i in ranking.best(4)]
    assert best[0] == known.ids[0]
    assert best[-1] == "new"
    assert known.ids[2] not in best
