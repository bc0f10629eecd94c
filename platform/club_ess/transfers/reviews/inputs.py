"""What a moderator answers. `version` and `people_mark` say which text, and which people, they were shown."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from club_ess.kit.forms import Asked, clean_text


class Approve(Asked):
    version: int = Field(ge=1, title="Version")
    people_mark: str = Field("", title="Équipe")


class SendBack(Asked):
    version: int = Field(ge=1, title="Version")
    comment: Annotated[str, Field(min_length=10, max_length=1000), BeforeValidator(clean_text)] = Field(
        title="Ce qu’il faut changer",
        description="L’auteur lira ces mots. Dites simplement ce qui bloque, et comment faire.",
    )
