"""What a line of an imported table may say: the answers of the teaser, and what its form asks besides."""

from pydantic import Field

from club_ess.kit.forms import Submitted
from club_ess.transfers.listings.inputs import NICKNAME_HELP, Nickname, TeaserFields

FILE_HELP = "Format CSV, en UTF-8, colonnes séparées par des points-virgules. 200 lignes et 1 Mo au plus."


class ImportedTeaser(TeaserFields):
    """One draft to make. Every answer may wait, as on the form."""

    nickname: Nickname | None = Field(None, title="Nom de travail", description=NICKNAME_HELP)
    may_be_relayed: bool = Field(False, title="Relais")


class ImportFile(Submitted):
    """The key of the form; the file itself comes beside it."""


class AskedFile(ImportFile):
    """The form as people see it."""

    file: str = Field(title="Fichier", description=FILE_HELP)
