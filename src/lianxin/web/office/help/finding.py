"""查手册: which articles hold the words; a word that stands in few articles, or in a title, weighs more.

Chinese has no spaces between words: what is asked is taken in pairs of characters, Latin words from their beginning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p

from lianxin.web.office.help.articles import Article

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_EMPTY = frozenset(
    ["an", "and", "are", "at", "by", "can", "do", "does", "for", "from", "how", "in", "is", "it", "me", "my", "not", "of",
     "on", "or", "the", "to", "what", "when", "where", "which", "why"]
)  # fmt: skip
BEFORE, AROUND, IN_TITLE, LEAST = 20, 90, 4, 0.3


@dataclass(frozen=True)
class Hit:
    """查到的一篇, with the words around the first place."""

    article: Article
    around: str


def terms(asked: str) -> list[str]:
    """What is looked for: pairs of Chinese characters (one alone where only one was asked), Latin words that say something."""
    found: dict[str, None] = {}
    for word in _WORD.findall(asked.lower()):
        if word.isascii():
            found.update({word: None} if len(word) > 1 and word not in _EMPTY else {})
        else:
            found.update(
                dict.fromkeys([word] if len(word) == 1 else (word[at : at + 2] for at in range(len(word) - 1)))
            )
    return list(found)


def find(asked: str, among: Sequence[Article]) -> list[Hit]:
    """The articles that hold any term, the best first; those far behind the best are left out, nothing asked finds nothing."""
    told = [(article, article.title.lower(), article.words.lower()) for article in among]
    scores = [0.0] * len(told)
    for term in terms(asked):
        looked = re.compile(rf"(?<![a-z0-9]){re.escape(term)}" if term.isascii() else re.escape(term))
        times = [len(looked.findall(words)) + IN_TITLE * len(looked.findall(title)) for _one, title, words in told]
        held = sum(1 for one in times if one)
        scores = [score + log1p(one) * log(1 + len(told) / held) if one else score
                  for score, one in zip(scores, times, strict=True)]  # fmt: skip
    least = LEAST * max(scores, default=0.0)
    ranked = sorted((-score, article.order, place)
                    for place, (score, (article, *_words)) in enumerate(zip(scores, told, strict=True)) if score > least)  # fmt: skip
    return [_hit(told[place][0], asked) for _score, _order, place in ranked]


def _hit(article: Article, asked: str) -> Hit:
    """The window of words that holds most terms."""
    words = article.words.lower()
    places = [found.start() for term in terms(asked) for found in re.finditer(re.escape(term), words)]
    most = max(places, key=lambda place: (sum(1 for one in places if place <= one < place + AROUND), -place), default=0)
    begins = max(0, most - BEFORE)
    said = article.words[begins : begins + AROUND].strip()
    return Hit(article, f"{'…' if begins else ''}{said}{'…' if begins + AROUND < len(article.words) else ''}")
