"""Made-up papers that several tests lay out."""

from datetime import date

from lianxin.pure.paper import Attachment, Binding, Figure, Heading, Paper, Para, Table, runs

DATED = date(2026, 11, 3)


def bound(text: str, value: str, indicator: str = "concern.closed") -> Figure:
    return Figure(text, Binding(indicator, "1", "00010004", "2026-Q3", value))


def report(**changes: object) -> Paper:
    """A quarterly report with something of everything."""
    parts: dict[str, object] = {
        "title": "清水镇2026年第三季度群众诉求办理工作情况报告",
        "addressee": "县委社会工作部",
        "body": (
            Para(runs("现将有关情况报告如下。")),
            Heading(1, runs("总体情况")),
            Para(
                runs(
                    "登记诉求", bound("1,286", "1286", "concern.registered"), "件，办结", bound("1,203", "1203"), "件。"
                )
            ),
            Heading(1, runs("主要做法")),
            Heading(2, runs("压实责任")),
            Heading(3, runs("明确分工。"), then=runs("每村一名干部。")),
            Heading(4, runs("包村干部负责。"), then=runs("逢五走访。")),
            Heading(4, runs("站所配合。"), then=runs("按时答复。")),
            Heading(2, runs("及时回应")),
            Table(
                ("村", "办结（件）"), (("石桥村", runs(bound("11", "11"))), ("柳林村", "30")), caption="各村办结情况"
            ),
            Para(runs("以上。")),
        ),
        "attachments": (
            Attachment("各村统计表", (Table(("村", "件数"), (("石桥村", "12"),), is_landscape=True),)),
            Attachment("典型事例", (Para(runs("石桥村修路一事。")),)),
        ),
        "signature": "清水镇人民政府",
        "dated": DATED,
    }
    return Paper(**(parts | changes))  # type: ignore[arg-type]
