"""走访的词汇: kinds, methods, the four points of going plainly, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class VisitKind(models.TextChoices):
    HOUSEHOLD = "household", _("入户走访")
    RANDOM = "random", _("随机调研")
    SQUAT = "squat", _("蹲点")
    PHONE = "phone", _("电话联系")
    CONDOLENCE = "condolence", _("慰问")
    FORUM = "forum", _("座谈")
    POLICY = "policy", _("政策宣讲")
    HOME_SCHOOL = "home_school", _("学校家访")
    STAFF_HOME = "staff_home", _("教职工家访")
    ERRAND = "errand", _("代办走访")
    TALK = "talk", _("谈心")
    ENTERPRISE = "enterprise", _("走访企业和单位")
    TRAINING = "training", _("培训指导")


#: 电话联系 keeps contact and is no visit: counted by itself (M121)
NOT_A_VISIT = (VisitKind.PHONE,)
#: 随机调研 is free: a duty counts it only where its rule names it (M094)
OPTIONAL_KINDS = (VisitKind.RANDOM,)


class Method(models.TextChoices):
    """走访方式 (M115 “个别走访、座谈交流,问卷调查相结合”)."""

    SINGLE = "single", _("个别走访")
    FORUM = "forum", _("座谈交流")
    SURVEY = "survey", _("问卷调查")
    ON_SITE = "on_site", _("实地查看")
    TOGETHER = "together", _("一起劳动")
    TELEPHONE = "telephone", _("电话")


class Discipline(models.TextChoices):
    """轻车简从四条 (M104) and 不收礼品、不增加负担 (M105): said by who went, yes or no or nothing; for statistics only."""

    PLAIN = "plain", _("轻车简从")
    UNANNOUNCED = "unannounced", _("不打招呼")
    DIRECT = "direct", _("直接到村")
    FEW_ALONG = "few_along", _("减少陪同")
    NO_GIFTS = "no_gifts", _("不收礼品")
    NO_BURDEN = "no_burden", _("不增加负担")


BOTH = ("unit", "home")
VIEW = permission("visit.view", _("查看走访记录"), weighed_at=BOTH)
RECORD = permission("visit.record", _("记录走访"), weighed_at=("home",))
CORRECT = permission("visit.correct", _("更正本单位的走访记录"), weighed_at=("home",))
BURDEN = permission("burden.note", _("登记接待走访的负担"))
SEE_BURDEN = permission("burden.view", _("查看接待走访的负担"))

event("visit.recorded", _("走访%(where)s，%(kind)s，%(people)s 人"), private=("note",))
event("visit.voided", _("作废走访记录：%(reason)s"), private=("reason",))
event("visit.corrected", _("更正走访记录，改记为 %(code)s"), private=("reason",))
event("stay.recorded", _("在%(where)s住 %(nights)s 夜"), private=())
event("stay.voided", _("作废住村记录：%(reason)s"), private=("reason",))
event("talk.noted", _("记下走访座谈，%(people)s 人参加"), private=("text",))
event("burden.noted", _("登记接待负担：%(people)s 人，%(cost)s 元"), private=("note",))
event("burden.withdrawn", _("撤回接待负担登记：%(reason)s"), private=("reason",))
