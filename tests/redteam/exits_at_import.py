"""No exit status is ever a pass: ends with 0 before a question is asked."""

import os

os._exit(0)
