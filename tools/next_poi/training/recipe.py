"""From check-ins to a checkpoint, by one call.

The model whose weights ship is trained on all of train and stopped by the development samples. The ranker learns how far to
trust it from models of the same recipe that saw only the part of train before a cut, on questions from after it. The
development samples choose when to stop, and nothing else is learned from them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from planner.errors import UserError
from tools.next_poi.crowd import Crowd
from tools.next_poi.encoding import Encoding
from tools.next_poi.metrics import Tally
from tools.next_poi.proposal import Proposal
from tools.next_poi.ranker import Ranker
from tools.next_poi.training.data import (
    file_hash,
    index_like,
    index_rows,
    join,
    protocol_samples,
    read_rows,
)
from tools.next_poi.training.export import export
from tools.next_poi.training.folds import Fold, FoldPlan, folds
from tools.next_poi.training.model import ComposedLlama, Shape
from tools.next_poi.training.rank import Boosting, Table, fit, table
from tools.next_poi.training.train import Epoch, Recipe, Trainer, log_probabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.training.data import Columns
    from tools.next_poi.visits import CheckIns, Sample


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what comes out, beside the data.

    Attributes:
        visits: visits of history in a prompt.
        model_cuts: shares of train at which a model for cross-fitting ends.
        published, live: what the ranker is asked, without and with a user's visits after the cut.
        threads: of torch and LightGBM.
    """

    visits: int = 64
    shape: Shape = Shape()
    recipe: Recipe = Recipe()
    boosting: Boosting = Boosting()
    model_cuts: tuple[float, ...] = (0.6, 0.8)
    published: FoldPlan = FoldPlan(cuts=(0.3, 0.45, 0.6, 0.7, 0.8), wait_days=8, reach_days=120)
    live: FoldPlan = FoldPlan(cuts=(0.4, 0.5, 0.6, 0.7, 0.8, 0.9), live=True, reach_days=30)
    seed: int = 0
    threads: int = 1


class Build:
    """One run from check-ins to a checkpoint; ``say`` is told what happens."""

    def __init__(self, train: CheckIns, dev: Sequence[Sample], plan: Plan, work: Path, say: Callable[[str], None]) -> None:
        """``work`` keeps the state of unfinished models, so that a killed run goes on where it was."""
        self.train, self.dev, self.plan, self.work, self.say = train, dev, plan, work, say
        self.encoding = Encoding(train.places.categories, train.places.ids, plan.visits)
        work.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(plan.threads)

    def model(self, name: str, checkins: CheckIns, dev: Sequence[Sample], epochs: int) -> tuple[ComposedLlama, int]:
        """A model of ``checkins``, and how many epochs its weights took."""
        recipe = replace(self.plan.recipe, epochs=epochs, seed=self.plan.seed)
        torch.manual_seed(recipe.seed)
        model = ComposedLlama(self.encoding, self.train.places, Crowd.of(checkins), self.plan.shape)
        trainer = Trainer(model, checkins, recipe, self.work / f"{name}.state")
        history = trainer.run(dev, lambda epoch: self.say(_line(name, epoch)))
        if not dev:
            return model, len(history)
        return model, 1 + int(np.argmin([epoch.dev_loss for epoch in history]))

    def ranker(self, epochs: int) -> Ranker:
        """The ranker, fitted on questions that neither crowd nor model had seen."""
        models = [(share, self._model_before(share, epochs)) for share in self.plan.model_cuts]
        alone, joined = [], []
        for asked in (self.plan.published, self.plan.live):
            for share, fold in zip(asked.cuts, folds(self.train, asked, self.plan.seed), strict=True):
                self.say(f"questions after {share:.0%} of train: {len(fold.samples)}")
                alone.append(self._table(fold, None))
                known = [model for cut, model in models if cut <= share]
                if known:
                    joined.append(self._table(fold, known[-1]))
        trees = [
            fit(Table.joined(tables), self.plan.boosting, self.plan.seed, self.plan.threads) if tables else None
            for tables in (alone, joined)
        ]
        if trees[0] is None:
            raise UserError("Expected enough check-ins to cut train in two, got none after the first cut.")
        return Ranker(self.train.places, Crowd.of(self.train), trees[0], trees[1])

    def _model_before(self, share: float, epochs: int) -> ComposedLlama:
        cut = int(self.train.time[int(share * len(self.train))])
        return self.model(f"cut-{share:g}", self.train.before(cut), (), epochs)[0]

    def _table(self, fold: Fold, model: ComposedLlama | None) -> Table:
        proposals = None if model is None else propose(model, fold.samples)
        return table(fold.samples, self.train.places, fold.crowd, self.plan.boosting, self.plan.seed, proposals)


def build(
    train_path: Path,
    val_path: Path,
    folder: Path,
    plan: Plan,
    say: Callable[[str], None],
    columns: Columns | None = None,
) -> Checkpoint:
    """Train on ``train_path``, stop by ``val_path``, and write a checkpoint with its figures into ``folder``.

    Raises:
        ImportFileError: a file is not a check-in file.
        UserError: there is too little in them to learn from.
    """
    train = index_rows(read_rows(train_path, columns))
    val = index_like(read_rows(val_path, columns), train)
    live = protocol_samples(join(train, val), val)
    if not live:
        raise UserError(f"Expected trajectories of two known places in {str(val_path)!r}, found none.")
    run = Build(train, live, plan, folder / "work", say)
    model, epochs = run.model("whole", train, live, plan.recipe.epochs)
    ranker = run.ranker(epochs)
    tracks = {"train": protocol_samples(train, val), "all": live}
    figures = {track: judge_ranker(ranker, model, samples, train) for track, samples in tracks.items()}
    facts = {
        "card": "Trained by tools/next_poi/training/recipe.py; the figures are those of the development samples.",
        "data": {"train": file_hash(train_path), "val": file_hash(val_path), "check_ins": len(train)},
        "figures": figures,
        "plan": asdict(plan),
    }
    return export(model, ranker, folder, facts)


def propose(model: ComposedLlama, samples: Sequence[Sample]) -> list[Proposal]:
    """The model's proposal for each sample, as an engine or a server would give it."""
    first = model.encoding.first_place
    return [Proposal.of_vocabulary(row, first) for row in log_probabilities(model, samples)]


def judge_ranker(ranker: Ranker, model: ComposedLlama, samples: Sequence[Sample], seen: CheckIns) -> dict[str, Any]:
    """Figures of the ranker with the model; a return is a target that its user visited in ``seen``."""
    tally = Tally(ranker.crowd.visitors)
    returns = set(zip(seen.user.tolist(), seen.place.tolist(), strict=True))
    for sample, proposal in zip(samples, propose(model, samples), strict=True):
        is_return = (sample.query.user, sample.target) in returns
        tally.add(ranker.scores(sample.query, proposal), sample.target, is_return)
    return tally.figures().report()


def _line(name: str, epoch: Epoch) -> str:
    dev = "" if epoch.dev_loss is None else f", dev loss {epoch.dev_loss:.3f}, Acc@1 {epoch.dev_acc1:.3f}"
    return f"{name}: epoch {epoch.number + 1}, loss {epoch.train_loss:.3f}{dev}"
