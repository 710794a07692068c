"""Candidates, the tree evaluator and the ranker on top of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tools.next_poi.baselines import BASELINES
from tools.next_poi.crowd import Crowd
from tools.next_poi.features import FEATURES, candidates
from tools.next_poi.foresight import Foresight
from tools.next_poi.inputs import MOMENT_INPUTS, PLACE_INPUTS, VISIT_INPUTS
from tools.next_poi.proposal import Proposal
from tools.next_poi.ranker import Ranker
from tools.next_poi.recollection import QUERY_INPUTS, Recollection
from tools.next_poi.recollection import VISIT_INPUTS as RECALLED
from tools.next_poi.scene import Scene
from tools.next_poi.training.folds import FoldPlan, folds
from tools.next_poi.training.samples import protocol_samples
from tools.next_poi.trees import Trees
from tools.next_poi.visits import CheckIns, Query


def stump(feature: str) -> Trees:
    """One tree that prefers rows whose ``feature`` exceeds 0.5."""
    leaf = {"leaf_value": -1.0}, {"leaf_value": 9.0}
    node = {"decision_type": "<=", "split_feature": FEATURES.index(feature), "threshold": 0.5}
    return Trees.of_lightgbm(
        {"tree_info": [{"tree_structure": {**node, "left_child": leaf[0], "right_child": leaf[1]}}]}
    )


def blank_memory() -> Recollection:
    """A learned memory that has learned nothing: every visit weighs the same."""
    shapes = (
        (RECALLED,),
        (RECALLED,),
        (RECALLED, 2),
        (2,),
        (2, 2),
        (2,),
        (2,),
        (QUERY_INPUTS, 2),
        (2,),
        (2,),
        (1,),
    )
    arrays = [np.zeros(shape, dtype=np.float32) for shape in shapes]
    arrays[1] += 1
    return Recollection(*arrays)


def blank_foresight(categories: int) -> Foresight:
    """A foresight that has learned nothing: visits and all places together weigh 1 each."""
    shapes: dict[str, tuple[int, ...]] = {
        "kind.weight": (categories + 1, 2),
        "before.weight": (categories + 1, 2),
        "sought.weight": (categories, 2),
    }
    linear = {
        "first": (VISIT_INPUTS + MOMENT_INPUTS + 6, 3),
        "second": (3, 3),
        "weight": (3, 1),
        "heed": (3, 1),
        "state": (MOMENT_INPUTS + 5, 3),
        "new": (3, 1),
        "stress": (3, PLACE_INPUTS),
        "ground": (PLACE_INPUTS, 2),
        "worth": (2, 1),
        "seek": (3, 2),
    }
    for name, (heard, told) in linear.items():
        shapes |= {f"{name}.weight": (told, heard), f"{name}.bias": (told,)}
    weights = {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    scales = {"visit": VISIT_INPUTS, "moment": MOMENT_INPUTS, "place": PLACE_INPUTS}
    for name, size in scales.items():
        weights[f"{name}_mean"] = np.zeros(size, dtype=np.float32)
        weights[f"{name}_scale"] = np.ones(size, dtype=np.float32)
    return Foresight(weights)


def blank_ranker(town: CheckIns, feature: str) -> Ranker:
    """A ranker of the town that prefers places whose ``feature`` exceeds 0.5."""
    return Ranker(
        places=town.places,
        crowd=Crowd.of(town),
        foresight=blank_foresight(len(town.places.categories)),
        recollection=blank_memory(),
        trees=stump(feature),
    )


def newcomer(now: int) -> Query:
    """A query of somebody without any visit."""
    none = np.zeros(0, dtype=np.int64)
    return Query(none, none, none, 0, now, now)


def test_trees_of_uneven_depth_reach_the_right_leaf() -> None:
    """A tree of two levels beside a lone leaf gives the sums worked out by hand."""
    inner = {"decision_type": "<=", "split_feature": 1, "threshold": 0.0}
    inner |= {"left_child": {"leaf_value": 1.0}, "right_child": {"leaf_value": 2.0}}
    root = {
        "decision_type": "<=",
        "split_feature": 0,
        "threshold": 1.5,
        "left_child": inner,
        "right_child": {"leaf_value": 4.0},
    }
    trees = Trees.of_lightgbm(
        {"tree_info": [{"tree_structure": root}, {"tree_structure": {"leaf_value": 0.5}}]}
    )
    rows = np.array([[1.5, 0.0], [0.0, 0.1], [2.0, -1.0]], dtype=np.float32)
    assert trees.score(rows).tolist() == [1.5, 2.5, 4.5]


def test_categorical_splits_are_refused() -> None:
    """A split that is not by '<=' would be walked wrongly, so it is an error."""
    with pytest.raises(ValueError, match="<="):
        Trees.of_lightgbm(
            {"tree_info": [{"tree_structure": {"decision_type": "==", "split_feature": 0}}]}
        )


def test_trees_agree_with_lightgbm() -> None:
    """The exported ensemble gives LightGBM's own scores."""
    lightgbm = pytest.importorskip("lightgbm")
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(400, 5)).astype(np.float32)
    target = rows[:, 0] * rows[:, 1] + rng.normal(size=400) * 0.1
    booster = lightgbm.train(
        {"verbose": -1, "num_threads": 1, "min_data_in_leaf": 5}, lightgbm.Dataset(rows, target), 30
    )
    assert np.allclose(
        Trees.of_lightgbm(booster.dump_model()).score(rows), booster.predict(rows), atol=1e-9
    )


def test_candidates_are_visited_first_and_finite(town: CheckIns) -> None:
    """Every visited place is a candidate, flagged as not new, and all features are numbers."""
    crowd, sample = Crowd.of(town), protocol_samples(town, town)[-1]
    found = candidates(
        sample.query, town.places, crowd, blank_memory().recall(sample.query, town.places)
    )
    new = found.values[:, FEATURES.index("is_new")]
    assert set(found.places[: found.visited]) == set(sample.query.place)
    assert new.tolist() == [0.0] * found.visited + [1.0] * (len(found.places) - found.visited)
    assert np.isfinite(found.values).all()
    assert found.values.shape[1] == len(FEATURES)


def test_newcomer_gets_a_ranking(town: CheckIns) -> None:
    """Without a single visit all places are candidates, scored by crowd and hour."""
    query = newcomer(int(town.time[-1]))
    found = candidates(
        query, town.places, Crowd.of(town), blank_memory().recall(query, town.places)
    )
    assert sorted(found.places) == list(range(len(town.places)))
    assert np.isfinite(found.values).all()


def test_proposal_keeps_only_places() -> None:
    """Tokens below the first place are no places, and the order is by probability."""
    proposal = Proposal.of_tokens(
        np.array([2, 11, 10]), np.array([-0.1, -3.0, -2.0]), first_place=10
    )
    assert proposal.places.tolist() == [0, 1]
    assert proposal.log_probability.tolist() == [-2.0, -3.0]


def test_ranker_orders_and_masks(town: CheckIns) -> None:
    """What the trees prefer comes first; what is closed comes last whatever they say."""
    sample = protocol_samples(town, town)[-1]
    ranker = blank_ranker(town, "is_last")
    scores = ranker.scores(sample.query)
    assert int(scores.argmax()) == sample.query.place[-1]
    closed = np.arange(len(town.places)) == sample.query.place[-1]
    masked = ranker.scores(sample.query, closed=closed)
    assert masked[sample.query.place[-1]] == -np.inf
    assert np.isfinite(masked).sum() == len(town.places) - 1


def test_scores_multiply_three_opinions(town: CheckIns) -> None:
    """Logs of the foresight's and the trees' chances, and a part of the model's if it is asked."""
    query = protocol_samples(town, town)[-1].query
    ranker = blank_ranker(town, "is_last")
    foreseen = ranker.foresight.log_probabilities(Scene.of([query], ranker.city.without(query)))[0]
    alone = ranker.scores(query)
    judged = alone - foreseen
    assert np.exp(judged).sum() == pytest.approx(1)
    assert judged.argmax() == query.place[-1]
    proposal = Proposal(np.array([3, 5]), np.array([-0.1, -8.0]))
    timid = replace(ranker, model_power=0.2)
    told = timid.scores(query, proposal) - alone
    assert told == pytest.approx(0.2 * proposal.full(len(town.places)))


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_baselines_score_every_place(town: CheckIns, name: str) -> None:
    """Each gives a number for every place, for a regular and for a newcomer."""
    scorer = BASELINES[name](town.places, Crowd.of(town))
    for query in (protocol_samples(town, town)[-1].query, newcomer(int(town.time[-1]))):
        scores = scorer(query)
        assert scores.shape == (len(town.places),)
        assert np.isfinite(scores).all()


def test_folds_never_look_ahead(town: CheckIns) -> None:
    """Whatever a fold knows lies before its cut, and whatever it asks lies after it."""
    ends = {int(town.time[rows[-1]]) for rows in town.outings()}
    for live in (False, True):
        found = list(folds(town, FoldPlan(cuts=(0.5, 0.8), live=live), seed=0))
        assert all(fold.samples for fold in found)
        for fold in found:
            assert fold.crowd.visits.sum() == (town.time < fold.cut).sum()
            for sample in fold.samples:
                start = sample.query.time[len(sample.query) - sample.query.prefix]
                assert start >= fold.cut
                assert sample.query.time[-1] <= sample.query.now
                assert sample.query.last == (sample.query.now in ends)
                if not live:
                    assert (sample.query.time[: -sample.query.prefix] < fold.cut).all()


def test_cuts_must_ascend() -> None:
    """A plan without order is refused, and says what was expected."""
    with pytest.raises(ValueError, match="ascending"):
        FoldPlan(cuts=(0.8, 0.5))
