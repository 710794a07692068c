"""The foresight's network in torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from tools.next_poi.foresight import FARTHEST, HEAD, HEAVIEST, NOTHING, Foresight, row_of_user
from tools.next_poi.inputs import (
    MOMENT_INPUTS,
    PLACE_INPUTS,
    VISIT_INPUTS,
    moment_inputs,
    place_inputs,
    visit_inputs,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.next_poi.scene import Scene
    from tools.next_poi.visits import FloatArray, IntArray, Places

silu = nn.functional.silu
_INPUTS = {"visit": VISIT_INPUTS, "moment": MOMENT_INPUTS, "place": PLACE_INPUTS}


@dataclass(frozen=True, slots=True)
class Size:
    """How large the network is.

    Attributes:
        width: of the hidden layers, a multiple of ``HEAD`` where there are blocks.
        blocks: of self-attention over the past visits.
        kinds: of the vectors of categories as they were visited.
        sought, named: of the vectors of categories, and of places, as they are sought.
        personal: of the vectors of users.
        strange: share of the questions that are asked as if by a stranger.
    """

    width: int = 96
    blocks: int = 0
    kinds: int = 12
    sought: int = 8
    named: int = 0
    personal: int = 16
    strange: float = 0.25
    dropout: float = 0.15


@dataclass(frozen=True)
class Draw:
    """The places that stand for all of a city in a step of training.

    Attributes:
        places: ascending, [k].
        lift: log of how many places each stands for, [k].
    """

    places: IntArray
    lift: FloatArray

    @classmethod
    def of(cls, targets: IntArray, count: int, share: float, rng: np.random.Generator) -> Draw:
        """All ``targets`` and ``share`` of the others among ``count`` places.

        The sum over the places drawn, each times what it stands for, expects the sum over all.
        """
        certain = np.bincount(targets, minlength=count) > 0
        places = np.flatnonzero(certain | (rng.random(count) < share))
        lift = np.where(certain[places], 0.0, -np.log(share)).astype(np.float32)
        return cls(places, lift)


@dataclass(frozen=True)
class Lesson:
    """A batch: questions with the places that were visited, [b]."""

    scene: Scene
    targets: IntArray
    draw: Draw


class Pointer(nn.Module):
    """The network; ``Foresight`` computes the same on numpy, from parameters of the same names."""

    def __init__(self, places: Places, size: Size, users: int) -> None:
        """A network for so many ``users``; the vector after theirs is any stranger's."""
        super().__init__()
        width, kinds, categories = size.width, size.kinds, len(places.categories)
        for name, inputs in _INPUTS.items():
            self.register_buffer(f"{name}_mean", torch.zeros(inputs))
            self.register_buffer(f"{name}_scale", torch.ones(inputs))
        self.kind = nn.Embedding(categories + 1, kinds)
        self.before = nn.Embedding(categories + 1, kinds)
        self.personal = nn.Embedding(users + 1, size.personal) if size.personal else None
        self.strange = size.strange
        around = MOMENT_INPUTS + kinds + size.personal
        self.first = nn.Linear(VISIT_INPUTS + 2 * kinds + around, width)
        self.second = nn.Linear(width, width)
        self.blocks = nn.ModuleList(Block(width, size.dropout) for _ in range(size.blocks))
        self.weight, self.heed = nn.Linear(width, 1), nn.Linear(width, 1)
        self.state = nn.Linear(around + width, width)
        self.new, self.stress = nn.Linear(width, 1), nn.Linear(width, PLACE_INPUTS)
        self.ground, self.worth = nn.Linear(PLACE_INPUTS, 24), nn.Linear(24, 1, bias=False)
        self.seek = nn.Linear(width, size.sought + size.named)
        self.sought = nn.Embedding(categories, size.sought)
        self.named = nn.Embedding(len(places), size.named) if size.named else None
        self.dropout = nn.Dropout(size.dropout)
        for table in (self.kind, self.before, self.sought, self.named):
            if table is not None:
                nn.init.normal_(table.weight, std=0.1)
        if self.personal is not None:
            nn.init.zeros_(self.personal.weight)
        nn.init.zeros_(self.stress.weight)
        nn.init.zeros_(self.stress.bias)

    def measure(self, scenes: Sequence[Scene]) -> None:
        """Take the scales of the inputs from ``scenes``."""
        place = [place_inputs(scene)[:, :, ::7].swapaxes(1, 2) for scene in scenes]
        rows = {
            "visit": np.concatenate([visit_inputs(scene)[scene.known] for scene in scenes]),
            "moment": np.concatenate([moment_inputs(scene) for scene in scenes]),
            "place": np.concatenate(place),
        }
        for name, size in _INPUTS.items():
            values = torch.as_tensor(rows[name]).reshape(-1, size)
            getattr(self, f"{name}_mean").copy_(values.mean(0))
            getattr(self, f"{name}_scale").copy_(values.std(0) + 1e-2)

    def forward(self, scene: Scene, draw: Draw) -> tuple[Tensor, Tensor]:
        """Log weight of each visit [b, n], and of each place drawn by what speaks for it [b, k]."""
        moment, kinds = self._scaled("moment", moment_inputs(scene)), self._here(scene.kinds())
        known = self._here(scene.known)
        around = torch.cat([moment, self.before(kinds[:, -1, 0])], dim=1)
        if self.personal is not None:
            around = torch.cat([around, self._person(scene, self.personal)], dim=1)
        told = [
            self._scaled("visit", visit_inputs(scene)),
            self.kind(kinds[:, :, 0]),
            self.before(kinds[:, :, 1]),
            around[:, None].expand(-1, kinds.shape[1], -1),
        ]
        hidden = self.dropout(silu(self.first(torch.cat(told, dim=2))))
        hidden = self.dropout(silu(self.second(hidden)))
        if self.blocks:
            same_mean = self._here(scene.same_mean)
            for block in self.blocks:
                hidden = block(hidden, known, same_mean)
        weight = self.weight(hidden)[:, :, 0].clamp(-HEAVIEST, HEAVIEST)
        share = self.heed(hidden)[:, :, 0].masked_fill(~known, NOTHING).softmax(dim=1)
        heeded = (share[:, :, None] * hidden).sum(dim=1) * known[:, -1:]
        state = self.dropout(silu(self.state(torch.cat([around, heeded], dim=1))))
        onward = self._onward(scene, state, draw) + self.new(state)
        return weight.masked_fill(~known, NOTHING), onward

    def _person(self, scene: Scene, table: nn.Embedding) -> Tensor:
        """The vector of who asks, [b, personal]; in training some are strangers by chance."""
        stranger = table.num_embeddings - 1
        row = self._here(row_of_user(scene.user, stranger))
        if self.training:
            unknown = torch.rand(row.shape, device=row.device) < self.strange
            row = row.masked_fill(unknown, stranger)
        found: Tensor = table(row)
        return found

    def _onward(self, scene: Scene, state: Tensor, draw: Draw) -> Tensor:
        """Log-probability of each place drawn by what speaks for it, [b, k]."""
        inputs = place_inputs(scene, draw.places).swapaxes(1, 2)
        ground = self._scaled("place", inputs).transpose(1, 2)
        logits = (self.stress(state)[:, None] @ ground)[:, 0]
        inner = silu(self._each(self.ground.weight, ground) + self.ground.bias[:, None])
        logits = logits + self._each(self.worth.weight, inner)[:, 0]
        sought = self.sought(self._here(scene.city.places.category[draw.places]))
        if self.named is not None:
            sought = torch.cat([sought, self.named(self._here(draw.places))], dim=1)
        logits = logits + self.seek(state) @ sought.T + self._here(draw.lift)
        return logits.log_softmax(dim=1)

    def loss(self, lesson: Lesson) -> Tensor:
        """Mean negative log-probability of the places that were visited."""
        back, onward = self(lesson.scene, lesson.draw)
        there = self._here(lesson.scene.place == lesson.targets[:, None])
        column = self._here(np.searchsorted(lesson.draw.places, lesson.targets))[:, None]
        found = torch.logaddexp(
            back.masked_fill(~there, NOTHING).logsumexp(dim=1), onward.gather(1, column)[:, 0]
        )
        total = torch.logaddexp(back.logsumexp(dim=1), onward.logsumexp(dim=1))
        return (total - found).mean()

    def weights(self) -> Foresight:
        """The parameters and scales as plain arrays."""
        return Foresight({name: value.cpu().numpy() for name, value in self.state_dict().items()})

    def _here(self, values: np.ndarray[Any, Any]) -> Tensor:
        return torch.as_tensor(values).to(self.new.weight.device)

    @staticmethod
    def _each(weight: Tensor, values: Tensor) -> Tensor:
        """``weight`` [i, j] times each of ``values`` [b, j, k], without a copy of them."""
        return weight.expand(len(values), -1, -1).bmm(values)

    def _scaled(self, name: str, values: np.ndarray[Any, Any]) -> Tensor:
        mean, scale = getattr(self, f"{name}_mean"), getattr(self, f"{name}_scale")
        return ((self._here(values) - mean) / scale).clamp(-FARTHEST, FARTHEST)


class Block(nn.Module):
    """Self-attention over past visits and a layer of each its own, with normalised inputs.

    Beside the heads, whose attention is learned, one hears the mean of all visits to the same
    place: no input says which visits those are.
    """

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.same = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.out = nn.Linear(2 * width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.dropout = nn.Dropout(dropout)
        # A block begins as none.
        for last in (self.out, self.down):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, hidden: Tensor, known: Tensor, same_mean: Tensor) -> Tensor:
        """``hidden`` [b, n, w] of each visit after it has heard of the others."""
        calm = self.norm1(hidden)
        qkv = self.qkv(calm).reshape(*hidden.shape[:2], 3, -1, HEAD).permute(2, 0, 3, 1, 4)
        mask = torch.zeros(known.shape, device=known.device).masked_fill(~known, NOTHING)
        attended = nn.functional.scaled_dot_product_attention(
            *qkv, attn_mask=mask[:, None, None].expand(-1, -1, known.shape[1], -1)
        )
        attended = attended.transpose(1, 2).reshape(hidden.shape)
        told = torch.cat([attended, same_mean @ self.same(calm)], dim=2)
        hidden = hidden + self.dropout(self.out(told))
        return hidden + self.dropout(self.down(silu(self.up(self.norm2(hidden)))))
