"""演示账号: one per role. Plain data, so that `serve` can print it without Django. All persons are invented."""

from dataclasses import dataclass

from lianxin.base.orgs.printed import PRINTED

PASSWORD = PRINTED  # shown at every start; only demo counties have these accounts, and from this machine alone


@dataclass(frozen=True)
class Account:
    """登录名, 姓名, 职务代码和名称, 单位."""

    username: str
    name: str
    role: str
    role_label: str
    unit: str


COUNTY = "青禾县"
ACCOUNTS = (
    Account("xian", "周敏", "county_clerk", "县群众工作办公室经办员", COUNTY),
    Account("xianling", "高远", "county_leader", "县领导", COUNTY),
    Account("ducha", "严正", "inspector", "督查人员", COUNTY),
    Account("shenji", "白鉴", "auditor", "审计、纪检只读", COUNTY),
    Account("guanli", "钱程", "system_admin", "系统管理员", COUNTY),
    Account("baomi", "安守正", "security_admin", "安全保密管理员", COUNTY),
    Account("zhen", "李青", "township_clerk", "乡镇群众工作总站经办员", "清水镇"),
    Account("zhenzhang", "唐山河", "township_leader", "乡镇领导", "清水镇"),
    Account("lianluo", "向小群", "liaison_officer", "联系群众干部", "清水镇"),
    Account("cun", "石小桥", "station_worker", "村站工作人员", "清水镇石桥村"),
    Account("zhanzhang", "石大山", "station_head", "村站站长", "清水镇石桥村"),
    Account("zhujian", "张建", "department_clerk", "部门经办员", "县住建局"),
    Account("juzhang", "梁栋", "department_head", "部门负责人", "县住建局"),
    Account("xuexiao", "孟晓", "school_clerk", "学校经办员", "县第一中学"),
    Account("xiaozhang", "孔长林", "school_head", "校长", "县第一中学"),
)
