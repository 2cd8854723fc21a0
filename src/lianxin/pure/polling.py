"""评议方案: who is asked what about whom, how it is counted; fixed before the first answer (security.md T13).

A Poll has groups (评议主体的一层), each with its sheet, its weight and the number of those who may answer. The rules of
counting (rules.md §3.2: the sources contradict each other) are part of it and are printed on the result.

Not done here: nothing is cast or counted; `Ballot` and `Remark` are only the shapes in which answers are released.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from lianxin.pure.questions import Answers, Form, Sheet, Subject, fingerprint, form_of

SLIPS, BLIND, OPEN = "slips", "blind", "open"  # 抽签条, 盲签名, 开放链接
MODES = (SLIPS, BLIND, OPEN)
SCREEN, PAPER, TELEPHONE, PROXY = "screen", "paper", "telephone", "proxy"  # 本人网上, 纸质, 电话访问, 代填
CHANNELS = (SCREEN, PAPER, TELEPHONE, PROXY)
FROM_ABOVE, FROM_BELOW, PEER, SELF = "from_above", "from_below", "peer", "self"  # 上评下, 下评上, 互评, 自评
ORGANISATION_TO_MEMBER, MEMBER_TO_ORGANISATION = "organisation_to_member", "member_to_organisation"
LEADER_COMMENT, PUBLIC = "leader_comment", "public"  # 领导点评, 群众评议
DIRECTIONS = (
    PUBLIC,
    FROM_ABOVE,
    FROM_BELOW,
    PEER,
    SELF,
    ORGANISATION_TO_MEMBER,
    MEMBER_TO_ORGANISATION,
    LEADER_COMMENT,
)
MOST_PLACES = 900  # on one sheet: a page sends no more fields at once, and nobody answers more
LEAST, LEAST_REMARKS = 5, 10  # k for figures and for remarks (security.md T2)

PART, WHOLE = "part", "whole"  # 废票按题计 (zydgw.net), 整张作废 (深圳市人大规则 §7)
VALID, RETURNED, VALID_KNOWN = "valid", "returned", "valid_known"  # 分母: 有效票, 收回票, 有效票 − 不了解


class BadPoll(ValueError):
    """评议方案不成立: the sentence says which part, and what to do."""


@dataclass(frozen=True)
class Rules:
    """计票规则, printed on every result: what a blank or double mark spoils, what a rate is divided by, what counts as 满意."""

    spoils: str = PART
    base: str = VALID
    fairly_counts: bool = True
    least: int = LEAST
    least_remarks: int = LEAST_REMARKS


@dataclass(frozen=True)
class Group:
    """评议主体的一层: its sheet, its weight in the whole, how many may answer (应评), how many must (定额); how they look."""

    code: str
    label: str
    sheet: Sheet
    size: int
    weight: Fraction = Fraction(1)
    direction: str = PUBLIC
    quota: int = 0
    layer: str = ""

    @property
    def is_named(self) -> bool:
        """署名评议: leaders' comments and self-ratings are few and are declared named; they are never cast as ballots."""
        return self.direction in {SELF, LEADER_COMMENT}


@dataclass(frozen=True)
class Poll:
    """评议方案: title, way of voting, groups, rules. `is_outside` says that who issues is not who is rated."""

    title: str
    mode: str
    groups: tuple[Group, ...]
    rules: Rules = field(default_factory=Rules)
    is_outside: bool = True

    def group(self, code: str) -> Group | None:
        """The group of this code."""
        return next((one for one in self.groups if one.code == code), None)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every subject that any group rates, once."""
        found = {one.code: one for group in self.groups for one in group.sheet.subjects}
        return tuple(found.values())

    @property
    def counts_for_assessment(self) -> bool:
        """计入考核: an open link and an appraisal that a unit holds of itself never do."""
        return self.mode != OPEN and self.is_outside

    @property
    def mode_note(self) -> str:
        """What is printed on the result about the way of voting."""
        if self.mode == OPEN:
            return "开放样本，不计入考核。"
        return MODE_NOTES[self.mode] + ("" if self.is_outside else "由被评议单位自行组织，不计入考核。")

    def check(self) -> None:
        """Raise BadPoll unless it can be opened: groups with distinct codes, large enough, with sheets that stand."""
        codes = [group.code for group in self.groups]
        if self.mode not in MODES or not codes or len(set(codes)) < len(codes):
            raise BadPoll("请选投票方式，并至少设一个评议主体，代码不能重复。")
        for group in self.groups:
            group.sheet.form.check()
            if any(item.each for item in group.sheet.form.items) and not group.sheet.subjects:
                raise BadPoll(f"“{group.label}”的问卷要逐个评议对象，请先选评议对象。")
            if not group.is_named and self.mode != OPEN and group.size < self.rules.least:
                raise BadPoll(
                    f"“{group.label}”只有 {group.size} 人，少于 {self.rules.least} 人，会认出是谁评的。请与其他层合并。"
                )
            if group.weight < 0:
                raise BadPoll(f"“{group.label}”的权重不能小于 0。")
            if sum(1 for _place in group.sheet.places()) > MOST_PLACES:
                raise BadPoll(
                    f"“{group.label}”一张答卷要答的超过 {MOST_PLACES} 处，请减少题目，或把评议对象分成几次评议。"
                )

    def data(self) -> dict[str, Any]:
        """The poll as plain JSON; `poll_of` reads it back."""
        return {
            "title": self.title, "mode": self.mode, "is_outside": self.is_outside, "rules": asdict(self.rules),
            "groups": [
                {"code": one.code, "label": one.label, "size": one.size, "weight": str(one.weight), "quota": one.quota,
                 "direction": one.direction, "layer": one.layer, "form": one.sheet.form.data(),
                 "subjects": [asdict(subject) for subject in one.sheet.subjects]}
                for one in self.groups
            ],
        }  # fmt: skip

    @property
    def fingerprint(self) -> str:
        """校验值 that the journal keeps at the opening."""
        return fingerprint(self.data())


MODE_NOTES = {
    SLIPS: "抽签条：编码不编号、打乱后由评议人自取，系统不知道谁拿到哪一张。",
    BLIND: "盲签名：先领凭据、后投票，两段时间不重叠；服务器的管理者若改动网页程序，这种方式就不再可靠。",
}


def poll_of(data: Mapping[str, Any]) -> Poll:
    """The poll that `Poll.data` gave. Raises BadPoll or BadForm for what is none."""
    try:
        groups = tuple(
            Group(
                code=one["code"], label=one["label"], size=int(one["size"]), weight=Fraction(one["weight"]),
                direction=one["direction"], quota=int(one["quota"]), layer=one["layer"],
                sheet=Sheet(form_of(one["form"]), tuple(Subject(**subject) for subject in one["subjects"])),
            )
            for one in data["groups"]
        )  # fmt: skip
        return Poll(data["title"], data["mode"], groups, Rules(**data["rules"]), bool(data["is_outside"]))
    except (KeyError, TypeError) as wrong:
        raise BadPoll(f"评议方案读不出来：{wrong}") from wrong


def form_in(poll: Poll, code: str) -> Form | None:
    """The form that a group answers."""
    group = poll.group(code)
    return group.sheet.form if group else None


@dataclass(frozen=True)
class Ballot:
    """一张票 as released after the close: group, channel, choices. No person, time, address, number or order."""

    group: str
    channel: str
    answers: Answers


@dataclass(frozen=True, order=True)
class Remark:
    """一条意见 as released after the close, apart from the choices. `dialogue`: digest of the key to hear its answer."""

    group: str
    subject: str
    item: str
    text: str
    dialogue: str = ""


def dialogue_of(key: str) -> str:
    """对话钥匙的摘要: what is kept with a remark of the key that its giver keeps, SHA-256 in hexadecimal."""
    return hashlib.sha256(f"lianxin-dialogue:{key}".encode()).hexdigest()
