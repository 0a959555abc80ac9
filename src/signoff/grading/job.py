"""What the outside says to a grader, and what it hears back: JSON over the grader's own socket."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from signoff.sandbox.channel import REPLY, Channel

ENTRY = "signoff.grading.grader:main"


@dataclass(frozen=True)
class Job:
    """What a grader needs to know; it travels to it alone."""

    exercise_id: str
    folder: str
    slug: str
    names: list[str]
    text: str
    starter: str
    seed: int
    cpu_seconds: float
    memory_mb: int
    readable: list[str]


def send(channel: Channel, message: dict[str, Any]) -> None:
    channel.send(REPLY, json.dumps(message).encode())


def receive(channel: Channel) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(channel.receive()[1])
    return message


def send_job(channel: Channel, job: Job) -> None:
    send(channel, asdict(job))


def receive_job(channel: Channel) -> Job:
    return Job(**receive(channel))
