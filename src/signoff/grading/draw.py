"""From which number a grading draws its data: the course's public seed, one that is given, or one made from a secret."""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass

from signoff.course import Course
from signoff.errors import OperatorError
from signoff.sandbox.isolation import hide

VARIABLE, COHORT_VARIABLE = "SIGNOFF_SEED", "SIGNOFF_COHORT"
_MIN_CHARACTERS = 22
"""128 bits take so many characters of base64; a shorter secret could be found by trying."""


@dataclass(frozen=True)
class Draw:
    """What seeds come from. Everybody who is graded on one draw gets the same data.

    Attributes:
        seed: the public seed; None when the seeds come from a secret.
        secret: the secret text; empty when the seed is public.
        cohort: who shares the draw: a commit, a course date. Part of what a secret's seeds are made from.
    """

    seed: int | None
    secret: str = ""
    cohort: str = ""

    def seed_of(self, exercise_id: str) -> int:
        """The seed of one exercise: the public one, or 31 bits from the secret, which tell nothing about other seeds."""
        if self.seed is not None:
            return self.seed
        return int.from_bytes(self._keyed(f"seed\0{self.cohort}\0{exercise_id}")[:4], "big") >> 1

    def fingerprint_of(self, exercise_id: str) -> str | None:
        """What a secret seed's owner can recognise it by, and nobody else can turn back; None for a public seed."""
        return self._keyed(f"fingerprint\0{self.cohort}\0{exercise_id}").hex()[:16] if self.secret else None

    def _keyed(self, text: str) -> bytes:
        return hmac.digest(self.secret.encode(), text.encode(), hashlib.sha256)


def draw_of(course: Course, seed: int | None, environment: Mapping[str, str] = os.environ) -> Draw:
    """The draw that was asked for: `--seed`, else the secret in `SIGNOFF_SEED`, else the course's own seed.

    Raises:
        OperatorError: the secret could be guessed.
    """
    secret = environment.get(VARIABLE, "").strip()
    if seed is not None or not secret:
        return Draw(course.facts.seed if seed is None else seed)
    if len(secret) < _MIN_CHARACTERS:
        raise OperatorError(
            f"{VARIABLE} holds {len(secret)} characters, expected a secret of at least {_MIN_CHARACTERS} (128 bits), as "
            'from: python -c "import secrets; print(secrets.token_hex())". A number that may be known is given by --seed.'
        )
    hide()  # the secret stands in this process's environment
    return Draw(None, secret, environment.get(COHORT_VARIABLE, ""))
