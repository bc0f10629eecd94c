"""When are two names the same to a person? Case, accents, punctuation and small words do not count."""

import unicodedata
from difflib import SequenceMatcher

ARTICLES = {"la", "le", "les", "l", "de", "du", "des", "d", "et"}
FORMS = {"association", "asso", "sarl", "sas", "sa", "scop", "scic"}
ALIKE = 0.87


def sort_key(name: str) -> str:
    """How names are put in order: « Écoute » stands with the E."""
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "oe").casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())[:160]


def are_alike(a: str, b: str) -> bool:
    """Whether two sort keys may name the same structure."""
    bare_a, bare_b = _without_small_words(a), _without_small_words(b)
    return bare_a == bare_b or SequenceMatcher(None, bare_a, bare_b).ratio() >= ALIKE


def _without_small_words(key: str) -> str:
    kept = [word for word in key.split() if word not in ARTICLES | FORMS]
    return " ".join(kept) or key
