"""系统里已有的: what the system holds that matches the words of a wanted item: indicators, ledgers, returns, other requests.

《政务数据共享条例》: 通过共享获取政务数据能够满足履职需要的，政府部门不得重复收集. What is the same is `exact`; what is only
like it *may* be the same, and whoever asks has to say why it is not (JF-5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.indicators.registry import known
from lianxin.base.ledgers import LEDGERS
from lianxin.pure.wording import is_like, likeness, plain
from lianxin.reports.asking.models import ReportingRequest, RequestedField
from lianxin.reports.asking.terms import RUNNING, Decision, HeldKind
from lianxin.reports.returns.models import FormLine

Words = str | Promise
MOST, LONGEST = 5, 120
#: headings that any table has: alone they say nothing of a thing
GENERIC = frozenset({
    "序号", "编号", "备注", "日期", "时间", "单位", "单位名称", "姓名", "名称", "电话", "联系电话", "地点", "地址", "内容", "状态",
    "类别", "原因", "说明", "经办人", "负责人", "乡镇", "村", "性别", "年龄", "标题",
})  # fmt: skip
#: words by which offices ask for what an indicator counts under another name
ALIASES: dict[str, tuple[str, ...]] = {
    "concern.received": ("登记诉求", "群众诉求", "诉求总量", "收到群众诉求", "群众反映问题"),
    "concern.accepted": ("受理群众诉求", "受理件"),
    "concern.closed": ("诉求办结", "办结群众诉求", "已办结诉求", "办结件"),
    "concern.on_time_rate": ("诉求按时办结率", "按期办结率"),
    "concern.satisfaction_rate": ("群众满意率", "诉求满意率", "满意度"),
    "household.in_need": ("困难户户数", "困难群众户数"),
    "visit.visits": ("走访次数", "干部走访"),
    "dispatch.issued": ("发文", "下发文件", "印发文件"),
    "meeting.held": ("开会", "会议场次", "召开会议场次"),
}


@dataclass(frozen=True)
class Held:
    """已有的一项: what it is, its label and 口径, where it stands; `is_exact`, or only like it by `share` (0 … 1)."""

    kind: HeldKind
    code: str
    label: Words
    basis: Words
    where: Words
    is_exact: bool = False
    share: Fraction = Fraction(0)
    request: ReportingRequest | None = None

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.kind}:{self.code}"

    @property
    def words(self) -> str:
        """指标“办结诉求”."""
        return _("%(where)s“%(label)s”") % {"where": self.where, "label": self.label}

    @property
    def sentence(self) -> str:
        """Where it is held, for whoever wanted to have it typed."""
        if self.kind == HeldKind.FIELD:
            return _("重复采集：%(where)s里已经要报“%(label)s”，同一期同一项只报一次（《政务数据共享条例》）。") % {
                "where": self.where, "label": self.label,
            }  # fmt: skip
        return _("系统里已有：%(words)s。不再要单位填，由系统取数，或者不要（《政务数据共享条例》）。") % {
            "words": self.words
        }


@dataclass(frozen=True)
class Candidate:
    """可比的一项: what is held, and the names (in Chinese) by which it may be asked for."""

    held: Held
    names: tuple[str, ...]


def held(words: str, *, besides: ReportingRequest | None = None) -> list[Held]:
    """What the system already holds that matches the words, the same before what is only like it; at most five."""
    return matching(words, catalogue(besides=besides))


def matching(words: str, among: Sequence[Candidate]) -> list[Held]:
    """The same from a catalogue at hand."""
    wanted = plain(words)
    if not wanted:
        return []
    found: dict[str, Held] = {}
    for one in among:
        names = [name for name in one.names if name not in GENERIC]
        if like := [name for name in names if is_like(wanted, name)]:
            share = max(likeness(wanted, name) for name in like)
            is_exact = any(plain(name) == wanted for name in names)
            best = found.get(one.held.key)
            if best is None or (is_exact, share) > (best.is_exact, best.share):
                found[one.held.key] = replace(one.held, is_exact=is_exact, share=share)
    return sorted(found.values(), key=lambda one: (not one.is_exact, -one.share, one.key))[:MOST]


def catalogue(*, besides: ReportingRequest | None = None) -> list[Candidate]:
    """Everything that is held, with its names; three statements, however much it is."""
    with override(settings.LANGUAGE_CODE):
        return [*_indicators(), *_ledgers(), *_lines(), *_fields(besides)]


def _indicators() -> Iterator[Candidate]:
    for one in known():
        held = Held(HeldKind.INDICATOR, one.code, one.label, one.basis, _("指标"))
        yield Candidate(held, (str(one.label), *ALIASES.get(one.code, ())))


def _ledgers() -> Iterator[Candidate]:
    for ledger in LEDGERS.values():
        for column in ledger.columns:
            held = Held(HeldKind.LEDGER, f"{ledger.code}/{column.code}", column.label, ledger.label, str(ledger.label))
            names = (str(column.label), *column.aliases)
            yield Candidate(held, (*names, *(f"{ledger.label}{name}" for name in names)))
        whole = Held(HeldKind.LEDGER, ledger.code, ledger.label, ledger.label, _("台账"))
        yield Candidate(whole, (str(ledger.label), f"{ledger.label}台账"))


def _lines() -> Iterator[Candidate]:
    """Lines of the return forms in force: a counted one is another name of its indicator."""
    rows = FormLine.objects.exclude(form__valid_from="").select_related("form").order_by("form__code", "-form__version")
    seen: set[str] = set()
    for line in rows:
        code = line.code or f"{line.form.code}/{line.label}"
        if code in seen or len(code) > LONGEST:
            continue
        seen.add(code)
        kind = HeldKind.LINE if line.is_external else HeldKind.INDICATOR
        yield Candidate(Held(kind, code, line.label, line.form.title, line.form.title), (line.label,))


def _fields(besides: ReportingRequest | None) -> Iterator[Candidate]:
    """Items that another running request has units type."""
    rows = RequestedField.objects.filter(of__state__in=RUNNING, decision=Decision.TYPED).select_related("of__unit")
    for one in rows.exclude(of=besides) if besides else rows:
        where = _("%(who)s的报送要求“%(title)s”") % {"who": one.of.asker, "title": one.of.title}
        yield Candidate(
            Held(HeldKind.FIELD, str(one.pk), one.words, one.of.purpose, where, request=one.of), (one.words,)
        )
