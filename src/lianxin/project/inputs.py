"""录入规则和职务表: what is asked of each field and of several together, and who reads and writes particulars; generated.

The fields are read off the forms themselves, the rules between fields off the sentences with which forms and commands
refuse. Nothing is written twice, so that the page cannot say less than the program asks (ASVS 2.1.1, 2.1.2, 8.1.2).
"""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import lianxin

HERE = Path(lianxin.__file__).parent
BOUNDS = ("max_length", "min_length", "max_value", "min_value", "max_digits")
WORDS = {"max_length": "最多 {} 字", "min_length": "至少 {} 字", "max_value": "不大于 {}", "min_value": "不小于 {}",
         "max_digits": "最多 {} 位"}  # fmt: skip
REFUSES = ("Unfit", "ValidationError", "add_error", "NotAllowed")


def page() -> str:
    """docs/security/inputs.md."""
    lines = [
        "# 录入规则",
        "",
        "由各表单和各事项的拒绝语生成，勿手改(`make docs`)。日期、文字的写法由 `web/ui/fields.py` 一处认。",
        "",
    ]
    lines += ["## 每一栏", "", "| 表单 | 栏 | 种类 | 必填 | 限制 |", "| --- " * 5 + "|"]
    for form in forms():
        for name, field in form.base_fields.items():
            word = str(field.label or name).replace("|", "／").replace("\n", " ")
            told = (
                f"`{_short(form)}`",
                f"{word} `{name}`",
                type(field).__name__,
                "是" if field.required else "否",
                _bounds(field),
            )
            lines.append("| " + " | ".join(told) + " |")
    lines += ["", "## 几栏合起来、和记录现在的样子合起来", "", "| 哪里 | 拒绝时说的话 |", "| --- | --- |"]
    for where, sentences in refusals():
        lines += [f"| `{where}` | {one.replace('|', '／')} |" for one in sentences]
    return "\n".join(lines) + "\n"


def forms() -> list[Any]:
    """Every form of the pages, by its place."""
    from django import forms as django_forms

    found = {
        value
        for module in modules("lianxin.web")
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, django_forms.BaseForm)
        and value.__module__.startswith("lianxin.")
    }
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def modules(package: str) -> Iterator[ModuleType]:
    """Every module under a package."""
    top = import_module(package)
    for found in pkgutil.walk_packages(top.__path__, f"{package}."):
        yield import_module(found.name)


def refusals() -> list[tuple[str, list[str]]]:
    """Where something is refused, and the sentences: the commands of the rooms, and what forms ask of fields together."""
    found = []
    for floor in ("base", "work", "reports", "web"):
        for path in sorted((HERE / floor).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.parse(path.read_text("utf-8")).body:
                for function in _functions(node):
                    if told := _sentences(function):
                        found.append((f"{path.relative_to(HERE).as_posix()}:{function.name}", told))
    return found


def _functions(node: ast.stmt) -> list[ast.FunctionDef]:
    if isinstance(node, ast.FunctionDef):
        return [node]
    return [one for one in node.body if isinstance(one, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []


def _sentences(function: ast.FunctionDef) -> list[str]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and _named(node.func) in REFUSES]
    told = [
        str(word.value)
        for call in calls
        for node in ast.walk(call)
        if isinstance(node, ast.Call) and _named(node.func) in ("_", "gettext", "gettext_lazy")
        for word in node.args[:1]
        if isinstance(word, ast.Constant)
    ]
    return list(dict.fromkeys(told))


def _named(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _short(form: Any) -> str:
    return f"{form.__module__.removeprefix('lianxin.web.').removesuffix('.forms')}.{form.__name__}"


def _bounds(field: Any) -> str:
    told = [WORDS[name].format(getattr(field, name)) for name in BOUNDS if getattr(field, name, None) is not None]
    if hasattr(field, "choices"):
        told.append("从列出的里面选")
    return "，".join(told) or "—"


def roles_page() -> str:
    """docs/security/roles.md: whose particulars each role reads and writes; a cell is the field's class and the permission."""
    from lianxin.base.orgs.permissions import PERMISSIONS
    from lianxin.base.orgs.roles import ROLES
    from lianxin.base.protection import register
    from lianxin.base.protection.opening import OPENINGS
    from lianxin.base.protection.terms import Kind

    words = {line.table: line.table_word for line in register.lines()}
    fields = {table: [one.word for one in register.lines() if one.table == table and one.kind in (Kind.IDENTITY, Kind.CONTACT)]
              for table in OPENINGS}  # fmt: skip
    lines = [
        "# 哪个职务看得到、写得了哪些个人信息", "",
        "由职务、权限和字段保护清单生成，勿手改(`make docs`)。“列”：看得到这一行，个人信息遮盖；“看”：能打开一件看一件，留一条记录；"
        "“写”：能登记和改。范围是任职单位及其下级；涉及自己的件、保密件另有墙（threats.md）。机密一类的字段没有一个职务能看。", "",
    ]  # fmt: skip
    lines += ["| 表 | 字段 | 列 | 看 | 写 |", "| --- " * 5 + "|"]
    for table, opening in OPENINGS.items():
        named = (f"{PERMISSIONS[code].label} `{code}`" for code in opening)
        lines.append(f"| {words[table]} `{table}` | {'、'.join(fields[table])} | {' | '.join(named)} |")
    lines += [
        "",
        "| 职务 | " + " | ".join(words[table] for table in OPENINGS) + " |",
        "| --- " * (len(OPENINGS) + 1) + "|",
    ]
    for role in ROLES.values():
        cells = (
            " ".join(w for w, code in zip("列看写", opening, strict=True) if code in role.grants) or "—"
            for opening in OPENINGS.values()
        )
        lines.append(f"| {role.label} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
