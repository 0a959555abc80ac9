"""The worlds can be believed: every claim is measured anew, and the pages that show it are written to build/worlds."""

from pathlib import Path

import pytest

from signoff.author.believable.evidence import Claim, Evidence, Picture
from signoff.author.believable.report import evidence, page
from signoff.worlds.tables import WORLDS

PAGES = Path(__file__).parents[1] / "build" / "worlds"


@pytest.mark.parametrize("world", WORLDS)
def test_a_world_can_be_believed(world):
    found = evidence(world)
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / f"{world}.html").write_text(page(found), encoding="utf-8")
    missed = [
        f"{one.says}: {one.measured:{one.unit}}, expected {one.low} to {one.high}"
        for one in found.claims
        if not one.holds
    ]
    assert not missed
    assert len(found.claims) >= 6
    assert len(found.pictures) >= 4
    assert len({one.id for one in found.claims}) == len(found.claims)


@pytest.mark.parametrize(
    ("measured", "low", "high", "holds"),
    [(0.5, 0.4, 0.6, True), (0.4, 0.4, None, True), (0.39, 0.4, None, False), (0.7, None, 0.6, False), (float("nan"), 0.4, None, False), (float("nan"), None, 0.6, False)],
)  # fmt: skip
def test_a_claim_holds_between_its_bounds(measured, low, high, holds):
    assert Claim("one", "One", measured, low, high).holds is holds


def test_a_page_shows_what_missed_and_escapes_what_it_shows():
    claims = (
        Claim("kept", "Kept <b>", 0.25, 0.2, 0.3, unit=".0%"),
        Claim("missed", "Missed", 7, None, 5, "because", ".0f"),
    )
    found = Evidence(
        "payments", "course", 3, claims, (Picture("nothing", lambda ax: None),), (("Rows", "12 <i>", "13"),)
    )
    text = page(found)
    assert "1 of 2 claims hold" in text
    assert "20% to 30%" in text
    assert "at most 5" in text
    assert "<b>" not in text
    assert "<i>" not in text
    assert "data:image/png;base64," in text
    assert "http" not in text.replace("http-equiv", "")
