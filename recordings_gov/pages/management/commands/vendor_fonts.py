"""Take the fonts of printed forms and leaflets into the project."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

WEIGHTS = {400: "Regular", 700: "Bold"}
# Arabic and Urdu are Vazirmatn: what is copied or read aloud from a PDF is what was written, which
# the Noto fonts for these scripts do not manage in WeasyPrint (docs/adr/0084).
FONTS = {
    "noto-sans": ("Noto Sans", ("latin", "latin-ext")),
    "noto-sans-bengali": ("Noto Sans Bengali", ("bengali",)),
    "vazirmatn": ("Vazirmatn", ("arabic",)),
}


class Command(BaseCommand):
    """Convert the packages' woff2 files to TTF, one family name to a file.

    A family spread over several files prints wrong glyphs in WeasyPrint, so each file names itself.
    """

    help = "Convert the fonts of the npm packages @fontsource/… into static/fonts"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder node_modules/@fontsource")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        target = settings.BASE_DIR / "static" / "fonts"
        target.mkdir(parents=True, exist_ok=True)
        for package, (family, subsets) in FONTS.items():
            if not (folder / package / "files").is_dir():
                raise CommandError(f"{folder / package} is not there: give the folder of the packages")
            for subset in subsets:
                convert(folder / package / "files", target, package, family, subset)
            shutil.copy(folder / package / "LICENSE", target / f"OFL-{package}.txt")


def convert(files: Path, target: Path, package: str, family: str, subset: str) -> None:
    """One subset of one family, in both weights."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    for weight, style in WEIGHTS.items():
        font = TTFont(files / f"{package}-{subset}-{weight}-normal.woff2", recalcTimestamp=False)
        font.flavor = None
        rename(font, family=f"{family} {subset}", style=style)
        font.save(target / f"{package}-{subset}-{weight}.ttf")


def rename(font: Any, *, family: str, style: str) -> None:
    """Give the file a family name of its own; the style stays Regular or Bold."""
    names = font["name"]
    for typographic in (16, 17, 21, 22, 25):
        names.removeNames(nameID=typographic)
    full = family if style == "Regular" else f"{family} {style}"
    for name_id, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", "-"))):
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)
