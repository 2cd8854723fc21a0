"""窗口的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Column, Say, Telling, Trouble, telling

telling(Telling(
    "windows", _("窗口和代办服务"),
    (
        Say("本期窗口受理办事{window.services|件}。"),
        Say("窗口提供咨询{window.consult_people}人次。"),
        Say("窗口提供便民小服务{window.small_service_people}人次。"),
        Say("接手群众代办和信访代理{window.errands_taken}件。"),
        Say("窗口办成{window.services_done|件}[，群众只跑一趟就办成{window.one_trip}件，一趟办成率为{window.one_trip_rate}]。",
            part="effect"),
        Say("代办事项回告群众{window.errands_reported}件。", part="effect"),
    ),
    (
        Trouble(
            "errands_overdue", "window.errands_overdue", "代办事项有逾期没有回告的",
            "接手的代办和信访代理中，承诺的回告日期已过、还没有告诉群众的有{window.errands_overdue}件。",
            "回告代办的进展", "对逾期没有回告的代办事项逐件问清进展，当天告诉群众",
        ),
    ),
    (Column("window.services", "窗口办事"), Column("window.errands_taken", "接手代办")),
    place=25,
))  # fmt: skip
