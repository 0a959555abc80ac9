"""The grade: one canonical record of what a submission earned and how that was measured."""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Outcome = Literal["passed", "failed", "not_attempted", "blocked", "error", "limit"]

LABELS: dict[Outcome, str] = {
    "passed": "passed",
    "failed": "failed",
    "not_attempted": "not attempted",
    "blocked": "blocked",
    "error": "error in the submission",
    "limit": "out of time or memory",
}


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Gate(_Record):
    """A bound for a measured number; exactly one of `at_most` and `at_least` is set."""

    name: Annotated[str, Field(description="What was measured, with its unit.")]
    at_most: Annotated[float | None, Field(description="The largest number that passes.")] = None
    at_least: Annotated[float | None, Field(description="The smallest number that passes.")] = None


class Verdict(_Record):
    """What one test found."""

    test: Annotated[str, Field(description="Name of the test function.")]
    title: Annotated[str, Field(description="The property it states, one sentence.")]
    points: Annotated[int, Field(ge=0, description="Points earned: all or nothing.")]
    max_points: Annotated[int, Field(gt=0, description="What the test is worth.")]
    outcome: Annotated[
        Outcome,
        Field(
            description="passed; failed; not_attempted (a function is still the starter's); blocked (a test it needs did "
            "not pass); error (the submission does not import, or raised); limit (out of time or memory)."
        ),
    ]
    diagnosis: Annotated[str | None, Field(description="Name of the mistake, when a test recognised one.")] = None
    message: Annotated[str, Field(description="The sentence for the learner; empty when passed.")] = ""
    measured: Annotated[float | None, Field(description="The number held against `gate`, pass or fail.")] = None
    gate: Annotated[Gate | None, Field(description="The bound; with several, the nearest or the one that failed.")] = (
        None
    )


class Digests(_Record):
    """SHA-256 of everything the grade depends on."""

    submission: Annotated[str, Field(description="The submitted file.")]
    tests: Annotated[str, Field(description="Tests, exercise.toml, harness and the worlds they draw from.")]
    data: Annotated[str, Field(description="The exercise's data sets.")]
    lock: Annotated[str, Field(description="requirements.lock.")]


class Limits(_Record):
    """What each test allowed the submission."""

    cpu_seconds: Annotated[float, Field(gt=0, description="Seconds of CPU.")]
    memory_mb: Annotated[int, Field(gt=0, description="MiB above what the libraries take.")]


class Grade(_Record):
    """The result of grading one submission of one exercise. Same submission and seed give the same but for times."""

    schema_: Annotated[
        Literal["signoff/grade/2"], Field(alias="schema", description="Name and version of this format.")
    ] = "signoff/grade/2"
    exercise: Annotated[str, Field(description="Exercise id, such as evaluation/calibration.")]
    version: Annotated[int, Field(description="The exercise's version.")]
    score: Annotated[int, Field(ge=0, description="Points earned: the sum over the verdicts.")]
    max_score: Annotated[int, Field(gt=0, description="Points of all tests.")]
    seed: Annotated[
        int | None, Field(description="The seed that the tests drew their data from; null when it came from a secret.")
    ]
    seed_fingerprint: Annotated[
        str | None, Field(description="By this the owner of the secret recognises its draw; null for a public seed.")
    ] = None
    isolation: Annotated[
        Literal["none", "partial", "full"],
        Field(
            description="full: no file, process or network of others is in reach. partial: some are. none: a process "
            "of its own under limits, no boundary against hostile code."
        ),
    ]
    limits: Annotated[Limits, Field(description="What each test allowed.")]
    digests: Annotated[Digests, Field(description="What the grade depends on.")]
    duration_s: Annotated[float, Field(ge=0, description="Wall-clock seconds.")]
    verdicts: Annotated[list[Verdict], Field(description="One per test, in the order of the tests.")]

    @property
    def passed(self) -> bool:
        return self.score == self.max_score

    @property
    def first_failure(self) -> Verdict | None:
        return next((one for one in self.verdicts if one.outcome != "passed"), None)

    @property
    def drawn_from(self) -> tuple[str, str]:
        """What can be said of the seed: its name and value, or a secret one's fingerprint."""
        return ("seed", str(self.seed)) if self.seed is not None else ("seed fingerprint", self.seed_fingerprint or "")

    def to_json(self) -> str:
        """The canonical JSON text, keys in order, one line per field."""
        return json.dumps(self.model_dump(by_alias=True), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Grade":
        return cls.model_validate_json(text)


def json_schema() -> dict[str, Any]:
    """The JSON schema of `Grade.to_json`."""
    schema: dict[str, Any] = Grade.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
