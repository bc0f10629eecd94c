"""What a good text says, besides the need itself: a hint before publishing, never a gate."""

import re
import unicodedata

from club_ess.postings.models import Posting

SCOPE = (
    r"objectif|livrable|resultat|perimetre|a la fin|diagnostic|plan d.action|mettre (a jour|en)|rediger|construire"
    r"|creer|remettre|refaire|realiser|preparer"
)
TRANSMISSION = (
    r"transmet|apprendre|apprenn|former|formation|autonom|montrer|expliquer|savoir[- ]faire|monter en competence"
)
REFERENT = (
    r"referent|interlocut|accueill|direct(rice|eur)|president|coordinat|responsable|encadrant|contact|notre equipe"
    r"|comptable|tresori"
)
SIGNS = {
    "ce qui sera fait à la fin de la mission": SCOPE,
    "ce que votre équipe saura faire ensuite": TRANSMISSION,
    "qui accueillera la personne": REFERENT,
}
DEADLINE = "pour quand"
DEADLINE_SIGN = (
    r"avant|d.ici|echeance|delai|urgent|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|rentree"
)


def missing_from(posting: Posting) -> list[str]:
    """Scope, transmission, referent and deadline: those that the text does not seem to speak of."""
    text = _folded(f"{posting.title} {posting.description}")
    missing = [what for what, signs in SIGNS.items() if not re.search(signs, text)]
    has_deadline = posting.starts_on or posting.ends_on or re.search(DEADLINE_SIGN, text)
    return missing if has_deadline else [*missing, DEADLINE]


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
