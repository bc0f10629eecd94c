"""What ties a person to structures: their address, its domains, the organizations they act or asked to act for.

Exclusions are written in the same words, so that « may this person see it? » is one comparison of texts. Ties only
grow: whoever leaves an organization keeps its tie, because leaving it on the site is too easy a way around.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from sqlalchemy import or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.organizations.models import JoinRequest, Membership, Organization
from club_ess.paths import PACKAGE

LONGEST = 320


def siren_tie(siren: str) -> str:
    return f"siren:{re.sub(r'[^0-9]', '', siren)[:9]}"


def domain_tie(domain: str) -> str:
    return f"domain:{domain.strip().lower().removeprefix('@').removeprefix('www.')}"


def email_tie(email: str) -> str:
    return f"email:{email.strip().lower()}"


def organization_tie(organization_id: object) -> str:
    return f"organization:{organization_id}"


def ties_of(person: Person) -> frozenset[str]:
    """Every tie of one person."""
    ties = {email_tie(person.email), *_domain_ties(person.email.rpartition("@")[2])}
    for organization in organizations_around(person):
        ties |= ties_of_organization(organization)
    return frozenset(ties)


def ties_of_organization(organization: Organization) -> frozenset[str]:
    """The organization itself, its SIREN and the domain of its site."""
    ties = {organization_tie(organization.id)}
    if organization.siret:
        ties.add(siren_tie(organization.siret))
    host = urlsplit(organization.website or "").hostname
    return frozenset(ties | set(_domain_ties(host or "")))


def private_domain_ties(email: str) -> frozenset[str]:
    """The domains of an address, unless they are those of everybody's mail (gmail.com…)."""
    return frozenset(_domain_ties(email.rpartition("@")[2]))


def is_shared_domain(domain: str) -> bool:
    """True for the domains that anybody may have, for their mails or for a site."""
    return domain.strip().lower() in shared_domains()


@cache
def shared_domains() -> frozenset[str]:
    lines = (PACKAGE / "transfers" / "shared_domains.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def seal_of(people: Iterable[Person]) -> str:
    """SHA-256 over the ties of several people: it changes when one of them becomes tied to anything new."""
    ties = sorted({tie for person in people for tie in ties_of(person)})
    return hashlib.sha256("\n".join(ties).encode()).hexdigest()


def _domain_ties(host: str) -> list[str]:
    """mail.acme.fr → mail.acme.fr and acme.fr."""
    labels = host.lower().removeprefix("www.").split(".")
    domains = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return [domain_tie(domain) for domain in domains if not is_shared_domain(domain)]


def organizations_around(person: Person) -> list[Organization]:
    """Those that the person acts, acted or asked to act for, or made."""
    acted = select(Membership.organization_id).where(Membership.person_id == person.id)
    asked = select(JoinRequest.organization_id).where(JoinRequest.person_id == person.id)
    around = or_(Organization.id.in_(acted), Organization.id.in_(asked), Organization.created_by_id == person.id)
    return list(db.session.scalars(select(Organization).where(around)))
