"""指纹: a few numbers of a text by which those that share a passage with it are found among ten thousand.

Of the pieces of ten characters in every fifteen neighbouring ones the least by its hash is kept (winnowing, Schleimer,
Wilkerson, Aiken 2003), so that two texts with a common run of 24 characters or more have a number in common for certain;
with a shorter one perhaps. The same text has the same numbers in every process and on every machine.

>>> one = "村里的路灯坏了三盏，维修队周三来修，请大家夜里走路当心脚下。"
>>> other = "通知：村里的路灯坏了三盏,维修队周三来修,请大家夜里走路当心脚下,谢谢。"
>>> bool({value for value, _ in prints(one)} & {value for value, _ in prints(other)})
True
"""

from zlib import crc32

from .folding import packed

GRAM, WINDOW = 10, 15
SURE = GRAM + WINDOW - 1
_HALF = 1 << 31


def prints(text: str) -> list[tuple[int, int]]:
    """(value, place in the folded text) of each piece kept, in the order of the text; values are signed, 32 bits."""
    folded = packed(text)[0]
    code, size = memoryview(folded.encode("utf-32-le", "surrogatepass")), 4 * GRAM  # four bytes a character
    hashes = [crc32(code[i : i + size]) - _HALF for i in range(0, len(code) - size + 1, 4)]
    if not hashes:
        return []
    kept, least = [], -1
    for end in range(min(WINDOW, len(hashes)), len(hashes) + 1):
        first = max(0, end - WINDOW)
        if least < first:  # the least fell out at the left: look again, the rightmost of equals
            window = hashes[first:end]
            least = end - 1 - window[::-1].index(min(window))
        elif hashes[end - 1] <= hashes[least]:
            least = end - 1
        else:
            continue
        kept.append((hashes[least], least))
    return kept
