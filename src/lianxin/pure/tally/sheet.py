"""结果单: everything that is told of an appraisal, as plain JSON: counts, figures with formulas, voices side by side.

It is computed once, kept, and shown as it is (docs/adr/0024). What may not be told is not in it. Subjects stand in
the order of the plan, never by their figures. A rate and a score are different quantities and are never put together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lianxin.pure.disclosure import Ledger
from lianxin.pure.polling import (
    FROM_ABOVE,
    FROM_BELOW,
    LEADER_COMMENT,
    MEMBER_TO_ORGANISATION,
    ORGANISATION_TO_MEMBER,
    PEER,
    PUBLIC,
    SELF,
    WHOLE,
    Group,
    Poll,
)  # fmt: skip
from lianxin.pure.questions import TEXT, Answers, Item, Scale, Sheet, Subject
from lianxin.pure.tally.counts import Account, Cell, Count, Place
from lianxin.pure.tally.figures import BASES, Figure, Weighed, average, base_of, ratio, satisfaction, score, weighted
from lianxin.pure.tally.telling import BAND, SHOWN, Told, subjects_of, tell

DIRECTIONS = {
    PUBLIC: "群众评议", PEER: "互评", FROM_ABOVE: "上评下", FROM_BELOW: "下评上", ORGANISATION_TO_MEMBER: "组织评党员",
    MEMBER_TO_ORGANISATION: "党员评组织", LEADER_COMMENT: "领导点评", SELF: "自评",
}  # fmt: skip
CHANNELS = {"screen": "本人网上", "paper": "纸质", "telephone": "电话访问", "proxy": "他人代填"}
VOID = "收回的票数多于发出的票数，本次测评无效，应当重新进行测评。"


@dataclass(frozen=True)
class NamedVoice:
    """署名评分 of one rater: it is declared named, so it is no ballot and hides nobody."""

    group: str
    subject: str
    by_name: str
    answers: Answers


def rules_in_words(poll: Poll) -> list[str]:
    """计票规则, as they are printed on every result."""
    rules = poll.rules
    spoils = (
        "一张票有一处不选或多选，整张作废。" if rules.spoils == WHOLE
        else "某题多选，该题作废；某题不选，该题按弃权计；其余各题有效。"
    )  # fmt: skip
    return [
        spoils,
        f"满意率的分母是{BASES[rules.base]}，{'含' if rules.fairly_counts else '不含'}基本满意。",
        "测评得分只用有效票，“不了解”不计分；满意率和得分是两个量，不相加、不平均。",
        "他人代填的票单独统计，不计入满意率和得分。",
        f"一层有效票不足 {rules.least} 张的不公布；所有或只差一张的票选同一项时，只公布区间。",
        "百分数和得分保留一位小数，四舍五入，只在最后修约一次。",
    ]


def figure(one: Figure | None) -> dict[str, Any] | None:
    """A figure as it is kept: words, ends, formula, and how wide its bar is."""
    if one is None:
        return None
    hundredths = one.low * 100 if one.is_rate else one.low
    return {
        "words": one.words, "low": str(one.low), "high": str(one.high), "formula": one.formula, "notes": list(one.notes),
        "is_exact": one.is_exact, "is_full": one.is_full, "width": max(0, min(100, int(hundredths))),
    }  # fmt: skip


def compose(
    poll: Poll, counts: Mapping[str, Count], accounts: Mapping[str, Account], ledger: Ledger, *,
    named: Sequence[NamedVoice] = (), remarks: Mapping[tuple[str, str], int] | None = None, box: str = "", owner: str = "",
) -> dict[str, Any]:  # fmt: skip
    """结果单. Enters in the ledger what it tells. `remarks`: (group, subject) → how many were written."""
    groups = [_group(one, counts.get(one.code), accounts.get(one.code), poll) for one in poll.groups]
    is_void = any(one["is_over"] for one in groups)
    head = {
        "title": poll.title, "mode": poll.mode, "mode_note": poll.mode_note, "least": poll.rules.least,
        "counts_for_assessment": poll.counts_for_assessment, "is_outside": poll.is_outside, "rules": rules_in_words(poll),
        "groups": groups, "whole": _whole(groups), "is_void": is_void, "void": VOID if is_void else "",
        "notes": _notes(groups),
    }  # fmt: skip
    if is_void:
        return {**head, "subjects": [], "proxies": [], "remarks": [], "flags": []}
    told = tell(poll, counts, ledger, box=box, owner=owner)
    subjects = [_subject(poll, one, codes, told, named) for one, codes in subjects_of(poll)]
    return {
        **head, "subjects": subjects, "proxies": _proxies(poll, counts, ledger, box, owner),
        "remarks": _remarks(poll, remarks or {}), "flags": _flags(subjects, groups),
    }  # fmt: skip


def _group(group: Group, count: Count | None, account: Account | None, poll: Poll) -> dict[str, Any]:
    channels = count.channels if count else {}
    account = account or Account(group.size, 0, count.ballots if count else 0)
    valid = (count.ballots - (count.spoiled if poll.rules.spoils == WHOLE else count.empty)) if count else 0
    rates = [
        ratio("应答率", account.returned, "收回", account.due, "应评"),
        ratio("收回率", account.returned, "收回", account.issued, "实发"),
        ratio("有效率", valid, "有效", account.returned, "收回"),
    ]
    return {
        "code": group.code, "label": group.label, "layer": group.layer, "direction": group.direction,
        "direction_label": DIRECTIONS[group.direction], "is_named": group.is_named, "weight": str(group.weight),
        "quota": group.quota, "due": account.due, "issued": account.issued, "returned": account.returned,
        "torn": account.spoiled, "valid": valid, "spoiled": count.spoiled if count else 0, "empty": count.empty if count else 0,
        "missing": max(0, account.due - account.returned), "proxies": count.proxies if count else 0,
        "channels": [[CHANNELS[code], number] for code, number in sorted(channels.items())],
        "rates": [] if group.is_named else [figure(one) for one in rates],
        "is_over": not group.is_named and bool(account.issued) and account.is_over, "has_quorum": account.has_quorum,
    }  # fmt: skip


def _whole(groups: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """合计 over the groups that cast ballots: 应发, 实发, 收回, 有效, 废票, 弃权, with the base of each rate."""
    cast = [one for one in groups if not one["is_named"]]
    names = ("due", "issued", "returned", "torn", "valid", "spoiled", "empty", "missing", "proxies")
    sums = {name: sum(one[name] for one in cast) for name in names}
    rates = [
        ratio("应答率", sums["returned"], "收回", sums["due"], "应评"),
        ratio("收回率", sums["returned"], "收回", sums["issued"], "实发"),
        ratio("有效率", sums["valid"], "有效", sums["returned"], "收回"),
    ]
    return {**sums, "rates": [figure(one) for one in rates]}


def _notes(groups: Iterable[Mapping[str, Any]]) -> list[str]:
    found = []
    for one in groups:
        if one["is_named"]:
            continue
        if not one["returned"]:
            found.append(f"{one['label']}没有收回票，不计入合计和综合得分。")
        elif not one["has_quorum"]:
            found.append(f"{one['label']}应评 {one['due']} 人，收回 {one['returned']} 张，没有过半数，结果只供参考。")
        if one["quota"] and one["returned"] < one["quota"]:
            found.append(f"{one['label']}定额 {one['quota']} 份，收回 {one['returned']} 份，没有达到定额。")
    return found


def _subject(
    poll: Poll, subject: Subject, codes: Sequence[str], told: Mapping[Place, list[Told]], named: Sequence[NamedVoice]
) -> dict[str, Any]:
    places = [(place, rows) for place, rows in told.items() if place[0] in codes]
    titles = {
        item.code: section.title
        for group in poll.groups
        for section in group.sheet.form.sections
        for item in section.items
    }
    voices = [one for group in poll.groups if (one := _voice(poll, group, codes, places, named))]
    composite = weighted([Weighed(one["label"], Fraction(one["weight"]), one["figure"]) for one in voices])
    scales = {scale for group in poll.groups for scale in group.sheet.form.scales if scale.grades}
    grade = graded(composite, next(iter(scales)) if len(scales) == 1 else None)
    return {
        "code": subject.code, "label": subject.label, "kind": subject.kind, "composite": figure(composite), "grade": grade,
        "items": _items(poll, places, titles), "voices": [_kept(one) for one in voices], "sides": _sides(voices),
    }  # fmt: skip


def _items(poll: Poll, places: Sequence[tuple[Place, list[Told]]], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """One line per question: its cells by group, and the rate of all groups together."""
    found = []
    for place, rows in places:
        same: dict[tuple[str, Scale], list[Told]] = {}
        for row in rows:
            same.setdefault((row.item.wording, row.scale), []).append(row)
        for (wording, scale), cells in same.items():
            found.append({
                "code": place[1], "section": titles.get(place[1], ""), "wording": wording, "scale": scale.label,
                "cells": [_cell(one, poll) for one in cells], "all": figure(_all_groups(cells, poll)),
            })  # fmt: skip
    return found


def _cell(one: Told, poll: Poll) -> dict[str, Any]:
    found: dict[str, Any] = {
        "groups": [group.code for group in one.groups], "label": "、".join(group.label for group in one.groups),
        "state": one.state, "is_together": len(one.groups) > 1, "options": [],
    }  # fmt: skip
    if not one.is_told:
        return found
    cell, is_band = one.cell, one.state == BAND
    marks = score(cell, one.marks, banded=is_band)
    found |= {
        "asked": cell.asked, "valid": cell.valid, "blank": cell.blank, "spoiled": cell.spoiled,
        "unknown": None if is_band else cell.unknown, "rate": figure(satisfaction(cell, one.steps, poll.rules, banded=is_band)),
        "score": figure(marks), "grade": graded(marks, one.scale),
    }  # fmt: skip
    if not is_band:
        found["options"] = [_option(code.code, code.label, cell) for code in one.scale.options]
    return found


def _option(code: str, label: str, cell: Cell) -> dict[str, Any]:
    share = ratio("占比", cell.votes.get(code, 0), label, cell.valid, "有效票")
    return {"code": code, "label": label, "votes": cell.votes.get(code, 0), "share": share.words if share else "",
            "width": int(share.low * 100) if share else 0}  # fmt: skip


def graded(one: Figure | None, scale: Scale | None) -> str:
    """等次 of a score; of an interval only where both ends have the same."""
    if one is None or scale is None:
        return ""
    words = {next((word for least, word in scale.grades if end >= least), "") for end in (one.low, one.high)}
    return words.pop() if len(words) == 1 else ""


def _all_groups(cells: Sequence[Told], poll: Poll) -> Figure | None:
    """各层合计的满意率 of one direction (群众 before others): its votes over their common base, so that a large group weighs more.

    Voices of different directions are never put into one rate (M168).
    """
    ways = [one.groups[0].direction for one in cells]
    cells = [one for one in cells if one.groups[0].direction == (PUBLIC if PUBLIC in ways else ways[0])]
    parts = [
        (one, found) for one in cells
        if one.is_told and (found := satisfaction(one.cell, one.steps, poll.rules, banded=one.state == BAND))
    ]  # fmt: skip
    whole = sum(base_of(one.cell, poll.rules) for one, _found in parts)
    if len(parts) < 2 or not whole:
        return None
    low = sum((found.low * base_of(one.cell, poll.rules) for one, found in parts), Fraction(0))
    high = sum((found.high * base_of(one.cell, poll.rules) for one, found in parts), Fraction(0))
    part = str(low) if low == high else f"{low} 至 {high}"
    inside = {group.code for one, _found in parts for group in one.groups}
    left_out = [one.groups[0].label for one in cells if len(one.groups) == 1 and one.groups[0].code not in inside]
    notes = (f"{'、'.join(left_out)}人数不足或没有票，未计入。",) if left_out else ()
    said = f"各层合计满意率 = 各层满意票之和 {part} ÷ 各层{BASES[poll.rules.base]}之和 {whole}"
    return Figure(low / whole, high / whole, said, is_rate=True, notes=notes)


def _voice(
    poll: Poll,
    group: Group,
    codes: Sequence[str],
    places: Sequence[tuple[Place, list[Told]]],
    named: Sequence[NamedVoice],
) -> dict[str, Any] | None:
    """One group about one subject: its score and, apart from it, its rate over all items that are scored."""
    asked = {(about.code if about else "") for about, item in group.sheet.places() if item.kind != TEXT}
    if not asked & set(codes):
        return None
    found: dict[str, Any] = {
        "group": group.code, "label": group.label, "direction": group.direction, "weight": str(group.weight),
        "is_named": group.is_named, "rate": None, "raters": [],
    }  # fmt: skip
    if group.is_named:
        return {**found, **_named(group, codes, named)}
    mine = [row for _place, rows in places for row in rows if row.groups == (group,)]
    marked = [row for row in mine if row.marks]
    told = [row for row in marked if row.is_told]
    scores = [one for row in told if (one := score(row.cell, row.marks, banded=row.state == BAND))]
    hidden = sum(1 for row in marked if row.state not in {SHOWN, BAND})
    one = average(scores, what=f"{group.label}测评得分", left_out=hidden)
    scales = {row.scale for row in told}
    return {
        **found, "figure": one, "grade": graded(one, scales.pop() if len(scales) == 1 else None),
        "rate": figure(_over_items(told, poll)), "items": len(scores), "valid": max((row.cell.valid for row in told), default=0),
    }  # fmt: skip


def _over_items(told: Sequence[Told], poll: Poll) -> Figure | None:
    """各题合计的满意率 (题次) of one group; only items that are scored alike: 三满意 and what has no marks stay apart."""
    parts = [
        (row, one) for row in told if (one := satisfaction(row.cell, row.steps, poll.rules, banded=row.state == BAND))
    ]
    whole = sum(base_of(row.cell, poll.rules) for row, _one in parts)
    if len(parts) < 2 or not whole:
        return parts[0][1] if parts else None
    low = sum((one.low * base_of(row.cell, poll.rules) for row, one in parts), Fraction(0))
    high = sum((one.high * base_of(row.cell, poll.rules) for row, one in parts), Fraction(0))
    part = str(low) if low == high else f"{low} 至 {high}"
    said = f"{len(parts)} 题合计满意率 = 满意 {part} 题次 ÷ {BASES[poll.rules.base]} {whole} 题次"
    return Figure(low / whole, high / whole, said, is_rate=True)


def _named(group: Group, codes: Sequence[str], named: Sequence[NamedVoice]) -> dict[str, Any]:
    """署名的自评、点评: the mean over items of each rater, then over raters; each is shown by name."""
    raters = []
    for one in named:
        if one.group == group.code and one.subject in codes:
            marks = _marks(group.sheet, one.answers, codes)
            if marks:
                raters.append((one.by_name, sum(marks, Fraction(0)) / len(marks)))
    if not raters:
        return {"figure": None, "grade": "", "items": 0, "valid": 0}
    mean = sum((value for _name, value in raters), Fraction(0)) / len(raters)
    what = f"{group.label}评分 = {len(raters)} 份署名评分的平均"
    scales = [scale for scale in group.sheet.form.scales if scale.grades]
    one_figure = Figure(mean, mean, what)
    return {
        "figure": one_figure, "grade": graded(one_figure, scales[0] if len(scales) == 1 else None), "items": 0,
        "valid": len(raters), "raters": [[name, Figure(value, value, "").words] for name, value in raters],
    }  # fmt: skip


def _marks(sheet: Sheet, answers: Answers, codes: Sequence[str]) -> list[Fraction]:
    found = []
    for about, item in sheet.places():
        code = about.code if about else ""
        chosen = answers.get(code, {}).get(item.code, []) if code in codes else []
        if len(chosen) == 1 and (mark := _mark(sheet, item, chosen[0])) is not None:
            found.append(Fraction(mark))
    return found


def _mark(sheet: Sheet, item: Item, code: str) -> int | None:
    scale = sheet.form.scale_of(item)
    option = scale.option(code) if scale else None
    return option.score if option else None


def _kept(voice: Mapping[str, Any]) -> dict[str, Any]:
    one = {key: value for key, value in voice.items() if key != "figure"}
    return {**one, "direction_label": DIRECTIONS[voice["direction"]], "score": figure(voice["figure"])}


def _sides(voices: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """各方评价并列: one score per direction, and how far it stands from that of the public (M143)."""
    found = []
    by_side = {way: [one for one in voices if one["direction"] == way] for way in DIRECTIONS}
    public = weighted([Weighed(one["label"], Fraction(one["weight"]), one["figure"]) for one in by_side[PUBLIC]])
    for way, rows in by_side.items():
        one = weighted([Weighed(row["label"], Fraction(row["weight"]) or Fraction(1), row["figure"]) for row in rows])
        if one is None:
            continue
        gap = one.low - public.low if public and way != PUBLIC and one.is_exact and public.is_exact else None
        found.append({
            "direction": way, "label": DIRECTIONS[way], "score": figure(one), "weight": str(sum(Fraction(row["weight"]) for row in rows)),
            "gap": _gap(gap),
        })  # fmt: skip
    return found


def _gap(gap: Fraction | None) -> str:
    if gap is None:
        return ""
    words = Figure(abs(gap), abs(gap), "").words
    return "与群众评议相同" if words == "0.0" else f"比群众评议{'高' if gap > 0 else '低'} {words} 分"


def _proxies(
    poll: Poll, counts: Mapping[str, Count], ledger: Ledger, box: str, owner: str
) -> list[dict[str, Any]]:  # fmt: skip
    """代填: counted and shown apart (T3); of fewer than k only how many there were."""
    if not any(count.proxies for count in counts.values()):
        return []
    told = tell(poll, counts, ledger, box=box, owner=owner, proxy=True)
    labels = {subject.code: subject.label for subject in poll.subjects}
    return [
        {"subject": labels.get(place[0], ""), "wording": row.item.wording, **_cell(row, poll)}
        for place, rows in told.items() for row in rows if row.is_told
    ]  # fmt: skip


def _remarks(poll: Poll, remarks: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    """意见条数 beside the scores: fewer than ten of one group about one subject are only said to be few."""
    labels = {subject.code: subject.label for subject in poll.subjects}
    groups = {group.code: group.label for group in poll.groups}
    return [
        {"group": groups.get(code, code), "subject": labels.get(about, ""), "is_few": number < poll.rules.least_remarks,
         "count": number if number >= poll.rules.least_remarks else None}
        for (code, about), number in sorted(remarks.items())
    ]  # fmt: skip


def _flags(subjects: Iterable[Mapping[str, Any]], groups: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """百分之百要说明: every rate that is, or may be, a hundred, with n and how many did not answer (M184)."""
    missing = {one["code"]: one["missing"] for one in groups}
    return [
        {"subject": subject["label"], "wording": item["wording"], "group": cell["label"], "words": cell["rate"]["words"],
         "valid": cell["valid"], "missing": sum(missing[code] for code in cell["groups"])}
        for subject in subjects for item in subject["items"] for cell in item["cells"]
        if cell.get("rate") and cell["rate"]["is_full"]
    ]  # fmt: skip
