"""办理流程: a table of moves: which verb leads from which state to which.

What it is for: buttons, refusals and diagrams come from one table, so that they cannot disagree.

>>> flow = Flow("lamp", {"light": (("off",), "on"), "dim": (("on",), None), "quench": (("on",), "off")})
>>> flow.after("light", "off")
'on'
>>> flow.after("dim", "on")        # None as a target: the deed leaves the state as it is
'on'
>>> flow.open_to("on")
['dim', 'quench']

What it does not do: it knows nothing of permissions, records or time.
"""

from collections.abc import Iterable, Mapping


class WrongState(Exception):
    """条件不符: the record is not in a state in which this deed can be done."""

    def __init__(self, flow: str, verb: str, state: str) -> None:
        super().__init__(f"{flow}: “{verb}” cannot be done in state “{state}”")
        self.flow, self.verb, self.state = flow, verb, state


class Flow:
    """流程表: moves as `{verb: (states it starts from, state it leads to or None to stay)}`."""

    def __init__(self, name: str, moves: Mapping[str, tuple[Iterable[str], str | None]]) -> None:
        self.name = name
        self.moves = {
            verb: (tuple(str(s) for s in sources), None if target is None else str(target))
            for verb, (sources, target) in moves.items()
        }

    def after(self, verb: str, state: str) -> str:
        """The state after `verb` in `state`; raises WrongState where the table has no such move."""
        sources, target = self.moves[verb]
        if str(state) not in sources:
            raise WrongState(self.name, verb, str(state))
        return str(state) if target is None else target

    def can(self, verb: str, state: str) -> bool:
        """Whether `verb` is open in `state`."""
        return str(state) in self.moves[verb][0]

    def open_to(self, state: str) -> list[str]:
        """The verbs that are open in `state`, in the order of the table: the buttons of a page."""
        return [verb for verb, (sources, _) in self.moves.items() if str(state) in sources]

    def states(self) -> set[str]:
        """Every state that the table names."""
        found: set[str] = set()
        for sources, target in self.moves.values():
            found.update(sources)
            if target is not None:
                found.add(target)
        return found

    def reachable_from(self, start: str) -> set[str]:
        """Every state that some sequence of moves leads to, `start` included."""
        seen, queue = {str(start)}, [str(start)]
        while queue:
            state = queue.pop()
            for verb in self.open_to(state):
                following = self.after(verb, state)
                if following not in seen:
                    seen.add(following)
                    queue.append(following)
        return seen

    def mermaid(self, labels: Mapping[str, str], verbs: Mapping[str, str], start: str) -> str:
        """The table as a Mermaid state diagram with Chinese labels."""
        lines = ["stateDiagram-v2", f"    [*] --> {start}"]
        lines += [f"    {state} : {labels.get(state, state)}" for state in sorted(self.states())]
        for verb, (sources, target) in self.moves.items():
            lines += [f"    {source} --> {target or source} : {verbs.get(verb, verb)}" for source in sources]
        return "\n".join(lines) + "\n"
