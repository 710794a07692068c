"""Other spellings of what programs do, brought to the one that is recognised.

``any``, ``all``, ``sum`` and ``len`` of a comprehension, and sets made by one, become loops in
front of their statement; ``x = x + 1`` becomes ``x += 1``, ``seen |= {a}`` becomes ``seen.add(a)``,
``activity.get('type')`` becomes ``activity['type']``, and a name that a loop gives to something it
reads of an activity is put aside for what it stands for.
"""

from __future__ import annotations

import ast
from collections import Counter
from copy import deepcopy
from itertools import count, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Comprehension = ast.GeneratorExp | ast.ListComp | ast.SetComp

#: What such calls begin with, and what each turn of their loop does; ``it`` is the item.
FOLDED = {
    "any": ("False", "if it: made = True"),
    "all": ("True", "if not it: made = False"),
    "sum": ("0", "made += it"),
    "len": ("0", "made += 1"),
    "set": ("set()", "made.add(it)"),
    "list": ("[]", "made.append(it)"),
}


def respelled(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """A program's statements in the one spelling; those given are left as they are."""
    fresh = (f"{number} of a comprehension" for number in count())
    return _Spelling(fresh, _own_names(body)).block(_plain(deepcopy(list(body))))


def _plain(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements without names for all activities or for one of them that are set but once."""
    for at, node in enumerate(body):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="allactivities")) | ast.Subscript() as value,
            ) if _reads_only([*body[:at], *body[at + 1 :]], name):
                return _plain([*body[:at], *_put_in(body[at + 1 :], {name: value})])
    return body


class _Spelling:
    """The one spelling of the statements of one program.

    Args:
        fresh: names that no program has.
        own: names that are found only in loops which begin by setting them.
    """

    def __init__(self, fresh: Iterator[str], own: set[str]) -> None:
        self._fresh, self._own = fresh, own

    def block(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        """Statements one after another."""
        made: list[ast.stmt] = []
        for node in body:
            match node:
                case ast.For():
                    node.body = self.block(self._without_names(node.body))
                case ast.If():
                    node.body, node.orelse = self.block(node.body), self.block(node.orelse)
            expressions = _Expressions(self._fresh)
            told = expressions.visit(node)
            made += [*self.block(expressions.before), _statement(told)]
        return made

    def _without_names(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """A loop's body without what it calls, first thing, something that it reads."""
        match body:
            case [ast.Assign(targets=[ast.Name(id=name)], value=value), *rest]:
                if name in self._own and _reads_only(rest, name):
                    return self._without_names(_put_in(rest, {name: value}))
        return body


def _named(node: ast.stmt) -> str:
    """What a statement calls something that it reads; empty where it does something else."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() | ast.Subscript()):
            return name
    return ""


def _own_names(body: Sequence[ast.stmt]) -> set[str]:
    """Names that are found only in loops which begin by setting them."""
    everywhere, inside = Counter(_names(body)), Counter[str]()
    for node in (node for statement in body for node in ast.walk(statement)):
        if isinstance(node, ast.For):
            begun = set(takewhile(bool, map(_named, node.body)))
            inside.update(name for name in _names(node.body) if name in begun)
    return {name for name, found in inside.items() if everywhere[name] == found}


def _names(body: Sequence[ast.stmt]) -> list[str]:
    return [n.id for s in body for n in ast.walk(s) if isinstance(n, ast.Name)]


def _statement(node: ast.stmt) -> ast.stmt:
    """One statement in the one spelling."""
    match node:
        case ast.Assign(
            targets=[ast.Name(id=name) as target],
            value=ast.BinOp(left=ast.Name(id=same), op=op, right=more),
        ) if same == name:
            return _statement(ast.AugAssign(target, op, more))
        case ast.AugAssign(target=ast.Name(id=name), op=ast.BitOr(), value=ast.Set(elts=[item])):
            return _added(name, item)
        case ast.Expr(
            ast.Call(
                ast.Attribute(ast.Name(id=name), attr="update"),
                [ast.Set(elts=[item]) | ast.List(elts=[item])],
            )
        ):
            return _added(name, item)
        case ast.AugAssign(target=target, op=ast.Add(), value=ast.IfExp(test, one, two)):
            first, second = (ast.AugAssign(target, ast.Add(), way) for way in (one, two))
            return ast.If(test, [first], [second])
    return node


def _added(name: str, item: ast.expr) -> ast.stmt:
    method = ast.Attribute(ast.Name(name, ast.Load()), "add", ast.Load())
    return ast.Expr(ast.Call(method, [item], []))


class _Expressions(ast.NodeTransformer):
    """Takes comprehensions out of the expressions of one statement.

    Attributes:
        before: the loops that do the same, to be carried out first.
    """

    def __init__(self, fresh: Iterator[str]) -> None:
        self._fresh = fresh
        self.before: list[ast.stmt] = []

    def visit_For(self, node: ast.For) -> ast.For:
        """Only what is looped over: the body has been seen to."""
        node.iter = self.visit(node.iter)
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        """Only the test."""
        node.test = self.visit(node.test)
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        """A list of one loop."""
        return self._folded("list", node) or node

    def visit_SetComp(self, node: ast.SetComp) -> ast.expr:
        """A set of one loop."""
        return self._folded("set", node) or node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A call of a comprehension, and a key that is read by ``get``."""
        match node:
            case ast.Call(
                func=ast.Name(id=name),
                args=[ast.GeneratorExp() | ast.ListComp() as inner],
                keywords=[],
            ) if name in FOLDED:
                return self._folded(name, inner) or node
            case ast.Call(ast.Attribute(value=held, attr="get"), [ast.Constant() as key]):
                return ast.Subscript(held, key, ast.Load())
        return self.generic_visit(node)

    def _folded(self, name: str, node: Comprehension) -> ast.Name | None:
        """The name that a loop in front sets to the same; None where it is no single loop."""
        match node.generators:
            case [ast.comprehension(target=ast.Name(id=own)) as loop]:
                pass
            case _:
                return None
        made, item = (ast.Name(next(self._fresh), ast.Load()) for _ in range(2))
        begins, turn = FOLDED[name]
        body = _put_in(ast.parse(turn).body, {"made": made, "it": node.elt})
        for test in reversed(loop.ifs):
            body = [ast.If(test, body, [])]
        body = _put_in(body, {own: item})  # nobody else knows it by its name
        begin = ast.Assign([made], ast.parse(begins, mode="eval").body)
        self.before += [begin, ast.For(item, loop.iter, body, [])]
        return made


class _Names(ast.NodeTransformer):
    """Puts expressions in for names."""

    def __init__(self, values: dict[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A copy, as one node may not stand in two places."""
        return deepcopy(self._values[node.id]) if node.id in self._values else node


def _put_in(body: Sequence[ast.stmt], values: dict[str, ast.expr]) -> list[ast.stmt]:
    return [_Names(values).visit(node) for node in body]


def _reads_only(body: Sequence[ast.stmt], name: str) -> bool:
    """Whether statements read a name and never set it."""
    found = [n for s in body for n in ast.walk(s) if isinstance(n, ast.Name) and n.id == name]
    return bool(found) and all(isinstance(n.ctx, ast.Load) for n in found)
