"""What the threads room accepts from outside: forms, JSON and sockets alike."""

import uuid

from pydantic import Field, field_validator

from club_ess.kit.forms import Asked, Text

LONGEST_BODY = 5000
HIGHEST_SEQ = 2**31 - 1


class PostMessage(Asked):
    """`client_uuid` is drawn by the page: the same message sent again keeps it."""

    client_uuid: uuid.UUID = Field(title="Clé du message")
    body: Text = Field(title="Votre message", max_length=LONGEST_BODY)

    @field_validator("body")
    @classmethod
    def _must_show_something(cls, body: str) -> str:
        if not any(character.isprintable() and not character.isspace() for character in body):
            raise ValueError("Écrivez quelques mots avant d’envoyer.")
        return body


class MarkRead(Asked):
    seq: int = Field(title="Dernier message lu", ge=0, le=HIGHEST_SEQ)


class CatchUp(Asked):
    """`after`: the last message that the page already shows."""

    after: int = Field(0, title="Dernier message reçu", ge=0, le=HIGHEST_SEQ)


class NameThread(Asked):
    thread: uuid.UUID = Field(title="Discussion")


class JoinThread(NameThread):
    after_seq: int = Field(0, title="Dernier message reçu", ge=0, le=HIGHEST_SEQ)
