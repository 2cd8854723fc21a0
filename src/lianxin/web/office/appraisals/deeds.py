"""评议活动的事项表: each deed with its word, its permission, its form and its command; one view serves them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.appraisals import forms
from lianxin.web.ui.request import Request
from lianxin.work.appraisals import commands
from lianxin.work.appraisals.models import Campaign
from lianxin.work.appraisals.terms import COMMENT, OBSERVE, REVIEW, RUN
from lianxin.work.questionnaires import queries as questionnaires

Build = Callable[[Request, Any, Any], Any]
Read = Callable[[Request, Any, dict[str, Any]], dict[str, Any]]


def _as_typed(request: Request, record: Any, cleaned: dict[str, Any]) -> dict[str, Any]:
    return cleaned


@dataclass(frozen=True)
class Deed:
    """一件事: `build` makes the form of a record; `name` is the command's argument for it; `read` turns what was typed
    into the other arguments; `then` is the page of the campaign that follows."""

    word: str | Promise
    purpose: str | Promise
    permission: Permission
    build: Build
    command: Callable[..., Any]
    name: str
    then: str = "setup"
    read: Read = field(default=_as_typed)


def _plain(form: Callable[..., Any]) -> Build:
    return lambda request, record, data: form(data)


def _today(form: Callable[..., Any]) -> Build:
    return lambda request, record, data: form(data, today=request.today)


def _own(form: Callable[..., Any]) -> Build:
    return lambda request, record, data: form(data, campaign=record)


def _own_today(form: Callable[..., Any]) -> Build:
    return lambda request, record, data: form(data, campaign=record, today=request.today)


def _from(form: Callable[..., Any], *names: str, today: bool = True) -> Build:
    def build(request: Request, record: Any, data: Any) -> Any:
        more = {"today": request.today} if today else {}
        return form(data, initial={name: getattr(record, name) for name in names}, **more)

    return build


def _rules(request: Request, record: Campaign, data: Any) -> Any:
    initial = {**record.rules, "fairly_counts": "yes" if record.rules.get("fairly_counts", True) else "no"}
    return forms.RulesForm(data, initial=initial)


def _stages(request: Request, record: Campaign, data: Any) -> Any:
    return forms.StagesForm(data, initial={"stages": [one.kind for one in record.stages.all()]})


def _line(request: Request, record: Campaign, data: Any) -> Any:
    return forms.LineForm(data, campaign=record, versions=questionnaires.approved(request.actor))


def _merge_read(request: Request, record: Any, cleaned: dict[str, Any]) -> dict[str, Any]:
    return {"audiences": list(cleaned["audiences"]), "label": cleaned["label"]}


def _lists(request: Request, record: Any, cleaned: dict[str, Any]) -> dict[str, Any]:
    return {**cleaned, "subjects": list(cleaned["subjects"])}


def _join_read(request: Request, record: Any, cleaned: dict[str, Any]) -> dict[str, Any]:
    series = cleaned["series"]
    return {"series": series, "period": f"{series.year}-Q{cleaned['quarter']}"}


def _review(request: Request, record: Any, data: Any) -> Any:
    return forms.ReviewForm(data, template=review_template(request))


def review_template(request: Request) -> str:
    """四方面, or 四查四看 where the address asks for it."""
    return "checks" if request.GET.get("template") == "checks" else "areas"


def _review_read(request: Request, record: Any, cleaned: dict[str, Any]) -> dict[str, Any]:
    found = {name: words for name, words in cleaned.items() if name != "measures"}
    return {"template": review_template(request), "found": found, "measures": cleaned["measures"]}


def _follow(request: Request, record: Any, data: Any) -> Any:
    return forms.FollowForm(
        data, initial={"owner": record.subject.owner, "starts_on": request.today}, today=request.today
    )


PLAN = ("title", "opens_on", "closes_on", "mode", "sector", "goal", "plan", "members", "script", "attached")

#: what is done to the campaign itself
DEEDS: Mapping[str, Deed] = {
    "edit": Deed(_("修改方案"), _("开启以后不能再改，只能另办一次。"), RUN, _from(forms.PlanForm, *PLAN), commands.revise, "campaign"),
    "rules": Deed(_("计票规则"), _("各地规则不一，选定以后印在结果上。"), RUN, _rules, commands.set_rules, "campaign"),
    "stages": Deed(_("改阶段"), _("按次序进行；还没有开始时可以改。"), RUN, _stages, commands.set_stages, "campaign"),
    "role": Deed(_("设领导小组"), _("组长、副组长、成员；办公室主任、成员。只在这次评议里起作用。"), RUN, _plain(forms.RoleForm),
                 commands.set_role, "campaign"),
    "subject": Deed(_("列评议对象"), _("单位、党组织或个人。"), RUN, _today(forms.SubjectForm), commands.add_subject, "campaign"),
    "audience": Deed(_("设评议主体"), _("一层一层设：多少人、至少多少人参加、占多大权重。"), RUN, _plain(forms.AudienceForm),
                     commands.add_audience, "campaign"),
    "merge": Deed(_("合并评议主体"), _("人数、定额、权重相加。"), RUN, _own(forms.MergeForm), commands.merge_audiences, "",
                  read=_merge_read),
    "line": Deed(_("排评议矩阵"), _("谁来评、什么方向、用哪份问卷、评哪些对象。"), RUN, _line, commands.add_line, "campaign",
                 read=_lists),
    "method": Deed(_("记评议方式"), _("做了再记：会议、走访、谈话、座谈、征求意见表、热线。"), RUN, _own_today(forms.MethodForm),
                   commands.record_method, "campaign", "methods"),
    "help": Deed(_("记办实事"), _("评议期间为群众办实事、做好事、解难事，一件一记。"), RUN, _today(forms.HelpForm),
                 commands.record_help, "campaign", "methods"),
    "day": Deed(_("列入活动安排"), _("一天的，或者每月定期的。"), RUN, _today(forms.DayForm), commands.plan_day, "campaign", "calendar"),
    "round": Deed(_("补课"), _("另办一次，只评这些对象；评议主体和问卷与第一轮相同，可以再改。"), RUN, _own_today(forms.RoundForm),
                  commands.second_round, "campaign", "campaign", read=_lists),
    "join": Deed(_("列入系列"), _("作为一个季度的评议，半年小结和年终总评由它算出来。"), RUN, _own(forms.JoinForm),
                 commands.join_series, "campaign", read=_join_read),
    "draw": Deed(_("随机抽取督导单位"), _("从已承接的单位里抽，种子先记入流水，谁都能重抽核对。"), OBSERVE, _plain(forms.DrawForm),
                 commands.draw_observation, "campaign", "progress"),
    "cancel": Deed(_("取消评议活动"), _("没有开箱的投票一并作废。"), RUN, _plain(forms.ReasonForm), commands.cancel, "campaign",
                   "campaign"),
}  # fmt: skip

#: what is done to a part of it: (kind of part, verb)
PARTS: Mapping[tuple[str, str], Deed] = {
    ("audience", "edit"): Deed(
        _("修改评议主体"), "", RUN, _from(forms.AudienceForm, "label", "kind", "size", "quota", "weight", "names", today=False),
        commands.edit_audience, "audience"),
    ("stage", "schedule"): Deed(
        _("排定阶段日期"), "", RUN, _from(forms.ScheduleForm, "starts_on", "ends_on"), commands.schedule_stage, "stage"),
    ("method", "withdraw"): Deed(
        _("撤回记录"), _("记错了的撤回，不再计数，留有痕迹。"), RUN, _plain(forms.ReasonForm), commands.withdraw_method, "method",
        "methods"),
    ("subject", "review"): Deed(
        _("自查自纠"), _("对照提纲写查找出的问题，署名。不要求写心得体会。"), REVIEW, _review, commands.hand_in_review, "subject",
        "ratings", read=_review_read),
    ("subject", "comment"): Deed(
        _("领导点评"), _("署名，评议对象看得到。"), COMMENT, _plain(forms.CommentForm), commands.comment_on, "subject", "ratings"),
    ("comment", "follow"): Deed(
        _("按点评列入整改"), _("逐项列出，每项都有责任人和期限。"), RUN, _follow, commands.follow_comment, "comment", "ratings"),
    ("observation", "observe"): Deed(
        _("记督导查看"), "", OBSERVE, _today(forms.ObserveForm), commands.observe, "observation", "progress"),
}  # fmt: skip

#: buttons without a form: on the campaign, and on a part of it
PRESSED: Mapping[str, tuple[Permission, Callable[..., Any], str | Promise]] = {
    "notify": (RUN, commands.notify, _("已记下：实施方案告知了评议对象。")),
    "open": (RUN, commands.open_campaign, _("已开启。方案定案，校验值记入流水。接着由两位保管人开启投票箱。")),
    "finish": (RUN, commands.finish, _("评议活动结束。")),
    "call": (RUN, commands.call, _("已部署，下级单位可以承接。")),
}
PRESSED_PARTS: Mapping[tuple[str, str], tuple[Permission, Callable[..., Any], str]] = {
    ("member", "remove"): (RUN, commands.remove_role, "member"),
    ("subject", "drop"): (RUN, commands.drop_subject, "subject"),
    ("audience", "drop"): (RUN, commands.drop_audience, "audience"),
    ("line", "drop"): (RUN, commands.drop_line, "line"),
    ("stage", "begin"): (RUN, commands.begin_stage, "stage"),
    ("stage", "finish"): (RUN, commands.finish_stage, "stage"),
}
