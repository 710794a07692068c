"""What a profile is good for, measured on a few made-up persons and travellers."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from agents.embedding import HashedNgrams
from agents.profiler import profile_of
from agents.profiler.checkins import layout_of
from eval.profiles import tailored
from eval.profiles.foretold import (
    Told,
    crowd_of,
    hours_told,
    kinds_told,
    likings_told,
    novelty_told,
    people_of,
)
from eval.profiles.run import figures, gain_of, main
from eval.profiles.tailored import HIDDEN, WITH, measure
from eval.profiles.travellers import TERMS, Judge, draw
from eval.profiles.words import MODEL, OURS, read_profiles, words_told
from eval.sweep import open_bench
from planner.errors import ImportFileError, SettingsError
from planner.itinerary import Itinerary, Visit
from planner.taxonomy import Group
from tools.next_poi.training.data import Row, read_rows
from tools.next_poi.visits import DAY, HOUR

DATA = Path(__file__).resolve().parents[2] / "../shared/data/nyc_checkins"


def _rows(user: str, label: str, hour: int, days: range, places: int) -> list[Row]:
    """A visit a day at one hour, to so many places of one kind in turn."""
    return [
        Row(user, f"{label} {day % places}", label, 40.7, -74.0, at, at, user)
        for day in days
        for at in (day * DAY + hour * HOUR,)
    ]


def _people() -> list:  # type: ignore[type-arg]
    early, late = ("1", "Art Museum", 9), ("2", "Bar", 22)
    before = [*_rows(*early, range(30), 15), *_rows(*late, range(30), 15)]
    after = [*_rows(*early, range(30, 40), 30), *_rows(*late, range(30, 40), 30)]
    return people_of(before, after, layout_of())


def test_a_profile_tells_what_its_person_does_next() -> None:
    """Kind, hour and taste are foretold better than by the crowd, by the exact measure."""
    people = _people()
    crowd = crowd_of(people)
    lost, hits = kinds_told(people[0], crowd, firsts=False)
    assert lost.visits == 10
    assert lost.crowd == pytest.approx(10 * math.log(2))
    assert lost.profile == pytest.approx(-10 * math.log((30 + 20 / 2) / 50))
    assert hits == Told(10, 10, 10)
    hours, likings = hours_told(people[0], crowd), likings_told(people[0], crowd)
    assert hours.profile < hours.crowd
    assert likings == Told(0, 0.0, 0.0) or likings.profile <= likings.crowd


def test_first_visits_are_those_to_places_never_seen() -> None:
    """Half of the later places are new, once; novelty is told for those with ten later visits."""
    people = _people()
    assert sum(people[0].firsts) == 10 - sum(
        visit.place in {v.place for v in people[0].before.visits} for visit in people[0].after
    )
    ((true, usual, own), _) = novelty_told(people, crowd_of(people))
    assert true == sum(people[0].firsts) / 10
    assert usual == own == 0.0


def test_both_writers_are_read_alike(tmp_path: Path) -> None:
    """Phrases that name a kind hit it; those that name another do not."""
    path = tmp_path / "profiles.jsonl.gz"
    rows = [
        {"user_index": 0, "preferences": ["bar"], "routines": []},
        {"user_index": 1, "preferences": ["bar"], "routines": ["bar at night"]},
    ]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    people = _people()
    told = words_told(people, [0, 1], crowd_of(people), read_profiles(path), HashedNgrams())
    assert [t.visits for t in told[OURS]] == [10, 10] == [t.visits for t in told[MODEL]]
    path.write_bytes(b"no gzip")
    with pytest.raises(ImportFileError, match="Cannot read profiles"):
        read_profiles(path)


def test_gains_come_with_an_interval_over_persons() -> None:
    """A gain that all have alike has no spread; one that differs has its mean inside."""
    alike = gain_of([(2, 2.0, 4.0)] * 5)
    assert (alike.cases, alike.without, alike.with_, alike.gain) == (10, 1.0, 2.0, 1.0)
    assert alike.low == alike.high == 1.0
    spread = gain_of([(1, 0.0, float(gain)) for gain in (-1, 0, 1, 2, 3)])
    assert spread.low < spread.gain == 1.0 < spread.high
    with pytest.raises(SettingsError, match="at least one person"):
        gain_of([(0, 0.0, 0.0)])
    assert figures({"x": alike})["x_gain_high"] == 1.0


def test_travellers_do_and_say_what_they_like() -> None:
    """Check-ins and remarks of a traveller make a profile that leans towards the hidden taste."""
    hits = []
    for seed in range(8):
        traveller = draw(seed)
        assert traveller == draw(seed)
        told = profile_of([*traveller.outings(), *traveller.remarks()]).tastes.likings
        known = [k for k in traveller.tastes if k.group is Group.SIGHT and k.value in told]
        hits.append(sum(traveller.tastes[k] * told[k.value] for k in known))
    assert sum(hit > 0 for hit in hits) >= 7


def test_every_remark_of_a_traveller_is_understood() -> None:
    """Three sentences are three tastes, for every kind that may come up."""
    for seed in range(30):
        for remark in draw(seed).remarks():
            assert [item.field for item in remark.items if item.field == "interest"], remark.text


def test_plans_are_made_and_judged_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """One traveller, one day, one city: a row for each source, the hidden taste worth most."""
    monkeypatch.setattr(tailored, "NIGHTS", 0)
    monkeypatch.setattr(tailored, "BEFORE", tailored.BEFORE[:1])
    rows = list(measure(open_bench(["copenhagen"]), [3]))
    assert [row.given for row in rows] == list(WITH)
    points = {row.given: row.points for row in rows}
    assert points[HIDDEN] > rows[0].usual
    assert points[HIDDEN] == max(points.values())


def test_a_judge_undoes_the_weights_that_a_plan_was_searched_with() -> None:
    """Terms written with doubled weights count as with the usual ones."""
    bench = open_bench(["copenhagen"])
    plan, traveller, judge = _plan(), draw(1), Judge(bench.world)
    doubled = plan.model_copy(
        update={
            "terms": tuple(
                t.model_copy(update={"value": 2 * t.value}) if t.name in TERMS else t
                for t in plan.terms
            )
        }
    )
    assert judge.enjoyed(traveller, doubled, dict.fromkeys(TERMS, 2.0)) == pytest.approx(
        judge.enjoyed(traveller, plan)
    )
    sights = [stop for day in plan.days for stop in day.stops if isinstance(stop, Visit)]
    assert sights


def _plan() -> Itinerary:
    from agents.app import plan

    made = plan({"destinations": [{"city": "copenhagen", "nights": 0}], "start": "2027-06-08"})
    assert isinstance(made, Itinerary)
    return made


def test_the_command_wants_something_to_measure() -> None:
    """Neither check-ins nor travellers, or half of the check-ins, is told."""
    with pytest.raises(SettingsError, match="--travellers"):
        main([])
    with pytest.raises(SettingsError, match="--train and --val"):
        main(["--train", "x.csv"])


@pytest.mark.slow
def test_the_profile_beats_the_crowd_on_real_check_ins(tmp_path: Path) -> None:
    """On the NYC check-ins every measure is better with a profile than without."""
    if not DATA.exists():
        pytest.skip(f"{DATA} is not there")
    assert read_rows(DATA / "NYC_val.csv")
    out = tmp_path / "report.json"
    train, val = str(DATA / "NYC_train.csv.gz"), str(DATA / "NYC_val.csv")
    assert main(["--train", train, "--val", val, "--out", str(out)]) == 0
    told = json.loads(out.read_text())["figures"]
    assert told["taste_nats_gain_high"] < 0
    assert told["novelty_error_gain_high"] < 0
    assert told["kind_of_first_visits_in_five_gain_low"] > 0
