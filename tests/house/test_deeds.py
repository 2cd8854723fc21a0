"""事项守规矩: deeds keep their form, pages do no deeds, and nothing but a deed changes a record."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.house import source

CHANGES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "abulk_create",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# The journal writes itself through its own book; the rules that ship with the program are planted by a migration; a key
# tells the database its check value, and what a migration seals was there before.
OWN_DOORS = {
    "base/journal/book.py", "base/journal/tree.py", "base/clocks/presets.py", "base/sealing/keys.py",
    "base/sealing/migrating.py", "base/orgs/powers/recovery.py",
}  # fmt: skip


def deed_files() -> list[Path]:
    return [p for p in source.modules() if p.name == "commands.py" or p.parent.name == "commands"]


def deeds() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Public functions of commands that change something: they open a transaction, or are offered as a deed."""
    for path in deed_files():
        offered = _offered(path)
        for node in source.tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if node.name in offered or any("atomic" in ast.unparse(mark) for mark in node.decorator_list):
                yield path, node


def _offered(path: Path) -> set[str]:
    front = path.parent / "__init__.py"
    if path.parent.name != "commands":
        return set()
    for node in source.tree(front).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return {name for name in ast.literal_eval(node.value) if name.islower()}
    return set()


DEEDS = [(f"{path.parent.name}.{node.name}", node) for path, node in deeds()]


def test_there_are_deeds_to_look_at() -> None:
    assert len(DEEDS) > 20


def unlike(fits: Callable[[ast.FunctionDef], object]) -> list[str]:
    """The deeds that do not fit: one test for all of them, four thousand tests were half a minute of setting up."""
    return [name for name, deed in DEEDS if not fits(deed)]


class TestADeed:
    def test_takes_its_arguments_by_name(self) -> None:
        assert unlike(lambda deed: not deed.args.args and not deed.args.vararg) == []

    def test_is_told_who_and_when(self) -> None:
        assert unlike(lambda deed: {"by", "at"} <= {arg.arg for arg in deed.args.kwonlyargs}) == []

    def test_begins_with_its_chinese_term(self) -> None:
        first = {name: (ast.get_docstring(deed) or "").partition("\n")[0] for name, deed in DEEDS}
        assert [name for name, line in first.items() if not CHINESE.match(line) or len(line) > 120] == []

    def test_is_typed(self) -> None:
        assert unlike(lambda deed: deed.returns and all(arg.annotation for arg in deed.args.kwonlyargs)) == []

    def test_never_looks_at_the_clock_itself(self) -> None:
        clock = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|\bat\.date\(")
        assert unlike(lambda deed: not clock.search(ast.unparse(deed))) == []


def changes(path: Path) -> list[str]:
    """Calls that change a record, as line numbers."""
    found = []
    for node in source.nodes(path):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        chain = ast.unparse(node.func)
        through_manager = "objects" in chain or "filter(" in chain
        if (node.func.attr in CHANGES and not _is_a_file(chain)) or (node.func.attr == "update" and through_manager):
            found.append(f"{source.name(path)}:{node.lineno} {chain}")
    return found


def _is_a_file(chain: str) -> bool:
    """Saving a document, a workbook or a stored file is no change of a record; nor is a model's own `save`."""
    files = r"(document|docx|workbook|book|package|image|default_storage|storage|session)\b"
    return chain.startswith("super().") or bool(re.match(files, chain))


def test_pages_do_no_deeds() -> None:
    pages = [path for path in source.modules() if path.is_relative_to(source.SRC / "web")]
    assert pages

    assert [line for path in pages for line in changes(path)] == []


def test_records_are_changed_in_commands_alone() -> None:
    floors = [source.SRC / floor for floor in ("base", "work", "reports")]
    others = [
        path
        for path in source.modules()
        if any(path.is_relative_to(floor) for floor in floors)
        and path not in deed_files()
        and not path.name.startswith("bulk")
        and path.relative_to(source.SRC).as_posix() not in OWN_DOORS
    ]
    assert others

    assert [line for path in others for line in changes(path)] == []


PLACED = re.compile(r"(Concern|Requester|Reply|Rating|ImportBatch)\.objects\b")


def unguarded(path: Path) -> list[str]:
    """Uses of a placed table that are neither handed to `fetch` nor narrowed by `reachable`."""
    above = {child: node for node in source.nodes(path) for child in ast.iter_child_nodes(node)}
    found = []
    for node in source.nodes(path):
        if not (isinstance(node, ast.Attribute) and PLACED.fullmatch(ast.unparse(node))):
            continue
        chain: ast.AST = node
        while isinstance(above[chain], ast.Attribute) or (
            isinstance(above[chain], ast.Call) and above[chain].func is chain  # type: ignore[attr-defined]
        ):
            chain = above[chain]
        handed_to = above[chain]
        if ".reachable(" in ast.unparse(chain):
            continue
        if isinstance(handed_to, ast.Return):  # a queryset made ready: its callers must hand it to `fetch`
            handed_to = _user(handed_to, above)
        if isinstance(handed_to, ast.Call) and ast.unparse(handed_to.func).split(".")[-1] == "fetch":
            continue
        found.append(f"{source.name(path)}:{node.lineno}")
    return found


def _user(node: ast.AST, above: dict[ast.AST, ast.AST]) -> ast.AST | None:
    """Whoever uses the function that this stands in: its one kind of caller, or None."""
    while not isinstance(node, ast.FunctionDef):
        node = above[node]
    calls = [call for call in above if isinstance(call, ast.Call) and ast.unparse(call.func) == node.name]
    users = [above[call] for call in calls]
    unlike = [user for user in users if not (isinstance(user, ast.Call) and ast.unparse(user.func) == "fetch")]
    return users[0] if users and not unlike else None


def test_office_pages_reach_records_through_the_rule_alone() -> None:
    """`fetch` or `reachable`: a placed table in any other hands is a leak (security.md T1)."""
    offices = [path for path in source.modules() if path.is_relative_to(source.SRC / "web" / "office")]
    assert offices

    assert [line for path in offices for line in unguarded(path)] == []
