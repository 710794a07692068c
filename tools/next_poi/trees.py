"""A gradient-boosted ensemble as plain arrays, so that ranking needs numpy and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.next_poi.visits import FloatArray, IntArray


@dataclass(frozen=True)
class Trees:
    """Binary decision trees whose outputs are summed; t trees of at most n nodes.

    A node goes left where ``x[feature] <= threshold``. A leaf points at itself, so that walking
    ``depth`` steps from the root ends in the right leaf whatever its depth.

    Attributes:
        feature: column asked by each node, [t, n].
        threshold: [t, n]; at a leaf +inf.
        left, right: next node, [t, n].
        value: output of each leaf, [t, n]; 0 elsewhere.
        depth: steps from the root to the deepest leaf, as an array of one.
    """

    feature: IntArray
    threshold: FloatArray
    left: IntArray
    right: IntArray
    value: FloatArray
    depth: IntArray

    def score(self, rows: FloatArray) -> FloatArray:
        """Summed output for ``rows`` [k, features], as [k]."""
        count, width = self.feature.shape
        base = np.arange(count) * width
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = (self.left + base[:, None]).ravel(), (self.right + base[:, None]).ravel()
        flat, stride = np.ascontiguousarray(rows).ravel(), rows.shape[1]
        offset = (np.arange(len(rows)) * stride)[:, None]
        node = np.tile(base, (len(rows), 1))
        for _ in range(int(self.depth[0])):
            goes_left = flat[offset + feature[node]] <= threshold[node]
            node = np.where(goes_left, left[node], right[node])
        return np.asarray(self.value.ravel()[node].sum(axis=1))

    def arrays(self) -> dict[str, FloatArray | IntArray]:
        """Every column by name, to be saved with ``numpy.savez``."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def of_lightgbm(cls, dump: Mapping[str, Any]) -> Trees:
        """The ensemble of ``lightgbm.Booster.dump_model()``, trained without missing values.

        Raises:
            ValueError: a node splits on something but ``<=``.
        """
        tables = [_flatten(info["tree_structure"]) for info in dump["tree_info"]]
        width = max(len(nodes) for nodes, _ in tables)
        shape = (len(tables), width)
        feature, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
        threshold, value = np.full(shape, np.inf), np.zeros(shape)
        for t, (nodes, _) in enumerate(tables):
            for n, node in enumerate(nodes):
                feature[t, n], threshold[t, n], left[t, n], right[t, n], value[t, n] = node
        depth = np.array([max(deepest for _, deepest in tables)], dtype=np.int32)
        return cls(feature, threshold.astype(np.float64), left, right, value, depth)


def _flatten(root: Mapping[str, Any]) -> tuple[list[tuple[int, float, int, int, float]], int]:
    """Nodes (feature, threshold, left, right, value), breadth first, and the tree's depth."""
    nodes: list[tuple[int, float, int, int, float]] = []
    queue, deepest, filled = [(root, 0)], 0, 1
    while queue:
        node, depth = queue.pop(0)
        deepest = max(deepest, depth)
        own = len(nodes)
        if "leaf_value" in node:
            nodes.append((0, np.inf, own, own, float(node["leaf_value"])))
            continue
        if node["decision_type"] != "<=":
            raise ValueError(f"Expected splits by '<=', got {node['decision_type']!r}.")
        nodes.append(
            (int(node["split_feature"]), float(node["threshold"]), filled, filled + 1, 0.0)
        )
        queue += [(node["left_child"], depth + 1), (node["right_child"], depth + 1)]
        filled += 2
    return nodes, deepest
