"""The suite of talks: travellers drawn, figures by hand, and one small run."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from eval.case import Outcome
from eval.dialogue.known import request_of
from eval.dialogue.run import main
from eval.dialogue.summary import figures
from eval.dialogue.talk import Errand
from eval.dialogue.traveller import COMMON, HATED, LOVED, WANTED, draw
from tools.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path


def test_travellers_differ_and_repeat() -> None:
    """The seed gives the same traveller; thirty of them have every pace, some a diet or a whim."""
    drawn = [draw(seed) for seed in range(30)]
    assert drawn[7] == draw(7) != drawn[8]
    assert {who.pace for who in drawn} == set(WANTED)
    assert {who.diet for who in drawn} == {None, "vegetarian"}
    whims = [who.whim for who in drawn if who.whim is not None]
    assert 5 < len(whims) < 25
    assert set(whims) <= set(COMMON)


def test_what_is_loved_is_enjoyed_more_and_the_known_more_than_the_unknown() -> None:
    """Taste and renown both count; a whim turns a kind into one that is loved."""
    places = Catalogue.starter("rome").places()
    for seed in range(10):
        who = draw(seed)
        loved = [who.enjoyed(p) for p in places if p.category in who.loved]
        hated = [who.enjoyed(p) for p in places if who.hates(p.category)]
        assert all(0.0 <= share <= 1.0 for share in (*loved, *hated))
        if loved and hated:
            assert sum(loved) / len(loved) > sum(hated) / len(hated) + 0.3
        if who.whim is not None:
            assert who.whim in who.otherwise_minded().loved


def test_a_traveller_has_been_to_what_they_like() -> None:
    """Visits lie before the trip, by the city's clock, and lean to what is enjoyed."""
    store = Catalogue.starter("rome")
    places = {place.id: place for place in store.places()}
    until = dt.date(2027, 4, 1)
    for seed in range(5):
        who = draw(seed)
        visits = who.been({store.city: list(places.values())}, until)
        assert visits == sorted(visits, key=lambda visit: visit.at)
        assert all(visit.at.date() < until and visit.at.utcoffset() for visit in visits)
        gone = [who.enjoyed(places[visit.place]) for visit in visits]
        renown = [p for p in places.values() if p.popularity > 0.5 and p.group == "sight"]
        assert sum(gone) / len(gone) > sum(map(who.enjoyed, renown)) / len(renown) - 0.1


def test_the_hidden_profile_as_wishes() -> None:
    """One who knows it asks for pace, purse, diet, mornings, walks and tastes at once."""
    errand = Errand(Catalogue.starter("rome").city, dt.date(2027, 6, 8), 2, 100.0, first=True)
    who = next(who for who in map(draw, range(50)) if who.diet and who.loved)
    asked = request_of(who, errand)
    assert (asked.pace, asked.diets, asked.max_walk_day) == (who.pace, (who.diet,), who.walking)
    assert asked.day_window.start.hour * 60 == who.rising
    assert asked.budget is not None
    assert asked.budget.total == round(100.0 * who.purse * who.party.size * 2)
    weights = {kind: asked.interests[kind.value] for kind in who.tastes}
    assert all((weights[kind] == 1.0) == (taste >= LOVED) for kind, taste in who.tastes.items())
    assert all((weights[kind] == -1.0) == (taste <= HATED) for kind, taste in who.tastes.items())


def _outcome(variant: str, traveller: int, satisfaction: float, unheeded: int = 0) -> Outcome:
    marks = {
        "traveller": traveller, "satisfaction": satisfaction, "first": satisfaction,
        "second": satisfaction, "second_at_first": satisfaction / 2, "turns": 3, "second_turns": 3,
        "left": 0, "complaints": 2, "unheeded": unheeded, "broken": 0,
    }  # fmt: skip
    return Outcome(f"{variant}-{traveller}", 0, True, 0, 0, group=variant, marks=marks)


def test_figures_are_paired_by_traveller() -> None:
    """A variant that is always a tenth worse is behind by exactly that; regret is the other way."""
    worth = [0.2, 0.5, 0.9]
    rows = [_outcome("full", n, value) for n, value in enumerate(worth)]
    rows += [_outcome("no memory", n, value - 0.1, unheeded=1) for n, value in enumerate(worth)]
    rows += [_outcome("knows the profile", n, value + 0.05) for n, value in enumerate(worth)]
    told = figures(rows)
    assert told["no_memory_second_at_first_behind"] == pytest.approx(0.05)
    assert told["no_memory_second_turns_behind"] == 0
    for end in ("", "_low", "_high"):
        assert told[f"no_memory_behind{end}"] == pytest.approx(0.1)
        assert told[f"no_memory_regret{end}"] == pytest.approx(0.15)
        assert told[f"full_regret{end}"] == pytest.approx(0.05)
    assert (
        told["full_satisfaction_low"] < told["full_satisfaction"] < told["full_satisfaction_high"]
    )
    assert (told["full_unheeded"], told["no_memory_unheeded"]) == (0.0, 0.5)
    assert "full_behind" not in told


def test_a_small_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One traveller, with Wayplan and with a simple planner: both trips, and no rule broken."""
    out = tmp_path / "report.json"
    arguments = ["--travellers", "1", "--variant", "full", "--variant", "popularity"]
    assert main([*arguments, "--workers", "1", "--out", str(out)]) == 0
    assert "full_satisfaction" in capsys.readouterr().out
    told = json.loads(out.read_text("utf-8"))
    rows = {row["case"]: row for row in told["rows"]}
    assert set(rows) == {"full-0", "popularity-0"}
    for row in rows.values():
        assert [len(talk["said"]) > 0 for talk in row["answer"]] == [True, True]
        assert 0.0 < row["marks"]["satisfaction"] < 1.0
    assert told["figures"]["full_broken"] == 0
    assert told["figures"]["popularity_behind"] == pytest.approx(
        rows["full-0"]["marks"]["satisfaction"] - rows["popularity-0"]["marks"]["satisfaction"],
        abs=1e-3,
    )
