"""Open311 GeoReport v2 的地址: thin; what each answers stands in the modules beside this one."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lianxin.base.orgs.queries import top_unit
from lianxin.web.public import reading as residents
from lianxin.web.public.open311 import counties, posting, reading
from lianxin.web.public.open311 import services as offered
from lianxin.web.public.open311.answers import TYPES, Problem, answer, both, interface
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-23 00:00"  # when the services or their questions last changed

#: the answers beside 200 and 201, as the page for developers tells them
ERRORS = (
    (400, _("缺了什么，或者填得不对：每处一句话。")), (403, _("密钥没有、不对、到期、撤销，或者不是这个县的；不收的事。")),
    (404, _("没有这个县、服务、编号、凭据、格式或者地址。")), (405, _("这个地址不接受这种请求方法。")),
    (429, _("这一分钟里提交得太多了，请一分钟以后再提交。")),
)  # fmt: skip


@interface("GET")
def services(request: Request, fmt: str) -> HttpResponse:
    """GET services."""
    counties.asked(request.GET.get("jurisdiction_id", ""), request.today)
    return answer(fmt, "services", offered.listed())


@interface("GET")
def service(request: Request, fmt: str, code: str) -> HttpResponse:
    """GET service definition."""
    county = counties.asked(request.GET.get("jurisdiction_id", ""), request.today)
    return answer(fmt, "service_definition", offered.definition(offered.one_of(code), county, request.today))


@interface("GET", "POST", is_open=True)
def requests(request: Request, fmt: str) -> HttpResponse:
    """GET service requests, POST service request."""
    return posting.post(request, fmt) if request.method == "POST" else reading.many(request, fmt)


@interface("GET", is_open=True)
def one_request(request: Request, fmt: str, code: str) -> HttpResponse:
    """GET service request."""
    return reading.one(request, fmt, code)


@interface("GET")
def token(request: Request, fmt: str, token: str) -> HttpResponse:
    """GET service_request_id from a token."""
    return reading.of_token(request, fmt, token)


@interface("GET", "POST", is_open=True)
def updates(request: Request, fmt: str) -> HttpResponse:
    """GET service request updates; none is taken: what is said further is the resident's own, by his slip."""
    if request.method == "POST":
        raise Problem(403, _("这里不收后续内容：补充、评价由本人凭回执办理。"))
    return reading.updates(request, fmt)


@interface("GET")
def discovery(request: Request, fmt: str) -> HttpResponse:
    """Service discovery."""
    county = top_unit()
    office = residents.office_of(county) if county else None
    held = {
        "changeset": CHANGED, "contact": f"{office.name} {office.phone}" if office else residents.HOTLINE,
        "key_service": both(
            _("密钥由县系统管理员发给单位负责的程序，见 %(url)s。"), {"url": request.build_absolute_uri(reverse("public:programs"))}
        ),
        "endpoints": [
            {
                "specification": SPECIFICATION, "url": request.build_absolute_uri("v2"), "changeset": CHANGED,
                "type": "production", "formats": [one.partition(";")[0] for one in reversed(TYPES.values())],
            }
        ],
    }  # fmt: skip
    return answer(fmt, "discovery", held)


@interface("GET", "POST")
def nothing(request: Request, fmt: str, rest: str) -> HttpResponse:
    """没有的地址: in the error body of the specification as well."""
    raise Problem(404, _("没有这个地址，请看接口说明。"))


@login_not_required
@require_safe
def help_page(request: Request) -> HttpResponse:
    """接口说明: for who writes a program."""
    county = top_unit()
    return public_page(
        request, "programs", base=request.build_absolute_uri("/open311/v2"), kinds=offered.listed(), errors=ERRORS,
        county_name=counties.name_of(county) if county else "",
        discovery=request.build_absolute_uri("/open311/discovery.xml"),
    )  # fmt: skip
