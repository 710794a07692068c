"""Fitting the ranker by LambdaMART on cross-fitted questions.

LightGBM is needed here, and only here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tools.next_poi.features import candidates
from tools.next_poi.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.next_poi.crowd import Crowd
    from tools.next_poi.recollection import Recollection
    from tools.next_poi.visits import FloatArray, IntArray, Places, Sample


@dataclass(frozen=True, slots=True)
class Boosting:
    """How to boost; names and meanings are LightGBM's.

    Attributes:
        ensembles: how many are boosted with other seeds; their mean evens out what one owes to
            chance.
        distractors: unvisited candidates that are kept per question, drawn at random, to bound the
            table.
    """

    trees: int = 300
    ensembles: int = 2
    learning_rate: float = 0.03
    leaves: int = 15
    min_leaf: int = 200
    feature_fraction: float = 0.4
    bagging_fraction: float = 0.7
    l2: float = 5.0
    truncation: int = 3
    distractors: int = 40

    def parameters(self, seed: int, threads: int) -> dict[str, Any]:
        """The dictionary that LightGBM takes."""
        return {
            "objective": "lambdarank",
            "lambdarank_truncation_level": self.truncation,
            "learning_rate": self.learning_rate,
            "num_leaves": self.leaves,
            "min_data_in_leaf": self.min_leaf,
            "feature_fraction": self.feature_fraction,
            "bagging_fraction": self.bagging_fraction,
            "bagging_freq": 1,
            "lambda_l2": self.l2,
            "num_threads": threads,
            "deterministic": True,
            "force_row_wise": True,
            "seed": seed,
            "verbose": -1,
        }


@dataclass(frozen=True)
class Table:
    """Questions as rows of candidates.

    Attributes:
        values: features, [n, f].
        hit: whether the candidate was visited, [n].
        group: rows of each question, in order.
    """

    values: FloatArray
    hit: IntArray
    group: IntArray

    @classmethod
    def joined(cls, tables: Sequence[Table]) -> Table:
        """All tables, one after the other."""
        return cls(
            *(
                np.concatenate([getattr(t, name) for t in tables])
                for name in ("values", "hit", "group")
            )
        )


def table(
    samples: Sequence[Sample],
    places: Places,
    crowd: Crowd,
    recollections: Sequence[Recollection],
    boosting: Boosting,
    seed: int,
) -> Table:
    """Candidates of each sample.

    User u is recalled by ``recollections[u % n]``, which had not learned from u.

    A sample whose target is none of them teaches nothing and is left out.

    Raises:
        ValueError: no sample's target is among its candidates.
    """
    rng = np.random.default_rng(seed)
    values, hits, group = [], [], []
    for sample in samples:
        recollection = recollections[sample.query.user % len(recollections)]
        recalled = recollection.recall(sample.query, places)
        found = candidates(sample.query, places, crowd, recalled)
        hit = found.places == sample.target
        if not hit.any():
            continue
        kept = np.arange(len(hit)) < found.visited
        new = np.arange(found.visited, len(hit))
        kept[rng.permutation(new)[: boosting.distractors]] = True
        kept |= hit
        values.append(found.values[kept])
        hits.append(hit[kept])
        group.append(int(kept.sum()))
    if not values:
        raise ValueError(
            f"Expected a target among the candidates of {len(samples)} samples, found none."
        )
    return Table(np.concatenate(values), np.concatenate(hits).astype(np.int64), np.array(group))


def fit(rows: Table, boosting: Boosting, seed: int, threads: int = 1) -> Trees:
    """Boost trees that put each question's hit above its other candidates."""
    import lightgbm

    found: list[Any] = []
    for number in range(boosting.ensembles):
        data = lightgbm.Dataset(rows.values, rows.hit, group=rows.group)
        parameters = boosting.parameters(seed + 1000 * number, threads)
        found += lightgbm.train(parameters, data, boosting.trees).dump_model()["tree_info"]
    summed = Trees.of_lightgbm({"tree_info": found})
    return replace(summed, value=summed.value / boosting.ensembles)
