"""Passwords: argon2id, twelve characters or more, no composition rule, the common ones refused."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
COMMON = Path(__file__).parent / "data" / "common_passwords.txt"
_hasher = PasswordHasher()
# Each hashing takes 64 MiB: a burst of sign-ins waits its turn instead of exhausting the memory.
_turns = BoundedSemaphore(4)


def hash_password(password: str) -> str:
    """Slow on purpose: call it before an operation, never while one holds the write lock."""
    with _turns:
        return _hasher.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one of this hash. Without hash, takes the same time and says no."""
    try:
        with _turns:
            _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("the password of nobody")


def weakness(password: str, own_words: Iterable[str] = ()) -> str | None:
    """The French sentence that says why it would be guessed first; None when it would not."""
    folded = _fold(password)
    if folded in _common() or folded.strip("0123456789!?.*_- ") in _common() or len(set(folded)) < 4:
        return "Ce mot de passe est trop courant : il serait deviné parmi les premiers."
    rest = folded
    for word in sorted(map(_fold, own_words), key=len, reverse=True):
        rest = rest.replace(word, "") if len(word) > 2 else rest
    if len(rest) < SHORTEST / 2 and rest != folded:
        return "Ce mot de passe ressemble trop à votre nom ou à votre adresse."
    return None


@cache
def _common() -> frozenset[str]:
    return frozenset(_fold(line) for line in COMMON.read_text(encoding="utf-8").splitlines() if line)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
