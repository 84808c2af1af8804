"""A signature drawn on the screen: lines between whole numbers, and nothing else.

Kept as the ``d`` of one SVG path, so that page and paper draw it alike; what a browser sends is read as
numbers and refused as anything else. Nobody's markup is ever kept.
"""

import re
from itertools import pairwise
from math import dist

from django.core.exceptions import ValidationError

WIDTH, HEIGHT = 600, 200
"""The pad, in its own units."""
LONGEST = 60_000
LEAST_INK = 40.0
"""How long the lines must be together: a tap by mistake is no signature."""
POINT = r"[0-9]{1,3} [0-9]{1,3}"
PATH = re.compile(rf"(?:M{POINT}(?:L{POINT})*)+", re.ASCII)
NOT_DRAWN = "Sign in the box, or choose another way to sign"


def read_strokes(text: str) -> str:
    """The path as it is kept; raises ValidationError unless it is lines on the pad, and enough of them."""
    if len(text) > LONGEST or not PATH.fullmatch(text):
        raise ValidationError(NOT_DRAWN, code="not_drawn")
    lines = [
        [tuple(int(number) for number in point.split(" ")) for point in line.split("L")]
        for line in text[1:].split("M")
    ]
    if any(x > WIDTH or y > HEIGHT for line in lines for x, y in line):
        raise ValidationError(NOT_DRAWN, code="not_drawn")
    if sum(dist(*pair) for line in lines for pair in pairwise(line)) < LEAST_INK:
        raise ValidationError("That is too short for a signature. Sign again", code="not_drawn")
    return text


def drawing(path: str) -> str:
    """The strokes as a whole SVG picture, for paper; ``path`` is one that ``read_strokes`` gave."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}"><path d="{path}" fill="none" stroke="#212b32" stroke-width="5"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
