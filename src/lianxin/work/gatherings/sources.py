"""征求到的意见、会议议定事项作指标来源: what became of what people said; not how many meetings were held."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, choice, day, flag, register
from lianxin.work.gatherings.indicators import opinions, resolutions
from lianxin.work.gatherings.terms import OPINION_VIEW, GatheringKind, OpinionOutcome

register(
    Source(
        code="opinion", label=_("征求到的意见"), of=opinions, to_open=OPINION_VIEW, measure=_("条"),
        places=("unit", "handler"), note=_("宣讲会上的提问也在其中，不要的请用条件去掉"),
        dates=(DateField("on", _("日期"), "on"), DateField("answered", _("答复日期"), "answered_on")),
        fields=(
            choice("outcome", _("着落"), "outcome", OpinionOutcome.choices),
            choice("gathering_kind", _("在哪类会上"), "gathering__kind", GatheringKind.choices),
            flag("question", _("是提问"), _("不是提问"), Q(is_question=True)),
            flag("raised", _("转成了诉求"), _("没有转成诉求"), Q(concern__isnull=False)),
            flag("answered_yet", _("已经答复"), _("还没有答复"), Q(answered_on__isnull=False)),
            flag("in_time", _("按期答复"), _("没有按期答复"), Q(answered_on__lte=F("due_on"))),
        ),
    ),
    Source(
        code="resolution", label=_("座谈议定事项"), of=resolutions, to_open=OPINION_VIEW, measure=_("项"),
        places=("unit", "handler"),
        dates=(DateField("decided", _("议定日期"), "decided_on"), DateField("finished", _("完成日期"), "finished_on")),
        fields=(
            choice("gathering_kind", _("在哪类会上"), "gathering__kind", GatheringKind.choices),
            flag("finished_yet", _("已经落实"), _("还没有落实"), Q(finished_on__isnull=False)),
            flag("in_time", _("按期落实"), _("没有按期落实"), Q(finished_on__lte=F("due_on"))),
            day("due_on", _("办理期限"), "due_on"),
        ),
    ),
)  # fmt: skip
