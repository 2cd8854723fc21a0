"""相似与分类建议的成绩: measured on the trial data beside the project, with the baselines beside them. Assertions: tests/accept.

    python -m bench.likeness            about three minutes on one processor
    ISSUES_GOLD=… python -m bench.likeness   against another gold file of the same shape

热点: 4,326 real messages, issues found by hand; B³ as `eval_issues.py` counts it. Hard pairs: the same text with the
name of another place, which must never be one issue: those of the gold file, and one made of each issue by exchanging
its place for the next issue's. The plain baseline is measured here too, at its best threshold.
"""

import importlib.util
import json
import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from lianxin.pure.likeness import Example, Lexicon, Matter, grams, group, macro_f1, normal, train, validated

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "zhengwu"
COPY = 10_000_000  # keys of the copies with another place begin here
# What plain methods were found to reach on the whole of the data, part of which is sealed: the aims to be beaten.
STATED_F1, STATED_HARD, STATED_TOPICS = 0.84, "8/10", 0.88

Labels = dict[int, int]


def messages() -> list[Matter]:
    """The messages in which issues were found by hand."""
    rows = CalamineWorkbook.from_path(DATA / "hot_messages.xlsx").get_sheet_by_index(0).to_python()[1:]
    return [Matter(int(float(str(row[0]))), str(row[2]).strip(), re.sub(r"\s+", "", str(row[4]))) for row in rows]


def scorer() -> Any:
    """The scorer that lies beside the data."""
    spec = importlib.util.spec_from_file_location("eval_issues", DATA / "eval_issues.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def exchanged(found: list[Matter], issues: list[dict[str, Any]]) -> list[tuple[Matter, Matter]]:
    """同文异地: of each issue one message, and the same with the place of the next issue."""
    by_key = {one.key: one for one in found}
    placed = []
    for issue in issues:
        texts = [by_key[key] for key in issue["ids"] if key in by_key]
        named = _place(issue["place_or_group"], [one.title + one.text for one in texts])
        # The shortest one names the fewest other places, which the copy would still share with it.
        fitting = [one for one in texts if named and named in one.title]
        first = min(fitting, key=lambda one: len(one.text), default=None)
        if first is not None:
            placed.append((first, named))
    pairs = []
    for n, (one, named) in enumerate(placed):
        other = placed[(n + 1) % len(placed)][1]
        if other != named:
            title, text = (_moved(words, named, other) for words in (one.title, one.text))
            pairs.append((one, Matter(COPY + n, title, text)))
    return pairs


def _moved(words: str, named: str, other: str) -> str:
    """The words with the other place, in full and in short (its first two characters)."""
    return words.replace(named, other).replace(named[:2], other[:2])


def _place(words: str, texts: list[str]) -> str:
    """The longest run of characters of the issue's place that most of its messages hold."""
    runs = [run.lstrip("区县市镇") for run in re.findall(r"[\u4e00-\u9fff]+", words)]
    parts = {run[i:j] for run in runs for i in range(len(run)) for j in range(i + 3, len(run) + 1)}
    held = [part for part in parts if sum(part in text for text in texts) >= 0.6 * len(texts)]
    return re.sub("(二期|周边|社区)$", "", max(held, key=lambda part: (len(part), part), default=""))


@dataclass(frozen=True)
class Result:
    """How well messages were grouped: B³, hard pairs wrongly merged, seconds of processor."""

    precision: float
    recall: float
    f1: float
    given: str
    made: str
    seconds: float


def grouped(method: Callable[[list[Matter]], Labels]) -> Result:
    """The result of a method that gives each message the number of its group."""
    found, judge = messages(), scorer()
    pairs = exchanged(found, judge.G["issues"])
    began = time.process_time()
    labels = method(found)
    seconds = time.process_time() - began
    score = judge.score(labels)
    swapped = method([*found, *(copy for _one, copy in pairs)])
    wrong = sum(swapped.get(one.key, -1) == swapped.get(copy.key, -2) for one, copy in pairs)
    return Result(score["bcubed_P"], score["bcubed_R"], score["bcubed_F1"], score["hard_pairs_wrongly_merged"],
                  f"{wrong}/{len(pairs)}", seconds)  # fmt: skip


def ours(found: list[Matter]) -> Labels:
    """`pure.likeness`: names must not contradict each other; problems by centroid."""
    lexicon = Lexicon.of(found)
    groups = group([lexicon.read(one) for one in found])
    return {key: number for number, one in enumerate(groups) for key in one.keys}


def plain(least: float) -> Callable[[list[Matter]], Labels]:
    """The baseline: TF-IDF over pairs and triples of characters, whatever is alike enough is connected."""

    def method(found: list[Matter]) -> Labels:
        counted = [grams(normal(f"{one.title} {one.text}"), (2, 3)) for one in found]
        spread = Counter(gram for one in counted for gram in one)
        held: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        root = list(range(len(found)))

        def find(n: int) -> int:
            while root[n] != n:
                root[n] = root[root[n]]
                n = root[n]
            return n

        for n, one in enumerate(counted):
            vector = {g: (1 + math.log(k)) * math.log(len(found) / spread[g]) for g, k in one.items() if spread[g] > 1}
            length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
            near: defaultdict[int, float] = defaultdict(float)
            for g, x in vector.items():
                if spread[g] < 200:
                    for m, y in held[g]:
                        near[m] += x / length * y
                    held[g].append((n, x / length))
            for m, share in near.items():
                if share >= least:
                    root[find(n)] = find(m)
        return {one.key: find(n) for n, one in enumerate(found)}

    return method


def examples() -> list[Example]:
    """The messages with one of seven topics."""
    lines = (DATA / "messages_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Example(row["label"], row["title"] or "", row["body"] or "") for row in rows]


@dataclass(frozen=True)
class TopicResult:
    """Macro-F1 over five folds, and milliseconds of processor for one message."""

    f1: float
    each_ms: float
    size: int


def topics() -> TopicResult:
    """分类建议, five-fold, stratified."""
    found = examples()
    f1 = macro_f1(validated(found))
    model = train(found)
    began = time.process_time()
    for one in found[:500]:
        model.suggest(one.title, one.text)
    return TopicResult(f1, 1000 * (time.process_time() - began) / 500, len(found))


def main() -> int:
    """Print both, each with its baseline."""
    if not DATA.is_dir():
        print("旁边没有 ../shared 的试验数据，相似与分类建议没有测。 · No trial data beside the project; not measured.")
        return 0
    print("热点归并(4,326 条真实留言) · grouping", flush=True)
    methods = [("本系统 · ours", ours), *((f"TF-IDF+连通分量，阈值 {least}", plain(least)) for least in (0.15, 0.2))]
    for name, method in methods:
        one = grouped(method)
        print(f"  {name}: B³ P {one.precision:.3f} R {one.recall:.3f} F1 {one.f1:.3f} · 同文异地误并 "
              f"原有 {one.given}、自造 {one.made} · {one.seconds:.1f} 秒", flush=True)  # fmt: skip
    print(f"  资料给出的基线 · stated baseline: F1 {STATED_F1}, 同文异地误并 {STATED_HARD}")
    found = topics()
    print(f"分类建议({found.size} 条，7 类，五折) · topics: 宏 F1 {found.f1:.3f}(字 TF-IDF + 线性 SVM 基线 "
          f"{STATED_TOPICS})· 每条 {found.each_ms:.2f} 毫秒")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
