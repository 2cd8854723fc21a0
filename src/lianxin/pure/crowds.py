"""合并小层: under which name the opinions of a group may be listed, so that nobody is known by his group (security.md T2).

A group of at least `least` who answered stands by itself. Smaller ones are listed together; if together they are still
too few, the smallest of the others joins them, and so on. If all are too few together, nothing is listed by itself.

>>> shown_as({"a": 40, "b": 25, "c": 6, "d": 5}, 10)
{'a': ('a',), 'b': ('b',), 'c': ('c', 'd'), 'd': ('c', 'd')}
>>> shown_as({"a": 40, "b": 25, "c": 6}, 10)
{'a': ('a',), 'b': ('b', 'c'), 'c': ('b', 'c')}
>>> shown_as({"a": 4, "b": 3}, 10)
{}

Not done here: nothing is read of the opinions themselves; who could be known by his words, a person has to see.
"""

from collections.abc import Mapping


def shown_as(returned: Mapping[str, int], least: int) -> dict[str, tuple[str, ...]]:
    """For each group the groups with which it is listed; empty where all of them together are fewer than `least`.

    Groups of which nobody answered are left out: they have no opinion.
    """
    there = {code: number for code, number in returned.items() if number > 0}
    if sum(there.values()) < least:
        return {}
    together = [code for code, number in there.items() if number < least]
    for code in sorted((code for code in there if code not in together), key=lambda one: (there[one], one)):
        if not together or sum(there[one] for one in together) >= least:
            break
        together.append(code)
    joined = tuple(code for code in there if code in together)
    return {code: joined if code in together else (code,) for code in there}
