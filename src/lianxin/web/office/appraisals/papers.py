"""评议活动的公文: the plan (实施方案) and the ten days' notice to the subjects, as data for docx and print."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import override

from lianxin.pure.paper import Heading, Item, Paper, Para, runs, write_docx
from lianxin.work.appraisals import queries
from lianxin.work.appraisals.models import Campaign
from lianxin.work.appraisals.terms import GroupRole

MODE_WORDS = {"slips": "抽签条", "blind": "盲签名", "open": "开放链接（不计入考核）"}


def docx(make: Callable[[Campaign], Paper], campaign: Campaign) -> bytes:
    """The paper as docx, in Chinese whatever the language of the page."""
    with override(settings.LANGUAGE_CODE):
        return write_docx(make(campaign))


def parts(campaign: Campaign) -> dict[str, Any]:
    """What the printed plan shows besides the matrix."""
    group = list(campaign.group.all())
    return {
        "group": [(role.label, [one for one in group if one.role == role]) for role in GroupRole],
        "audiences": list(campaign.audiences.all()), "subjects": list(campaign.subjects.all()),
        "stages": list(campaign.stages.all()), "rules": campaign.counts, "is_outside": queries.is_outside(campaign),
        "mode": MODE_WORDS[campaign.mode],
    }  # fmt: skip


def plan_paper(campaign: Campaign) -> Paper:
    """实施方案: goal, leading group, subjects, audiences, matrix, stages, rules. Official papers are in Chinese."""
    body: list[Item] = [Heading(1, runs("评议目标")), Para(runs(campaign.goal or campaign.title))]
    if campaign.plan:
        body += [Para(runs(line)) for line in campaign.plan.splitlines() if line.strip()]
    body.append(Heading(1, runs("组织领导")))
    for role in GroupRole:
        names = [
            f"{one.name}（{one.post}）" if one.post else one.name for one in campaign.group.all() if one.role == role
        ]
        if names:
            body.append(Para(runs(f"{_plain(role)}：{'、'.join(names)}。")))
    body.append(Heading(1, runs("评议对象")))
    body.append(Para(runs("、".join(one.label for one in campaign.subjects.all()) + "。")))
    body.append(Heading(1, runs("评议主体")))
    for one in campaign.audiences.all():
        body.append(Para(runs(f"{one.label}：应评{one.size}人，定额{one.quota}人，权重{one.weight}。")))
    body.append(Heading(1, runs("评议方式")))
    body += [Para(runs(_line(line))) for line in queries.lines_of(campaign)]
    body.append(Para(runs(
        f"投票方式：{MODE_WORDS[campaign.mode]}。{_day(campaign.opens_on)}开始，{_day(campaign.closes_on)}截止。{_rules(campaign)}"
    )))  # fmt: skip
    body.append(Heading(1, runs("步骤安排")))
    for number, stage in enumerate(campaign.stages.all(), 1):
        days = f"（{_day(stage.starts_on)}至{_day(stage.ends_on)}）" if stage.starts_on and stage.ends_on else ""
        body.append(Para(runs(f"{number}．{stage}{days}")))
    return Paper(f"{campaign.title}实施方案", tuple(body), signature=campaign.unit_name, dated=campaign.planned_on)


def notice_paper(campaign: Campaign) -> Paper:
    """告知书: what the subjects are told ten days before, with the fingerprint of the plan."""
    who = "由被评议单位以外的单位组织" if queries.is_outside(campaign) else "由被评议单位自行组织，结果不计入考核"
    body: list[Item] = [
        Para(runs(f"{campaign.unit_name}将于{_day(campaign.opens_on)}至{_day(campaign.closes_on)}开展“{campaign.title}”，{who}。现将方案告知如下。")),
    ]  # fmt: skip
    for line in queries.lines_of(campaign):
        body.append(Para(runs(_line(line))))
    body.append(Para(runs(f"投票方式：{MODE_WORDS[campaign.mode]}。{_rules(campaign)}")))
    body.append(Para(runs("不需要准备汇报、展板、视频或其他材料。对方案有意见的，请在投票开始前提出。")))
    code = campaign.fingerprint or queries.poll_of(campaign).fingerprint
    body.append(Para(runs(f"方案校验值：{code[:16]}。")))
    owners = "、".join(dict.fromkeys(one.owner.name for one in campaign.subjects.select_related("owner")))
    return Paper(
        f"关于开展{campaign.title}的告知书", tuple(body), addressee=owners, signature=campaign.unit_name,
        dated=campaign.notified_on or campaign.planned_on,
    )  # fmt: skip


def _line(line: Any) -> str:
    rated = "、".join(one.label for one in line.subjects.all())
    return f"{line.audience.label}评{rated}：{_plain(line.get_direction_display())}，用《{line.version.form.title}》。"


def _plain(label: Any) -> str:
    return str(getattr(label, "label", label))


def _rules(campaign: Campaign) -> str:
    rules = campaign.counts
    spoils = "不选或多选的，只作废这一题" if rules.spoils == "part" else "不选或多选的，整张作废"
    base = {"valid": "有效票", "returned": "收回票", "valid_known": "有效票减去不了解"}[rules.base]
    return f"计票规则：{spoils}；满意率以{base}为分母，{'含' if rules.fairly_counts else '不含'}基本满意。"


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
