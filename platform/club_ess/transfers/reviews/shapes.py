"""What a moderator is given to read: of a listing, only what repreneurs would read; of a project, also its people."""

from typing import Any

from club_ess.accounts.models import Person
from club_ess.kit.errors import Invalid
from club_ess.organizations.policies import organizations_of
from club_ess.transfers.anonymity.giveaways import giveaways
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.recognition import assessment_of, check_publishable
from club_ess.transfers.listings.shapes import teaser
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.shapes import project_sheet
from club_ess.transfers.reviews.marks import mark_of
from club_ess.transfers.ties import organizations_around

RECOGNISABLE = (
    "Certains mots du texte pourraient faire reconnaître la structure. Renvoyez l’annonce : son auteur verra lesquels."
)


def listing_review(listing: Listing) -> dict[str, Any]:
    """`found` are doubtful words of the text, by themselves; `obstacles` why it cannot go on line."""
    assessment = assessment_of(listing)
    return {
        "teaser": teaser(listing), "version": listing.version, "asked_at": listing.submitted_at,
        "number": assessment.number, "is_publishable": assessment.is_publishable,
        "found": giveaways(listing.teaser_text), "obstacles": obstacles_of(listing),
    }


def obstacles_of(listing: Listing) -> list[str]:
    """Said without the file: which word is the name of the structure is told to its author alone."""
    try:
        check_publishable(listing)
    except Invalid as invalid:
        return [RECOGNISABLE if name == "teaser_text" else said for name, said in invalid.errors.items()]
    return []


def project_review(project: Project) -> dict[str, Any]:
    return {
        "sheet": project_sheet(project, reveals_people=True), "version": project.version,
        "asked_at": project.submitted_at, "people_mark": mark_of(project),
        "people": [_person(person) for person in project.people],
    }


def _person(person: Person) -> dict[str, Any]:
    """For macros `person_line`. A moderator vouches for every tie, those that were or are asked for too."""
    acting = [organization.name for organization in organizations_of(person)]
    beside = sorted({organization.name for organization in organizations_around(person)} - set(acting))
    known = acting + [f"{name} (autrefois, ou demande à rejoindre)" for name in beside]
    return {"name": person.name, "role_label": person.role_title, "organization_name": ", ".join(known)}
