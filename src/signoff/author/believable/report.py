"""The evidence of a world as one HTML page that needs nothing but itself."""

import base64
import io
from importlib import import_module
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from signoff.author.believable.evidence import Claim, Evidence, Picture
from signoff.worlds.tables import WORLDS, dictionary


def evidence(world: str) -> Evidence:
    """The evidence of the world with this name, at its `course` preset and the course's seed."""
    found: Evidence = import_module(f"signoff.author.believable.{world}").evidence()
    return found


def page(found: Evidence) -> str:
    """Claims with their bounds and sources, published figures beside ours, and every picture."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    css = (files("signoff.grading.reports") / "templates" / "report.css").read_text(encoding="utf-8")
    template = (files("signoff.author.believable") / "page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(template).render(
        found=found,
        world=dictionary(found.world),
        worlds=WORLDS,
        claims=[(claim, _shown(claim, claim.measured), _bounds(claim)) for claim in found.claims],
        pictures=[(one.title, _png(one)) for one in found.pictures],
        css=css,
    )


def _shown(claim: Claim, number: float) -> str:
    return format(number, claim.unit)


def _bounds(claim: Claim) -> str:
    if claim.low is None and claim.high is None:
        return "told, not judged"
    if claim.low is None or claim.high is None:
        only, word = (claim.high, "at most") if claim.low is None else (claim.low, "at least")
        return f"{word} {_shown(claim, only or 0)}"
    return f"{_shown(claim, claim.low)} to {_shown(claim, claim.high)}"


def _png(picture: Picture) -> str:
    figure = Figure(figsize=(8.5, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    picture.draw(figure.add_subplot())
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=110)
    return base64.b64encode(held.getvalue()).decode("ascii")
