"""A memory with an eye for the city: a pointer-generator network over visits and places.

Every past visit is weighed by all its circumstances at once, which points back to where somebody
was; every place is weighed by what speaks for it there and then, which leads on to new ones. A
place's probability is its part of both. The network knows neither user nor place by name.
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
        told = [
            self._scaled("visit", visit_inputs(scene)),
            self._rows("kind", kinds[:, :, 0]),
            self._rows("before", kinds[:, :, 1]),
            np.broadcast_to(around[:, None], (*kinds.shape[:2], around.shape[1])),
        ]
        hidden = _silu(self._linear("first", np.concatenate(told, axis=2)))
        hidden = _silu(self._linear("second", hidden))
        weight = np.clip(self._linear("weight", hidden)[:, :, 0], -HEAVIEST, HEAVIEST)
        share = _softmax(np.where(scene.known, self._linear("heed", hidden)[:, :, 0], -1e4))
        heeded = (share[:, :, None] * hidden).sum(axis=1) * scene.known[:, -1:]
        state = _silu(self._linear("state", np.concatenate([around, heeded], axis=1)))
        onward = self._onward(scene, state) + self._linear("new", state)
        return np.where(scene.known, weight, -np.inf), onward

    def _onward(self, scene: Scene, state: FloatArray) -> FloatArray:
        """Log-probability of each place by what speaks for it, [b, p]."""
        ground = self._scaled("place", place_inputs(scene))
        logits = (ground @ self._linear("stress", state)[:, :, None])[:, :, 0]
        logits = logits + self._linear("worth", _silu(self._linear("ground", ground)))[:, :, 0]
        sought = self._linear("seek", state) @ self.weights["sought.weight"].T
        logits = logits + sought[:, scene.city.places.category]
        return np.asarray(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))

    def _scaled(self, name: str, values: FloatArray) -> FloatArray:
        centred = (values - self.weights[f"{name}_mean"]) / self.weights[f"{name}_scale"]
        return np.clip(centred, -FARTHEST, FARTHEST)

    def _linear(self, name: str, values: FloatArray) -> FloatArray:
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return np.asarray(values @ weight.T + bias)

    def _rows(self, name: str, numbers: IntArray) -> FloatArray:
        return self.weights[f"{name}.weight"][numbers]


def _silu(values: FloatArray) -> FloatArray:
    return np.asarray(values / (1 + np.exp(-np.clip(values, -60, 60))))


def _softmax(values: FloatArray) -> FloatArray:
    power = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(power / power.sum(axis=1, keepdims=True))
