"""文档生成: the pages of docs/ that come from the code; `--check` fails when one of them is stale.

Run as `python -m lianxin.project.docs [--check]`.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parents[3] / "docs"


def concern_flow() -> str:
    """docs/flows/concern.md: the table of moves of a concern, drawn."""
    from lianxin.work.concerns.terms import FLOW, PERMISSION_OF, VERBS, Status

    labels = {str(value): str(label) for value, label in Status.choices}
    verbs = {verb: str(label) for verb, label in VERBS.items()}
    lines = [
        "# 诉求办理流程",
        "",
        "由 `work/concerns/terms.py` 的流程表生成，勿手改(`make docs`)。",
        "",
        "```mermaid",
        FLOW.mermaid(labels, verbs, str(Status.REGISTERED)).rstrip(),
        "```",
        "",
        "| 事项 | 从 | 到 | 需要的权限 |",
        "| --- | --- | --- | --- |",
    ]
    for verb, (sources, target) in FLOW.moves.items():
        right = PERMISSION_OF.get(verb)
        lines.append(
            f"| {verbs[verb]} `{verb}` | {'、'.join(labels[s] for s in sources)} | "
            f"{labels[target] if target else '不变'} | {right.label if right else '群众本人凭查询密码'} |"
        )
    return "\n".join(lines) + "\n"


def indicators() -> str:
    """docs/indicators.md: every indicator with its 口径."""
    from lianxin.base.indicators import indicators_markdown

    return indicators_markdown()


def clocks() -> str:
    """docs/clocks.md: every time limit with its legal basis and the grade of its source."""
    from lianxin.base.clocks.presets import PRESETS
    from lianxin.pure.workdays.rule import ClockRule

    lines = [
        "# 期限规则",
        "",
        "由 `base/clocks/presets.py` 生成，勿手改。等级:P 原文 · O 发布机关网页摘录 · S 二手页面 · C 公开代码 · M 凭记忆，未核实。",
        "",
        "| 代码 | 名称 | 期限 | 起算 | 可延 | 依据 | 等级 | 启用 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for preset in PRESETS:
        rule = preset if isinstance(preset, ClockRule) else preset.rule
        lines.append(
            f"| `{rule.code}` | {rule.label} | {rule.limit} | {rule.start_event} | {rule.max_extension or '—'} | "
            f"{rule.legal_basis or '—'} | {rule.grade} | {'是' if rule.enabled else '否'} |"
        )
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "flows/concern.md": concern_flow,
    "indicators.md": indicators,
    "clocks.md": clocks,
}


def main(argv: list[str]) -> int:
    """Write the pages, or with `--check` only compare; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.project.settings")
    import django

    django.setup()
    stale = []
    for name, make in PAGES.items():
        file, text = DOCS / name, make()
        if "--check" in argv:
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} 已过时，请运行 make docs。")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
