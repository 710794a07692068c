"""The benchmark's logic: small Python programs that set ``result``, read and never executed.

A program is parsed, held to a list of what may be in it, and turned into functions of a scope.
What is not on the list cannot be reached from a program: no attributes but a few methods of sets,
lists, texts and dictionaries, no names but those it sets itself and those it is given, no loop
without an end.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from eval.chinatravel.allowed import BUILTINS, OPERATORS, ProgramError, Turns
from eval.chinatravel.expression import TURNS, Put, Scope, Value, expression, refuse, target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: A compiled statement, which says ``break`` or ``continue`` where it did.
Step = Callable[[Scope], str | None]


class Program:
    """One program, ready to be asked of plans.

    Args:
        source: its text.
        functions: what it may call besides a few builtins, by name.

    Attributes:
        texts: all texts that it has in it, such as names of places.

    Raises:
        ProgramError: it is no Python, or has something in it that is not on the list.
    """

    def __init__(self, source: str, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._given = {**BUILTINS, **functions}
        try:
            tree = ast.parse(source)
            self._run = _block(tree.body)
            self._sides = _sides(tree.body)
        except (SyntaxError, ValueError, RecursionError) as fault:
            raise ProgramError(f"Expected a program, got {source!r}: {fault}.") from None
        constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        self.texts = frozenset(value for value in constants if isinstance(value, str))

    def holds(self, plan: Mapping[str, Any]) -> bool:
        """Whether it sets ``result`` to something true; not where it fails."""
        return self.lacks(plan) == 0

    def lacks(self, plan: Mapping[str, Any]) -> float:
        """0 where it holds, else 1; where it ends by comparing two numbers, less the nearer."""
        scope: Scope = {**self._given, "plan": plan, TURNS: Turns()}
        try:
            self._run(scope)
            return 0.0 if scope.get("result", False) else self._gap(scope)
        except Exception:  # as the original has it: a program that fails is not fulfilled
            return 1.0

    def _gap(self, scope: Scope) -> float:
        """How far the two sides of the last comparison are apart, from 0.5 to 1."""
        sides = [side(scope) for side in self._sides]
        if not sides or not all(isinstance(side, int | float) for side in sides):
            return 1.0
        left, right = map(float, sides)
        return 0.5 + min(0.5, abs(left - right) / max(1.0, abs(right)) / 2)


def _sides(body: Sequence[ast.stmt]) -> list[Value]:
    """Both sides of the comparison that the last statement sets ``result`` to; none without."""
    match body:
        case [
            *_,
            ast.Assign(targets=[ast.Name(id="result")], value=ast.Compare(left, [_], [right])),
        ]:
            return [expression(left), expression(right)]
    return []


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
            return _assign([target(each) for each in targets], expression(value))
        case ast.AnnAssign(target=named, value=ast.expr() as value):
            return _assign([target(named)], expression(value))
        case ast.AugAssign(target=named, op=op, value=value) if type(op) in OPERATORS:
            return _augment(target(named), expression(named), OPERATORS[type(op)], value)
        case ast.If(test=test, body=body, orelse=orelse):
            asked, then, other = expression(test), _block(body), _block(orelse)
            return lambda scope: then(scope) if asked(scope) else other(scope)
        case ast.For(target=named, iter=source, body=body, orelse=[]):
            return _loop(target(named), expression(source), _block(body))
        case ast.While(test=test, body=body, orelse=[]):
            return _while(expression(test), _block(body))
        case ast.Expr(value=value):
            return _assign([], expression(value))
        case ast.Break():
            return lambda scope: "break"
        case ast.Continue():
            return lambda scope: "continue"
        case ast.Pass():
            return lambda scope: None
    return refuse(node)


def _assign(targets: list[Put], value: Value) -> Step:
    def run(scope: Scope) -> None:
        made = value(scope)
        for put in targets:
            put(scope, made)

    return run


def _augment(put: Put, before: Value, made: Callable[..., Any], value: ast.expr) -> Step:
    more = expression(value)

    def run(scope: Scope) -> None:
        put(scope, made(before(scope), more(scope)))

    return run


def _loop(put: Put, source: Value, body: Step) -> Step:
    def run(scope: Scope) -> None:
        for item in scope[TURNS].each(source(scope)):
            put(scope, item)
            if body(scope) == "break":
                break

    return run


def _while(asked: Value, body: Step) -> Step:
    def run(scope: Scope) -> None:
        while asked(scope):
            scope[TURNS].spend()
            if body(scope) == "break":
                break

    return run
