"""导航: the words of the rail, declared once. Whoever adds a page adds or fills a line here.

An entry shows when its page exists (the URL name resolves) and the post opens it (any of `needs`; () = everyone).
The entry whose address begins the present one is marked as current.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor


@dataclass(frozen=True)
class Entry:
    """导航项: the word, the page, the permissions that open it, its picture in `icons.py`."""

    word: str | Promise
    page: str
    needs: tuple[str, ...]
    icon: str


RAIL = (
    Entry(_("今日"), "today", (), "today"),
    Entry(_("诉求"), "concerns:list", ("concern.view",), "list"),
    Entry(_("联系"), "visits:index", ("visit.view",), "hands"),
    Entry(_("评议"), "appraisals:index", ("appraisal.view",), "appraisal"),
    Entry(_("站点"), "stations:index", ("station.view",), "station"),
    Entry(_("数字"), "figures:index", ("figures.view",), "figures"),
    Entry(_("文书"), "summaries:index", ("summary.view",), "paper"),
    Entry(
        _("设置"),
        "setup:index",
        (
            "orgs.edit",
            "guide.keep",
            "feedback.view",
            "clocks.load_notice",
            "setting.view",
            "checkpoint.view",
            "power.view",
            "protection.view",
        ),
        "settings",
    ),
)

PHONE = (
    Entry(_("今日"), "today", (), "today"),
    Entry(_("记一笔"), "visits:new", ("visit.record",), "pen"),
    Entry(_("诉求"), "concerns:list", ("concern.view",), "list"),
    Entry(_("我"), "ui:me", (), "person"),
)


#: the second line under a word of the rail: its rooms, in the order in which a matter goes through them
ROOMS: dict[str, tuple[Entry, ...]] = {
    "concerns:list": (
        Entry(_("全部诉求"), "concerns:list", ("concern.view",), "list"),
        Entry(_("接待日"), "reception:index", ("reception.view",), "list"),
        Entry(_("窗口代办"), "windows:index", ("window.view",), "list"),
        Entry(_("座谈征求"), "gatherings:index", ("gathering.view", "opinion.view"), "list"),
        Entry(_("邮件来信"), "mails:index", ("upper_order.enter",), "import"),
        Entry(_("外来工单"), "workorders:index", ("upper_order.enter",), "import"),
        Entry(_("上下级"), "levels:index", ("concern.view",), "list"),
        Entry(_("责任清单"), "duties:index", ("concern.view",), "list"),
        Entry(_("分类挂账"), "sorting:index", ("concern.view",), "list"),
        Entry(_("并案中止"), "through:index", ("concern.view",), "list"),
        Entry(_("督办积案"), "supervision:index", ("concern.view",), "list"),
        Entry(_("回访评价"), "callbacks:index", ("concern.view",), "list"),
        Entry(_("热点"), "issues:index", ("issue.view",), "list"),
        Entry(_("公开"), "publishing:index", ("publication.view",), "list"),
        Entry(_("导入"), "imports:index", ("concern.import",), "import"),
        Entry(
            _("信息保管"), "custody:index", ("concern.export", "custody.approve", "custody.view", "custody.set"), "list"
        ),
        Entry(_("到期清理"), "retention:index", ("retention.view",), "list"),
    ),
    "stations:index": (
        Entry(_("工作站"), "stations:index", ("station.view",), "list"),
        Entry(_("工作日"), "workdays:index", ("workday.view",), "list"),
        Entry(_("督查"), "inspections:index", ("inspection.view",), "list"),
        Entry(_("督查通报"), "circulars:index", ("circular.view",), "list"),
        Entry(_("公开承诺"), "pledges:index", ("pledge.view",), "list"),
        Entry(_("活动宣传"), "activities:index", ("activity.view",), "list"),
        Entry(_("志愿服务"), "volunteers:index", ("volunteer.view",), "list"),
        Entry(_("矛盾调解"), "disputes:index", ("dispute.view",), "list"),
        Entry(_("典型"), "examples:index", ("example.view",), "list"),
        Entry(_("会议"), "meetings:index", ("meeting.view",), "list"),
        Entry(_("制度"), "regulations:index", ("regulation.view",), "list"),
    ),
    "figures:index": (
        Entry(_("数字"), "figures:index", ("figures.view",), "figures"),
        Entry(_("一页看"), "overview:index", ("figures.view",), "list"),
        Entry(_("对比"), "compare:index", ("figures.view",), "list"),
        Entry(_("常用数表"), "tables:index", ("table.use",), "list"),
        Entry(_("摸底统计"), "returns:index", ("return.view",), "list"),
        Entry(_("数据质量"), "quality:index", ("quality.view",), "list"),
        Entry(_("封存"), "freezes:index", ("freeze.view",), "list"),
        Entry(_("自定指标"), "definitions:index", ("definition.view",), "list"),
        Entry(_("填表"), "filling:index", ("filling.view",), "list"),
        Entry(_("报送要求"), "asking:index", ("asking.view",), "list"),
        Entry(_("考核"), "assessments:index", ("assessment.view", "assessment.own"), "list"),
    ),
    "summaries:index": (
        Entry(_("工作总结"), "summaries:index", ("summary.view",), "paper"),
        Entry(_("公文"), "documents:index", ("document.view",), "paper"),
        Entry(_("核对"), "checker:index", ("check.use",), "check"),
        Entry(_("雷同"), "overlaps:index", ("overlap.view", "overlap.answer"), "list"),
        Entry(_("下步打算"), "nextsteps:index", ("next_step.view",), "list"),
        Entry(_("发文"), "dispatches:index", ("dispatch.view",), "list"),
        Entry(_("群工动态"), "newsletters:index", ("newsletter.view",), "list"),
    ),
    "visits:index": (
        Entry(_("走访"), "visits:index", ("visit.view",), "list"),
        Entry(_("我的任务"), "quotas:index", ("quota.view",), "list"),
        Entry(_("走访安排"), "planner:index", ("plan.view",), "list"),
        Entry(_("挂钩结对"), "pairings:index", ("pairing.view",), "list"),
        Entry(_("户册"), "households:index", ("household.view",), "list"),
        Entry(_("帮扶"), "helping:index", ("help.view",), "list"),
        Entry(_("联系卡"), "cards:index", ("card.view",), "list"),
        Entry(_("日记报告"), "writings:index", ("writing.write", "writing.view"), "list"),
        Entry(_("走访活动"), "drives:index", ("drive.view",), "list"),
        Entry(_("走访抽查"), "spotchecks:index", ("spotcheck.view",), "list"),
        Entry(_("隐患点"), "hazards:index", ("hazard.view",), "list"),
        Entry(_("情况报告"), "statements:index", ("statement.write", "statement.read"), "list"),
        Entry(_("手机离线"), "offline:index", ("handset.use",), "list"),
    ),
    "appraisals:index": (
        Entry(_("评议活动"), "appraisals:index", ("appraisal.view",), "list"),
        Entry(_("问卷题库"), "questionnaires:index", ("questionnaire.view",), "list"),
        Entry(_("投票"), "ballots:index", ("poll.view",), "list"),
        Entry(_("纸质答卷"), "sheets:index", ("sheet.view",), "list"),
        Entry(_("结果"), "results:index", ("result.view",), "list"),
        Entry(_("统计单"), "statforms:index", ("appraisal.view",), "list"),
        Entry(_("意见"), "opinions:index", ("remark.view",), "list"),
        Entry(_("整改台账"), "rectification:index", ("rectification.view",), "list"),
    ),
}


@dataclass(frozen=True)
class Link:
    """导航项 as shown: word, address, picture, whether one is there now."""

    word: str | Promise
    url: str
    icon: str
    is_current: bool


def shown(entries: Iterable[Entry], actor: Actor, path: str) -> list[Link]:
    """Those entries whose page exists and which the post opens; the longest matching address is the current one."""
    found = [
        (entry, url)
        for entry in entries
        if (url := _address(entry.page, get_script_prefix()))
        and (not entry.needs or any(actor.grants.get(code) for code in entry.needs))
    ]
    here = max((url for _entry, url in found if path.startswith(url)), key=len, default="")
    if not here:  # a page of a room belongs to the word under which the room stands
        here = next((url for entry, url in found if _has_room_at(entry.page, path)), "")
    return [Link(entry.word, url, entry.icon, url == here) for entry, url in found]


def rooms(actor: Actor, path: str) -> list[Link]:
    """The rooms beside the page one is on; nothing where the page belongs to none."""
    for page, entries in ROOMS.items():
        if _has_room_at(page, path):
            links = shown(entries, actor, path)
            if any(link.is_current for link in links):
                return links
    return []


def _has_room_at(page: str, path: str) -> bool:
    """Whether the path lies in one of the rooms beside this page."""
    prefix = get_script_prefix()
    return any((url := _address(room.page, prefix)) and path.startswith(url) for room in ROOMS.get(page, ()))


@cache
def _address(page: str, prefix: str) -> str:
    """The address of a page, "" where there is none. Asked a hundred times for each page shown, and always the same.

    `prefix` is what stands before all addresses (SCRIPT_NAME); it is given so that it is part of what is remembered.
    """
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def opens(page: str, by: Actor) -> bool:
    """Whether the post opens the room that this page stands in; a page that no menu knows is opened by its own rule."""
    room = page.partition(":")[0]
    entries = [one for entries in ROOMS.values() for one in entries if one.page.partition(":")[0] == room]
    return not entries or any(not one.needs or any(by.grants.get(code) for code in one.needs) for one in entries)
