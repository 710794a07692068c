"""The language model as a guest of the language rules.

It is asked what words mean that the rules missed, and to word sentences that are decided already.
Whatever it gives is checked; whatever fails is told, and the rules alone have spoken.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from agents.draft import draft
from agents.language import Filled, Mode, read
from agents.llm.allowance import Allowance
from agents.llm.answers import Phrases, Portrait, Sentences
from agents.llm.endpoint import Message
from agents.llm.grounding import ground
from agents.llm.portrait import resting
from agents.llm.wording import same_facts
from agents.parsing import parse_request
from agents.profiler.profile import strung
from agents.prompts import prompt
from planner.change import apply
from planner.errors import RequestError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agents.language import Context, Rest, Understanding
    from agents.llm.endpoint import Endpoint
    from planner.profile import Claim

A = TypeVar("A", bound=BaseModel)

#: Most tokens of one answer: what is asked for is short.
LONGEST = 1_500


class Speaker:
    """A language model that one conversation asks; an ``Endpoint`` may serve many speakers."""

    def __init__(self, endpoint: Endpoint, clock: Callable[[], float] = time.monotonic) -> None:
        self._endpoint, self._clock = endpoint, clock
        self._left = Allowance.of(endpoint.settings)

    def begin(self) -> None:
        """Begin a turn, with all of its allowance."""
        self._left = Allowance.of(self._endpoint.settings)

    def interpret(self, message: str, context: Context) -> Understanding:
        """Understand a message: by the rules, and what they miss by the model.

        What the model adds is given up where no trip could be asked for with it.
        """
        heard = read(message, context, self._fill)
        fault = _fault(heard, context)
        if fault is None:
            return heard
        plain = read(message, context)
        note = f"What the language model made of it cannot be asked for: {fault}"
        return plain.model_copy(update={"beyond": (*plain.beyond, note)})

    def word(self, sentences: Sequence[str]) -> tuple[str, ...]:
        """Sentences in other words; one that adds or loses a fact stays as it is.

        Without an answer of the model all of them do, and where it is not to word anything.
        """
        if not sentences or not self._endpoint.settings.reword:
            return tuple(sentences)
        try:
            worded = self._ask("reword", {"sentences": list(sentences)}, Sentences).sentences
        except ServiceError:
            return tuple(sentences)
        if len(worded) != len(sentences):
            return tuple(sentences)
        return tuple(
            new if same_facts(old, new) else old for old, new in zip(sentences, worded, strict=True)
        )

    def paragraph(self, claims: Sequence[Claim]) -> str | None:
        """What is held of a traveller, worded; None where the model has no answer.

        A sentence that says more than the claims it names is left out, and they are told as they
        are.
        """
        asked = {"claims": [{"id": claim.id, "text": claim.text} for claim in claims]}
        try:
            portrait = self._ask("portrait", asked, Portrait)
        except ServiceError:
            return None
        return strung(resting(portrait.sentences, claims))

    def _fill(self, rest: Rest) -> Filled:
        trip = rest.context.standing
        asked = {
            "message": rest.message,
            "not_understood": [span.text for span in rest.missed],
            "today": rest.context.today.isoformat(),
            "trip": trip and {"start": trip.start.isoformat(), "end": trip.end.isoformat()},
        }
        try:
            return ground(self._ask("interpret", asked, Phrases).phrases, rest)
        except ServiceError as error:
            return Filled(beyond=(f"{error} The words are read by the rules alone.",))

    def _ask(self, name: str, asked: Mapping[str, object], answer: type[A]) -> A:
        """Ask within what is left of the turn's allowance."""
        self._left.check()
        began = self._clock()
        messages = (
            Message("system", prompt(name)),
            Message("user", json.dumps(asked, ensure_ascii=False)),
        )
        used = 0
        try:
            reply, used = self._endpoint.ask(
                messages,
                answer,
                tokens=min(LONGEST, self._left.tokens),
                seconds=self._left.seconds,
            )
        finally:
            self._left = self._left.less(used, self._clock() - began)
        return reply


def _fault(heard: Understanding, context: Context) -> str | None:
    """Why no request can be made of what was understood; None where one can."""
    try:
        if heard.mode is Mode.PLAN:
            drafted = draft(heard.change.request, {}, context.today, lenient=True)
            parse_request(drafted.data)
        elif heard.mode is Mode.CHANGE and context.standing is not None:
            apply(context.standing, heard.change)
    except RequestError as error:
        return str(error)
    return None
