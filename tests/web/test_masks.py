"""遮盖: a county may show less of a name or a telephone in its lists, never more; what is opened one by one is as before."""

import re

import pytest
from django.test import Client

from lianxin.base.protection import masks
from lianxin.base.versions import commands as versions
from lianxin.pure.masking import Masks
from lianxin.pure.problems import Unfit
from tests.conftest import NOON
from tests.house import source
from tests.work.conftest import registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def as_(who: str = "clerk") -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return as_


def approved(town, key, level):
    version = versions.draft(kind=masks.KIND, key=key, value={"level": level}, valid_from=NOON.date(), why="县里定的",
                             by=town.clerk, at=NOON)  # fmt: skip
    version = versions.submit(version=version, by=town.clerk, at=NOON)
    return versions.approve(version=version, by=town.county_leader, at=NOON)


class TestMasks:
    def test_are_stricter_in_every_list_at_once_and_are_asked_once(self, town, enter, django_assert_max_num_queries):
        for _each in range(6):
            registered(town)
        client = enter()
        assert "王**" in client.get("/concerns/?view=all").content.decode()

        approved(town, "name", 2)

        page = client.get("/concerns/?view=all").content.decode()
        assert "王**" not in page and "***" in page and "王长青" not in page
        with masks.within(NOON.date()), django_assert_max_num_queries(1):
            assert {masks.mask_name("李建国") for _each in range(9)} == {"***"}

    def test_hold_from_their_day_and_without_one_the_strictest(self, town):
        approved(town, "phone", 1)
        with masks.within(NOON.replace(day=2).date()):
            assert masks.held() == Masks()
        assert masks.held() == Masks(phone=1) and masks.mask_phone("13900000001") == "*******0001"
        assert masks.mask_text("李建国，13900000001", ["李建国"]) == "李**，*******0001"

    @pytest.mark.parametrize("level", [-1, 3, True, "2", None])
    def test_below_what_is_given_there_is_none(self, town, level):
        with pytest.raises(Unfit, match="不能遮得少"):
            approved(town, "name", level)

    def test_are_chosen_by_how_they_read(self, town, enter):
        page = enter().get("/setup/settings/of/mask/phone/change/").content.decode()
        assert re.findall(r"（([^（）]*)）</option>", page)[:3] == ["139****0001", "*******0001", "*********01"]
        client = enter()
        told = {"level": "1", "valid_from": "今天", "why": "县里定的"}
        said = client.post("/setup/settings/of/mask/phone/change/", told, follow=True).content.decode()
        assert "已存成草稿" in said and "13900000001 显示为 *******0001" in said

    def test_nothing_masks_past_them(self):
        above = [
            path for path in source.modules() if path.relative_to(source.SRC).parts[0] in ("web", "work", "reports")
        ]
        assert above and not [path for path in above if re.search(r"pure\.masking import .*mask_", path.read_text())]
