"""Memory: what travellers said, did and asked for in general, kept in a LangGraph store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from agents.entries import (
    BY_MEANING,
    KINDS,
    Choice,
    Entry,
    Instruction,
    PastTrip,
    Remark,
    entry_of,
    renamed,
)
from agents.memory.aspects import aspects_of
from agents.memory.circumstances import circumstances_of, in_json
from agents.memory.earlier import earlier
from agents.memory.precedence import rule
from agents.memory.recollection import Recalled, Recollection
from agents.memory.slots import said_slots, slots_of, topic_of
from agents.memory.standing import Heard, read_standing
from agents.memory.storage import TEXT, wipe
from agents.memory.trips import ballots_of
from agents.memory.underlay import fields_of, lay_under
from agents.memory.weights import learnt
from agents.profiler import profile_of
from planner.itinerary import Note

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from langgraph.store.base import BaseStore

    from agents.language import Context, Item
    from agents.memory.aspects import Aspect
    from agents.profiler import Writer
    from planner.profile import UserProfile
    from planner.request import TripRequest

#: Entries read at a time.
_PAGE = 500
#: Entries recalled for one aspect, at most, and how like its query each must be.
PER_ASPECT, LIKE = 3, 0.25


class Memory:
    """What is kept of each traveller.

    Only what was said and done is kept, never what is made of it, so that what is forgotten leaves
    nothing behind. Entries are only added, replaced whole and deleted: two processes may share a
    file.

    Args:
        store: any LangGraph store; with a vector index on ``text`` it is searched by meaning
            (``agents.memory.storage.open_store``).
    """

    def __init__(self, store: BaseStore) -> None:
        self._store = store

    def recall(
        self,
        user: str,
        request: Mapping[str, Any] | TripRequest,
        today: dt.date,
        *,
        spoken: Sequence[Item] = (),
        trip: str | None = None,
    ) -> Recollection:
        """What bears on a request.

        Args:
            request: what was asked for, in JSON or validated; of a ``TripRequest`` only the fields
                that were set count as said.
            today: the traveller's date.
            spoken: what was understood (``Understanding.items``), where the request came in words.
            trip: what the conversation is called; its own words and plan tell no taste beyond it.
        """
        kept = [entry for _, entry in self.entries(user)]
        if not kept:
            return Recollection()
        asked = in_json(request)
        of = circumstances_of(asked, trip)
        aspects = aspects_of(asked, of)
        topics = frozenset[str]().union(*(aspect.topics for aspect in aspects))
        said = said_slots(asked, spoken)
        ruling = rule(
            (one for one in kept if isinstance(one, Instruction) and _bears_on(one, topics)),
            of,
            said,
            lambda item: lay_under(asked, fields_of((item,), asked, today)[0]) == asked,
        )
        standing, assumed = fields_of(ruling.items, asked, today)
        before, as_before = earlier(kept, of, said | slots_of(ruling.items))
        told = (*ruling.sentences(), *assumed)
        return Recollection(
            standing=standing,
            earlier=before,
            as_before=tuple(Note(kind="assumption", text=text) for text in as_before),
            tastes=profile_of(one for one in kept if not _same_trip(one, trip)).tastes,
            weights=learnt(
                (one for one in kept if isinstance(one, Choice)), {*asked, *standing, *before}
            ),
            ballots=ballots_of((one for one in kept if isinstance(one, Choice)), trip),
            notes=tuple(Note(kind="assumption", text=text) for text in told),
            recalled=tuple(self._recalled(user, aspects)),
        )

    def remember(
        self, user: str, message: str, context: Context, at: dt.datetime, *,
        items: Sequence[Item] = (), trip: str | None = None,
    ) -> Heard:  # fmt: skip
        """Keep what a message says of its traveller; the same message again changes nothing.

        Args:
            context: names on file, as the message was read against.
            at: when it was said, with its zone.
            items: what was understood of it.
            trip: what the conversation is called.
        """
        heard = read_standing(message, context, at)
        self.add(user, *heard.instructions)
        if message.strip():
            text = message.strip()[:2_000]
            self.add(user, Remark(at=at, text=text, items=tuple(items), trip=trip))
        return heard

    def profile(self, user: str, writer: Writer | None = None) -> UserProfile:
        """Who the traveller is, worked out from all that is kept of them."""
        return profile_of((entry for _, entry in self.entries(user)), writer)

    def add(self, user: str, *entries: Entry) -> None:
        """Keep entries; one that is kept already gets the later date."""
        from langgraph.store.base import PutOp

        self._store.batch(
            PutOp(
                (*_home(user), entry.kind),
                entry.key(),
                entry.model_dump(mode="json"),
                [TEXT] if entry.kind in BY_MEANING else False,
            )
            for entry in entries
        )

    def entries(self, user: str) -> list[tuple[str, Entry]]:
        """All that is kept of a traveller, with its keys, oldest first."""
        found = [pair for kind in KINDS for pair in self._pairs(user, kind)]
        return sorted(found, key=lambda pair: (pair[1].at, pair[0]))

    def forget(self, user: str, *keys: str) -> int:
        """Delete the entries whose keys begin with one of these.

        Returns:
            how many there were.
        """
        from langgraph.store.base import PutOp

        gone = [
            PutOp((*_home(user), kind), key, None)
            for kind in KINDS
            for key, _ in self._pairs(user, kind)
            if any(key.startswith(start) for start in keys)
        ]
        self._store.batch(gone)
        wipe(self._store)
        return len(gone)

    def rename(self, user: str, old: str, new: str) -> None:
        """Let what was kept of a conversation go with its new name."""
        for key, entry in self.entries(user):
            now = renamed(entry, old, new)
            if now != entry:
                self.add(user, now)
                self.forget(user, key)

    def forget_all(self, user: str) -> int:
        """Delete all that is kept of a traveller; returns how many entries there were."""
        return self.forget(user, "")

    def users(self) -> list[str]:
        """Everybody of whom something is kept."""
        spaces = self._store.list_namespaces(prefix=_ROOT, max_depth=len(_ROOT) + 1, limit=_PAGE)
        return sorted(unquote(space[-1]) for space in spaces)

    def _pairs(self, user: str, kind: str) -> Iterator[tuple[str, Entry]]:
        space = (*_home(user), kind)
        offset = 0
        while found := self._store.search(space, limit=_PAGE, offset=offset):
            yield from ((item.key, entry_of(item.value)) for item in found)
            offset += len(found)

    def _recalled(self, user: str, aspects: Iterable[Aspect]) -> Iterator[Recalled]:
        """Remarks and trips by aspect; one that bears on several stands under the nearest."""
        best: dict[str, Recalled] = {}
        for aspect in aspects:
            for kind in (Remark, PastTrip):
                name = kind.model_fields["kind"].default
                space = (*_home(user), name)
                for item in self._store.search(space, query=aspect.query, limit=PER_ASPECT):
                    if item.score is None or item.score < LIKE:
                        continue
                    entry = entry_of(item.value)
                    known = best.get(item.key)
                    if known is None or known.score < item.score:
                        best[item.key] = Recalled(
                            key=item.key, text=entry.text, date=entry.date, aspect=aspect.name,
                            score=round(item.score, 3),
                        )  # fmt: skip
        return iter(sorted(best.values(), key=lambda found: -found.score))


_ROOT = ("travellers",)


def _home(user: str) -> tuple[str, ...]:
    """Where a traveller's entries lie; a namespace of the store may hold no dot."""
    return (*_ROOT, quote(user, safe="").replace(".", "%2E"))


def _same_trip(one: Entry, trip: str | None) -> bool:
    """Whether an entry is of the very trip: its request says already what was said of it.

    And what is planned for it is nowhere that one has been.
    """
    return trip is not None and isinstance(one, Remark | PastTrip) and one.trip == trip


def _bears_on(one: Instruction, topics: frozenset[str]) -> bool:
    """Whether an instruction is about something that the request needs to know."""
    return any(topic_of(slot).partition(" on weekday")[0] in topics for slot in slots_of(one.items))
