"""The written design as a YAML document. A draft may lack any part but its product: finding what is missing is the review."""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

PLACEHOLDERS = (
    "",
    "n/a",
    "none",
    "pending",
    "tba",
    "tbd",
    "to be confirmed",
    "to be decided",
    "todo",
    "unknown",
    "xxx",
)
"""Texts that say nothing; letter case, and spaces and `.?!-<>[]()` at either end, do not count."""

Duration = str
"""A number, a space and one of ms, s, min, h, d, weeks: "1.5 h"."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Term(Part):
    """`term` is another word for `means`, which may itself be explained by another entry."""

    term: str
    means: str


class Action(Part):
    name: str
    adverse: bool = Field(default=False, description="turns somebody down, stops them or makes it dearer for them")
    reasons: str | None = Field(default=None, description="how whoever meets this action is told why")


class Decision(Part):
    about: str = Field(description="the outcome that the decision is about")
    unit: str = Field(description="what is acted on, one at a time")
    at: str = Field(description="the event of the timeline at which it is decided")
    actions: list[Action]


class Selection(Part):
    handled: str | None = Field(default=None, description="what is done about cases whose outcome is never seen")


class Label(Part):
    outcome: str
    horizon: Duration = Field(description="within this time after the decision the outcome counts")
    final_after: Duration = Field(description="this long after the decision a label is taken as final")
    seen_for: list[str] = Field(description="actions after which the outcome can be seen")
    selection: Selection | None = None


class Event(Part):
    """`event` comes `delay` later than the event `after`, or stands at the beginning."""

    event: str
    after: str | None = None
    delay: Duration | None = None


class Source(Part):
    id: str
    retention: str | None = None


class DataField(Part):
    name: str
    source: str
    known_with: str = Field(description="the event of the timeline with which it is known")
    lag: Duration | None = Field(default=None, description="how much later than that event")
    made_from: list[str] = Field(default=[], description="other fields it is computed from")
    personal: bool = False
    retention: str | None = None
    protected: bool = False
    basis: str | None = Field(default=None, description="why a protected attribute may be used")


class Component(Part):
    id: str
    kind: Literal["model", "rules", "data", "service"]
    needs: list[str] = []


class Model(Part):
    component: str
    unit: str = Field(description="what gets a score")
    rolled_up_to: str | None = Field(default=None, description="the unit that scores are combined for")
    inputs: list[str]


class Alternative(Part):
    component: str | None = None
    result: str | None = Field(default=None, description="what it achieves without a model")


class Fallback(Part):
    component: str | None = None


class Rollback(Part):
    to: str | None = None
    rehearsed_on: str | None = Field(default=None, description="YYYY-MM-DD")


class Step(Part):
    """Neighbours or not, steps of one `group` run at the same time; all else runs one after the other."""

    name: str
    at_most: Duration
    group: str | None = None


class Latency(Part):
    budget: Duration
    steps: list[Step]


class Monitor(Part):
    watches: str
    threshold: float | str | None = None
    action: str | None = None


class Person(Part):
    """A person or a team, with all accounts they use."""

    id: str
    name: str
    accounts: list[str] = []


class Ownership(Part):
    """Each entry is an id or an account of `people`."""

    drift: str | None = None
    developers: list[str] = []
    approver: str | None = None


class HumanReview(Part):
    by: str | None = Field(default=None, description="an id or an account of people")
    actions: list[str] = Field(default=[], description="what somebody may ask a person to look at again")


class Design(Part):
    title: str
    product: Literal["fraud", "credit", "kyc", "pricing"]
    written_on: str = Field(description="YYYY-MM-DD")
    summary: str | None = None
    glossary: list[Term] = []
    decision: Decision
    label: Label
    timeline: list[Event]
    sources: list[Source]
    fields: list[DataField]
    components: list[Component]
    model: Model
    alternative: Alternative | None = None
    fallback: Fallback | None = None
    rollback: Rollback | None = None
    latency: Latency
    logging: list[str] = []
    monitors: list[Monitor] = []
    people: list[Person]
    ownership: Ownership
    human_review: HumanReview | None = None


def json_schema() -> str:
    """The schema for an editor, as JSON."""
    schema: dict[str, Any] = Design.model_json_schema()
    return json.dumps(schema, indent=2) + "\n"
