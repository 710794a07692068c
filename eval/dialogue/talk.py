"""One traveller plans one trip: wishes, answers, complains, thinks again, takes it or goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eval.dialogue.judge import honoured, opinion
from eval.dialogue.words import complaint, opening, second_thought

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from random import Random

    from agents.language import Question
    from eval.dialogue.judge import Grievance, Opinion
    from eval.dialogue.partner import Partner, Reply
    from eval.dialogue.traveller import Traveller
    from eval.trial import Bench
    from planner.city import City
    from planner.itinerary import Itinerary

#: Satisfaction that a grievance must cost to be worth a word.
WORTH_A_WORD = 0.02
#: Questions that are answered in a row.
MOST_ANSWERS = 3
#: What one says who wants to see other plans.
ELSE = "what else is there?"
#: What is said to a question that there is no answer to.
SHRUG = "it doesn't matter"


@dataclass(frozen=True)
class Errand:
    """A trip to be planned.

    Attributes:
        usual: euros that a day usually costs a person there.
        first: whether it is the first that is planned with this partner.
    """

    city: City
    start: dt.date
    days: int
    usual: float
    first: bool


@dataclass
class Talk:
    """What came of the talk about one trip.

    Attributes:
        said: all that the traveller said.
        course: satisfaction with each plan seen, from 0 to 1, as often as it is another.
        taken: whether the traveller was content with it.
        complaints: what was complained about, and whether it was heeded.
        plan: the last plan.
    """

    said: list[str] = field(default_factory=list)
    course: list[float] = field(default_factory=list)
    taken: bool = False
    complaints: list[tuple[str, bool]] = field(default_factory=list)
    plan: Itinerary | None = None

    @property
    def satisfaction(self) -> float:
        """With the last plan; 0 with none."""
        return self.course[-1] if self.course else 0.0

    @property
    def at_first(self) -> float:
        """With the first plan; 0 with none."""
        return self.course[0] if self.course else 0.0

    @property
    def unheeded(self) -> int:
        """Complaints that nothing came of."""
        return sum(not heeded for _, heeded in self.complaints)


class Conversation:
    """A traveller, somebody to plan with, and the trip that is planned."""

    def __init__(self, who: Traveller, errand: Errand, partner: Partner, bench: Bench) -> None:
        self.who = who
        self._errand = errand
        self._partner = partner
        self._bench = bench
        self._talk = Talk()
        self._voiced: set[tuple[str, str]] = set()
        self._compared = False

    def hold(self, rng: Random) -> Talk:
        """Talk until the traveller is content or has had enough."""
        talk, errand = self._talk, self._errand
        words = opening(self.who, errand.city, errand.start, errand.days, rng, errand.first)
        reply = self._said(words)
        while reply.plan is not None:
            view = self._opinion(reply.plan)
            talk.plan = reply.plan
            if talk.course[-1:] != [view.satisfaction]:
                talk.course.append(view.satisfaction)
            talk.taken = view.satisfaction >= self.who.bar
            after = self._better(view, reply) or self._thinking_again(view, rng)
            after = after or (None if talk.taken else self._discontent(view, rng))
            if after is None:
                break
            reply = after
        return talk

    def _better(self, view: Opinion, reply: Reply) -> Reply | None:
        """Of the plans to choose from take the one that is liked best, if it is liked better."""
        liked = [self._opinion(plan).satisfaction for plan in reply.others]
        if max(liked, default=0.0) < view.satisfaction + WORTH_A_WORD:
            return None
        self._talk.said.append("(takes another plan)")
        return self._partner.choose(liked.index(max(liked)))

    def _thinking_again(self, view: Opinion, rng: Random) -> Reply | None:
        """Have second thoughts, once."""
        if self.who.whim is None:
            return None
        reply = self._said(second_thought(self.who.whim, rng), view)
        self.who = self.who.otherwise_minded()
        return reply

    def _discontent(self, view: Opinion, rng: Random) -> Reply | None:
        """Ask what else there is, once; then say what is amiss, while there is patience."""
        if not self._compared:
            self._compared = True
            self._talk.said.append(ELSE)
            return self._partner.others()
        grievance = next(self._to_say(view), None)
        if grievance is None or len(self._talk.complaints) == self.who.patience:
            return None
        return self._complained(grievance, view, rng)

    def _to_say(self, view: Opinion) -> Iterator[Grievance]:
        """Grievances that are worth a word and were not voiced before, the worst first."""
        for grievance in view.grievances():
            if grievance.loss >= WORTH_A_WORD and grievance.topic not in self._voiced:
                yield grievance

    def _complained(self, grievance: Grievance, view: Opinion, rng: Random) -> Reply:
        """Complain, and see what comes of it."""
        self._voiced.add(grievance.topic)
        words = complaint(grievance, view, rng)
        reply = self._said(words, view)
        heeded = reply.plan is not None and honoured(grievance, view, self._opinion(reply.plan))
        self._talk.complaints.append((f"{grievance.ground}: {words}", heeded))
        return reply

    def _said(self, words: str, before: Opinion | None = None) -> Reply:
        """Say something, answer what is asked back, and take what is offered if it is better."""
        reply = self._say(words)
        for _ in range(MOST_ANSWERS):
            if not reply.questions:
                break
            reply = self._say(self._answer(reply.questions[0]))
        if reply.offer is None:
            return reply
        offered = self._opinion(reply.offer).satisfaction
        if before is None or offered > before.satisfaction:
            self._talk.said.append("(takes the offer)")
            return self._partner.take()
        self._talk.said.append("(undo)")
        return self._partner.undo()

    def _opinion(self, plan: Itinerary) -> Opinion:
        return opinion(self.who, plan, self._bench, self._errand.usual)

    def _say(self, words: str) -> Reply:
        self._talk.said.append(words)
        return self._partner.say(words)

    def _answer(self, question: Question) -> str:
        """What a traveller says to a question."""
        name = self._errand.city.name
        if name in question.answers:
            return name
        return question.answers[0] if question.answers else SHRUG
