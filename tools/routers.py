"""Routers over HTTP: OSRM and Valhalla, by an injected ``httpx.Client``."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import httpx
import numpy as np
import numpy.typing as npt

from planner.errors import ServiceError, SettingsError
from planner.facts import Mode
from tools.routing import MAX_SNAP_METRES, RoutedTravel, RouteTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from planner.model import Point
    from tools.distance import FloatArray

#: Seconds a router may take to connect, and again between two pieces of its answer.
TIMEOUT_SECONDS: Final = 10.0


def travel_by(url: str) -> RoutedTravel:
    """Travel by the router behind ``osrm+URL`` or ``valhalla+URL``.

    Raises:
        SettingsError: the text is not of that form.
    """
    kind, _, base = url.partition("+")
    routers: dict[str, type[OsrmRouter | ValhallaRouter]] = {
        "osrm": OsrmRouter,
        "valhalla": ValhallaRouter,
    }
    if kind not in routers or not base.startswith(("http://", "https://")):
        raise SettingsError(f"Expected osrm+URL or valhalla+URL for a router, got {url!r}.")
    return RoutedTravel(routers[kind](base, httpx.Client(timeout=TIMEOUT_SECONDS)))


@dataclass(frozen=True, slots=True)
class OsrmRouter:
    """An OSRM server's table service.

    Attributes:
        base_url: e.g. ``http://localhost:5000``.
        profiles: the server's profile for each mode it has been built for.
        block: points per side of one request; OSRM's default limit is 100 coordinates in all.
    """

    base_url: str
    client: httpx.Client
    profiles: Mapping[Mode, str] = field(
        default_factory=lambda: {Mode.WALK: "foot", Mode.BIKE: "bike", Mode.CAR: "car"}
    )
    block: int = 50

    @property
    def modes(self) -> frozenset[Mode]:
        """The modes with a profile."""
        return frozenset(self.profiles)

    def table(self, points: Sequence[Point], mode: Mode) -> RouteTable:
        """Routes between all pairs of points; see ``Router.table``."""
        return _by_blocks(
            points, self.block, lambda sources, targets: self._block(sources, targets, mode)
        )

    def _block(self, sources: Sequence[Point], targets: Sequence[Point], mode: Mode) -> RouteTable:
        where = ";".join(f"{p.lon:.6f},{p.lat:.6f}" for p in (*sources, *targets))
        split = len(sources)
        answer = _ask(
            self.client,
            "GET",
            f"{self.base_url.rstrip('/')}/table/v1/{self.profiles[mode]}/{where}",
            params={
                "annotations": "duration,distance",
                "sources": ";".join(map(str, range(split))),
                "destinations": ";".join(map(str, range(split, split + len(targets)))),
            },
        )
        if answer.get("code") != "Ok":
            raise ServiceError(
                f"The router at {self.base_url} refused: "
                f"{answer.get('message') or answer.get('code')!r}."
            )
        shape = (split, len(targets))
        table = RouteTable(
            _numbers(answer.get("durations"), shape, self.base_url),
            _numbers(answer.get("distances"), shape, self.base_url),
        )
        off = (
            _snapped_far(answer.get("sources"), split),
            _snapped_far(answer.get("destinations"), len(targets)),
        )
        lost = off[0][:, None] | off[1][None, :]
        return RouteTable(
            np.where(lost, np.nan, table.seconds), np.where(lost, np.nan, table.metres)
        )


@dataclass(frozen=True, slots=True)
class ValhallaRouter:
    """A Valhalla server's ``sources_to_targets`` service.

    Attributes:
        base_url: e.g. ``http://localhost:8002``.
        costings: the server's costing for each mode.
        block: points per side of one request; Valhalla's default limit is 2,500 pairs.
    """

    base_url: str
    client: httpx.Client
    costings: Mapping[Mode, str] = field(
        default_factory=lambda: {Mode.WALK: "pedestrian", Mode.BIKE: "bicycle", Mode.CAR: "auto"}
    )
    block: int = 50

    @property
    def modes(self) -> frozenset[Mode]:
        """The modes with a costing."""
        return frozenset(self.costings)

    def table(self, points: Sequence[Point], mode: Mode) -> RouteTable:
        """Routes between all pairs of points; see ``Router.table``."""
        return _by_blocks(
            points, self.block, lambda sources, targets: self._block(sources, targets, mode)
        )

    def _block(self, sources: Sequence[Point], targets: Sequence[Point], mode: Mode) -> RouteTable:
        answer = _ask(
            self.client,
            "POST",
            f"{self.base_url.rstrip('/')}/sources_to_targets",
            json={
                "sources": [{"lat": p.lat, "lon": p.lon} for p in sources],
                "targets": [{"lat": p.lat, "lon": p.lon} for p in targets],
                "costing": self.costings[mode],
                "units": "kilometers",
            },
        )
        cells, shape = answer.get("sources_to_targets"), (len(sources), len(targets))
        try:
            seconds = [[cell["time"] for cell in row] for row in cells]  # type: ignore[union-attr]
            km = [[cell["distance"] for cell in row] for row in cells]  # type: ignore[union-attr]
        except (TypeError, KeyError) as error:
            raise ServiceError(
                f"The router at {self.base_url} answered without times and distances."
            ) from error
        return RouteTable(
            _numbers(seconds, shape, self.base_url), _numbers(km, shape, self.base_url) * 1000
        )


def _ask(client: httpx.Client, method: str, url: str, **request: Any) -> dict[str, Any]:
    """The server's JSON object.

    Raises:
        ServiceError: no answer in time, an error status, or no JSON object.
    """
    try:
        answer = client.request(method, url, timeout=TIMEOUT_SECONDS, **request)
        answer.raise_for_status()
        body = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ServiceError(
            f"The router at {url[:80]} failed: {error or type(error).__name__}."
        ) from error
    except ValueError as error:
        raise ServiceError(f"The router at {url[:80]} did not answer in JSON.") from error
    if not isinstance(body, dict):
        raise ServiceError(
            f"Expected a JSON object from the router at {url[:80]}, got {type(body).__name__}."
        )
    return body


def _numbers(rows: object, shape: tuple[int, int], url: str) -> FloatArray:
    """A table of numbers, null as NaN.

    Raises:
        ServiceError: anything but numbers and nulls of that shape.
    """
    if isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        cells = [cell for row in rows for cell in row]
        fits = len(rows) == shape[0] and all(len(row) == shape[1] for row in rows)
        if fits and all(
            cell is None or (isinstance(cell, int | float) and cell is not True) for cell in cells
        ):
            values = [math.nan if cell is None else float(cell) for cell in cells]
            return np.array(values, dtype=np.float64).reshape(shape)
    raise ServiceError(
        f"Expected a table of {shape[0]} x {shape[1]} numbers from the router at {url}."
    )


def _snapped_far(waypoints: object, count: int) -> npt.NDArray[np.bool_]:
    """Which points OSRM had to move too far to reach a street; none where it does not say."""
    far = np.zeros(count, dtype=np.bool_)
    if isinstance(waypoints, list) and len(waypoints) == count:
        for i, waypoint in enumerate(waypoints):
            moved = waypoint.get("distance") if isinstance(waypoint, dict) else None
            far[i] = isinstance(moved, int | float) and moved > MAX_SNAP_METRES
    return far


def _by_blocks(
    points: Sequence[Point],
    size: int,
    ask: Callable[[Sequence[Point], Sequence[Point]], RouteTable],
) -> RouteTable:
    """The whole table, asked in blocks of at most ``size`` sources and targets."""
    n = len(points)
    seconds, metres = np.full((n, n), np.nan), np.full((n, n), np.nan)
    for i in range(0, n, size):
        for j in range(0, n, size):
            block = ask(points[i : i + size], points[j : j + size])
            seconds[i : i + size, j : j + size] = block.seconds
            metres[i : i + size, j : j + size] = block.metres
    return RouteTable(seconds, metres)
