"""Where the bytes of confidential documents are: one file each, named by the id of its row, for this process alone."""

import os
import uuid
from pathlib import Path

from flask import current_app

from club_ess.kit.errors import NotFound


def write(document_id: uuid.UUID, pdf: bytes) -> None:
    """Keeps the bytes; they are on the disk when this returns. Write before the row says that they exist."""
    path = _path(document_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    draft = path.with_suffix(".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read(document_id: uuid.UUID) -> bytes:
    """Ask for the row first: nothing is checked here. Raises NotFound when the bytes are gone."""
    try:
        return _path(document_id).read_bytes()
    except FileNotFoundError:
        raise NotFound() from None


def delete(document_id: uuid.UUID) -> None:
    """After the row says that it is removed; deleting twice is the same as once."""
    _path(document_id).unlink(missing_ok=True)


def _path(document_id: uuid.UUID) -> Path:
    folder: Path = current_app.config["CLUB"].data / "documents"
    return folder / f"{document_id}.pdf"
