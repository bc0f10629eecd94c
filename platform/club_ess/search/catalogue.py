"""The club's one catalogue: its index folder, opened once a process."""

from typing import cast

from flask import current_app

from club_ess.config import Settings
from search_index import Catalogue

KEY = "club_catalogue"


def get_catalogue() -> Catalogue:
    """Safe to share between threads. Opens lazily, so that forked workers never share what a parent opened."""
    if KEY not in current_app.extensions:
        settings = cast(Settings, current_app.config["CLUB"])
        current_app.extensions.setdefault(KEY, Catalogue(settings.index_folder))
    return cast(Catalogue, current_app.extensions[KEY])


def forget_catalogue() -> None:
    """After an error: what was open belongs to an index that is no more; the next call opens what is there now."""
    current_app.extensions.pop(KEY, None)
