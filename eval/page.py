"""The report as a page of HTML that needs no other file: figures, then cases, failures first."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from eval.figure_tables import figure_tables
from eval.report import failures_first, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.case import Outcome

STYLE = """
:root { --text: #1c2024; --soft: #5c6670; --ground: #fff; --line: #d8dde2; --block: #f4f6f8 }
@media (prefers-color-scheme: dark) { :root { --text: #e3e7ea; --soft: #9aa5af;
  --ground: #14171a; --line: #343b42; --block: #1e2328 } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem;
  color: var(--text); background: var(--ground) }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; font-size: .87rem }
td, th { border-bottom: 1px solid var(--line);
  padding: .2rem .5rem; text-align: left } th + th, td + td { text-align: right }
td + td { font-variant-numeric: tabular-nums }
.tables { display: flex; flex-wrap: wrap; gap: 2.5rem; align-items: flex-start; overflow-x: auto }
details { border: 1px solid var(--line); border-left: .35rem solid #2f8f5b; border-radius: .3rem;
  margin: .4rem 0; padding: .35rem .8rem }
details.failed { border-left-color: #d0433a } details details { border-left: 1px solid var(--line) }
summary { cursor: pointer } summary span, blockquote { color: var(--soft) }
blockquote { margin: .5rem 0 } li { white-space: pre-wrap; overflow-wrap: anywhere }
blockquote, summary { overflow-wrap: anywhere }
p span { display: inline-block; margin-right: 1rem; color: var(--soft); font-size: .87rem }
pre { overflow-x: auto; background: var(--block); padding: .6rem; font-size: .82rem }
"""


def page(name: str, figures: Mapping[str, float], outcomes: Sequence[Outcome]) -> str:
    """The whole page."""
    failed = sum(not outcome.passed for outcome in outcomes)
    kinds = groups(outcomes)
    found = figure_tables(figures, [kind.name for kind in kinds])
    tables = "".join(_table(table.head, table.rows) for table in found)
    if kinds:
        tables += _table(
            ("group", "passed"), ((g.name, f"{g.passed} of {g.outcomes}") for g in kinds)
        )
    cases = "\n".join(_case(outcome) for outcome in failures_first(outcomes))
    title = f"wayplan eval {escape(name)}"
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n<h1>{title}</h1>\n"
        f"<p>{len(outcomes)} outcomes, {failed} failed.</p>\n"
        f'<div class="tables">{tables}</div>\n<h2>Cases, failures first</h2>\n{cases}\n</html>\n'
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><tr>{top}</tr>{body}</table>"


def _case(outcome: Outcome) -> str:
    """One case, unfolded where it failed."""
    state = ' class="failed" open' if not outcome.passed else ""
    verdict = "passed" if outcome.passed else "crashed" if outcome.error else "failed"
    parts = [f"<blockquote>{escape(outcome.text)}</blockquote>"] if outcome.text else []
    if outcome.explanation:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in outcome.explanation)
        parts.append(f"<ul>{items}</ul>")
    if outcome.error:
        parts.append(f"<pre>{escape(outcome.error)}</pre>")
    if outcome.marks:
        told = (f"{name} {'-' if v is None else f'{v:g}'}" for name, v in outcome.marks.items())
        parts.append(f"<p>{' '.join(f'<span>{escape(mark)}</span>' for mark in told)}</p>")
    if outcome.answer is not None:
        parts.append(f"<details><summary>answer</summary>{_json(outcome.answer)}</details>")
    where = ", ".join(filter(None, (outcome.group, f"seed {outcome.seed}")))
    return (
        f"<details{state}><summary><b>{escape(outcome.case)}</b> {verdict} "
        f"<span>{escape(where)}, {outcome.seconds:.2f} s</span>"
        f"</summary>{''.join(parts)}</details>"
    )


def _json(answer: Any) -> str:
    return f"<pre>{escape(json.dumps(answer, indent=1, ensure_ascii=False))}</pre>"
