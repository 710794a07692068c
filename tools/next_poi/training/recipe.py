"""From check-ins to a checkpoint, by one call.

The decoder whose weights ship is trained on all of train and stopped by the development samples.
The trees learn from questions about later parts of train, answered with what was known before; the
foresight from every visit of train, against what other users do. The development samples choose
when the decoder stops and how much it counts, and nothing else is learned from them.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from planner.errors import SettingsError, UserError
from tools.next_poi.crowd import Crowd
from tools.next_poi.encoding import Encoding
from tools.next_poi.metrics import Placing, Tally
from tools.next_poi.proposal import Proposal
from tools.next_poi.ranker import Ranker
from tools.next_poi.training.aside import aside
from tools.next_poi.training.data import index_like, index_rows, join
from tools.next_poi.training.export import export
from tools.next_poi.training.folds import Fold, FoldPlan, folds
from tools.next_poi.training.foresee import Course, teach
from tools.next_poi.training.model import ComposedLlama, Shape
from tools.next_poi.training.newcity import fit_attraction, walks
from tools.next_poi.training.rank import Boosting, Table, fit, table
from tools.next_poi.training.recollect import Practice, cross_practise, practise
from tools.next_poi.training.samples import protocol_samples
from tools.next_poi.training.train import Epoch, Recipe, Trainer, log_probabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.foresight import Foresight
    from tools.next_poi.recollection import Recollection
    from tools.next_poi.training.data import Row
    from tools.next_poi.visits import CheckIns, Sample

#: Questions without the user's visits after the cut, so long after it as the published test asks.
PUBLISHED = FoldPlan(cuts=(0.6, 0.7, 0.8), wait_days=8, reach_days=120)
#: Questions with everything before them, as a live system has it.
LIVE = FoldPlan(cuts=(0.6, 0.7, 0.8, 0.9), live=True, reach_days=30)
#: What the decoder's probabilities may be raised to in the product with the other two.
POWERS = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what comes out, beside the data.

    Attributes:
        visits: visits of history in a prompt.
        published, live: what the trees are asked, without and with a user's visits after the cut.
        walks: steps from which it is learned what draws people on in a city of unknown places.
        threads: of torch and LightGBM; from two on the foresight trains beside the rest, and what
            comes out of one and of two is the same.
        device: of decoder and foresight, in torch's words.
    """

    visits: int = 64
    shape: Shape = field(default_factory=Shape)
    recipe: Recipe = field(default_factory=Recipe)
    course: Course = field(default_factory=Course)
    practice: Practice = field(default_factory=Practice)
    boosting: Boosting = field(default_factory=Boosting)
    published: FoldPlan = PUBLISHED
    live: FoldPlan = LIVE
    walks: int = 400
    seed: int = 0
    threads: int = 1
    device: str = "cpu"


def usable_device(asked: str) -> str:
    """The device to train on: "auto" is "cuda" where there is one, else "cpu".

    Raises:
        SettingsError: "cuda" was asked for, and there is none.
    """
    found = torch.cuda.is_available()
    if asked == "cuda" and not found:
        raise SettingsError("Expected a CUDA device, found none. Leave --device to train on CPU.")
    if asked == "auto":
        return "cuda" if found else "cpu"
    return asked


class Build:
    """One run from check-ins to a checkpoint; ``say`` is told what happens."""

    def __init__(
        self,
        train: CheckIns,
        dev: Sequence[Sample],
        plan: Plan,
        work: Path,
        say: Callable[[str], None],
    ) -> None:
        """``work`` keeps the state of models, so that a killed run goes on where it was."""
        self.train, self.dev, self.plan, self.work, self.say = train, dev, plan, work, say
        self.encoding = Encoding(train.places.categories, train.places.ids, plan.visits)
        work.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(self.threads)

    @property
    def threads(self) -> int:
        """Of this process, if the foresight has a process of its own."""
        return self.plan.threads - self.plan.threads // 2

    def model(self) -> ComposedLlama:
        """The decoder."""
        recipe = replace(self.plan.recipe, seed=self.plan.seed)
        torch.manual_seed(recipe.seed)
        places, crowd = self.train.places, Crowd.of(self.train)
        model = ComposedLlama(self.encoding, places, crowd, self.plan.shape)
        model.to(self.plan.device)
        trainer = Trainer(model, self.train, recipe, self.work / "decoder.state")
        trainer.run(self.dev, lambda epoch: self.say(_line(epoch)))
        return model

    @contextmanager
    def foresight(self) -> Iterator[Callable[[], Foresight]]:
        """Give the function that waits for the foresight.

        With two threads or more it trains in a process of its own that has half of them.
        """
        plan, own = self.plan, self.plan.threads // 2
        state = self.work / "foresight.state"
        arguments = (self.train, plan.course, plan.seed, plan.device, state, own or 1)
        if own:
            with aside(teach, arguments, self.say) as result:
                yield result
        else:
            yield partial(teach, *arguments, self.say)

    def ranker(self, foresight: Callable[[], Foresight]) -> Ranker:
        """The ranker, whose trees are fitted on questions that crowd and memory had not seen."""
        train, plan = self.train, self.plan
        memories = cross_practise(train, plan.practice, plan.seed, self.say)
        rows = Table.joined([self._table(fold, memories) for fold in self._folds()])
        return Ranker(
            places=train.places,
            crowd=Crowd.of(train),
            recollection=practise(train, plan.practice, plan.seed, self.say),
            trees=fit(rows, plan.boosting, plan.seed, self.threads),
            foresight=foresight(),
        )

    def _folds(self) -> Iterator[Fold]:
        for asked in (self.plan.published, self.plan.live):
            yield from folds(self.train, asked, self.plan.seed)

    def _table(self, fold: Fold, memories: Sequence[Recollection]) -> Table:
        self.say(f"trees: {len(fold.samples)} questions")
        places, boosting, seed = self.train.places, self.plan.boosting, self.plan.seed
        return table(fold.samples, places, fold.crowd, memories, boosting, seed)


def build(
    rows: Sequence[Row],
    later: Sequence[Row],
    folder: Path,
    plan: Plan,
    say: Callable[[str], None],
    facts: Mapping[str, Any],
) -> Checkpoint:
    """Train on ``rows``, stop by ``later`` ones, and write a checkpoint into ``folder``.

    ``facts`` (card, hashes of the files) go into its manifest.

    Raises:
        UserError: there is too little to learn from.
    """
    train = index_rows(rows)
    val = index_like(later, train)
    live = protocol_samples(join(train, val), val)
    if not live:
        raise UserError("Expected trajectories of two known places in val, found none.")
    run = Build(train, live, plan, folder / "work", say)
    with run.foresight() as foresight:
        model = run.model()
        ranker = run.ranker(foresight)
    tracks = {"train": protocol_samples(train, val), "all": live}
    asked = [sample for samples in tracks.values() for sample in samples]
    ranker = replace(ranker, model_power=choose_power(ranker, model, asked))
    figures = {
        track: judge_ranker(ranker, model, samples, train) for track, samples in tracks.items()
    }
    about = {**facts, "check_ins": len(train), "figures": figures, "plan": asdict(plan)}
    attraction = fit_attraction(walks(train, plan.walks, plan.seed))
    return export(model, ranker, attraction, folder, about)


def propose(model: ComposedLlama, samples: Sequence[Sample]) -> list[Proposal]:
    """The model's proposal for each sample, as an engine or a server would give it."""
    first = model.encoding.first_place
    return [Proposal.of_vocabulary(row, first) for row in log_probabilities(model, samples)]


def choose_power(ranker: Ranker, model: ComposedLlama, samples: Sequence[Sample]) -> float:
    """The one of ``POWERS`` for the model under which ``samples`` are ranked best, by MRR."""
    gains = np.zeros(len(POWERS))
    for sample, proposal in zip(samples, propose(model, samples), strict=True):
        alone, told = ranker.scores(sample.query), proposal.full(len(ranker.places))
        for k, power in enumerate(POWERS):
            gains[k] += Placing.of(alone + power * told, sample.target).reciprocal_rank()
    return POWERS[int(gains.argmax())]


def judge_ranker(
    ranker: Ranker, model: ComposedLlama, samples: Sequence[Sample], seen: CheckIns
) -> dict[str, Any]:
    """Figures of the ranker with the model.

    A return is a target that its user visited in ``seen``.
    """
    tally = Tally(ranker.crowd.visitors)
    returns = set(zip(seen.user.tolist(), seen.place.tolist(), strict=True))
    for sample, proposal in zip(samples, propose(model, samples), strict=True):
        is_return = (sample.query.user, sample.target) in returns
        tally.add(ranker.scores(sample.query, proposal), sample.target, is_return)
    return tally.figures().report()


def _line(epoch: Epoch) -> str:
    dev = (
        ""
        if epoch.dev_loss is None
        else f", dev loss {epoch.dev_loss:.3f}, Acc@1 {epoch.dev_acc1:.3f}"
    )
    return f"decoder: epoch {epoch.number + 1}, loss {epoch.train_loss:.3f}{dev}"
