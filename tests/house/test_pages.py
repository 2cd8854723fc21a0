"""页面: every template is used; no inline style or script, nothing from outside, no italics."""

import ast
import re

from tests.house import source

THEIRS = ("account/", "mfa/", "allauth/", "usersessions/")  # names that allauth asks for
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
OUTSIDE = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)


def strings() -> set[str]:
    """Every string constant of the web's and the project's Python, pieces of f-strings included."""
    found: set[str] = set()
    for path in source.modules():
        if "web" in path.parts or "project" in path.parts or "reports" in path.parts:
            found |= {
                node.value
                for node in source.nodes(path)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    return found


def test_every_template_is_used() -> None:
    said = strings()
    asked_for = set(
        re.findall(r"[\"']([\w/.-]+\.html)[\"']", "\n".join(p.read_text("utf-8") for p in source.templates()))
    )
    unused = []
    for path in source.templates():
        short = path.relative_to(source.TEMPLATES).as_posix()
        folder, _slash, file = short.rpartition("/")
        by_parts = f"{folder}/" in said and (file in said or file.removesuffix(".html") in said)
        is_error_page = f"{folder}/" in said and file.removesuffix(".html").isdecimal()
        if not (short in said or short in asked_for or by_parts or is_error_page or short.startswith(THEIRS)):
            unused.append(short)
    assert unused == []


def test_no_template_has_a_style_or_a_script_of_its_own() -> None:
    assert [source.name(path) for path in source.templates() if INLINE.search(path.read_text("utf-8"))] == []


def test_nothing_is_loaded_from_outside() -> None:
    files = [*source.templates(), *source.STATIC.rglob("*.css"), *source.STATIC.rglob("*.js")]
    assert [source.name(path) for path in files if OUTSIDE.search(path.read_text("utf-8"))] == []
    sheets = [path.read_text("utf-8") for path in source.STATIC.rglob("*.css")]
    assert [sheet for sheet in sheets if re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", sheet)] == []


def test_nothing_is_in_italics() -> None:
    for path in source.STATIC.rglob("*.css"):
        assert not re.search(r"font-style\s*:\s*(italic|oblique)", path.read_text("utf-8")), source.name(path)
    for path in source.templates():
        assert not re.search(r"</?(i|em)\b", path.read_text("utf-8")), source.name(path)


def test_no_template_trusts_html_from_elsewhere() -> None:
    """Stored cross-site scripting comes in through `safe`: it is used nowhere (security.md §5)."""
    assert [
        source.name(path)
        for path in source.templates()
        if re.search(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b", path.read_text("utf-8"))
    ] == []
    assert [
        source.name(path)
        for path in source.modules()
        if re.search(r"mark_safe\s*\(|SafeString\s*\(", path.read_text("utf-8"))
    ] == []


#: the pages that know nobody (web/public/unseen.py, ADR 0020) set no cookie, so their forms can carry no token
KNOW_NOBODY = re.compile(
    r"public/(vote_enter|vote_review|vote_sheet|answer|answer_found|card|card_open|card_word|card_complain)\.html$"
)


def test_every_form_that_sends_carries_its_token() -> None:
    missing = []
    for path in source.templates():
        if KNOW_NOBODY.search(path.as_posix()):
            continue
        for form in re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), re.DOTALL | re.IGNORECASE):
            if (
                re.search(r"method=[\"']?post", form, re.IGNORECASE)
                and "csrf_token" not in form
                and "csrfmiddlewaretoken" not in form
            ):
                missing.append(source.name(path))
    assert missing == []
