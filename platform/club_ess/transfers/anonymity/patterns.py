"""What has a shape of its own: addresses of all kinds, numbers, years. Expects a cleaned text.

linkify-it (already in the house, for Markdown) knows links and mail addresses better than we would.
"""

import re
from collections.abc import Iterator
from functools import cache

from linkify_it import LinkifyIt  # type: ignore[import-untyped]

from club_ess.transfers.anonymity.words import Span

MORE_ENDINGS = ["alsace", "bzh", "eu", "paris", "tech", "store", "shop"]
I = re.IGNORECASE  # noqa: E741

SPELT_EMAIL = re.compile(
    r"[\w.+-]{2,40}\s?(?:\(at\)|\[at\]|\sarobase\s|\(arobase\))\s?[\w-]{1,40}(?:\.[\w-]{1,20}){0,3}", I
)
PHONE = re.compile(
    r"(?<![\d.])(?:(?:\+|00)\s?33[\s.\-]?(?:\(0\)[\s.\-]?)?|0)[1-9](?:[\s.\-/]{0,2}\d{2}){4}(?!\d)"
    r"|(?<![\d+])(?:\+|00)[1-9]\d{0,2}(?:[\s.\-/]?\(?\d{1,4}\)?){3,6}(?!\d)"
)
SIREN = re.compile(
    r"(?:\bFR[\s.]?\d{2}[\s.]?|(?<!\d))\d{3}[\s.\-]?\d{3}[\s.\-]?\d{3}(?:[\s.\-]?\d{2,3}[\s.\-]?\d{2,3})?(?!\d)", I
)
UNIT = r"(?:€|euros?\b|eur\b)"
AMOUNT = re.compile(
    rf"(?<![\d,.])\d[\d\s.,]{{0,18}}(?:k|m|md|mille|milliers?|millions?)?\s?(?:d['’]\s?)?{UNIT}|€\s?\d[\d.,]{{0,15}}", I
)
STAFF = re.compile(
    r"(?<![\d,.])\d{1,5}(?:[.,]\d{1,2})?\s(?:(?:emplois?|postes?)\b|etp\b|équivalents?[\s-]temps|(?:\w+\s){0,1}"
    r"(?:salarié|employé|collaborateur|collaboratrice|travailleur|travailleuse)\w{0,4})", I,
)
WAY = (
    r"(?:rue|avenue|av\.|boulevard|bd|blvd|place|pl\.|allées?|chemin|route|rte|impasse|quai|cours|faubourg|fbg|square|"
    r"passage|sentier|cité|rond-point|esplanade|promenade|z\.?i\.?|z\.?a\.?c?\.?|lotissement|parc d['’]activités?)"
)
NUMBERED = rf"(?<!\d)\d{{1,4}}\s?(?:bis|ter|quater|[a-d])?\s?,?\s{WAY}(?=[\s,]).{{0,40}}?(?=[,;.:!?\n)|]|$)"
LINKING = r"(?:(?:de|du|des|la|le|les)\s|(?:l|d)['’]\s?){0,3}"
CAPITALISED = r"[A-ZÀ-Þ][\w'’-]*"
NAMED = (
    rf"\b(?i:rue|avenue|boulevard|allée|impasse|quai|faubourg|chemin|route|square)\s{LINKING}{CAPITALISED}"
    rf"(?:[\s-](?:(?:de|du|des|la)\s|d['’])?{CAPITALISED})*"
)
BOX = r"\b(?:BP|CS)\s?\d{2,6}\b|\b\d{5}\s+[A-ZÀ-Þ][\w'’ -]{2,30}?\s+(?i:cedex)\b|\b(?i:cedex)\b"
ADDRESS = re.compile(rf"(?i:{NUMBERED})|{NAMED}|{BOX}")
BORN = r"(?:fondé|créé|cree|né|établi|constitué|inauguré|lancé|ouvert)e?s?\b[^.!?\n|]{0,40}?"
ITS_BIRTH = (
    r"(?:fondation|création|naissance)\s?(?:de\s(?:l['’]\s?|la\s)(?:association|structure|entreprise|société|coopérative)\s)?"
    r"(?:en|:|le|date de)\s?[^.!?\n|]{0,15}?"
)
PAST_YEAR = r"(?<!\d)(?:1[89]|20)\d\d(?!\d)"
YEAR = re.compile(
    rf"\b(?:{BORN}|{ITS_BIRTH}|depuis\s(?:[\w'’]+\s){{0,3}}){PAST_YEAR}|\b\d{{1,3}}(?:e|ème|ième)\sanniversaire", I
)


@cache
def _linkify() -> LinkifyIt:
    return LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True}).tlds(MORE_ENDINGS, True)


def _links(text: str) -> Iterator[tuple[bool, Span]]:
    for found in _linkify().match(text) or ():
        yield found.schema == "mailto:", (found.index, found.last_index)


def find_emails(text: str) -> Iterator[Span]:
    yield from (span for is_mail, span in _links(text) if is_mail)
    yield from _spans(SPELT_EMAIL, text)


def find_links(text: str) -> Iterator[Span]:
    """Not « équipe.Il »: a full stop without its space looks like a domain, but domains are not capitalised."""
    for is_mail, (start, end) in _links(text):
        if not is_mail and not re.fullmatch(r"[^./|]+\.[A-ZÀ-Þ][a-zà-þ]*", text[start:end]):
            yield start, end


def find_phones(text: str) -> Iterator[Span]:
    """French ones, and international ones of neighbours."""
    return _spans(PHONE, text)


def find_sirens(text: str) -> Iterator[Span]:
    """SIREN, SIRET, VAT and association numbers: nine digits or fourteen, right or wrong (a slip still tells)."""
    return _spans(SIREN, text)


def find_amounts(text: str) -> Iterator[Span]:
    """Every figure in euros: the brackets of the form are there to say it."""
    return _spans(AMOUNT, text)


def find_staff(text: str) -> Iterator[Span]:
    return _spans(STAFF, text)


def find_addresses(text: str) -> Iterator[Span]:
    return _spans(ADDRESS, text)


def find_foundation_years(text: str) -> Iterator[Span]:
    return _spans(YEAR, text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (found.span() for found in pattern.finditer(text))
