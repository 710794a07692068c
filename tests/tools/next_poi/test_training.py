"""Training on the small town: folding, resuming, and from check-ins to a checkpoint that ranks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.errors import SettingsError
from tests.tools.next_poi.conftest import COLUMNS, write_town
from tools.next_poi.crowd import Crowd
from tools.next_poi.encoding import BOS, PAD, Encoding
from tools.next_poi.training.data import index_like, index_rows, read_rows, split_rows
from tools.next_poi.training.folds import FoldPlan
from tools.next_poi.training.samples import protocol_samples

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
# Threads that wait for one another cost more than they bring at this size.
torch.set_num_threads(1)

from tools.next_poi.engine import Engine  # noqa: E402
from tools.next_poi.training.foresee import Course  # noqa: E402
from tools.next_poi.training.model import ComposedLlama, Shape  # noqa: E402
from tools.next_poi.training.pointer import Size  # noqa: E402
from tools.next_poi.training.rank import Boosting, Table, fit  # noqa: E402
from tools.next_poi.training.recipe import Build, Plan, build, usable_device  # noqa: E402
from tools.next_poi.training.train import Recipe, Trainer, _first_parts, judge  # noqa: E402
from tools.next_poi.training.windows import batches, windows  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

    from tools.next_poi.visits import CheckIns

SMALL = Shape(width=16, layers=1, heads=2, inner=32, dropout=0.1)
RECIPE = Recipe(epochs=4, batch=4, warmup=2, patience=0)
CUTS = FoldPlan(cuts=(0.5, 0.7), reach_days=20)
TOWN_PLAN = Plan(
    visits=12,
    shape=SMALL,
    recipe=RECIPE,
    course=Course(questions=200, groups=2, size=Size(width=16), epochs=3, batch=16, rate=0.01),
    boosting=Boosting(trees=8, leaves=4, min_leaf=5),
    published=CUTS,
    live=replace(CUTS, live=True),
)


def make_model(town: CheckIns) -> ComposedLlama:
    """An untrained model of the town, the same each time."""
    torch.manual_seed(0)
    encoding = Encoding(town.places.categories, town.places.ids, visits=12)
    return ComposedLlama(encoding, town.places, Crowd.of(town), SMALL)


def test_windows_hold_every_visit_once(town: CheckIns) -> None:
    """Cut anywhere, the windows contain each user's visits, each exactly once, after a BOS."""
    encoding = Encoding(town.places.categories, town.places.ids, visits=12)
    found = windows(town, encoding, np.random.default_rng(0))
    assert all(window[0] == BOS and len(window) % 3 == 1 for window in found)
    assert sum(len(window) // 3 for window in found) == len(town)


def test_batches_pad_on_the_right(town: CheckIns) -> None:
    """Every window comes up once, padded with PAD only after its end."""
    rows = [np.array([BOS, 5, 6, 7]), np.array([BOS]), np.array([BOS, 8, 9, 10])]
    tensors = list(batches(rows, 2, np.random.default_rng(0)))
    assert sum(len(tensor) for tensor in tensors) == 3
    assert all(BOS in row and row[0] == BOS for tensor in tensors for row in tensor)
    assert sorted(int((tensor == PAD).sum()) for tensor in tensors) in ([0, 0], [0, 3])


def test_folded_model_is_the_same_function(town: CheckIns) -> None:
    """The stock Llama with written-out tables gives the composed model's logits."""
    model = make_model(town).eval()
    tokens = torch.tensor([model.encoding.prompt(protocol_samples(town, town)[-1].query)])
    everywhere = torch.ones_like(tokens, dtype=torch.bool)
    with torch.no_grad():
        composed, plain = model(tokens, everywhere), model.folded()(tokens).logits[0]
    assert torch.allclose(composed, plain, atol=1e-5)


def test_training_learns_the_towns_habits(town: CheckIns) -> None:
    """A few epochs bring the loss far below that of a uniform guess over the places."""
    model = make_model(town)
    Trainer(model, town, replace(RECIPE, epochs=15)).run()
    loss, acc1 = judge(model, protocol_samples(town, town))
    assert loss < 0.5 * np.log(len(town.places))
    assert acc1 > 0.6


def test_strangers_are_told_by_category_up_to_a_column() -> None:
    """About the stated share of the windows, each from its first column on and no further back."""
    torch.manual_seed(0)
    parts = _first_parts(torch.Size((4000, 30)), 0.25)
    assert 0.2 < float(parts[:, 0].float().mean()) < 0.3
    assert not (parts[:, 1:] & ~parts[:, :-1]).any()
    assert len(parts[parts[:, 0]].sum(dim=1).unique()) > 25


def test_an_ensemble_is_the_mean_of_its_members() -> None:
    """Two boosted with other seeds give what lies between the two."""
    pytest.importorskip("lightgbm")
    rng = np.random.default_rng(0)
    values = rng.normal(size=(600, 4)).astype(np.float32)
    rows = Table(values, (values[:, 0] > 1).astype(np.int64), np.full(60, 10))
    boosting = Boosting(trees=5, ensembles=1, leaves=4, min_leaf=5)
    single, double = fit(rows, boosting, 0), fit(rows, replace(boosting, ensembles=2), 0)
    other = fit(rows, boosting, 1000)
    mean = (single.score(values) + other.score(values)) / 2
    assert double.score(values) == pytest.approx(mean)
    assert not np.allclose(single.score(values), other.score(values))


def test_killed_run_goes_on_as_if_nothing_had_happened(town: CheckIns, tmp_path: Path) -> None:
    """Two epochs, a kill and two more give the very weights of four unbroken ones."""

    class Killed(Exception):
        pass

    def kill(epoch: object) -> None:
        if len(broken.history) == 2:
            raise Killed

    whole, state = make_model(town), tmp_path / "run.state"
    Trainer(whole, town, RECIPE).run()
    broken = Trainer(make_model(town), town, RECIPE, state)
    with pytest.raises(Killed):
        broken.run(progress=kill)
    resumed = Trainer(make_model(town), town, RECIPE, state)
    assert len(resumed.history) == 2
    resumed.run()
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.model.state_dict()[name]), name


def test_beside_the_rest_it_learns_the_same(town: CheckIns, tmp_path: Path) -> None:
    """With two threads the foresight trains in a process of its own, to the very same weights."""
    course = replace(TOWN_PLAN.course, questions=40, epochs=1)
    found, said = [], list[str]()
    for threads in (1, 2):
        plan = replace(TOWN_PLAN, course=course, threads=threads)
        run = Build(town, [], plan, tmp_path / str(threads), said.append)
        with run.foresight() as foresight:
            found.append(foresight().weights)
    assert len(said) == 2 and said[0] == said[1]
    for name, value in found[0].items():
        assert np.array_equal(value, found[1][name]), name


def test_a_gpu_is_taken_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """``auto`` takes what is there; asking for a GPU that is not there is refused in a sentence."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert [usable_device(asked) for asked in ("auto", "cpu", "cuda")] == ["cuda", "cpu", "cuda"]
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert [usable_device(asked) for asked in ("auto", "cpu")] == ["cpu", "cpu"]
    with pytest.raises(SettingsError, match="found none"):
        usable_device("cuda")


def test_state_of_another_run_is_refused(town: CheckIns, tmp_path: Path) -> None:
    """Going on with other settings or other data would mix two runs."""
    state, once = tmp_path / "run.state", replace(RECIPE, epochs=1)
    Trainer(make_model(town), town, once, state).run()
    Trainer(make_model(town), town, once, state)
    with pytest.raises(SettingsError, match="Remove it"):
        Trainer(make_model(town), town, replace(RECIPE, epochs=2), state)
    with pytest.raises(SettingsError, match="Remove it"):
        Trainer(make_model(town), town.before(int(town.time[-1])), once, state)


def test_early_stopping_keeps_the_best_weights(town: CheckIns) -> None:
    """With patience the run ends early, and the weights are those of its lowest loss."""
    model, dev = make_model(town), protocol_samples(town, town)
    rash = replace(RECIPE, epochs=60, muon_rate=0.1, adam_rate=0.1, patience=2)
    history = Trainer(model, town, rash).run(dev)
    losses = [epoch.dev_loss for epoch in history if epoch.dev_loss is not None]
    assert len(history) < 60
    assert judge(model, dev)[0] == pytest.approx(min(losses), abs=1e-5)


def test_recipe_from_rows_to_checkpoint(tmp_path: Path) -> None:
    """One call trains, writes a checkpoint, and what it wrote ranks a held-out day right.

    So does its engine.
    """
    pytest.importorskip("lightgbm")
    from tools.next_poi.predictor import Predictor, Question

    rows, later = split_rows(read_rows(write_town(tmp_path / "town.csv", 0, 28), COLUMNS))
    said: list[str] = []
    checkpoint = build(
        rows, later, tmp_path / "checkpoint", TOWN_PLAN, said.append, {"card": "A town."}
    )
    assert checkpoint.manifest["card"] == "A town."
    assert checkpoint.manifest["figures"]["all"]["acc@1"] > 0.5
    assert any(line.startswith("foresight: epoch ") for line in said)
    known = index_rows(rows)
    samples = protocol_samples(known, index_like(later, known))
    predictor = Predictor(checkpoint, [("engine", Engine(checkpoint))])
    prompt = checkpoint.encoding.prompt
    asked = [Question(sample.query, prompt(sample.query)) for sample in samples]
    rankings = predictor.rank(asked)
    assert {ranking.source for ranking in rankings} == {"engine"}
    hits = [
        sample.target in ranking.best(3) for sample, ranking in zip(samples, rankings, strict=True)
    ]
    assert np.mean(hits) > 0.5
