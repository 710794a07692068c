"""The client against a server on the loopback that answers well, badly, late or not at all."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from planner.errors import ServiceError, SettingsError, WayplanError
from tests.tools.next_poi.test_checkpoint import write_checkpoint
from tools.next_poi.client import Client, Patience
from tools.next_poi.predictor import MEMORY_ALONE, Predictor, Ranking, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.visits import CheckIns

pytest.importorskip("openai")
QUICK = Patience(timeout=0.5, attempts=2, pause=0.0, trips=3, rest=60.0)
#: status, body; None hangs up without a reply.
Reply = tuple[int, str] | None


class Server:
    """A loopback HTTP server whose replies a test decides."""

    def __init__(self) -> None:
        self.reply: Callable[[dict[str, Any]], Reply] = lambda request: (500, "{}")
        self.served = "nothing"
        self.requests: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(
                    (
                        200,
                        json.dumps(
                            {"object": "list", "data": [{"id": outer.served, "object": "model"}]}
                        ),
                    )
                )

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(request)
                self._send(outer.reply(request))

            def _send(self, reply: Reply) -> None:
                if reply is None:
                    self.close_connection = True
                    return
                status, text = reply
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *arguments: object) -> None:
                """Keep quiet."""

        class Loopback(ThreadingHTTPServer):
            request_queue_size = 1024

        self._http = Loopback(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self._thread.start()

    def stop(self) -> None:
        """Close the port."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server that is stopped whatever happens."""
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def checkpoint(tmp_path: Path, town: CheckIns) -> Checkpoint:
    """A checkpoint of the town."""
    return write_checkpoint(tmp_path, town)


def completion(tables: list[dict[str, float]]) -> tuple[int, str]:
    """A well-formed reply with one table of log-probabilities per prompt, last index first."""
    choices = [
        {"index": i, "text": "", "finish_reason": "length", "logprobs": {"top_logprobs": [table]}}
        for i, table in enumerate(tables)
    ]
    body = {
        "id": "x",
        "object": "text_completion",
        "created": 0,
        "model": "m",
        "choices": choices[::-1],
    }
    return 200, json.dumps(body)


def favourites(checkpoint: Checkpoint) -> Callable[[dict[str, Any]], Reply]:
    """Answers each prompt with the place whose number is the prompt's length."""

    def reply(request: dict[str, Any]) -> Reply:
        first = checkpoint.encoding.first_place
        return completion(
            [
                {f"token_id:{first + len(prompt)}": -0.1, "token_id:1": -5.0}
                for prompt in request["prompt"]
            ]
        )

    return reply


def test_answers_come_in_order_and_in_batches(server: Server, checkpoint: Checkpoint) -> None:
    """Five prompts in batches of two make three requests for one token, each naming the model."""
    server.reply = favourites(checkpoint)
    client = Client(server.url, checkpoint, QUICK, batch=2)
    found = client.propose([[1] * length for length in (3, 1, 2, 5, 4)])
    assert [int(proposal.places[0]) for proposal in found] == [3, 1, 2, 5, 4]
    assert [len(request["prompt"]) for request in server.requests] == [2, 2, 1]
    assert {request["model"] for request in server.requests} == {checkpoint.name}
    assert {request["max_tokens"] for request in server.requests} == {1}
    client.close()


def test_check_names_both_models(server: Server, checkpoint: Checkpoint) -> None:
    """The wrong model behind the address stops with what was expected and what is there."""
    client = Client(server.url, checkpoint, QUICK)
    server.served = checkpoint.name
    client.check()
    server.served = "some-other-model"
    with pytest.raises(SettingsError, match="some-other-model"):
        client.check()


BROKEN: dict[str, Reply] = {
    "hangs up": None,
    "server error": (500, '{"error": {"message": "boom"}}'),
    "overloaded": (503, ""),
    "garbage": (200, "<html>hello</html>"),
    "truncated": (200, '{"id": "x", "choices": [{"ind'),
    "empty object": (200, "{}"),
    "a list": (200, "[]"),
    "no choices": (200, '{"choices": []}'),
    "no logprobs": (200, '{"choices": [{"index": 0, "text": ""}]}'),
    "wrong index": (200, '{"choices": [{"index": 4, "text": ""}]}'),
    "words": completion([{"hello": -0.1}]),
    "unknown token": completion([{"token_id:999999": -0.1}]),
    "not a number": completion([{"token_id:3": float("nan")}]),
    "no log": completion([{"token_id:3": 17.0}]),
    "empty table": completion([{}]),
}


@pytest.mark.parametrize("fault", sorted(BROKEN))
def test_faulty_replies_are_service_errors(
    server: Server, checkpoint: Checkpoint, fault: str
) -> None:
    """Whatever nonsense comes back is the typed error, once every attempt was made."""
    server.reply = lambda request: BROKEN[fault]
    with pytest.raises(ServiceError):
        Client(server.url, checkpoint, QUICK).propose([[1]])
    assert len(server.requests) == QUICK.attempts


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_refusals_are_the_users_to_mend(
    server: Server, checkpoint: Checkpoint, status: int
) -> None:
    """A refusal is not tried again: the settings have to change first."""
    server.reply = lambda request: (status, '{"error": {"message": "no"}}')
    with pytest.raises(SettingsError):
        Client(server.url, checkpoint, QUICK).propose([[1]])
    assert len(server.requests) == 1


def test_passing_fault_is_tried_again(server: Server, checkpoint: Checkpoint) -> None:
    """One failure, then an answer: the caller sees only the answer, after one pause."""
    pauses: list[float] = []
    good = favourites(checkpoint)
    server.reply = lambda request: (500, "{}") if len(server.requests) == 1 else good(request)
    client = Client(server.url, checkpoint, Patience(timeout=0.5, pause=0.25), sleep=pauses.append)
    assert int(client.propose([[1, 1]])[0].places[0]) == 2
    assert pauses == [0.25]


def test_slow_server_is_given_up(server: Server, checkpoint: Checkpoint) -> None:
    """No call takes longer than its attempts allow."""
    server.reply = lambda request: time.sleep(1.0)
    start = time.monotonic()
    with pytest.raises(ServiceError):
        Client(server.url, checkpoint, Patience(timeout=0.1, pause=0.0)).propose([[1]])
    assert time.monotonic() - start < 0.9


def test_breaker_leaves_a_dead_server_alone_and_tries_again(
    checkpoint: Checkpoint, server: Server
) -> None:
    """After three failed requests nothing is sent until the rest is over.

    One answer closes the circuit.
    """
    now = [0.0]
    client = Client(server.url, checkpoint, QUICK, clock=lambda: now[0])
    for _ in range(QUICK.trips):
        with pytest.raises(ServiceError, match="failed: "):
            client.propose([[1]])
    sent = len(server.requests)
    with pytest.raises(ServiceError, match="left alone for 60 s"):
        client.propose([[1]])
    assert len(server.requests) == sent
    now[0] = 61.0
    server.reply = favourites(checkpoint)
    assert len(client.propose([[1]])) == 1
    assert len(client.propose([[1]])) == 1


def test_server_killed_between_requests(checkpoint: Checkpoint) -> None:
    """A port that nobody listens on any more is a typed error at once."""
    server = Server()
    server.reply = favourites(checkpoint)
    client = Client(server.url, checkpoint, QUICK)
    assert len(client.propose([[1]])) == 1
    client.close()
    server.stop()
    with pytest.raises(ServiceError):
        Client(server.url, checkpoint, QUICK).propose([[1]])


def test_a_thousand_callers_at_once_get_an_answer_or_a_typed_error(
    server: Server, checkpoint: Checkpoint
) -> None:
    """Of a thousand threads that ask at once, every third reply a fault, none hangs or is lost."""
    good, lock, count = favourites(checkpoint), threading.Lock(), [0]

    def reply(request: dict[str, Any]) -> Reply:
        with lock:
            count[0] += 1
            fails = count[0] % 3 == 0
        return (503, "{}") if fails else good(request)

    server.reply = reply
    patience = Patience(timeout=60.0, attempts=2, pause=0.0, trips=1000)
    client = Client(server.url, checkpoint, patience)

    everybody = threading.Barrier(1000)

    def call(length: int) -> str:
        everybody.wait(60)
        try:
            (proposal,) = client.propose([[1] * length])
        except WayplanError as error:
            return type(error).__name__
        assert int(proposal.places[0]) == length
        return "answer"

    with ThreadPoolExecutor(1000) as pool:
        outcomes = list(pool.map(call, [1 + i % 7 for i in range(1000)]))
    assert len(outcomes) == 1000
    assert set(outcomes) <= {"answer", "ServiceError"}
    assert outcomes.count("answer") > 100


def test_server_killed_during_requests(checkpoint: Checkpoint) -> None:
    """Those who wait when the server dies get memory's ranking, and are told why."""
    server, waiting = Server(), threading.Semaphore(0)

    def hang_up(request: dict[str, Any]) -> Reply:
        waiting.release()
        gone.wait(10)
        return None

    gone = threading.Event()
    server.reply = hang_up
    client = Client(server.url, checkpoint, Patience(timeout=5.0, attempts=2, pause=0.0))
    predictor = Predictor(checkpoint, [("server", client)])
    at = dt.datetime(2024, 1, 25, 9, tzinfo=dt.UTC)

    def ask(number: int) -> Ranking:
        return predictor.rank([predictor.question([Visit("office", at)], at)])[0]

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask, number) for number in range(8)]
        for _ in asked:
            assert waiting.acquire(timeout=10)
        gone.set()
        server.stop()
        rankings = [one.result(timeout=20) for one in asked]
    assert {ranking.source for ranking in rankings} == {MEMORY_ALONE}
    assert all("No answer from server" in ranking.notes[0] for ranking in rankings)
    assert all(len(ranking.best(3)) == 3 for ranking in rankings)


@pytest.mark.parametrize("broken", [{"timeout": 0}, {"attempts": 0}, {"pause": -1}, {"trips": 0}])
def test_patience_is_checked(broken: dict[str, float]) -> None:
    """Senseless waiting times are refused when they are set."""
    with pytest.raises(ValueError, match="Expected"):
        Patience(**broken)  # type: ignore[arg-type]
