"""Words of the organizations room, with their French labels."""

from enum import StrEnum


class OrganizationKind(StrEnum):
    ESS_STRUCTURE = "ess_structure"
    COMPANY = "company"
    PUBLIC_BODY = "public_body"
    ADVISER = "adviser"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]

    @property
    def may_need(self) -> bool:
        """Who may post a need: everybody of the general interest, not conventional companies."""
        return self is not OrganizationKind.COMPANY


KIND_LABELS = {
    OrganizationKind.ESS_STRUCTURE: "Structure de l’ESS",
    OrganizationKind.COMPANY: "Entreprise",
    OrganizationKind.PUBLIC_BODY: "Collectivité ou organisme public",
    OrganizationKind.ADVISER: "Accompagnateur",
}


class MembershipRole(StrEnum):
    ADMINISTRATOR = "administrator"
    MEMBER = "member"

    @property
    def label(self) -> str:
        return {"administrator": "Administrateur·rice", "member": "Membre"}[self.value]


class JoinState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return JOIN_LABELS[self]


JOIN_LABELS = {
    JoinState.ASKED: "En attente",
    JoinState.ACCEPTED: "Acceptée",
    JoinState.REFUSED: "Refusée",
    JoinState.WITHDRAWN: "Retirée",
}
