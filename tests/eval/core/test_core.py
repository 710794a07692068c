"""The suite of Wayplan's own scenarios: what is asked, and that wrong answers are seen."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from eval.case import Outcome
from eval.changes import CHANGES
from eval.core.answer import Answer, answered
from eval.core.question import Question, drawn, questions
from eval.core.run import main
from eval.core.score import figures, judged
from eval.scenarios import WISHES, Level
from planner.itinerary import Infeasible, Itinerary

if TYPE_CHECKING:
    from pathlib import Path

    from eval.trial import Bench


@pytest.fixture(scope="module")
def easy(bench: Bench) -> Answer:
    """The answer to an easy trip."""
    return answered(Question("trip", "easy", 3), bench, 0)


def test_a_thousand_questions() -> None:
    """Half are trips of every level; every wish and every change has its turn; ids differ."""
    asked = list(questions(1000, 0))
    kinds = Counter(question.kind for question in asked)
    assert kinds == {"trip": 500, "wish": 200, "change": 200, "clash": 100}
    about = {kind: {q.about for q in asked if q.kind == kind} for kind in kinds}
    assert about["trip"] == {level.value for level in Level}
    assert about["wish"] == set(WISHES)
    assert about["change"] == set(CHANGES)
    assert len({question.id for question in asked}) == 1000
    assert asked[5] == Question("clash", "", 5)


@pytest.mark.parametrize("kind", ["trip", "wish", "change", "clash"])
def test_a_question_repeats_itself(kind: str, bench: Bench) -> None:
    """The seed gives the same request; another gives another."""
    about = {"trip": "hard", "wish": "money", "change": "rain", "clash": ""}[kind]
    one, again, other = (drawn(Question(kind, about, seed), bench).request for seed in (4, 4, 5))
    assert one == again != other


def test_a_wish_stands_alone(bench: Bench) -> None:
    """Nothing is asked for besides where, when, who and the wish."""
    asked = drawn(Question("wish", "rest", 1), bench).request
    assert asked.model_fields_set == {"destinations", "start", "party", "rests"}


def test_right_answers_pass(bench: Bench, easy: Answer) -> None:
    """A plan and a refusal: no rule broken, no claim refuted, every conflict proved."""
    assert judged(easy, bench, 0).passed
    refusal = answered(Question("clash", "", 1), bench, 0)
    score = judged(refusal, bench, 0)
    assert isinstance(refusal.plan, Infeasible)
    assert (score.passed, score.explanation) == (True, ())
    assert (score.marks["refused"], score.marks["proved"], score.marks["unreal"]) == (1, 1, 0)
    assert refusal.as_json()["reason"] == refusal.plan.reason


def test_a_plan_that_breaks_a_rule_is_seen(bench: Bench, easy: Answer) -> None:
    """By the checker and by the gates; the sentence tells the rule."""
    assert isinstance(easy.plan, Itinerary)
    stop = next(stop for day in easy.plan.days for stop in day.stops)
    strict = easy.plan.request.model_copy(update={"must_not": (stop.place_id,)})
    wrong = replace(easy, plan=easy.plan.model_copy(update={"request": strict}))
    score = judged(wrong, bench, 0)
    assert not score.passed
    assert (score.marks["violations"], score.marks["gates"]) == (1, 1)
    assert score.explanation[0].startswith("checker, must_not: ")


def test_a_place_to_go_on_to_that_breaks_a_rule_is_seen(bench: Bench, easy: Answer) -> None:
    """By the checker: with it one would be back before one went there."""
    assert isinstance(easy.plan, Itinerary)
    assert easy.plan.spare
    sound = easy.plan.spare[0]
    early = sound.back.end - dt.timedelta(hours=5)
    back = sound.back.model_copy(update={"start": early, "end": early})
    plan = easy.plan.model_copy(update={"spare": (sound.model_copy(update={"back": back}),)})
    score = judged(replace(easy, plan=plan), bench, 0)
    assert not score.passed and not score.marks["gates"]
    assert all(f"with {sound.visit.name}: " in told for told in score.explanation)
    assert judged(easy, bench, 0).passed


def test_answers_at_odds_with_the_request_are_seen(bench: Bench, easy: Answer) -> None:
    """An impossible trip that is planned, and an easy one that is refused."""
    impossible = easy.scenario._replace(level=Level.IMPOSSIBLE, clash="no money")
    planned = judged(replace(easy, scenario=impossible), bench, 0)
    assert planned.explanation == ("planned, though it has no money",)
    refusal = answered(Question("clash", "", 1), bench, 0)
    refused = judged(replace(refusal, scenario=easy.scenario), bench, 0)
    assert refused.explanation == ("an easy request is refused",)


def test_a_refusal_that_is_not_true_is_refuted(bench: Bench, easy: Answer) -> None:
    """What it blames can be granted, says another search."""
    refusal = answered(Question("clash", "", 1), bench, 0).plan
    assert isinstance(refusal, Infeasible)
    harmless = easy.plan.request
    wish = refusal.conflict[0].model_copy(update={"field": "start", "text": "the date"})
    lie = refusal.model_copy(
        update={"request": harmless, "conflict": (wish,), "nearest": None, "other_conflicts": ()}
    )
    score = judged(Answer(easy.scenario._replace(level=Level.HARD), lie), bench, 0)
    assert not score.passed
    assert score.explanation == ("nearest: there is none, and the bare trip can be planned",)


def test_what_is_past_stays(bench: Bench) -> None:
    """A change on a later day leaves the days before it, to the minute; a moved stop is seen."""
    met = next(
        answer
        for seed in range(20)
        for answer in [answered(Question("change", "late_start", seed), bench, 0)]
        if answer.change is not None and answer.change.lock and isinstance(answer.plan, Itinerary)
    )
    score = judged(met, bench, 0)
    assert (score.passed, score.marks["past"]) == (True, 1)
    assert met.change is not None
    (first, *rest) = met.change.lock
    moved = first.model_copy(update={"start": dt.time(3)})
    change = met.change.model_copy(update={"lock": (moved, *rest)})
    wrong = judged(replace(met, change=change), bench, 0)
    assert wrong.marks["past"] == 0
    assert wrong.explanation == (f"past: {first.place} on {first.date} is changed",)


def test_figures_add_up() -> None:
    """Totals of violations; shares of what is proved and kept among what can be."""
    marks = [
        {"violations": 2, "gates": 1, "refused": 0, "past": 1},
        {"violations": 0, "gates": 0, "refused": 1, "proved": 1, "unreal": 0},
        {"violations": 0, "gates": 0, "refused": 1, "proved": 0, "unreal": 3},
        {},
    ]
    told = figures([Outcome(str(n), 0, True, 0, 0, marks=m) for n, m in enumerate(marks)])
    assert told == {
        "planned": 1, "refused": 2, "violations": 2, "gate_violations": 1,
        "refusals_proved": 0.5, "refusals_refuted": 1, "past_kept": 1.0,
    }  # fmt: skip


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two scenarios, judged; the request of each is in the report."""
    out = tmp_path / "report.json"
    arguments = ["--count", "2", "--city", "rome", "--workers", "1", "--time-limit", "0.1"]
    assert main([*arguments, "--out", str(out), "--require", "violations<=0"]) == 0
    told = json.loads(out.read_text("utf-8"))
    assert told["figures"]["violations"] == 0
    assert [row["group"] for row in told["rows"]] == ["trip easy", "wish appointment"]
    assert told["rows"][0]["answer"]["request"]["destinations"][0]["city"] == "rome"
    assert "violations" in capsys.readouterr().out


def test_planners_side_by_side(tmp_path: Path) -> None:
    """Each scenario is put to every planner; what is passed is told by planner."""
    out = tmp_path / "report.json"
    arguments = ["--count", "2", "--first", "3", "--city", "rome", "--workers", "1"]
    named = ["--planner", "single path", "--planner", "no gate", "--planner", "popularity"]
    assert main([*arguments, *named, "--time-limit", "0.1", "--out", str(out)]) == 0
    told = json.loads(out.read_text("utf-8"))
    groups = {group["name"]: group for group in told["groups"]}
    assert set(groups) == {"single path", "no gate", "popularity"}
    assert all(group["outcomes"] == 2 for group in groups.values())
    assert groups["single path"]["passed"] == 2
    assert groups["no gate"]["passed"] < 2
