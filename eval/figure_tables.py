"""Figures by name, put into tables: an interval beside its figure, a group in a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: End the names of the bounds of an interval about a figure.
LOW, HIGH = "_low", "_high"
#: A blank at which no line ends.
UNBROKEN = "\u00a0"


class Table(NamedTuple):
    """A head, and rows under it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure_tables(figures: Mapping[str, float], groups: Sequence[str]) -> list[Table]:
    """A table of the figures, and one of those whose names begin with a group's, if any do."""
    values = _with_intervals(figures)
    prefixes = {group: f"{group.replace(' ', '_')}_" for group in groups}
    shared: dict[str, dict[str, str]] = {}
    alone: list[tuple[str, str]] = []
    for name, value in values.items():
        group = _group_of(name, prefixes)
        if group is None:
            alone.append((name, value))
        else:
            shared.setdefault(name.removeprefix(prefixes[group]), {})[group] = value
    found = [Table(("figure", "value"), tuple(alone))]
    columns = [group for group in groups if any(group in row for row in shared.values())]
    if columns:
        rows = ((name, *(row.get(group, "") for group in columns)) for name, row in shared.items())
        found.append(Table(("figure", *columns), tuple(rows)))
    return found


def _with_intervals(figures: Mapping[str, float]) -> dict[str, str]:
    """Figures as texts; one that has an interval is told with it."""
    told, bounds = {}, set[str]()
    for name, value in figures.items():
        told[name] = f"{value:g}"
        ends = [name + LOW, name + HIGH]
        if all(end in figures for end in ends):
            low, high = (f"{figures[end]:.3g}" for end in ends)
            told[name] = f"{value:.3g} ({low}{UNBROKEN}to{UNBROKEN}{high})"
            bounds.update(ends)
    return {name: text for name, text in told.items() if name not in bounds}


def _group_of(name: str, prefixes: Mapping[str, str]) -> str | None:
    """The group whose name a figure's begins with, the longest such."""
    fitting = [group for group, prefix in prefixes.items() if name.startswith(prefix)]
    return max(fitting, key=len, default=None)
