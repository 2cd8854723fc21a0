"""一个县的数据: the town of all tests in the county whose surroundings these are, with matters that bear a word of its own.

Run as `python -m tests.project.walls_county WORD`; prints what its people hold: codes, secrets, the key of a program.
"""

import json
import sys

from lianxin.project import prepare
from lianxin.project.starting import start_django

MATTERS = 4


def main(word: str) -> None:
    """The tables where there are none, the town, its matters."""
    start_django()
    prepare.migrate()
    from django.utils import timezone

    from tests.conftest import build_town
    from tests.work.conftest import registered

    town, now = build_town(), timezone.now()
    made = [registered(town, text=f"{word}的路灯坏了，第{number}处。", at=now) for number in range(MATTERS)]
    print(json.dumps({"codes": [one.concern.code for one in made], "secrets": [one.secret for one in made]}))


if __name__ == "__main__":
    main(sys.argv[1])
