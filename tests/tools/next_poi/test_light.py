"""The numpy model beside torch's, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.errors import ServiceError, SettingsError
from tests.tools.next_poi.test_ranker import blank_ranker
from tools.next_poi.checkpoint import Checkpoint
from tools.next_poi.crowd import Crowd
from tools.next_poi.encoding import Encoding
from tools.next_poi.light import LightEngine
from tools.next_poi.newcity import STEP_FEATURES, Attraction
from tools.next_poi.training.samples import protocol_samples

if TYPE_CHECKING:
    from pathlib import Path

    from tools.next_poi.visits import CheckIns


@pytest.fixture
def checkpoint(tmp_path: Path, town: CheckIns) -> Checkpoint:
    """An untrained model of the town, written out."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from tools.next_poi.training.export import export
    from tools.next_poi.training.model import ComposedLlama, Shape

    torch.manual_seed(0)
    encoding = Encoding(town.places.categories, town.places.ids, visits=12)
    shape = Shape(width=32, layers=2, heads=2, inner=48)
    model = ComposedLlama(encoding, town.places, Crowd.of(town), shape)
    ranker = blank_ranker(town, "is_last")
    return export(model, ranker, Attraction(np.zeros(len(STEP_FEATURES))), tmp_path, {})


def test_it_agrees_with_torch(checkpoint: Checkpoint, town: CheckIns) -> None:
    """Prompts of several lengths in one batch get torch's log-probabilities to rounding."""
    from tools.next_poi.engine import Engine

    samples = protocol_samples(town, town)
    prompts = [checkpoint.encoding.prompt(samples[i].query) for i in (0, 5, -1)]
    assert len({len(prompt) for prompt in prompts}) > 1
    light, torch = LightEngine(checkpoint).propose(prompts), Engine(checkpoint).propose(prompts)
    for mine, theirs in zip(light, torch, strict=True):
        assert mine.full(8) == pytest.approx(theirs.full(8), abs=1e-5)
    assert LightEngine(checkpoint).propose([]) == []


def test_weights_of_another_vocabulary_are_refused(checkpoint: Checkpoint) -> None:
    """A model with more or fewer tokens than the encoding would name the wrong places."""
    larger = Encoding(checkpoint.encoding.categories, (*checkpoint.encoding.places, "more"))
    other = Checkpoint(
        checkpoint.folder, larger, checkpoint.ranker, checkpoint.attraction, checkpoint.manifest
    )
    with pytest.raises(SettingsError, match=f"Expected {larger.size} tokens"):
        LightEngine(other)
    (checkpoint.folder / "model.safetensors").write_bytes(b"nonsense")
    with pytest.raises(SettingsError, match="Cannot load"):
        LightEngine(checkpoint)


def test_numbers_that_are_none_are_an_error(checkpoint: Checkpoint) -> None:
    """A broken weight is noticed, not ranked by."""
    from safetensors.numpy import load_file, save_file

    path = checkpoint.folder / "model.safetensors"
    weights = load_file(path)
    weights["model.norm.weight"][:] = np.nan
    save_file(weights, path)
    with pytest.raises(ServiceError, match="not finite"):
        LightEngine(checkpoint).propose([[1, 2, 3]])
