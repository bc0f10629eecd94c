"""What happens to organizations: they are created, edited, given a logo."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import OrganizationSaved
from club_ess.extensions import db
from club_ess.kit import submissions
from club_ess.kit.errors import Conflict, Invalid, Stale
from club_ess.kit.operation import operation, record
from club_ess.organizations.enums import MembershipRole
from club_ess.organizations.inputs import CreateOrganization, EditOrganization, OrganizationFields
from club_ess.organizations.models import Membership, Organization
from club_ess.organizations.names import are_alike, sort_key
from club_ess.organizations.policies import get_organization_for


class SiretTaken(Invalid):
    """Another organization has this SIRET; `organization_id` tells which, since every organization may be read."""

    def __init__(self, organization_id: uuid.UUID) -> None:
        super().__init__({"siret": "Une structure du club porte déjà ce SIRET : demandez plutôt à la rejoindre."})
        self.organization_id = organization_id

    def as_data(self) -> dict[str, Any]:
        return super().as_data() | {"organization_id": str(self.organization_id)}


class AlreadyThere(Conflict):
    """Organizations of the same commune have nearly the same name; sending again with `is_new` creates all the same."""

    code = "already_there"
    sentence = "Cette structure existe peut-être déjà."

    def __init__(self, organization_ids: Sequence[uuid.UUID]) -> None:
        super().__init__()
        self.organization_ids = list(organization_ids)

    def as_data(self) -> dict[str, Any]:
        return super().as_data() | {"organization_ids": [str(each) for each in self.organization_ids]}


@operation
def create_organization(actor: Person, asked: CreateOrganization) -> uuid.UUID:
    """The creator administers it. Raises SiretTaken, AlreadyThere."""
    done = submissions.result_of(actor.id, "create_organization", asked.submission)
    if done is not None:
        return done
    _refuse_taken_siret(asked, None)
    if not asked.is_new:
        _refuse_lookalike(asked)
    organization = Organization(created_by_id=actor.id, **_columns(asked))
    db.session.add(organization)
    db.session.flush()
    role = MembershipRole.ADMINISTRATOR
    db.session.add(Membership(organization_id=organization.id, person_id=actor.id, role=role))
    submissions.remember(actor.id, "create_organization", asked.submission, organization.id)
    record(OrganizationSaved(organization.id))
    return organization.id


def _columns(asked: OrganizationFields) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in OrganizationFields.model_fields}


def _refuse_taken_siret(asked: OrganizationFields, own_id: uuid.UUID | None) -> None:
    if asked.siret is None:
        return
    taken = db.session.scalar(select(Organization.id).where(Organization.siret == asked.siret))
    if taken is not None and taken != own_id:
        raise SiretTaken(taken)


def _refuse_lookalike(asked: OrganizationFields) -> None:
    key = sort_key(asked.name)
    neighbours = select(Organization.id, Organization.sort_key).where(Organization.commune_code == asked.commune_code)
    alike = [each.id for each in db.session.execute(neighbours) if are_alike(each.sort_key, key)]
    if alike:
        raise AlreadyThere(alike[:5])


@operation
def edit_organization(actor: Person, organization_id: uuid.UUID, asked: EditOrganization) -> None:
    """Raises NotFound, Forbidden, Stale, SiretTaken."""
    organization = get_organization_for(actor, organization_id, to="administer")
    if asked.version != organization.version:
        raise Stale(current=organization, asked=asked)
    _refuse_taken_siret(asked, organization.id)
    for name, value in _columns(asked).items():
        setattr(organization, name, value)
    record(OrganizationSaved(organization.id))


@operation
def set_logo(actor: Person, organization_id: uuid.UUID, logo_file: str | None) -> str | None:
    """Returns the name of the file that no longer serves. Raises NotFound, Forbidden."""
    organization = get_organization_for(actor, organization_id, to="administer")
    former, organization.logo_file = organization.logo_file, logo_file
    record(OrganizationSaved(organization.id))
    return former
