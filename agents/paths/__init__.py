"""Several paths of reasoning about one trip, and what they agree on.

Each persona plans the whole trip by an objective of its own; all review one another, vote, and are
merged into one plan for the traveller's own weights, with true alternatives beside it.
"""

from agents.paths.choices import choices, offered
from agents.paths.effort import how_many, next_personas, search_of
from agents.paths.ground import Ground, survey
from agents.paths.path import Path, walk
from agents.paths.personas import by_appeal, persona_named, personas_for
from agents.paths.verdict import Verdict, consensus, others

__all__ = [
    "Ground",
    "Path",
    "Verdict",
    "by_appeal",
    "choices",
    "consensus",
    "how_many",
    "next_personas",
    "offered",
    "others",
    "persona_named",
    "personas_for",
    "search_of",
    "survey",
    "walk",
]
