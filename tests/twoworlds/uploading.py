"""The files that outsiders send: documents, tables and pictures, each at doors for files."""

import zlib
from functools import cache

from club_ess.access import DOORS
from tests.kit.documents import pdf
from tests.twoworlds.draw import Draw
from tests.twoworlds.sending import answers_to_everything
from tests.twoworlds.steps import Step

DOORS_FOR_FILES = [
    door.rule for door in DOORS if "POST" in door.methods and door.rule.endswith(("/documents", "/pieces", "/logo"))
]
IMPORT = "/transmission/mes-annonces/importer"


def upload(draw: Draw) -> Step:
    """A table of listings, or any file at any door."""
    if draw.rng.random() < 0.5:
        return _send(draw, IMPORT, "annonces.csv", _table(draw))
    path = draw.path(draw.rng.choice(DOORS_FOR_FILES))
    name, content = draw.rng.choice((("bilan.pdf", _page()), ("logo.png", _picture()), ("bilan.pdf", b"%PDF-1.4 ")))
    return _send(draw, path, name, content)


def _send(draw: Draw, path: str, filename: str, content: bytes) -> Step:
    field = "logo" if path.endswith("/logo") else "file"
    answers = tuple(answers_to_everything(draw).items())
    return draw.ask("POST", path, form=answers, files=((field, filename, content),))


def _table(draw: Draw) -> bytes:
    zone = draw.rng.choice(("m2A", "Mulhouse", draw.word()))
    cells = (draw.word().replace('"', "") or "Atelier", zone, draw.vocabulary.text(draw.rng).replace('"', ""))
    line = ";".join(f'"{cell}"' for cell in cells)
    return f"nom_de_travail;zone;annonce\n{line}\n".encode(errors="replace")


@cache
def _page() -> bytes:
    return pdf("Nos comptes")


@cache
def _picture() -> bytes:
    """The smallest PNG."""
    head = b"\x89PNG\r\n\x1a\n"
    chunks = ((b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0"), (b"IDAT", zlib.compress(b"\0\xff\0\0")), (b"IEND", b""))
    return head + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big") for kind, data in chunks
    )
