"""The versions of a trip that a conversation went through: what undo and redo go along."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Self

from planner.itinerary import Itinerary
from planner.model import Record
from planner.request import TripRequest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Versions kept to go back to, and to go forward to.
MOST = 50


class Version(Record):
    """A trip as it stood after some turn.

    Attributes:
        said: what was said in that turn.
        request: what is asked for, resolved.
        plan: the plan that stands; where the request cannot be granted, the last that could; None
            before the first.
    """

    said: str = ""
    request: TripRequest
    plan: Itinerary | None = None

    def packed(self) -> bytes:
        """The version in a few kilobytes."""
        return zlib.compress(self.model_dump_json().encode(), 1)

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """What ``packed`` made smaller."""
        return cls.model_validate_json(zlib.decompress(data))


class History(Record):
    """Versions before the one that stands, and those undone, packed; the nearest ones last."""

    past: tuple[bytes, ...] = ()
    future: tuple[bytes, ...] = ()

    def after(self, left: Version | None) -> History:
        """The history once ``left`` was changed: what had been undone is forgotten."""
        return History(past=_kept((*self.past, *_each(left))))

    def versions(self) -> Iterator[Version]:
        """All versions before the one that stands, the oldest first."""
        return map(Version.unpacked, self.past)

    def undone(self, left: Version | None) -> tuple[Version | None, History]:
        """The version before ``left``, None where there is none, and the history then."""
        if not self.past:
            return None, self
        *past, last = self.past
        future = _kept((*self.future, *_each(left)))
        return Version.unpacked(last), History(past=tuple(past), future=future)

    def redone(self, left: Version | None) -> tuple[Version | None, History]:
        """The version that was undone to get to ``left``, None where none was."""
        if not self.future:
            return None, self
        *future, last = self.future
        past = _kept((*self.past, *_each(left)))
        return Version.unpacked(last), History(past=past, future=tuple(future))


def _each(version: Version | None) -> tuple[bytes, ...]:
    return () if version is None else (version.packed(),)


def _kept(versions: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(versions[-MOST:])
