"""What a random change picks: a node that may come in, another role of one, two days."""

from __future__ import annotations

from planner.jit import inlined
from planner.kernel import NEXT_ROLE, PLACE, Ints, Packed, Shorts
from planner.state import State, draw

#: Random nodes of which the one worth most is picked.
CONTEST = 6
#: Percent of replacements and moves that also change a place's role, from lunch to dinner say.
RECAST = 10


@inlined
def pick_node(p: Packed, s: State, near: Shorts, day: int) -> int:
    """The best of a few random nodes, mostly near a stop of ``day``, by what it is worth that day.

    -1 if luck finds none that is not in the plan.
    """
    best = -1
    for _ in range(CONTEST):
        node = _any_node(p, s, near, day)
        if s.used[p.nodes[node, PLACE]] == 0 and (
            best < 0 or p.value[node, day] > p.value[best, day]
        ):
            best = node
    return best


@inlined
def _any_node(p: Packed, s: State, near: Shorts, day: int) -> int:
    """A random node, mostly near a stop of ``day``."""
    n = s.counts[day]
    if n > 0 and draw(s.random, 100) < 70:
        return int(near[s.stops[day, draw(s.random, n)], draw(s.random, near.shape[1])])
    return draw(s.random, len(p.nodes))


@inlined
def recast(p: Packed, random: Ints, node: int) -> int:
    """Now and then another role of the node's place, else the node itself.

    Where kitchens are few, a meal may be missing because its place serves another: neither
    replacing nor moving stops one by one leads out of that.
    """
    if draw(random, 100) >= RECAST:
        return node
    other = p.nodes[node, NEXT_ROLE]
    return int(other if draw(random, 2) == 0 else p.nodes[other, NEXT_ROLE])


@inlined
def two_days(random: Ints, days: int) -> tuple[int, int]:
    """Two different days at random; the same one twice where there is but one."""
    one = draw(random, days)
    return one, (one + 1 + draw(random, max(1, days - 1))) % days
