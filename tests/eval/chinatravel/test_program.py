"""Programs: what they say of a plan, and what they may not have in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.chinatravel.allowed import ProgramError
from eval.chinatravel.concepts import PLAIN, concepts
from eval.chinatravel.program import Program
from tests.eval.chinatravel.tiny_sandbox import EACH, right_plan, tiny_sandbox

if TYPE_CHECKING:
    from pathlib import Path

HOLDS = [
    "result=(day_count(plan)==2)",
    "result=(people_count(plan)==2) and start_city(plan)=='Aru' and target_city(plan)=='Bel'",
    "result=allactivities_count(plan)==9 and len(dayactivities(plan, 2))==3",
    f"total=0\n{EACH}  total+=activity_cost(activity)\nresult=(total==101*2+41+60+120+400+30)",
    f"cost=0\n{EACH}  cost+=innercity_transport_cost(activity_transports(activity))\n"
    "result=abs(cost-20.22-27.98-6)<1e-9",
    f"km=0\n{EACH}  km+=innercity_transport_distance(activity_transports(activity))\n"
    "result=26<km and km<29",
    f"minutes=0\n{EACH}  minutes+=innercity_transport_time(activity_transports(activity))\n"
    "result=minutes==26+13+6+39+39+37+9",
    f"modes=set()\n{EACH}  if activity_transports(activity)!=[]: "
    "modes.add(innercity_transport_type(activity_transports(activity)))\n"
    "result=modes=={'walk','taxi','metro'}",
    f"result=True\n{EACH}  if innercity_transport_type(activity_transports(activity))=='metro' and "
    "metro_tickets(activity_transports(activity))!=2: result=False",
    f"result=True\n{EACH}  if innercity_transport_type(activity_transports(activity))=='taxi' and "
    "taxi_cars(activity_transports(activity))!=1: result=False",
    f"rooms,nights=0,0\n{EACH}  if activity_type(activity)=='accommodation':\n"
    "    rooms+=room_count(activity)\n    nights+=1\nresult=rooms/nights==2",
    f"result=False\n{EACH}  if activity_position(activity)=='Bel tower':\n"
    "    if activity_start_time(activity)<='09:00' and activity_time(activity)>=60:\n"
    "      result=True\n      break",
    "result=allactivities(plan)[0]['type']=='train' and "
    "intercity_transport_destination(allactivities(plan)[0])==target_city(plan)",
    "result=intercity_transport_origin(allactivities(plan)[-1])==target_city(plan)",
    f"kinds=set()\n{EACH}  if activity_type(activity) in ['lunch','dinner']: "
    "kinds.add(restaurant_type(activity, target_city(plan)))\nresult={'soups','drinks'}<=kinds",
    f"kinds=set()\n{EACH}  if activity_type(activity)=='attraction': "
    "kinds.add(attraction_type(activity, target_city(plan)))\nresult=not({'zoo'}&kinds)",
    f"here=''\n{EACH}  if activity_type(activity)=='accommodation': "
    "here=activity_position(activity)\n"
    "result=(poi_distance(target_city(plan), 'Bel tower', here)<=1.2)",
    "result=poi_recommend_time(target_city(plan), 'Bel tower')==60",
    "result_list=[]\nresult_list.append(False)\nresult_list.append(1<2<3)\nresult=False\n"
    "for r in result_list:\n  result=result or r",
    "result=3 if -1<0 else 0",
]
FAILS = [
    "result=[x for x in [0] if x] or all(x for x in [1, 0])",
    "result=(day_count(plan)==3)",
    "result=False",
    "kinds={'a'}",
    "result=1/0",
    "result=unknown",
    "result=dayactivities(plan, 9)",
    "result=metro_tickets(activity_transports(allactivities(plan)[1]))==2",
    "result=max([1,2])<2",
]
REFUSED = [
    "import os",
    "result=plan.__class__",
    "result=().__class__.__bases__",
    "result=(lambda: 1)()",
    "def f(): pass",
    "with open('x') as f: pass",
    "result=f'{plan}'",
    "result=2**100",
    "del plan",
    "result=max(*plan)",
    "result=max(**plan)",
    "result={**plan}",
    "f=lambda *rest: 1",
    "while True:\n  pass\nelse:\n  pass",
    "result=(",
]


@pytest.mark.parametrize("source", HOLDS)
def test_a_program_holds(source: str, tmp_path: Path) -> None:
    """What it says of the right plan was worked out by hand."""
    assert Program(source, concepts(tiny_sandbox(tmp_path))).holds(right_plan())


@pytest.mark.parametrize("source", FAILS)
def test_a_program_that_is_false_or_fails_does_not_hold(source: str) -> None:
    """Nothing escapes, and nothing is true that was not said to be."""
    assert not Program(source, PLAIN).holds(right_plan())


@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        ("result=(day_count(plan)==2)", 0.0),
        ("result=(day_count(plan)==4)", 0.75),
        ("result=(day_count(plan)==200)", 0.995),
        ("result=(day_count(plan)>=1)\nresult=False", 1.0),
        ("result=(start_city(plan)=='Bel')", 1.0),
        ("result=1/0", 1.0),
    ],
)
def test_a_program_lacks_less_the_nearer_its_numbers_are(source: str, lacks: float) -> None:
    """Half of it for not holding at all, half by how far two numbers are apart."""
    assert Program(source, PLAIN).lacks(right_plan()) == pytest.approx(lacks, abs=1e-9)


@pytest.mark.parametrize("source", REFUSED)
def test_a_program_with_anything_else_in_it_is_refused(source: str) -> None:
    """It never comes to be asked of a plan."""
    with pytest.raises(ProgramError):
        Program(source, PLAIN)


@pytest.mark.parametrize(
    "source",
    [
        "result='a'*10**9",
        "result=open('/etc/passwd')",
        "result=eval('1')",
        "result='{}'.format(plan)",
        "result=[1].__len__()",
        "result=print(plan, end='')",
        "plan['itinerary']=[]\nresult=True",
        "while True: pass",
        "row=[1]\nfor i in range(99): row+=row\nresult=True",
        "row=[1]\nfor i in range(99): row.extend(row)\nresult=True",
        "text='ab'\nresult=text.replace('a', text)=='abb'",
        "row=[1]\nfor i in range(999): row.append(row)\nresult=str(row)",
        "row=[i for i in range(999)]\nresult=sum([row for i in row], [])",
        "n=9\nfor i in range(99): n=n*n\nresult=True",
        "f=lambda n: f(n)+f(n)\nresult=f(1)",
        "row=range(9999)\nfor i in row: result=sorted(row)",
    ],
)
def test_what_could_reach_out_of_a_program_never_holds(source: str) -> None:
    """Nothing grows without end, no name leads out, no plan is changed; it is refused or fails."""
    try:
        program = Program(source, PLAIN)
    except ProgramError:
        return
    assert not program.holds(right_plan())


def test_loops_in_loops_come_to_an_end() -> None:
    """A program that goes on for too long is given up."""
    loops = "".join(f"{' ' * n}for x{n} in row:\n" for n in range(6))
    source = f"row=[1,2,3,4,5,6,7,8,9]\n{loops}{' ' * 6}result=True"
    assert not Program(source, PLAIN).holds(right_plan())


def test_the_plan_is_left_as_it_was() -> None:
    """A program may change what it made, and only that."""
    plan = right_plan()
    source = "row=allactivities(plan)\nrow.append(1)\nresult=allactivities_count(plan)==9"
    assert Program(source, PLAIN).holds(plan)
    assert plan == right_plan()


def test_a_leg_with_its_mode_under_type_counts_for_that_mode() -> None:
    """With a mode the original looks at the key type, which legs need not have."""
    plan = right_plan()
    source = (
        "cost=0\nfor activity in allactivities(plan):\n"
        "  cost+=innercity_transport_cost(activity_transports(activity), 'metro')\nresult=cost==6"
    )
    assert not Program(source, PLAIN).holds(plan)
    plan["itinerary"][1]["activities"][1]["transports"][1]["type"] = "metro"
    assert Program(source, PLAIN).holds(plan)
