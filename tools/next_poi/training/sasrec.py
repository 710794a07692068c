"""A plain SASRec (Kang & McAuley 2018), the usual learned baseline: places in order, nothing else.

Causal self-attention over the last places with learned positions; the output table is the input
table. Trained by cross-entropy over all places, which is stronger than the paper's sampled loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tools.next_poi.baselines import Scorer
    from tools.next_poi.visits import CheckIns, FloatArray, Query


@dataclass(frozen=True, slots=True)
class Plan:
    """Size of the model and length of its training; ``length`` places are seen at most."""

    epochs: int = 20
    width: int = 64
    layers: int = 2
    heads: int = 2
    length: int = 50
    dropout: float = 0.3
    batch: int = 64
    rate: float = 0.002


class SasRec(nn.Module):
    """Logits of the next place after each of a row of places; place p is token p + 1, 0 pads."""

    def __init__(self, places: int, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.place = nn.Embedding(places + 1, plan.width, padding_idx=0)
        self.position = nn.Embedding(plan.length, plan.width)
        layer = nn.TransformerEncoderLayer(
            plan.width, plan.heads, plan.width, plan.dropout, batch_first=True, norm_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, plan.layers, enable_nested_tensor=False)
        self.norm, self.drop = nn.LayerNorm(plan.width), nn.Dropout(plan.dropout)
        for table in (self.place, self.position):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, tokens: Tensor) -> Tensor:
        """States [b, t, width] after each of ``tokens`` [b, t], which are padded on the right."""
        size = tokens.shape[1]
        x = self.drop(self.place(tokens) + self.position.weight[:size])
        ahead = nn.Transformer.generate_square_subsequent_mask(size)
        return self.norm(self.encoder(x, mask=ahead, is_causal=True))

    def logits(self, states: Tensor) -> Tensor:
        """Of all places, [..., p]."""
        return states @ self.place.weight[1:].T


def fit_sasrec(
    train: CheckIns, plan: Plan, seed: int = 0, say: Callable[[str], None] = lambda line: None
) -> Scorer:
    """Train on everybody's visits."""
    torch.manual_seed(seed)
    model = SasRec(len(train.places), plan)
    optimiser = torch.optim.AdamW(model.parameters(), plan.rate, betas=(0.9, 0.98))
    rng = np.random.default_rng(seed)
    for epoch in range(plan.epochs):
        model.train()
        total, count = 0.0, 0
        for tokens in _batches(train, plan, rng):
            states, targets = model(tokens[:, :-1]), tokens[:, 1:]
            asked = targets > 0
            loss = nn.functional.cross_entropy(model.logits(states[asked]), targets[asked] - 1)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total, count = total + float(loss.detach()) * int(asked.sum()), count + int(asked.sum())
        say(f"SASRec: epoch {epoch + 1}, loss {total / max(count, 1):.3f}")
    return _scorer(model.eval())


def _batches(train: CheckIns, plan: Plan, rng: np.random.Generator) -> Iterator[Tensor]:
    """Each user's places in rows of up to ``length`` + 1, cut elsewhere in every epoch."""
    rows = []
    for visits in train.rows_of_user:
        first = int(rng.integers(plan.length // 2, plan.length + 1))
        bounds = [0, *range(first, len(visits) - 1, plan.length), len(visits)]
        # Each row begins with the place that the one before ended with, so that no step is lost.
        parts = [visits[max(a - 1, 0) : b] for a, b in pairwise(bounds)]
        rows += [torch.as_tensor(train.place[part] + 1) for part in parts if len(part) > 1]
    for chosen in torch.as_tensor(rng.permutation(len(rows))).split(plan.batch):
        group = [rows[i][: plan.length + 1] for i in chosen]
        yield nn.utils.rnn.pad_sequence(group, batch_first=True)


def _scorer(model: SasRec) -> Scorer:
    def score(query: Query) -> FloatArray:
        tokens = torch.as_tensor(query.place[-model.plan.length :] + 1)[None]
        if not tokens.shape[1]:
            tokens = torch.zeros((1, 1), dtype=torch.long)
        with torch.inference_mode():
            logits = model.logits(model(tokens)[0, -1])
        return np.asarray(logits.numpy().astype(np.float64))

    return score
