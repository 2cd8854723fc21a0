"""字段保护的页面: for the administrator and the auditor, found under settings; it lists what the program goes by."""

import pytest
from django.urls import reverse

INDEX = reverse("protection:index")


class TestTheList:
    @pytest.mark.parametrize("who", ["admin", "auditor"])
    def test_is_found_under_settings_and_shows_the_classes_and_the_fields_of_one(self, client, town, who) -> None:
        client.force_login(town.people[who])

        assert INDEX in client.get(reverse("setup:index")).content.decode()
        page = client.get(INDEX).content.decode()
        assert "联系电话" in page and "concerns.Requester" in page and "orgs.Posting" not in page
        page = client.get(INDEX, {"kind": "official"}).content.decode()
        assert "orgs.Posting" in page and "concerns.Requester" not in page

    def test_is_shut_to_everybody_else_and_takes_nonsense_for_the_first_question(self, client, town) -> None:
        client.force_login(town.people["clerk"])
        assert client.get(INDEX).status_code == 403

        client.force_login(town.people["admin"])
        assert "concerns.Requester" in client.get(INDEX, {"kind": "'<b>"}).content.decode()
