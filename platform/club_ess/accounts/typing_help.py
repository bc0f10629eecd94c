"""What the field of a commune needs on any page: see templates/accounts/_commune.html."""

from typing import Any

from flask import url_for

from club_ess.reference.communes import communes
from club_ess.reference.typed_communes import commune_label


def commune_help() -> dict[str, Any]:
    """A context processor: the labels of the area's communes, and where to ask for the others."""
    return {
        "communes": [commune.label for commune in communes().values() if commune.is_m2a],
        "commune_label": commune_label,
        "suggestions_url": url_for("accounts.suggest_communes"),
    }
