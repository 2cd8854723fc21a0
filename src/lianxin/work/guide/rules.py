"""后六步: channels, calendar and clocks, topics, duty list, pairings, stations. At most four statements each."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clock_queries
from lianxin.base.clocks.models import WorkdayOverride
from lianxin.base.notices import queries as notices
from lianxin.base.orgs.models import Unit
from lianxin.work.concerns.duty_book import topics_without_rule
from lianxin.work.concerns.models import DutyList, Topic
from lianxin.work.guide.found import Gap, Given, Step, gaps
from lianxin.work.guide.terms import STEPS
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.terms import VILLAGES, PairingKind
from lianxin.work.stations.models import DutyTurn, Station, StationMember, spanning
from lianxin.work.stations.terms import MAIN_IN, STATION_IN, MemberDuty

NOTICE_MONTH = 11  # the State Council's notice of the coming year is out by about then
READ = "P"  # of the grades of a clock's basis: the primary text was read


def channels(on: date) -> Step:
    """渠道和告知: what is told before particulars are given."""
    standing = notices.all_standing()
    own = sum(bool(one.by_name) for one in standing)
    facts = ((_("渠道告知"), len(standing)), (_("本县核对改过的"), own))
    missing = () if own else (
        Gap(_("随程序来的告知还没有核对过。"), _("告知要和本县的做法一致：谁在处理、保存多久、找谁。")),
    )  # fmt: skip
    given = (Given(_("每个渠道都有一份预置的告知，不改也能用。"), _("个人信息保护法第十七条")),)
    return Step("channels", STEPS["channels"], facts, missing, given)


def clocks(on: date) -> Step:
    """日历和期限: this year's calendar, next year's from November on, the rules and how sure their bases are."""
    calendar, presets = clock_queries.calendar(), clock_queries.presets(on=on)
    wanted = [on.year, on.year + 1] if on.month >= NOTICE_MONTH else [on.year]
    without = [str(year) for year in wanted if year not in calendar.published]
    grades: Counter[str] = Counter(one.rule.grade for one in presets)
    last = max(calendar.published, default=None)
    facts = ((_("放假通知到哪一年"), last or _("没有")), (_("本县自定的日子"), WorkdayOverride.objects.filter(notice=None).count()),
             (_("期限规则"), len(presets)))  # fmt: skip
    missing = gaps(((without, _("还没有载入放假通知：%(names)s 年。"), _("这一年的期限都标“暂定”，载入后要重算。")),))
    told = {"sure": grades[READ], "rest": len(presets) - grades[READ]}
    given = (
        Given(
            _("期限规则：原文核过的 %(sure)s 条，其余 %(rest)s 条请本县核对后用。") % told,
            _("信访工作条例等，每条都写明依据"),
        ),
    )
    return Step("clocks", STEPS["clocks"], facts, missing, given)


def topics(on: date) -> Step:
    """诉求分类: two levels, given; a county edits its own."""
    found = list(Topic.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on)).values_list("parent_id", "version"))
    top = sum(parent is None for parent, _version in found)
    facts = ((_("大类"), top), (_("小类"), len(found) - top))
    missing = () if found else (Gap(_("还没有分类。"), _("没有分类就不能分办，也统计不了。")),)
    versions = "、".join(sorted({version for _parent, version in found}))
    given = (
        (Given(_("预置两级分类，可以增、改、停用。"), _("%(version)s 版名称") % {"version": versions}),)
        if found
        else ()
    )
    return Step("topics", STEPS["topics"], facts, missing, given)


def duties(on: date) -> Step:
    """责任清单: the version in force, and what it does not say."""
    valid = DutyList.objects.on(on).annotate(number=Count("rules")).first()
    facts = ((_("施行的版次"), valid.version if valid else _("没有")), (_("条目"), valid.number if valid else 0))
    if valid is None:
        drafted = DutyList.objects.filter(approved_at=None).exists()
        what = _("责任清单起草了，还没有审定。") if drafted else _("还没有责任清单。")
        missing: tuple[Gap, ...] = (Gap(what, _("交办时不提示谁主管，全靠经办员记；交错了来回退。")),)
    else:
        bare = [one.label for one in topics_without_rule(valid, on)[0]]
        missing = gaps(((bare, _("清单没有写到的分类：%(names)s。"), _("这些事交办时没有提示。")),))
    given = (Given(_("没有预置：谁主管只有本县知道，从“三定”规定抄。"), _("国办函〔2025〕66号（五）派单目录")),)
    return Step("duties", STEPS["duties"], facts, missing, given)


def pairings(on: date) -> Step:
    """挂钩结对: villages to which nobody is linked. Of households only the register tells, not this page."""
    standing = Pairing.objects.standing(on).filter(kind=PairingKind.VILLAGE)
    linked = set(standing.values_list("unit_path", flat=True))
    villages = list(Unit.objects.valid(on).filter(kind__in=VILLAGES).order_by("path").values_list("path", "name"))
    without = [name for path, name in villages if path not in linked]
    facts = ((_("村、社区"), len(villages)), (_("有人挂钩的"), len(villages) - len(without)))
    missing = gaps(((without, _("没有人挂钩的村、社区：%(names)s。"), _("走访任务派不下去，群众不知道找谁。")),))
    if not villages:
        missing = (Gap(_("还没有村、社区，结对要等单位建好。"), _("结对的一头是村、社区。")),)
    given = (Given(_("每类联系都有一般数目，可以另定。"), _("现行的联系制度，如一个联系点至少联系一年")),)
    return Step("pairings", STEPS["pairings"], facts, missing, given)


def stations(on: date) -> Step:
    """工作站和值班: where none stands, where nobody works, where nobody is on duty next week."""
    standing = {one.pk: one for one in Station.objects.standing(on).select_related("unit").order_by("unit_path")}
    held = {one.unit_id for one in standing.values()}
    places = Unit.objects.valid(on).filter(kind__in=(*MAIN_IN, *STATION_IN)).order_by("path")
    bare = [one.name for one in places if one.pk not in held]
    heads: dict[int, list[str]] = defaultdict(list)
    for station, duty in StationMember.objects.filter(spanning(on)).values_list("station_id", "duty"):
        heads[station].append(duty)
    names = {pk: one.unit.name for pk, one in standing.items()}
    free = _off_duty(standing, on)
    facts = ((_("工作站"), len(standing)), (_("驻站人员"), sum(len(heads[pk]) for pk in standing)),
             (_("下周有人值班的站"), len(standing) - len(free)))  # fmt: skip
    missing = gaps((
        (bare, _("没有工作站的乡镇、村、社区：%(names)s。"), _("群众找不到门，公示牌、值班表印不出来。")),
        ([names[pk] for pk in standing if not heads[pk]], _("没有驻站人员的工作站：%(names)s。"), _("公示牌上没有人。")),
        ([names[pk] for pk in standing if heads[pk].count(MemberDuty.HEAD) > 1], _("有两位站长的工作站：%(names)s。"),
         _("公示牌上分不清谁负责。")),
        ([names[pk] for pk in free if heads[pk]], _("下周工作日没有人值班的工作站：%(names)s。"), _("群众来了站里没有人。")),
    ))  # fmt: skip
    if not standing and not bare:
        missing = (Gap(_("还没有乡镇和村、社区，工作站要等单位建好。"), _("工作站设在乡镇和村、社区。")),)
    return Step("stations", STEPS["stations"], facts, missing)


def _off_duty(standing: dict[int, Station], on: date) -> list[int]:
    """Stations with nobody on any working day of next week."""
    monday = on + timedelta(days=7 - on.weekday())
    calendar = clock_queries.calendar()
    days = [day for n in range(7) if calendar.is_workday(day := monday + timedelta(days=n))]
    if not days:
        return []
    turns = DutyTurn.objects.filter(Q(until=None) | Q(until__gte=monday), since__lte=days[-1])
    turns = turns.filter(Q(member__until=None) | Q(member__until__gte=monday))
    manned = set(turns.filter(weekday__in=[day.isoweekday() for day in days]).values_list("station_id", flat=True))
    return [pk for pk in standing if pk not in manned]
