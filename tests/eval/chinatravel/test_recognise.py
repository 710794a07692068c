"""Programs recognised as wishes; the wishes say of a plan what the program says."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from eval.chinatravel.concepts import allactivities, concepts
from eval.chinatravel.condition import Comparison, Field, every
from eval.chinatravel.formula import Ban, Before, Bound, End, Last, Need, branches
from eval.chinatravel.program import Program
from eval.chinatravel.query import Query, read_queries
from eval.chinatravel.recognise import recognised
from eval.chinatravel.sandbox import Sandbox
from eval.chinatravel.solver.tally import Tally, excess
from eval.chinatravel.symbols import NotRecognised
from tests.eval.chinatravel.random_programs import random_program
from tests.eval.chinatravel.test_program import HOLDS
from tests.eval.chinatravel.tiny_sandbox import EACH, query, right_plan, tiny_sandbox

if TYPE_CHECKING:
    from eval.chinatravel.formula import Wish

DATA = Path(__file__).parents[4] / "shared" / "data" / "chinatravel"
#: What programs do that stay black boxes.
UNUSUAL = ("len(", "poi_recommend", "<2<", "abs(", "<km", "if -1")
NAMES = f"names=set()\n{EACH}  if activity_type(activity)=='attraction': "
NAMES += "names.add(activity_position(activity))\n"
TOTAL = f"cost=0\n{EACH}  cost+=activity_cost(activity)\n"


def _branches(source: str) -> list[tuple[Wish, ...]]:
    return branches(recognised(source, query()))


def _kinds(source: str) -> list[list[type]]:
    return [[type(wish) for wish in branch] for branch in _branches(source)]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("result=(day_count(plan)==2)", [[]]),
        ("result=(day_count(plan)==3)", []),
        (f"{NAMES}result=({{'a','b'}}<=names)", [[Need, Need]]),
        (f"{NAMES}result=({{'a','b'}}&names)", [[Need], [Need]]),
        (f"{NAMES}result=not({{'a','b'}}&names)", [[Ban, Ban]]),
        (f"{NAMES}result=(names<={{'a'}})", [[Ban]]),
        (f"{NAMES}result=({{'a'}}==names)", [[Need, Ban]]),
        (f"{TOTAL}result=cost<=100", [[Bound]]),
        (f"{TOTAL}result=not cost<=100", [[Bound]]),
        (f"result=True\n{EACH}  if room_type(activity)!=1: result=False", [[Ban]]),
        (f"result=False\n{EACH}  if activity_time(activity)>60: result=True", [[Need]]),
        ("result=allactivities(plan)[0]['type']=='train'", [[End]]),
        (
            f"a=0\nb=0\ni=0\n{EACH}  if activity_position(activity)=='x':\n    a=i\n"
            "  if activity_position(activity)=='y':\n    b=i\n  i+=1\nresult=a<b",
            [[Need, Before]],
        ),
        (
            f"kinds=set()\n{EACH}  if activity_type(activity)=='bus': kinds.add(activity_position("
            "activity))\nresult=not({'a'}&kinds)",
            [[]],
        ),
        (
            f"kinds=set()\n{EACH}  if activity_type(activity)=='bus': kinds.add(activity_position("
            "activity))\nresult=({'a'}<=kinds)",
            [],
        ),
        (
            f"all=[]\n{NAMES}result={{'a'}}<=names\nall.append(result)\n{TOTAL}all.append(cost<9)\n"
            "result=False\nfor r in all:\n  result=result or r",
            [[Need], [Bound]],
        ),
    ],
)
def test_shapes_of_programs(source: str, kinds: list[list[type]]) -> None:
    """Each way to fulfil a program, by the kinds of its wishes."""
    assert _kinds(source) == kinds


def test_a_bound_has_the_terms_and_the_limit_of_the_program() -> None:
    """A mean becomes a sum: of costs less 70 for every meal."""
    source = (
        f"cost,count=0,0\n{EACH}  if activity_type(activity)=='lunch':\n"
        "    cost+=activity_cost(activity)\n    count+=1\nresult=cost/count<=70"
    )
    ((mean, some),) = _branches(source)
    assert isinstance(mean, Bound)
    assert isinstance(some, Bound)
    lunch = Comparison(Field("activity_type"), "==", "lunch")
    assert (mean.op, mean.limit) == ("<=", 0)
    assert [tuple(term) for term in mean.terms] == [
        (1, lunch, Field("activity_cost")),
        (-70, lunch, None),
    ]
    assert (some.op, some.limit) == (">", 0)


@pytest.mark.parametrize(
    "source",
    [
        "result=len(allactivities(plan))>3",
        f"result=False\n{EACH}  result=activity_cost(activity)>3 or result",
        f"last=''\n{EACH}  last=activity_position(activity)\nresult=last",
        "for activity in dayactivities(plan, 1):\n  result=True",
        f"result=True\n{EACH}  if room_count(activity)>1: result=False\n  else: result=True",
        f"here=''\n{EACH}  here=activity_position(activity)\n  here=activity_type(activity)\n"
        "result=(poi_distance(target_city(plan), 'Bel inn', here)<1)",
        f"cost=0\n{EACH}  if activity_cost(activity)>9:\n    cost+=1\n    break\nresult=cost<=1",
        f"one=set()\ntwo=one\n{EACH}  two.add(activity_type(activity))\nresult={{'a'}}<=one",
        f"one=set()\n{EACH}  if activity_type(activity) in one: one.add('a')\nresult=True",
        f"count=0\n{EACH}  count+=1\nresult=len(range(0, count))>2",
        f"names=[]\n{EACH}  names.add(activity_type(activity))\nresult=True",
        "result=(",
    ],
)
def test_what_does_not_fit_stays_a_black_box(source: str) -> None:
    """It is refused, not guessed at."""
    with pytest.raises(NotRecognised):
        recognised(source, query())


def test_a_distance_is_that_of_the_last_hotel() -> None:
    """One near enough is needed, and it is where the last night is."""
    source = (
        f"here=''\n{EACH}  if activity_type(activity)=='accommodation': "
        "here=activity_position(activity)\n"
        "result=(poi_distance(target_city(plan), 'Bel inn', here)<=1)"
    )
    ((near, last),) = _branches(source)
    night = Comparison(Field("activity_type"), "==", "accommodation")
    within = Comparison(Field("poi_distance", "Bel inn"), "<=", 1)
    assert (near, last) == (Need(every(night, within)), Last(night, within))


def fulfilled(
    ways: list[tuple[Wish, ...]], plan: dict[str, Any], sandbox: Sandbox, city: str
) -> bool:
    """Whether a plan has all wishes of some way, as the search counts them."""
    for wishes in ways:
        tally = Tally(wishes, sandbox.city(city), sandbox.cities)
        counts = tally.day(allactivities(plan), 0)
        over = [excess(b, v) for b, v in zip(tally.bounds, counts.sums, strict=True)]
        wrong = tally.misordered(allactivities(plan)) + counts.broken + sum(map(bool, over))
        if all(counts.met) and not wrong:
            return True
    return False


@pytest.mark.parametrize("source", [s for s in HOLDS if not any(word in s for word in UNUSUAL)])
def test_wishes_say_what_the_program_says(source: str, tmp_path: Path) -> None:
    """Of a plan that fulfils it, and of one without its middle."""
    sandbox = tiny_sandbox(tmp_path)
    ways = branches(recognised(source, query()))
    program = Program(source, concepts(sandbox))
    less = right_plan()
    for day in less["itinerary"]:
        del day["activities"][1:-1]
    for plan in (right_plan(), less):
        assert fulfilled(ways, plan, sandbox, "Bel") == program.holds(plan)


def test_wishes_of_random_programs_say_what_the_programs_say(tmp_path: Path) -> None:
    """Of a right plan, and of plans without some of its activities; nearly all are recognised."""
    sandbox, rng = tiny_sandbox(tmp_path), Random(0)
    functions, black_boxes, verdicts = concepts(sandbox), 0, []
    plans = [right_plan() for _ in range(6)]
    for plan in plans[1:]:
        for day in plan["itinerary"]:
            day["activities"] = [a for a in day["activities"] if rng.random() < 0.7]
        plan["itinerary"][0]["activities"] += right_plan()["itinerary"][0]["activities"][:1]
    for _ in range(400):
        source = random_program(rng)
        program = Program(source, functions)
        try:
            ways = branches(recognised(source, query()))
        except OverflowError:
            black_boxes += 1
            continue
        for plan in plans:
            verdicts.append(program.holds(plan))
            assert fulfilled(ways, plan, sandbox, "Bel") == verdicts[-1], source
    assert black_boxes < 20
    assert 0.2 < sum(verdicts) / len(verdicts) < 0.8


@pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not here")
def test_wishes_of_the_benchmark_say_what_its_programs_say() -> None:
    """Of all example plans, whatever trip the program was written for."""
    sandbox = Sandbox(DATA / "database")
    functions = concepts(sandbox)
    logic = sorted(
        {
            source
            for path in sorted(DATA.glob("queries_dev_*.jsonl"))
            for asked in read_queries(path)
            for source in asked.logic
        }
    )[::12]
    verdicts = []
    for path in (DATA / "example_plans" / "plan_for_check").glob("*.json"):
        plan = json.loads(path.read_text(encoding="utf-8"))
        there, days = plan["target_city"], len(plan["itinerary"])
        asked = Query("q", plan["start_city"], there, days, plan["people_number"], ())
        for source in logic:
            program = Program(source, functions)
            if "poi_distance" in source:  # of places in other cities
                continue
            ways = branches(recognised(source, asked))
            verdicts.append(program.holds(plan))
            assert fulfilled(ways, plan, sandbox, there) == verdicts[-1], source
    assert 0.2 < sum(verdicts) / len(verdicts) < 0.8
