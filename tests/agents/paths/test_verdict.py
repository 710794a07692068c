"""The consensus: sound, no worse than the paths it was made from, and truly different others."""

from __future__ import annotations

import pytest

from agents.paths import Ground, Path, Verdict, consensus, others
from planner.alternatives import OVERLAP, SHARE
from planner.gates import Violation, violations
from planner.itinerary import Visit
from planner.solve import GateError
from planner.valued import overlap, valued
from tests.agents.paths.town import ROUNDS, ground_of, path_of, visited

Case = tuple[Ground, list[Path], Verdict]
NAMES = ("your own", "highlights", "off the beaten track", "outdoors", "calm")


@pytest.fixture(scope="module")
def case() -> Case:
    """Five paths of a trip with a must, and what they come to."""
    ground = ground_of(must=("lumen:museum",))
    paths = [path_of(ground, name, seed) for seed, name in enumerate(NAMES)]
    return ground, paths, consensus(ground, paths, ROUNDS, seed=3)


def test_the_winner_is_sound_and_worth_what_consensus_says(case: Case) -> None:
    """It passes the gates, keeps the must, and no path is worth more to the traveller."""
    ground, paths, verdict = case
    assert violations(verdict.winner, ground.problem.trip.world) == []
    assert "lumen:museum" in visited(verdict.winner)
    a = ground.problem.arrays
    own = valued(a, verdict.stops, verdict.base).points
    assert own >= max(valued(a, path.stops, path.base).points for path in paths)
    assert set(verdict.heard) | {one.persona for one in verdict.dropped} == set(NAMES)
    assert set(verdict.agreed) == visited(verdict.winner) - {None}
    assert all(0.0 <= share <= 1.0 + 1e-9 for share in verdict.agreed.values())


def test_consensus_is_repeatable(case: Case) -> None:
    """Same paths, same rounds, same seed, same verdict; it survives a checkpoint."""
    ground, paths, verdict = case
    assert consensus(ground, paths, ROUNDS, seed=3) == verdict
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict


def test_the_others_are_true_alternatives(case: Case) -> None:
    """Each passes the gates, is half new at least, is good, and says what it trades."""
    ground, paths, verdict = case
    answer = others(ground, verdict, paths, lambda: ROUNDS, 2, seed=3)
    assert len(answer.found) == 2
    plans = [verdict.winner, *(other.plan for other in answer.found)]
    seen = [
        frozenset(s.place_id for d in plan.days for s in d.stops if isinstance(s, Visit))
        - {"lumen:museum"}
        for plan in plans
    ]
    for i, one in enumerate(seen):
        assert all(overlap(one, other) <= OVERLAP for other in seen[:i])
    for other in answer.found:
        assert violations(other.plan, ground.problem.trip.world) == []
        assert other.plan.score >= SHARE * verdict.winner.score - 0.1
        assert "sights are in both" in other.differs


def test_no_verdict_where_every_path_breaks_a_rule(case: Case) -> None:
    """The gates have the last word: there is nothing to merge."""
    ground, paths, _ = case
    fault = Violation(rule="open", message="City Museum is closed.")
    broken = [path.model_copy(update={"violations": (fault,)}) for path in paths]
    with pytest.raises(GateError, match="City Museum is closed"):
        consensus(ground, broken, ROUNDS)
