"""Nothing grows beyond what one can take in: files, functions, views, templates."""

import ast

import pytest

from tests.house import source

FILE, FUNCTION, VIEW, TEMPLATE = 400, 40, 25, 150


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(node.body) > 1
    start = node.body[1].lineno if documented else first.lineno
    return (node.end_lineno or start) - start + 1


def test_no_file_is_longer_than_it_can_be_read() -> None:
    long = {source.name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in source.python_files()}

    assert {path: lines for path, lines in long.items() if lines > FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert [
        f"{source.name(path)}: {node.name} ({length(node)})"
        for path in source.modules()
        for node in source.functions(path)
        if length(node) > FUNCTION
    ] == []


def test_no_view_does_the_work_itself() -> None:
    """fetch – form – command – redirect: a view that needs more has work in it that belongs below."""
    views = [path for path in source.modules() if "web" in path.parts and path.name.startswith("views")]
    assert views

    assert [
        f"{source.name(path)}: {node.name} ({length(node)})"
        for path in views
        for node in source.functions(path)
        if length(node) > VIEW
    ] == []


@pytest.mark.parametrize("kind", ["html", "css", "js"])
def test_no_template_or_style_is_endless(kind: str) -> None:
    folder = source.TEMPLATES if kind == "html" else source.STATIC
    limit = TEMPLATE if kind == "html" else FILE
    files = [path for path in folder.rglob(f"*.{kind}") if "vendor" not in path.parts]

    assert [source.name(path) for path in files if len(path.read_text(encoding="utf-8").splitlines()) > limit] == []
