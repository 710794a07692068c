"""The profiler: from check-ins, past trips and words to a profile that its owner can change."""

from agents.profiler.profile import Writer, profile_of

__all__ = ["Writer", "profile_of"]
