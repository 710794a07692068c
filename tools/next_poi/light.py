"""The checkpoint's model on numpy alone: slower than torch for many prompts, but starts at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.errors import ServiceError, SettingsError
from tools.next_poi.checkpoint import WEIGHTS
from tools.next_poi.encoding import padded
from tools.next_poi.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.visits import FloatArray, IntArray


class LightEngine:
    """A stock Llama loaded once; safe to call from several threads."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        """Load the weights of ``checkpoint``.

        Raises:
            SettingsError: they do not load, or are not those of its encoding.
        """
        self._config, self._weights = _load(checkpoint.folder)
        self._first_place = checkpoint.encoding.first_place
        self._heads = int(self._config["num_attention_heads"])
        checkpoint.check_size(len(self._weights["lm_head.weight"]))

    def propose(self, prompts: Sequence[Sequence[int]]) -> list[Proposal]:
        """One proposal per prompt (``Encoding.prompt``), in order.

        Raises:
            ServiceError: the model answered with something that is no number.
        """
        if not prompts:
            return []
        table = self.log_probabilities(prompts)
        return [Proposal.of_vocabulary(row, self._first_place) for row in table]

    def log_probabilities(self, prompts: Sequence[Sequence[int]]) -> FloatArray:
        """Of every token after each of the prompts, at least one, [n, vocabulary].

        Raises:
            ServiceError: the model answered with something that is no number.
        """
        tokens, last = padded(prompts)
        hidden = self._hidden(tokens)[np.arange(len(prompts)), last]
        logits = (hidden @ self._weights["lm_head.weight"].T).astype(np.float64)
        if not np.isfinite(logits).all():
            raise ServiceError("The in-process model answered with numbers that are not finite.")
        logits -= logits.max(axis=1, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))

    def _hidden(self, tokens: IntArray) -> FloatArray:
        """States after the last layer, [n, t, width]."""
        x = self._weights["model.embed_tokens.weight"][tokens]
        angles = _angles(tokens.shape[1], x.shape[2] // self._heads, _theta(self._config))
        for layer in range(int(self._config["num_hidden_layers"])):
            part = {
                name: self._weights[f"model.layers.{layer}.{name}.weight"] for name in _LAYER_PARTS
            }
            x = x + self._attend(self._norm(x, part["input_layernorm"]), part, angles)
            y = self._norm(x, part["post_attention_layernorm"])
            gate = y @ part["mlp.gate_proj"].T
            up = y @ part["mlp.up_proj"].T
            x = x + (gate / (1 + np.exp(-gate)) * up) @ part["mlp.down_proj"].T
        return self._norm(x, self._weights["model.norm.weight"])

    def _attend(
        self, x: FloatArray, part: Mapping[str, FloatArray], angles: FloatArray
    ) -> FloatArray:
        n, t, width = x.shape
        query, key, value = (
            (x @ part[f"self_attn.{name}_proj"].T)
            .reshape(n, t, self._heads, -1)
            .transpose(0, 2, 1, 3)
            for name in "qkv"
        )
        scores = _turned(query, angles) @ _turned(key, angles).swapaxes(2, 3)
        scores = scores / np.float32(np.sqrt(query.shape[3]))
        scores = np.where(np.tri(t, dtype=bool), scores, np.float32(-np.inf))
        share = np.exp(scores - scores.max(axis=3, keepdims=True))
        share = share / share.sum(axis=3, keepdims=True)
        joined = (share @ value).transpose(0, 2, 1, 3).reshape(n, t, width)
        return np.asarray(joined @ part["self_attn.o_proj"].T)

    def _norm(self, x: FloatArray, weight: FloatArray) -> FloatArray:
        power = (x * x).mean(axis=2, keepdims=True)
        return np.asarray(x / np.sqrt(power + np.float32(self._config["rms_norm_eps"])) * weight)


_LAYER_PARTS = (
    *(f"self_attn.{name}_proj" for name in "qkvo"),
    *(f"mlp.{name}_proj" for name in ("gate", "up", "down")),
    "input_layernorm",
    "post_attention_layernorm",
)


def _load(folder: Path) -> tuple[dict[str, Any], dict[str, FloatArray]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / WEIGHTS)
    except (OSError, ValueError, SafetensorError) as error:
        raise SettingsError(f"Cannot load the model in {str(folder)!r}: {error}.") from error
    if config["num_key_value_heads"] != config["num_attention_heads"]:
        raise SettingsError(f"Expected as many key as query heads in {str(folder)!r}.")
    return config, weights


def _theta(config: Mapping[str, Any]) -> float:
    rope = config.get("rope_parameters") or config
    return float(rope.get("rope_theta", 10_000.0))


def _angles(length: int, size: int, theta: float) -> FloatArray:
    """Rotary angle of each position and pair of channels, [length, size / 2]."""
    rates = theta ** -(np.arange(0, size, 2) / size)
    return np.asarray(np.arange(length)[:, None] * rates, dtype=np.float32)


def _turned(x: FloatArray, angles: FloatArray) -> FloatArray:
    """Channels [..., t, size] rotated by their positions; the halves make the pairs."""
    a, b = np.split(x, 2, axis=3)
    sine, cosine = np.sin(angles), np.cos(angles)
    return np.concatenate([a * cosine - b * sine, b * cosine + a * sine], axis=3)
