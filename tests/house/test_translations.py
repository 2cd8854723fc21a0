"""译文: every Chinese sentence of the pages has an English one, with the same slots (house.md §8)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house import source

CATALOGUE = source.SRC / "project" / "locale" / "en" / "LC_MESSAGES" / "django.po"
ASKING = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
CONTEXT_FIRST = {"pgettext", "pgettext_lazy", "npgettext"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SLOT = re.compile(r"%\((\w+)\)[sd]|%[sd]")
STRING = r"(?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\(({STRING})(?:,\s*({STRING}))?")


def asked_in_python() -> Iterator[tuple[str, str]]:
    """Sentences handed to gettext in modules, with the place."""
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call) and _called(node) in ASKING:
                args = node.args[1:] if _called(node) in CONTEXT_FIRST else node.args
                for arg in args[: 2 if _called(node).startswith(("n", "np")) else 1]:
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
                        yield arg.value, f"{source.name(path)}:{node.lineno}"


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def asked_in_templates() -> Iterator[tuple[str, str]]:
    """Sentences of `translate`, `blocktranslate` and `_("…")`, as Django's own reader finds them."""
    for path in source.templates():
        for found in IN_TEMPLATE.finditer(templatize(path.read_text("utf-8"))):
            function, first, second = found.groups()
            for text in (
                [second] if function in CONTEXT_FIRST else [first, second] if function == "ngettext" else [first]
            ):
                if text:
                    yield ast.literal_eval(text), source.name(path)


def asked() -> dict[str, str]:
    """Every Chinese sentence and one place where it stands."""
    return {text: place for text, place in [*asked_in_python(), *asked_in_templates()] if CHINESE.search(text)}


def catalogue(path: Path) -> dict[str, str]:
    """msgid → msgstr (the singular where there are two); entries marked fuzzy are no translation."""
    found: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")) if path.exists() else []:
        if re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE):
            continue
        parts = {"msgid": "", "msgid_plural": "", "msgstr": ""}
        key = ""
        for line in block.splitlines():
            if (opened := re.match(r'(msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s+(".*")$', line)) is not None:
                key = opened[1] if opened[2] in (None, "0") else ""
                line = opened[3]
            if key and line.startswith('"'):
                parts[key] += ast.literal_eval(line)
        for text in (parts["msgid"], parts["msgid_plural"]):
            if text and parts["msgstr"]:
                found[text] = parts["msgstr"]
    return found


def test_every_chinese_sentence_has_an_english_one() -> None:
    english = catalogue(CATALOGUE)
    missing = {text: place for text, place in asked().items() if text not in english}

    assert not missing, f"{len(missing)} missing:\n" + "\n".join(
        f"{place}: {text}" for text, place in sorted(missing.items())
    )


def test_an_english_sentence_has_the_same_slots() -> None:
    english = catalogue(CATALOGUE)
    unlike = [
        text for text in asked() if text in english and set(SLOT.findall(text)) != set(SLOT.findall(english[text]))
    ]

    assert unlike == []


def test_english_is_english() -> None:
    assert [text for text, words in catalogue(CATALOGUE).items() if CHINESE.search(words) and "连心" not in words] == []


def test_no_translated_sentence_is_an_f_string() -> None:
    assert [
        f"{source.name(path)}:{node.lineno}"
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and _called(node) in ASKING
        and any(isinstance(arg, ast.JoinedStr) for arg in node.args)
    ] == []


def test_the_reader_finds_what_pages_say() -> None:
    found = asked()

    assert "我要反映" in found and "待分办" in found and len(found) > 150
