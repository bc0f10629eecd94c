"""What may differ between two worlds and tells nothing. Each mask is a reason to look away: there are as few as can be.

The product's clock needs none, because it is pinned; neither do ids.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mask:
    """`pattern`'s groups 1 and 2 are kept, what is between them is not compared."""

    name: str
    pattern: re.Pattern[bytes]
    reason: str


MASKS = (
    Mask("nonce in the policy", re.compile(rb"('nonce-)[A-Za-z0-9_-]+(')"), "random for each answer, by design"),
    Mask("nonce on a script", re.compile(rb'(\bnonce=")[A-Za-z0-9_-]+(")'), "the same value, in the page"),
    Mask(
        "form token", re.compile(rb'((?:name="csrf_token" value|name="csrf-token" content)=")[^"]+(")'),
        "a signature over a random value of the session",
    ),
    Mask("date of a file", re.compile(rb"(\nDate: )[^\n]+(\n|$)"), "Werkzeug writes the machine's clock on files"),
    Mask("cookie value", re.compile(rb"(Set-Cookie: \w+=)[^;\n]+(;)"), "a random value of the session, signed"),
)


def masked(data: bytes) -> bytes:
    for mask in MASKS:
        data = mask.pattern.sub(rb"\1" + b"[" + mask.name.encode() + b"]" + rb"\2", data)
    return data
