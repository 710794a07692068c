"""Loops over all activities, folded into the names they set."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from eval.chinatravel.condition import Comparison, Condition, Field, Many, Not, every
from eval.chinatravel.formula import Ban, Need, Term, both, either
from eval.chinatravel.program import SIGNS
from eval.chinatravel.symbols import Latest, Place, Sum, number, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.chinatravel.recognise import Symbols

#: Keys of an activity that programs read directly, and the functions that say the same.
KEYS = ("type", "position", "cost", "price", "tickets", "transports", "start_time", "end_time")
#: Fields that are numbers, whatever the activity.
AMOUNTS = {
    *("activity_cost", "activity_price", "activity_tickets", "activity_time"),
    *("room_count", "room_type"),
    *(f"innercity_transport_{what}" for what in ("cost", "price", "distance", "time")),
}
#: Functions of an activity and the city.
OF_CITY = ("attraction_type", "restaurant_type", "accommodation_type")


def read_field(node: ast.expr, activity: ast.expr) -> Field:
    """The field of an activity that an expression reads.

    Raises:
        NotRecognised: it reads something else.
    """
    inner = ast.dump(activity)
    match node:
        case ast.Subscript(value=value, slice=ast.Constant(value=key)):
            if ast.dump(value) == inner and key in KEYS:
                return Field(f"activity_{key}")
        case ast.Call(func=ast.Name(id=name), args=[first, *rest], keywords=[]):
            if ast.dump(first) == inner and (not rest or name in OF_CITY):
                return Field(name)
            legs = ast.Call(ast.Name("activity_transports", ast.Load()), [activity], [])
            if not rest and ast.dump(first) == ast.dump(legs):
                return Field(name)
    raise unknown(node)


class Fold:
    """One loop over all activities, folded into the names that it sets."""

    def __init__(self, outer: Symbols, activity: str, names: dict[str, Any]) -> None:
        self._outer, self._names = outer, names
        self._here = ast.Name(activity, ast.Load())
        self._counters: frozenset[str] = frozenset()

    def whole(self, body: Sequence[ast.stmt]) -> None:
        """Fold the whole body of a loop."""
        self._counters = frozenset(
            node.target.id
            for node in body
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)
            and ast.unparse(node.value) == "1" and self._names.get(node.target.id) == 0
        )  # fmt: skip
        self.run(body)

    def run(self, body: Sequence[ast.stmt], path: tuple[Condition, ...] = ()) -> None:
        """Fold statements that are reached where the conditions of a path hold."""
        for node in body:
            self._statement(node, path)

    def _statement(self, node: ast.stmt, path: tuple[Condition, ...]) -> None:
        match node:
            case ast.If(test=test, body=body, orelse=orelse):
                asked = self._condition(test)
                self.run(body, (*path, asked))
                self.run(orelse, (*path, Not(asked)))
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                self._names[name] = number(self._names[name]).plus(self._amount(value, path))
            case ast.Expr(ast.Call(ast.Attribute(value=held, attr="add"), args=[item])):
                gathered = self._outer.value(held)
                gathered.parts.append((every(*path), read_field(item, self._here)))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=bool() as flag)):
                self._flag(name, flag, path)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=counter)) if (
                counter in self._counters and self._names[counter] == 0
            ):
                self._names[name] = Place(every(*path))
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._names[name] = Latest(every(*path), read_field(value, self._here))
            case ast.Break() if path:
                return
            case ast.Pass():
                return
            case _:
                raise unknown(node)

    def _flag(self, name: str, flag: bool, path: tuple[Condition, ...]) -> None:
        """A flag that is set where some activity fulfils the path, and stays as it was else."""
        before = self._outer.formula(self._names[name])
        if flag:
            self._names[name] = either(before, Need(every(*path)))
        else:
            self._names[name] = both(before, Ban(every(*path)))

    def _amount(self, node: ast.expr, path: tuple[Condition, ...]) -> Sum:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return Sum(0, (Term(node.value, every(*path), None),))
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
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                value = self._outer.value(right)
                return Comparison(read_field(left, self._here), SIGNS[type(op)], value)
        raise unknown(node)
