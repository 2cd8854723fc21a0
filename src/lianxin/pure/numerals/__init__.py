"""数字: every number form of Chinese office prose, as an exact number and how exact it is.

>>> [n.text for n in read("走访30余户,收到意见二十五条,满意率96.7%")]
['30余户', '二十五条', '96.7%']
>>> thirty = read("30余户")[0]
>>> int(thirty.value), thirty.exact, int(thirty.low), int(thirty.high), thirty.measure
(30, False, 30, 40, '户')

Offsets are those of the text as given; nothing is normalised away. What it does not do: it does not say what
a number counts (that is `figures`), and it reads no clock times, telephone numbers or codes as quantities.
"""

from .hanzi import from_hanzi, to_hanzi
from .model import Numeral
from .scan import fold, read

__all__ = ["Numeral", "fold", "from_hanzi", "read", "to_hanzi"]
