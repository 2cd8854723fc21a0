"""三率, 分档, 有回应, 评价提示: computed pages, each with what it is computed from."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.pure.patterns import LEAST, RARE, SHARED
from lianxin.pure.scales import DISSATISFIED, FAIRLY, SATISFIED, SCALES
from lianxin.web.office.callbacks import shown
from lianxin.web.office.figures.asked import Asked, ChoiceForm, asked_of, units_to_choose
from lianxin.web.ui.request import Request
from lianxin.work.callbacks import commands, hinting
from lianxin.work.callbacks.comparing import MEASURES, compared_units
from lianxin.work.callbacks.rates import band_words, three_rates
from lianxin.work.callbacks.rates import service as service_of
from lianxin.work.callbacks.terms import HINTS
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.terms import Satisfaction

STEPS = {SATISFIED: Satisfaction.SATISFIED, FAIRLY: Satisfaction.FAIRLY, DISSATISFIED: Satisfaction.DISSATISFIED}
TONES = {"above": "done", "near": "quiet", "below": "late", "few": "quiet"}
SEEN_WORDS = {
    "straight_lining": (
        gettext_lazy("三问全答最好的"), gettext_lazy("三个问题都答最好的件数；预计数按全县其余单位的比例推算。"),
    ),
    "evenness": (
        gettext_lazy("与最多的那种评价不同的"),
        gettext_lazy("评价几乎没有差别时，这个数很小；预计数按全县其余单位的比例推算。"),
    ),
    "burst": (
        gettext_lazy("评价最多的一天"),
        gettext_lazy("预计数是评价随机落在每一天时，平均一天有多少；概率按“任何一天”算。"),
    ),
    "lot": (
        gettext_lazy("最齐的一个渠道里全答最好的"),
        gettext_lazy("预计数按本单位其余渠道的比例推算；概率按“任何一个渠道”算。"),
    ),
}  # fmt: skip


def _frame(request: Request, here: str) -> tuple[Asked, dict[str, Any]]:
    asked = asked_of(request)
    units = units_to_choose(asked.by, asked.unit)
    form = ChoiceForm(asked.query, units=units, period=asked.period, today=asked.today)
    return asked, {"asked": asked, "form": form, "tabs_shown": shown.tabs(here)}


def rates(request: Request) -> HttpResponse:
    """三率: the residents' own and the call-backs', each with definition, numerator, denominator and silence."""
    asked, context = _frame(request, "rates")
    found = three_rates(asked.period, asked.unit, by=asked.by, today=asked.today)
    lines = [
        (
            line,
            asked.open_url(line.own.indicator.code, side="part"),
            asked.open_url(line.own.indicator.code, side="whole"),
        )
        for line in found.lines
    ]
    scales = [
        (_(scale.label), [(_(word), STEPS[three].label) for word, three in scale.steps], _(scale.source))
        for scale in SCALES.values()
    ]
    more = {"rates": found, "lines": lines, "scales": scales, "closed_url": asked.open_url("concern.closed"),
            "reissued_url": asked.open_url("concern.rated_reissued")}  # fmt: skip
    return render(request, "callbacks/rates.html", {**context, **more})


def compare(request: Request) -> HttpResponse:
    """分档: like units side by side, no order of merit unless asked for."""
    asked, context = _frame(request, "compare")
    measure = MEASURES.get(request.GET.get("measure", ""), MEASURES["resolution"])
    topics = list(Topic.objects.filter(parent=None, valid_to=None).values_list("code", "label"))
    topic = request.GET.get("topic", "") if request.GET.get("topic", "") in dict(topics) else ""
    by_rate = request.GET.get("by_rate") == "1"
    groups = compared_units(measure, asked.period, asked.unit, by=asked.by, topic=topic, by_rate=by_rate)
    words = band_words()
    more = {
        "groups": [(group, [(row, words[row.placed.band], TONES[row.placed.band]) for row in group.rows]) for group in groups],
        "measures": MEASURES.values(), "measure": measure, "topics": topics, "topic": topic, "by_rate": by_rate,
    }  # fmt: skip
    return render(request, "callbacks/compare.html", {**context, **more})


def service(request: Request) -> HttpResponse:
    """有处说、有人听、有回应 (M075)."""
    asked, context = _frame(request, "service")
    found = service_of(asked.period, asked.unit, by=asked.by, today=asked.today)
    urls = {
        name: asked.open_url(code)
        for name, code in (
            ("heard", "concern.heard_rate"),
            ("answered", "concern.replied_in_time_rate"),
            ("overdue", "concern.overdue"),
        )
    }
    return render(request, "callbacks/service.html", {**context, "service": found, "urls": urls})


def hints(request: Request) -> HttpResponse:
    """评价提示: the whole page for the unit itself; for those above only how many, and only later (F046)."""
    asked, context = _frame(request, "hints")
    asked.by.must_at(HINTS, asked.unit.path)
    is_own = asked.by.own_path == asked.unit.path
    is_open = is_own or hinting.is_open(asked.unit, asked.period, asked.today)
    found = hinting.hints_of(asked.unit, asked.period, by=asked.by, today=asked.today) if is_open else None
    more = {
        "is_own": is_own, "is_open": is_open, "hints": found, "rare": RARE, "least": LEAST, "shared_least": SHARED,
        "seen": [(one, *SEEN_WORDS[one.kind]) for one in found.seen] if found and is_own else [],
        "is_released": hinting.is_open(asked.unit, asked.period, asked.today) if is_own else False,
    }  # fmt: skip
    return render(request, "callbacks/hints.html", {**context, **more})


@require_POST
def release_hints(request: Request) -> HttpResponse:
    """公开本单位的提示."""
    request.actor.must_at(HINTS, request.actor.own_path)
    asked = asked_of(request)
    commands.release_hints(period=asked.period, by=request.actor, at=request.now)
    messages.success(request, _("已公开。上级单位现在能看到提示的数量。"))
    return redirect(reverse("callbacks:hints", query={"period": asked.period.code}))
