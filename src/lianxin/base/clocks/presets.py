"""期限规则预置: the rules that ship, as a table. `migrate` plants them; a county then revises its own copy.

Grades: P primary text read, O excerpt of the issuing body's page, S secondary page, C public code, M from memory.
What rests on S, C or M is a starting point to be checked by whoever runs the office, and says so in its grade.
The petition clocks (信访工作条例) follow 民法典 §201 and §203: the first day is not counted, a last day that is a
rest day rolls forward; the 条例 itself is silent on that.
"""

import secrets
from dataclasses import asdict
from datetime import date
from typing import Any

from django.apps import apps as installed

from lianxin.pure.workdays import ClockRule

REGULATION = "信访工作条例"
GUANGDONG = "广东省12345热线办理时限（2022）"
BEIJING_DRAFT = "北京市接诉即办标准征求意见稿（2021）"
SHANDONG = "山东省12345热线办理时限（2020）"
COUNTY_EXTENSION: dict[str, Any] = {
    "max_extension": 10,
    "extension_by": "本单位负责人批准",
    "extension_level": "leader",
    "tell_resident": True,
}


def _petition(code: str, label: str, amount: int, start_event: str, article: str, **rest: Any) -> ClockRule:
    return ClockRule(
        code, label, amount, "natural_day", start_event,
        roll_forward="next_workday", legal_basis=f"{REGULATION}{article}", grade="P", **rest,
    )  # fmt: skip


def _workdays(code: str, label: str, amount: int, start_event: str, basis: str, grade: Any, **rest: Any) -> ClockRule:
    return ClockRule(code, label, amount, "workday", start_event, legal_basis=basis, grade=grade, **rest)


PETITION = (
    _petition("petition_route_15d", "信访部门登记分流", 15, "收到", "第二十二条"),
    ClockRule("petition_tell_now", "能够当场告知的当场书面告知", 0, "natural_day", "收到",
              legal_basis=f"{REGULATION}第二十三条", grade="P"),
    _petition("petition_tell_15d", "书面告知信访人是否受理", 15, "收到", "第二十三条"),
    _petition("petition_receipt_15d", "告知转送、交办事项接收情况", 15, "收到", "第二十三条"),
    _workdays("petition_objection_5wd", "对交办提出异议", 5, "收到", f"{REGULATION}第二十三条", "P"),
    _petition("petition_60d", "信访事项办结", 60, "受理", "第三十四条", max_extension=30,
              extension_by="本机关、单位负责人批准", extension_level="leader", tell_resident=True),
    _petition("petition_ask_review_30d", "请求复查", 30, "收到书面答复", "第三十五条"),
    _petition("petition_review_30d", "复查", 30, "收到复查请求", "第三十五条"),
    _petition("petition_ask_recheck_30d", "请求复核", 30, "收到复查答复", "第三十六条"),
    _petition("petition_recheck_30d", "复核", 30, "收到复核请求", "第三十六条", pause_reasons=("听证",)),
    *(
        ClockRule(f"petition_route_{level}", f"{label}登记分流（旧规定分级时限）", amount, "natural_day", "收到",
                  roll_forward="next_workday", legal_basis="国信发〔2014〕16号第六条，已被国信发〔2022〕11号取代",
                  grade="S", enabled=False)
        for level, label, amount in (
            ("national_5d", "国家级", 5), ("province_3d", "省级", 3), ("city_3d", "市级", 3), ("county_4d", "县级", 4),
        )
    ),
    _workdays("simple_accept_3wd", "简易办理：决定是否受理", 3, "收到", "信访事项简易办理办法（试行），文本待核实", "M",
              enabled=False),
    _workdays("simple_reply_10wd", "简易办理：出具处理意见", 10, "收到", "信访事项简易办理办法（试行），文本待核实", "M",
              enabled=False),
)  # fmt: skip

HOTLINE = (
    _workdays("immediate_1wd", "即办件", 1, "登记", "本县预置，待确认", "M"),
    _workdays("accept_1wd", "登记后受理分办", 1, "登记", "本县预置，待确认", "M"),
    ClockRule("next_day", "次日移交、转办", 1, "natural_day", "收到", roll_forward="next_workday",
              legal_basis="接待制度惯例：第二天内移交、转办", grade="S"),
    ClockRule("week_7d", "转办事项一周内答复", 7, "natural_day", "收到", roll_forward="next_workday",
              legal_basis="接待制度惯例：最迟在一周内作出答复", grade="S"),
    _workdays("enquiry_2wd", "咨询", 2, "受理", GUANGDONG, "S"),
    _workdays("help_10wd", "求助", 10, "受理", GUANGDONG, "S", **COUNTY_EXTENSION),
    _workdays("suggestion_10wd", "建议", 10, "受理", GUANGDONG, "S", **COUNTY_EXTENSION),
    _workdays("complaint_15wd", "投诉、举报", 15, "受理", GUANGDONG, "S", **COUNTY_EXTENSION),
    _workdays("reception_7wd", "接待日、信箱来信暂时不能解决的答复", 7, "收到", "接待制度惯例：7个工作日内予以回复", "S"),
    ClockRule("emergency_2h", "突发、危及生命财产", 2, "hour", "接到", legal_basis=BEIJING_DRAFT, grade="S"),
    ClockRule("utilities_24h", "水电气热", 24, "hour", "接到", legal_basis=BEIJING_DRAFT, grade="S"),
    ClockRule("online_accept_2h", "网络诉求受理", 2, "hour", "收到", legal_basis=BEIJING_DRAFT, grade="S"),
    ClockRule("general_7d", "一般诉求", 7, "natural_day", "接到", roll_forward="next_workday",
              legal_basis=BEIJING_DRAFT, grade="S"),
    ClockRule("complex_15d", "复杂疑难诉求", 15, "natural_day", "接到", roll_forward="next_workday",
              legal_basis=BEIJING_DRAFT, grade="S"),
    _workdays("hotline_5wd", "热线事项", 5, "接到", f"{SHANDONG}，特别复杂的可延长不超过10个工作日", "S", **COUNTY_EXTENSION),
    _workdays("send_back_2wd", "不属本单位职责的退回", 2, "接到", f"{SHANDONG}，退回须注明原因", "S"),
    _workdays("city_hotline_5wd", "市热线条例事项", 5, "接到",
              "潍坊市12345热线条例（2021）第二十条、济南市12345热线条例（2018）第二十四条；法律规定更长期限的从其规定", "P"),
    ClockRule("same_day", "应急事项当日办", 0, "natural_day", "接到", legal_basis="某市局热线办理规定", grade="S"),
    _workdays("bureau_enquiry_3wd", "咨询求助（不能当天办的）", 3, "接到", "某市局热线办理规定", "S"),
    _workdays("bureau_complaint_13wd", "建议投诉", 13, "接到", "某市局热线办理规定", "S"),
    _workdays("finding_reply_3wd", "对督查问题说明情况", 3, "送达", "本县预置，待确认", "M"),
    ClockRule("mediation_30d", "人民调解", 30, "natural_day", "开始调解", roll_forward="next_workday",
              legal_basis="人民调解工作若干规定（司法部令第75号）第三十三条：一般在一个月内调结，文本待核实", grade="M"),
    _workdays("silent_notice_5wd", "到期未办、催办后仍未办的书面通报", 5, "催办", "某市局热线办理规定", "S", enabled=False),
)  # fmt: skip

PRESETS = (*PETITION, *HOTLINE)
VALID_FROM = date(2026, 1, 1)


def plant(apps: Any, using: str) -> None:
    """Plant the rules whose code is not in the table yet, as version 1; what is there is left alone."""
    preset = apps.get_model("clocks", "ClockPreset").objects.using(using)
    known = set(preset.values_list("code", flat=True))
    new = [rule for rule in PRESETS if rule.code not in known]
    preset.bulk_create(
        preset.model(version=1, valid_from=VALID_FROM, **{**asdict(rule), "pause_reasons": list(rule.pause_reasons)})
        for rule in new
    )
    if new:
        state = apps.get_model("clocks", "ClockState").objects.using(using)
        state.update_or_create(pk=1, defaults={"mark": secrets.token_hex(16)})


def plant_after_migrate(*, using: str, apps: Any = installed, **_rest: Any) -> None:
    """Rules that a later release adds, and those that emptying the tables took away."""
    try:
        apps.get_model("clocks", "ClockState")
    except LookupError:  # migrated back to before this app
        return
    plant(apps, using)
