"""Windows of an instance in the forms that the peers' models want them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from eval.tour.instance import TourInstance

#: (first, last) moments at which a visit may begin.
Spans = tuple[tuple[int, int], ...]


class Axis(NamedTuple):
    """All days one after another.

    Attributes:
        horizon: end of the last day.
        days: start and end of each day.
        windows: spans of each node, the depot's row empty.
    """

    horizon: int
    days: Spans
    windows: tuple[Spans, ...]


def spans_of(instance: TourInstance, node: int, day: int) -> Spans:
    """When a visit may begin on a day, in order."""
    return tuple(sorted((a, b) for a, b in instance.starts[node, day].tolist() if a <= b))


def on_one_axis(instance: TourInstance) -> Axis:
    """Every day moved to begin where the day before ended."""
    length = int(instance.end.max())
    starts, ends = instance.start.tolist(), instance.end.tolist()
    shifts = [day * (length + 1) for day in range(instance.days)]
    days = tuple((s + a, s + b) for s, a, b in zip(shifts, starts, ends, strict=True))
    windows = tuple(
        tuple(
            (shift + first, shift + last)
            for day, shift in enumerate(shifts)
            for first, last in spans_of(instance, node, day)
        )
        for node in range(instance.size + 1)
    )
    return Axis(days[-1][1], days, windows)
