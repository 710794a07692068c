"""A memory with an eye for the city: a pointer-generator network over visits and places.

Every past visit is weighed by all its circumstances at once, which points back to where somebody
was; every place is weighed by what speaks for it there and then, which leads on to new ones. A
place's probability is its part of both. Blocks of self-attention let each visit hear of the others
first. Of a user it was trained with, and of a place, no more is known by name than a short vector.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.inputs import moment_inputs, place_inputs, visit_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.next_poi.scene import Scene
    from tools.next_poi.visits import FloatArray, IntArray

#: Inputs are cut off at so many standard deviations, log weights of visits at so much.
FARTHEST, HEAVIEST = 6.0, 25.0
#: A log weight that is none.
NOTHING = -1e4
#: Width of a head of attention.
HEAD = 16


@dataclass(frozen=True)
class Foresight:
    """The network that ``training.foresee.Net`` trains.

    Attributes:
        weights: its parameters and the scales of its inputs by their names there, float32.
    """

    weights: Mapping[str, FloatArray]

    def arrays(self) -> Mapping[str, FloatArray]:
        """Every weight by name, to be saved with ``numpy.savez``."""
        return self.weights

    def log_probabilities(self, scene: Scene) -> FloatArray:
        """Of every place for each question of ``scene``, natural logs, [b, p]."""
        back, onward = self._weigh(scene)
        count = len(scene.city.places)
        cells = (np.arange(len(back))[:, None] * count + scene.place).ravel()
        pointed = np.bincount(cells, np.exp(back).ravel(), len(back) * count).reshape(-1, count)
        total = np.logaddexp(np.log(np.maximum(pointed, 1e-30)), onward)
        return np.asarray(total - np.logaddexp.reduce(total, axis=1, keepdims=True))

    def _weigh(self, scene: Scene) -> tuple[FloatArray, FloatArray]:
        """Log weight of each visit [b, n], and of each place by what speaks for it [b, p]."""
        moment, kinds = self._scaled("moment", moment_inputs(scene)), scene.kinds()
        around = np.concatenate([moment, self._rows("before", kinds[:, -1, 0])], axis=1)
        if "personal.weight" in self.weights:
            row = row_of_user(scene.user, len(self.weights["personal.weight"]) - 1)
            around = np.concatenate([around, self._rows("personal", row)], axis=1)
        told = [
            self._scaled("visit", visit_inputs(scene)),
            self._rows("kind", kinds[:, :, 0]),
            self._rows("before", kinds[:, :, 1]),
            np.broadcast_to(around[:, None], (*kinds.shape[:2], around.shape[1])),
        ]
        hidden = _silu(self._linear("first", np.concatenate(told, axis=2)))
        hidden = self._attend(scene, _silu(self._linear("second", hidden)))
        weight = np.clip(self._linear("weight", hidden)[:, :, 0], -HEAVIEST, HEAVIEST)
        share = _softmax(np.where(scene.known, self._linear("heed", hidden)[:, :, 0], NOTHING))
        heeded = (share[:, :, None] * hidden).sum(axis=1) * scene.known[:, -1:]
        state = _silu(self._linear("state", np.concatenate([around, heeded], axis=1)))
        onward = self._onward(scene, state) + self._linear("new", state)
        return np.where(scene.known, weight, -np.inf), onward

    def _attend(self, scene: Scene, hidden: FloatArray) -> FloatArray:
        """``hidden`` [b, n, w] of each visit after it has heard of the others, block by block."""
        mask = np.where(scene.known, 0.0, NOTHING).astype(np.float32)[:, None, None]
        shape = (*hidden.shape[:2], 3, -1, HEAD)
        blocks = sum(name.endswith(".qkv.weight") for name in self.weights)
        for block in (f"blocks.{number}" for number in range(blocks)):
            calm = self._normed(f"{block}.norm1", hidden)
            qkv = self._linear(f"{block}.qkv", calm).reshape(shape)
            query, key, value = np.moveaxis(qkv, (2, 3), (0, 2))
            share = _softmax(query @ key.swapaxes(2, 3) * HEAD**-0.5 + mask)
            attended = (share @ value).swapaxes(1, 2).reshape(hidden.shape)
            alike = scene.same_mean @ self._linear(f"{block}.same", calm)
            told = np.concatenate([attended, alike], axis=2)
            hidden = hidden + self._linear(f"{block}.out", told)
            inner = self._linear(f"{block}.up", self._normed(f"{block}.norm2", hidden))
            hidden = hidden + self._linear(f"{block}.down", _silu(inner))
        return hidden

    def _onward(self, scene: Scene, state: FloatArray) -> FloatArray:
        """Log-probability of each place by what speaks for it, [b, p]."""
        ground = self._scaled("place", place_inputs(scene).swapaxes(1, 2)).swapaxes(1, 2)
        logits = (self._linear("stress", state)[:, None] @ ground)[:, 0]
        inner = self.weights["ground.weight"] @ ground + self.weights["ground.bias"][:, None]
        logits = logits + (self.weights["worth.weight"] @ _silu(inner))[:, 0]
        sought = self.weights["sought.weight"][scene.city.places.category]
        if "named.weight" in self.weights:
            sought = np.concatenate([sought, self.weights["named.weight"]], axis=1)
        logits = logits + self._linear("seek", state) @ sought.T
        return np.asarray(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))

    def _scaled(self, name: str, values: FloatArray) -> FloatArray:
        centred = (values - self.weights[f"{name}_mean"]) / self.weights[f"{name}_scale"]
        return np.clip(centred, -FARTHEST, FARTHEST)

    def _linear(self, name: str, values: FloatArray) -> FloatArray:
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return np.asarray(values @ weight.T + bias)

    def _normed(self, name: str, values: FloatArray) -> FloatArray:
        """Layer normalisation over the last axis."""
        centred = values - values.mean(axis=2, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=2, keepdims=True) + 1e-5)
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return np.asarray(centred / spread * weight + bias)

    def _rows(self, name: str, numbers: IntArray) -> FloatArray:
        return self.weights[f"{name}.weight"][numbers]


def row_of_user(user: IntArray, stranger: int) -> IntArray:
    """Rows of the vectors of users [b]; a newcomer, -1, has that of a ``stranger``."""
    return np.where(user >= 0, user, stranger)


def _silu(values: FloatArray) -> FloatArray:
    return np.asarray(values / (1 + np.exp(-np.clip(values, -60, 60))))


def _softmax(values: FloatArray) -> FloatArray:
    """Over the last axis."""
    power = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(power / power.sum(axis=-1, keepdims=True))
