"""译文: every Chinese sentence of the pages has an English one, with the same slots (house.md §8)."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from django.utils.translation.template import templatize

from tests import translations
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
        for node in source.nodes(path):
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


@cache
def asked() -> dict[str, str]:
    """Every Chinese sentence and one place where it stands."""
    return {text: place for text, place in [*asked_in_python(), *asked_in_templates()] if CHINESE.search(text)}


@cache
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
        for node in source.nodes(path)
        if isinstance(node, ast.Call)
        and _called(node) in ASKING
        and any(isinstance(arg, ast.JoinedStr) for arg in node.args)
    ] == []


def test_the_reader_finds_what_pages_say() -> None:
    found = asked()

    assert "我要反映" in found and "待分办" in found and len(found) > 150


class TestTheCompiledCatalogue:
    def test_says_what_is_written(self) -> None:
        assert not translations.is_stale(), "run `python -m tests.translations --write`"

    def test_is_stale_once_a_sentence_is_changed(self, tmp_path: Path) -> None:
        written = tmp_path / "django.po"
        written.write_text('msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "提交"\nmsgstr "Submit"\n', "utf-8")
        assert translations.is_stale(written)

        written.with_suffix(".mo").write_bytes(translations.compiled(written.read_text("utf-8")))
        assert not translations.is_stale(written)

        written.write_text(written.read_text("utf-8").replace("Submit", "Send"), "utf-8")
        assert translations.is_stale(written)

    def test_is_read_by_gettext(self) -> None:
        text = (
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
            'msgctxt "verb"\nmsgid "办结"\nmsgstr "Close"\n\nmsgid "办结"\nmsgstr "Closed"\n\n'
            'msgid "%(n)s 件"\nmsgid_plural "%(n)s 件"\nmsgstr[0] "%(n)s concern"\nmsgstr[1] "%(n)s "\n"concerns"\n\n'
            '#, fuzzy\nmsgid "提交"\nmsgstr "Sumbit"\n\nmsgid "返回"\nmsgstr ""\n'
        )
        english = GNUTranslations(BytesIO(translations.compiled(text)))

        assert (english.pgettext("verb", "办结"), english.gettext("办结")) == ("Close", "Closed")
        assert [english.ngettext("%(n)s 件", "%(n)s 件", n) for n in (1, 3)] == ["%(n)s concern", "%(n)s concerns"]
        assert (english.gettext("提交"), english.gettext("返回")) == ("提交", "返回")
