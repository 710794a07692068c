"""Routers: their answers, their failures, and the estimates that stand in for them."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np
import pytest

from planner.errors import ServiceError
from planner.facts import Mode
from planner.model import Point
from tests.tools.facts_builders import a_city
from tools import routers
from tools.routers import OsrmRouter, ValhallaRouter
from tools.routing import FakeRouter, RoutedTravel, Router
from tools.travel import EstimatedTravel, travel_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

A, B, C = (Point(lat=55.68 + i / 100, lon=12.57) for i in range(3))


@dataclass
class Server:
    """A loopback HTTP server that answers whatever the test says."""

    url: str = ""
    reply: Callable[[str, Any], tuple[int, bytes]] = lambda path, body: (404, b"")
    asked: list[tuple[str, Any]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server and its address."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            state.asked.append((self.path, body))
            status, payload = state.reply(self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = _answer

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    state.url = f"http://127.0.0.1:{http.server_port}"
    yield state
    http.shutdown()
    http.server_close()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A client that knows no proxy."""
    with httpx.Client(trust_env=False) as found:
        yield found


def osrm_reply(path: str, body: Any) -> tuple[int, bytes]:
    """An OSRM server on which a hundredth of a degree of latitude takes 900 s and 1,300 m."""
    where, _, query = path.partition("?")
    coordinates = [tuple(map(float, pair.split(","))) for pair in where.split("/")[-1].split(";")]
    options = dict(part.split("=") for part in query.split("&"))
    rows, columns = (
        [coordinates[int(i)] for i in options[key].replace("%3B", ";").split(";")]
        for key in ("sources", "destinations")
    )
    steps = [[abs(a[1] - b[1]) * 100 for b in columns] for a in rows]
    payload = {
        "code": "Ok",
        "durations": [[900 * s for s in row] for row in steps],
        "distances": [[1300 * s for s in row] for row in steps],
        "sources": [{"distance": 3.0}] * len(rows),
        "destinations": [{"distance": 3.0}] * len(columns),
    }
    return 200, json.dumps(payload).encode()


def valhalla_reply(path: str, body: Any) -> tuple[int, bytes]:
    """A Valhalla server with the same streets."""
    cells = [
        [
            {"time": 90_000 * abs(a["lat"] - b["lat"]), "distance": 130 * abs(a["lat"] - b["lat"])}
            for b in body["targets"]
        ]
        for a in body["sources"]
    ]
    return 200, json.dumps({"sources_to_targets": cells, "units": "kilometers"}).encode()


def both(server: Server, client: httpx.Client, block: int = 50) -> list[tuple[Router, Any]]:
    """Each router with the reply of its own protocol."""
    return [
        (OsrmRouter(server.url, client, block=block), osrm_reply),
        (ValhallaRouter(server.url + "/", client, block=block), valhalla_reply),
    ]


def test_a_router_s_answer_replaces_the_estimate(server: Server, client: httpx.Client) -> None:
    """Walks, rides and taxi fares come from the streets, with what surrounds a ride added."""
    city = a_city()
    for router, reply in both(server, client):
        server.reply = reply
        travel = RoutedTravel(router, strict=True)
        walk, bike, taxi = (
            travel.travel(city, A, B, mode) for mode in (Mode.WALK, Mode.BIKE, Mode.TAXI)
        )
        assert walk is not None
        assert bike is not None
        assert taxi is not None
        assert (walk.minutes, walk.walk_metres, walk.estimated) in [
            (15, 1300, False),
            (16, 1301, False),
        ]
        assert bike.minutes - walk.minutes == 4
        assert taxi.minutes - walk.minutes == 6
        assert taxi.fare == pytest.approx(49 + 16 * 1.3 + 5 * 15)


def test_large_tables_are_asked_in_blocks(server: Server, client: httpx.Client) -> None:
    """Seven points in blocks of three are nine requests and one table."""
    points = [Point(lat=55 + i / 100, lon=12.5) for i in range(7)]
    for router, reply in both(server, client, block=3):
        server.reply = reply
        server.asked.clear()
        table = router.table(points, Mode.WALK)
        assert len(server.asked) == 9
        steps = np.abs(np.subtract.outer(np.arange(7), np.arange(7)))
        np.testing.assert_allclose(table.seconds, 900 * steps, atol=1e-6)
        np.testing.assert_allclose(table.metres, 1300 * steps, atol=1e-6)


def test_no_route_and_off_the_map_are_none(server: Server, client: httpx.Client) -> None:
    """A null cell, or a point the router had to move by a kilometre, cannot be reached."""

    def null(path: str, body: Any) -> tuple[int, bytes]:
        answer = json.loads(osrm_reply(path, body)[1])
        answer["durations"][0][1] = None
        return 200, json.dumps(answer).encode()

    def far(path: str, body: Any) -> tuple[int, bytes]:
        answer = json.loads(osrm_reply(path, body)[1])
        answer["destinations"][1] = {"distance": 1000.0}
        return 200, json.dumps(answer).encode()

    for reply in (null, far):
        server.reply = reply
        travel = RoutedTravel(OsrmRouter(server.url, client), strict=True)
        assert travel.travel(a_city(), A, B, Mode.WALK) is None
        assert travel.travel(a_city(), B, A, Mode.WALK) is not None


def malformed(durations: Any, distances: Any) -> bytes:
    """An OSRM answer with these tables."""
    return json.dumps({"code": "Ok", "durations": durations, "distances": distances}).encode()


GOOD = [[0, 1300], [1300, 0]]
GARBAGE = {
    "not json": (200, b"<html>busy</html>"),
    "not utf-8": (200, b"\xff\xfe\x00"),
    "a list": (200, b"[]"),
    "null": (200, b"null"),
    "an error": (500, b"{}"),
    "a refusal": (200, b'{"code": "TooBig", "message": "Too many table coordinates"}'),
    "no tables": (200, b'{"code": "Ok"}'),
    "wrong shape": (200, malformed([[0]], [[0]])),
    "ragged": (200, malformed([[0, 1], [0]], GOOD)),
    "text": (200, malformed([["a", "b"], ["c", "d"]], GOOD)),
    "booleans": (200, malformed([[True, True], [True, True]], GOOD)),
    "negative": (200, malformed([[0, -5], [-5, 0]], GOOD)),
    "infinite": (200, malformed([[0, float("inf")], [1, 0]], GOOD)),
    "shorter than the crow": (200, malformed([[0, 9], [9, 0]], [[0, 9], [9, 0]])),
}


@pytest.mark.parametrize("fault", GARBAGE)
def test_garbage_raises_in_strict_mode(fault: str, server: Server, client: httpx.Client) -> None:
    """Whatever nonsense a router answers, strict mode says that it failed."""
    server.reply = lambda path, body: GARBAGE[fault]
    far = Point(lat=A.lat + 0.1, lon=A.lon)
    for router, _ in both(server, client):
        with pytest.raises(ServiceError):
            RoutedTravel(router, strict=True).travel(a_city(), A, far, Mode.WALK)


@pytest.mark.parametrize("fault", GARBAGE)
def test_garbage_falls_back_to_estimates(fault: str, server: Server, client: httpx.Client) -> None:
    """Otherwise the estimate stands in, a note says why, and the router is not asked again."""
    server.reply = lambda path, body: GARBAGE[fault]
    far = Point(lat=A.lat + 0.1, lon=A.lon)
    travel = RoutedTravel(OsrmRouter(server.url, client))
    expected = EstimatedTravel().travel(a_city(), A, far, Mode.WALK)
    assert travel.travel(a_city(), A, far, Mode.WALK) == expected
    assert travel.travel(a_city(), far, A, Mode.WALK) == expected
    assert len(server.asked) == 1
    assert len(travel.notes) == 1
    assert travel.notes[0].startswith("walk times are estimates: ")


def test_a_slow_router_times_out(
    server: Server, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A router that does not answer in time has failed."""

    def slow(path: str, body: Any) -> tuple[int, bytes]:
        time.sleep(0.5)
        return osrm_reply(path, body)

    monkeypatch.setattr(routers, "TIMEOUT_SECONDS", 0.05)
    server.reply = slow
    with pytest.raises(ServiceError, match="timed out"):
        OsrmRouter(server.url, client).table([A, B], Mode.WALK)


def test_a_router_that_is_not_there_has_failed(client: httpx.Client) -> None:
    """A refused connection and an address that is none are failures of the service."""
    for url in ("http://127.0.0.1:1", "http://[", "nonsense"):
        with pytest.raises(ServiceError):
            ValhallaRouter(url, client).table([A, B], Mode.WALK)


def test_what_a_router_does_not_know_is_estimated() -> None:
    """Transit, modes without a profile and travel between cities stay estimates."""
    city, estimate = a_city(), EstimatedTravel()
    travel = RoutedTravel(FakeRouter(modes=frozenset({Mode.WALK})), strict=True)
    for mode in (Mode.TRANSIT, Mode.BIKE, Mode.TAXI, Mode.CAR):
        assert travel.travel(city, A, C, mode) == estimate.travel(city, A, C, mode)
    assert travel.intercity(city, a_city("hamburg"), Mode.TRAIN) == estimate.intercity(
        city, a_city("hamburg"), Mode.TRAIN
    )
    assert travel.matrix(city, [], Mode.WALK).minutes.shape == (0, 0)


def test_pairs_of_a_matrix_are_not_asked_again(server: Server, client: httpx.Client) -> None:
    """After a matrix its pairs are answered from memory, alike."""
    server.reply = osrm_reply
    travel = RoutedTravel(OsrmRouter(server.url, client), strict=True)
    matrix = travel.matrix(a_city(), [A, B, C], Mode.WALK)
    asked = len(server.asked)
    assert travel.travel(a_city(), A, C, Mode.WALK) == travel_of(matrix, 0, 2)
    assert travel.travel(a_city(), C, B, Mode.WALK) == travel_of(matrix, 2, 1)
    assert len(server.asked) == asked
    assert not matrix.estimated.any()


def test_a_failing_fake_fails() -> None:
    """The fake's error reaches strict callers, and only them."""
    broken = FakeRouter(error="The router is on fire.")
    with pytest.raises(ServiceError, match="on fire"):
        RoutedTravel(broken, strict=True).matrix(a_city(), [A, B], Mode.CAR)
    travel = RoutedTravel(broken)
    assert travel.matrix(a_city(), [A, B], Mode.CAR).estimated.all()
    assert travel.notes == ("car times are estimates: The router is on fire.",)
