"""人名: where a name begins that a text gives a person, how far it reaches.

>>> text = "村民李建国反映，贫困户王芳因病"
>>> text[2:name_end(text, 2)], text[11:name_end(text, 11)]
('李建国', '王芳')
>>> name_end("村民周边环境", 2), name_end("村民李某某", 2)
(0, 0)

A surname of the usual ones with one or two further characters; a second one is left to the words that follow where
these begin there (因病, 反映, 家住). A name already masked (李某, 张××, 王*) is none. What this does not do: it does
not find names, it reads one where a word such as 村民 says that one follows.
"""

import re

from lianxin.pure.masking import COMPOUND_SURNAMES

#: surnames that begin few other words, and those that begin many; the second need a plain sign behind the name
_PLAIN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚庞樊殷施陶洪翟倪严牛温芦季俞章鲁葛伍韦"
    "申尤毕聂焦柳邢岳齐莫庄辛祝左涂祁耿詹兰冉冷卜邬肖闫覃凌霍虞柯阮缪裘滕蓝游奚裴席卫查苗甘柏宁蒲鲍佟蔺苟晏宫苑费"
    "娄窦宗尚舒骆瞿缑靳褚闵茅麦狄阚仇戚屈喻谷燕盛边巫练褟糜逯亓鄢郗栾郎郜虢蔚邸隋桑臧喬吕丘伊匡原巩惠揭撒敖昝明景"
)
_WORDY = "高方于白常文向关安成包管平华时应金米全车万古池曲祖解单付代乐习乌钮元井尉苍商牟路楚岑涂占项曾"
SURNAME = re.compile(f"[{_PLAIN}{_WORDY}]")
PLAIN_SURNAME = re.compile(f"[{_PLAIN}]")
#: what no given name begins with, and what none of two characters ends with
_NEVER = set("的了着等及与因被把是说称也都就并之其们我你他她它这那不没很最已某×Ｘ*＊○〇和或为以户镇乡村县市区")
_NEVER_SECOND = set("的了着等及与因被把将是说称也都就并之其们我你他她它这那不没很最已曾于到给让使过对从")
_MASKED = set("某×Ｘ*＊○〇ＸXx")
#: words that begin with a character which also ends names; where one stands, the name is over
_NEXT = re.compile(
    r"反映|反馈|来电|来访|来信|来到|来说|来镇|来村|家住|家中|家里|家的|家属|家庭|家有|家门|家房|家院|家屋|家附|家是|家共|家因|家为"
    r"|家[，。、；：]|户[，。、；：\d一二两三四五六七八九十]|[一二两三四五六七八九十]+[户人名位家个起件]|一直|一事|一案|一次|一方|在家|在外|在村"
    r"|在县|在镇|在接|在信|在座|在会|在电|在现|在路|在自|在该|在本|在此|在得|在上|在下|在看|在种|在与|在微|在网|在政|在办|在去|在今|在\d"
    r"|表示|表达|向村|向镇|向县|向政|向记|向社|向信|向我|向工|向干|向市|向区|向省|向组|向驻|向所|向邻|向该|向其|向有|向热|对此|对村|对该|对于"
    r"|对镇|对处|对办|对答|对结|对我|对工|对干|对驻|对邻|对征|对补|对方|从事|从外|从小|从村|从镇|从未|从此|住在|住的|住院|住房|患有|患病|患癌|患上|患了"
    r"|做了|做的|打来|打电|打工|打算|提出|提的|提供|提交|送来|送去|送上|送到|找到|找村|收到|拨打|去世|去年|去镇|去村|回家|回到|回乡|又来|再次|还是|还有|还在"
    r"|还说|要求|要把|要到|希望|认为|认领|感谢|激动|高兴|今年|今天|目前|现在|现年|年龄|年满|年仅|男[，、。）]|女[，、。）]|有[一二两三四五六七八九十个子房残病人意困田地\d]"
    r"|有关|无房|无子|无劳|同学|同志|老人|大爷|大娘|大妈|大叔|大婶|奶奶|爷爷|婆婆|阿姨|老汉|老太|老两|夫妇|夫妻|本人|自述|自愿|自己|自家|自筹"
    r"|自\d|为[人其了此]|和[其邻他她村家]|种植|种了|种的|养殖|养了|养的|承包|经营|会上|能够|能否|想要|想到|参加|参与|申请|申报|投诉|举报|求助|咨询"
    r"|诉求|诉称|诉[，与]|丧|病[重故逝危倒]|残疾|死亡|受伤|遇难|失踪|欠|借|起诉|签订|签收|签字|领取|领到|获得|获|享受|符合|属于|常年|长期|多年|多次"
    r"|曾经|经常|经过|经营|经村|经镇|经查|经核|以[其来前后及]|及其|两人|两家|两户|双方|之间|共同|分别|主动|积极|带领|带着|通过|利用|靠|由于|遭|拿|握|指着|看着"
    r"|看到|算了|盖|搬|建房|建起|建了|建成|发展|发生|发来|发现|外出|务工|返乡|创业|就业|上访|上门|上学|上前|上报|下岗|介绍|讲述|讲[，：]|谈|回忆|坦言|笑|哭|告诉"
    r"|告知|解释|询问|问[：，]|答[：，]|电话|手机|身份证|联系|户主|户籍|户口|户内|名下|房屋|房子|宅基|土地|耕地|承租|租住|租用|土坯"
    r"|[（(，。、；：！？”“’‘《》〈〉\s\d\-—…]|$"
)
#: words of everyday that begin with the character of a surname
_EVERYDAY_WORDS = """
钱包 文具 万分 解惑 莫让 莫屁 何去 何罪 查一 孙女 左心 方提 方协 曾联 曾于 应牢 任然 游乐 辛辛 原西 施暴 施压 苦苦 莫过
文凭 文明 王国 王牌 李子 张贴 张榜 张罗 张开 张挂 陈旧 陈列 陈述 陈规 杨树 杨梅 杨柳 黄牛 黄金 黄色 黄土 黄河 黄瓜 黄豆
黄花 黄线 黄标 周边 周围 周末 周转 周期 周到 周密 周一 周二 周三 周四 周五 周六 周日 周年 胡椒 胡同 胡乱 朱砂 林业 林地
林权 林木 林下 林区 林场 林果 林农 林长 林草 何时 何处 何种 何地 何况 马上 马路 马铃 马匹 梁柱 谢意 谢谢 程度 程序 程式
曹操 许可 许多 许诺 曾经 曾因 曾在 曾多 曾获 曾任 贾商 叶菜 叶片 余粮 余款 余额 余热 余地 余名 余人 余户 余件 余家 余亩
余万 余元 余种 余场 余次 余项 余处 余条 余份 夏季 夏粮 夏收 夏天 夏令 钟表 钟头 汪洋 田间 田地 田块 田园 田埂 田头 田坎
任务 任何 任命 任职 任意 任期 任教 任免 范围 范例 范本 石头 石料 石材 石油 石榴 石板 石漠 陆续 陆地 陆上 康复 康养 毛病
毛巾 毛竹 毛利 毛猪 江河 江边 江水 史料 史实 顾虑 顾客 顾全 顾问 龙头 龙舟 段落 段位 雷电 雷锋 雷雨 钱款 钱财 汤药 易地
易发 易燃 易返 易迁 武装 武术 武警 贺卡 贺信 赖以 施工 施肥 施救 施策 施用 陶器 陶冶 洪涝 洪水 洪灾 严重 严格 严厉 严肃
严谨 严禁 严打 严防 严守 牛羊 牛奶 牛肉 温室 温暖 温饱 温馨 温度 温泉 季节 季度 章程 申请 申报 申领 申诉 申办 申购 申述
尤其 尤为 毕业 毕竟 焦点 焦虑 焦急 柳树 齐心 齐全 齐抓 莫名 庄稼 庄园 庄重 辛苦 辛勤 祝福 祝贺 左右 左邻 左手 涂改 涂料
兰花 冷暖 冷库 冷链 冷静 冷水 游客 游园 游行 游泳 游玩 席位 卫生 卫星 卫健 查询 查看 查找 查处 查阅 查验 查实 苗木 苗圃
苗族 甘蔗 甘薯 宁静 费用 费力 宗教 宗旨 宗族 宗地 尚未 尚无 尚有 尚在 尚不 舒心 舒适 舒服 仇视 谷物 谷子 谷雨 燕麦 盛赞
盛会 边界 边远 边境 边缘 边民 练习 原因 原有 原来 原则 原籍 原地 原料 原住 惠民 惠农 惠及 惠企 揭榜 明显 明确 明白 明年
明天 景区 景观 景点 孔雀 唐朝 宋体 秦岭 鲁莽 代表 代办 代理 代替 代缴 代买 郎中 邸报 徐徐 沈阳 苏打 高度 高兴 高龄 高标
高质 高效 高速 高等 高峰 高温 高山 高考 高中 高校 高层 高危 高价 高血 高压 高额 方面 方便 方式 方法 方案 方言 方向 于是
于本 于当 于昨 于近 于今 白天 白色 白菜 白酒 白内 白血 常年 常见 常态 常规 常住 常常 常用 常务 常委 文化 文件 文体 文艺
文书 文字 向上 向好 向往 向前 向导 关于 关心 关注 关系 关爱 关怀 关键 关切 关门 关闭 安全 安置 安心 安装 安排 安居 安康
安徽 安宁 安定 安慰 安防 安葬 成立 成功 成员 成为 成果 成效 成长 成绩 成年 成熟 成本 包括 包含 包村 包户 包联 包保 包干
包装 管理 管道 管护 管控 平时 平均 平安 平等 平台 平稳 平整 平房 平方 时间 时期 时代 时常 时有 时刻 应当 应急 应该 应对
应有 应享 应缴 应知 应诉 金额 金融 金秋 金银 米面 米油 米粮 水电 水利 水库 水源 水费 水稻 水果 水管 水井 水渠 水路 水质
水泥 全部 全体 全面 全程 全年 全村 全镇 全县 全市 全家 全员 全力 全民 全校 全国 全省 车辆 车票 车祸 车位 车主 车棚 万元
万人 万户 万名 万件 万余 万家 万亩 古稀 古树 古镇 解决 解释 解答 解难 解除 解放 解困 解读 解忧 支持 支部 支付 支出 支书
支援 单位 单独 单身 单亲 单元 单个 付出 付款 党员 党组 党委 党支 党群 党的 党费 党建 党小 党政 党总 党性 乐于 乐观 乐意
乐器 习惯 习俗 位于 位居 位置 位列 农民 农户 农村 农业 农田 农产 农机 农药 农资 农作 农忙 农闲 农家 农房 农林 国家 国庆
国内 国有 权益 权利 公开 公共 公司 公路 公园 公益 公示 公平 公正 公安 公民 公寓 强烈 强化 强调 强制 强占 红白 红色 红利
荣誉 荣获 同意 同时 同样 同志 同学 同步 同村 同比 同吃 和谐 和睦 元旦 井然 商户 商品 商业 商铺 商量 商议 满意 满足 满怀
满腔 路灯 路面 路边 路上 路口 路况 路段 路过 路政 危房 危险 危旧 危重 占地 占比 占用 占道 占全 初步 初中 初期 年龄 年收
年人 年均 年底 年初 年轻 年迈 年满 年老 年货 年终 年度 年年 容易 容纳 展示 展开 展现 项目 云南 云集 楚雄 华侨 云端 古老
祖辈 祖孙 祖祖 曲折 池塘 黑恶 黑夜 苑区 宫颈 习得 米饭 游资 郭镇 田土 石山 明明 明知 常因 常被 满头 应邀 应征 白发 安享
高呼 高喊 平日 平常 平凡 平价 金牌 同胞 同乡 同住 和平 公认 公办 强行 红火 黄昏 马桶 林立 温州 江苏 江西 贺年 施行 施教
康乐 史上 章节 申明 易懂 易学 武汉 石化 焦炭 左侧 原始 原本 原先 原件 原村 原属 原系 景象 明细 明令 查封 查出 费心 宗祠
宗亲 边走 边看 边听 盛夏 尚可 尚且 谷底 支农 代耕 代管 代为 代写 代交 代收 代销 代言 代购 付诸 成片 成群 成排 包揽 包围
管线 管网 关照 关联 向来 文本 文盲 方可 方能 高低 高出 高空 高新 高职 高品 高产 高寒 高原 高铁 路线 易于 文学 公约 水平
全域 项下 成都 农夫 华夏 马拉 元月 苑落 任用 孙子 孙媳 孙儿 乐园 管部 曾反 曾向 曾提 曾到 曾有 曾多 曾以 曾表 曾要
岳父 岳母 路权 程款 程师 凌晨
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
_ADDRESSED = re.compile("先生|女士|小姐|老板|老师|师傅|大爷|大娘|大妈|大叔|大婶|奶奶|爷爷|婆婆|阿姨|老汉|老人|同学")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}[·•・][\u4e00-\u9fff]{1,8}")


def name_end(text: str, start: int) -> int:
    """Where the name that begins at `start` ends; 0 where none begins there."""
    if dotted := _DOTTED.match(text, start):
        return start + _dotted_length(dotted[0])
    if start >= len(text):
        return 0
    compound = text[start : start + 2] in COMPOUND_SURNAMES
    if not compound and not SURNAME.match(text[start]):
        return 0
    first = start + (2 if compound else 1)
    spaced = first < len(text) and text[first] in " \u3000\u00a0"
    if spaced:  # 王　芳: a name of two set to the width of three
        stop = re.compile(r"[ \u3000\u00a0]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])").match(text, first)
        return stop.end() if stop and text[stop.end() - 1] not in _NEVER else 0
    if first >= len(text) or not _HAN.match(text[first]) or text[first] in _NEVER | _MASKED:
        return 0
    if _ADDRESSED.match(text, first) or not compound and text[start : start + 2] in _EVERYDAY:
        return 0
    end = first + 1
    if _goes_on(text, end):
        end += 1
    if end < len(text) and text[end] in _MASKED:
        return 0
    if not compound and text[start] in _WORDY and not _NEXT.match(text, end):
        return 0
    return end


def _goes_on(text: str, place: int) -> bool:
    """Whether the character at a place is the second one of a given name."""
    if place >= len(text) or not _HAN.match(text[place]) or text[place] in _NEVER_SECOND:
        return False
    if text[place] in "和与" and PLAIN_SURNAME.match(text, place + 1) and text[place + 1 : place + 3] not in _EVERYDAY:
        return False  # 吴立和邓琼 are two
    return not _NEXT.match(text, place)


def _dotted_length(name: str) -> int:
    """How far a name with a dot reaches: the part behind it ends where other words begin."""
    dot = next(place for place, char in enumerate(name) if char in "·•・")
    for place in range(dot + 2, len(name)):
        if _NEXT.match(name, place) or name[place] in _NEVER_SECOND:
            return place
    return len(name)
