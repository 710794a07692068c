"""Several paths of reasoning about one trip, and what they agree on.

Each persona plans the whole trip by an objective of its own; all review one another, vote, and are
merged into one plan for the traveller's own weights, with true alternatives beside it.
"""

from agents.paths.effort import how_many, next_personas, share_of_path
from agents.paths.ground import Ground, survey
from agents.paths.path import Path, walk
from agents.paths.personas import persona_named, personas_for
from agents.paths.verdict import Verdict, consensus, others

__all__ = [
    "Ground",
    "Path",
    "Verdict",
    "consensus",
    "how_many",
    "next_personas",
    "others",
    "persona_named",
    "personas_for",
    "share_of_path",
    "survey",
    "walk",
]
