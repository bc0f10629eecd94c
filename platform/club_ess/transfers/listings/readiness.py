"""What a teaser lacks before a moderator may read it, and how far the preparation is."""

from dataclasses import dataclass

from flask import url_for

from club_ess.kit import clock
from club_ess.kit.errors import Invalid
from club_ess.transfers.calendar import quarters_from
from club_ess.transfers.listings.fields import PAST_QUARTER
from club_ess.transfers.listings.inputs import SHORTEST_TEASER
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.recognition import check_publishable

NO_ROUTE = "Cochez au moins une façon de transmettre."
TOO_SHORT = f"Écrivez au moins {SHORTEST_TEASER} caractères : c’est ce que les repreneurs liront d’abord."


@dataclass(frozen=True)
class Item:
    """One line of the checklist. `detail` says what was done, or why it helps."""

    label: str
    detail: str
    is_done: bool
    is_needed: bool
    url: str


def check_complete(listing: Listing) -> None:
    """Raises Invalid, with every error by field of the teaser: what lacks, and what gives away."""
    errors = missing_from(listing)
    try:
        check_publishable(listing)
    except Invalid as invalid:
        errors = dict(invalid.errors) | errors
    if errors:
        raise Invalid(errors)


def missing_from(listing: Listing) -> dict[str, str]:
    errors = {}
    if not listing.routes:
        errors["routes"] = NO_ROUTE
    if len(listing.teaser_text.strip()) < SHORTEST_TEASER:
        errors["teaser_text"] = TOO_SHORT
    if listing.target_quarter and listing.target_quarter < quarters_from(clock.today(), 1)[0][0]:
        errors["target_quarter"] = PAST_QUARTER
    return errors


def is_recognisable(listing: Listing) -> bool:
    try:
        check_publishable(listing)
    except Invalid:
        return True
    return False


def checklist(listing: Listing) -> list[Item]:
    """In the order that serves a cédant best; only the needed lines are asked before publishing."""
    documents = sum(each.removed_at is None for each in listing.documents)
    added = sum(not each.is_automatic for each in listing.exclusions)
    return [
        _item(
            listing, "structure", "Votre structure", "Ses membres et ses salariés ne verront rien.",
            bool(listing.organization_id or listing.siren),
        ),
        _item(
            listing, "exclusions", "Qui ne doit rien voir", f"{added} exclusion{'s' * (added > 1)} de votre main."
            if added else "Concurrents, salariés, partenaires : dites qui.", bool(added),
        ),
        _item(
            listing, "edit", "L’annonce anonyme", "Ce que liront les repreneurs dont le projet a été relu.",
            not missing_from(listing), is_needed=True,
        ),
        _item(
            listing, "recognise", "Qui pourrait me reconnaître ?", "Vérifiez avant de publier.",
            not is_recognisable(listing), is_needed=True,
        ),
        _item(
            listing, "file", "Le dossier confidentiel", f"{len(listing.answers)} réponses écrites."
            if listing.answers else "Personne ne le lit sans votre accord, réponse par réponse.", bool(listing.answers),
        ),
        _item(
            listing, "documents", "Les documents", f"{documents} document{'s' * (documents > 1)}."
            if documents else "Comptes, bail, statuts : ouverts un par un, marqués au nom du lecteur.", documents > 0,
        ),
    ]


def _item(
    listing: Listing, door: str, label: str, detail: str, is_done: bool, *, is_needed: bool = False
) -> Item:
    return Item(label, detail, is_done, is_needed, url_for(f"listings.{door}", listing_id=listing.id))
