"""What a language model answers with: small records that a grammar can hold it to."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

#: One line; servers that hold a model to a pattern do so letter by letter.
_Line = Annotated[str, Field(pattern=r"^.{1,160}$")]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Phrase(_Answer):
    """What some words of a message mean.

    Attributes:
        words: copied from the message.
        means: the same in words that the rules read.
    """

    words: _Line
    means: _Line


class Phrases(_Answer):
    """What the words mean that the rules missed."""

    phrases: list[Phrase] = Field(max_length=8)


class Sourced(_Answer):
    """A sentence about the traveller.

    Attributes:
        claims: ids of what it tells.
    """

    text: Annotated[str, Field(pattern=r"^.{1,400}$")]
    claims: list[_Line] = Field(min_length=1, max_length=8)


class Portrait(_Answer):
    """A traveller in a paragraph."""

    sentences: list[Sourced] = Field(max_length=20)


class Sentences(_Answer):
    """Sentences, worded anew, in the order in which they were given."""

    sentences: list[Annotated[str, Field(pattern=r"^.{1,400}$")]] = Field(max_length=40)
