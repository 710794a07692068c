"""An OpenAI-compatible endpoint, asked under watch.

Every request ends in time, whole or as a ``ServiceError``: not after its deadline, however slowly
the answer drips; not beyond a size; and not at all while the server keeps failing.
"""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import httpx2
import openai
from pydantic import BaseModel

from planner.errors import ServiceError
from tools.breaker import Breaker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Sequence

    from agents.settings import LlmSettings

A = TypeVar("A", bound=BaseModel)
T = TypeVar("T")

#: Seconds that listing the models of a server may take.
LISTING = 5.0


class Message(NamedTuple):
    """One message of a prompt."""

    role: str
    content: str


class Endpoint:
    """A server of language models; safe for use by many threads.

    Retries are the library's: timeouts, lost connections, 408, 409, 429 and 5xx, never what the
    server refuses as wrong.

    Attributes:
        asked: how many answers it was asked for.
    """

    def __init__(
        self,
        settings: LlmSettings,
        transport: httpx2.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is sent yet.

        Args:
            transport: replaced in tests.
            clock: seconds that pass.
        """
        self.settings, self._transport = settings, transport
        self.asked = 0
        self._breaker = Breaker(clock)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="wayplan-llm", daemon=True
        )
        self._thread.start()

    def models(self) -> list[str]:
        """Names of the models that the server offers.

        Raises:
            ServiceError: it does not answer, or answers nonsense.
        """

        async def listed(client: openai.AsyncOpenAI) -> list[str]:
            return [str(model.id) for model in (await client.models.list()).data]

        return self._watched(listed, LISTING)

    def ask(
        self, messages: Sequence[Message], answer: type[A], *, tokens: int, seconds: float
    ) -> tuple[A, int]:
        """An answer of the given type, and the tokens that it cost.

        Args:
            tokens: most tokens of the answer.
            seconds: how long it may take, all attempts together.

        Raises:
            ServiceError: there is no such answer in time.
        """
        self._breaker.check()
        self.asked += 1

        async def completed(client: openai.AsyncOpenAI) -> tuple[A, int]:
            reply = await client.chat.completions.parse(
                model=self.settings.model,
                messages=[message._asdict() for message in messages],
                response_format=answer,
                temperature=self.settings.temperature,
                max_completion_tokens=tokens,
            )
            parsed = reply.choices[0].message.parsed
            if not isinstance(parsed, answer):
                raise ServiceError(f"The language model gave no {answer.__name__}.")
            used = reply.usage.completion_tokens if reply.usage is not None else tokens
            return parsed, max(0, int(used))

        try:
            reply = self._watched(completed, seconds)
        except ServiceError:
            self._breaker.record(succeeded=False)
            raise
        self._breaker.record(succeeded=True)
        return reply

    def close(self) -> None:
        """End the thread that the requests are made in."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _watched(
        self, request: Callable[[openai.AsyncOpenAI], Coroutine[Any, Any, T]], seconds: float
    ) -> T:
        """Make a request, and end it when its time is over."""

        async def timed() -> T:
            async with asyncio.timeout(seconds), self._client() as client:
                return await request(client)

        future = asyncio.run_coroutine_threadsafe(timed(), self._loop)
        try:
            return future.result()
        except ServiceError:
            raise
        except TimeoutError as error:
            raise self._failed(f"no answer within {seconds:.0f} s") from error
        except openai.APIStatusError as error:
            raise self._failed(f"HTTP {error.status_code}") from error
        except openai.APITimeoutError as error:
            raise self._failed("it was too slow") from error
        except openai.APIConnectionError as error:
            raise self._failed("it cannot be reached") from error
        except (openai.OpenAIError, httpx2.HTTPError, ValueError, TypeError, LookupError,
                AttributeError, RecursionError) as error:  # fmt: skip
            raise self._failed(f"its answer is none ({type(error).__name__})") from error
        finally:
            future.cancel()

    def _failed(self, why: str) -> ServiceError:
        return ServiceError(f"The language model at {self.settings.base_url} failed: {why}.")

    def _client(self) -> openai.AsyncOpenAI:
        key = self.settings.api_key
        return openai.AsyncOpenAI(
            base_url=self.settings.base_url,
            # The library looks in the environment for what it is not given.
            api_key=key.get_secret_value() if key is not None else "none",
            organization="",
            project="",
            max_retries=self.settings.retries,
            http_client=httpx2.AsyncClient(
                transport=self._transport,
                timeout=self.settings.timeout,
                # A packed answer could unpack to any size.
                headers={"Accept-Encoding": "identity"},
                event_hooks={"response": [self._cap]},
            ),
        )

    async def _cap(self, response: httpx2.Response) -> None:
        most = self.settings.answer_kb * 1000
        too_long = self._failed(f"its answer has more than {self.settings.answer_kb} kB")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise self._failed("its answer is packed")
        if int(response.headers.get("Content-Length", 0)) > most:
            raise too_long
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Capped(response.stream, most, too_long)


class _Capped(httpx2.AsyncByteStream):
    """The bytes of an answer, as long as there are not too many."""

    def __init__(self, stream: httpx2.AsyncByteStream, most: int, too_long: ServiceError) -> None:
        self._stream, self._left, self._too_long = stream, most, too_long

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._left -= len(chunk)
            if self._left < 0:
                raise self._too_long
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
