"""A message while it is being read: what is understood of it, atom by atom, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from agents.language.result import Item, Question, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

#: Begins the stand-in of an atom in the working text; a letter, so that it makes a word.
MARK = "\u01c2"
#: Stands in the working text where something was understood; neither a letter nor a blank.
DONE = "\ue000"
#: Digits of the number of an atom: more than a message has letters.
_DIGITS = 4
#: What may stand around what is said by itself.
_ENDS = f".,;:!?{DONE}"
_PLAIN = str.maketrans({
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u201c": '"', "\u201d": '"',
    "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2010": "-", "\u2011": "-", "\n": " ",
    "\t": " ", "\r": " ", "\u00a0": " ", MARK: " ", DONE: " ",
})  # fmt: skip


class Atom(NamedTuple):
    """A date, a sum, a name: what later rules take as one word.

    Attributes:
        kind: one letter, as the rules spell it.
        value: what it stands for.
    """

    kind: str
    value: Any


class Text:
    """A message and what is still to be understood of it.

    ``rest`` is the working text: lower case, single blanks, stand-ins for atoms, and what is
    understood blotted out.
    Every letter of it knows where in the message it comes from.
    """

    def __init__(self, typed: str) -> None:
        """Begin with nothing understood."""
        self.typed = typed
        letters = [(low, i) for i, char in enumerate(typed) for low in _lower(char)]
        letters = [
            pair
            for before, pair in zip([("", 0), *letters], letters, strict=False)
            if not (before[0] == pair[0] == " ")
        ]
        self.rest = "".join(low for low, _ in letters)
        self._starts = [i for _, i in letters]
        self._ends = [i + 1 for _, i in letters]
        self.atoms: list[Atom] = []
        self.items: list[Item] = []
        self.assumptions: dict[str, None] = {}
        self.beyond: dict[str, None] = {}
        self.questions: list[Question] = []
        #: Stand-in of the day that a sentence is about, "for day 2, ...".
        self.topic: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The part of the message that a stretch of the working text stands for."""
        first, last = self._starts[start], self._ends[end - 1]
        return Span(start=first, end=last, text=self.typed[first:last])

    def words(self, start: int, end: int) -> str:
        """The message as typed where the working text has this stretch."""
        return self.span(start, end).text if end > start else ""

    def replace(
        self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], Atom | str | None]
    ) -> None:
        """Put a stand-in for every match that ``make`` has an atom, or another spelling, for."""
        made = ((*match.span(), make(match)) for match in pattern.finditer(self.rest))
        self.put([(a, b, new) for a, b, new in made if new is not None])

    def put(self, pieces: Sequence[tuple[int, int, Atom | str]]) -> None:
        """Put stand-ins, or other spellings, for stretches in order that do not overlap."""
        parts, starts, ends, at = list[str](), list[int](), list[int](), 0
        for a, b, new in pieces:
            word = new if isinstance(new, str) else self._stand_in(new)
            parts += [self.rest[at:a], word]
            starts += self._starts[at:a] + [self._starts[a]] * len(word)
            ends += self._ends[at:a] + [self._ends[b - 1]] * len(word)
            at = b
        self.rest = "".join((*parts, self.rest[at:]))
        self._starts, self._ends = starts + self._starts[at:], ends + self._ends[at:]

    def _stand_in(self, atom: Atom) -> str:
        self.atoms.append(atom)
        return f"{MARK}{atom.kind}{len(self.atoms) - 1:0{_DIGITS}}"

    def atom(self, stand_in: str) -> Atom:
        """The atom that a stand-in stands for, whatever digit was typed right after it."""
        return self.atoms[int(stand_in[2 : 2 + _DIGITS])]

    def claim(self, start: int, end: int) -> None:
        """Blot out a stretch of the working text: it is understood."""
        self.rest = self.rest[:start] + DONE * (end - start) + self.rest[end:]

    def alone(self, match: re.Match[str]) -> bool:
        """Whether a match is all that its clause says and is not understood yet."""
        before, after = self.rest[: match.start()].rstrip(), self.rest[match.end() :].lstrip()
        return (not before or before[-1] in _ENDS) and (not after or after[0] in _ENDS)

    def tell(self, field: str, value: Any, match: re.Match[str], group: int | str = 0) -> None:
        """Note something understood from a match, or from one group of it."""
        self.items.append(Item(field=field, value=value, evidence=self.span(*match.span(group))))

    def told_until(self, at: int) -> Item | None:
        """What was understood of the words right before a place in the working text, said last."""
        typed = self._starts[at]
        before = (i for i in reversed(self.items) if 0 <= typed - i.evidence.end <= 1)
        return next(before, None)

    def assume(self, sentence: str) -> None:
        """Note how something vague is taken."""
        self.assumptions[sentence] = None

    def cannot(self, sentence: str) -> None:
        """Note something understood that no plan can heed."""
        self.beyond[sentence] = None

    def left(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in the working text as it stands now."""
        return pattern.finditer(self.rest)


def _lower(char: str) -> str:
    """One letter in lower case and plain punctuation; some letters become two."""
    return char.translate(_PLAIN).lower()
