"""An endpoint ends every request in time, whole or as one kind of error."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from agents.llm.answers import Sentences
from agents.llm.endpoint import Endpoint, Message
from planner.errors import ServiceError
from tests.agents.llm.fake import Blanks, FakeModel, completion

ASKED = (Message("user", "say it"),)
GOOD = {"sentences": ["It is said."]}


def ask(endpoint: Endpoint, seconds: float = 20.0) -> Sentences:
    """One request."""
    answer, _ = endpoint.ask(ASKED, Sentences, tokens=50, seconds=seconds)
    return answer


def test_an_answer_comes_in_its_type() -> None:
    """With the tokens it cost; the schema, the limits and no more were sent."""
    model = FakeModel(GOOD)
    answer, tokens = model.endpoint().ask(ASKED, Sentences, tokens=50, seconds=20.0)
    assert (answer.sentences, tokens) == (["It is said."], 7)
    (sent,) = model.asked
    assert sent["messages"] == [{"role": "user", "content": "say it"}]
    assert (sent["model"], sent["max_completion_tokens"], sent["temperature"]) == ("m", 50, 0)
    assert sent["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (400, "HTTP 400"),
        (401, "HTTP 401"),
        (404, "HTTP 404"),
        (500, "HTTP 500"),
        (httpx2.ConnectError("down"), "it cannot be reached"),
        (httpx2.ReadTimeout("late"), "it was too slow"),
        ("", "its answer is none"),
        ("<html>", "its answer is none"),
        ('{"choices": [', "its answer is none"),
        ("[]", "its answer is none"),
        ("[" * 100_000, "its answer is none"),
        ('{"choices": []}', "its answer is none"),
        ({"sentences": "one"}, "its answer is none"),
        ({"sentences": [], "more": 1}, "its answer is none"),
        (httpx2.Response(200, json=completion(None)), "gave no Sentences"),
        (httpx2.Response(200, json=completion('{"sentences": ["cut')), "its answer is none"),
        (httpx2.Response(302, headers={"Location": "http://elsewhere/"}), "HTTP 302"),
    ],
)
def test_whatever_else_comes_is_one_kind_of_error(reply: Any, said: str) -> None:
    """It says what is wrong in a line, and is tried once."""
    model = FakeModel(reply)
    with pytest.raises(ServiceError) as caught:
        ask(model.endpoint())
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("reply", "asked"), [(503, 2), (429, 2), (httpx2.ConnectError("down"), 2), (400, 1), (422, 1)]
)
def test_only_what_may_pass_is_tried_again(reply: Any, asked: int) -> None:
    """The server's failures and lost connections are, a refusal is not."""
    model = FakeModel(reply, reply)
    with pytest.raises(ServiceError):
        ask(model.endpoint(retries=1))
    assert len(model.asked) == asked


def test_a_second_try_may_succeed() -> None:
    """And is no failure then."""
    assert ask(FakeModel(500, GOOD).endpoint(retries=1)).sentences == ["It is said."]


def test_a_slow_drip_ends_at_the_deadline() -> None:
    """Every byte is in time, and the whole is not."""
    drip = httpx2.Response(
        200, stream=Blanks(1, 0.01), headers={"Content-Type": "application/json"}
    )
    began = time.monotonic()
    with pytest.raises(ServiceError, match="no answer within 0 s"):
        ask(FakeModel(drip).endpoint(), 0.2)
    assert time.monotonic() - began < 5


def test_a_server_may_not_set_how_long_to_wait() -> None:
    """The deadline holds against a Retry-After of its own."""
    wait = httpx2.Response(429, headers={"Retry-After": "30"}, json={})
    with pytest.raises(ServiceError, match="no answer within"):
        ask(FakeModel(wait, GOOD).endpoint(retries=1), 0.2)


def test_an_answer_has_a_most_size() -> None:
    """An endless one is read no further than that."""
    blanks = Blanks(10_000, 0.0)
    with pytest.raises(ServiceError, match="more than 128 kB"):
        ask(FakeModel(httpx2.Response(200, stream=blanks)).endpoint())
    assert blanks.sent == 130_000


def test_an_answer_that_says_it_is_too_long_is_not_read() -> None:
    """Nor one that is packed, and could unpack to any size."""
    long = httpx2.Response(200, content=b" " * 1_000_000)
    bomb = httpx2.Response(200, stream=Blanks(1, 0.0), headers={"Content-Encoding": "gzip"})
    for reply, said in ((long, "more than 128 kB"), (bomb, "packed")):
        with pytest.raises(ServiceError, match=said):
            ask(FakeModel(reply).endpoint())


def test_a_server_that_keeps_failing_is_left_alone() -> None:
    """After three failures nothing is sent until its rest is over."""
    now = [0.0]
    model = FakeModel(500, 500, 500, GOOD)
    endpoint = model.endpoint(clock=lambda: now[0])
    for _ in range(3):
        with pytest.raises(ServiceError, match="HTTP 500"):
            ask(endpoint)
    with pytest.raises(ServiceError, match="left alone for 30 s"):
        ask(endpoint)
    assert len(model.asked) == 3
    now[0] = 31.0
    assert ask(endpoint).sentences == ["It is said."]


def test_the_key_goes_only_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is sent as set, never one from the library's variables, and is in no message."""
    monkeypatch.setenv("OPENAI_API_KEY", "of-the-environment")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-environment")
    seen: list[httpx2.Headers] = []

    def reply(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers)
        return httpx2.Response(401, json={"error": {"message": request.headers["authorization"]}})

    for key in (SecretStr("sk-1234"), None):
        model = FakeModel()
        endpoint = Endpoint(model.endpoint(api_key=key).settings, httpx2.MockTransport(reply))
        with pytest.raises(ServiceError) as caught:
            ask(endpoint)
        assert "1234" not in str(caught.value)
    assert [headers["authorization"] for headers in seen] == ["Bearer sk-1234", "Bearer none"]
    assert "of-the-environment" not in str(seen)


def test_models_are_listed() -> None:
    """As the server names them."""
    listing = httpx2.Response(200, json={"object": "list", "data": [{"id": "m"}, {"id": "n"}]})
    assert FakeModel(listing).endpoint().models() == ["m", "n"]


def test_an_endpoint_can_be_closed() -> None:
    """Its thread ends."""
    endpoint = FakeModel(GOOD).endpoint()
    assert ask(endpoint).sentences == ["It is said."]
    endpoint.close()
    assert not endpoint._thread.is_alive()
