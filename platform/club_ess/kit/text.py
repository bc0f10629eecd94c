"""People's Markdown, made safe."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "s", "hr"}
OPTIONS = {"html": False, "linkify": True, "breaks": True}
_markdown = MarkdownIt("commonmark", OPTIONS).enable(["linkify", "strikethrough"])


def markdown(source: str) -> Markup:
    """Safe HTML: no raw HTML, no image, no script; links open outside without telling where they come from."""
    html = nh3.clean(
        _markdown.render(source), tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc",
    )
    return Markup(html)  # noqa: S704 nh3 has just cleaned it


def excerpt(text: str, length: int = 180) -> str:
    """The first words of a text, cut between words, in at most `length` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"
