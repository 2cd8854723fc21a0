"""结果的文书: the notice of a result, the special record, a brief. Official papers are in Chinese whatever the page's language."""

from collections.abc import Iterable
from typing import Any

from lianxin.pure.paper import Heading, Item, Paper, Para, Table, official_date, runs, write_docx
from lianxin.work.results.models import Brief, Result

NO_EFFECT = "本结果作为评先选优、年度考核的参考依据，由有权机关研究决定使用，系统不据此自动产生任何人事处理。"
HIDDEN = "不足公布人数"


def _para(text: str) -> Para:
    return Para(runs(text))


def notice(result: Result, data: dict[str, Any]) -> bytes:
    """群众评议结果通报, for 党务政务公开栏 or for one unit."""
    body: list[Item] = [
        Heading(1, runs("基本情况")), *_basics(result, data), _votes(data), Heading(1, runs("评议结果")), *_scores(data), *_items(data),
        Heading(1, runs("计票规则")), *(_para(f"{n}．{one}") for n, one in enumerate(data["rules"], 1)), *_why(result, data),
        _para(NO_EFFECT),
    ]  # fmt: skip
    return write_docx(
        Paper(f"关于{result.title}结果的通报", tuple(body), signature=result.unit_name, dated=result.published_on)
    )


def special_record(result: Result, data: dict[str, Any]) -> bytes:
    """群众评议情况专项记录 (001-3): the whole of it, with who counted, who approved, what was written, what comes next."""
    campaign = result.campaign
    held = f"投票时间：{official_date(campaign.opens_on)}至{official_date(campaign.closes_on)}。" if campaign else ""
    body: list[Item] = [
        Heading(1, runs("评议组织")), _para(f"组织单位：{result.unit_name}。{held}"),
        _para(f"计票人：{result.settled_by_name}；审定人：{result.published_by_name}。"),
        Heading(1, runs("票数")), _votes(data), *_notes(data),
        Heading(1, runs("评议结果")), *_scores(data), *_items(data), Heading(1, runs("意见建议")), *_remarks(data), *_why(result, data),
        Heading(1, runs("计票规则")), *(_para(f"{n}．{one}") for n, one in enumerate(data["rules"], 1)),
        Heading(1, runs("校验")), _para(f"评议方案校验值：{result.box.fingerprint}。"), _para(f"结果校验值：{result.fingerprint}。"),
        _para(NO_EFFECT),
    ]  # fmt: skip
    paper = Paper(
        "群众评议情况专项记录\n" + result.title, tuple(body), signature=result.unit_name, dated=result.published_on
    )
    return write_docx(paper)


def brief_paper(brief: Brief) -> bytes:
    """半年小结、年终总评 of a series."""
    data = brief.data
    done = [Heading(1, runs("各次评议"))]
    head = ("时期", "评议", "应评", "收回", "有效")
    rows = tuple(
        (one["period"], one["title"], *(str(one["whole"][name]) for name in ("due", "returned", "valid")))
        for one in data["results"]
    )
    lines = tuple(
        (one["subject"], one["layer"], one["wording"], str(one["valid"]), _words(one["rate"]), _words(one["score"]))
        for one in data["lines"]
    )
    body: list[Item] = [
        *done, Table(head, rows, widths=(2, 5, 2, 2, 2)), Heading(1, runs("合计")),
        *(_para(one["formula"] + f"，为 {one['words']}。") for one in data["whole"]["rates"] if one),
        Table(("评议对象", "评议主体", "题目", "有效票", "满意率", "得分"), lines, widths=(3, 3, 5, 2, 2, 2)),
        *(_para(f"注：{one}") for one in data["notes"]), _para(NO_EFFECT),
    ]  # fmt: skip
    return write_docx(
        Paper(brief.title, tuple(body), signature=brief.unit_name, dated=brief.published_on or brief.made_on)
    )


def _basics(result: Result, data: dict[str, Any]) -> Iterable[Item]:
    whole = data["whole"]
    yield _para(
        f"本次评议应评 {whole['due']} 人，收回 {whole['returned']} 张，有效 {whole['valid']} 张，"
        f"废票 {whole['spoiled'] + whole['torn']} 张，弃权 {whole['empty']} 张，{whole['missing']} 人没有应答。"
    )
    for rate in whole["rates"]:
        if rate:
            yield _para(f"{rate['formula']}，为 {rate['words']}。")
    yield _para(f"投票方式：{data['mode_note']}")
    yield from _notes(data)
    if data["is_void"]:
        yield _para(data["void"])


def _notes(data: dict[str, Any]) -> Iterable[Item]:
    return (_para(one) for one in data["notes"])


def _votes(data: dict[str, Any]) -> Table:
    head = ("评议主体", "应发", "实发", "收回", "有效", "废票", "弃权", "没有应答", "代填")
    rows = tuple(
        (one["label"], *(str(one[name]) for name in ("due", "issued", "returned", "valid")), str(one["spoiled"] + one["torn"]),
         *(str(one[name]) for name in ("empty", "missing", "proxies")))
        for one in data["groups"] if not one["is_named"]
    )  # fmt: skip
    return Table(head, rows, widths=(4, 2, 2, 2, 2, 2, 2, 2, 2))


def _words(figure: dict[str, Any] | None) -> str:
    return figure["words"] if figure else "—"


def _scores(data: dict[str, Any]) -> Iterable[Item]:
    for subject in data["subjects"]:
        yield Heading(2, runs(subject["label"]))
        if subject["composite"]:
            grade = f"，等次为“{subject['grade']}”" if subject["grade"] else ""
            yield _para(f"综合得分 {subject['composite']['words']} 分{grade}。{subject['composite']['formula']}。")
            yield from (_para(one) for one in subject["composite"]["notes"])
        sides = [
            f"{one['label']} {one['score']['words']} 分{'（' + one['gap'] + '）' if one['gap'] else ''}"
            for one in subject["sides"]
        ]
        if sides:
            yield _para("各方评价：" + "；".join(sides) + "。")


def _items(data: dict[str, Any]) -> Iterable[Item]:
    for subject in data["subjects"]:
        rows = []
        for item in subject["items"]:
            for cell in item["cells"]:
                if cell["state"] == "nobody":
                    continue
                told = (str(cell["valid"]), str(cell["blank"]), _words(cell["rate"]), _words(cell["score"])) if "rate" in cell else (
                    HIDDEN, "", "", "")  # fmt: skip
                rows.append((item["wording"], cell["label"], *told))
        if rows:
            yield Table(("题目", "评议主体", "有效票", "弃权", "满意率", "得分"), tuple(rows), caption=subject["label"],
                        widths=(6, 4, 2, 2, 2, 2))  # fmt: skip


def _remarks(data: dict[str, Any]) -> Iterable[Item]:
    if not data["remarks"]:
        yield _para("没有书面意见。")
    for one in data["remarks"]:
        number = "不足 10 条，只交专人整理" if one["is_few"] else f"{one['count']} 条"
        yield _para(f"{one['group']}{'对' + one['subject'] if one['subject'] else ''}提出书面意见：{number}。")


def _why(result: Result, data: dict[str, Any]) -> Iterable[Item]:
    if data["flags"] and result.why:
        yield Heading(1, runs("对满意率百分之百的说明"))
        for one in data["flags"]:
            yield _para(
                f"{one['subject']}，{one['group']}，“{one['wording']}”：{one['words']}（有效票 {one['valid']} 张，"
                f"{one['missing']} 人没有应答）。"
            )
        yield _para(result.why)
