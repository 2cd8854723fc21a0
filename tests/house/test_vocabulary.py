"""词汇: states can be reached and have words, events say how they are erased, permissions belong to somebody."""

import re

import pytest
from django.apps import apps

from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.journal.events import KINDS
from lianxin.base.orgs.permissions import PERMISSIONS
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import UnitKind
from lianxin.project import docs
from lianxin.pure.flow import Flow
from lianxin.work.concerns import terms

CHINESE = re.compile(r"[\u4e00-\u9fff]")
FLOWS = [
    pytest.param(terms.FLOW, terms.Status, terms.VERBS, "registered", id="concern"),
    *(
        pytest.param(moves, states, verbs, states.values[0], id=name)
        for name, _title, _file, moves, states, verbs in docs.flows()
    ),
]


@pytest.mark.parametrize(("flow", "states", "verbs", "start"), FLOWS)
class TestAFlow:
    def test_reaches_every_state_from_the_first(self, flow: Flow, states, verbs, start: str) -> None:
        assert flow.reachable_from(start) == flow.states() == set(states.values)

    def test_has_words_for_every_state_and_every_verb(self, flow: Flow, states, verbs, start: str) -> None:
        assert all(CHINESE.search(str(label)) for label in states.labels)
        assert set(verbs) == set(flow.moves) and all(CHINESE.search(str(word)) for word in verbs.values())


class TestEveryEvent:
    def test_says_what_happened_and_which_of_it_is_personal(self) -> None:
        named = re.compile(r"[a-z_]+\.[a-z_]+")

        assert [code for code in KINDS if not named.fullmatch(code)] == []
        assert [code for code, kind in KINDS.items() if not CHINESE.search(str(kind.sentence))] == []
        assert [code for code, kind in KINDS.items() if not isinstance(kind.private, tuple)] == []

    def test_keeps_free_text_apart(self) -> None:
        """What a person typed may hold anybody's particulars: it never stands in the journal itself."""
        free = {"reason", "comment", "text", "instruction", "title"}
        for code, kind in KINDS.items():
            slots = set(re.findall(r"%\((\w+)\)s", str(kind.sentence)))
            assert free & slots <= set(kind.private), code


class TestPermissions:
    def test_named_by_roles_all_exist(self) -> None:
        granted = {code for role in ROLES.values() for code in role.grants}

        assert granted - set(PERMISSIONS) == set()

    def test_are_each_granted_to_somebody(self) -> None:
        granted = {code for role in ROLES.values() for code in role.grants}

        assert set(PERMISSIONS) - granted == set()

    def test_never_open_a_concern_to_the_system_administrator(self) -> None:
        """security.md T14: accounts, posts, backups; no concern, no figure that opens."""
        grants = ROLES["system_admin"].grants

        assert not [code for code in grants if code.startswith(("concern.", "journal.", "summary."))]

    def test_never_let_those_who_only_look_do_anything(self) -> None:
        """The inspector does what inspecting is, and nothing of what is inspected."""
        inspecting = {"inspection.plan", "inspection.record", "circular.draft", "station.ready"}
        for role, own in (("inspector", inspecting), ("auditor", set())):
            verbs = {code.partition(".")[2] for code in {*ROLES[role].grants} - own}
            assert verbs <= {"view", "use"}, role

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_belong_to_roles_that_are_described_and_held_somewhere(self, role: str) -> None:
        assert CHINESE.search(str(ROLES[role].label)) and CHINESE.search(str(ROLES[role].about))
        assert set(ROLES[role].held_in) <= set(UnitKind.values) and ROLES[role].held_in


class TestEveryIndicator:
    def test_says_what_it_counts(self) -> None:
        """口径: a sentence of a clerk's words, with the full stop, and the page of records behind it."""
        for code, indicator in INDICATORS.items():
            assert CHINESE.search(str(indicator.label)) and len(str(indicator.basis)) >= 8, code
            assert str(indicator.basis).endswith("。"), code
            assert re.fullmatch(r"[a-z_]+\.[a-z_]+", code), code


WATCH = {
    "risk", "watch", "watched", "gps", "latitude", "longitude", "lat", "lng", "location", "position", "track", "tracking",
    "belief", "religion", "faith", "ethnicity", "movement", "whereabouts", "checkin", "attendance", "stability", "loyalty",
    "score", "points", "rank", "imei", "device", "face", "biometric", "ip", "address_ip", "agent", "online", "likes",
    "blacklist", "suspect", "petitioner", "keyperson",
}  # fmt: skip
WATCH_PAIRS = ("check_in", "clock_in", "risk_level", "photo_required", "location_required", "key_person", "online_time")
WATCH_WORDS = (
    "风险等级",
    "重点人",
    "维稳",
    "轨迹",
    "定位",
    "打卡",
    "积分",
    "排名",
    "信仰",
    "宗教",
    "民族",
    "政治面貌",
    "稳控",
    "黑名单",
)
OURS = [model for model in apps.get_models() if model.__module__.startswith("lianxin.")]


class TestNobodyIsWatched:
    """No watch status, risk level, belief, movement or position of anybody; no clock-in, no ranking (house.md §9.9)."""

    @pytest.mark.mechanism("F139")
    def test_on_any_model(self) -> None:
        found = []
        for model in OURS:
            for field in model._meta.get_fields():
                tokens = set(field.name.split("_"))
                if tokens & WATCH or any(pair in field.name for pair in WATCH_PAIRS):
                    found.append(f"{model.__name__}.{field.name}")
        assert found == []

    @pytest.mark.mechanism("F139")
    def test_in_any_word_of_a_field_or_a_choice(self) -> None:
        found = []
        for model in OURS:
            for field in model._meta.get_fields():
                words = str(getattr(field, "verbose_name", "")) + "".join(
                    str(label) for _value, label in (getattr(field, "choices", None) or [])
                )
                found += [f"{model.__name__}.{field.name}: {word}" for word in WATCH_WORDS if word in words]
        assert found == []

    def test_and_the_list_would_catch_one(self) -> None:
        assert {"position"} & WATCH and "risk_level" in WATCH_PAIRS and len(OURS) > 8
