"""Expressions of a program, as functions of a scope."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from eval.chinatravel.allowed import BUILTINS, METHODS, OPERATORS, Made, ProgramError, bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Names and what they stand for; the turns that are left under ``TURNS``.
Scope = dict[str, Any]
TURNS = ""
#: A compiled expression; what puts a value into a scope.
Value = Callable[[Scope], Any]
Put = Callable[[Scope, Any], None]
HOLDERS = {ast.List: list, ast.Tuple: tuple, ast.Set: set, ast.ListComp: list, ast.SetComp: set}


def refuse(node: ast.AST) -> NoReturn:
    """Raise the error that tells of something that is not on the list."""
    raise ProgramError(f"A program may not have {type(node).__name__} in it: {ast.unparse(node)}.")


def target(node: ast.expr) -> Put:
    """What puts a value where an assignment or a loop puts it.

    Raises:
        ProgramError: it may not be put there.
    """
    match node:
        case ast.Name(id=name):
            return lambda scope, made: scope.__setitem__(name, made)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            puts = [target(part) for part in parts]

            def put(scope: Scope, made: Any) -> None:
                for each, item in zip(puts, made, strict=True):
                    each(scope, item)

            return put
        case ast.Subscript(value=held, slice=index):
            owner, at = expression(held), expression(index)

            def put_at(scope: Scope, made: Any) -> None:
                holder = owner(scope)
                if not isinstance(holder, Made):
                    raise ProgramError(f"A program may not change {ast.unparse(held)}.")
                holder[at(scope)] = made

            return put_at
    refuse(node)


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
        case ast.Slice(lower=lower, upper=upper, step=step):
            ends = [expression(end or ast.Constant(None)) for end in (lower, upper, step)]
            return lambda scope: slice(*[end(scope) for end in ends])
        case ast.Call(func=func, args=arguments, keywords=keywords):
            return _call(func, arguments, keywords)
        case ast.Lambda(args=arguments, body=body):
            return _function(arguments, expression(body))
    return _holder(node)


def _holder(node: ast.expr) -> Value:
    """A list, a set, a dictionary, as it stands or made by a loop."""
    match node:
        case ast.List() | ast.Tuple() | ast.Set():
            parts, holder = [expression(part) for part in node.elts], HOLDERS[type(node)]
            return lambda scope: holder([part(scope) for part in parts])
        case ast.Dict(keys=keys, values=values):
            pairs = [
                (expression(key or refuse(node)), expression(value))
                for key, value in zip(keys, values, strict=True)
            ]
            return lambda scope: Made((key(scope), value(scope)) for key, value in pairs)
        case ast.ListComp(elt=item, generators=loops) | ast.SetComp(elt=item, generators=loops):
            turns, holder = _turns(expression(item), loops), HOLDERS[type(node)]
            return lambda scope: holder(turns(dict(scope)))
        case ast.GeneratorExp(elt=item, generators=loops):
            turns = _turns(expression(item), loops)
            return lambda scope: turns(dict(scope))
        case ast.DictComp(key=key, value=value, generators=loops):
            turns = _turns(expression(ast.Tuple([key, value], ast.Load())), loops)
            return lambda scope: Made(turns(dict(scope)))
    refuse(node)


def _turns(item: Value, loops: Sequence[ast.comprehension]) -> Callable[[Scope], Iterator[Any]]:
    """The items of a comprehension; their scope is one of their own."""
    if not loops:
        return lambda scope: iter((item(scope),))
    put, source = target(loops[0].target), expression(loops[0].iter)
    asked = _either(False, [expression(test) for test in loops[0].ifs] or [lambda scope: True])
    inner = _turns(item, loops[1:])

    def run(scope: Scope) -> Iterator[Any]:
        for each in scope[TURNS].each(source(scope)):
            put(scope, each)
            if asked(scope):
                yield from inner(scope)

    return run


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


def _function(arguments: ast.arguments, body: Value) -> Value:
    """A function without a name, of arguments that are told by their place."""
    names = [argument.arg for argument in arguments.args]
    if ast.unparse(arguments) != ", ".join(names):
        refuse(arguments)

    def made(scope: Scope) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            scope[TURNS].spend()
            return body({**scope, **dict(zip(names, given, strict=True))})

        return call

    return made


def _call(func: ast.expr, given: list[ast.expr], keywords: list[ast.keyword]) -> Value:
    arguments = [expression(argument) for argument in given]
    named = [(k.arg or refuse(k.value), expression(k.value)) for k in keywords]
    match func:
        case ast.Name(id=name):

            def called(scope: Scope) -> Any:
                values = [argument(scope) for argument in arguments]
                if name in BUILTINS:
                    scope[TURNS].spend(sum(len(v) for v in values if hasattr(v, "__len__")))
                return scope[name](*values, **{key: value(scope) for key, value in named})

            return called
        case ast.Attribute(value=value, attr=name) if any(name in of for of in METHODS.values()):
            holder = expression(value)

            def call(scope: Scope) -> Any:
                owner = holder(scope)
                if name not in METHODS.get(type(owner), set()):
                    raise ProgramError(f"A program may not call {name} of {type(owner).__name__}.")
                values = [argument(scope) for argument in arguments]
                made = getattr(owner, name)(*values, **{key: v(scope) for key, v in named})
                bounded(owner)
                return bounded(made)

            return call
    refuse(func)
