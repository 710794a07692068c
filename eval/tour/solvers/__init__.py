"""Everything that solves a tour instance, behind one function each.

``solve(instance, seconds, seed)`` searches for so many seconds, building its model not counted.
"""
