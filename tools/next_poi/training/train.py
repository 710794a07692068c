"""Training the decoder: Muon for its matrices, AdamW for the rest, resumable.

The same seed and data give the same weights on the same machine, whether or not the run was
interrupted.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from tools.next_poi.encoding import FIRST_CATEGORY, PAD
from tools.next_poi.training.state import digest, load_state, save_state
from tools.next_poi.training.windows import batches, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tools.next_poi.training.model import ComposedLlama
    from tools.next_poi.visits import CheckIns, Sample


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train.

    Attributes:
        batch: windows of ``Encoding.visits`` visits in one step.
        muon_rate, adam_rate: peak learning rates; both warm up for ``warmup`` steps and fall to a
            tenth as a cosine.
        forget: share of input places replaced by their category, which teaches the category tokens.
        stranger: share of windows of which a first part, cut anywhere, is replaced so, as if it lay
            in another city.
        smoothing: label smoothing over the vocabulary.
        patience: epochs without a better loss on the development samples before stopping; 0 never
            stops early.
    """

    epochs: int = 9
    batch: int = 16
    muon_rate: float = 0.01
    adam_rate: float = 0.003
    weight_decay: float = 0.1
    warmup: int = 60
    forget: float = 0.05
    stranger: float = 0.0
    smoothing: float = 0.02
    patience: int = 3
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Epoch:
    """How one epoch went; losses are nats per place."""

    number: int
    train_loss: float
    dev_loss: float | None
    dev_acc1: float | None


class Trainer:
    """One training run, which can be stopped at any time and resumed from its file of state."""

    def __init__(
        self,
        model: ComposedLlama,
        checkins: CheckIns,
        recipe: Recipe,
        state_path: Path | None = None,
    ) -> None:
        """A run on ``checkins``.

        With ``state_path`` it saves itself there after every epoch and resumes from there.
        """
        torch.manual_seed(recipe.seed)
        self.model, self.checkins, self.recipe, self.state_path = (
            model,
            checkins,
            recipe,
            state_path,
        )
        self.categories = torch.as_tensor(checkins.places.category)
        self.steps = math.ceil(
            len(windows(checkins, model.encoding, np.random.default_rng(recipe.seed)))
            / recipe.batch
        )
        self.optimisers = _optimisers(model, recipe)
        self.history: list[Epoch] = []
        self.best: dict[str, Tensor] = {}
        self.best_loss = math.inf
        if state_path is not None and state_path.exists():
            self._resume(state_path)

    def run(
        self, dev: Sequence[Sample] = (), progress: Callable[[Epoch], None] | None = None
    ) -> list[Epoch]:
        """Train until the last epoch or until ``dev`` stops improving.

        Leaves the best weights in the model.
        """
        while not self._finished():
            number = len(self.history)
            train_loss = self._epoch(number)
            dev_loss, dev_acc1 = judge(self.model, dev) if dev else (None, None)
            self.history.append(Epoch(number, train_loss, dev_loss, dev_acc1))
            if dev_loss is None or dev_loss < self.best_loss:
                self.best = {name: value.clone() for name, value in self.model.state_dict().items()}
                self.best_loss = math.inf if dev_loss is None else dev_loss
            if self.state_path is not None:
                self._save(self.state_path)
            if progress is not None:
                progress(self.history[-1])
        self.model.load_state_dict(self.best)
        return self.history

    def _finished(self) -> bool:
        if len(self.history) >= self.recipe.epochs:
            return True
        losses = [epoch.dev_loss for epoch in self.history if epoch.dev_loss is not None]
        return (
            bool(self.recipe.patience and losses)
            and len(losses) - 1 - int(np.argmin(losses)) >= self.recipe.patience
        )

    def _epoch(self, number: int) -> float:
        # A generator of its own per epoch makes a resumed run see what an unbroken one would have
        # seen.
        rng = np.random.default_rng((self.recipe.seed, number))
        torch.manual_seed(self.recipe.seed * 1000 + number)
        self.model.train()
        total, count = 0.0, 0
        for step, tokens in enumerate(
            batches(windows(self.checkins, self.model.encoding, rng), self.recipe.batch, rng)
        ):
            self._set_rates(number * self.steps + step)
            loss, places = self._loss(tokens)
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            for optimiser in self.optimisers:
                optimiser.step()
                optimiser.zero_grad(set_to_none=True)
            total, count = total + float(loss.detach()) * places, count + places
        return total / max(count, 1)

    def _loss(self, tokens: Tensor) -> tuple[Tensor, int]:
        """Cross-entropy of the places in ``tokens`` [b, t], and how many there are."""
        first = self.model.encoding.first_place
        is_place = tokens >= first
        forgotten = torch.rand(tokens.shape) < self.recipe.forget
        if self.recipe.stranger:
            forgotten |= _first_parts(tokens.shape, self.recipe.stranger)
        forgotten &= is_place
        category = FIRST_CATEGORY + self.categories[(tokens - first).clamp(min=0)]
        inputs = torch.where(forgotten, category, tokens)[:, :-1]
        device = self.model.device
        logits = self.model(inputs.to(device), is_place[:, 1:].to(device))
        targets = tokens[:, 1:][is_place[:, 1:]].to(device)
        return nn.functional.cross_entropy(
            logits, targets, label_smoothing=self.recipe.smoothing
        ), len(targets)

    def _set_rates(self, step: int) -> None:
        total = max(self.steps * self.recipe.epochs, 1)
        fall = 0.1 + 0.45 * (1 + math.cos(math.pi * min(step / total, 1.0)))
        scale = min((step + 1) / self.recipe.warmup, fall)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * scale

    def _save(self, path: Path) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "history": [asdict(epoch) for epoch in self.history],
            "best": self.best,
            "best_loss": self.best_loss,
        }
        save_state(path, self._identity(), state)

    def _resume(self, path: Path) -> None:
        state = load_state(path, self._identity(), self.model.device)
        self.model.load_state_dict(state["model"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        self.history = [Epoch(**epoch) for epoch in state["history"]]
        self.best, self.best_loss = state["best"], state["best_loss"]

    def _identity(self) -> dict[str, Any]:
        """What makes two runs the same: recipe, size of the model, and data."""
        config = self.model.config
        shape = [config.vocab_size, config.hidden_size, config.num_hidden_layers]
        return {"recipe": asdict(self.recipe), "shape": shape, "data": digest(self.checkins)}


def _first_parts(shape: torch.Size, share: float) -> Tensor:
    """In ``share`` of the rows the columns before one that is drawn, [rows, columns]."""
    ends = torch.rand(shape[0], 1) * shape[1] * (torch.rand(shape[0], 1) < share)
    return torch.arange(shape[1]) < ends


@torch.no_grad()
def log_probabilities(
    model: ComposedLlama, samples: Sequence[Sample], batch: int = 64
) -> Iterator[np.ndarray[Any, Any]]:
    """Log-probability of each token [vocabulary] after each sample's prompt."""
    model.eval()
    prompts = [torch.as_tensor(model.encoding.prompt(sample.query)) for sample in samples]
    for i in range(0, len(prompts), batch):
        group = prompts[i : i + batch]
        tokens = nn.utils.rnn.pad_sequence(group, batch_first=True, padding_value=PAD)
        last = torch.zeros(tokens.shape, dtype=torch.bool)
        last[torch.arange(len(group)), torch.tensor([len(prompt) - 1 for prompt in group])] = True
        logits = model(tokens.to(model.device), last.to(model.device))
        yield from logits.log_softmax(dim=1).cpu().numpy()


def judge(model: ComposedLlama, samples: Sequence[Sample]) -> tuple[float, float]:
    """Mean loss in nats, and Acc@1, of the model alone."""
    first = model.encoding.first_place
    losses, hits = [], []
    for sample, row in zip(samples, log_probabilities(model, samples), strict=True):
        losses.append(-float(row[first + sample.target]))
        hits.append(int(row.argmax()) == first + sample.target)
    return float(np.mean(losses)), float(np.mean(hits))


def _optimisers(model: ComposedLlama, recipe: Recipe) -> list[torch.optim.Optimizer]:
    matrices = [p for p in model.decoder.parameters() if p.ndim == 2]
    chosen = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    muon = torch.optim.Muon(
        matrices,
        lr=recipe.muon_rate,
        weight_decay=recipe.weight_decay,
        adjust_lr_fn="match_rms_adamw",
    )
    adam = torch.optim.AdamW(
        rest, lr=recipe.adam_rate, betas=(0.9, 0.98), weight_decay=recipe.weight_decay
    )
    for optimiser, peak in ((muon, recipe.muon_rate), (adam, recipe.adam_rate)):
        for group in optimiser.param_groups:
            group["peak"] = peak
    return [muon, adam]
