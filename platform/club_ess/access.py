"""THE access table: every route × method and every socket event, who may knock, and what they must be to the thing.

Doors ask for objects through `get_<noun>_for(actor, id, to=…)`, which enforces the relation; the audience is enforced
here, before the view runs. A door that is not declared is refused, and fails the tests, which also execute every row.
"""

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who may knock at all."""

    ANYONE = "anyone"
    MEMBER = "member"
    MODERATOR = "moderator"


class Relation(StrEnum):
    """What the actor must be to the thing behind the door."""

    NONE = "none"
    OWN = "own"
    ORGANIZATION_MEMBER = "organization member"
    ORGANIZATION_ADMINISTRATOR = "organization administrator"
    POSTING_READER = "posting reader"
    POSTING_EDITOR = "member of the posting's organization"
    MATCH_PARTY = "member of one of the match's organizations"
    THREAD_PARTY = "member of one of the thread's organizations"
    NOTICE_OWNER = "notice owner"
    LINK_HOLDER = "holder of a mailed link"


@dataclass(frozen=True)
class Door:
    """`rule` as Flask writes it, or a socket event with the method SOCKET."""

    rule: str
    methods: str
    audience: Audience
    relation: Relation = Relation.NONE


ANYONE, MEMBER, MODERATOR = Audience.ANYONE, Audience.MEMBER, Audience.MODERATOR
R = Relation

DOORS = (
    # site
    Door("/", "GET", ANYONE),
    Door("/static/<path:filename>", "GET", ANYONE),
    Door("/sante", "GET", ANYONE),
    Door("/mentions-legales", "GET", ANYONE),
    Door("/accessibilite", "GET", ANYONE),
    Door("/patterns", "GET", ANYONE),
    # accounts
    Door("/inscription", "GET POST", ANYONE),
    Door("/inscription/merci", "GET", ANYONE),
    Door("/inscription/renvoyer", "GET POST", ANYONE),
    Door("/inscription/confirmer/<token>", "GET POST", ANYONE, R.LINK_HOLDER),
    Door("/connexion", "GET POST", ANYONE),
    Door("/deconnexion", "POST", ANYONE),
    Door("/mot-de-passe/oublie", "GET POST", ANYONE),
    Door("/mot-de-passe/merci", "GET", ANYONE),
    Door("/mot-de-passe/<token>", "GET POST", ANYONE, R.LINK_HOLDER),
    Door("/api/communes", "GET", ANYONE),
    Door("/mon-compte", "GET POST", MEMBER, R.OWN),
    Door("/mon-compte/mot-de-passe", "GET POST", MEMBER, R.OWN),
    Door("/mon-compte/connexions", "GET", MEMBER, R.OWN),
    Door("/mon-compte/connexions/<uuid:sign_in_id>/fermer", "POST", MEMBER, R.OWN),
    Door("/mon-compte/connexions/fermer-les-autres", "POST", MEMBER, R.OWN),
    Door("/personnes/<uuid:person_id>", "GET", MEMBER),
    Door("/moderation/personnes/<uuid:person_id>/suspendre", "POST", MODERATOR),
    Door("/moderation/personnes/<uuid:person_id>/retablir", "POST", MODERATOR),
    # organizations
    Door("/annuaire", "GET", ANYONE),
    Door("/mes-structures", "GET", MEMBER, R.OWN),
    Door("/structures/nouvelle", "GET", MEMBER),
    Door("/structures", "POST", MEMBER),
    Door("/structures/<uuid:organization_id>", "GET", ANYONE),
    Door("/structures/<uuid:organization_id>/modifier", "GET POST", MEMBER, R.ORGANIZATION_ADMINISTRATOR),
    Door("/structures/<uuid:organization_id>/logo", "GET", ANYONE),
    Door("/structures/<uuid:organization_id>/logo", "POST", MEMBER, R.ORGANIZATION_ADMINISTRATOR),
    Door("/structures/<uuid:organization_id>/rejoindre", "POST", MEMBER),
    Door("/structures/<uuid:organization_id>/membres", "GET", MEMBER, R.ORGANIZATION_MEMBER),
    Door("/demandes/<uuid:join_request_id>/decider", "POST", MEMBER, R.ORGANIZATION_ADMINISTRATOR),
    Door("/demandes/<uuid:join_request_id>/retirer", "POST", MEMBER, R.OWN),
    Door("/membres/<uuid:membership_id>/role", "POST", MEMBER, R.ORGANIZATION_ADMINISTRATOR),
    Door("/membres/<uuid:membership_id>/retirer", "POST", MEMBER, R.ORGANIZATION_ADMINISTRATOR),
    Door("/membres/<uuid:membership_id>/quitter", "POST", MEMBER, R.OWN),
    # needs
    Door("/besoins", "GET", ANYONE),
    Door("/api/besoins", "GET", ANYONE),
    Door("/mes-besoins", "GET", MEMBER, R.OWN),
    Door("/besoins/nouveau", "GET", MEMBER),
    Door("/besoins", "POST", MEMBER, R.ORGANIZATION_MEMBER),
    Door("/besoins/<uuid:need_id>", "GET", ANYONE, R.POSTING_READER),
    Door("/besoins/<uuid:need_id>/modifier", "GET POST", MEMBER, R.POSTING_EDITOR),
    Door("/besoins/<uuid:need_id>/publier", "POST", MEMBER, R.POSTING_EDITOR),
    Door("/besoins/<uuid:need_id>/renouveler", "POST", MEMBER, R.POSTING_EDITOR),
    Door("/besoins/<uuid:need_id>/clore", "POST", MEMBER, R.POSTING_EDITOR),
    # patronage
    Door("/offres", "GET", ANYONE),
    Door("/api/offres", "GET", ANYONE),
    Door("/mes-offres", "GET", MEMBER, R.OWN),
    Door("/offres/nouvelle", "GET", MEMBER),
    Door("/offres", "POST", MEMBER, R.ORGANIZATION_MEMBER),
    Door("/offres/<uuid:offer_id>", "GET", ANYONE, R.POSTING_READER),
    Door("/offres/<uuid:offer_id>/modifier", "GET POST", MEMBER, R.POSTING_EDITOR),
    Door("/offres/<uuid:offer_id>/publier", "POST", MEMBER, R.POSTING_EDITOR),
    Door("/offres/<uuid:offer_id>/renouveler", "POST", MEMBER, R.POSTING_EDITOR),
    Door("/offres/<uuid:offer_id>/clore", "POST", MEMBER, R.POSTING_EDITOR),
    # search
    Door("/recherche", "GET", ANYONE),
    Door("/api/suggestions", "GET", ANYONE),
    # matching
    Door("/mises-en-relation", "GET", MEMBER, R.OWN),
    Door("/mises-en-relation/<uuid:match_id>", "GET", MEMBER, R.MATCH_PARTY),
    Door("/mises-en-relation/<uuid:match_id>/accepter", "POST", MEMBER, R.MATCH_PARTY),
    Door("/mises-en-relation/<uuid:match_id>/decliner", "POST", MEMBER, R.MATCH_PARTY),
    Door("/mises-en-relation/<uuid:match_id>/retirer", "POST", MEMBER, R.MATCH_PARTY),
    Door("/besoins/<uuid:need_id>/proposer", "POST", MEMBER, R.POSTING_EDITOR),
    Door("/offres/<uuid:offer_id>/proposer", "POST", MEMBER, R.POSTING_EDITOR),
    # threads
    Door("/discussions", "GET", MEMBER, R.OWN),
    Door("/discussions/<uuid:thread_id>", "GET", MEMBER, R.THREAD_PARTY),
    Door("/discussions/<uuid:thread_id>/messages", "GET POST", MEMBER, R.THREAD_PARTY),
    Door("/discussions/<uuid:thread_id>/lu", "POST", MEMBER, R.THREAD_PARTY),
    Door("connect", "SOCKET", MEMBER, R.OWN),
    Door("thread:join", "SOCKET", MEMBER, R.THREAD_PARTY),
    Door("thread:typing", "SOCKET", MEMBER, R.THREAD_PARTY),
    Door("thread:read", "SOCKET", MEMBER, R.THREAD_PARTY),
    Door("message:post", "SOCKET", MEMBER, R.THREAD_PARTY),
    # notifications
    Door("/notifications", "GET", MEMBER, R.OWN),
    Door("/notifications/lues", "POST", MEMBER, R.OWN),
    Door("/notifications/reglages", "GET POST", MEMBER, R.OWN),
    Door("/notifications/<uuid:notice_id>/ouvrir", "POST", MEMBER, R.NOTICE_OWNER),
    Door("/notifications/<uuid:notice_id>/lu", "POST", MEMBER, R.NOTICE_OWNER),
    Door("/api/notifications", "GET", MEMBER, R.OWN),
    Door("/boite-aux-lettres", "GET", ANYONE),
)


def index(doors: tuple[Door, ...] = DOORS) -> dict[tuple[str, str], Door]:
    """The doors by (rule, method). Raises ValueError for a door declared twice."""
    table: dict[tuple[str, str], Door] = {}
    for door in doors:
        for method in door.methods.split():
            if (door.rule, method) in table:
                raise ValueError(f"{method} {door.rule} is declared twice")
            table[door.rule, method] = door
    return table


TABLE = index()
