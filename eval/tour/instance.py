"""A tour problem as pure numbers: n candidates, D days from one depot, as much profit as fits.

The orienteering libraries and the generated tours are instances alike. Node 0 is the depot, where
every day starts and ends; candidates are nodes 1 to n.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: A window that never opens, to fill up rows of windows.
SHUT = (0, -1, -1)
#: Fields with a row for each node.
_BY_NODE = ("places", "windows", "service", "value", "cost", "lunch", "mandatory")


@dataclass(frozen=True)
class TourInstance:
    """An instance; times are in a unit of its own, and everything is whole numbers.

    Attributes:
        places: int (n + 1, 2), coordinates.
        pace: units of distance passed in a unit of time; travel time is Euclidean distance over
            pace, rounded down.
        windows: int (n + 1, D, K, 3): opens, last start, closes; row 0 is all ``SHUT``.
        service: int (n + 1,), length of a visit.
        value: int (n + 1,), profit of a visit.
        start, end: int (D,), when one leaves the depot at the earliest and is back at the latest.
        cost: int (n + 1,); all visits together may cost ``budget``.
        walk_cap: distance of a day at most, each leg rounded down.
        lunch: bool (n + 1,), visits that are lunch: exactly one a day is due and begins within
            ``lunch_window``, if there is one; without it no node is lunch.
        mandatory: bool (n + 1,), visits that have to be made.
    """

    name: str
    places: Ints
    pace: int
    windows: Ints
    service: Ints
    value: Ints
    start: Ints
    end: Ints
    cost: Ints
    lunch: Bools
    mandatory: Bools
    budget: int | None = None
    walk_cap: int | None = None
    lunch_window: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Check the shapes."""
        nodes, days = len(self.places), len(self.start)
        for name in _BY_NODE:
            if len(getattr(self, name)) != nodes:
                raise ValueError(
                    f"Expected {nodes} rows of {name}, got {len(getattr(self, name))}."
                )
        if self.windows.shape[1] != days or self.windows.shape[3] != 3 or len(self.end) != days:
            raise ValueError(f"Expected windows (n + 1, {days}, K, 3), got {self.windows.shape}.")
        if bool(self.lunch.any()) != (self.lunch_window is not None):
            raise ValueError("Expected lunch nodes and a lunch window, or neither.")

    @classmethod
    def orienteering(
        cls, name: str, places: Ints, pace: int, windows: Ints, service: Ints, value: Ints,
        start: Ints, end: Ints,
    ) -> TourInstance:  # fmt: skip
        """An instance of the libraries: time windows and nothing else."""
        none = np.zeros(len(places), np.bool_)
        return cls(
            name, places, pace, windows, service, value, start, end,
            cost=np.zeros(len(places), np.int64), lunch=none, mandatory=none,
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many candidates."""
        return len(self.places) - 1

    @property
    def days(self) -> int:
        """How many days."""
        return len(self.start)

    @cached_property
    def starts(self) -> Ints:
        """Int (n + 1, D, K, 2): a visit begins from the first to the second; none if it is less.

        What closing, the day's end and the lunch window allow, travel apart.
        """
        first = np.maximum(self.windows[..., 0], self.start[:, None])
        last = np.minimum(
            self.windows[..., 1],
            np.minimum(self.windows[..., 2], self.end[:, None]) - self.service[:, None, None],
        )
        if self.lunch_window is not None:
            at_lunch = self.lunch[:, None, None]
            first = np.where(at_lunch, np.maximum(first, self.lunch_window[0]), first)
            last = np.where(at_lunch, np.minimum(last, self.lunch_window[1]), last)
        return np.stack([first, last], axis=-1)

    @cached_property
    def distances(self) -> Ints:
        """Int (n + 1, n + 1), rounded down."""
        x, y = self.places[:, 0], self.places[:, 1]
        squared = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
        return np.sqrt(squared).astype(np.int64)

    @cached_property
    def minutes(self) -> Ints:
        """Int (n + 1, n + 1), travel times."""
        return self.distances // self.pace

    def subset(self, nodes: Sequence[int]) -> TourInstance:
        """The same problem with these candidates alone, which become nodes 1, 2 and so on."""
        rows = np.array([0, *nodes], np.int64)
        return replace(self, **{name: getattr(self, name)[rows] for name in _BY_NODE})
