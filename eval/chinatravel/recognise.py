"""Programs recognised: each run once on symbols, to see what it demands of any plan.

Statements outside loops are carried out as they stand. A loop over all activities is folded: what
it adds to a set, a sum or a flag becomes a symbol that holds under the conditions on its path. So
programs are recognised by what they do, in whatever order or words. What does not fit is refused,
and the program stays a black box.
"""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from eval.chinatravel.allowed import SIGNS
from eval.chinatravel.condition import Comparison, Field, every
from eval.chinatravel.fold import Fold, read_field
from eval.chinatravel.formula import (
    End,
    Formula,
    Need,
    Term,
    both,
    branches,
    either,
    negated,
    truth,
)
from eval.chinatravel.spellings import respelled
from eval.chinatravel.symbols import (
    Apart,
    Common,
    Every,
    Gathered,
    Latest,
    NotRecognised,
    OneEnd,
    Place,
    Ratio,
    Sum,
    apart,
    compared,
    has_each,
    number,
    reckoned,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.chinatravel.formula import Wish
    from eval.chinatravel.query import Query

T = TypeVar("T")


def recognised(source: str, query: Query) -> Formula:
    """What a program demands.

    Raises:
        NotRecognised: it does something that there is no symbol for.
    """
    try:
        tree = ast.parse(source)
        return Symbols(query).run(respelled(tree.body))
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as fault:
        raise NotRecognised(f"{fault!r}") from None


def ways_to_fulfil(source: str, query: Query) -> list[tuple[Wish, ...]] | None:
    """The ``branches`` of a program; None where it stays a black box."""
    try:
        return branches(recognised(source, query))
    except (NotRecognised, OverflowError):
        return None


class Symbols:
    """One run of a program on symbols."""

    def __init__(self, query: Query) -> None:
        self._names: dict[str, Any] = {}
        self._days = list(range(1, query.days + 1))
        self._constants = {
            "day_count": query.days,
            "people_count": query.people,
            "start_city": query.start_city,
            "target_city": query.target_city,
        }

    def run(self, body: Sequence[ast.stmt]) -> Formula:
        """Carry out a program; the formula of its ``result``."""
        for statement in body:
            self._statement(statement)
        return self.formula(self._names.get("result", False))

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._names[name] = made = self.value(value)
                named = isinstance(value, ast.Name) and value.id.isidentifier()
                if named and isinstance(made, Gathered | list):
                    raise unknown(node)  # one thing with two names
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for target, value in zip(names, values, strict=True):
                    self._statement(ast.Assign(targets=[target], value=value))
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                made = number(self._names[name]).plus(number(self.value(value)))
                self._names[name] = made
            case ast.Expr(ast.Call(ast.Attribute(ast.Name(id=name), attr="append"), args=[item])):
                self._names[name] = [*self._names[name], self.value(item)]
            case ast.If(test=test, body=body, orelse=orelse):
                self._choose(self.formula(self.value(test)), body, orelse)
            case ast.For(
                target=ast.Name(id=day), iter=source, orelse=[],
                body=[ast.For(
                    target=ast.Name(id=name), body=body, orelse=[],
                    iter=ast.Call(ast.Name(id="dayactivities"), [_, ast.Name(id=which)]),
                )],
            ) if which == day and self.value(source) == self._days:  # fmt: skip
                if any(isinstance(n, ast.Name) and n.id == day for s in body for n in ast.walk(s)):
                    raise unknown(node)
                self._loop(name, Every(), body)
            case ast.For(target=ast.Name(id=name), iter=source, body=body, orelse=[]):
                self._loop(name, self.value(source), body)
            case _:
                raise unknown(node)

    def _choose(self, test: Formula, body: Sequence[ast.stmt], orelse: Sequence[ast.stmt]) -> None:
        """Both ways of a choice; what they set differently is a formula of it."""
        before = dict(self._names)
        ways = []
        for way in (body, orelse):
            self._names = dict(before)
            for statement in way:
                self._statement(statement)
            ways.append(self._names)
        then, other = ways
        for name in {*then, *other}:
            one, two = then.get(name), other.get(name)
            if one is not two and one != two:
                chosen, left = self.formula(one), self.formula(two)
                one = either(both(test, chosen), both(negated(test), left))
            self._names[name] = one

    def _loop(self, name: str, source: Any, body: Sequence[ast.stmt]) -> None:
        if isinstance(source, Every):
            Fold(self, name, self._names).whole(body)
            return
        if not isinstance(source, list):
            raise NotRecognised(f"a loop over {source!r}")
        for item in source:
            self._names[name] = item
            for statement in body:
                self._statement(statement)

    def formula(self, value: Any) -> Formula:
        """The truth of a value."""
        match value:
            case Common(gathered, constants):
                return either(*has_each(gathered, constants))
            case Gathered(parts):
                return either(*(Need(condition) for condition, _ in parts))
            case Sum() | Ratio() | Latest() | Place() | Apart() | Every() | OneEnd():
                raise NotRecognised(f"the truth of {value!r}")
            case bool() | int() | float() | str() | list() | frozenset() | None:
                return truth(value)
        made: Formula = value
        return made

    def value(self, node: ast.expr) -> Any:
        """What an expression comes to."""
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return self._names[name]
            case ast.Set(elts=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
                values = [self.value(part) for part in parts]
                return frozenset(values) if isinstance(node, ast.Set) else values
            case ast.Call():
                return self._called(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                asked = self.formula(self.value(test))
                then, instead = (self.formula(self.value(way)) for way in (body, orelse))
                return either(both(asked, then), both(negated(asked), instead))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negated(self.formula(self.value(operand)))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                value = self.value(operand)
                return value.scaled(-1) if isinstance(value, Sum) else -value
            case ast.BoolOp(op=op, values=values):
                join = either if isinstance(op, ast.Or) else both
                return join(*(self.formula(self.value(value)) for value in values))
            case ast.BinOp(left=left, op=op, right=right):
                return reckoned(self.value(left), op, self.value(right), node)
            case ast.Compare(left=left, ops=ops, comparators=others):
                pairs = zip(pairwise([left, *others]), ops, strict=True)
                return both(*(self._compare(node, a, SIGNS[type(op)], b) for (a, b), op in pairs))
            case ast.Subscript(value=value, slice=index) if isinstance(self.value(value), Every):
                at = self.value(index)
                if at in (0, -1):
                    return OneEnd(at)
        raise unknown(node)

    def _called(self, node: ast.Call) -> Any:
        """What a call comes to."""
        match node:
            case ast.Call(ast.Name(id="set"), args=[]):
                return Gathered()
            case ast.Call(ast.Name(id="range"), [first, end]):
                return self._range(self.value(first), self.value(end))
            case ast.Call(ast.Name(id="any" | "all" as name), [several]):
                join = either if name == "any" else both
                return join(*map(self.formula, self._of_kind(list, several)))
            case ast.Call(ast.Name(id="bool"), [asked]):
                return self.formula(self.value(asked))
            case ast.Call(ast.Name(id="len" | "sum" as name), [held]):
                return self._of_kind(Gathered, held).total(of_fields=name == "sum")
            case ast.Call(ast.Name(id="allactivities")):
                return Every()
            case ast.Call(ast.Name(id=name)) if name in self._constants:
                return self._constants[name]
            case ast.Call(ast.Name(id="allactivities_count")):
                return Sum(0, (Term(1, every(), None),))
            case ast.Call(ast.Name(id="poi_distance"), [_, one, two]):
                return apart(self.value(one), self.value(two))
            case ast.Call(ast.Attribute(held, "count"), [item]):
                return self._of_kind(Gathered, held).count(self.value(item))
            case ast.Call(ast.Attribute(holder, "issubset"), [other]):
                return compared(self.value(holder), "<=", self.value(other), node)
            case ast.Call(ast.Attribute(holder, "issuperset"), [other]):
                return compared(self.value(holder), ">=", self.value(other), node)
            case ast.Call(ast.Attribute(holder, "isdisjoint"), [other]):
                common = reckoned(self.value(holder), ast.BitAnd(), self.value(other), node)
                return negated(self.formula(common))
        raise unknown(node)

    def _of_kind(self, kind: type[T], node: ast.expr) -> T:
        """The value of an expression, which is to be of a kind."""
        value = self.value(node)
        if not isinstance(value, kind):
            raise unknown(node)
        return value

    def _range(self, first: int, end: int) -> list[int]:
        """Numbers; only as many as a trip may have days."""
        if end - first > len(self._days):
            raise NotRecognised(f"the numbers from {first} to {end}")
        return list(range(first, end))

    def _compare(self, node: ast.expr, left: ast.expr, op: str, right: ast.expr) -> Formula:
        end = self._end(left)
        if end is not None:
            at, read = end
            return End(at, Comparison(read, op, self.value(right)))
        return compared(self.value(left), op, self.value(right), node)

    def _end(self, node: ast.expr) -> tuple[int, Field] | None:
        """The field of the first or the last activity that an expression reads."""
        for inner in ast.walk(node):
            match inner:
                case ast.Subscript(value=ast.Call()):
                    end = self.value(inner)
                    if isinstance(end, OneEnd):
                        return end.at, read_field(node, inner)
        return None
