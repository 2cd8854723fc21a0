"""字段保护的词汇: the classes, what follows from each, and who may look at the list."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("protection.view", _("查看字段保护清单"))
MASK = permission("protection.mask", _("设定列表里遮盖多少"))


class Kind(StrEnum):
    """保护类别, the strictest first; the names are those of the columns of `fields.csv`."""

    SECRET = "secret"  # noqa: S105  (the name of a class)
    IDENTITY = "identity"
    CONTACT = "contact"
    SENSITIVE = "sensitive"
    OFFICIAL = "official"
    ORDINARY = "ordinary"


@dataclass(frozen=True)
class Rule:
    """一类: its word, what it holds, and what follows for showing, keeping, taking out and erasing."""

    kind: Kind
    word: str | Promise
    holds: str | Promise
    shown: str | Promise
    kept: str | Promise
    taken_out: str | Promise
    erased: str | Promise


#: the telephone and the address are unreadable without the key; names are found by part of them, which no cipher allows
RULES: dict[Kind, Rule] = {rule.kind: rule for rule in (
    Rule(Kind.SECRET, _("机密"), _("密码和口令的摘要、随机的令牌和盐值、封存的内容、防重复的记号"),
         _("不在页面上显示"), _("只存摘要或随机数，或已封存"), _("不随台账导出"), _("随所属记录")),
    Rule(Kind.IDENTITY, _("身份"), _("群众的姓名、身份"),
         _("列表里遮盖；打开一件看一件，留一条记录"), _("凭姓名的一部分要能找到，不加密"),
         _("导出的表里遮盖"), _("保存期满清空，流水里只剩摘要")),
    Rule(Kind.CONTACT, _("联系"), _("群众的电话、住址"),
         _("列表里遮盖；打开一件看一件，留一条记录"), _("标“加密”的存密文，密钥不在数据和备份里"),
         _("导出的表里遮盖"), _("保存期满清空，流水里只剩摘要")),
    Rule(Kind.SENSITIVE, _("敏感"), _("反映的内容、困难情况、意见原话、涉及的人和单位"),
         _("只给看得到这件事的人看，涉及的人看不到"), _("照原样存，标“加密”的除外"),
         _("随台账导出，文字里的姓名、电话遮盖"), _("按记录种类的保存期")),
    Rule(Kind.OFFICIAL, _("公务"), _("因职务留名的工作人员：姓名、职务、办公电话"),
         _("看得到这条记录的人都看得到"), _("照原样存"), _("随表导出"), _("随所属记录，不单独清除")),
    Rule(Kind.ORDINARY, _("一般"), _("编号、单位、日期、状态、件数、制度和公开的文字"),
         _("看得到这条记录的人都看得到"), _("照原样存"), _("随表导出"), _("随所属记录")),
)}  # fmt: skip
