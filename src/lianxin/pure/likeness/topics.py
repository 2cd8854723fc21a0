"""分类建议: which topic a text speaks for, learned from texts that were sorted by hand.

A linear model over single characters and pairs of them, learned by mistakes (passive-aggressive, averaged: Crammer et
al. 2006). Only runs of characters that at least `LEAST` different examples hold are known to it, so that no word of
one person's text is kept or shown. Words given beforehand (`seeds`) let it work before there is any example.

>>> model = train([], {"道路路灯": ["路灯", "路面坑洼"], "停车": ["车位", "乱停车"]})
>>> [(one.label, one.words) for one in model.suggest("路灯坏了", "村口的路灯不亮。")][:1]
[('道路路灯', ('路灯',))]
>>> model.suggest("", "")
[]
"""

import base64
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from lianxin.pure.likeness.words import grams, normal, terms

SIZES = (1, 2)
READ = 500
TITLE = 2
LEAST = 5  # so many different examples must hold a run of characters
EPOCHS = 5
STEP = 0.4  # how much one mistake may change (C of PA-I)
SCALE = 1 << 14
CLOSE = 0.35  # a suggestion is given while it is not further than this behind the best

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """One text that was sorted by hand."""

    label: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """建议: a topic, how strongly the text speaks for it, and the words of the text that do."""

    label: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class TopicModel:
    """分类模型: the labels, the rarity of each run of characters, its weight for each label."""

    labels: tuple[str, ...]
    rarity: Mapping[str, float]
    weights: Mapping[str, Sequence[float]]

    def scores(self, title: str, text: str) -> list[float]:
        """How strongly the text speaks for each label; nothing known in it gives zeros."""
        return _scores(((self.weights[gram], x) for gram, x in _vector(counted(title, text), self.rarity).items()),
                       len(self.labels))  # fmt: skip

    def best(self, title: str, text: str) -> str:
        """The label that the text speaks for most."""
        scores = self.scores(title, text)
        return self.labels[max(range(len(scores)), key=scores.__getitem__)]

    def suggest(self, title: str, text: str, *, most: int = 3) -> list[Suggestion]:
        """At most so many labels, the likeliest first, each with a word of the text that speaks for it."""
        vector = _vector(counted(title, text), self.rarity)
        if not vector or not self.labels:
            return []
        scores = _scores(((self.weights[gram], x) for gram, x in vector.items()), len(self.labels))
        order = sorted(range(len(scores)), key=lambda k: (-scores[k], k))[:most]
        found = []
        for k in order:
            words = self._words(k, vector, (normal(title), normal(text)[:READ]))
            if scores[k] > scores[order[0]] - CLOSE and words:
                found.append(Suggestion(self.labels[k], scores[k], words))
        return found

    def _words(self, k: int, vector: Vector, texts: tuple[str, str]) -> tuple[str, ...]:
        """What speaks more for this label than for the others on the average, and not twice as much for another."""
        for_it = {}
        for gram, x in vector.items():
            row = self.weights[gram]
            gain = x * (row[k] - sum(row) / len(row))
            if len(gram) == 2 and gain > 0 and row[k] >= max(row) / 2:
                for_it[gram] = gain
        least = max(for_it.values(), default=0.0) / 4
        return tuple(
            terms(texts, lambda pair: for_it.get(pair, 0.0) if for_it.get(pair, 0.0) >= least else 0.0, most=4)
        )

    def as_data(self) -> dict[str, Any]:
        """As plain lists; weights in whole steps of 1/16384."""
        known = sorted(self.weights)
        steps = array("h", (max(-32767, min(32767, round(w * SCALE))) for gram in known for w in self.weights[gram]))
        return {
            "labels": list(self.labels), "grams": known, "rarity": [round(self.rarity[gram], 4) for gram in known],
            "weights": base64.b85encode(steps.tobytes()).decode(),
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "TopicModel":
        """What `as_data` gave."""
        steps, width = array("h", base64.b85decode(data["weights"])), len(data["labels"])
        rows = {gram: [w / SCALE for w in steps[n * width : (n + 1) * width]] for n, gram in enumerate(data["grams"])}
        return cls(tuple(data["labels"]), dict(zip(data["grams"], data["rarity"], strict=True)), rows)


def counted(title: str, text: str) -> Counter[str]:
    """How often each run of characters occurs; the title counts twice, digits not at all."""
    found = grams(_letters(normal(text)[:READ]), SIZES)
    for gram, count in grams(_letters(normal(title)), SIZES).items():
        found[gram] += TITLE * count
    return found


def train(
    examples: Sequence[Example], seeds: Mapping[str, Sequence[str]] | None = None, *, least: int = LEAST,
    labels: Iterable[str] = (),
) -> TopicModel:  # fmt: skip
    """学习: from examples in any order (the result is the same), and from words that stand for a label beforehand."""
    sown = [(label, grams(_letters(normal(word)), SIZES)) for label, words in (seeds or {}).items() for word in words]
    grown = sorted(
        ((one.label, counted(one.title, one.text)) for one in examples), key=lambda e: (e[0], sorted(e[1].items()))
    )
    spread = Counter(gram for _label, found in grown for gram in found)
    known = {gram for gram, count in spread.items() if count >= least} | {
        gram for _label, found in sown for gram in found
    }
    size = len(grown) + len(sown)
    rarity = {gram: math.log((1 + size) / (1 + spread.get(gram, 0))) + 1 for gram in known}
    names = tuple(sorted({*labels, *(label for label, _found in grown + sown)}))
    number = {label: k for k, label in enumerate(names)}
    cases = [(number[label], _vector(found, rarity)) for label, found in grown + sown]
    return TopicModel(names, rarity, _learned([case for case in cases if case[1]], rarity, len(names)))


def validated(examples: Sequence[Example], *, folds: int = 5, only: int | None = None) -> list[tuple[str, str]]:
    """检验: (label by hand, label found) of texts that were held out of the learning, stratified; `only`: one fold."""
    by_label: dict[str, list[Example]] = {}
    for one in examples:
        by_label.setdefault(one.label, []).append(one)
    fold: list[list[Example]] = [[] for _each in range(folds)]
    for label in sorted(by_label):
        held = by_label[label]
        Random(len(held)).shuffle(held)
        for n, one in enumerate(held):
            fold[n % folds].append(one)
    found = []
    for n in range(folds) if only is None else [only]:
        model = train([one for m, part in enumerate(fold) if m != n for one in part])
        found += [(one.label, model.best(one.title, one.text)) for one in fold[n] if model.labels]
    return found


def macro_f1(found: Sequence[tuple[str, str]]) -> float:
    """The mean over the labels of F1 (harmonic mean of precision and recall)."""
    hits = Counter(label for label, got in found if label == got)
    by_hand, guessed = Counter(label for label, _got in found), Counter(got for _label, got in found)
    return (
        sum(2 * hits[label] / (by_hand[label] + guessed[label]) for label in by_hand) / len(by_hand) if found else 0.0
    )


def _letters(text: str) -> str:
    return "".join(" " if letter.isdigit() else letter for letter in text)


def _vector(found: Counter[str], rarity: Mapping[str, float]) -> Vector:
    vector = {gram: (1 + math.log(count)) * rarity[gram] for gram, count in found.items() if gram in rarity}
    length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
    return {gram: x / length for gram, x in vector.items()}


def _scores(rows: Iterable[tuple[Sequence[float], float]], width: int) -> list[float]:
    scores = [0.0] * width
    for row, x in rows:
        scores = [score + w * x for score, w in zip(scores, row, strict=True)]
    return scores


def _learned(cases: list[tuple[int, Vector]], known: Iterable[str], width: int) -> dict[str, list[float]]:
    """Weights, averaged over the whole course; each mistake moves the right label up, the worst wrong one down."""
    weights = {gram: [0.0] * width for gram in known}
    drift = {gram: [0.0] * width for gram in weights}
    step, order, random = 1, list(cases), Random(0)
    for _epoch in range(EPOCHS if width > 1 else 0):
        random.shuffle(order)
        for right, vector in order:
            scores = _scores(((weights[gram], x) for gram, x in vector.items()), width)
            wrong = max((k for k in range(width) if k != right), key=scores.__getitem__)
            loss = 1 - scores[right] + scores[wrong]
            if loss > 0:
                change = min(STEP, loss / 2)
                for gram, x in vector.items():
                    for k, moved in ((right, change * x), (wrong, -change * x)):
                        weights[gram][k] += moved
                        drift[gram][k] += step * moved
            step += 1
    return {gram: [w - d / step for w, d in zip(row, drift[gram], strict=True)] for gram, row in weights.items()}
