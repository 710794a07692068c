"""A model server that answers what a test queues, in the order in which it is asked."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx2

from agents.llm.endpoint import Endpoint
from agents.llm.speaker import Speaker
from agents.settings import LlmSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


def completion(content: str | None, tokens: int = 7) -> dict[str, Any]:
    """A whole answer of a chat server."""
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": content},
    }
    usage = {"prompt_tokens": 1, "completion_tokens": tokens, "total_tokens": tokens + 1}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [choice],
        "usage": usage,
    }


class Blanks(httpx2.AsyncByteStream):
    """Blanks that never end, so many at a time, with a pause in seconds before each."""

    def __init__(self, size: int, pause: float) -> None:
        self.size, self.pause, self.sent = size, pause, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(self.pause)
            self.sent += self.size
            yield b" " * self.size

    async def aclose(self) -> None:
        """Nothing is held."""


class FakeModel:
    """Stands in for a server.

    Attributes:
        queue: what comes next: an object as the model's answer, text as the body of the reply, a
            number as its status, an error to raise, a whole response.
        asked: the requests that came, parsed.
    """

    def __init__(self, *queue: Any) -> None:
        self.queue = list(queue)
        self.asked: list[dict[str, Any]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request."""
        self.asked.append(json.loads(request.content) if request.content else {})
        told = self.queue.pop(0)
        if isinstance(told, Exception):
            raise told
        if isinstance(told, httpx2.Response):
            return told
        if isinstance(told, int):
            return httpx2.Response(told, json={"error": {"message": "no"}})
        if isinstance(told, str):
            return httpx2.Response(200, text=told, headers={"Content-Type": "application/json"})
        return httpx2.Response(200, json=completion(json.dumps(told)))

    def endpoint(self, clock: Callable[[], float] | None = None, **settings: Any) -> Endpoint:
        """An endpoint of this server that tries once, unless told otherwise."""
        given: dict[str, Any] = {"retries": 0, **settings}
        llm = LlmSettings(base_url="http://llm/v1", model="m", **given)
        clocks = (clock,) if clock is not None else ()
        return Endpoint(llm, httpx2.MockTransport(self), *clocks)

    def speaker(self, **settings: Any) -> Speaker:
        """A speaker of this server."""
        return Speaker(self.endpoint(**settings))


def means(**phrases: str) -> dict[str, Any]:
    """An answer to what words mean; ``_`` stands for a blank."""
    return {
        "phrases": [
            {"words": words.replace("_", " "), "means": meaning}
            for words, meaning in phrases.items()
        ]
    }
