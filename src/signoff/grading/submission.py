"""Taking the one file of a submission: a regular file of reasonable size, and nothing else."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from signoff.errors import LearnerError

MAX_BYTES = 1 << 20


@dataclass(frozen=True)
class SubmissionFile:
    """The bytes of a submission, and the sentence for what is plainly wrong with them (then it earns 0 unrun)."""

    text: bytes
    problem: str | None = None


def read_submission(path: Path, exercise_id: str) -> SubmissionFile:
    """The content of a submitted file.

    Raises:
        LearnerError: there is no file to grade: missing, a directory, a link, a device, unreadable or too large.
    """
    slug = exercise_id.split("/")[1]
    try:
        # O_NOFOLLOW and fstat on what was opened: what was checked is what is read
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise LearnerError(f"{path}: no such file; give the {slug}.py that answers {exercise_id}.") from None
    except OSError as error:
        why = (
            "a symbolic link; give the file itself" if path.is_symlink() else f"{error.strerror}; give a readable file"
        )
        raise LearnerError(f"{path}: {why}.") from None
    try:
        kind = os.fstat(descriptor)
        if stat.S_ISDIR(kind.st_mode):
            raise LearnerError(f"{path}: a directory; give the file in it, such as {path / slug}.py.")
        if not stat.S_ISREG(kind.st_mode):
            raise LearnerError(f"{path}: not a regular file; give the {slug}.py that answers {exercise_id}.")
        text = b""
        while part := os.read(descriptor, MAX_BYTES + 1 - len(text)):
            text += part
    finally:
        os.close(descriptor)
    if len(text) > MAX_BYTES:
        raise LearnerError(f"{path}: larger than {MAX_BYTES >> 20} MB; a submission is one Python file, without data.")
    return SubmissionFile(text, _problem(text, slug))


def _problem(text: bytes, slug: str) -> str | None:
    if not text.strip():
        return f"{slug}.py is empty: start from the starter (signoff reset brings it back)."
    if b"\0" in text:
        return f"{slug}.py holds zero bytes, so it is no Python text: save it as UTF-8."
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        return f"{slug}.py is not UTF-8 text (line {line}, byte {error.start}): save it as UTF-8."
    return None
