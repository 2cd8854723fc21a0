"""The project's own files, as the house rules read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "lianxin"
TEMPLATES = SRC / "web" / "templates"
STATIC = SRC / "web" / "static"


@cache
def python_files() -> tuple[Path, ...]:
    """Every module of the project and of its tests, migrations left out."""
    found = [*SRC.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return tuple(sorted(path for path in found if "migrations" not in path.parts and "__pycache__" not in path.parts))


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the project itself, migrations left out."""
    return tuple(path for path in python_files() if path.is_relative_to(SRC))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module: a dozen rules walk the same trees."""
    return tuple(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, inner ones too."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name(path: Path) -> str:
    """The path as a person says it."""
    return path.relative_to(ROOT).as_posix()


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(TEMPLATES.rglob("*.html")))


@cache
def tracked() -> tuple[Path, ...]:
    """What is kept under version control, and what is about to be; every file where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT, capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return tuple(path for path in (ROOT / "src").rglob("*") if path.is_file())
    return tuple(ROOT / entry for entry in listed.split("\0") if entry and (ROOT / entry).is_file())
