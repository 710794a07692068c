"""Everybody's visits as batches of token windows, which is what the decoder reads."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from tools.next_poi.encoding import BOS, PAD, TOKENS_PER_VISIT, Encoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.next_poi.visits import CheckIns, IntArray


def windows(checkins: CheckIns, encoding: Encoding, rng: np.random.Generator) -> list[IntArray]:
    """Each user's visits as token windows, BOS first, cut elsewhere in every epoch."""
    size = encoding.visits
    found = []
    for rows in checkins.rows_of_user:
        if len(rows) < 2:
            continue
        where = checkins.place[rows] + encoding.first_place
        tokens = encoding.stream(where, checkins.time[rows], checkins.local[rows])
        first = int(rng.integers(size // 2, size + 1))
        bounds = [0, *range(first, len(rows), size), len(rows)]
        for a, b in pairwise(bounds):
            found.append(
                np.concatenate([[BOS], tokens[TOKENS_PER_VISIT * a : TOKENS_PER_VISIT * b]])
            )
    return found


def batches(found: Sequence[IntArray], size: int, rng: np.random.Generator) -> Iterator[Tensor]:
    """Windows of about one length padded to tensors [size, longest], in random order."""
    order = np.argsort([len(window) + rng.random() * 12 for window in found])
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    for g in rng.permutation(len(groups)):
        rows = [torch.as_tensor(found[i]) for i in groups[g]]
        yield nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD)
