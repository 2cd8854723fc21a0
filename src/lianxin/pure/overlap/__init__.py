"""雷同: what two texts share, what of it is everybody's idiom, and the errors that stand in both.

Both texts are read after NFKC, without white space and with one kind of quotation mark, so that a copy with other
line breaks or full-width commas is still the same. A passage is a maximal exact run: it cannot be made longer at
either end. Each place of the first text belongs to one passage at most, the longest one.

>>> a = "第一段。群众的事情无小事，件件都要有着落有回音。第二段。"
>>> b = "群众的事情无小事,件件 都要有着落有回音。另外的话。"
>>> found = compare(a, b)
>>> [(p.length, p.start_a, p.start_b, p.text) for p in found.passages]
[(20, 4, 0, '群众的事情无小事,件件都要有着落有回音。')]
>>> found.chars, found.in_order
(20, True)

What everybody writes (套话) is greyed and goes into no figure: `compare(a, b, idioms=START)`. The same fault in both is
the strongest sign that one came from the other: `shared_errors`. Of many texts, `prints` finds those worth comparing.

What it does not do: it says what is the same, not who copied from whom; and it knows no synonyms.
"""

from .comparing import LEAST, LEAST_LISTED, Overlap, Passage, compare
from .errors import SharedError, faults, shared_errors
from .folding import packed
from .idioms import NONE, SHIPPED, START, Idioms, grown
from .learning import learned
from .prints import GRAM, SURE, prints

__all__ = [
    "GRAM", "LEAST", "LEAST_LISTED", "NONE", "SHIPPED", "START", "SURE", "Idioms", "Overlap", "Passage", "SharedError", "compare",
    "faults", "grown", "learned", "packed", "prints", "shared_errors",
]  # fmt: skip
