"""时限体系: sets of clocks side by side; each channel runs under one, chosen as data, from a day on.

A regime names the clock of the answer by nature and class, and the clocks of the steps before and after it.
次日 · 1-3-5-15 · 7 个工作日 · 15-60-30 are the four that the sources describe; 县本级 is the default (rules.md §1.1, §2.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks import own
from lianxin.base.clocks import queries as clocks
from lianxin.work.concerns.models import ChannelRegime
from lianxin.work.concerns.terms import Channel, Handling, Kind

#: the steps of a matter that may have a clock of their own, in their order
STAGES: dict[str, str | Promise] = {
    "accept": _("受理"), "transfer": _("转办交办"), "tell": _("告知"), "reply": _("答复"), "review": _("复查"),
    "recheck": _("复核"),
}  # fmt: skip


@dataclass(frozen=True)
class Regime:
    """时限体系: the clock of the answer by class, then nature, then `answer`; the clocks of the other steps."""

    code: str
    label: str | Promise
    about: str | Promise
    answer: str
    by_kind: Mapping[str, str] = field(default_factory=dict)
    by_handling: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)

    def clock(self, *, kind: str, handling: str = "") -> str:
        """The code of the clock of the answer."""
        return self.by_handling.get(handling) or self.by_kind.get(kind) or self.answer


_AT_ONCE = {Handling.IMMEDIATE.value: "immediate_1wd"}

REGIMES: dict[str, Regime] = {
    one.code: one
    for one in (
        Regime(
            "county", _("县本级（按性质）"), _("咨询2、求助和建议10、投诉15个工作日，即办件1个工作日。"), "complaint_15wd",
            by_kind={Kind.ENQUIRY: "enquiry_2wd", Kind.HELP: "help_10wd", Kind.SUGGESTION: "suggestion_10wd",
                     Kind.PRAISE: "suggestion_10wd", Kind.OPINION: "suggestion_10wd"},
            by_handling=_AT_ONCE, steps={"accept": "accept_1wd"},
        ),
        Regime(
            "seven", _("7个工作日（接待日、信箱）"), _("接待当日记录，次日移交和转办，暂不能解决的7个工作日内答复。"), "reception_7wd",
            by_handling=_AT_ONCE, steps={"accept": "same_day", "transfer": "next_day"},
        ),
        Regime(
            "next_day", _("次日"), _("次日转办，一周内答复。"), "week_7d",
            by_handling=_AT_ONCE, steps={"accept": "same_day", "transfer": "next_day"},
        ),
        Regime(
            "one_three", _("1-3-5-15"), _("1个工作日受理，咨询3、一般5、投诉举报等复杂事项15个工作日。"), "hotline_5wd",
            by_kind={Kind.ENQUIRY: "bureau_enquiry_3wd", Kind.COMPLAINT: "complaint_15wd", Kind.TIP_OFF: "complaint_15wd"},
            by_handling=_AT_ONCE, steps={"accept": "accept_1wd"},
        ),
        Regime(
            "petition", _("信访15-60-30"), _("15日内告知，60日内办结，不服的复查、复核各30日。"), "petition_60d",
            steps={"tell": "petition_tell_15d", "transfer": "petition_route_15d", "review": "petition_review_30d",
                   "recheck": "petition_recheck_30d"},
        ),
    )
}  # fmt: skip

DEFAULTS = {
    Channel.RECEPTION_DAY: "seven", Channel.MAILBOX: "seven", Channel.FROM_ABOVE: "petition",
    Channel.ASSIGNED_ABOVE: "petition",
}  # fmt: skip


def offered(on: date) -> dict[str, Regime]:
    """每个渠道可选的: the given sets, and each limit of the county's own that holds on that day, as a set of its own."""
    return REGIMES | {one.code: _of_own(one) for one in clocks.presets(on=on) if own.is_own(one.code)}


def _of_own(one: clocks.Preset) -> Regime:
    words = {"label": one.rule.label, "limit": one.rule.limit}
    return Regime(one.code, _("本县自定：%(label)s") % words, one.rule.legal_basis, one.code, by_handling=_AT_ONCE)


_kept: tuple[str, list[tuple[str, date, str]]] | None = None


def regime_of(channel: str, on: date) -> Regime:
    """The regime a channel runs under on that day: what the office chose last, else the default."""
    code = next((regime for name, since, regime in _chosen() if name == channel and since <= on), None)
    usual = REGIMES[DEFAULTS.get(Channel(channel), "county")]
    return usual if code is None else offered(on).get(code, usual) if own.is_own(code) else REGIMES.get(code, usual)


def _chosen() -> list[tuple[str, date, str]]:
    """What was chosen, newest first; kept in the process under the mark of the calendar."""
    global _kept
    mark = clocks.mark()
    if _kept is None or _kept[0] != mark:
        rows = ChannelRegime.objects.order_by("-valid_from", "-pk").values_list("channel", "valid_from", "regime")
        _kept = (mark, list(rows))
    return _kept[1]
