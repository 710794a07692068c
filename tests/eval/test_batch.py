"""Cases one by one, side by side, and again after an end in the middle."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eval.batch import batch, shown
from eval.journal import Journal
from eval.task import Recipe, execute
from planner.errors import SettingsError
from tests.eval.tiny_task import build

if TYPE_CHECKING:
    from pathlib import Path

    from eval.case import Outcome


def test_one_case() -> None:
    """The outcome has the verdict, its sentence, the answer as JSON, and what was asked."""
    task = build()
    outcome = execute(task, task.cases[1], 4)
    assert (outcome.case, outcome.seed, outcome.passed) == ("n3", 4, False)
    assert (outcome.answer, outcome.explanation) == ({"sum": 7}, ("7 is <odd>",))
    assert outcome.marks == {"even": 0, "asked": None}
    assert (outcome.group, outcome.text) == ("small", "Is 3 <even>?")
    assert outcome.seconds >= 0


def test_a_crash_is_an_outcome() -> None:
    """The traceback is kept, the case has not passed, and there is no answer."""
    task = build([13])
    outcome = execute(task, task.cases[0], 0)
    assert outcome.error.endswith("ValueError: thirteen\n")
    assert (outcome.passed, outcome.answer) == (False, None)


def test_a_recipe_keeps_the_cases_that_are_named() -> None:
    """In the order of their names; an unknown one and an empty suite are refused."""
    recipe = Recipe(build, {"numbers": [2, 4, 6]}, only=("n6", "n2"))
    assert [case.id for case in recipe.task().cases] == ["n6", "n2"]
    with pytest.raises(SettingsError, match="no case 'n5' in tiny"):
        Recipe(build, only=("n5",)).task()
    with pytest.raises(SettingsError, match="no case to put"):
        Recipe(build, {"numbers": []}).task()


@pytest.mark.parametrize("workers", [1, 2])
def test_every_case_with_every_seed(workers: int) -> None:
    """Outcomes come by case, then by seed, however many processes there are."""
    recipe = Recipe(build, {"numbers": [2, 3, 4, 5]})
    told: list[Outcome] = []
    found = batch(recipe, recipe.task(), [0, 1], Journal(None, "a"), workers, told.append)
    assert [(o.case, o.seed, o.passed) for o in found] == [
        (f"n{n}", seed, (n + seed) % 2 == 0) for n in (2, 3, 4, 5) for seed in (0, 1)
    ]
    assert sorted(told, key=found.index) == found


def test_what_was_done_is_not_done_again(tmp_path: Path) -> None:
    """A batch ended in the middle goes on with what is left, and returns all the same."""
    recipe, path = Recipe(build), tmp_path / "rows"

    def end(outcome: Outcome) -> None:
        if outcome.case == "n3":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch(recipe, recipe.task(), [0], Journal(path, "a"), 1, end)
    rows = [json.loads(line)["row"] for line in path.read_text("utf-8").splitlines()[1:]]
    assert [row["case"] for row in rows] == ["n2", "n3"]
    marked = path.read_text("utf-8").replace('{"sum": 2}', '{"sum": "from before"}')
    path.write_text(marked, "utf-8")
    with shown("tiny", 3) as tell:
        found = batch(recipe, recipe.task(), [0], Journal(path, "a"), 1, tell)
    assert [o.answer["sum"] for o in found] == ["from before", 3, 4]
    assert found[1].explanation == ("3 is <odd>",)
