"""连续相同的段落 of two folded texts, found with a suffix automaton in time linear in both."""


def runs(a: str, b: str, least: int) -> list[tuple[int, int, int]]:
    """(place in a, place in b, length) of the passages: longest first, what it leaves free may hold shorter ones."""
    automaton = _Automaton(b)
    taken = bytearray(len(a) + 1)
    chosen: list[tuple[int, int]] = []
    for start, length in sorted(automaton.longest_runs(a, least), key=lambda run: (-run[1], run[0])):
        end = taken.rfind(0, start, start + length) + 1
        start = taken.find(0, start, start + length)
        length = end - start
        if end and length >= least and taken.find(1, start, end) < 0:
            taken[start : start + length] = b"\x01" * length
            chosen.append((start, length))
    found, behind = [], 0
    for start, length in sorted(chosen):
        text = a[start : start + length]
        where = b.find(text, behind)  # a passage that b holds twice: the one that keeps the order
        where = where if where >= 0 else b.find(text)
        found.append((start, where, length))
        behind = where + length
    return found


class _Automaton:
    """Suffix automaton of a text (Blumer et al. 1985): whether a run occurs in it, in time linear in the run."""

    def __init__(self, text: str) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.link, self.size = [-1], [0]
        last = 0
        for letter in text:
            last = self._extend(last, letter)

    def _state(self, size: int, link: int, moves: dict[str, int]) -> int:
        self.next.append(moves)
        self.link.append(link)
        self.size.append(size)
        return len(self.size) - 1

    def _extend(self, last: int, letter: str) -> int:
        here = self._state(self.size[last] + 1, 0, {})
        back = last
        while back >= 0 and letter not in self.next[back]:
            self.next[back][letter] = here
            back = self.link[back]
        if back < 0:
            return here
        other = self.next[back][letter]
        if self.size[other] != self.size[back] + 1:
            twin = self._state(self.size[back] + 1, self.link[other], dict(self.next[other]))
            self.link[other] = twin
            while back >= 0 and self.next[back].get(letter) == other:
                self.next[back][letter] = twin
                back = self.link[back]
            other = twin
        self.link[here] = other
        return here

    def longest_runs(self, text: str, least: int) -> list[tuple[int, int]]:
        """(place, length) of each run of `text` that occurs here and cannot be made longer at either end."""
        runs: list[tuple[int, int]] = []
        state = length = 0
        for end, letter in enumerate(text):
            before = length
            while state > 0 and letter not in self.next[state]:
                state = self.link[state]
                length = self.size[state]
            if letter in self.next[state]:
                state, length = self.next[state][letter], length + 1
            if before >= least and length <= before:
                runs.append((end - before, before))
        if length >= least:
            runs.append((len(text) - length, length))
        return runs
