"""Training the foresight on visits of train, each with what its user had done before.

What everybody does is counted without the users who are asked, so that nobody's own visits give
the answer away. The same seed and data give the same weights on the same machine, whether or not
the run was interrupted.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from tools.next_poi.crowd import Crowd
from tools.next_poi.scene import City, Scene
from tools.next_poi.training.pointer import Draw, Lesson, Pointer, Size
from tools.next_poi.training.recollect import question
from tools.next_poi.training.state import digest, load_state, save_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tools.next_poi.foresight import Foresight
    from tools.next_poi.visits import CheckIns, IntArray


@dataclass(frozen=True, slots=True)
class Course:
    """How to train.

    Attributes:
        questions: asked in an epoch at most, drawn anew for each; the last visit of an outing is
            as likely to be asked as any two others.
        stale: share of questions whose history is cut off up to ``stale_days`` before the outing.
        groups: users are asked in so many groups, each against what the others do.
        drawn: share of the places that stand for all of them in a step.
        average: how much of the averaged weights is kept in a step.
    """

    questions: int = 60_000
    stale: float = 0.25
    stale_days: float = 120.0
    groups: int = 10
    drawn: float = 1.0
    size: Size = field(default_factory=Size)
    epochs: int = 4
    batch: int = 64
    rate: float = 0.002
    decay: float = 0.05
    average: float = 0.98


class Teacher:
    """One training run, which can be stopped at any time and resumed from its file of state."""

    def __init__(
        self,
        train: CheckIns,
        course: Course,
        seed: int,
        device: str = "cpu",
        state_path: Path | None = None,
    ) -> None:
        """A run on ``train``.

        With ``state_path`` it saves itself there after every epoch and resumes from there.
        """
        self.train, self.course, self.seed, self.state_path = train, course, seed, state_path
        self.cities = [
            City.of(train.places, Crowd.of(train.take(train.user % course.groups != group)))
            for group in range(course.groups)
        ]
        torch.manual_seed(seed)
        self.net = Pointer(train.places, course.size, len(train.users))
        sketch = islice(self._lessons(0), 20)
        self.net.measure([lesson.scene for lesson in sketch])
        self.net.to(device)
        self.averaged = AveragedModel(self.net, multi_avg_fn=get_ema_multi_avg_fn(course.average))
        self.optimiser = _optimiser(self.net, course)
        self.questions = min(course.questions, len(_pool(train)))
        steps = course.epochs * (-(-self.questions // course.batch) + course.groups)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, course.rate, steps, pct_start=0.1
        )
        self.epochs = 0
        if state_path is not None and state_path.exists():
            self._resume(state_path, device)

    def run(self, say: Callable[[str], None]) -> Foresight:
        """Train until the last epoch."""
        while self.epochs < self.course.epochs:
            loss = self._epoch()
            self.epochs += 1
            if self.state_path is not None:
                self._save(self.state_path)
            say(f"foresight: epoch {self.epochs}, loss {loss:.3f}")
        learned: Pointer = self.averaged.module
        return learned.weights()

    def _epoch(self) -> float:
        # A generator of its own per epoch makes a resumed run see what an unbroken one would have
        # seen.
        torch.manual_seed(self.seed * 1000 + self.epochs)
        self.net.train()
        total = 0.0
        for lesson in self._lessons(self.epochs):
            loss = self.net.loss(lesson)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
            self.optimiser.step()
            self.schedule.step()
            self.averaged.update_parameters(self.net)
            total += float(loss.detach()) * len(lesson.targets)
        return total / self.questions

    def _lessons(self, epoch: int) -> Iterator[Lesson]:
        rng = np.random.default_rng((self.seed, epoch))
        return lessons(self.train, self.cities, self.course, rng)

    def _stateful(self) -> dict[str, Any]:
        return {
            "net": self.net,
            "averaged": self.averaged,
            "optimiser": self.optimiser,
            "schedule": self.schedule,
        }

    def _save(self, path: Path) -> None:
        state = {name: part.state_dict() for name, part in self._stateful().items()}
        save_state(path, self._identity(), {**state, "epochs": self.epochs})

    def _resume(self, path: Path, device: str) -> None:
        state = load_state(path, self._identity(), torch.device(device))
        for name, part in self._stateful().items():
            part.load_state_dict(state[name])
        self.epochs = state["epochs"]

    def _identity(self) -> dict[str, Any]:
        """What makes two runs the same: course, seed, and data."""
        return {"course": asdict(self.course), "seed": self.seed, "data": digest(self.train)}


def teach(
    train: CheckIns,
    course: Course,
    seed: int,
    device: str,
    state_path: Path,
    threads: int,
    say: Callable[[str], None],
) -> Foresight:
    """The whole run with so many threads of torch, in whatever process this is."""
    torch.set_num_threads(threads)
    return Teacher(train, course, seed, device, state_path).run(say)


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
        targets = np.array([sample.target for sample in samples])
        yield Lesson(scene, targets, Draw.of(targets, len(train.places), course.drawn, rng))


def _pool(train: CheckIns) -> list[tuple[IntArray, int]]:
    """Outings, and how many of their visits are told with the one that is asked for."""
    outings = [rows for rows in train.outings() if len(rows) > 1]
    return [(rows, end) for rows in outings for end in (*range(2, len(rows) + 1), len(rows))]


def _optimiser(net: Pointer, course: Course) -> torch.optim.AdamW:
    """Vectors and biases do not decay."""
    groups = [
        {"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": course.decay},
        {"params": [p for p in net.parameters() if p.ndim == 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, course.rate, betas=(0.9, 0.98))
