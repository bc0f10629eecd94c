"""Could somebody be recognised? What the teaser tells, against the reference counts and the names of the file."""

from dataclasses import replace

from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit.errors import Invalid
from club_ess.organizations.models import Membership, Organization
from club_ess.reference.communes import commune_name
from club_ess.transfers.anonymity.cells import Cell
from club_ess.transfers.anonymity.counting import are_counts_loaded, count
from club_ess.transfers.anonymity.generalising import Assessment, K, assess
from club_ess.transfers.anonymity.giveaways import Giveaway, GiveawayKind, giveaways
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Listing

MISSING = "Tant que le club n’a pas chargé les chiffres de référence, l’annonce ne dit que le secteur et « toute m2A »."
UNCOUNTED = "Les chiffres de référence chargés ne comptent pas cette précision : on ne sait pas qui vous ressemble."
ALONE = f"Moins de {K} structures du territoire ressemblent à cette annonce, même sans aucune précision."


def cell_of(listing: Listing) -> Cell:
    """What the teaser tells that a reader could count."""
    return Cell(listing.section, listing.zone, listing.workforce, listing.statute)


def assessment_of(listing: Listing) -> Assessment:
    return assess(cell_of(listing), count)


def certain_giveaways(listing: Listing) -> list[Giveaway]:
    """Words of the teaser's text that tell who writes: names, places, numbers. They must go."""
    around = [organization.name for organization in owner_organizations(listing)]
    names = [name for name in (listing.answer(FileField.NAME), *around) if name]
    return giveaways(listing.teaser_text, names=names, people=[listing.owner.name])


def giveaways_of(listing: Listing) -> list[Giveaway]:
    """The same, then words of the address and of the working name: often ordinary words, which their author judges."""
    found = certain_giveaways(listing)
    places = [commune_name(each.commune_code) for each in owner_organizations(listing)]
    places += [listing.answer(FileField.COMMUNE), listing.answer(FileField.ADDRESS)]
    found += _like(listing, [place for place in places if place], GiveawayKind.ADDRESS)
    found += _like(listing, [listing.nickname], GiveawayKind.NAME)
    return list({each.words: each for each in reversed(found)}.values())[::-1]


def _like(listing: Listing, names: list[str], kind: GiveawayKind) -> list[Giveaway]:
    found = giveaways(listing.teaser_text, names=names)
    return [replace(each, kind=kind) for each in found if each.kind is GiveawayKind.NAME]


def owner_organizations(listing: Listing) -> list[Organization]:
    """The one that is transmitted, and every other that the cédant acts or acted for."""
    acted = select(Membership.organization_id).where(Membership.person_id == listing.owner_id)
    own = Organization.id.in_(acted) | (Organization.id == listing.organization_id)
    return list(db.session.scalars(select(Organization).where(own).order_by(Organization.sort_key)))


def check_publishable(listing: Listing) -> None:
    """Raises Invalid by field of the teaser: too few structures look like it, or its text tells who writes."""
    errors = _too_narrow(assessment_of(listing))
    found = certain_giveaways(listing)
    if found:
        quoted = ", ".join(f"« {each.words} » ({each.kind.label})" for each in found)
        errors["teaser_text"] = f"Ces mots pourraient vous faire reconnaître : {quoted}. Dites-le autrement."
    if errors:
        raise Invalid(errors)


def _too_narrow(assessment: Assessment) -> dict[str, str]:
    if assessment.is_publishable:
        return {}
    if assessment.is_reference_missing:
        why = UNCOUNTED if are_counts_loaded() else MISSING
        return {each.field: f"{why} Retirez {each.label}." for each in assessment.culprits} or {"": why}
    return {each.field: _gain(assessment, each.label) for each in assessment.culprits} or {"": ALONE}


def _gain(assessment: Assessment, label: str) -> str:
    number = assessment.number or 0
    who = "aucune structure du territoire ne" if not number else f"seulement {number} du territoire"
    verb = "ressemble" if number <= 1 else "ressemblent"
    return f"Avec {label}, {who} {verb} à cette annonce : il en faut {K} au moins. Élargissez ou ne précisez pas."
