"""The words of existing ledgers, as data: what columns are called, and what is written in them.

A county adds its own words here; nothing else needs to change. Within a field the first names are the surest.
All words are as `clean.key` leaves them: no blanks, half-width, lower case.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A field of a concern that a column can fill."""

    code: str
    label: str
    names: tuple[str, ...]
    #: parts of a column name that rule it out although one of `names` is in it
    not_with: tuple[str, ...] = ()
    is_required: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: words that make a column a count, a code or a remark about something, never the thing itself
ABOUT = _words("长度 字数 次数 数量 条数 情绪 倾向 分数 打分 平均 历史 时长 时间差 占比 排名")

FIELDS = (
    Field("external_number", "外部编号", _words(
        "受理编号 工单编号 信访编号 信访件编号 诉求编号 来件编号 登记编号 登记号 工单号 受理号 信访件号 事项编号 案件编号"
        " 问题编号 留言编号 件号 流水号 编号 unique_key casenumber servicerequestnumber"
    ), _words("身份证 证件 电话 部门 单位")),
    Field("received_on", "收到日期", _words(
        "受理时间 受理日期 登记日期 登记时间 反映时间 反映日期 来电时间 来电日期 来访时间 来访日期 来信日期 来信时间 信访时间"
        " 信访日期 接访时间 接访日期 接待时间 接待日期 收件时间 收件日期 收到日期 收到时间 诉求时间 诉求日期 投诉时间 投诉日期"
        " 提交时间 留言时间 留言日期 创建时间 建单时间 工单时间 接件时间 来件时间 来件日期 日期 时间 created_date createddate"
    ), _words("办结 答复 回复 交办 转办 期限 时限 截止 完成 回访 派 关闭 更新"), is_required=True),
    Field("channel", "渠道", _words(
        "渠道 受理渠道 来源渠道 诉求来源 反映渠道 反映方式 信访形式 信访方式 受理方式 来件方式 信息来源 工单来源 问题来源"
        " 来源 open_data_channel_type"
    )),
    Field("requester_name", "诉求人", _words(
        "诉求人 诉求人姓名 信访人 信访人姓名 反映人 反映人姓名 来电人 来电人姓名 来访人 来访人姓名 来信人 投诉人 投诉人姓名"
        " 举报人 联系人 联系人姓名 群众姓名 留言人 留言用户 市民姓名 申请人 当事人 姓名 反映人/姓名 信访人/姓名 来访人/姓名"
    ), _words("被 承办 经办 负责 接待人 登记人 电话 地址 匿名")),
    Field("phone", "联系电话", _words(
        "联系电话 联系方式 电话 电话号码 手机 手机号 手机号码 来电号码 来电电话 反映人电话 反映人/联系电话 反映人/电话"
        " 信访人电话 信访人/联系电话 信访人/电话 联系号码"
    ), _words("承办 经办 单位")),
    Field("address", "住址", _words(
        "住址 家庭住址 联系地址 家庭地址 现住址 居住地址 信访人住址 信访人/住址 反映人住址 反映人/住址 通讯地址 户籍地址"
    )),
    Field("place", "地点", _words(
        "问题属地 事发地点 事发地址 事发地 发生地点 发生地 反映地点 问题地点 诉求地点 地点 地址 属地 所属村 所属乡镇 所属街道"
        " 所属区域 所在村 所在乡镇 村居 村(居) 乡镇 镇街 街道 社区 村名称 村 小区 被反映街乡镇 borough incident_address"
    ), _words("责任 承办")),
    Field("title", "标题", _words(
        "标题 诉求标题 信访标题 留言主题 留言标题 工单标题 事项名称 事项标题 问题标题 诉求事项 信访事项 反映事项 主题 事由 来访事由"
    )),
    Field("text", "内容", _words(
        "反映内容 信访内容 诉求内容 投诉内容 投诉件内容 来电内容 来信内容 来访内容 留言内容 留言详情 问题描述 诉求描述 诉求详情 工单内容"
        " 事项内容 反映问题 反映的问题 反映情况 反映主要内容 主要内容 主要诉求 内容摘要 信访事项内容 意见建议 意见和建议"
        " 具体内容 具体问题 内容 问题 诉求 descriptor"
    ), _words("答复 回复 处理 分类 类别 类型 性质 来源 时间 日期 属地 编号 等级"), is_required=True),
    Field("kind", "性质", _words(
        "性质 诉求性质 信访目的 诉求类型 工单类型 诉求类别 信访性质 投诉性质 事项类型 事项性质 件类 类型 类别"
    )),
    Field("topic", "分类", _words(
        "内容分类 诉求分类 问题分类 问题类别 问题类型 信访类别 所属分类 一级分类 二级分类 三级分类 事项分类 业务类别 所属领域"
        " 分类 类别 类型 complaint_type"
    )),
    Field("handler", "承办单位", _words(
        "承办单位 主办单位 责任单位 办理单位 处理单位 承办部门 责任部门 办理部门 责任/承办单位 交办单位 转办单位 处置单位"
        " 牵头单位 二级承办单位 agency_name"
    ), _words("时间 日期 意见")),
    Field("assigned_on", "交办日期", _words(
        "交办时间 交办日期 转办时间 转办日期 派单时间 派发时间 派遣时间 派件时间 分派时间 下发时间"
    )),
    Field("due_on", "办理期限", _words(
        "办理期限 办理时限 限办时间 办结时限 办结期限 要求办结时间 要求办结日期 应办结时间 应办结日期 限办日期 截止日期 截止时间"
        " 到期时间 到期日期 完成时限 整改时限 due_date"
    )),
    Field("replied_on", "答复日期", _words("答复时间 答复日期 回复时间 回复日期 反馈时间 反馈日期")),
    Field("closed_on", "办结日期", _words(
        "办结时间 办结日期 结案时间 结案日期 完成时间 完成日期 实际办结时间 实际完成时间 处理时间 销号时间 closed_date"
    ), _words("要求 应 限 期限 时限")),
    Field("result", "处理结果", _words(
        "处理结果 办理结果 答复内容 答复意见 回复内容 办理情况 处理情况 处理意见 答复 回复 处理意见与结果 处理意见及结果 结果"
        " 办理答复 办理回复 反馈内容 反馈情况 处理结果/答复 处置情况 进展情况"
    ), _words("时间 日期 是否")),
    Field("status", "办理状态", _words(
        "办理状态 办结状态 处理状态 工单状态 事项状态 是否办结 是否完成 是否销号 状态 办理情况 办理进度 status"
    )),
    Field("rating", "评价", _words(
        "满意度 满意评价 满意度评价 群众评价 评价结果 满意情况 是否满意 群众满意度 回访结果 回访评价 评价"
    )),
    Field("is_public", "是否公开", _words("是否公开 是否同意公开 同意公开 公开")),
    Field("people_count", "人数", _words("人数 来访人数 信访人数 涉及人数 反映人数 参与人数"), _words("贫困")),
)  # fmt: skip

FIELD = {field.code: field for field in FIELDS}

#: columns a ledger often has and that are left out on purpose, with the reason
LEFT_OUT = {
    "身份证": "身份证号不导入，办理诉求用不到",
    "证件号": "证件号码不导入，办理诉求用不到",
    "序号": "序号只在这张表里有用",
    "匿名": "匿名标记不导入，有姓名的列才导入",
    "备注": "备注不导入",
}
#: further words that show a row to be a header although no field is filled from them
HEADER_WORDS = _words(
    "序号 备注 性别 年龄 身份证号 身份证号码 办理方式 限办天数 是否重复 责任人 接待人 登记人 回访情况"
)

TOTALS = _words("合计 总计 小计 累计 共计 总数 合计: 总计: 小计:")
FOOTNOTES = _words(
    "注: 备注: 说明: 填表人 填报人 制表人 制表: 审核人 审核: 单位负责人 负责人签字 填报单位 填表说明 联系人: 填报时间 数据来源"
)
NOTHING = frozenset(_words(
    "- -- --- / // \\ 无 暂无 空 未填 不详 不明 null none nan n/a na — —— … ..."
    " #n/a #value! #ref! #div/0! #name? #num! #null!"
))  # fmt: skip

YES = frozenset(_words("是 有 y yes true 1 √ ✓ 公开 同意 同意公开 可公开 愿意"))
NO = frozenset(_words("否 没有 n no false 0 × ✗ x 不公开 不同意 不同意公开 不可公开 不愿意 保密"))

KINDS = {
    "help": _words("求助 求决 申诉求决 申诉 申诉求决类 救助 求助类 困难求助 诉求 反映 反映问题 反映情况"),
    "complaint": _words("投诉 投诉类 投诉举报 申诉投诉"),
    "suggestion": _words("建议 意见建议 意见 建议意见 意见和建议 建议意见类 建言 献策"),
    "enquiry": _words("咨询 咨询类 询问 查询 政策咨询 enquiry"),
    "tip_off": _words("举报 检举 检举控告 揭发控告 控告 检举控告类 揭发 线索"),
    "praise": _words("表扬 感谢 表扬感谢 点赞 表彰"),
}
CHANNELS = {
    "counter": _words("窗口 柜台 大厅 服务大厅 政务大厅 便民窗口 现场 当面 现场登记 群众工作站 工作站"),
    "web": _words(
        "网站 网络 网上 网上信访 网信 网络信访 互联网 门户网站 网上投诉 微信 微信公众号 公众号 小程序 微博 qq app 客户端 手机客户端"
        " 留言板 领导留言板 人民网 论坛 抖音 短信 手机短信 电子邮箱 email e-mail 邮件 电子邮件 online mobile"
    ),
    "reception_day": _words("接待日 接访日 领导接待日 领导接访 书记接待日 局长接待日 校长接待日 接访 约访"),
    "mailbox": _words("信箱 书记信箱 县长信箱 市长信箱 局长信箱 领导信箱 校长信箱 意见箱"),
    "letter_or_visit": _words("来信 来访 信访 来信来访 走访信访 上访 来函 信件 书信 群众来信 群众来访"),
    "hotline": _words(
        "电话 来电 热线 热线电话 12345 12345热线 政务热线 市长热线 县长热线 便民热线 服务热线 电话投诉 phone"
    ),
    "visit": _words("走访 入户 下访 家访 大走访 入户走访 走访收集 民情走访"),
    "from_above": _words("上级转办 转办 上级交办 交办 市转 省转 市局转办 督办 领导批示 巡察 督查"),
}
STATUSES = {
    "closed": _words(
        "已办结 办结 结案 已结案 已完结 完结 已完成 完成 已关闭 关闭 已销号 销号 归档 已归档 是 按时办结 超期办结 已解决 解决 closed"
    ),
    "replied": _words("已答复 答复 已回复 回复 待回访 已反馈 待评价 待办结"),
    "in_hand": _words(
        "办理中 在办 处理中 正在办理 正在处理 待回复 待答复 未办结 未完成 未结案 否 推进中 进行中 整改中 处置中 待处理 延期"
        " inprogress in_progress started"
    ),
    "assigned": _words("已交办 交办 已转办 转办 已派单 已派发 已派遣 已分派 待签收 待接收 已转送 assigned pending"),
    "registered": _words(
        "待办 未办 待受理 已受理 受理 已登记 登记 待派单 待派遣 待分派 待分办 待审核 新建 未处理 未办理 open"
    ),
    "declined": _words("不予受理 不受理 不再受理"),
}
RATINGS = {
    "satisfied": _words("满意 非常满意 很满意 十分满意 是 好 优秀 5星 五星"),
    "fairly": _words("基本满意 比较满意 较满意 一般 一般满意 尚可"),
    "dissatisfied": _words("不满意 非常不满意 很不满意 不太满意 较不满意 否 差"),
}
NOT_RATED = frozenset(_words("未评价 未参评 未评 无法联系 未回访 未接通 无人接听 拒绝评价 弃权 不评价 待评价"))


def _turned(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: code for code, all_words in words.items() for word in all_words}


KIND_OF, CHANNEL_OF = _turned(KINDS), _turned(CHANNELS)
STATUS_OF, RATING_OF = _turned(STATUSES), _turned(RATINGS)
#: a longer text that contains the word is read as well: “福州app”, “12345热线(晚班)”
CHANNEL_PARTS = (
    ("app", "web"), ("微信", "web"), ("小程序", "web"), ("网", "web"), ("微博", "web"), ("接待日", "reception_day"),
    ("信箱", "mailbox"), ("12345", "hotline"), ("热线", "hotline"), ("电话", "hotline"), ("来电", "hotline"),
    ("来信", "letter_or_visit"), ("来访", "letter_or_visit"), ("走访", "visit"), ("窗口", "counter"), ("转办", "from_above"),
    ("交办", "from_above"), ("邮", "web"),
)  # fmt: skip

#: what our own ledger says under 处理结果: what came of it, no text of a reply
OUTCOME_OF = {"已解决": "solved", "已解释说明": "explained", "未解决": "not_solved"}
