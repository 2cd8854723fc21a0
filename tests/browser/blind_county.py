"""盲签名投票的一个县: the town, one blind poll; run as a program before the server, between its days and after them.

python -m tests.browser.blind_county prepare      a poll whose window is today and tomorrow; prints what the test needs
python -m tests.browser.blind_county open         the others take theirs, issuing ends, voting opens
python -m tests.browser.blind_county close        opened and released; prints what came out
"""

import json
import sys
from datetime import timedelta

from lianxin.project import prepare
from lianxin.project.starting import start_django

start_django()

from django.utils import timezone  # noqa: E402

from lianxin.base.orgs.models import Unit  # noqa: E402
from lianxin.base.orgs.queries import actor_for, postings_of  # noqa: E402
from lianxin.pure import polling  # noqa: E402
from lianxin.work.ballots import commands, released  # noqa: E402
from lianxin.work.ballots.models import PollBox, RollEntry  # noqa: E402
from lianxin.work.ballots.rolls import Listed  # noqa: E402

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
VOTING_IN = 3  # days from now


def main() -> None:
    """One of the three."""
    {"prepare": _prepare, "open": _open, "close": _close}[sys.argv[1]]()


def _officer():
    from lianxin.base.orgs.models import Person

    return actor_for(postings_of(Person.objects.get(username="qingshui"), TODAY)[0])


def _prepare() -> None:
    from tests import conftest
    from tests.work import ballot_scenes as plain

    prepare.migrate()
    conftest.START = NOW - timedelta(days=5)
    town = conftest.build_town()
    town_officer = town.officer
    box = commands.prepare(
        poll=plain.poll(polling.BLIND, (6, 5)), unit=Unit.objects.get(name="清水镇"), by=town_officer, at=NOW,
        opens_on=TODAY + timedelta(days=VOTING_IN), closes_on=TODAY + timedelta(days=VOTING_IN + 5),
    )  # fmt: skip
    officer = Listed("李青", "清水镇", "", town.people["officer"].pk)
    for group, people in (("g0", [officer, *_people(5, "服务")]), ("g1", _people(5, "基层"))):
        commands.enter_roll(box=box, group=group, people=people, by=town_officer, at=NOW)
        commands.fix_roll(box=box, group=group, by=town_officer, at=NOW)
    commands.set_window(box=box, opens_on=TODAY, closes_on=TODAY + timedelta(days=1), by=town_officer, at=NOW)
    commands.publish_keys(box=box, by=town_officer, at=NOW)
    letters = commands.print_letters(box=box, group="g1", by=town_officer, at=NOW)
    print(json.dumps({"box": box.code, "codes": [one.code for one in letters]}))


def _people(count: int, word: str) -> list[Listed]:
    return [Listed(f"{word}{n}", "石桥村") for n in range(count)]


def _open() -> None:
    from tests.work import ballot_scenes as plain

    box, officer = PollBox.objects.get(), _officer()
    after, voting = NOW + timedelta(days=2), NOW + timedelta(days=VOTING_IN)
    issued = RollEntry.objects.filter(is_issued=True).count()
    commands.end_issuing(box=box, by=officer, at=after)
    commands.open_box(box=box, passphrases=plain.WORDS, by=officer, at=voting)
    print(json.dumps({"issued": issued}))


def _close() -> None:
    from tests.work import ballot_scenes as plain

    box = commands.close_box(
        box=PollBox.objects.get(), passphrases=plain.WORDS, by=_officer(), at=NOW + timedelta(days=VOTING_IN, hours=1)
    )
    found = sorted((one.group, one.channel, one.answers[""]["q1"]) for one in released.ballots(box))
    print(json.dumps({"count": box.count, "ballots": found, "receipts": released.board(box)["receipts"]}))


if __name__ == "__main__":
    main()
