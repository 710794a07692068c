"""The benchmark's logic: small Python programs that set ``result``, read and never executed.

A program is parsed, held to a list of what may be in it, and turned into functions of a scope.
What is not on the list cannot be reached from a program: no attributes but a few methods of sets
and lists, no names but those it sets itself and those it is given, no loop without an end.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from planner.errors import WayplanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Scope = dict[str, Any]
#: A compiled expression; a compiled statement, which says ``break`` or ``continue`` where it did.
Value = Callable[[Scope], Any]
Step = Callable[[Scope], str | None]
Put = Callable[[Scope, Any], None]

#: Turns of all loops of a program before it is given up.
MOST_TURNS = 100_000
#: Comparisons as Python writes them.
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda item, holder: item in holder,
    "not in": lambda item, holder: item not in holder,
}
SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


def _of_numbers(made: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Of numbers only: a text or a list times a number could fill the memory."""

    def reckon(left: Any, right: Any) -> Any:
        if not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise ProgramError(f"Expected numbers, got {left!r} and {right!r}.")
        return made(left, right)

    return reckon


OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: _of_numbers(operator.mul),
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: _of_numbers(operator.mod),
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    **{sign: COMPARISONS[written] for sign, written in SIGNS.items()},
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


def _numbers(*ends: int) -> range:
    """Python's range, as long as a program may have turns."""
    made = range(*ends)
    if len(made) > MOST_TURNS:
        raise ProgramError(f"A program may count to {MOST_TURNS}, got {made}.")
    return made


BUILTINS: dict[str, Callable[..., Any]] = {
    **{made.__name__: made for made in (set, list, tuple, len, sum, min, max, abs, round, int)},
    **{made.__name__: made for made in (float, str, bool, any, all, sorted, enumerate)},
    "range": _numbers,
}
METHODS: dict[type, set[str]] = {
    set: {"add", "update", "union", "intersection", "difference", "issubset", "issuperset"},
    list: {"append", "extend", "count", "index"},
    str: {"startswith", "endswith", "split", "strip"},
    dict: {"get"},
}
HOLDERS = {ast.List: list, ast.Tuple: tuple, ast.Set: set}


class ProgramError(WayplanError):
    """A program that has something in it that is not on the list."""


class Program:
    """One program, ready to be asked of plans.

    Args:
        source: its text.
        functions: what it may call besides a few builtins, by name.

    Raises:
        ProgramError: it is no Python, or has something in it that is not on the list.
    """

    def __init__(self, source: str, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._given = {**BUILTINS, **functions}
        try:
            self._run = _block(ast.parse(source).body)
        except (SyntaxError, ValueError, RecursionError) as fault:
            raise ProgramError(f"Expected a program, got {source!r}: {fault}.") from None

    def holds(self, plan: Mapping[str, Any]) -> bool:
        """Whether it sets ``result`` to something true; not where it fails."""
        scope: Scope = {**self._given, "plan": plan, "": MOST_TURNS}
        try:
            self._run(scope)
            return bool(scope.get("result", False))
        except Exception:  # as the original has it: a program that fails is not fulfilled
            return False


def _refuse(node: ast.AST) -> NoReturn:
    raise ProgramError(f"A program may not have {type(node).__name__} in it: {ast.unparse(node)}.")


def _block(statements: Iterable[ast.stmt]) -> Step:
    """The statements one after another; says ``break`` or ``continue`` where one did."""
    steps = [_statement(statement) for statement in statements]

    def run(scope: Scope) -> str | None:
        for step in steps:
            if (left := step(scope)) is not None:
                return left
        return None

    return run


def _statement(node: ast.stmt) -> Step:
    match node:
        case ast.Assign(targets=targets, value=value):
            return _assign([_target(target) for target in targets], expression(value))
        case ast.AugAssign(target=ast.Name(id=name), op=op, value=value) if type(op) in OPERATORS:
            return _augment(name, OPERATORS[type(op)], expression(value))
        case ast.If(test=test, body=body, orelse=orelse):
            asked, then, other = expression(test), _block(body), _block(orelse)
            return lambda scope: then(scope) if asked(scope) else other(scope)
        case ast.For(target=target, iter=source, body=body, orelse=[]):
            return _loop(_target(target), expression(source), _block(body))
        case ast.Expr(value=value):
            return _do(expression(value))
        case ast.Break():
            return lambda scope: "break"
        case ast.Continue():
            return lambda scope: "continue"
        case ast.Pass():
            return lambda scope: None
    _refuse(node)


def _do(value: Value) -> Step:
    def run(scope: Scope) -> None:
        value(scope)

    return run


def _assign(targets: list[Put], value: Value) -> Step:
    def run(scope: Scope) -> None:
        made = value(scope)
        for put in targets:
            put(scope, made)

    return run


def _augment(name: str, made: Callable[..., Any], value: Value) -> Step:
    def run(scope: Scope) -> None:
        scope[name] = made(scope[name], value(scope))

    return run


def _loop(put: Put, source: Value, body: Step) -> Step:
    def run(scope: Scope) -> None:
        for item in list(source(scope)):
            scope[""] -= 1
            if scope[""] < 0:
                raise ProgramError("A program does not end.")
            put(scope, item)
            if body(scope) == "break":
                break

    return run


def _target(node: ast.expr) -> Put:
    match node:
        case ast.Name(id=name):
            return lambda scope, made: scope.__setitem__(name, made)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            puts = [_target(part) for part in parts]

            def put(scope: Scope, made: Any) -> None:
                for each, item in zip(puts, made, strict=True):
                    each(scope, item)

            return put
    _refuse(node)


def expression(node: ast.expr) -> Value:
    """A function of a scope.

    Raises:
        ProgramError: it has something in it that is not on the list.
    """
    match node:
        case ast.Constant(value=value):
            return lambda scope: value
        case ast.Name(id=name):
            return lambda scope: scope[name]
        case ast.List() | ast.Tuple() | ast.Set():
            parts, holder = [expression(part) for part in node.elts], HOLDERS[type(node)]
            return lambda scope: holder([part(scope) for part in parts])
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _chain(left, ops, others)
        case ast.BoolOp(op=op, values=values):
            return _either(isinstance(op, ast.Or), [expression(value) for value in values])
        case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATORS:
            made, inner = OPERATORS[type(op)], expression(operand)
            return lambda scope: made(inner(scope))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            made, one, two = OPERATORS[type(op)], expression(left), expression(right)
            return lambda scope: made(one(scope), two(scope))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            asked, then, other = expression(test), expression(body), expression(orelse)
            return lambda scope: then(scope) if asked(scope) else other(scope)
        case ast.Subscript(value=held, slice=index):
            owner, at = expression(held), expression(index)
            return lambda scope: owner(scope)[at(scope)]
        case ast.Call(func=func, args=arguments, keywords=[]):
            return _call(func, [expression(argument) for argument in arguments])
    _refuse(node)


def _chain(left: ast.expr, ops: list[ast.cmpop], others: list[ast.expr]) -> Value:
    """Comparisons such as a <= b < c."""
    first = expression(left)
    rest = [(OPERATORS[type(op)], expression(o)) for op, o in zip(ops, others, strict=True)]

    def compare(scope: Scope) -> Any:
        value: Any = first(scope)
        verdict: Any = True
        for made, other in rest:
            following = other(scope)
            verdict = made(value, following)
            if not verdict:
                return verdict
            value = following
        return verdict

    return compare


def _either(any_of: bool, values: list[Value]) -> Value:
    """Python's ``or`` and ``and``: the first value that settles it, else the last."""

    def join(scope: Scope) -> Any:
        value: Any = None
        for each in values:
            value = each(scope)
            if bool(value) is any_of:
                return value
        return value

    return join


def _call(func: ast.expr, arguments: list[Value]) -> Value:
    match func:
        case ast.Name(id=name):
            return lambda scope: scope[name](*[argument(scope) for argument in arguments])
        case ast.Attribute(value=value, attr=name) if any(name in of for of in METHODS.values()):
            holder = expression(value)

            def call(scope: Scope) -> Any:
                owner = holder(scope)
                if name not in METHODS.get(type(owner), set()):
                    raise ProgramError(f"A program may not call {name} of {type(owner).__name__}.")
                return getattr(owner, name)(*[argument(scope) for argument in arguments])

            return call
    _refuse(func)
