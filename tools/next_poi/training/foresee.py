"""Training the foresight on visits of train, each with what its user had done before.

What everybody does is counted without the users who are asked, so that nobody's own visits give
the answer away.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from tools.next_poi.crowd import Crowd
from tools.next_poi.foresight import FARTHEST, HEAVIEST, Foresight
from tools.next_poi.inputs import (
    MOMENT_INPUTS,
    PLACE_INPUTS,
    VISIT_INPUTS,
    moment_inputs,
    place_inputs,
    visit_inputs,
)
from tools.next_poi.scene import City, Scene
from tools.next_poi.training.recollect import question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tools.next_poi.visits import CheckIns, IntArray

silu = nn.functional.silu
#: A log weight that is none.
_NOTHING = -1e4
_INPUTS = {"visit": VISIT_INPUTS, "moment": MOMENT_INPUTS, "place": PLACE_INPUTS}


@dataclass(frozen=True, slots=True)
class Course:
    """How to train.

    Attributes:
        questions: asked in an epoch at most, drawn anew for each; the last visit of an outing is
            as likely to be asked as any two others.
        stale: share of questions whose history is cut off up to ``stale_days`` before the outing.
        groups: users are asked in so many groups, each against what the others do.
        width, kinds, vector: of the hidden layers, and of vectors of categories as they were
            visited and as they are sought.
        average: how much of the averaged weights is kept in a step.
    """

    questions: int = 60_000
    stale: float = 0.5
    stale_days: float = 120.0
    groups: int = 10
    width: int = 64
    kinds: int = 12
    vector: int = 8
    dropout: float = 0.15
    epochs: int = 4
    batch: int = 64
    rate: float = 0.002
    decay: float = 0.05
    average: float = 0.98


@dataclass(frozen=True)
class Lesson:
    """A batch: questions with the places that were visited, [b]."""

    scene: Scene
    targets: IntArray


def practise(
    train: CheckIns, course: Course, seed: int, say: Callable[[str], None], device: str = "cpu"
) -> Foresight:
    """Learn from ``train`` where people go next."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    cities = [
        City.of(train.places, Crowd.of(train.take(train.user % course.groups != group)))
        for group in range(course.groups)
    ]
    net = Net(len(train.places.categories), course)
    net.measure([lesson.scene for lesson in islice(lessons(train, cities, course, rng), 20)])
    net.to(device)
    averaged = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(course.average))
    optimiser = _optimiser(net, course)
    count = min(course.questions, len(_pool(train)))
    steps = course.epochs * (-(-count // course.batch) + course.groups)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, course.rate, steps, pct_start=0.1)
    for epoch in range(course.epochs):
        total = 0.0
        for lesson in lessons(train, cities, course, rng):
            loss = net.loss(lesson)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(net)
            total += float(loss.detach()) * len(lesson.targets)
        say(f"foresight: epoch {epoch + 1}, loss {total / count:.3f}")
    learned: Net = averaged.module
    return learned.weights()


def lessons(
    train: CheckIns, cities: Sequence[City], course: Course, rng: np.random.Generator
) -> Iterator[Lesson]:
    """One epoch: a draw of questions, those of a batch by one group of users and of like length."""
    pool = _pool(train)
    drawn = [pool[i] for i in rng.permutation(len(pool))[: course.questions]]
    group = np.array([train.user[rows[0]] for rows, _ in drawn]) % course.groups
    earlier = np.array(
        [
            np.searchsorted(train.rows_of_user[train.user[rows[0]]], rows[end - 1])
            for rows, end in drawn
        ]
    )
    order = np.lexsort((earlier + 12 * rng.random(len(drawn)), group))
    ends = np.flatnonzero(np.diff(group[order])) + 1
    batches = [
        part[i : i + course.batch]
        for part in np.split(order, ends)
        for i in range(0, len(part), course.batch)
    ]
    for b in rng.permutation(len(batches)):
        chosen = batches[b]
        samples = [
            question(train, outing, end, course.stale, course.stale_days, rng)
            for outing, end in (drawn[i] for i in chosen)
        ]
        scene = Scene.of([sample.query for sample in samples], cities[group[chosen[0]]])
        yield Lesson(scene, np.array([sample.target for sample in samples]))


def _pool(train: CheckIns) -> list[tuple[IntArray, int]]:
    """Outings, and how many of their visits are told with the one that is asked for."""
    outings = [rows for rows in train.outings() if len(rows) > 1]
    return [(rows, end) for rows in outings for end in (*range(2, len(rows) + 1), len(rows))]


class Net(nn.Module):
    """The network; ``Foresight`` computes the same on numpy, from parameters of the same names."""

    def __init__(self, categories: int, course: Course) -> None:
        super().__init__()
        width, kinds = course.width, course.kinds
        for name, size in _INPUTS.items():
            self.register_buffer(f"{name}_mean", torch.zeros(size))
            self.register_buffer(f"{name}_scale", torch.ones(size))
        self.kind = nn.Embedding(categories + 1, kinds)
        self.before = nn.Embedding(categories + 1, kinds)
        self.first = nn.Linear(VISIT_INPUTS + MOMENT_INPUTS + 3 * kinds, width)
        self.second = nn.Linear(width, width)
        self.weight, self.heed = nn.Linear(width, 1), nn.Linear(width, 1)
        self.state = nn.Linear(MOMENT_INPUTS + kinds + width, width)
        self.new, self.stress = nn.Linear(width, 1), nn.Linear(width, PLACE_INPUTS)
        self.ground, self.worth = nn.Linear(PLACE_INPUTS, 24), nn.Linear(24, 1)
        self.seek = nn.Linear(width, course.vector)
        self.sought = nn.Embedding(categories, course.vector)
        self.dropout = nn.Dropout(course.dropout)
        for table in (self.kind, self.before, self.sought):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.zeros_(self.stress.weight)
        nn.init.zeros_(self.stress.bias)

    def measure(self, scenes: Sequence[Scene]) -> None:
        """Take the scales of the inputs from ``scenes``."""
        rows = {
            "visit": np.concatenate([visit_inputs(scene)[scene.known] for scene in scenes]),
            "moment": np.concatenate([moment_inputs(scene) for scene in scenes]),
            "place": np.concatenate([place_inputs(scene)[:, ::7] for scene in scenes]),
        }
        for name, size in _INPUTS.items():
            values = torch.as_tensor(rows[name]).reshape(-1, size)
            getattr(self, f"{name}_mean").copy_(values.mean(0))
            getattr(self, f"{name}_scale").copy_(values.std(0) + 1e-2)

    def forward(self, scene: Scene) -> tuple[Tensor, Tensor]:
        """Log weight of each visit [b, n], and of each place by what speaks for it [b, p]."""
        moment, kinds = self._scaled("moment", moment_inputs(scene)), self._here(scene.kinds())
        known = self._here(scene.known)
        around = torch.cat([moment, self.before(kinds[:, -1, 0])], dim=1)
        told = [
            self._scaled("visit", visit_inputs(scene)),
            self.kind(kinds[:, :, 0]),
            self.before(kinds[:, :, 1]),
            around[:, None].expand(-1, kinds.shape[1], -1),
        ]
        hidden = self.dropout(silu(self.first(torch.cat(told, dim=2))))
        hidden = self.dropout(silu(self.second(hidden)))
        weight = self.weight(hidden)[:, :, 0].clamp(-HEAVIEST, HEAVIEST)
        share = self.heed(hidden)[:, :, 0].masked_fill(~known, _NOTHING).softmax(dim=1)
        heeded = (share[:, :, None] * hidden).sum(dim=1) * known[:, -1:]
        state = self.dropout(silu(self.state(torch.cat([around, heeded], dim=1))))
        onward = self._onward(scene, state) + self.new(state)
        return weight.masked_fill(~known, _NOTHING), onward

    def _onward(self, scene: Scene, state: Tensor) -> Tensor:
        """Log-probability of each place by what speaks for it, [b, p]."""
        ground = self._scaled("place", place_inputs(scene))
        logits = (ground @ self.stress(state)[:, :, None])[:, :, 0]
        logits = logits + self.worth(silu(self.ground(ground)))[:, :, 0]
        sought = self.seek(state) @ self.sought.weight.T
        logits = logits + sought[:, self._here(scene.city.places.category)]
        return logits.log_softmax(dim=1)

    def loss(self, lesson: Lesson) -> Tensor:
        """Mean negative log-probability of the places that were visited."""
        back, onward = self(lesson.scene)
        targets = self._here(lesson.targets)[:, None]
        there = self._here(lesson.scene.place) == targets
        found = torch.logaddexp(
            back.masked_fill(~there, _NOTHING).logsumexp(dim=1), onward.gather(1, targets)[:, 0]
        )
        total = torch.logaddexp(back.logsumexp(dim=1), onward.logsumexp(dim=1))
        return (total - found).mean()

    def weights(self) -> Foresight:
        """The parameters and scales as plain arrays."""
        return Foresight({name: value.cpu().numpy() for name, value in self.state_dict().items()})

    def _here(self, values: np.ndarray[Any, Any]) -> Tensor:
        return torch.as_tensor(values).to(self.new.weight.device)

    def _scaled(self, name: str, values: np.ndarray[Any, Any]) -> Tensor:
        mean, scale = getattr(self, f"{name}_mean"), getattr(self, f"{name}_scale")
        return ((self._here(values) - mean) / scale).clamp(-FARTHEST, FARTHEST)


def _optimiser(net: Net, course: Course) -> torch.optim.AdamW:
    """Vectors and biases do not decay."""
    groups = [
        {"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": course.decay},
        {"params": [p for p in net.parameters() if p.ndim == 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, course.rate, betas=(0.9, 0.98))
