"""离线记录的演示数据: one phone of a village, what it sent after two days without a line, two items to be looked at."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.offline import commands, sealing
from lianxin.work.offline.commands import Sent
from lianxin.work.offline.kinds import KINDS
from lianxin.work.offline.models import about


def fill(county: County, until: datetime, random: Random) -> None:
    """一部手机, by commands; what it seals is sealed as on a real one."""
    village = next(iter(county.villages[county.townships[0].path]))
    by: dict[str, Any] = {"by": county.who(village, "station_worker"), "at": until}
    number = f"{random.getrandbits(128):032x}"
    handset = commands.register_handset(name="我的手机", client_key=number, home=village, **by)
    key = commands.note_contact(handset=handset, waiting=0, key_codes=[], **by)
    numbers = [f"{random.getrandbits(128):032x}" for _each in range(5)]
    items = []
    for seq, (kind, version, values) in enumerate(_written(until), 1):
        content = {
            "kind": kind,
            "version": version or KINDS[kind].version,
            "values": values,
            "after": numbers[0] if seq == 2 else "",
        }
        bound = about(number, numbers[seq - 1], key.code)
        sealed = sealing.seal(bytes.fromhex(key.public), content, bound)
        items.append(Sent(numbers[seq - 1], seq, key.code, sealed))
    commands.receive(handset=handset, parcels=items, first=1, is_clock_off=False, **by)
    commands.note_contact(handset=handset, waiting=0, key_codes=[key.code], **by)


def _written(until: datetime) -> list[tuple[str, int, dict[str, str]]]:
    """What was written without a line: kind, version (0: today's), what stands in the boxes."""
    day = (localdate(until) - timedelta(days=2)).isoformat()
    ahead = (localdate(until) + timedelta(days=364)).isoformat()
    visit = {"kind": "household", "on": day, "group": "二组"}
    return [
        ("visit", 0, {**visit, "note": "老两口身体都好，菜地浇上水了。", "found": "屋后排水沟被土堵了，下雨往院里灌。"}),
        ("diary", 0, {"on": day, "text": "山里没有信号，先记在手机上。排水沟的事回去就找人清。"}),
        ("visit", 0, {**visit, "group": "四组", "kind": "condolence", "note": "送去两床棉被，房顶的瓦入冬前要补。"}),
        ("visit", 0, {**visit, "on": ahead, "note": "问了孩子上学的路，桥头要加护栏。"}),
        ("visit", 0, {**visit, "household": "ZZZZ9999", "note": "换了新住处，户编号记不准。"}),
    ]  # fmt: skip
