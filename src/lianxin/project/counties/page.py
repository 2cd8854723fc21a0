"""选县的页面: whoever comes by a name that is no county's chooses one. Plain: nothing of any county but its name. No Django."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from lianxin.project.counties.register import House

STYLE = (
    "body{font:18px/1.7 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:34rem;margin:0 auto;"
    "padding:1.5rem 1rem;color:#1d2433;background:#fff}h1{font-size:1.5rem;margin:0 0 .5rem}ul{list-style:none;padding:0}"
    "li{margin:.75rem 0}a{display:block;padding:.75rem 1rem;border:1px solid #8a94a6;border-radius:6px;color:#0b4a8f;"
    "text-decoration:none}a:hover,a:focus{background:#eef4fb;text-decoration:underline}small{display:block;color:#4a5468}"
)
DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", f"default-src 'none'; style-src 'sha256-{DIGEST}'; base-uri 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)  # fmt: skip


def choosing(houses: Sequence[House], port: str) -> bytes:
    """选县: every county that has a name to come by."""
    rows = [
        f'<li><a href="//{escape(host)}{escape(port)}/">{escape(one.name)}<small>{escape(host)}</small></a></li>'
        for one in houses
        if (host := next((name for name in one.hosts if name != "*" and name[:1] != "."), ""))
    ]
    return _page(
        "请选择您所在的县",
        "这里有几个县，各办各的事。请选您所在的县（市、区）。",
        "Several counties are served here. Please choose yours.",
        f"<ul>{''.join(rows)}</ul>",
    )


def resting(house: House) -> bytes:
    """县没有应答: its processes are starting, or have fallen; the others go on."""
    return _page(
        f"{escape(house.name)}的服务暂时没有应答",
        "可能正在启动，请过一分钟再试。刚才填写的内容没有提交，按“后退”可以找回。急事请拨打12345。",
        "This county’s service does not answer just now. Please try again in a minute; nothing was submitted.",
    )


def in_clear() -> bytes:
    """前面的代理用明文转过来: the same refusal as of one county alone."""
    return _page(
        "这里只用 https",
        "前面的代理在另一台机器上，用明文转到这里。请管理员给总门加证书（--cert、--key），内网明文设 LIANXIN_PLAIN=inside。",
        "The proxy in front speaks to this machine in clear: use --cert and --key, or LIANXIN_PLAIN=inside.",
    )


def _page(title: str, told: str, english: str, more: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head>'
        f'<body><main><h1>{title}</h1><p>{told}</p><p lang="en">{english}</p>{more}</main></body></html>'
    ).encode()
