import re
from club_ess.extensions import db
from club_ess.transfers.listings.models import Listing, Exclusion
from club_ess.matching.transfers.models import TransferMatch
from club_ess.transfers.states import ReviewState
from tests.transfers.approaches.walk import Walk
from tests.transfers.actors import Stage
from tests.cast import Club
from sqlalchemy import select


def test_vanish(stage):
    walk = Walk(stage).to_interest()
    colette = walk.browser(stage.colette)
    base = f"/transmission/mes-annonces/{walk.listing_id}"
    url = walk.url()
    with stage.club.context():
        print(stage.rene.email)
    org = "exemple.test"
    r = colette.post(base + "/exclusions", data={"domain": org})
    print("MEETS", r.status_code)
    r = colette.post(base + "/exclusions", data={"domain": org, "is_confirmed": "1"})
    print(r.status_code, "EXCLUDED sees", walk.browser(stage.rene).get(url).status_code)
    print("in list", "Dossiers" , "Industrie" in walk.browser(stage.rene).get("/transmission/dossiers").get_data(as_text=True))


def test_vanish_refused(stage):
    walk = Walk(stage).to_interest()
    walk.post(stage.colette, "/arreter", reason="not_the_profile")
    print("REFUSED sees", walk.browser(stage.rene).get(walk.url()).status_code)


def test_oracle(stage):
    leo = stage.club.person("Léo Salarié", email="leo@autre-boite.test")
    lea = stage.club.person("Léa Autre", email="lea@encore.test")
    listing_id = stage.listing(stage.xavier)
    project_id = stage.project(leo)
    b = stage.club.browser(stage.xavier)
    base = f"/transmission/mes-annonces/{listing_id}"
    def see():
        stage.club.settle()
        with stage.club.context():
            print([(m.state.value, m.score) for m in db.session.scalars(select(TransferMatch))])
        return "Reprendre un atelier bois" in b.get(base).get_data(as_text=True)
    print(b.post(base + "/renouveler").status_code)
    print("before", see())
    for who in (lea, leo):
        r = b.post(base + "/exclusions", data={"email": who.email})
        print(r.status_code, who.email, see())


def test_deadend(stage):
    listing_id = stage.listing(stage.colette, state=ReviewState.DRAFT, section=None, workforce=None)
    b = stage.club.browser(stage.colette)
    base = f"/transmission/mes-annonces/{listing_id}"
    r = b.post(base + "/soumettre"); print(r.status_code)
    print(re.findall(r"Un mod[^<]*", b.get(base).get_data(as_text=True)))
