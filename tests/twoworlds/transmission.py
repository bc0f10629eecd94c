"""The confidential listing and its whole life, in a club where others transmit and take over too.

Where only one world holds the listing, nobody among the outsiders may see it: they have no reviewed project, or an
exclusion meets them. Where both hold one, some outsiders read the teaser, and the cédant, their structure, file,
papers, adviser and exclusions differ; whoever is excluded is so in both worlds.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from club_ess.organizations.enums import MembershipRole
from club_ess.search.upkeep import rebuild
from club_ess.transfers.anonymity.counting import Count, replace_counts
from club_ess.transfers.enums import RepreneurKind, Workforce
from club_ess.transfers.ties import domain_tie, email_tie, organization_tie
from tests import factories
from tests.cast import Club, Somebody
from tests.transfers.actors import Stage
from tests.twoworlds import life
from tests.twoworlds.hiding import Hidden, hide, keys_of
from tests.twoworlds.secrets import GUESSES, HOUSE_SIRETS, HOUSES, NEIGHBOUR_SIRETS, NEIGHBOURS, SIRETS, Secret
from tests.twoworlds.worlds import Place, Variant, World, texts

EXCLUDED = ("colleague", "competitor", "excluded", "in_domain", "closed_moderator")
READERS = ("repreneur", "signed", "prober")  # of the teaser, where both worlds hold it
TEAMS = ("excluded", "competitor", "prober")  # may invite others
TRADES = ("comptabilité", "menuiserie", "droit du travail", "couture")
COUNTS = [Count(section, "mulhouse", size, None, 60) for section in ("C", "G", "Q") for size in Workforce]
SLUGS = ["scop", "scic", "fusion"]


@dataclass(frozen=True)
class Transmission:
    """The builder of worlds for the room of transmissions."""

    def populate(self, club: Club, place: Place, stage: Callable[[str], None]) -> World:
        stage("people")
        people = _people(club)
        houses = [people[name].organization_id for name in ("colette", "berthe")]
        stage("public")
        ids = _public(club, people)
        stage("projects")
        room = Stage(club)
        projects = {
            name: room.project(people[name], kind=RepreneurKind.TEAM if name in TEAMS else RepreneurKind.PERSON)
            for name in (*EXCLUDED[:4], *READERS, *life.REPRENEURS)
        }
        others = [room.listing(people[name], nickname="Mon commerce") for name in ("odile", "member", "odile")]
        stage("secret")
        hidden = hide(room, Secret(place), people, projects, _exclusions(people)) if place.has_secret else None
        stage("later")
        for name in projects:
            life.renew(club, people[name], projects[name])
        with club.context():
            rebuild()
        club.settle()
        if hidden:
            hidden.ids["organization_id"] = texts(houses)
        ids |= {
            "project_id": texts(list(projects.values())), "listing_id": texts(others), "slug": SLUGS,
            "organization_id": [*ids["organization_id"], *map(str, houses)],
        }
        return _world(club, place, people, ids, hidden)

    def live(self, club: Club, world: World, place: Place, tick: int) -> None:
        life.live(club, world, Secret(place), tick)


def _people(club: Club) -> dict[str, Somebody]:
    """Everybody, in both worlds alike: whoever could be the cédant, too."""
    houses = [
        club.organization(name, id=twin(1, n), siret=siret, website=f"https://{name.lower()}.fr", commune_code="68256")
        for n, (name, siret) in enumerate(zip(HOUSES, HOUSE_SIRETS, strict=True))
    ]
    neighbours = [club.organization(name, "company", id=twin(2, n)) for n, name in enumerate(NEIGHBOURS)]
    network = club.organization("Réseau des passeurs", "adviser")
    rival = club.organization("Menuiserie Rivale", "company", siret=NEIGHBOUR_SIRETS[0])
    people = {
        "colette": club.person("Colette Wurtz", houses[0], email="colette@brimbelune.fr", id=twin(3, 0)),
        "berthe": club.person("Berthe Kessler", houses[1], email="berthe@cramouflet.fr", id=twin(3, 1)),
        "anne": club.person("Anne Conseil", network, id=twin(4, 0)),
        "armand": club.person("Armand Guide", network, id=twin(4, 1)),
        "mona": club.person("Mona Relit", is_moderator=True),
        "odile": club.person("Odile Voisine", neighbours[0]), "berger": club.person("Berger Voisin", neighbours[1]),
        "competitor": club.person("Xavier Rival", rival),
        "colleague": club.person("Kevin Salarié", houses[0], role="member"),
        "excluded": club.person("Élodie Exclue"), "in_domain": club.person("Damien Domaine", email="d@ferme.example"),
        "closed_moderator": club.person("Modeste Exclu", is_moderator=True),
        "moderator": club.person("Marthe Relit", is_moderator=True), "member": club.person("Paul Porteur"),
    }
    people |= {name: club.person(name) for name in (*READERS, *life.REPRENEURS)}
    with club.context():  # whichever of the two houses is the cédant's
        factories.make_membership(houses[1], people["colleague"].id, MembershipRole.MEMBER)
    return people


def twin(number: int, world: int) -> uuid.UUID:
    """Ids that stand side by side: whatever is ordered by them is in the same order in both worlds."""
    return uuid.UUID(int=(number << 100) + (0x4 << 76) + (0x8 << 60) + world)


def _exclusions(people: dict[str, Somebody]) -> list[str]:
    """What meets outsiders, in both worlds."""
    return [
        organization_tie(people["competitor"].organization_id), email_tie(people["excluded"].email),
        domain_tie("ferme.example"), email_tie(people["closed_moderator"].email),
    ]


def _public(club: Club, people: dict[str, Somebody]) -> dict[str, list[str]]:
    odile, berger, rival = (people[name] for name in ("odile", "berger", "competitor"))
    needs = [club.need(odile, title=f"Aide en {trade}", skills=[trade]) for trade in TRADES]
    offers = [club.offer(rival, title=f"Conseil en {trade}", skills=[trade]) for trade in TRADES]
    thread = club.thread(odile, berger, title="Partager un atelier")
    with club.context():
        replace_counts(COUNTS, "essai.csv")
    return {
        "need_id": texts(needs), "offer_id": texts(offers), "thread_id": [str(thread)],
        "adviser_id": [str(people[name].id) for name in life.ADVISERS],
        "match_id": [str(club.match(needs[0], offers[0]))], "person_id": [str(one.id) for one in people.values()],
        "organization_id": [str(one.organization_id) for one in (odile, berger, rival)],
    }


def _world(
    club: Club, place: Place, people: dict[str, Somebody], ids: dict[str, list[str]], hidden: Hidden | None
) -> World:
    secret, readers = Secret(place), () if place.variant is Variant.THERE else (*READERS, "moderator")
    outsiders = {name: people[name] for name in ("member", *EXCLUDED, *readers)}
    insiders = {name: person for name, person in people.items() if name not in outsiders and name not in BYSTANDERS}
    insiders["cedant"], insiders["adviser"] = people[secret(life.CEDANTS)], people[secret(life.ADVISERS)]
    return World(
        outsiders={"anonymous": None, **outsiders}, insiders=insiders, ids=ids,
        hidden_ids=hidden.ids if hidden else {}, guesses=GUESSES, canaries=secret.canaries if hidden else (),
        control="cedant" if hidden else "", control_pages=hidden.pages if hidden else (),
        careful=frozenset(READERS[:2]), sirets=SIRETS, keys=keys_of(club, hidden) if hidden else {},
    )


BYSTANDERS = ("odile", "berger")  # outsiders whom nobody plays: what they are mailed is compared all the same
