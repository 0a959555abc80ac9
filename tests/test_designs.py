"""Written designs: valid, repeatable, every form of every flaw there."""

import json

from signoff.worlds.designs.generator import CODES, FORMS, designs, practice_designs
from signoff.worlds.designs.schema import Design, json_schema


def test_every_form_is_there_twice_and_valid() -> None:
    for seed in range(3):
        written = designs(seed)
        for one in written:
            Design.model_validate(one.design)
        found = [(code, name) for one in written for code, name in one.forms.items()]
        assert len(CODES) == 18
        assert all(found.count((form.code, form.name)) >= 2 for form in FORMS)
        assert sum(not one.codes for one in written) >= len(written) / 5


def test_same_seed_same_designs() -> None:
    assert designs(5) == designs(5)
    assert designs(5) != designs(6)
    assert practice_designs(5) != practice_designs(6)


def test_the_schema_is_json() -> None:
    assert "ownership" in json.loads(json_schema())["properties"]
