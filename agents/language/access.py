"""What the party needs: step-free ways, room for a stroller.

Fields: ``wheelchair``, ``stroller``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()


@rules(
    r"(?:who (?:uses?|is in|needs)|in|with|uses?|using|need(?:s|ing)?|has|have"
    r"|one of us (?:uses|is in|needs)|i (?:use|am in)|i'm in|for|be) (?:a |an |the )?"
    r"(?:electric |manual )?(?:wheelchairs?|mobility scooters?)(?: users?)?(?: access(?:ible)?)?",
    r"(?:a |one )?(?:wheelchair|mobility scooter)(?: users?| access| accessible|-accessible"
    r"| friendly|-friendly)?(?: places| only)?",
    r"step-free(?: (?:access|places|only|routes?))*|(?:must be |fully |be "
    r"|needs? to be )*(?:accessible|barrier-free)(?: (?:places|only|access))?|can(?:'t"
    r"|not) (?:climb|do|manage|use) (?:the )?(?:stairs|steps)|no (?:stairs|steps)",
)
def _wheelchair(match: Match, text: Text, context: Context) -> None:
    text.tell("wheelchair", True, match)


@rules(
    r"(?:with |and |we have |we've got |bringing |bring )*(?:a |the |our |my )?"
    r"(?:double )?(?:stroller|pram|pushchair|buggy)(?:-friendly)?"
)
def _stroller(match: Match, text: Text, context: Context) -> None:
    text.tell("stroller", True, match)
