"""向导的门: the page where each step is done, and by whom, for whoever looks and may not do it himself."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES


@dataclass(frozen=True)
class Way:
    """去办: the word of the button, the page, the permission it needs."""

    word: str | Promise
    page: str
    needs: str
    ledger: str = ""  # 导入: of this kind of ledger

    @property
    def url(self) -> str:
        """Its address; empty where this kind of ledger is not brought in here."""
        if not self.ledger:
            return reverse(self.page)
        try:
            sheets = reverse("imports:sample", args=[self.ledger])
            return sheets if self.page == "imports:sample" else reverse(self.page, query={"kind": self.ledger})
        except NoReverseMatch:
            return ""


WAYS: dict[str, tuple[Way, ...]] = {
    "county": (Way(_("更正名称、代码、电话"), "setup:units", "orgs.edit"),),
    "units": (
        Way(_("从 Excel 导入"), "imports:index", "orgs.edit", "units"),
        Way(_("下载空白表"), "imports:sample", "orgs.edit", "units"),
        Way(_("设立单位"), "setup:create_unit", "orgs.edit"), Way(_("看单位"), "setup:units", "orgs.edit"),
    ),
    "people": (
        Way(_("从 Excel 导入"), "imports:index", "orgs.edit", "persons"),
        Way(_("下载空白表"), "imports:sample", "orgs.edit", "persons"),
        Way(_("建立账号"), "setup:create_person", "orgs.edit"),
        Way(_("任命、免职"), "setup:people", "orgs.edit"),
    ),
    "officers": (Way(_("任命"), "setup:people", "orgs.edit"), Way(_("权力事项"), "powers:index", "power.view")),
    "channels": (Way(_("核对告知"), "custody:notices", "notice.set"),),
    "clocks": (
        Way(_("载入放假通知"), "clocks:load", "clocks.load_notice"),
        Way(_("看日历和期限"), "clocks:index", "clocks.load_notice"),
    ),
    "topics": (Way(_("看分类"), "sorting:topics", "topic.edit"),),
    "duties": (Way(_("责任清单"), "duties:index", "duty.edit"), Way(_("看空白"), "duties:coverage", "duty.edit")),
    "pairings": (
        Way(_("谁还没有人联系"), "pairings:coverage", "pairing.arrange"),
        Way(_("从表格导入"), "pairings:import", "pairing.arrange"),
        Way(_("联系要求"), "pairings:rules", "pairing.arrange"),
    ),
    "stations": (
        Way(_("从 Excel 导入"), "imports:index", "station.edit", "stations"),
        Way(_("一次设站"), "stations:open_all", "station.open"),
        Way(_("看工作站"), "stations:index", "station.open"),
    ),
}  # fmt: skip


def open_to(step: str, actor: Actor) -> list[Way]:
    """The ways that this post opens."""
    return [one for one in WAYS[step] if actor.grants.get(one.needs) and one.url]


def whose(step: str) -> str:
    """县群众工作办公室经办员: the first post of the county that may do it."""
    needs = WAYS[step][0].needs if WAYS[step] else ""
    found = (role.label for role in ROLES.values() if needs in role.grants and "county" in role.held_in)
    return str(next(found, ""))
