"""无障碍说明: what the pages promise to those who see, hear or move differently, and what does not hold yet.

The verdicts stand in docs/accessibility/gbt37668.csv, which an installed county need not have; tests/house holds this
page to that list, number for number.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lianxin.web.public.views import page
from lianxin.web.ui.request import Request


@dataclass(frozen=True)
class Verdicts:
    """结论: how many points hold, hold in part, do not hold, have nothing to which they would apply."""

    passed: int
    partly: int
    failed: int
    without_object: int

    @property
    def all(self) -> int:
        return self.passed + self.partly + self.failed + self.without_object


@dataclass(frozen=True)
class Lack:
    """不足: a point of the list that does not hold wholly, and what one can do meanwhile."""

    point: str
    words: str | Promise


VERDICTS = Verdicts(passed=44, partly=5, failed=0, without_object=7)
LACKS = (
    Lack("1.2.1", _("工作人员上传的录音没有自动生成的文字；要看文字的，请向办理单位索取，或者打站点电话。")),
    Lack("2.2.1", _("登录半小时不操作会退出，退出前没有提醒；群众填写的页面不用登录，不受影响。")),
    Lack("2.2.2", _("等待转换、核对的页面和会场大屏会自己更新，不能暂停；更新只换数字和进度，没有动画。")),
    Lack("2.4.5", _("群众页面有入口和链接两种走法；工作人员的页面里，搜索只找诉求，找别的要走左边的栏目。")),
    Lack("3.2.2", _("工作人员的筛选和职务，用鼠标、手指一选就换页；用键盘的，选好按按钮才换。")),
)


@login_not_required
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """无障碍说明 (无障碍环境建设法 第三十二条)."""
    return page(request, "accessibility", verdicts=VERDICTS, lacks=LACKS)
