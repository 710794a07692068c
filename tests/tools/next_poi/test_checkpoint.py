"""A checkpoint folder and the predictor on top of it, without a model."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.errors import ServiceError, SettingsError
from tests.tools.next_poi.test_ranker import blank_memory, stump
from tools.next_poi.checkpoint import MANIFEST, RANKER, WEIGHTS, Checkpoint
from tools.next_poi.crowd import Crowd
from tools.next_poi.encoding import Encoding
from tools.next_poi.features import FEATURES, MODEL_FEATURES
from tools.next_poi.predictor import MEMORY_ALONE, Predictor, Visit
from tools.next_poi.proposal import Proposal
from tools.next_poi.ranker import Ranker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.next_poi.visits import CheckIns

NOW = dt.datetime(2024, 1, 25, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def write_checkpoint(folder: Path, town: CheckIns) -> Checkpoint:
    """A checkpoint of the town whose weights are just bytes."""
    (folder / WEIGHTS).write_bytes(b"weights")
    joined = stump("model_share", FEATURES + MODEL_FEATURES)
    ranker = Ranker(town.places, Crowd.of(town), blank_memory(), stump("is_last"), joined)
    encoding = Encoding(town.places.categories, town.places.ids)
    Checkpoint(folder, encoding, ranker, {"card": "a test"}).write()
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
        return [Proposal(np.array([self.place, other]), np.array([-0.01, -9.0])) for _ in prompts]


def visits() -> list[Visit]:
    """A morning: home, then the office, and somewhere unheard of."""
    return [
        Visit("home-a", NOW - dt.timedelta(hours=3)),
        Visit("moon", NOW),
        Visit("office", NOW - dt.timedelta(hours=1)),
    ]


def test_round_trip_ranks_the_same(checkpoint: Checkpoint, town: CheckIns) -> None:
    """What was written is what is read, to the last score."""
    query = Predictor(checkpoint).query(visits(), NOW)
    fresh = Ranker(town.places, Crowd.of(town), blank_memory(), stump("is_last"))
    assert np.array_equal(checkpoint.ranker.scores(query), fresh.scores(query))
    assert checkpoint.manifest["card"] == "a test"


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
    query = Predictor(checkpoint).query(visits(), NOW, prefix=2)
    assert [checkpoint.encoding.places[i] for i in query.place] == ["home-a", "office"]
    assert query.prefix == 1
    assert query.local_now - query.now == 3600
    assert (query.now - query.time).tolist() == [3 * 3600, 3600]


def test_times_without_a_zone_are_refused(checkpoint: Checkpoint) -> None:
    """A naive time could be any hour of the day."""
    with pytest.raises(ValueError, match="with its zone"):
        Predictor(checkpoint).query([], dt.datetime(2024, 1, 1))


def test_first_rung_that_answers_wins(checkpoint: Checkpoint) -> None:
    """A lost server is passed over, and the ranking says so."""
    predictor = Predictor(checkpoint, [("server", Oracle(None)), ("engine", Oracle(3))])
    (ranking,) = predictor.rank([predictor.query(visits(), NOW)])
    assert (ranking.source, int(ranking.best(1)[0])) == ("engine", 3)
    assert ranking.notes == ("No answer from server: out for lunch",)


def test_memory_answers_when_nothing_else_does(checkpoint: Checkpoint) -> None:
    """With every model lost the ranking is that of memory alone."""
    predictor = Predictor(checkpoint, [("server", Oracle(None))])
    query = predictor.query(visits(), NOW)
    (ranking,) = predictor.rank([query])
    assert ranking.source == MEMORY_ALONE
    assert checkpoint.encoding.places[ranking.best(1)[0]] == "office"
    assert np.array_equal(ranking.scores, checkpoint.ranker.scores(query))


def test_closed_places_never_come_up(checkpoint: Checkpoint, town: CheckIns) -> None:
    """Only what is open is among the best, even if that is fewer than asked for."""
    predictor = Predictor(checkpoint)
    closed = np.arange(len(town.places)) >= 2
    (ranking,) = predictor.rank([predictor.query([], NOW)], [closed])
    assert sorted(ranking.best(5)) == [0, 1]
