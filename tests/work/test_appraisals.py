import pytest
from tests.work import appraisal_scenes as scenes
from lianxin.work.ballots import released

def test_smoke(town):
    c = scenes.campaign_closed(town)
    assert c.is_closed
    assert len(list(released.ballots(c.box))) == 36
