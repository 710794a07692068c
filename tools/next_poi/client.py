"""Asks a vLLM server which serves a checkpoint.

Every call ends in time with an answer or a typed error.

The server is started with ``--served-model-name`` of ``Checkpoint.name``. Each request carries
that name, so a server with another model behind the same address refuses it, and the caller learns
which model was expected.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from planner.errors import ServiceError, SettingsError
from tools.breaker import REST, TRIPS, Breaker
from tools.next_poi.proposal import KEEP, Proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openai import OpenAI

    from tools.next_poi.checkpoint import Checkpoint

_TOKEN = "token_id:"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, and when to stop asking.

    Attributes:
        timeout: seconds for one attempt.
        attempts: tries per request; only failures that may pass are tried again.
        pause: seconds before the second attempt; doubled for each further one.
        trips: failed requests in a row after which the server is left alone.
        rest: seconds for which it is left alone; then one request tries it again.
    """

    timeout: float = 5.0
    attempts: int = 2
    pause: float = 0.1
    trips: int = TRIPS
    rest: float = REST

    def __post_init__(self) -> None:
        """Refuse senseless times."""
        if (
            min(self.timeout, self.rest) <= 0
            or self.pause < 0
            or min(self.attempts, self.trips) < 1
        ):
            raise ValueError(
                f"Expected positive times and at least one attempt and trip, got {self}."
            )


class Client:
    """A vLLM server that serves one checkpoint; safe for use by many threads."""

    def __init__(
        self,
        url: str,
        checkpoint: Checkpoint,
        patience: Patience | None = None,
        *,
        api_key: str = "none",
        batch: int = 32,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """A client of the server at ``url`` (ending in ``/v1``); nothing is sent yet.

        Args:
            batch: most prompts in one request.
            clock, sleep: seconds that pass; replaced in tests.
        """
        from openai import OpenAI

        self._patience = patience or Patience()
        self._openai: OpenAI = OpenAI(
            base_url=url, api_key=api_key, timeout=self._patience.timeout, max_retries=0
        )
        self._url, self._name, self._batch, self._sleep = url, checkpoint.name, batch, sleep
        self._first_place, self._vocabulary = (
            checkpoint.encoding.first_place,
            checkpoint.encoding.size,
        )
        self._breaker = Breaker(clock, self._patience.trips, self._patience.rest)

    def check(self) -> None:
        """Make sure that the server is up and serves this checkpoint.

        Raises:
            SettingsError: it serves something else.
            ServiceError: it does not answer.
        """
        served = self._ask(lambda: [model.id for model in self._openai.models.list().data])
        if self._name not in served:
            raise SettingsError(
                f"Expected {self._url} to serve {self._name!r}, "
                f"it serves {', '.join(served) or 'nothing'}."
            )

    def propose(self, prompts: Sequence[Sequence[int]]) -> list[Proposal]:
        """One proposal per prompt (``Encoding.prompt``), in order.

        Raises:
            SettingsError: the server serves another model, or refuses the request as malformed.
            ServiceError: it is down, too slow, resting after failures, or answers nonsense.
        """
        found: list[Proposal] = []
        for i in range(0, len(prompts), self._batch):
            group = [list(prompt) for prompt in prompts[i : i + self._batch]]
            found += self._ask(partial(self._complete, group))
        return found

    def close(self) -> None:
        """Give the connections back."""
        self._openai.close()

    def _complete(self, prompts: list[list[int]]) -> list[Proposal]:
        reply = self._openai.completions.create(
            model=self._name,
            prompt=prompts,
            max_tokens=1,
            temperature=0,
            logprobs=min(KEEP, self._vocabulary),
            extra_body={"return_tokens_as_token_ids": True, "detokenize": False},
        )
        choices = sorted(reply.choices or (), key=lambda choice: choice.index)
        if [choice.index for choice in choices] != list(range(len(prompts))):
            raise ServiceError(
                f"Expected {len(prompts)} answers from {self._url}, got {len(choices)}."
            )
        return [self._proposal(choice) for choice in choices]

    def _proposal(self, choice: Any) -> Proposal:
        """The proposal in one choice.

        Anything but finite log-probabilities of known tokens is nonsense.
        """
        try:
            table: dict[str, float] = choice.logprobs.top_logprobs[0]
            tokens = np.array([int(name.removeprefix(_TOKEN)) for name in table])
            values = np.array([float(value) for value in table.values()])
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            raise ServiceError(
                f"Expected log-probabilities of token ids from {self._url}: {error!r}."
            ) from error
        if not len(tokens) or not np.isfinite(values).all() or values.max() > 1e-3:
            raise ServiceError(f"Expected finite log-probabilities from {self._url}, got {table}.")
        if tokens.min() < 0 or tokens.max() >= self._vocabulary:
            raise ServiceError(
                f"Expected tokens below {self._vocabulary} from {self._url}, "
                f"got {int(tokens.max())}."
            )
        return Proposal.of_tokens(tokens, values, self._first_place)

    def _ask(self, request: Callable[[], _T]) -> _T:
        """Send under the breaker's watch."""
        self._breaker.check()
        try:
            answer = self._persist(request)
        except ServiceError:
            self._breaker.record(succeeded=False)
            raise
        self._breaker.record(succeeded=True)
        return answer

    def _persist(self, request: Callable[[], _T]) -> _T:
        """Try again what may pass; the last attempt's error is the caller's."""
        for attempt in range(self._patience.attempts - 1):
            try:
                return self._translate(request)
            except ServiceError:
                self._sleep(self._patience.pause * 2**attempt)
        return self._translate(request)

    def _translate(self, request: Callable[[], _T]) -> _T:
        """Run ``request`` with the library's errors as ours."""
        import openai

        try:
            return request()
        except (
            openai.NotFoundError,
            openai.BadRequestError,
            openai.UnprocessableEntityError,
        ) as error:
            raise SettingsError(
                f"Expected {self._url} to serve {self._name!r}: {error}."
            ) from error
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise SettingsError(f"{self._url} refuses the key: {error}.") from error
        except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
            raise ServiceError(f"The model server at {self._url} failed: {error!r}.") from error
