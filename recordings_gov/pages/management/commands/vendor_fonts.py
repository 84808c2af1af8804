"""Take the fonts of printed forms into the project."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SUBSETS = ("latin", "latin-ext")
WEIGHTS = {400: "Regular", 700: "Bold"}


class Command(BaseCommand):
    """Convert the package's woff2 files to TTF, one family name to a file.

    A family spread over several files prints wrong glyphs in WeasyPrint, so each file names itself.
    """

    help = "Convert Noto Sans from the npm package @fontsource/noto-sans into static/fonts"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path, help="the folder node_modules/@fontsource/noto-sans")

    def handle(self, *_args: Any, package: Path, **_options: Any) -> None:
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

        if not (package / "files").is_dir():
            raise CommandError(f"{package}/files is not there: give the folder of @fontsource/noto-sans")
        target = settings.BASE_DIR / "static" / "fonts"
        target.mkdir(parents=True, exist_ok=True)
        for subset in SUBSETS:
            for weight, style in WEIGHTS.items():
                font = TTFont(package / "files" / f"noto-sans-{subset}-{weight}-normal.woff2")
                font.flavor = None
                rename(font, family=f"Noto Sans {subset}", style=style)
                font.save(target / f"noto-sans-{subset}-{weight}.ttf")
        shutil.copy(package / "LICENSE", target / "OFL-noto-sans.txt")


def rename(font: Any, *, family: str, style: str) -> None:
    """Give the file a family name of its own; the style stays Regular or Bold."""
    names = font["name"]
    for typographic in (16, 17, 21, 22, 25):
        names.removeNames(nameID=typographic)
    full = family if style == "Regular" else f"{family} {style}"
    for name_id, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", "-"))):
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)
