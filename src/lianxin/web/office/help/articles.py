"""手册的文章: files beside this one, read once; each begins with lines that say its title, for whom, of what kind, at which pages.

    title: 登记一件诉求
    for: clerk worker
    kind: how-to
    order: 10
    pages: concerns imports

`for` names groups of readers (`READERS`), `kind` one of `KINDS`, `pages` the parts of addresses at which it is offered.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.web.office.help.markdown import Block, blocks, plain

FOLDER = Path(__file__).parent / "articles"
READERS: dict[str, str | Promise] = {
    "clerk": _("群工办经办人员"), "worker": _("村社区和站点人员"), "leader": _("领导"), "admin": _("系统管理员"),
}  # fmt: skip
WHO = {
    "leader": ("leader", "head", "inspector"), "admin": ("admin", "auditor"), "worker": ("station", "liaison"),
}  # fmt: skip
KINDS: dict[str, str | Promise] = {"how-to": _("怎样做"), "explanation": _("为什么这样"), "reference": _("备查")}


@dataclass(frozen=True)
class Article:
    """一篇: `slug` is the same in both languages."""

    slug: str
    title: str
    readers: tuple[str, ...]
    kind: str
    order: int
    pages: tuple[str, ...]
    body: tuple[Block, ...]
    words: str

    @property
    def is_for_all(self) -> bool:
        """人人用得着."""
        return len(self.readers) == len(READERS)

    @property
    def kind_word(self) -> str | Promise:
        return KINDS[self.kind]

    @property
    def reader_words(self) -> list[str | Promise]:
        return [READERS[one] for one in self.readers]


class NoArticle(LookupError):
    """没有这一篇."""


def language() -> str:
    """The language of the handbook for this reader: `zh` or `en`."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def every(of: str = "") -> tuple[Article, ...]:
    """All articles of a language, the reader's where none is named, in their order."""
    return _read(of or language())


def one(slug: str) -> Article:
    """The article of this name. Raises NoArticle."""
    for article in every():
        if article.slug == slug:
            return article
    raise NoArticle(slug)


def at(page: str) -> list[Article]:
    """在这一页用得着的: those that are offered at the pages of this part of the addresses."""
    return [article for article in every() if page in article.pages]


def reader(role: str) -> str:
    """Which of the readers somebody in this role most likely is: a station head is a worker, whoever else is unknown a clerk."""
    parts = role.split("_")
    if "station" in parts:
        return "worker"
    return next((one for one, words in WHO.items() if any(word in parts for word in words)), "clerk")


@cache
def _read(of: str) -> tuple[Article, ...]:
    found = [_article(file) for file in (FOLDER / of).glob("*.md")]
    return tuple(sorted(found, key=lambda article: article.order))


def _article(file: Path) -> Article:
    head, _line, text = file.read_text("utf-8").partition("\n---\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    body = blocks(text)
    return Article(
        file.stem, told["title"], tuple(told["for"].split()), told["kind"], int(told["order"]),
        tuple(told.get("pages", "").split()), body, plain(body),
    )  # fmt: skip
