"""演示：佐证材料: two drawn photographs of a street lamp and a short sound, on matters of the demo county."""

import io
import math
import wave
from datetime import datetime
from random import Random

from PIL import Image, ImageDraw

from lianxin.project.demo.county import County
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW, Status
from lianxin.work.evidence import commands

RATE = 8000
NIGHT, DUSK, POST, LIGHT, GROUND = (24, 30, 48), (58, 66, 92), (120, 124, 130), (255, 226, 150), (44, 48, 52)


def fill(county: County, until: datetime, random: Random) -> None:
    """Before and after on one matter of lamps in hand; a sound on the next one."""
    clerk = county.who(county.top, "county_clerk")
    running = Concern.objects.reachable(by=clerk, to=VIEW).filter(
        is_confidential=False, subjects=None, status__in=(Status.IN_HAND, Status.REPLIED)
    )
    lamps = list(running.filter(text__contains="灯").order_by("-received_on", "code")[:2])
    for concern in lamps[:1]:
        commands.add_photo(concern=concern, data=_lamp(is_lit=False), caption="村口的灯不亮", by=clerk, at=until)
        photo = commands.add_photo(concern=concern, data=_lamp(is_lit=True), caption="换灯以后", by=clerk, at=until)
        commands.blacken(evidence=photo, boxes=[(0.66, 0.62, 0.08, 0.06)], by=clerk, at=until)
    for concern in lamps[1:]:
        words = "老人不会写字，录了一段：灯坏了有些日子，晚上看不见路，盼着早点修好。"
        commands.add_audio(concern=concern, data=_sound(), caption=words, by=clerk, at=until)


def _lamp(*, is_lit: bool) -> bytes:
    """A road at night with a lamp, a house and its door number."""
    picture = Image.new("RGB", (1200, 900), DUSK if is_lit else NIGHT)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 700, 1200, 900), fill=GROUND)
    draw.rectangle((760, 420, 1120, 700), fill=(96, 84, 78))
    draw.polygon([(730, 420), (940, 320), (1150, 420)], fill=(80, 52, 46))
    draw.rectangle((800, 565, 880, 605), fill=(230, 230, 220))
    if is_lit:
        draw.polygon([(420, 190), (180, 760), (660, 760)], fill=(120, 112, 96))
    draw.rectangle((300, 170, 316, 740), fill=POST)
    draw.rectangle((300, 165, 430, 180), fill=POST)
    draw.ellipse((395, 172, 445, 206), fill=LIGHT if is_lit else (60, 60, 60))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def _sound() -> bytes:
    """One second of a quiet tone: the demo records nobody."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(bytes(128 + round(24 * math.sin(at * math.tau * 440 / RATE)) for at in range(RATE)))
    return out.getvalue()
