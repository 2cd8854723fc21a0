"""程序接口的全部事项: what stands here is there, is described and is tested; nothing else is."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.programs.terms import Scope
from lianxin.web.public.api import concerns, days, figures, published, registering, terms
from lianxin.web.public.api.operations import Operation

OPERATIONS: tuple[Operation, ...] = (
    Operation("units", "units", _("单位"), _("密钥的单位和它下面的单位，撤销的也在，写着到哪一天。"), terms.UNITS, terms.units),
    Operation("topics", "topics", _("分类"), _("诉求的分类，停用的也在，写着到哪一天。"), terms.TOPICS, terms.topics),
    Operation("terms", "terms", _("代码表"), _("性质、渠道、状态、处理结果、步骤的代码和名称。"), terms.TERMS, terms.terms),
    Operation(
        "concerns", "concerns", _("诉求清单"),
        _("本单位的诉求办到哪一步、什么时候到期，新的在前。没有内容、姓名、电话；投诉、举报、批评、保密的和涉及未成年人的不在里面。"),
        concerns.LIST, concerns.many, scope=Scope.UNIT, params=concerns.FILTERS, is_found=True,
    ),
    Operation(
        "concern", "concerns/{code}", _("一件诉求"), _("和清单里一样，另有办理经过：步骤和时间，没有人名。"),
        concerns.ONE, concerns.one, scope=Scope.UNIT, within=concerns.CODE_OF,
    ),
    Operation(
        "register", "concerns", _("登记诉求"),
        _("以密钥的单位的名义登记，和窗口登记一样起算时限。请求头 Idempotency-Key 必须写。群众要查询凭证的，到窗口补发。"),
        registering.RECEIPT, registering.register, scope=Scope.REGISTER, method="POST", body=registering.BODY, is_found=True,
    ),
    Operation(
        "indicators", "indicators", _("指标和口径"), _("每个指标数的是什么。"), figures.INDICATORS, figures.indicators,
        scope=Scope.UNIT,
    ),
    Operation(
        "figure", "figures", _("一个数字"),
        _("一个指标、一个单位、一期的数字，和分子、分母，以及在哪里打开它的清单。和办公页面上的是同一个数。"),
        figures.FIGURE, figures.figure, scope=Scope.UNIT, params=figures.ASKED, is_found=True,
    ),
    Operation(
        "workdays", "workdays", _("群众工作日"), _("一期里的群众工作日和主题。谁在岗不在里面。"), days.DAYS, days.workdays,
        scope=Scope.UNIT, params=days.ASKED, is_found=True,
    ),
    Operation(
        "published", "published", _("公开的诉求"), _("经两个人核对、已经公开的，和开放数据一样；投诉、举报、批评不在里面。"),
        published.LIST, published.many, scope=Scope.READ, params=published.ASKED, is_found=True,
    ),
)  # fmt: skip
