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
    THREAD_PARTY = "takes part in the thread, by an organization or in person"
    NOTICE_OWNER = "notice owner"
    PROJECT_CARRIER = "carries the project"
    PROJECT_LEADER = "author of the project"
    LISTING_HOLDER = "cédant of the listing, or adviser with a mandate"
    LISTING_OWNER = "cédant of the listing"
    TEASER_READER = "repreneur with a reviewed project, met by no exclusion"
    REVIEWER = "moderator met by no exclusion"
    TRANSFER_MATCH_PARTY = "holder of the listing or carrier of the project of the proposal"
    APPROACH_PARTY = "cédant, adviser or repreneur of the approach"
    APPROACH_CEDANT = "cédant or adviser of the approach"
    APPROACH_OWNER = "cédant of the approach"
    APPROACH_REPRENEUR = "repreneur of the approach"
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
    # matching: proposals of transmission
    Door("/transmission/propositions/<uuid:match_id>/ecarter", "POST", MEMBER, R.TRANSFER_MATCH_PARTY),
    # transfers: the way in
    Door("/transmission", "GET", ANYONE),
    Door("/transmission/mes-annonces/export.csv", "GET", MEMBER, R.OWN),
    Door("/transmission/mes-annonces/importer", "GET POST", MEMBER, R.OWN),
    # transfers: guides
    Door("/transmission/guides", "GET", ANYONE),
    Door("/transmission/guides/voies/<slug>", "GET", ANYONE),
    Door("/transmission/guides/etapes", "GET", ANYONE),
    Door("/transmission/guides/accompagnement", "GET", ANYONE),
    Door("/transmission/guides/reperes-legaux", "GET", ANYONE),
    # transfers: projects
    Door("/transmission/mes-projets", "GET", MEMBER, R.OWN),
    Door("/transmission/projets/nouveau", "GET", MEMBER),
    Door("/transmission/projets", "POST", MEMBER),
    Door("/transmission/projets/<uuid:project_id>", "GET", MEMBER, R.PROJECT_CARRIER),
    Door("/transmission/projets/<uuid:project_id>/modifier", "GET POST", MEMBER, R.PROJECT_CARRIER),
    Door("/transmission/projets/<uuid:project_id>/soumettre", "POST", MEMBER, R.PROJECT_CARRIER),
    Door("/transmission/projets/<uuid:project_id>/retirer", "POST", MEMBER, R.PROJECT_CARRIER),
    Door("/transmission/projets/<uuid:project_id>/renouveler", "POST", MEMBER, R.PROJECT_CARRIER),
    Door("/transmission/projets/<uuid:project_id>/clore", "POST", MEMBER, R.PROJECT_LEADER),
    Door("/transmission/projets/<uuid:project_id>/rouvrir", "POST", MEMBER, R.PROJECT_LEADER),
    Door("/transmission/projets/<uuid:project_id>/inviter", "POST", MEMBER, R.PROJECT_LEADER),
    Door(
        "/transmission/projets/<uuid:project_id>/personnes/<uuid:project_person_id>/retirer", "POST", MEMBER,
        R.PROJECT_LEADER,
    ),
    Door("/transmission/projets/<uuid:project_id>/quitter", "POST", MEMBER, R.PROJECT_CARRIER),
    Door("/transmission/invitations/<uuid:invitation_id>/repondre", "POST", MEMBER, R.OWN),
    Door("/transmission/invitations/<uuid:invitation_id>/retirer", "POST", MEMBER, R.PROJECT_LEADER),
    # transfers: reviews
    Door("/moderation/transmission", "GET", MODERATOR),
    Door("/moderation/transmission/annonces/<uuid:listing_id>", "GET", MODERATOR, R.REVIEWER),
    Door("/moderation/transmission/annonces/<uuid:listing_id>/approuver", "POST", MODERATOR, R.REVIEWER),
    Door("/moderation/transmission/annonces/<uuid:listing_id>/renvoyer", "POST", MODERATOR, R.REVIEWER),
    Door("/moderation/transmission/projets/<uuid:project_id>", "GET", MODERATOR, R.REVIEWER),
    Door("/moderation/transmission/projets/<uuid:project_id>/approuver", "POST", MODERATOR, R.REVIEWER),
    Door("/moderation/transmission/projets/<uuid:project_id>/renvoyer", "POST", MODERATOR, R.REVIEWER),
    # transfers: listings
    Door("/transmission/mes-annonces", "GET", MEMBER, R.OWN),
    Door("/transmission/mes-annonces/nouvelle", "GET", MEMBER),
    Door("/transmission/mes-annonces", "POST", MEMBER),
    Door("/transmission/mes-annonces/<uuid:listing_id>", "GET", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/renommer", "POST", MEMBER, R.LISTING_OWNER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/modifier", "GET POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/reconnaitre", "GET", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/elargir", "POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/structure", "GET POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/dossier", "GET POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/documents", "GET POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/documents/<uuid:document_id>", "GET", MEMBER, R.LISTING_HOLDER),
    Door(
        "/transmission/mes-annonces/<uuid:listing_id>/documents/<uuid:document_id>/retirer", "POST", MEMBER,
        R.LISTING_HOLDER,
    ),
    Door("/transmission/mes-annonces/<uuid:listing_id>/exclusions", "GET POST", MEMBER, R.LISTING_HOLDER),
    Door(
        "/transmission/mes-annonces/<uuid:listing_id>/exclusions/<uuid:exclusion_id>/retirer", "POST", MEMBER,
        R.LISTING_OWNER,
    ),
    Door("/transmission/mes-annonces/<uuid:listing_id>/exclusions/bienvenus", "POST", MEMBER, R.LISTING_OWNER),
    Door(
        "/transmission/mes-annonces/<uuid:listing_id>/exclusions/bienvenus/<uuid:welcome_id>/retirer", "POST", MEMBER,
        R.LISTING_OWNER,
    ),
    Door("/transmission/mes-annonces/<uuid:listing_id>/mandats", "GET POST", MEMBER, R.LISTING_OWNER),
    Door("/transmission/mandats/<uuid:mandate_id>/terminer", "POST", MEMBER, R.OWN),
    Door("/transmission/mes-mandats", "GET", MEMBER, R.OWN),
    Door("/transmission/mes-annonces/<uuid:listing_id>/soumettre", "POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/retirer", "POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/renouveler", "POST", MEMBER, R.LISTING_HOLDER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/clore", "POST", MEMBER, R.LISTING_OWNER),
    Door("/transmission/mes-annonces/<uuid:listing_id>/rouvrir", "POST", MEMBER, R.LISTING_OWNER),
    Door("/transmission/annonces", "GET", MEMBER, R.OWN),
    Door("/transmission/annonces/<uuid:listing_id>", "GET", MEMBER, R.TEASER_READER),
    # transfers: approaches, from the letter of intent to the years after
    Door("/transmission/dossiers/<uuid:approach_id>/lettre", "GET POST", MEMBER, R.APPROACH_REPRENEUR),
    Door("/transmission/dossiers/<uuid:approach_id>/lettre/retirer", "POST", MEMBER, R.APPROACH_REPRENEUR),
    Door("/transmission/dossiers/<uuid:approach_id>/lettre/accepter", "POST", MEMBER, R.APPROACH_OWNER),
    Door("/transmission/dossiers/<uuid:approach_id>/lettre/decliner", "GET POST", MEMBER, R.APPROACH_OWNER),
    Door("/transmission/dossiers/<uuid:approach_id>/protocole", "GET POST", MEMBER, R.APPROACH_OWNER),
    Door("/transmission/dossiers/<uuid:approach_id>/transmis", "GET POST", MEMBER, R.APPROACH_OWNER),
    Door("/transmission/suivis/<uuid:follow_up_id>", "GET POST", MEMBER, R.APPROACH_PARTY),
    # notifications
    Door("/notifications", "GET", MEMBER, R.OWN),
    Door("/notifications/lues", "POST", MEMBER, R.OWN),
    Door("/notifications/reglages", "GET POST", MEMBER, R.OWN),
    Door("/notifications/<uuid:notice_id>", "GET", MEMBER, R.NOTICE_OWNER),
    Door("/notifications/<uuid:notice_id>/ouvrir", "POST", MEMBER, R.NOTICE_OWNER),
    Door("/notifications/<uuid:notice_id>/lu", "POST", MEMBER, R.NOTICE_OWNER),
    Door("/api/notifications", "GET", MEMBER, R.OWN),
    Door("/boite-aux-lettres", "GET", ANYONE),
    # transmission: approaches, from the interest to the open file
    Door("/transmission/dossiers", "GET", MEMBER, R.OWN),
    Door("/transmission/dossiers/<uuid:approach_id>", "GET", MEMBER, R.APPROACH_PARTY),
    Door("/transmission/annonces/<uuid:listing_id>/interet", "POST", MEMBER, R.TEASER_READER),
    Door("/transmission/dossiers/<uuid:approach_id>/accueillir", "POST", MEMBER, R.APPROACH_CEDANT),
    Door("/transmission/dossiers/<uuid:approach_id>/arreter", "POST", MEMBER, R.APPROACH_PARTY),
    Door("/transmission/dossiers/<uuid:approach_id>/accord", "GET POST", MEMBER, R.APPROACH_REPRENEUR),
    Door("/transmission/dossiers/<uuid:approach_id>/acces", "POST", MEMBER, R.APPROACH_CEDANT),
    Door("/transmission/dossiers/<uuid:approach_id>/acces/fermer", "POST", MEMBER, R.APPROACH_CEDANT),
    Door("/transmission/dossiers/<uuid:approach_id>/dossier", "GET", MEMBER, R.APPROACH_REPRENEUR),
    Door("/transmission/dossiers/<uuid:approach_id>/dossier/lire", "POST", MEMBER, R.APPROACH_REPRENEUR),
    Door(
        "/transmission/dossiers/<uuid:approach_id>/documents/<uuid:document_id>/telecharger", "POST", MEMBER,
        R.APPROACH_REPRENEUR,
    ),
    Door("/transmission/dossiers/<uuid:approach_id>/pieces", "POST", MEMBER, R.APPROACH_PARTY),
    Door(
        "/transmission/dossiers/<uuid:approach_id>/pieces/<uuid:attachment_id>/telecharger", "POST", MEMBER,
        R.APPROACH_PARTY,
    ),
    Door(
        "/transmission/dossiers/<uuid:approach_id>/pieces/<uuid:attachment_id>/retirer", "POST", MEMBER,
        R.APPROACH_PARTY,
    ),
    Door("/moderation/accord-de-confidentialite", "GET POST", MODERATOR),
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
