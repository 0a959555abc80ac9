"""What all worlds share: streams, settings, dictionaries, files, and the command that writes them."""

import datetime as dt
import hashlib
import json
from typing import Annotated

import duckdb
import numpy as np
import pandas as pd
import pytest
from pydantic import Field

from signoff.worlds import payments
from signoff.worlds.catalogue import entry
from signoff.worlds.draw import evenly, exactly, expand, fingerprint, pick, pick_each, stream
from signoff.worlds.settings import Settings, WorldError, checked_seed, one_of
from signoff.worlds.store import read, write
from signoff.worlds.tables import NO_TIME, WORLDS, WorldDictionary, dictionary, digests, frames

# --- streams ----------------------------------------------------------------------------------------------------


def test_a_stream_depends_on_seed_and_names_and_nothing_else():
    assert stream(3, "a", 1).random() == stream(3, "a", 1).random()
    others = [stream(4, "a", 1), stream(3, "b", 1), stream(3, "a", 2), stream(3, "a"), stream(3, 1, "a")]
    assert stream(3, "a", 1).random() not in [one.random() for one in others]


def test_picks_follow_their_weights():
    rng = stream(1, "pick")
    share = np.bincount(pick(rng, [1, 0, 3], 40_000), minlength=3) / 40_000
    assert np.allclose(share, [0.25, 0, 0.75], atol=0.01)
    rows = np.repeat([0, 1], 20_000)
    drawn = pick_each(rng, [[1, 0, 0], [0, 1, 3]], rows)
    assert (drawn[:20_000] == 0).all()
    assert np.allclose(np.bincount(drawn[20_000:], minlength=3) / 20_000, [0, 0.25, 0.75], atol=0.012)


def test_groups_are_expanded():
    group, within = expand(np.array([2, 0, 3]))
    assert group.tolist() == [0, 0, 2, 2, 2]
    assert within.tolist() == [0, 1, 0, 1, 2]


@pytest.mark.parametrize(
    ("share", "size", "at_least", "expected"), [(0.1, 30, 0, 3), (0, 30, 4, 4), (0.5, 2, 9, 2), (0.3, 0, 5, 0)]
)
def test_shares_are_met_exactly(share, size, at_least, expected):
    assert exactly(stream(2, "x"), share, size, at_least=at_least).sum() == expected


def test_even_draws_are_uniform_and_spread_within_each_group():
    group = np.repeat([4, 7, 9], [10, 1_000, 1])
    drawn = evenly(stream(5, "even"), group)
    assert (drawn >= 0).all()
    assert (drawn < 1).all()
    assert (drawn[group == 4] < 0.3).sum() == 3
    assert np.allclose(np.sort(drawn[group == 7]), np.arange(1_000) / 1_000, atol=0.002)
    assert abs(np.mean([evenly(stream(seed, "even"), group)[0] for seed in range(400)]) - 0.5) < 0.05


def test_fingerprints_are_distinct_and_tell_no_order():
    numbers = np.r_[np.arange(30_000), 90_000_000 + np.arange(30_000)]
    told = fingerprint(numbers)
    assert len(np.unique(told)) == len(numbers)
    assert (told >= 0).all()
    assert (told < 2**32).all()
    assert abs(np.corrcoef(numbers, told)[0, 1]) < 0.02


# --- settings ---------------------------------------------------------------------------------------------------


class Toy(Settings):
    """Settings of a toy."""

    share: Annotated[float, Field(ge=0, le=1)] = 0.5
    number: Annotated[int, Field(gt=0)] = 3
    day: dt.date = dt.date(2025, 1, 31)
    names: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"share": 1.2}, "share is 1.2, expected a number from 0 to 1."),
        ({"share": "much"}, "share is 'much', expected a number from 0 to 1."),
        ({"number": 0}, "number is 0, expected a whole number above 0."),
        ({"number": True}, "number is True, expected a whole number above 0."),
        ({"day": "2025-01-31"}, "day is '2025-01-31', expected a date such as 2025-01-31."),
        ({"names": (3,)}, "names[0] is 3, expected a valid string."),
        ({"shares": 1}, "Unknown field shares: did you mean share?"),
        ({"colour": 1}, "Unknown field colour: there are share, number, day, names."),
    ],
)
def test_settings_are_refused_in_one_sentence(values, sentence):
    with pytest.raises(WorldError) as refused:
        Toy(**values)
    assert str(refused.value) == sentence
    with pytest.raises(WorldError) as again:
        Toy().but(**values)
    assert str(again.value) == sentence


def test_changed_settings_leave_the_first_as_they_were():
    first = Toy()
    assert first.but(share=0.25) == Toy(share=0.25)
    assert first == Toy()


def test_seeds_and_names_are_checked():
    assert checked_seed(0) == 0
    for bad in (-1, 2.0, "3", None, True):
        with pytest.raises(WorldError, match=r"expected a whole number from 0 on\.$"):
            checked_seed(bad)
    with pytest.raises(WorldError, match=r'No defect "cent": did you mean cents\? There are cents, zones\.'):
        one_of("defect", "cent", ["cents", "zones"])


# --- dictionaries and digests -----------------------------------------------------------------------------------

TOY = WorldDictionary.model_validate({
    "id": "toy", "title": "Toy", "story": "A toy.", "not_imitated": ["Anything."],
    "table": [{
        "name": "things", "side": "observed", "one_row": "a thing",
        "column": [
            {"name": name, "dtype": dtype, "description": "It.", "values": ["a", "b"] if dtype == "category" else []}
            for name, dtype in (
                ("whole", "int64"), ("part", "float64"), ("yes", "bool"), ("kind", "category"), ("text", "str"),
                ("when", "datetime64[us, UTC]"), ("maybe", "Int64"), ("perhaps", "boolean"),
            )
        ],
    }],
})  # fmt: skip
COLUMNS = {
    "whole": np.array([1, 2]), "part": np.array([0.5, np.nan]), "yes": np.array([True, False]),
    "kind": np.array([1, -1]), "text": ["x", None], "when": np.array([1_700_000_000_000_001, NO_TIME]),
    "maybe": np.array([3.0, np.nan]), "perhaps": np.array([1.0, np.nan]),
}  # fmt: skip


def test_frames_are_typed_by_the_dictionary():
    frame = TOY.frame("things", COLUMNS)
    assert [str(kind) for kind in frame.dtypes] == [one.dtype for one in TOY.table("things").columns]
    assert frame.iloc[0].tolist() == [
        1,
        0.5,
        True,
        "b",
        "x",
        pd.Timestamp("2023-11-14 22:13:20.000001", tz="UTC"),
        3,
        True,
    ]
    assert frame.iloc[1].isna().tolist() == [False, True, False, True, True, True, True, True]


@pytest.mark.parametrize("odd", ["whole", "extra"])
def test_a_frame_with_other_columns_is_a_mistake_of_the_author(odd):
    columns = (
        {**COLUMNS, "extra": COLUMNS["whole"]} if odd == "extra" else {k: v for k, v in COLUMNS.items() if k != odd}
    )
    with pytest.raises(ValueError, match=f"columns do not fit the dictionary: {odd}"):
        TOY.frame("things", columns)


@pytest.mark.parametrize("world", WORLDS)
def test_a_dictionary_explains_everything(world):
    known = dictionary(world)
    assert known.id == world
    assert len(known.not_imitated) >= 5
    assert {one.side for one in known.tables} == {"observed", "truth"}
    for table in known.tables:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))
        for column in table.columns:
            assert column.description.endswith((".", "?", "!")), (table.name, column.name)
            assert bool(column.values) == (column.dtype == "category"), (table.name, column.name)


@pytest.mark.parametrize("world", WORLDS)
def test_a_world_has_the_tables_of_its_dictionary_and_nothing_global(world):
    known = entry(world)
    state = np.random.get_state()[1].tolist()  # noqa: NPY002 (the global state is what must not move)
    made = known.simulate(known.presets["small"], 7)
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002
    tables = {(one.side, one.name) for one in dictionary(world).tables}
    assert {(side, name) for side, name, _ in frames(made)} == tables
    assert set(known.presets) == {"small", "course", "large"}
    assert made.config == known.presets["small"]
    assert made.seed == 7


def test_a_digest_counts_in_steps_and_sees_every_change():
    world = payments.simulate(payments.PRESETS["small"], 1)
    first = digests(world)

    def with_amount(add: float) -> dict[str, str]:
        changed = world.transactions.assign(amount=world.transactions["amount"] + add)
        return digests(payments.PaymentsWorld(**{**vars(world), "transactions": changed}))

    assert with_amount(1e-9) == first  # less than any machine's rounding
    moved = with_amount(0.01)
    assert {name for name in first if moved[name] != first[name]} == {"transactions"}


# --- files ------------------------------------------------------------------------------------------------------


def test_a_world_is_written_read_and_described(tmp_path):
    config, rows = payments.PRESETS["small"], []
    out = tmp_path / "new" / "world"
    manifest = write(payments.parts(config, 4), out, world="payments", config=config, seed=4, on_part=rows.append)
    told = json.loads(manifest.read_text(encoding="utf-8"))
    assert (told["world"], told["seed"], told["config"]["customers"]) == ("payments", 4, config.customers)
    assert "simulated" in told
    whole = payments.simulate(config, 4)
    assert sum(rows) == sum(len(frame) for _, _, frame in frames(whole))
    assert len(rows) == payments.steps(config)
    for side, name, frame in frames(whole):
        key = name if side == "observed" else f"truth/{name}"
        table = next(one for one in told["tables"] if one["name"] == key)
        assert table["rows"] == len(frame)
        assert [one["name"] for one in table["columns"]] == list(frame.columns)
        assert [one["file"] for one in table["files"]] == [
            f"{key}/part-{number:04}.parquet" for number in range(len(table["files"]))
        ]
        for one in table["files"]:
            assert hashlib.sha256((out / one["file"]).read_bytes()).hexdigest() == one["sha256"]
        pd.testing.assert_frame_equal(read(out, key), frame)
    count = duckdb.sql(f"select count(*), sum(amount_eur) from '{out}/transactions/*.parquet'").fetchall()[0]
    assert count[0] == len(whole.transactions)
    assert abs(count[1] - whole.transactions["amount_eur"].sum()) < 0.01


def test_a_table_that_is_not_there_is_named(tmp_path):
    config = payments.PRESETS["small"]
    write(payments.parts(config, 4), tmp_path / "w", world="payments", config=config, seed=4)
    with pytest.raises(WorldError, match=r'No table "outcomes": did you mean truth/outcomes\?'):
        read(tmp_path / "w", "outcomes")
    with pytest.raises(WorldError, match=r"has no manifest.json: write a world there first"):
        read(tmp_path, "transactions")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda out: (out / "transactions" / "part-0001.parquet").unlink(), "part-0001.parquet is missing"),
        (lambda out: (out / "transactions" / "part-0001.parquet").write_bytes(b"PAR1"), "is not as it was written"),
        (
            lambda out: (out / "transactions" / "part-0000.parquet").replace(
                out / "transactions" / "part-0001.parquet"
            ),
            "part-0000.parquet is missing",
        ),
        (lambda out: (out / "manifest.json").write_text("{", encoding="utf-8"), "is no manifest of signoff-world/1"),
        (lambda out: (out / "manifest.json").write_text("[3]", encoding="utf-8"), "is no manifest of signoff-world/1"),
        (lambda out: (out / "manifest.json").unlink(), "has no manifest.json"),
    ],
)
def test_a_damaged_world_is_refused_in_one_sentence(tmp_path, damage, sentence):
    config = payments.PRESETS["small"]
    write(payments.parts(config, 4), tmp_path / "w", world="payments", config=config, seed=4)
    damage(tmp_path / "w")
    with pytest.raises(WorldError) as refused:
        read(tmp_path / "w", "transactions")
    assert sentence in str(refused.value)
    assert str(refused.value).endswith("with `signoff world`.")


def test_parts_that_changed_places_are_noticed(tmp_path):
    config = payments.PRESETS["small"]
    write(payments.parts(config, 4), tmp_path / "w", world="payments", config=config, seed=4)
    first, second = (tmp_path / "w" / "transactions" / f"part-000{number}.parquet" for number in (0, 1))
    held = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(held)
    with pytest.raises(WorldError, match="is not as it was written"):
        read(tmp_path / "w", "transactions")


def test_half_a_world_is_not_left_behind(tmp_path):
    def broken():
        yield next(payments.parts(payments.PRESETS["small"], 1))
        raise OSError(28, "No space left on device")

    with pytest.raises(WorldError, match=r"cannot be written to \(No space left on device\): free some room"):
        write(broken(), tmp_path / "w", world="payments", config=payments.PRESETS["small"], seed=1)
    assert list((tmp_path / "w").iterdir()) == []


# --- the command ------------------------------------------------------------------------------------------------


def test_the_command_writes_a_world(toy, run, tmp_path):
    done = run(
        "world",
        "payments",
        "--preset",
        "small",
        "--seed",
        "5",
        "--set",
        "customers=200",
        "--out",
        str(tmp_path / "w"),
        code=0,
    )
    assert "payments, small, seed 5" in done.stdout
    assert "No row describes a real person" in done.stdout
    assert "5/5 parts" in done.stdout
    told = json.loads((tmp_path / "w" / "manifest.json").read_text(encoding="utf-8"))
    assert told["config"]["customers"] == 200
    assert f"{sum(table['rows'] for table in told['tables']):,} rows" in done.stdout


def test_the_command_takes_the_seed_of_the_course(toy, run, tmp_path):
    run("world", "payments", "--preset", "small", "--out", str(tmp_path / "w"), code=0)
    assert json.loads((tmp_path / "w" / "manifest.json").read_text(encoding="utf-8"))["seed"] == toy.facts.seed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["payment"], 'No world "payment": did you mean payments?'),
        (["payments", "--preset", "smal"], 'No preset "smal": did you mean small?'),
        (["payments", "--set", "fraud_share=-1"], "fraud_share is -1, expected a number from 0 to 0.2."),
        (["payments", "--set", "fraud_shares=0.1"], "Unknown field fraud_shares: did you mean fraud_share?"),
        (["payments", "--set", "fraud_share"], '"fraud_share" changes nothing: write FIELD=VALUE'),
        (["payments", "--set", "fraud_share=much"], '"fraud_share=much" cannot be read: write the value as in TOML'),
        (["payments", "--set", "end=2024-01-01"], "end is 2024-01-01, expected a day after start (2025-01-01)."),
        (["payments", "--set", "shifts=3"], "shifts is 3, expected a list."),
        (
            ["payments", "--set", 'shifts=[{kind="price", on=2025-02-01, size=1.2}]'],
            "kind is 'price', expected 'prices'",
        ),
        (["payments", "--set", 'typologies=["skimming"]'], "typologies[0] is 'skimming', expected 'card_testing'"),
    ],
)
def test_the_command_refuses_in_one_sentence(toy, run, tmp_path, words, sentence):
    done = run("world", *words, "--out", str(tmp_path / "w"), code=2)
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "w").exists()


def test_the_command_does_not_write_over_anything(toy, run, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "kept.txt").write_text("mine", encoding="utf-8")
    done = run("world", "payments", "--preset", "small", "--out", str(full), code=2)
    assert "is not an empty folder: name another, or empty it first." in done.stderr
    assert [path.name for path in full.iterdir()] == ["kept.txt"]
