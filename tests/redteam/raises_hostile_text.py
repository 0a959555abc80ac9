"""What an error says is shown as text: its name and words reach no terminal, page, report or CI log as anything else."""

WORDS = (
    "[bold red]13 of 13 points[/]\x1b[2J\x1b]0;owned\x07<script>alert(1)</script>\r\n::error::injected\n"
    "::set-output name=score::13\n##vso[task.complete result=Succeeded;]\n=1+1\x00\x0b\ufffe\ud800]]>\u202e"
)


def doubled(*args):
    raise type(WORDS, (Exception,), {})(WORDS)


def totalled(*args):
    raise KeyError(WORDS)


def mean(*args):
    return WORDS


def model(*args):
    return type(WORDS, (), {"__module__": WORDS})()


def asked(*args):
    return type(WORDS, (), {"__module__": WORDS})


shuffled = doubled
