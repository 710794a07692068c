"""Loops over all activities, folded into the names they set."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from eval.chinatravel.allowed import SIGNS
from eval.chinatravel.concepts import PLAIN
from eval.chinatravel.condition import AMOUNTS, Comparison, Condition, Field, Many, Not, every
from eval.chinatravel.formula import OPPOSITE, Ban, Need, Term, both, either
from eval.chinatravel.symbols import (
    MIRRORED,
    Gathered,
    Latest,
    NotRecognised,
    Place,
    Sum,
    number,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.chinatravel.recognise import Symbols

#: Keys of an activity that programs read directly, and the functions that say the same.
KEYS = {
    **{key: f"activity_{key}" for key in ("type", "position", "cost", "price", "tickets")},
    **{key: f"activity_{key}" for key in ("transports", "start_time", "end_time")},
    "rooms": "room_count",
    "room_type": "room_type",
}
#: The ways to an activity, which further functions read.
LEGS = Field("activity_transports")
#: Functions of an activity and the city.
OF_CITY = ("attraction_type", "restaurant_type", "accommodation_type")
#: Functions of an activity alone, or of the ways to it.
ALONE = {*PLAIN, "intercity_transport_origin", "intercity_transport_destination"}


def read_field(node: ast.expr, activity: ast.expr) -> Field:
    """The field of an activity that an expression reads.

    Raises:
        NotRecognised: it reads something else.
    """
    inner = ast.dump(activity)
    match node:
        case ast.Subscript(value=value, slice=ast.Constant(value=key)):
            if ast.dump(value) == inner and key in KEYS:
                return Field(KEYS[key])
        case ast.Call(func=ast.Name(id=name), args=[first, *rest], keywords=[]):
            if ast.dump(first) == inner and (name in OF_CITY or (not rest and name in ALONE)):
                return Field(name)
            if not rest and name in ALONE and read_field(first, activity) == LEGS:
                return Field(name)
    raise unknown(node)


class Fold:
    """One loop over all activities, folded into the names that it sets."""

    def __init__(self, outer: Symbols, activity: str, names: dict[str, Any]) -> None:
        self._outer, self._names = outer, names
        self._here = ast.Name(activity, ast.Load())
        self._counters: frozenset[str] = frozenset()
        self._may_stop = False

    def whole(self, body: Sequence[ast.stmt]) -> None:
        """Fold the whole body of a loop.

        Raises:
            NotRecognised: it does something that there is no symbol for.
        """
        inside = [n for node in body for n in ast.walk(node) if isinstance(n, ast.stmt)]
        _refuse_set_twice(inside)
        if not any(isinstance(node, ast.Continue) for node in inside):
            self._counters = frozenset(self._counted(body))
        self._may_stop = _one_flag(inside)
        self.run(body)

    def _counted(self, body: Sequence[ast.stmt]) -> Iterator[str]:
        """Names that begin at 0 and grow by one with every activity."""
        for node in body:
            match node:
                case ast.AugAssign(ast.Name(id=name), ast.Add(), ast.Constant(value=1)):
                    if self._names.get(name) == 0:
                        yield name

    def run(self, body: Sequence[ast.stmt], path: tuple[Condition, ...] = ()) -> None:
        """Fold statements that are reached where the conditions of a path hold."""
        for node in body:
            self._statement(node, path)
            path = (*path, *(Not(left) for left in self._left([node])))

    def _left(self, body: Sequence[ast.stmt]) -> Iterator[Condition]:
        """Conditions on which statements go on with the next activity."""
        for node in body:
            if isinstance(node, ast.Continue):
                yield every()
            if isinstance(node, ast.If):
                asked = self._condition(node.test)
                yield from (every(asked, left) for left in self._left(node.body))
                yield from (every(Not(asked), left) for left in self._left(node.orelse))

    def _statement(self, node: ast.stmt, path: tuple[Condition, ...]) -> None:
        match node:
            case ast.If(test=test, body=body, orelse=orelse):
                asked = self._condition(test)
                self.run(body, (*path, asked))
                self.run(orelse, (*path, Not(asked)))
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                self._names[name] = number(self._names[name]).plus(self._amount(value, path))
            case ast.Expr(
                ast.Call(ast.Attribute(ast.Name(id=name), "add" | "append" as into), [item])
            ):
                found = self._gathered(name, listed=into == "append")
                self._names[name] = found.plus((every(*path), read_field(item, self._here)))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=bool() as flag)):
                self._flag(name, flag, path)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=counter)) if (
                counter in self._counters and self._names[counter] == 0
            ):
                self._names[name] = Place(every(*path))
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._names[name] = Latest(every(*path), read_field(value, self._here))
            case ast.Break() if self._may_stop:
                return
            case ast.Pass() | ast.Continue():
                return
            case _:
                raise unknown(node)

    def _gathered(self, name: str, listed: bool) -> Gathered:
        """The set, or the list that was empty before the loop, under a name."""
        found = self._names[name]
        if listed and found == []:
            return Gathered(listed=True)
        if not isinstance(found, Gathered) or found.listed is not listed:
            raise NotRecognised(f"{name} as something to add to")
        return found

    def _flag(self, name: str, flag: bool, path: tuple[Condition, ...]) -> None:
        """A flag that is set where some activity fulfils the path, and stays as it was else."""
        before = self._outer.formula(self._names[name])
        if flag:
            self._names[name] = either(before, Need(every(*path)))
        else:
            self._names[name] = both(before, Ban(every(*path)))

    def _amount(self, node: ast.expr, path: tuple[Condition, ...]) -> Sum:
        match node:
            case ast.Constant(value=int() | float() as value):
                return Sum(0, (Term(value, every(*path), None),))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._amount(left, path).plus(self._amount(right, path))
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return self._amount(left, path).plus(self._amount(right, path).scaled(-1))
            case ast.BinOp(
                left=left, op=ast.Mult(), right=ast.Constant(value=int() | float() as by)
            ):
                return self._amount(left, path).scaled(by)
            case ast.BinOp(
                left=ast.Constant(value=int() | float() as by), op=ast.Mult(), right=one
            ):
                return self._amount(one, path).scaled(by)
        field = read_field(node, self._here)
        if field.name not in AMOUNTS:
            raise unknown(node)
        return Sum(0, (Term(1, every(*path), field),))

    def _condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = tuple(self._condition(value) for value in values)
                return Many(isinstance(op, ast.Or), parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self._condition(operand))
            case ast.Constant(value=bool() as settled):
                return Many(not settled, ())
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._comparison(left, SIGNS[type(op)], right)
            case ast.Compare(left=left, ops=ops, comparators=others):
                pairs = zip(pairwise([left, *others]), ops, strict=True)
                return every(*(self._comparison(a, SIGNS[type(op)], b) for (a, b), op in pairs))
            case ast.Call() | ast.Subscript() if read_field(node, self._here) == LEGS:
                return Comparison(LEGS, "!=", [])
        raise unknown(node)

    def _comparison(self, left: ast.expr, op: str, right: ast.expr) -> Condition:
        """A field and a constant compared, in either order."""
        if ast.dump(self._here) not in map(ast.dump, ast.walk(left)):
            if op in ("in", "not in"):
                has = Comparison(read_field(right, self._here), "contains", self._outer.value(left))
                return has if op == "in" else Not(has)
            if op not in OPPOSITE:
                raise unknown(left)
            left, op, right = right, op.translate(MIRRORED), left
        value = self._outer.value(right)
        if not isinstance(value, str | int | float | list | tuple | frozenset | None):
            raise unknown(right)
        return Comparison(read_field(left, self._here), op, value)


def _refuse_set_twice(inside: Sequence[ast.stmt]) -> None:
    """Refuse names that are set in several ways: it would be the last activity that decides."""
    done: dict[str, set[str]] = {}
    for node in inside:
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            once = done.setdefault(ast.unparse(target), set())
            flag = isinstance(node.value, ast.Constant)
            if once and not (flag and ast.unparse(node) in once):
                raise unknown(node)
            once.add(ast.unparse(node))


def _one_flag(inside: Sequence[ast.stmt]) -> bool:
    """Whether a loop does no more than set one name to one constant, so that it may stop early."""
    done = {ast.unparse(node) for node in inside if isinstance(node, ast.Assign)}
    harmless = (ast.Assign, ast.If, ast.Break, ast.Pass, ast.Continue)
    return len(done) == 1 and all(isinstance(node, harmless) for node in inside)
