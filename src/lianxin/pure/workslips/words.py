"""The words of work orders, as data: what their columns are called. A county adds its own here.

All words are as `ledgers.clean.key` leaves them: no blanks, half-width, lower case.
"""

import re
from functools import cache

from lianxin.pure.ledgers.clean import key

from .model import LIKELY, SURE

#: what is asked, in the order of a page
ASKED = {
    "source": "来件机关 交办机关 转办机关 派单单位 发件单位 来件单位 下派单位 转送机关 交办部门 派单部门 来源系统 系统来源",
    "number": "工单编号 工单号 工单流水号 受理编号 受理单号 信访件编号 信访编号 信访件号 事项编号 诉求编号 转办编号 转办单号"
              " 交办编号 交办单号 派单编号 派单号 来件编号 案件编号 登记编号 来文编号 流水号 编号 件号 单号",
    "received_at": "受理时间 受理日期 来电时间 来电日期 登记时间 登记日期 诉求时间 诉求日期 反映时间 反映日期 信访日期 信访时间"
                   " 来访日期 来信日期 投诉时间 创建时间 建单时间",
    "sent_at": "派单时间 派单日期 派发时间 派发日期 下派时间 转办时间 转办日期 交办时间 交办日期 来件时间 来件日期 收件时间 来文日期"
               " 转送日期 转送时间 发件时间",
    "due": "办理时限 办理期限 办结时限 办结期限 办理截止时间 办结截止时间 截止时间 截止日期 限办时间 限办日期 限办期限 要求办结时间"
           " 要求办结日期 应办结时间 要求反馈时间 要求反馈日期 反馈时限 反馈期限 回复时限 回复期限 要求回复时间 答复时限 答复期限"
           " 处理时限 处理期限 完成时限 到期时间 到期日期 时限",
    "kind": "诉求类型 诉求性质 工单类型 诉求类别 工单类别 信访目的 事项类型 事项性质 工单性质 信访性质 类型 性质",
    "topic": "诉求分类 问题分类 内容分类 所属分类 问题类别 问题类型 一级分类 二级分类 事项分类 业务类别 信访类别 主题词 关键词 分类",
    "title": "诉求标题 工单标题 信访标题 事项名称 事项标题 诉求主题 问题标题 信访事项 标题 主题 事由",
    "name": "诉求人姓名 诉求人 来电人姓名 来电人 反映人姓名 反映人 信访人姓名 信访人 来访人姓名 来访人 来信人 投诉人姓名 投诉人 举报人"
            " 市民姓名 群众姓名 联系人姓名 联系人 当事人 申请人 姓名",
    "phone": "联系电话 联系方式 来电号码 来电电话 诉求人电话 反映人电话 信访人电话 市民电话 联系号码 手机号码 手机号 手机 电话号码 电话",
    "address": "家庭住址 家庭地址 现住址 联系地址 通讯地址 诉求人地址 诉求人住址 信访人住址 反映人住址 户籍地址 住址",
    "place": "事发地址 事发地点 发生地点 发生地址 诉求地点 诉求地址 问题地点 问题地址 反映地点 问题属地 问题发生地 所属区域 所属乡镇"
             " 所属镇街 属地 地点 地址",
    "unit": "承办单位 主办单位 责任单位 办理单位 受理单位 处理单位 转办单位 被转办单位 接收单位 承办部门 主办部门 责任部门 派往单位",
    "text": "诉求内容 反映内容 反映问题 反映的问题 反映事项 反映情况 信访内容 工单内容 事项内容 问题描述 诉求描述 诉求详情 主要内容"
            " 反映主要内容 反映的主要问题 来电内容 来信内容 来访内容 投诉内容 信访事项内容 具体内容 内容摘要 主要诉求 内容",
    "instructions": "转办意见 交办意见 办理要求 处理要求 批示意见 领导批示 派单意见 派单备注 派单说明 拟办意见 工作要求 转办要求 交办要求"
                    " 办理建议 要求",
    "confidential": "是否保密 保密要求 信息保密 是否匿名 个人信息保密 保密 匿名",
}  # fmt: skip
#: what the answer fills in
ANSWERED = {
    "handler": "具体办理单位 实际办理单位 填报单位 反馈单位 回复单位",
    "findings": "办理情况 处理情况 调查情况 调查处理情况 调查核实情况 核查情况 办理过程 处理过程 处置情况 办理情况说明 办理情况反馈"
                " 办理反馈 落实情况",
    "reply": "答复意见 答复内容 答复情况 回复内容 回复意见 回复情况 答复群众情况 反馈内容",
    "outcome": "办理结果 处理结果 处置结果 办结情况 办结状态 办理状态 反馈结果 是否解决 是否办结",
    "rating": "是否满意 满意度 群众满意度 满意情况 群众评价 诉求人评价 满意评价 群众是否满意 诉求人是否满意 回访评价 评价",
    "contact": "经办人 承办人 办理人 具体承办人 填报人",
    "contact_phone": "经办人电话 承办人电话 办公电话 单位电话 承办单位电话 经办电话",
    "closed_on": "办结时间 办结日期 完成时间 完成日期 反馈时间 反馈日期 回复时间 回复日期 填报日期 填报时间",
}  # fmt: skip
#: the second 联系人, 联系电话, 办理单位 of one paper are those of whoever answers
SECOND = {"name": "contact", "phone": "contact_phone", "unit": "handler"}
#: what an answer must say where the form has no place for it
OWED = {"handler": "办理单位", "findings": "办理情况", "outcome": "办理结果", "rating": "群众是否满意", "contact": "联系人",
        "contact_phone": "联系电话", "closed_on": "办结时间"}  # fmt: skip
MANY_LINES = frozenset({"text", "instructions", "findings", "reply"})
#: columns that number the rows of one list, or identify a person, and are never carried along
LEFT_OUT = ("序号", "身份证", "证件号", "证件类型", "性别", "年龄", "出生", "民族", "银行卡", "备注")

WORDS = {word: code for table in (ASKED, ANSWERED) for code, words in table.items() for word in words.split()}
LABEL = {code: words.split()[0] for table in (ASKED, ANSWERED) for code, words in table.items()}
_LONG = tuple(sorted((word for word in WORDS if len(word) >= 4), key=len, reverse=True))
_AROUND = re.compile(r"[*＊:：]|\([^()]*\)|^[0-9一二三四五六七八九十]{1,2}[.、．)]")
LONGEST_LABEL = 16


@cache
def field_of(words: str) -> tuple[str, str] | None:
    """What a label asks for, and how sure; None where it is no known label.

    >>> field_of("工 单 编 号："), field_of("群众反映问题描述"), field_of("路灯坏了")
    (('number', 'sure'), ('text', 'likely'), None)
    """
    if len(words) > 2 * LONGEST_LABEL:
        return None
    plain = _AROUND.sub("", key(words))
    if not plain or len(plain) > LONGEST_LABEL:
        return None
    if plain in WORDS:
        return WORDS[plain], SURE
    if plain.startswith(LEFT_OUT):
        return None
    within = next((word for word in _LONG if plain.endswith(word) and len(plain) <= len(word) + 5), None)
    return (WORDS[within], LIKELY) if within else None


def is_left_out(label: str) -> bool:
    """Whether a further column is not carried along."""
    return any(word in key(label) for word in LEFT_OUT)
