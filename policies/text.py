"""Text that people write, as safe HTML: a small part of Markdown, and no HTML of their own."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

CLASSES = {
    "heading_open": {"h2": "nhsuk-heading-m", "h3": "nhsuk-heading-s", "h4": "nhsuk-heading-xs"},
    "bullet_list_open": {"ul": "nhsuk-list nhsuk-list--bullet"},
    "ordered_list_open": {"ol": "nhsuk-list nhsuk-list--number"},
    "link_open": {"a": "nhsuk-link"},
    "table_open": {"table": "nhsuk-table nhsuk-table--compact"},
    "thead_open": {"thead": "nhsuk-table__head"},
    "tbody_open": {"tbody": "nhsuk-table__body"},
    "tr_open": {"tr": "nhsuk-table__row"},
    "th_open": {"th": "nhsuk-table__header"},
    "td_open": {"td": "nhsuk-table__cell"},
}

FRAME = '<div class="app-words__table" tabindex="0" role="group" aria-label="Table, may be moved sideways">'


def html(words: str) -> SafeString:
    """Paragraphs, lists, emphasis, links and tables; HTML is shown as it was typed, pictures are not."""
    parser = _parser()
    tokens = parser.parse(words)
    _dress(tokens)
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))  # noqa: S308 - the parser escapes


def problem_with(words: str) -> str:
    """Why these words cannot be a section's text, in a sentence; empty when they can.

    HTML is never taken out silently: whoever wrote it is told, and keeps what they wrote.
    """
    if not words.strip():
        return "Write the words of this section"
    if "<" not in words:
        return ""
    for token in _with_inline(_html_finder().parse(words)):
        if token.type in ("html_block", "html_inline"):
            found = token.content.strip().splitlines()[0][:40]
            return f"Take out the HTML, it is not used here: {found}"
    return ""


def _with_inline(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


@cache
def _html_finder() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["image", "html_block", "html_inline"])
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _table_open(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """A wide table moves sideways in its own frame, by keyboard too, and the page does not."""
    return FRAME + renderer.renderToken(tokens, at, options, env)


def _table_close(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"{renderer.renderToken(tokens, at, options, env)}</div>\n"


def _dress(tokens: Sequence[Token]) -> None:
    for token in tokens:
        named = CLASSES.get(token.type, {}).get(token.tag)
        if named:
            token.attrSet("class", named)
        if token.type in ("th_open", "td_open"):
            token.attrs.pop("style", None)
        if token.type == "th_open":
            token.attrSet("scope", "col")
        _dress(token.children or ())
