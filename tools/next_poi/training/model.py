"""The decoder that is trained: a stock Llama whose token table is composed.

A place's vector is the sum of an identity and of linear maps of its content, so that a rarely
visited place borrows from places like it. When training is over, the sums are folded into plain
tables, and what is left is a Llama like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from transformers import LlamaConfig, LlamaForCausalLM, LlamaModel

from tools.next_poi.encoding import FIRST_CATEGORY, FIRST_TIME, TIMES, Encoding

if TYPE_CHECKING:
    from tools.next_poi.crowd import Crowd
    from tools.next_poi.visits import FloatArray, Places


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of the decoder.

    Attributes:
        width: of a token's vector; a multiple of ``heads``.
        dropout: share of a token's input vector that is dropped while training.
    """

    width: int = 128
    layers: int = 3
    heads: int = 4
    inner: int = 320
    dropout: float = 0.3

    def config(self, encoding: Encoding) -> LlamaConfig:
        """The stock configuration for ``encoding``'s vocabulary."""
        return LlamaConfig(
            vocab_size=encoding.size,
            hidden_size=self.width,
            intermediate_size=self.inner,
            num_hidden_layers=self.layers,
            num_attention_heads=self.heads,
            num_key_value_heads=self.heads,
            max_position_embeddings=encoding.longest_prompt + 1,
            tie_word_embeddings=False,
            bos_token_id=1,
            eos_token_id=None,
            pad_token_id=0,
        )


def place_content(places: Places, crowd: Crowd) -> FloatArray:
    """What places are composed from beside identity, category and cell, [p, features]."""
    centre = places.lat.mean(), places.lon.mean()
    km = 111.2 * np.stack(
        [places.lat - centre[0], (places.lon - centre[1]) * np.cos(np.radians(centre[0]))], axis=1
    )
    waves = [
        f(km * (2 * np.pi / wavelength))
        for wavelength in (1.5, 4, 10, 30, 80)
        for f in (np.sin, np.cos)
    ]
    hours = crowd.place_slots.reshape(len(places), 2, 24, 2).mean(axis=3).reshape(len(places), 48)
    popularity = np.stack(
        [crowd.log_popularity, np.log1p(crowd.visitors), crowd.recent, crowd.repeats], axis=1
    )
    popularity = (popularity - popularity.mean(0)) / (popularity.std(0) + 1e-6)
    return np.concatenate([*waves, hours, popularity], axis=1).astype(np.float32)


def place_cells(places: Places, levels: tuple[int, ...] = (12, 14, 16)) -> tuple[FloatArray, int]:
    """Quadkey cell of each place at several zoom levels [p, levels], and the number of cells."""
    x = (places.lon + 180) / 360
    sine = np.sin(np.radians(np.clip(places.lat, -85, 85)))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    columns, offset = [], 0
    for level in levels:
        keys = (x * 2**level).astype(np.int64) * 2**level + (y * 2**level).astype(np.int64)
        _, number = np.unique(keys, return_inverse=True)
        columns.append(number + offset)
        offset += int(number.max()) + 1
    return np.stack(columns, axis=1), offset


class Composer(nn.Module):
    """The token table [vocabulary, width] as a sum of parts."""

    def __init__(self, encoding: Encoding, places: Places, crowd: Crowd, width: int) -> None:
        super().__init__()
        cells, count = place_cells(places)
        self.first_place = encoding.first_place
        self.identity = nn.Embedding(encoding.size, width)
        self.category = nn.Embedding(len(encoding.categories), width)
        self.cell = nn.EmbeddingBag(count, width, mode="sum")
        self.content = nn.Linear(place_content(places, crowd).shape[1], width, bias=False)
        self.clock = nn.Linear(8, width, bias=False)
        self.register_buffer("categories", torch.as_tensor(places.category), persistent=False)
        self.register_buffer("cells", torch.as_tensor(cells), persistent=False)
        self.register_buffer(
            "features", torch.as_tensor(place_content(places, crowd)), persistent=False
        )
        self.register_buffer("clocks", _clock(), persistent=False)
        for table in (self.identity, self.category, self.cell):
            nn.init.normal_(table.weight, std=0.02)
        # By default content outweighs identity: the first epoch's loss is above a flat guess's.
        for linear in (self.content, self.clock):
            nn.init.normal_(linear.weight, std=0.01)

    def forward(self) -> Tensor:
        """The whole table."""
        place = self.category(self.categories) + self.cell(self.cells) + self.content(self.features)
        table = torch.zeros_like(self.identity.weight)
        table[FIRST_TIME : FIRST_TIME + TIMES] = self.clock(self.clocks)
        table[FIRST_CATEGORY : self.first_place] = self.category.weight
        table[self.first_place :] = place
        return table + self.identity.weight


class ComposedLlama(nn.Module):
    """A Llama between a composed input table and an output table derived from it."""

    def __init__(self, encoding: Encoding, places: Places, crowd: Crowd, shape: Shape) -> None:
        super().__init__()
        self.encoding = encoding
        self.config = shape.config(encoding)
        self.decoder = LlamaModel(self.config)
        self.decoder.embed_tokens = nn.Identity()
        self.reads = Composer(encoding, places, crowd, shape.width)
        self.writes = Composer(encoding, places, crowd, shape.width)
        self.dropout = nn.Dropout(shape.dropout)

    @property
    def device(self) -> torch.device:
        """Where its weights are."""
        return self.reads.identity.weight.device

    def forward(self, tokens: Tensor, at: Tensor) -> Tensor:
        """Logits [n, vocabulary] after the positions ``at`` [b, t] of ``tokens`` [b, t]."""
        inputs = self.dropout(nn.functional.embedding(tokens, self.reads()))
        hidden = self.decoder(inputs_embeds=inputs, use_cache=False).last_hidden_state
        return self.dropout(hidden[at]) @ self.writes().T

    @torch.no_grad()
    def folded(self) -> LlamaForCausalLM:
        """The same function as a plain ``LlamaForCausalLM`` with both tables written out."""
        plain = LlamaForCausalLM(self.config)
        plain.model.load_state_dict(self.decoder.state_dict(), strict=False)
        plain.model.embed_tokens.weight.copy_(self.reads())
        plain.lm_head.weight.copy_(self.writes())
        return plain.eval()


def _clock() -> Tensor:
    """Waves of 1 to 3 turns a day, whether it is a weekend, and a constant, [96, 8]."""
    slots = torch.arange(TIMES)
    turn = (slots % 48) * (2 * torch.pi / 48)
    waves = [f(turn * k) for k in (1, 2, 3) for f in (torch.sin, torch.cos)]
    return torch.stack([*waves, (slots >= 48).float(), torch.ones(TIMES)], dim=1)
