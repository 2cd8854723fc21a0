"""查手册: which articles hold the words, those that hold them in the title and oftenest first.

Chinese has no spaces between words: what is asked is taken in pairs of characters, Latin words whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.web.office.help.articles import Article

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
AROUND, IN_TITLE = 30, 8


@dataclass(frozen=True)
class Hit:
    """查到的一篇, with the words around the first place."""

    article: Article
    around: str


def terms(asked: str) -> list[str]:
    """What is looked for: pairs of Chinese characters (one alone where only one was asked), Latin words."""
    found: dict[str, None] = {}
    for word in _WORD.findall(asked.lower()):
        pairs = [word] if word.isascii() or len(word) == 1 else [word[at : at + 2] for at in range(len(word) - 1)]
        found.update(dict.fromkeys(pairs))
    return list(found)


def find(asked: str, among: Sequence[Article]) -> list[Hit]:
    """The articles that hold any term: most terms first, then by how often; nothing asked finds nothing."""
    wanted, ranked = terms(asked), []
    for article in among:
        title, words = article.title.lower(), article.words.lower()
        held = [term for term in wanted if term in title or term in words]
        if held:
            often = sum(words.count(term) + IN_TITLE * title.count(term) for term in held)
            ranked.append((-len(held), -often, article.order, _hit(article, held)))
    ranked.sort(key=lambda row: row[:3])
    most = ranked[0][0] if ranked else 0
    return [hit for held, _often, _order, hit in ranked if held <= most / 2]  # half of what the best one holds, or more


def _hit(article: Article, held: Sequence[str]) -> Hit:
    places = [place for term in held if (place := article.words.lower().find(term)) >= 0]
    begins = max(0, min(places, default=0) - AROUND)
    words = article.words[begins : begins + 3 * AROUND].strip()
    return Hit(article, f"{'…' if begins else ''}{words}{'…' if begins + 3 * AROUND < len(article.words) else ''}")
