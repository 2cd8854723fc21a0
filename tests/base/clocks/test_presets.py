"""期限规则预置: each rule that ships gives the date that its clause asks for."""

from datetime import date, datetime

import pytest

from lianxin.base.clocks import queries
from lianxin.base.clocks.models import ClockPreset
from lianxin.base.clocks.presets import PRESETS, plant_after_migrate
from lianxin.pure.workdays import Calendar, run

CHINA = Calendar.china()
THURSDAY = date(2026, 9, 24)  # 25–27 September are 中秋, 1–7 October 国庆, 10 October is worked

ENDS = {  # code: the day on which a clock begun on Thursday 2026-09-24 ends
    "petition_route_15d": "2026-10-09",
    "petition_tell_now": "2026-09-24",
    "petition_tell_15d": "2026-10-09",
    "petition_receipt_15d": "2026-10-09",
    "petition_objection_5wd": "2026-10-09",
    "petition_60d": "2026-11-23",
    "petition_ask_review_30d": "2026-10-26",  # 24 October is a Saturday
    "petition_review_30d": "2026-10-26",
    "petition_ask_recheck_30d": "2026-10-26",
    "petition_recheck_30d": "2026-10-26",
    "petition_route_national_5d": "2026-09-29",
    "petition_route_province_3d": "2026-09-28",  # 27 September is 中秋
    "petition_route_city_3d": "2026-09-28",
    "petition_route_county_4d": "2026-09-28",
    "simple_accept_3wd": "2026-09-30",
    "simple_reply_10wd": "2026-10-15",
    "immediate_1wd": "2026-09-28",
    "accept_1wd": "2026-09-28",
    "next_day": "2026-09-28",
    "week_7d": "2026-10-08",
    "enquiry_2wd": "2026-09-29",
    "help_10wd": "2026-10-15",
    "suggestion_10wd": "2026-10-15",
    "complaint_15wd": "2026-10-22",
    "reception_7wd": "2026-10-12",
    "general_7d": "2026-10-08",  # 1 October rolls over the whole holiday
    "complex_15d": "2026-10-09",
    "hotline_5wd": "2026-10-09",
    "send_back_2wd": "2026-09-29",
    "city_hotline_5wd": "2026-10-09",
    "same_day": "2026-09-24",
    "bureau_enquiry_3wd": "2026-09-30",
    "bureau_complaint_13wd": "2026-10-20",
    "finding_reply_3wd": "2026-09-30",
    "mediation_30d": "2026-10-26",
    "silent_notice_5wd": "2026-10-09",
}
HOURS = {
    "emergency_2h": datetime(2026, 9, 25, 1, 0),
    "utilities_24h": datetime(2026, 9, 25, 23, 0),
    "online_accept_2h": datetime(2026, 9, 25, 1, 0),
}


class TestPresets:
    def test_are_all_in_one_of_the_tables_above(self):
        assert {rule.code for rule in PRESETS} == set(ENDS) | set(HOURS)
        assert len({rule.code for rule in PRESETS}) == len(PRESETS)

    @pytest.mark.parametrize("rule", [rule for rule in PRESETS if rule.unit != "hour"], ids=lambda rule: rule.code)
    def test_end_on_the_day_that_the_clause_asks_for(self, rule):
        assert run(rule, THURSDAY, CHINA).on.isoformat() == ENDS[rule.code]

    @pytest.mark.parametrize("rule", [rule for rule in PRESETS if rule.unit == "hour"], ids=lambda rule: rule.code)
    def test_end_at_the_hour_that_the_clause_asks_for(self, rule):
        assert run(rule, datetime(2026, 9, 24, 23, 0), CHINA).at == HOURS[rule.code]

    def test_allow_the_extensions_of_the_clauses_and_tell_the_resident(self):
        extensions = {rule.code: rule.max_extension for rule in PRESETS if rule.max_extension}

        assert extensions == {
            "petition_60d": 30,
            "help_10wd": 10,
            "suggestion_10wd": 10,
            "complaint_15wd": 10,
            "hotline_5wd": 10,
        }
        assert all(rule.tell_resident and rule.extension_by for rule in PRESETS if rule.max_extension)
        assert [rule.code for rule in PRESETS if rule.pause_reasons] == ["petition_recheck_30d"]

    def test_name_their_basis_and_keep_unverified_texts_of_the_regulation_disabled(self):
        assert all(rule.legal_basis and rule.start_event for rule in PRESETS)
        assert not any(rule.enabled for rule in PRESETS if rule.code.startswith("simple_"))
        assert {rule.grade for rule in PRESETS if rule.code.startswith("petition_") and rule.enabled} == {"P"}

    def test_are_planted_as_they_stand_in_the_table(self, db):
        planted = {preset.code: preset.as_rule() for preset in ClockPreset.objects.all()}

        assert planted == {rule.code: rule for rule in PRESETS}
        assert {preset.code for preset in queries.presets()} == {rule.code for rule in PRESETS if rule.enabled}

    def test_are_planted_again_where_missing_and_a_revised_one_is_left_alone(self, db):
        ClockPreset.objects.filter(code="help_10wd").update(amount=8)
        ClockPreset.objects.filter(code="same_day").delete()

        plant_after_migrate(using="default")

        assert ClockPreset.objects.get(code="help_10wd").amount == 8
        assert queries.rule("same_day").version == 1
        assert ClockPreset.objects.count() == len(PRESETS)
