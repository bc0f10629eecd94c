"""pydantic's error types, said in French."""

from collections.abc import Mapping
from typing import Any

MESSAGES = {
    "missing": "Cette réponse est obligatoire.",
    "string_type": "Un texte est attendu.",
    "string_too_short": "Au moins {min_length} caractères sont attendus.",
    "string_too_long": "C’est trop long : {max_length} caractères au plus.",
    "string_pattern_mismatch": "La forme de cette réponse n’est pas reconnue.",
    "too_short": "Choisissez au moins {min_length} réponse(s).",
    "too_long": "Choisissez {max_length} réponses au plus.",
    "int_parsing": "Un nombre entier est attendu.",
    "int_type": "Un nombre entier est attendu.",
    "int_from_float": "Un nombre entier est attendu.",
    "int_parsing_size": "Ce nombre est trop grand.",
    "float_parsing": "Un nombre est attendu.",
    "float_type": "Un nombre est attendu.",
    "finite_number": "Un nombre est attendu.",
    "decimal_parsing": "Un nombre est attendu.",
    "bool_parsing": "Répondez par oui ou par non.",
    "greater_than": "La valeur doit être supérieure à {gt}.",
    "greater_than_equal": "La valeur doit être d’au moins {ge}.",
    "less_than": "La valeur doit être inférieure à {lt}.",
    "less_than_equal": "La valeur doit être d’au plus {le}.",
    "enum": "Ce choix n’existe pas.",
    "literal_error": "Ce choix n’existe pas.",
    "list_type": "Une liste de réponses est attendue.",
    "date_parsing": "Cette date n’est pas reconnue : jour, mois, année.",
    "date_from_datetime_parsing": "Cette date n’est pas reconnue : jour, mois, année.",
    "date_from_datetime_inexact": "Une date sans heure est attendue.",
    "date_type": "Une date est attendue.",
    "uuid_parsing": "Cet identifiant n’est pas reconnu.",
    "uuid_type": "Cet identifiant n’est pas reconnu.",
    "url_parsing": "Cette adresse de site n’est pas reconnue : elle commence par https://.",
    "url_scheme": "L’adresse du site doit commencer par https:// ou http://.",
    "url_too_long": "Cette adresse est trop longue.",
}
EMAIL = "Cette adresse de courriel n’est pas reconnue."
OTHER = "Cette réponse n’est pas reconnue."


def french_message(error: Mapping[str, Any]) -> str:
    """The sentence for one pydantic error. Our own validators raise ValueError with a French sentence, kept as is."""
    context = error.get("ctx") or {}
    if error["type"] == "value_error":
        raised = context.get("error")
        return str(raised) if type(raised) is ValueError else EMAIL
    kind = error["type"]
    if kind in {"too_short", "too_long"} and isinstance(error.get("input"), str):
        kind = f"string_{kind}"  # pydantic says so of texts that are cleaned before they are measured
    return MESSAGES.get(kind, OTHER).format(**context)
