"""Words that carry no wish of their own; what is left of a message beside them is told back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.result import Span
from agents.language.text import DONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agents.language.text import Text

#: Words that tie others together, or are politeness.
FILLERS = frozenset(
    """
    anniversary birthday business celebrate celebrating class coming fairly female fifties forties
    found male only see seen seventies sixties student students thirties twenties
    a about accommodation accommodations accordingly across actually additionally adventure
    again ah ahead aim aims all allows along alright also am an and anticipate any anyway are
    around arrange arranged as assist assistance at back based be because been being best
    between both bring budget build but by call can cheers cities city come comprehensive
    consider considering constraints construct could cover covering covers craft crafting create
    creating current currently date dates day days dear departing design desire desired
    destination detailed develop devise did do does doing done draft dream duration during each
    eager earlier either else enjoying ensure etc even every everything excited expect expecting
    explore exploring family feel finally find first for formulate free from fun furthermore
    generate get getaway getting give given glad go goal going good got great group had happy
    has have having he heading hello help her here hey hi him his hmm holiday home hope hoping
    hotel hotels how however i i'd i'll i'm i've idea ideal ideally if in include includes
    including information instead intend intending intends interest interested into involve
    involves is it it'd it'll it's itineraries itinerary its journey just keen keep
    keeping kind kindly know last lastly leaving let let's lets like little location lodging
    look looking looks love lovely make making may me meal meals meanwhile might mine
    mode moreover much must my need needs new nice note now number of off oh ok okay on one
    option options organise organize organizing our ourselves out outline outlined over overall
    own particular party people per place places plan planned planner planning plans
    please possible possibly prefer preferably preference preferences preferred prepare propose
    provide purpose put putting quite really recommend regarding regards request requests
    require required requirement requirements requires right route scheduled seeing seeking seem
    seems set shall she should since so some someone something sorry sort span spanning spans
    specifically spend start starting stay staying stopping such suggest suggestion suggestions
    sure take taking tell than thank thanks that that'd that's the their them then there there's
    these they they're this those through throughout time to together too tops total tour town
    transport transportation travel traveler travelers traveling traveller travellers travelling
    travels trip trips uh um understand up us vacation venturing very via visit visiting
    wait want wanting wants was way we we'd we'll we're we've well were what when which while
    who who'd will wish with within wonderful work would yeah yep yes you your yourself
    """.split()  # noqa: SIM905
)
_WORD = re.compile(rf"[^\s{DONE}]+")
_LETTER = re.compile(r"\w")
_EDGES = " ,.;:!?()[]{}\"'*-\u2026"


def missed(text: Text) -> tuple[Span, ...]:
    """Stretches that nothing understood and that carry meaning, neighbours together."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text.rest):
        start, end = match.span()
        while start < end and text.rest[start] in _EDGES:
            start += 1
        while end > start and text.rest[end - 1] in _EDGES:
            end -= 1
        word = text.rest[start:end]
        if not _LETTER.search(word) or is_filler(word):
            continue
        if spans and not _parted(text.rest[spans[-1][1] : start]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(text.span(*span) for span in spans)


def without(spans: Sequence[Span], understood: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of stretches once others are understood; fillers at the cuts are let go."""
    left = list(spans)
    for known in understood:
        left = [part for span in left for part in _cut(span, known) if _carries(part.text)]
    return tuple(left)


def _cut(span: Span, known: Span) -> Iterator[Span]:
    if known.end <= span.start or span.end <= known.start:
        yield span
        return
    for start, end in ((span.start, known.start), (known.end, span.end)):
        text = span.text[max(0, start - span.start) : max(0, end - span.start)]
        kept = text.strip(_EDGES)
        if kept:
            at = start + text.index(kept)
            yield Span(start=at, end=at + len(kept), text=kept)


def _carries(text: str) -> bool:
    words = (word.strip(_EDGES) for word in text.lower().split())
    return any(_LETTER.search(word) and not is_filler(word) for word in words)


def is_filler(word: str) -> bool:
    """Whether a word in small letters carries no wish of its own."""
    return word in FILLERS or (word.endswith("'s") and word[:-2] in FILLERS)


def _parted(between: str) -> bool:
    """Whether two words that were not understood belong to different clauses."""
    return DONE in between or bool(re.search(r"[.;!?,:]", between))
