"""Programs written at random by the rules of the benchmark's: loops, conditions, sets and sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.eval.chinatravel.tiny_sandbox import EACH, PLACES

if TYPE_CHECKING:
    from random import Random

LEGS = "activity_transports(activity)"
KINDS = ("attraction", "breakfast", "lunch", "dinner", "accommodation", "train", "bus")
MODES = ("walk", "metro", "taxi", "empty")
TIMES = ("07:00", "09:00", "11:00", "12:00", "17:00", "19:48")
EQUAL, ORDER = ("==", "!="), ("<", "<=", ">", ">=", "==", "!=")
#: Fields of an activity as programs read them, what they may be, and how they are compared.
FIELDS = (
    ("activity_type(activity)", KINDS, EQUAL),
    ("activity['type']", KINDS, EQUAL),
    ("activity_position(activity)", PLACES, EQUAL),
    (f"innercity_transport_type({LEGS})", MODES, EQUAL),
    ("activity_start_time(activity)", TIMES, ORDER),
    ("activity_end_time(activity)", TIMES, ORDER),
    ("activity_cost(activity)", (0, 30, 60, 101), ORDER),
    ("activity_tickets(activity)", (0, 1, 2), ORDER),
    ("activity_time(activity)", (30, 60, 120), ORDER),
    (f"innercity_transport_distance({LEGS})", (1, 2, 4), ORDER),
)
AMOUNTS = (
    "1",
    "activity_cost(activity)",
    f"innercity_transport_cost({LEGS})",
    f"activity_cost(activity)+innercity_transport_cost({LEGS})",
    "2*activity_price(activity)",
    f"innercity_transport_time({LEGS})-activity_tickets(activity)*3",
)
DAY_BY_DAY = (
    "for day in range(1, day_count(plan)+1):\n  for activity in dayactivities(plan, day):\n"
)


def random_program(rng: Random) -> str:
    """One wish, or two of which both, any or only the second has to hold."""
    one = _wish(rng)
    if rng.random() < 0.5:
        return one
    other, join = _wish(rng), rng.choice(("and", "or"))
    if rng.random() < 0.5:
        return (
            f"wishes=[]\n{one}wishes.append(result)\n{other}wishes.append(result)\n"
            f"result={join == 'and'}\nfor wish in wishes:\n  result=result {join} wish\n"
        )
    last = rng.choice(
        (
            f"result=first {join} not result\n",
            "if first:\n  result=True\n",
            "result=result if first else not result\n",
        )
    )
    return f"{one}first=result\n{other}{last}"


def _wish(rng: Random) -> str:
    return rng.choice((_flag, _guarded, _set, _sum, _order, _end))(rng)


def _loop(rng: Random) -> tuple[str, str]:
    """A loop over all activities, and what its body is indented by."""
    return (DAY_BY_DAY, "    ") if rng.random() < 0.2 else (EACH, "  ")


def _test(rng: Random) -> str:
    field, values, signs = rng.choice(FIELDS)
    value = repr(rng.choice(values))
    drawn = rng.random()
    if drawn < 0.15:
        several = ", ".join(map(repr, rng.sample(values, 2)))
        return f"{field} {rng.choice(('in', 'not in'))} {rng.choice(('[%s]', '{%s}'))}" % several
    if drawn < 0.3:
        return f"{value}{rng.choice(signs)}{field}"
    if drawn < 0.4 and signs is ORDER:
        return f"{value}<={field}<={rng.choice(values)!r}"
    return f"{field}{rng.choice(signs)}{value}"


def _condition(rng: Random) -> str:
    drawn = rng.random()
    if drawn < 0.5:
        return _test(rng)
    if drawn < 0.6:
        return f"not({_test(rng)} and {_test(rng)})"
    return f"({_test(rng)} {rng.choice(('and', 'or'))} {_test(rng)})"


def _flag(rng: Random) -> str:
    """A flag that some activity sets."""
    loop, indent = _loop(rng)
    flag = rng.random() < 0.5
    leaves = f"\n{indent}  break" if rng.random() < 0.3 else ""
    body = f"{indent}if {_condition(rng)}:\n{indent}  result={flag}{leaves}\n"
    return f"result={not flag}\n{loop}{body}"


def _guarded(rng: Random) -> str:
    """Activities counted, but for those that are passed over."""
    loop, indent = _loop(rng)
    skips = f"{indent}if {_test(rng)}:\n{indent}  if {_test(rng)}: continue\n"
    other = f"{indent}if {_test(rng)}: pass\n{indent}elif {_test(rng)}: count+=1\n"
    return f"count=0\n{loop}{skips}{other}result=count{rng.choice(ORDER)}{rng.randrange(4)}\n"


def _set(rng: Random) -> str:
    """What activities have, as a set, beside a constant one."""
    loop, indent = _loop(rng)
    field, values, _ = rng.choice(FIELDS[:4])
    constant = f"{{{', '.join(map(repr, rng.sample(values, rng.choice((1, 2)))))}}}"
    sides = rng.sample(["found", constant], 2)
    compared = rng.choice(("<=", ">=", "<", ">", "==", "!=", "&")).join(sides)
    asked = rng.choice((compared, f"not({compared})", f"{rng.choice(values)!r} in found"))
    body = f"{indent}if {_condition(rng)}: found.add({field})\n"
    return f"found=set()\n{loop}{body}result=({asked})\n"


def _sum(rng: Random) -> str:
    loop, indent = _loop(rng)
    body = f"{indent}if {_condition(rng)}: total+={rng.choice(AMOUNTS)}\n"
    return f"total=0\n{loop}{body}result=total{rng.choice(ORDER)}{rng.choice((0, 60, 200))}\n"


def _order(rng: Random) -> str:
    """Which of two activities comes first."""
    body = f"  if {_test(rng)}: one=at\n  if {_test(rng)}: two=at\n  at+=1\n"
    return f"one,two,at=0,0,0\n{EACH}{body}result=one{rng.choice(ORDER[:4])}two\n"


def _end(rng: Random) -> str:
    """The first or the last activity."""
    end = f"allactivities(plan)[{rng.choice((0, -1))}]"
    city = rng.choice(("start_city(plan)", "target_city(plan)"))
    return (
        f"result={end}['type']{rng.choice(EQUAL)}'train' {rng.choice(('and', 'or'))} "
        f"intercity_transport_origin({end})=={city}\n"
    )
