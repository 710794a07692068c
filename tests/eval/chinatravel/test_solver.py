"""The solver and its proofs, on the two tiny cities."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from eval.chinatravel.conflict import Conflicts
from eval.chinatravel.solver.solver import Solver
from eval.chinatravel.verdict import Judge
from tests.eval.chinatravel.tiny_sandbox import EACH, SCHEMA, query, tiny_sandbox, write_sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

EAT = f"eaten=set()\n{EACH}  if activity_type(activity) in ['breakfast','lunch','dinner']: "
SLEEP = f"slept=set()\n{EACH}  if activity_type(activity)=='accommodation': "
POOL = (
    f"{SLEEP}slept.add(accommodation_type(activity, target_city(plan)))\nresult={{'pool'}}<=slept"
)
ONE_BED = f"result=True\n{EACH}  if activity_type(activity)=='accommodation' and "
ONE_BED += "room_type(activity)!=1: result=False"
TWO_BEDS = ONE_BED.replace("!=1", "!=2")
MODES = f"modes=set()\n{EACH}  if activity_transports(activity)!=[]: "
MODES += "modes.add(innercity_transport_type(activity_transports(activity)))\n"


def cost_at_most(limit: float) -> str:
    """Everything together costs no more."""
    return (
        f"cost=0\n{EACH}  cost+=activity_cost(activity)\n"
        f"  cost+=innercity_transport_cost(activity_transports(activity))\nresult=cost<={limit}"
    )


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """The two cities."""
    return tiny_sandbox(tmp_path_factory.mktemp("bel"))


def _plan(asked: Query, sandbox: Sandbox, steps: int = 400) -> dict[str, Any]:
    ticks = count()
    return Solver(sandbox, steps, steps, lambda: next(ticks)).plan(asked, 0)


@pytest.mark.parametrize(
    "asked",
    [
        query("result=(day_count(plan)==2)"),
        query(POOL, TWO_BEDS),
        query(
            f"{EAT}eaten.add(activity_position(activity))\nresult={{'Bel bar','Bel soup'}}<=eaten"
        ),
        query(
            f"{EAT}eaten.add(restaurant_type(activity, target_city(plan)))\nresult="
            "not({'soups'}&eaten)"
        ),
        query(cost_at_most(640)),
        query(f"{MODES}result=({{'metro'}}<=modes)"),
        query(f"{MODES}result=(modes<={{'walk'}})"),
        query(
            "result=allactivities(plan)[0]['type']=='train' and "
            "allactivities(plan)[-1]['type']=='train'"
        ),
        query(
            f"result=False\n{EACH}  if activity_position(activity)=='Bel tower':\n"
            "    if activity_end_time(activity)>='16:40': result=True"
        ),
        query(
            f"a=0\nb=0\ni=0\n{EACH}  if activity_position(activity)=='Bel market': a=i\n"
            "  if activity_position(activity)=='Bel noodles': b=i\n  i+=1\nresult=a<b"
        ),
        query("result=len(dayactivities(plan, 2))>=3"),
        query(
            f"all=[]\n{cost_at_most(0)}\nall.append(result)\n{POOL}\nall.append(result)\n"
            "result=False\nfor r in all:\n  result=result or r"
        ),
        query("result=(day_count(plan)==1)", days=1, people=5),
        query("result=(day_count(plan)==3)", days=3, people=1),
    ],
)
def test_a_query_that_can_be_fulfilled_is(asked: Query, sandbox: Sandbox) -> None:
    """The judge, who shares nothing with the solver but the database, finds nothing wrong."""
    verdict = Judge(sandbox, SCHEMA).verdict(_plan(asked, sandbox), asked)
    assert verdict.passed, verdict


def test_a_plan_has_all_that_there_is_to_like(sandbox: Sandbox) -> None:
    """Both attractions, and a meal at every time where one is in the city."""
    asked = query()
    verdict = Judge(sandbox, SCHEMA).verdict(_plan(asked, sandbox), asked)
    assert verdict.preferences["dav"] == 2 / 8
    assert verdict.preferences["ddr"] >= 4 / 6


def test_a_seed_repeats_a_plan(sandbox: Sandbox) -> None:
    """With the same steps of the clock."""
    asked = query(POOL)
    assert _plan(asked, sandbox) == _plan(asked, sandbox)


#: Prints a plan whose wishes are sets of several places and kinds.
SCRIPT = """
import json
import sys
from itertools import count
from pathlib import Path

from eval.chinatravel.sandbox import Sandbox
from eval.chinatravel.solver.solver import Solver
from tests.eval.chinatravel.test_solver import EAT
from tests.eval.chinatravel.tiny_sandbox import query

ticks = count()
solver = Solver(Sandbox(Path(sys.argv[1])), 60, 60, lambda: next(ticks))
for wish in ("{'Bel bar','Bel soup'}<=eaten", "{'Bel bar','Bel soup','Bel noodles'}&eaten"):
    asked = query(f"{EAT}eaten.add(activity_position(activity))\\nresult=({wish})")
    print(json.dumps(solver.plan(asked, 0)))
"""


def test_no_hash_decides_a_plan(tmp_path: Path) -> None:
    """Two processes that hash differently plan the same."""
    told = set()
    for seed in "12":
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(write_sandbox(tmp_path / seed) / "database")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.add(run.stdout)
    assert len(told) == 1
    assert len(told.pop().splitlines()) == 2


CONFLICTS = [
    (
        query(POOL, "result=(people_count(plan)==2)", ONE_BED),
        "proved: no plan fulfils programs 0 and 2",
    ),
    (query(cost_at_most(300)), "proved: no plan fulfils program 0: at least 402"),
    (
        query("result=(day_count(plan)==5)", POOL),
        "proved: no plan fulfils program 0: program 0 cannot",
    ),
    (query("result=("), "proved: no plan fulfils program 0: program 0 cannot"),
    (
        query(f"{EAT}eaten.add(activity_position(activity))\nresult={{'Bel grill'}}<=eaten"),
        "proved: no plan fulfils program 0: nothing can answer the need",
    ),
    (
        query(
            f"result=False\n{EACH}  if activity_position(activity)=='Bel tower':\n"
            "    if activity_end_time(activity)>='17:10': result=True"
        ),
        "proved: no plan fulfils program 0: nothing can answer the need",
    ),
    (
        query("result=allactivities(plan)[-1]['type']=='airplane'"),
        "proved: no plan fulfils program 0: there is no trip back",
    ),
    (query(POOL, TWO_BEDS), "unproved"),
    (
        query(f"{EAT}eaten.add(activity_position(activity))\nresult={{'Bel palace'}}<=eaten"),
        "unproved",
    ),
    (query("result=len(dayactivities(plan, 2))>=99"), "unproved"),
]


@pytest.mark.parametrize(("asked", "told"), CONFLICTS)
def test_a_conflict_is_proved_and_no_program_is_blamed_for_nothing(
    asked: Query, told: str, sandbox: Sandbox
) -> None:
    """The trips cost 202, a room 200 a night: no plan for two costs less than 402."""
    assert Conflicts(sandbox).sentence(asked).startswith(told)


@pytest.mark.parametrize("asked", [asked for asked, told in CONFLICTS if told != "unproved"])
def test_what_cannot_be_fulfilled_still_gets_a_plan(asked: Query, sandbox: Sandbox) -> None:
    """It keeps to the schema, and breaks nothing of the environment."""
    verdict = Judge(sandbox, SCHEMA).verdict(_plan(asked, sandbox, 60), asked)
    assert not verdict.schema
    assert not verdict.checks
    assert not verdict.passed


@pytest.mark.parametrize(
    "source",
    [
        f"result=True\n{EACH}  if metro_tickets(activity_transports(activity))!=2: result=False",
        f"here=''\n{EACH}  if activity_type(activity)=='accommodation': "
        "here=activity_position(activity)\n"
        "result=(poi_distance(target_city(plan), 'Bel dome', here)<=1)",
        f"cost=0\n{EACH}  cost+=activity_start_time(activity)\nresult=cost<=3",
    ],
)
def test_a_program_that_fails_on_every_plan_leaves_the_solver_whole(
    source: str, sandbox: Sandbox
) -> None:
    """It asks for what an activity or the city does not have; all else is planned."""
    asked = query(source, POOL)
    verdict = Judge(sandbox, SCHEMA).verdict(_plan(asked, sandbox, 60), asked)
    assert (verdict.schema, verdict.checks, verdict.logic) == ("", {}, (False, True))
