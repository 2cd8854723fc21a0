"""评议的几步, by pages alone: paper in, opinions sorted, 整改 to 销号, the answer heard with a key."""

from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.deeds import fills, in_days, is_refused, is_told, main, presses, today
from tests.browser.people import Window


def comes_to_paper(clerk: Window, box: str) -> str:
    """From the box to its paper; returns that page."""
    clerk.go(box)
    main(clerk).locator("a.button", has_text="纸质答卷").click()
    return clerk.page.url.removeprefix(clerk.address)


def prints_sheets(clerk: Window, paper: str, layer: str, copies: int) -> None:
    """印制答卷: the number, then the sheet that is to be printed as often."""
    clerk.go(paper)
    main(clerk).get_by_role("link", name="印制答卷").click()
    main(clerk).get_by_label("评议主体").select_option(label=layer)
    presses(clerk, "下一步，看样张")
    is_refused(clerk, "份数")
    fills(clerk, {"份数": str(copies)})
    presses(clerk, "下一步，看样张")
    expect(clerk.page.locator(".form-page").first).to_be_visible()


def keys_sheets(clerk: Window, paper: str, layer: str, sheets: Sequence[tuple[str, str]]) -> None:
    """手工录入 of a pile, an option and a remark each; a pile without a sheet goes into no box."""
    clerk.go(paper)
    main(clerk).get_by_role("link", name="手工录入").click()
    main(clerk).get_by_label("评议主体").select_option(label=layer)
    presses(clerk, "开始录入")
    batch = clerk.page.url
    presses(clerk, "投入票箱")
    is_told(clerk, "这一批里没有答卷")
    main(clerk).get_by_role("link", name="录入下一份").click()
    for number, (option, remark) in enumerate(sheets, 1):
        expect(clerk.page.get_by_role("heading", level=1)).to_contain_text(f"第 {number} 份")
        for mark in clerk.page.locator(f"input[value={option}]").all():
            mark.check()
        clerk.page.locator("textarea").first.fill(remark)
        presses(clerk, "录好，下一份")
    expect(clerk.page.get_by_role("heading", level=1)).to_contain_text(f"第 {len(sheets) + 1} 份")
    main(clerk).get_by_role("link", name="先到这里").click()
    expect(clerk.page).to_have_url(batch)
    expect(main(clerk)).to_contain_text(f"已录入{len(sheets)} 份")
    presses(clerk, "投入票箱")
    is_told(clerk, "已投入票箱")


def counts_sheets(clerk: Window, paper: str, layer: str, out: int, left: int) -> None:
    """清点: a sheet too many is refused, then the account closes."""
    clerk.go(paper)
    main(clerk).get_by_role("row", name=layer).get_by_role("link", name="清点").click()
    for handed_out in (out + 1, out):
        fills(clerk, {"发出": str(handed_out), "未发": str(left), "作废": "0"})
        presses(clerk, "清点")
        if handed_out > out:
            is_refused(clerk, "印制")
    is_told(clerk, "账已清点平")


def takes_in_opinions(clerk: Window, here: str, total: int) -> str:
    """From the campaign to what was written at its vote, each remark a record; returns the collection's page."""
    clerk.go(here)
    main(clerk).get_by_role("link", name="开始梳理意见").first.click()
    presses(clerk, "开始")
    presses(clerk, "列入投票时写的意见")
    is_told(clerk, "已列入")
    expect(main(clerk).locator("tbody").get_by_role("checkbox")).to_have_count(total)
    return clerk.page.url.removeprefix(clerk.address)


def sorts(clerk: Window, opinions: str, topic: str, words: str) -> None:
    """归类: nothing ticked is refused; the topic is set up on its own page."""
    clerk.go(opinions)
    main(clerk).get_by_role("link", name="意见类别", exact=True).click()
    fills(clerk, {"类别名称": topic})
    presses(clerk, "设立")
    is_told(clerk, "已设立")
    for is_ticked in (False, True):
        clerk.go(opinions)
        if is_ticked:
            ticks(clerk, words)
        main(clerk).get_by_label("勾选的归到").select_option(label=topic)
        presses(clerk, "归类")
        if not is_ticked:
            expect(clerk.page.get_by_text("请先勾选意见")).to_be_visible()
    is_told(clerk, "已归类")
    expect(main(clerk).get_by_role("row", name=words)).to_contain_text(topic)


def ticks(clerk: Window, words: str) -> None:
    main(clerk).get_by_role("checkbox", name=words).check()


def gives_it_the_fate_of_rectification(clerk: Window, opinions: str, words: str, owner: str) -> None:
    """列入整改, where a measure that nobody could check is refused."""
    clerk.go(opinions)
    ticks(clerk, words)
    presses(clerk, "列入整改")
    expect(main(clerk)).to_contain_text(words)
    fills(clerk, {"问题": "打饭时饭菜已凉。", "责任单位": owner, "整改措施": "进一步加强管理，切实提高认识。",
                  "开始时间": today().isoformat(), "完成时间": in_days(20), "责任人": "孟校", "监督责任人": "周敏"})  # fmt: skip
    presses(clerk, "列入整改")
    is_refused(clerk, "说得不够具体")
    fills(clerk, {"整改措施": f"{in_days(10)}前给 8 个售饭窗口各配 1 台保温台"})
    presses(clerk, "列入整改")
    is_told(clerk, "已列入整改台账")


def opens_item(window: Window, problem: str) -> None:
    """The item in the ledger of rectifications, whatever has become of it."""
    window.go("/rectification/?tab=all")
    main(window).get_by_role("link", name=problem).first.click()


def does_to_item(window: Window, problem: str, word: str, fields: dict[str, str], refused: str = "") -> None:
    """A next step of the item; empty it is refused."""
    opens_item(window, problem)
    main(window).get_by_role("link", name=word, exact=True).click()
    presses(window, word)
    is_refused(window, refused)
    fills(window, fields)
    presses(window, word)
    is_told(window, "已记下")


def is_signed_off(school: Window, clerk: Window, problem: str, report: str) -> None:
    """报整改完成 by the school, which does not check itself; 销号 by the county."""
    does_to_item(school, problem, "报整改完成", {"完成情况": report}, "完成情况")
    expect(main(school)).to_contain_text("待核查")
    expect(main(school).get_by_role("link", name="销号", exact=True)).to_have_count(0)
    does_to_item(clerk, problem, "销号", {"核查情况": "今天中午到食堂看过，保温台在用。"}, "核查情况")
    expect(main(clerk)).to_contain_text("核查通过")


def hears(giver: Window, key: str, *words: str) -> None:
    """凭钥匙看答复: what the page says to the one who holds the key."""
    giver.go("/public/answer/")
    fills(giver, {"钥匙": key})
    presses(giver, "查看")
    for one in words:
        expect(main(giver)).to_contain_text(one)


def says(giver: Window, verdict: str, text: str = "") -> None:
    """The giver's word on it, on the page that the key opened."""
    main(giver).get_by_role("radio", name=verdict, exact=True).check()
    main(giver).get_by_label("再说一句").fill(text)
    presses(giver, "送出")
    is_told(giver, "已记下")
    expect(main(giver)).to_contain_text(f"您说过：{verdict}")
