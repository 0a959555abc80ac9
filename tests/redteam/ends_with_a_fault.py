"""A crash in compiled code is an error, not a pass and not the grader's end."""

import faulthandler

faulthandler._sigsegv()
