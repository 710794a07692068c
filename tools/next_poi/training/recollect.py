"""Training the learned memory on every visit of train, each with what its user had done before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from tools.next_poi.recollection import (
    LATEST,
    QUERY_INPUTS,
    VISIT_INPUTS,
    Recollection,
    query_inputs,
    visit_inputs,
)
from tools.next_poi.training.samples import history_before
from tools.next_poi.visits import DAY, CheckIns, Query, Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tools.next_poi.visits import IntArray


@dataclass(frozen=True, slots=True)
class Practice:
    """How to train the learned memory.

    Attributes:
        questions: how many visits of train are asked for: the last of each outing, then others
            drawn at random.
        stale: share of questions whose history is cut off up to ``stale_days`` before the outing.
    """

    questions: int = 24_000
    stale: float = 0.5
    stale_days: float = 120.0
    hidden: int = 48
    epochs: int = 10
    batch: int = 128
    rate: float = 0.003
    decay: float = 0.01


@dataclass(frozen=True)
class Questions:
    """Questions with their visits' inputs one after the other.

    Attributes:
        visit: inputs of all visits, [n, VISIT_INPUTS].
        slot: place number within its question of each visit, [n].
        start: offset of each question's visits, [q + 1].
        asked: inputs of each question, [q, QUERY_INPUTS].
        answer: place number that was visited, -1 is somewhere new, [q].
    """

    visit: Tensor
    slot: Tensor
    start: Tensor
    asked: Tensor
    answer: Tensor


def cross_practise(
    train: CheckIns, practice: Practice, seed: int, say: Callable[[str], None], parts: int = 2
) -> list[Recollection]:
    """A learned memory for each part of the users, learned from the users of the other parts.

    Part k are the users with index % ``parts`` == k.
    """
    halved = replace(practice, questions=practice.questions * (parts - 1) // parts)
    return [
        practise(train.take(train.user % parts != part), halved, seed, say) for part in range(parts)
    ]


def practise(
    train: CheckIns, practice: Practice, seed: int, say: Callable[[str], None]
) -> Recollection:
    """Learn from ``train`` how visits come to mind."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    questions = prepare(list(ask(train, practice, rng)), train)
    net = _Net(questions.visit, practice.hidden)
    optimiser = torch.optim.AdamW(net.parameters(), lr=practice.rate, weight_decay=practice.decay)
    count = len(questions.answer)
    steps = practice.epochs * -(-count // practice.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, practice.rate, steps)
    for epoch in range(practice.epochs):
        total = 0.0
        for chosen in torch.as_tensor(rng.permutation(count)).split(practice.batch):
            loss = net.loss(questions, chosen)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(chosen)
        say(f"memory: epoch {epoch + 1}, loss {total / count:.3f}")
    return net.weights()


def ask(train: CheckIns, practice: Practice, rng: np.random.Generator) -> Iterator[Sample]:
    """Questions about visits of ``train`` that were not the first of their outing."""
    outings = [rows for rows in train.outings() if len(rows) > 1]
    asked = [(o, len(rows)) for o, rows in enumerate(outings)]
    inner = [(o, end) for o, rows in enumerate(outings) for end in range(2, len(rows))]
    asked += [inner[i] for i in rng.permutation(len(inner))]
    for o, end in asked[: practice.questions]:
        yield question(train, outings[o], end, practice.stale, practice.stale_days, rng)


def question(
    train: CheckIns,
    outing: IntArray,
    end: int,
    stale: float,
    stale_days: float,
    rng: np.random.Generator,
) -> Sample:
    """The question about the last of the first ``end`` visits of an ``outing`` of ``train``.

    By a chance of ``stale`` its history is cut off up to ``stale_days`` before the outing.
    """
    start = int(train.time[outing[0]])
    user, last = int(train.user[outing[0]]), end == len(outing)
    query = history_before(train, user, start, outing[:end], train, last=last)
    if rng.random() < stale:
        query = _cut_off(query, start - int(rng.random() * stale_days * DAY))
    return Sample(query, int(train.place[outing[end - 1]]))


def prepare(samples: Sequence[Sample], train: CheckIns) -> Questions:
    """The inputs of ``samples``."""
    visits, slots, start, answers = [], [], [0], []
    for sample in samples:
        visited, slot = np.unique(sample.query.place[-LATEST:], return_inverse=True)
        found = int(np.searchsorted(visited, sample.target))
        known = found < len(visited) and visited[found] == sample.target
        visits.append(visit_inputs(sample.query, train.places))
        slots.append(slot)
        start.append(start[-1] + len(slot))
        answers.append(found if known else -1)
    return Questions(
        visit=torch.as_tensor(np.concatenate(visits)),
        slot=torch.as_tensor(np.concatenate(slots)),
        start=torch.tensor(start),
        asked=torch.as_tensor(np.stack([query_inputs(sample.query) for sample in samples])),
        answer=torch.tensor(answers),
    )


class _Net(nn.Module):
    def __init__(self, visit: Tensor, hidden: int) -> None:
        super().__init__()
        self.mean, self.scale = visit.mean(0), visit.std(0) + 1e-3
        self.first = nn.Linear(VISIT_INPUTS, hidden)
        self.second = nn.Linear(hidden, hidden)
        self.weight = nn.Linear(hidden, 1, bias=False)
        self.new = nn.Sequential(nn.Linear(QUERY_INPUTS, 24), nn.SiLU(), nn.Linear(24, 1))

    def loss(self, questions: Questions, chosen: Tensor) -> Tensor:
        """Mean negative log-probability of the answers to the questions ``chosen`` [b]."""
        first, last = questions.start[chosen], questions.start[chosen + 1]
        sizes = last - first
        owner = torch.repeat_interleave(torch.arange(len(chosen)), sizes)
        rows = torch.arange(int(sizes.sum())) + (first - (sizes.cumsum(0) - sizes))[owner]
        hidden = nn.functional.silu(self.first((questions.visit[rows] - self.mean) / self.scale))
        weight = self.weight(nn.functional.silu(self.second(hidden)))[:, 0].clamp(-25, 25)
        new = self.new(questions.asked[chosen])[:, 0].clamp(-25, 25)
        power = weight.exp()
        total = torch.zeros(len(chosen)).index_add(0, owner, power) + new.exp()
        answer = questions.answer[chosen]
        hit = power * (questions.slot[rows] == answer[owner])
        found = torch.zeros(len(chosen)).index_add(0, owner, hit) + new.exp() * (answer < 0)
        return (total.log() - found.clamp(min=1e-20).log()).mean()

    def weights(self) -> Recollection:
        """The weights as plain arrays."""
        arrays = [
            self.mean, self.scale, self.first.weight.T, self.first.bias, self.second.weight.T,
            self.second.bias, self.weight.weight[0], self.new[0].weight.T, self.new[0].bias,
            self.new[2].weight[0], self.new[2].bias,
        ]  # fmt: skip
        return Recollection(*(array.detach().numpy().astype(np.float32) for array in arrays))


def _cut_off(query: Query, end: int) -> Query:
    """``query`` without the history from ``end`` (UTC seconds) on; the outing under way stays."""
    keep = (query.time < end) | (np.arange(len(query)) >= len(query) - query.prefix)
    columns = {name: getattr(query, name)[keep] for name in ("place", "time", "local")}
    return replace(query, **columns)
