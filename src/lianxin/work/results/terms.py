"""评议结果的词汇: states, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class ResultStatus(models.TextChoices):
    """结果只算一次, 只公布一次: counted and not yet published, or published."""

    SETTLED = "settled", _("已计票，待审定")
    PUBLISHED = "published", _("已公布")


class BriefKind(models.TextChoices):
    """半年一小结, 年终一总评 (001-3)."""

    HALF_YEAR = "half_year", _("半年小结")
    YEAR = "year", _("年终总评")


class NominationStatus(models.TextChoices):
    """典型推荐: a proposal; a person decides."""

    PROPOSED = "proposed", _("待研究")
    ACCEPTED = "accepted", _("同意推荐")
    DECLINED = "declined", _("不推荐")


RESULT_FLOW = Flow("result", {"publish": ((ResultStatus.SETTLED,), ResultStatus.PUBLISHED)})
RESULT_VERBS = {"publish": _("审定公布")}
NOMINATION_FLOW = Flow(
    "nomination",
    {
        "accept": ((NominationStatus.PROPOSED,), NominationStatus.ACCEPTED),
        "decline": ((NominationStatus.PROPOSED,), NominationStatus.DECLINED),
    },
)
NOMINATION_VERBS = {"accept": _("同意推荐"), "decline": _("不推荐")}

VIEW = permission("result.view", _("查看评议结果"))
PUBLISH = permission("result.publish", _("审定并公布评议结果"))

event("result.settled", _("计票：收回 %(returned)s 张，结果校验值 %(fingerprint)s"), private=())
event("result.published", _("审定并公布评议结果，结果校验值 %(fingerprint)s"), private=("why",))
event("brief.composed", _("编制%(title)s，由 %(results)s 次已公布的评议汇总"), private=("title",))
event("brief.published", _("公布%(title)s"), private=("title",))
event("nomination.made", _("推荐典型：%(subject)s"), private=("reason",))
event("nomination.decided", _("研究典型推荐：%(decision)s"), private=("note",))
