"""The three audiences of an error: a learner, an author of the course, an operator of the grader.

Every message is one sentence that says what is wrong and what to do; the command line prints it without a traceback.
"""


class SignoffError(Exception):
    """Something a person can mend; `exit_code` is what the command line ends with."""

    exit_code = 2


class LearnerError(SignoffError):
    """The learner asked for something that is not there, or handed in something that cannot be read."""


class AuthorError(SignoffError):
    """A file of the course is broken: a TOML, a test without points, a solution without markers."""


class OperatorError(SignoffError):
    """The grader could not do its work, which is never the same as a score of 0."""
