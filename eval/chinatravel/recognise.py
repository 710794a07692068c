"""Programs recognised: each run once on symbols, to see what it demands of any plan.

Statements outside loops are carried out as they stand. A loop over all activities is folded: what
it adds to a set, a sum or a flag becomes a symbol that holds under the conditions on its path. So
programs are recognised by what they do, in whatever order or words. What does not fit is refused,
and the program stays a black box.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from eval.chinatravel.condition import Condition, Field, Many, Not, Comparison, every
from eval.chinatravel.formula import (
    Ban,
    Before,
    Bound,
    End,
    Formula,
    Need,
    Term,
    both,
    either,
    negated,
    truth,
)
from eval.chinatravel.program import COMPARISONS, SIGNS
from planner.errors import WayplanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.chinatravel.query import Query

#: Keys of an activity that programs read directly, and the functions that say the same.
KEYS = ("type", "position", "cost", "price", "tickets", "transports", "start_time", "end_time")
#: A comparison read from right to left.
MIRRORED = str.maketrans("<>", "><")
#: Functions of an activity and the city.
OF_CITY = ("attraction_type", "restaurant_type", "accommodation_type")


class NotRecognised(WayplanError):
    """A program that does something this module has no symbol for."""


@dataclass
class Gathered:
    """A set: fields of the activities that fulfil conditions."""

    parts: list[tuple[Condition, Field]] = field(default_factory=list)


@dataclass(frozen=True)
class Common:
    """What a gathered set and a constant one have in common."""

    gathered: Gathered
    constants: frozenset[Any]


@dataclass(frozen=True)
class Sum:
    """A number: a constant and terms."""

    constant: float
    terms: tuple[Term, ...] = ()

    def scaled(self, factor: float) -> Sum:
        """The sum times a number."""
        terms = tuple(Term(term.factor * factor, *term[1:]) for term in self.terms)
        return Sum(self.constant * factor, terms)

    def plus(self, other: Sum) -> Sum:
        """The sum of two sums."""
        return Sum(self.constant + other.constant, self.terms + other.terms)


@dataclass(frozen=True)
class Ratio:
    """A sum over a sum that is above 0."""

    upper: Sum
    lower: Sum


@dataclass(frozen=True)
class Latest:
    """A field of the last activity that fulfils a condition."""

    condition: Condition
    field: Field


@dataclass(frozen=True)
class Place:
    """Which in the row the last activity is that fulfils a condition; 0 where none does."""

    condition: Condition


@dataclass(frozen=True)
class OneEnd:
    """The first (0) or the last (-1) activity."""

    at: int


@dataclass(frozen=True)
class Apart:
    """Kilometres between a place and that of the activity ``latest``."""

    place: str
    latest: Latest


class Every:
    """All activities of the plan."""


class Here:
    """The activity that a loop is at."""


def recognised(source: str, query: Query) -> Formula:
    """What a program demands.

    Raises:
        NotRecognised: it does something that there is no symbol for.
    """
    try:
        tree = ast.parse(source)
        return Symbols(query).run(tree.body)
    except (SyntaxError, TypeError, ValueError, KeyError, ZeroDivisionError) as fault:
        raise NotRecognised(f"{fault!r}") from None


def _refuse(node: ast.AST) -> NoReturn:
    raise NotRecognised(ast.unparse(node))


class Symbols:
    """One run of a program on symbols."""

    def __init__(self, query: Query) -> None:
        self._names: dict[str, Any] = {}
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
        return self._formula(self._names.get("result", False))

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._names[name] = self._value(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for target, value in zip(names, values, strict=True):
                    self._statement(ast.Assign(targets=[target], value=value))
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                made = _sum(self._names[name]).plus(_sum(self._value(value)))
                self._names[name] = made
            case ast.Expr(ast.Call(ast.Attribute(value=held, attr="append"), args=[item])):
                self._value(held).append(self._value(item))
            case ast.If(test=test, body=body, orelse=orelse):
                self._choose(self._formula(self._value(test)), body, orelse)
            case ast.For(target=ast.Name(id=name), iter=source, body=body, orelse=[]):
                self._loop(name, self._value(source), body)
            case _:
                _refuse(node)

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
                chosen, left = self._formula(one), self._formula(two)
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

    def _formula(self, value: Any) -> Formula:
        """The truth of a value."""
        match value:
            case Common(gathered, constants):
                return either(*(_has(gathered, "==", constant) for constant in constants))
            case Gathered(parts):
                return either(*(Need(condition) for condition, _ in parts))
            case Sum() | Ratio() | Latest() | Apart() | Every() | Here():
                raise NotRecognised(f"the truth of {value!r}")
            case bool() | int() | float() | str() | list() | frozenset() | None:
                return truth(value)
        made: Formula = value
        return made

    def _value(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return self._names[name]
            case ast.Set(elts=parts) | ast.List(elts=parts) if parts:
                values = [self._value(part) for part in parts]
                return frozenset(values) if isinstance(node, ast.Set) else values
            case ast.List():
                return []
            case ast.Call(func=ast.Name(id="set"), args=[]):
                return Gathered()
            case ast.Call(func=ast.Name(id="allactivities")):
                return Every()
            case ast.Call(func=ast.Name(id=name)) if name in self._constants:
                return self._constants[name]
            case ast.Call(func=ast.Name(id="allactivities_count")):
                return Sum(0, (Term(1, every(), None),))
            case ast.Call(func=ast.Name(id="poi_distance"), args=[_, one, two]):
                return _apart(self._value(one), self._value(two))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negated(self._formula(self._value(operand)))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                value = self._value(operand)
                return value.scaled(-1) if isinstance(value, Sum) else -value
            case ast.BoolOp(op=op, values=values):
                join = either if isinstance(op, ast.Or) else both
                return join(*(self._formula(self._value(value)) for value in values))
            case ast.BinOp(left=left, op=op, right=right):
                return _reckoned(self._value(left), op, self._value(right), node)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._compare(node, left, SIGNS[type(op)], right)
            case ast.Subscript(value=value, slice=index) if isinstance(self._value(value), Every):
                at = self._value(index)
                if at in (0, -1):
                    return OneEnd(at)
        _refuse(node)

    def _compare(self, node: ast.expr, left: ast.expr, op: str, right: ast.expr) -> Formula:
        end = self._end(left)
        if end is not None:
            at, read = end
            return End(at, Comparison(read, op, self._value(right)))
        return _compared(self._value(left), op, self._value(right), node)

    def _end(self, node: ast.expr) -> tuple[int, Field] | None:
        """The field of the first or the last activity that an expression reads."""
        for inner in ast.walk(node):
            match inner:
                case ast.Subscript(value=ast.Call()):
                    end = self._value(inner)
                    if isinstance(end, OneEnd):
                        return end.at, read_field(node, inner)
        return None


def _apart(one: Any, two: Any) -> Apart:
    if isinstance(one, Latest):
        one, two = two, one
    if not (isinstance(one, str) and isinstance(two, Latest)):
        raise NotRecognised(f"the distance of {one!r} and {two!r}")
    return Apart(one, two)


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
    _refuse(node)


def _has(gathered: Gathered, op: str, constant: Any) -> Formula:
    """Whether a gathered set has a member that compares so with a constant."""
    parts = (Need(every(cond, Comparison(read, op, constant))) for cond, read in gathered.parts)
    return either(*parts)


def _sum(value: Any) -> Sum:
    if isinstance(value, Sum):
        return value
    if isinstance(value, int | float):
        return Sum(value)
    raise NotRecognised(f"{value!r} as a number")


def _reckoned(left: Any, op: ast.operator, right: Any, node: ast.AST) -> Any:
    match left, op, right:
        case (Gathered(), ast.BitAnd(), frozenset()):
            return Common(left, right)
        case (frozenset(), ast.BitAnd(), Gathered()):
            return Common(right, left)
        case (_, ast.Add(), _):
            return _sum(left).plus(_sum(right))
        case (_, ast.Sub(), _):
            return _sum(left).plus(_sum(right).scaled(-1))
        case (Sum(), ast.Mult(), int() | float()):
            return left.scaled(right)
        case (int() | float(), ast.Mult(), Sum()):
            return right.scaled(left)
        case (Sum(), ast.Div(), int() | float()):
            return left.scaled(1 / right)
        case (Ratio(upper, lower), ast.Div(), int() | float()):
            return Ratio(upper.scaled(1 / right), lower)
        case (Sum(), ast.Div(), Sum()):
            return Ratio(left, right)
        case (int() | float(), ast.Mult(), int() | float()):
            return left * right
        case (int() | float(), ast.Div(), int() | float()):
            return left / right
    _refuse(node)


def _compared(left: Any, op: str, right: Any, node: ast.AST) -> Formula:
    match left, right:
        case (frozenset(), Gathered()):
            return _sets(right, op.translate(MIRRORED), left, node)
        case (Gathered(), frozenset()):
            return _sets(left, op, right, node)
        case (Apart(place, latest), int() | float()):
            apart = Comparison(Field("poi_distance", place), op, right)
            # The last such activity decides; that none breaks it is asked, as all nights are alike.
            return both(Need(latest.condition), Ban(every(latest.condition, Not(apart))))
        case (Ratio(upper, lower), int() | float()):
            return both(_bound(upper.plus(lower.scaled(-right)), op), _bound(lower, ">"))
        case (Sum() | int() | float(), Sum() | int() | float()):
            return _bound(_sum(left).plus(_sum(right).scaled(-1)), op)
        case (Place(first), Place(second)) if op in ("<", ">"):
            if op == ">":
                first, second = second, first
            return both(Need(second), Before(first, second))
        case (str() | None | bool(), str() | None | bool()):
            return truth(COMPARISONS[op](left, right))
    _refuse(node)


def _bound(value: Sum, op: str) -> Formula:
    """A sum compared with 0."""
    if not value.terms:
        return truth(COMPARISONS[op](value.constant, 0))
    return Bound(value.terms, op, -value.constant)


def _sets(gathered: Gathered, op: str, constants: frozenset[Any], node: ast.AST) -> Formula:
    """A gathered set compared with a constant one."""
    has_all = both(*(_has(gathered, "==", constant) for constant in constants))
    has_others = _has(gathered, "not in", constants)
    match op:
        case ">=":
            return has_all
        case "<=":
            return negated(has_others)
        case "==":
            return both(has_all, negated(has_others))
        case "!=":
            return either(negated(has_all), has_others)
        case ">":
            return both(has_all, has_others)
        case "<":
            return both(negated(has_others), negated(has_all))
    _refuse(node)


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
                self._names[name] = _sum(self._names[name]).plus(self._amount(value, path))
            case ast.Expr(ast.Call(ast.Attribute(value=held, attr="add"), args=[item])):
                gathered = self._outer._value(held)
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
                _refuse(node)

    def _flag(self, name: str, flag: bool, path: tuple[Condition, ...]) -> None:
        """A flag that is set where some activity fulfils the path, and stays as it was else."""
        before = self._outer._formula(self._names[name])
        if flag:
            self._names[name] = either(before, Need(every(*path)))
        else:
            self._names[name] = both(before, Ban(every(*path)))

    def _amount(self, node: ast.expr, path: tuple[Condition, ...]) -> Sum:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return Sum(0, (Term(node.value, every(*path), None),))
        return Sum(0, (Term(1, every(*path), read_field(node, self._here)),))

    def _condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = tuple(self._condition(value) for value in values)
                return Many(isinstance(op, ast.Or), parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self._condition(operand))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                value = self._outer._value(right)
                return Comparison(read_field(left, self._here), SIGNS[type(op)], value)
        _refuse(node)
