"""Take NHS.UK frontend's compiled files into the project."""

import re
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

UNUSED = re.compile(
    r"nhsuk-(action-link|card--(care|emergency|urgent|non-urgent|primary|secondary|top-task)|card-group|code"
    r"|contents-list|do-dont|expander|header__search|hero|image|link-image|pagination|panel"
    r"|promo|scroll|search-input|table-responsive|tabs|u-static|\w+--(white|brand|login))|nhsuk-[\w-]+--reverse$"
    r"|nhsuk-(body-[lm]|button-group--small|caption(-xl|-xxl|-m|--bottom)?|card--(warning|clickable)"
    r"|card__(actions?|heading-container|heading--feature|content--primary)|footer__(heading|navigation)"
    r"|heading-xxs|link--(text-colour|no-underline)|list--cross|section-break--xl|table__heading-tab"
    r"|summary-list__actions-list(-item)?|table--no-[\w-]+|summary-list--no-last-row-border"
    r"|summary-list__row--no-border|table--(responsive|striped)|table-container|table__(caption--\w+|panel-with-heading-tab)"
    r"|grid-column-(full|one-half|[\w-]+-quarters?)|width-container-fluid"
    r"|form-group--inline|input-wrapper__\w+|input__(prefix|suffix|wrapper)|lede-text--small"
    r"|main-wrapper--l|section-break--l|label--xl|u-(clear|float-\w+|font-monospace|nowrap|reading-width)"
    r"|u-display-((inline-)?block|inline|none-print|none-(from|until)-(mobile|desktop))"
    r"|u-((margin|padding)-((bottom|left|right)-)?\d|padding-top-\d|margin-top-[016-9]|font-size-\d+"
    r"|width-[\w-]+|(one|two|three)-[\w-]+))$"
)
UNUSED_SCRIPTS = ("Code", "Scroll", "Table", "Tabs")
EXPANDED = 'e.setAttribute("aria-expanded",e.checked.toString())'
START = """
const start=()=>{document.body.classList.add("js-enabled","nhsuk-frontend-supported");initAll()};
start();
document.addEventListener("app:page",start);
document.addEventListener("htmx:load",({detail:{elt}})=>{
if(elt!==document.body&&elt.parentElement)initAll({scope:elt.parentElement,onError(){}})});
"""


class Command(BaseCommand):
    """Vendor NHS.UK frontend, so that the project needs no node build and asks no other host.

    Six edits: the two outside fonts go, absolute image addresses become relative, the source maps go,
    the script starts itself (a strict policy forbids the inline script that does it upstream), radios
    lose ``aria-expanded``, which ARIA does not allow on them, and styles and scripts of what no page has go.
    """

    help = "Copy nhsuk-frontend's compiled CSS, JavaScript and icons into static/vendor/nhsuk"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path, help="the folder node_modules/nhsuk-frontend")

    def handle(self, *_args: Any, package: Path, **_options: Any) -> None:
        source = package / "dist" / "nhsuk"
        if not source.is_dir():
            raise CommandError(f"{source} is not there: give the folder of the npm package nhsuk-frontend")
        target = settings.BASE_DIR / "static" / "vendor" / "nhsuk"
        images = target / "images"
        images.mkdir(parents=True, exist_ok=True)
        styles = stylesheet((source / "nhsuk-frontend.min.css").read_text())
        (target / "nhsuk.min.css").write_text(styles)
        (target / "nhsuk.min.js").write_text(script((source / "nhsuk-frontend.min.js").read_text()))
        wanted = {*re.findall(r"url\(images/([^)]+)\)", styles), "favicon.svg", "nhsuk-icon-180.png"}
        for name in wanted:
            shutil.copy(source / "assets" / "images" / name, images / name)


def stylesheet(css: str) -> str:
    """The style sheet without outside fonts, unused components and absolute addresses."""
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).replace("/assets/images/", "images/")
    return _kept(tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True)) + "\n"


def script(javascript: str) -> str:
    """The ES module, starting itself on the page and on whatever htmx puts into it."""
    javascript = re.sub(r"//# sourceMappingURL=.*", "", javascript).rstrip()
    if EXPANDED not in javascript:
        raise CommandError("nhsuk-frontend marks opened questions in a new way: look at EXPANDED again")
    javascript = javascript.replace(EXPANDED, f'"checkbox"===e.type&&{EXPANDED}')
    exported = re.search(r"(\S+?) as initAll", javascript)
    name = re.split(r"[,{]", exported.group(1))[-1] if exported else "initAll"
    return _used(javascript) + "".join(START.splitlines()).replace("initAll(", f"{name}(") + "\n"


def _used(javascript: str) -> str:
    """The module without the components that no page has, and without exports that nobody imports."""
    for name in UNUSED_SCRIPTS:
        parts = (
            rf"class {name} extends .*?(?=(const \w+=[^;]*;)?class [A-Z]\w+ extends |function initAll\()",
            rf",\[{name},\w+\.\w+\]",
        )
        for part in parts:
            javascript, found = re.subn(part, "", javascript, flags=re.DOTALL)
            if found != 1:
                raise CommandError(f"nhsuk-frontend bundles {name} in a new way: look at _used again")
    unused = "|".join(UNUSED_SCRIPTS)
    rest = rf"({unused})\.moduleName=.*?(?=export\{{)|export\{{[^}}]*\}};"
    # Each component's own starter was for importers: initAll starts them all.
    starter = r"function init(?!All)\w+\(\w+\)\{.*?\}(?=([A-Z]\w+)\.(?!moduleName\})\w+=)"
    return re.sub(f"{rest}|{starter}", "", javascript, flags=re.DOTALL)


def _kept(rules: list[Any]) -> str:
    parts = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [text for text, used in _selectors(rule.prelude) if used]
            if selectors:
                parts.append(f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.at_keyword == "font-face":
            continue
        elif rule.at_keyword in ("media", "supports"):
            inside = _kept(tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True))
            if inside:
                parts.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inside}}}")
        else:
            parts.append(rule.serialize())
    return "".join(parts)


def _selectors(prelude: list[Any]) -> list[tuple[str, bool]]:
    """Each selector of a rule, and whether a page may use it; names inside :is() or :not() do not count."""
    groups: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            groups.append([])
        else:
            groups[-1].append(part)
    return [
        (
            tinycss2.serialize(group).strip(),
            not any(part.type == "ident" and UNUSED.match(part.value) for part in group),
        )
        for group in groups
    ]
