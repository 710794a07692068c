"""The learned memory: its inputs, its probabilities, and that training makes it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.tools.next_poi.test_ranker import blank_memory, newcomer
from tools.next_poi.recollection import QUERY_INPUTS, VISIT_INPUTS, query_inputs, visit_inputs
from tools.next_poi.training.samples import protocol_samples

if TYPE_CHECKING:
    from tools.next_poi.visits import CheckIns


def test_probabilities_sum_to_one(town: CheckIns) -> None:
    """The places that come to mind and somewhere new share all the probability."""
    sample = protocol_samples(town, town)[-1]
    found = blank_memory().recall(sample.query, town.places)
    assert np.exp(found.log_share).sum() + np.exp(found.log_new) == pytest.approx(1.0)


def test_unlearned_memory_counts(town: CheckIns) -> None:
    """Where every visit weighs the same, a place's share is its count beside one for the new."""
    sample = protocol_samples(town, town)[-1]
    found = blank_memory().recall(sample.query, town.places)
    counts = np.array([(sample.query.place == place).sum() for place in found.places])
    assert np.exp(found.log_share) == pytest.approx(counts / (len(sample.query) + 1))


def test_newcomer_can_only_go_somewhere_new(town: CheckIns) -> None:
    """Without a visit nothing comes to mind, and somewhere new is certain."""
    found = blank_memory().recall(newcomer(0), town.places)
    assert len(found.places) == 0
    assert found.log_new == pytest.approx(0.0)


def test_inputs_are_finite_and_of_fixed_width(town: CheckIns) -> None:
    """Every sample of the town, and a newcomer, give numbers of the promised shape."""
    for query in [newcomer(0), *(sample.query for sample in protocol_samples(town, town))]:
        inputs = visit_inputs(query, town.places)
        assert inputs.shape == (len(query), VISIT_INPUTS)
        assert query_inputs(query).shape == (QUERY_INPUTS,)
        assert np.isfinite(inputs).all()


def test_practice_makes_right(town: CheckIns) -> None:
    """A little training recalls the town's habits, and torch and numpy agree on the loss."""
    torch = pytest.importorskip("torch")
    from tools.next_poi.training import recollect

    samples = protocol_samples(town, town)
    practice = recollect.Practice(
        questions=200, stale=0.2, stale_days=5, hidden=16, epochs=12, batch=16, rate=0.01
    )
    memory = recollect.practise(town, practice, 0, lambda line: None)
    late = [sample for sample in samples if len(sample.query) > 20]
    found = [(sample, memory.recall(sample.query, town.places)) for sample in late]
    hits = [
        recalled.places[recalled.log_share.argmax()] == sample.target for sample, recalled in found
    ]
    assert np.mean(hits) > 0.9
    questions = recollect.prepare(late, town)
    net = recollect._Net(questions.visit, 16)
    mine = [recollect._Net.weights(net).recall(sample.query, town.places) for sample in late]
    numpy_loss = -np.mean(
        [r.log_share[r.places == s.target][0] for s, r in zip(late, mine, strict=True)]
    )
    torch_loss = float(net.loss(questions, torch.arange(len(late))).detach())
    assert numpy_loss == pytest.approx(torch_loss, abs=1e-4)
