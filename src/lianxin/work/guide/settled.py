"""前四步: the county, its units, its people, and who stands in for whom."""

from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.orgs.powers import queries as powers
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.guide.found import Gap, Given, Step, gaps
from lianxin.work.guide.staffing import BACK, FRONT, Staff
from lianxin.work.guide.terms import STEPS

APPROVERS = ("security_admin", "county_leader")


def county(held: Staff) -> Step:
    """本县: its name stands; what is missing of it is said, but nothing waits for it."""
    here = next((one for one in held.units if one.kind == UnitKind.COUNTY), None)
    blank = _("没有填")
    facts = [(_("名称"), here.name if here else blank), (_("行政区划代码"), (here and here.code) or blank),
             (_("电话"), (here and here.phone) or blank)]  # fmt: skip
    return Step("county", STEPS["county"], tuple(facts))


def units(held: Staff) -> Step:
    """单位: by kind."""
    facts = tuple((kind.label, len(held.of(kind))) for kind in UnitKind if kind != UnitKind.COUNTY)
    missing = []
    if not held.of(UnitKind.TOWNSHIP):
        missing.append(Gap(_("还没有乡镇。"), _("诉求按属地办，没有乡镇就没有地方登记。")))
    if not held.of(*BACK):
        missing.append(Gap(_("还没有部门。"), _("该部门办的事交不出去。")))
    missing += gaps((
        (held.childless(), _("没有村、社区的乡镇：%(names)s。"), _("群众的事只能记在乡镇名下，分不到村。")),
        (held.doubled(), _("同一个上级下面同名的单位：%(names)s。"), _("登记、导入时分不清是哪一个。")),
    ))  # fmt: skip
    return Step("units", STEPS["units"], facts, tuple(missing))


def people(held: Staff) -> Step:
    """人员和任职: who is there, and where nobody is."""
    waiting = sum(handed is not None for _pk, _name, handed in held.people)
    facts = ((_("账号"), len(held.people)), (_("任职"), len(held.posts)), (_("等另一个人同意的任命"), len(held.asked)),
             (_("初始密码还没有改的"), waiting))  # fmt: skip
    missing = []
    if not held.has_clerk():
        missing.append(Gap(_("县群众工作办公室还没有经办员。"), _("下面的日历、分类、清单、结对、工作站都由他办。")))
    missing += gaps((
        (held.empty(), _("有职务没有人的单位：%(names)s。"), _("交给这些单位的事没有人看见。")),
        (held.lacking("concern.register", FRONT), _("没有人能登记诉求的单位：%(names)s。"), _("群众来了没有人能登记。")),
        (held.lacking("concern.acknowledge", BACK), _("没有人能签收办理的部门：%(names)s。"),
         _("交办过去没有人签收，只能等到超期。")),
        (held.two_heads(), _("有两位负责人的单位：%(names)s。"), _("审定、签发该找谁说不清；调走的请先免职。")),
        (held.postless(), _("没有职务的人：%(names)s。"), _("能登录，但什么也办不了。")),
    ))  # fmt: skip
    return Step("people", STEPS["people"], facts, tuple(missing))


def officers(held: Staff, on: date) -> Step:
    """三员和替手: nobody can be shut out by one person's absence, and nobody has all power alone."""
    admins, approvers = held.holding("system_admin"), held.holding(*APPROVERS)
    facts = ((_("系统管理员"), admins), (_("能审批权力事项的"), approvers), (_("安全审计员"), held.holding("auditor")))
    standing, is_split = powers.standing(on), powers.is_split()
    missing = list(gaps((
        (standing.missing, _("还没有：%(names)s。"), _("分设以前，一个人就能给任何人任何权力，没有人核对。")),
        (standing.doubled, _("一个人担任三员中的两个：%(names)s。"), _("自己批自己、自己查自己。")),
    )))  # fmt: skip
    if admins < 2:
        missing.append(Gap(_("系统管理员只有一位。"), _("他丢了手机、忘了密码，没有人能替他重置。")))
    if is_split and approvers < 2:
        missing.append(Gap(_("能审批权力事项的只有一位。"), _("他不在，任命、取消两步验证都停着；县领导也可以审批。")))
    last = _("建议最后再定安全保密管理员：从那时起，有权的任命要两个人办。")
    given = () if is_split else (Given(last, _("网络安全等级保护基本要求，三权分设")),)
    return Step("officers", STEPS["officers"], facts, tuple(missing), given)
