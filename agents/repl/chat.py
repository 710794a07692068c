"""A conversation in a terminal: what is typed goes in, what is told comes out, a page at a time."""

from __future__ import annotations

from contextlib import closing
from itertools import chain, count
from typing import TYPE_CHECKING

from agents.repl.commands import command_named
from agents.repl.glance import write_glance
from agents.repl.reply import write_turn
from agents.turn import Turn
from planner.errors import RequestError, ServiceError, UserError
from tools.exporters import wording as w
from tools.exporters.text import ALERT, FAINT, STRONG
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from agents.history import Version
    from agents.host import Host
    from agents.repl.look import Look
    from agents.session import Session
    from agents.turn import Event, Events
    from planner.itinerary import Itinerary
    from tools.exporters.text import Page

    Watch = Callable[[Session], AbstractContextManager[Callable[[Event], None]]]

#: Words that only try a change.
_TRIAL = "what if "
_BROKEN_OFF = "Broken off: the trip stands as it was."
_STOPPED = "Stopped: this is the best plan that was found by then."
_CUT_OFF = "The last turn was cut off before its end; it is finished first."
_BEGIN = (
    "Where do you want to go, and when? In your own words, such as: three days in Rome in early "
    "October for two, under 1200 euros, vegetarian."
)


class Chat:
    """A conversation about one trip at a time.

    Attributes:
        session: the trip that is spoken of.
        standing: the trip as it stands; None before the first plan.
        host: today's date and the moment.
        look: how replies are laid out.
        last: the last turn; None before the first.
        over: whether the traveller has left.
    """

    def __init__(
        self,
        trip: str | None,
        take_up: Callable[[str], Session],
        host: Host,
        look: Look,
        watch: Watch,
    ) -> None:
        """Take up a trip, or begin it.

        Args:
            trip: its name; None begins one that is named after its first plan.
            take_up: opens the session of a trip by its name.
            watch: shows what goes on while a turn is worked out.
        """
        self.host = host
        self.look = look
        self.over = False
        self._take_up = take_up
        self._watch = watch
        self._unnamed = trip is None
        self.session = take_up(f"{host.now():%Y%m%d-%H%M%S-%f}" if trip is None else trip)
        self.standing: Version | None = self.session.standing
        self.last: Turn | None = self.session.last

    def close(self) -> None:
        """Let the trip go; it can be taken up again."""
        self.session.close()

    def greet(self) -> str:
        """What is said first: the trip as it stands, or how to begin."""
        page = self.look.page()
        self._safely(page, lambda: self._greet(page))
        return page.text()

    def take(self, line: str) -> str:
        """What is told of a line that was typed; what is wrong with it is told too."""
        said = line.strip()
        page = self.look.page()
        if said.startswith("/"):
            self._safely(page, lambda: self._obey(page, said[1:]))
        elif said:
            self._safely(page, lambda: self.tell(page, self.run(self._words(said))))
        return page.text()

    def open(self, trip: str) -> None:
        """Go on with another trip."""
        session = self._take_up(trip)
        self.session.close()
        self.session, self.standing, self.last = session, session.standing, session.last
        self._unnamed = False

    def rename(self, name: str) -> None:
        """Give the trip a name.

        Raises:
            SettingsError: another has it, or the trip waits for an answer.
        """
        self.session.rename(name)
        self._unnamed = False

    @property
    def planned(self) -> Itinerary | None:
        """The plan that stands; None before the first."""
        return self.standing.plan if self.standing is not None else None

    def plan(self) -> Itinerary:
        """The plan that stands.

        Raises:
            RequestError: there is none yet.
        """
        if self.planned is None:
            raise RequestError("There is no plan yet: say where you want to go, and when.")
        return self.planned

    def run(self, events: Events) -> Turn:
        """Work out a turn, and show meanwhile what goes on."""
        with self._watch(self.session) as tell, closing(events):
            for event in events:
                if isinstance(event, Turn):
                    self.last = event
                else:
                    tell(event)
        self.standing = self.session.standing
        if self._unnamed and self.planned is not None:
            self.rename(_free_name(self.planned, self.session.threads.names()))
        assert self.last is not None
        return self.last

    def tell(self, page: Page, turn: Turn) -> None:
        """Write what came of a turn."""
        if self.session.halted:
            page.line((_STOPPED, ALERT))
        write_turn(page, turn, self.session.offer is not None)

    def _greet(self, page: Page) -> None:
        if self.session.unfinished:
            page.line((_CUT_OFF, ALERT))
            self.tell(page, self.run(self.session.resumed()))
        elif self.planned is not None:
            write_glance(page, self.planned)
        else:
            page.line((_BEGIN, FAINT))
        for question in self.session.questions:
            page.line((question.text, STRONG))

    def _obey(self, page: Page, typed: str) -> None:
        name, _, rest = typed.partition(" ")
        command_named(name).run(self, page, rest.strip())

    def _words(self, said: str) -> Events:
        """The turn that words begin; a number picks an answer to what was asked back."""
        if fold(said).startswith(_TRIAL):
            return self.session.begin(said=said, trial=True)
        return self.session.begin(said=self._picked(said))

    def _picked(self, said: str) -> str:
        questions, numbers = self.session.questions, said.split()
        if not questions or len(numbers) != len(questions):
            return said
        answers = [
            question.answers[int(number) - 1]
            for number, question in zip(numbers, questions, strict=True)
            if number.isdecimal() and 1 <= int(number) <= len(question.answers)
        ]
        return ". ".join(answers) if len(answers) == len(questions) else said

    def _safely(self, page: Page, act: Callable[[], None]) -> None:
        """Act; what the traveller can mend, and Ctrl-C, end the turn and not the conversation."""
        try:
            act()
        except (UserError, ServiceError) as error:
            for line in str(error).splitlines():
                page.line((line, ALERT))
        except KeyboardInterrupt:
            page.line((_BROKEN_OFF, ALERT))


def _free_name(plan: Itinerary, taken: Sequence[str]) -> str:
    """A name for a trip that no other has: its first city, month and year, then a number."""
    start, city = plan.request.start, plan.request.destinations[0].city
    name = f"{city}-{w.month(start)}-{start.year}".lower()
    numbered = (f"{name}-{number}" for number in count(2))
    return next(free for free in chain([name], numbered) if free not in taken)
