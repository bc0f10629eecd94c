"""Titles and excerpts as escaped HTML: whatever people typed, the only tag that comes out is <mark>."""

from collections.abc import Container
from html import escape

from search_index.analyzers import Token, analyze, normalize

EXCERPT_LENGTH = 240


def mark_words(text: str, terms: Container[str]) -> str:
    """The whole text, escaped, with every word of these terms in <mark>."""
    text = normalize(text)
    return _marked(text, [token for token in analyze(text) if token.term in terms], 0, len(text))


def excerpt(text: str, terms: Container[str], length: int = EXCERPT_LENGTH) -> str:
    """The stretch of the text that holds most of these terms, escaped and marked, cut between words."""
    text = normalize(text)
    tokens = [token for token in analyze(text) if token.term in terms]
    start, end = _densest(text, tokens, length)
    body = _marked(text, [token for token in tokens if start <= token.start and token.end <= end], start, end)
    return ("… " if start else "") + body + (" …" if end < len(text) else "")


def _marked(text: str, tokens: list[Token], start: int, end: int) -> str:
    pieces, at = [], start
    for token in tokens:
        pieces += [escape(text[at : token.start]), "<mark>", escape(text[token.start : token.end]), "</mark>"]
        at = token.end
    return "".join([*pieces, escape(text[at:end])])


def _densest(text: str, tokens: list[Token], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    begins = [max(0, token.start - length // 6) for token in tokens] or [0]
    start = max(
        begins,
        key=lambda begin: (
            len({t.term for t in tokens if begin <= t.start and t.end <= begin + length}),
            -begin,
        ),
    )
    start = min(start, len(text) - length)
    if start:
        space = text.find(" ", start, start + length // 6)
        start = space + 1 if space >= 0 else start
    end = start + length
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", start, end)
    return start, space if space > start else end
