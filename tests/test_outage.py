"""The evening to practise system_design/fallback on."""

import pytest

from signoff.worlds.payments.outage import FAULTS, Outage


def test_the_same_seed_plays_the_same_evening():
    first, again, other = (list(Outage(seed).payments()) for seed in (1, 1, 2))
    assert first == again != other
    assert len({event["event_id"] for event in first}) == 200


def test_all_faults_are_played_in_the_middle_of_the_evening():
    outage = Outage(1)
    ids = [event["event_id"] for event in outage.payments(300)]
    played = [outage.played[one] for one in ids]
    assert set(played[100:200]) == {"sound", *FAULTS}
    assert set(played[:100] + played[200:]) == {"sound"}


def test_a_late_reply_costs_the_timeout_and_no_more():
    outage = Outage(1)
    for event in outage.payments(300):
        began, kind = outage.clock.now_ms(), outage.played[event["event_id"]]
        handle = outage.model.submit(event)
        if kind == "late":
            with pytest.raises(TimeoutError):
                handle.result(50)
            assert outage.clock.now_ms() == began + 52
        elif kind == "dead":
            with pytest.raises(ConnectionError):
                handle.result(50)
        else:
            assert handle.result(50)["version"] == "fraud-12"
            assert outage.clock.now_ms() == began + 22


def test_the_rules_approve_by_a_rule_with_a_cap_only():
    outage = Outage(1)
    for event in outage.payments():
        said = outage.rules.decide(event)
        assert (said["action"] == "approve") == (said["rule"] is not None) == (said["cap_eur"] is not None)
