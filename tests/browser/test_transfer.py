"""A transmission from its private preparation to the years after, through real pages, with a stranger near."""

import io
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from club_ess.kit import clock
from club_ess.kit.pages import date_fr
from tests.browser.transfer_cast import Troupe, hears
from tests.browser.visitor import Visitor
from tests.kit.documents import pdf
from tests.servers import Server

TEASER = "Atelier de fabrication, équipe stable et formée, carnet rempli. Je resterai le temps qu’il faut."
PROJECT = "Chef d’atelier depuis quinze ans, je cherche un atelier de fabrication à reprendre avec son équipe."
INTEREST = "Votre atelier ressemble à ce que je cherche depuis deux ans."
CONDITIONS = "Reprise de toute l’équipe, prêt bancaire et apport personnel, accompagnement de six mois."


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_workshop_is_handed_over_and_a_stranger_learns_nothing(
    chromium: Browser, server: Server, scripts: bool
) -> None:
    troupe = Troupe.gather(chromium, server, scripts)
    anne_, rene_ = troupe.person("Anne", troupe.structure("Réseau", "adviser")), troupe.person("René")
    paul_, rival = troupe.person("Paul"), troupe.person("Xavier", troupe.structure("Rivale"))
    for each in (paul_, rival):
        troupe.searching(each)
    colette = troupe.enter(troupe.person("Colette", troupe.structure("Coquelicot")), "Colette")
    dana = troupe.enter(troupe.person("Dana", is_moderator=True), "Dana")
    anne, paul = troupe.enter(anne_, "Anne"), troupe.enter(paul_, "Paul")
    rene = troupe.enter(rene_, "René", width=360)
    xavier = troupe.enter(rival, "Xavier")
    everybody = (colette, dana, anne, paul, rene, xavier)

    home = _prepare(colette, troupe, rival.email)
    assert anne.open(home) == 200
    _review(dana, "annonces", home)
    project = _search(rene)
    _review(dana, "projets", project)
    rene.wait_for(project, "Industrie manufacturière")

    teaser = home.replace("/mes-annonces/", "/annonces/")
    dossier, other = _interest(rene, teaser), _interest(paul, teaser)
    _welcome(colette, rene, dossier)
    colette.open(other)
    colette.press("Accueillir et proposer")
    _read_file(colette, rene, dossier, f"René {troupe.name}")
    thread = _talk(colette, rene, dossier, scripts)
    _promise(colette, rene, dossier)
    paul.open(other)
    paul.sees("Suspendu")
    paul.sees("exclusivité")
    _conclude(colette, dossier)
    paul.open(other)
    paul.sees("Un autre projet a été choisi")
    troupe.let_six_months_pass(dossier.rpartition("/")[2])
    _tell_news(rene, dossier)

    hidden = (home, teaser, dossier, f"{dossier}/dossier", f"{dossier}/accord", f"{dossier}/lettre", thread, project)
    for path in hidden:
        assert xavier.open(path) == 404, path
    for visitor in everybody:
        assert visitor.faults == []
        visitor.page.context.close()


def _prepare(colette: Visitor, troupe: Troupe, excluded: str) -> str:
    """In private: structure, exclusion, adviser, teaser, file, document, then the review is asked."""
    colette.open("/transmission/mes-annonces/nouvelle")
    colette.fill(nickname="Mon atelier")
    colette.press("Commencer")
    home = urlsplit(colette.page.url).path
    colette.open(f"{home}/structure")
    colette.page.locator("#champ-organization_id").select_option(label=f"Coquelicot {troupe.name}")
    colette.press("Enregistrer")
    colette.open(f"{home}/exclusions")
    colette.fill(email=excluded)
    colette.press("Exclure")
    colette.sees(excluded)
    colette.open(f"{home}/mandats")
    adviser = colette.page.locator("#champ-adviser_id option", has_text=f"Anne {troupe.name}").get_attribute("value")
    colette.page.locator("#champ-adviser_id").select_option(adviser)
    colette.press("Donner accès")
    _write(colette, home)
    colette.open(home)
    colette.press("Demander la relecture")
    colette.sees("En relecture")
    return home


def _write(colette: Visitor, home: str) -> None:
    colette.open(f"{home}/modifier")
    colette.page.locator("#champ-section").select_option("C")
    colette.choose("routes", "share_sale")
    colette.fill(teaser_text=TEASER)
    colette.press("Enregistrer")
    colette.open(f"{home}/dossier")
    colette.fill(name="Menuiserie Coquelicot", turnover="2025 : 412 300 euros")
    colette.press("Enregistrer le dossier")
    colette.open(f"{home}/documents")
    colette.fill(title="Comptes 2025")
    sent = {"name": "comptes.pdf", "mimeType": "application/pdf", "buffer": pdf("Compte de résultat")}
    colette.page.locator("#champ-file").set_input_files(sent)
    colette.press("Ajouter")
    colette.sees("Comptes 2025")
    colette.open(f"{home}/reconnaitre")
    colette.sees(TEASER)


def _review(dana: Visitor, kind: str, path: str) -> None:
    """The moderator reads only what will be on line."""
    dana.open("/moderation/transmission")
    dana.page.locator(f"main a[href='/moderation/transmission/{kind}/{path.rpartition('/')[2]}']").click()
    expect(dana.page.locator("main")).not_to_contain_text("Coquelicot")
    dana.press("Mettre en ligne pour 90 jours")
    dana.sees("C’est en ligne")


def _search(rene: Visitor) -> str:
    rene.open("/transmission/projets/nouveau")
    rene.fill(title="Reprendre un atelier à taille humaine", description=PROJECT)
    rene.choose("kind", "person")
    rene.choose("sections", "C")
    rene.press("Faire relire pour mettre en ligne")
    rene.sees("En relecture")
    return urlsplit(rene.page.url).path


def _interest(repreneur: Visitor, teaser: str) -> str:
    assert repreneur.open(teaser) == 200
    expect(repreneur.page.locator("main")).not_to_contain_text("Coquelicot")
    repreneur.fill(interest=INTEREST)
    repreneur.press("Envoyer au cédant")
    repreneur.sees("Intérêt exprimé")
    return urlsplit(repreneur.page.url).path


def _welcome(colette: Visitor, rene: Visitor, dossier: str) -> None:
    colette.open(dossier)
    colette.sees(INTEREST)
    colette.press("Accueillir et proposer")
    rene.open(dossier)
    rene.page.get_by_role("link", name="Lire l’accord et l’accepter").click()
    rene.sees("Accord de confidentialité")


def _read_file(colette: Visitor, rene: Visitor, dossier: str, name: str) -> None:
    """Signed, opened, read; the document carries the reader's name and the day."""
    rene.open(f"{dossier}/accord")
    rene.fill(name=name)
    rene.page.locator("#champ-is_accepted").check()
    rene.press("J’accepte l’accord")
    colette.open(dossier)
    colette.choose("fields", "turnover")
    colette.page.locator("input[name=documents]").check()
    colette.press("Enregistrer ce qui est ouvert")
    rene.open(f"{dossier}/dossier")
    rene.press("Lire ce qui est ouvert")
    rene.sees("412 300 euros")
    expect(rene.page.locator("main")).not_to_contain_text("Coquelicot")
    with rene.page.expect_download() as download:
        rene.press("Télécharger")
    text = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages[0].extract_text()
    for words in ("Compte de résultat", name, date_fr(clock.today())):
        assert words in text
    colette.open(dossier)
    colette.sees("Comptes 2025")


def _talk(colette: Visitor, rene: Visitor, dossier: str, live: bool) -> str:
    for visitor in (colette, rene):
        visitor.open(dossier)
        visitor.page.get_by_role("link", name="Ouvrir la discussion").click()
    rene.write("Bonjour, l’équipe sait-elle que vous partez ?")
    hears(colette, "l’équipe sait-elle", live)
    colette.write("Pas encore : je le leur dirai moi-même.")
    hears(rene, "Pas encore", live)
    hears(rene, "Le cédant", live)
    return urlsplit(rene.page.url).path


def _promise(colette: Visitor, rene: Visitor, dossier: str) -> None:
    rene.open(f"{dossier}/lettre")
    rene.page.locator("#champ-route").select_option("share_sale")
    take_over = clock.today() + timedelta(days=120)
    rene.fill(amount_eur="87 500", take_over_on=take_over.isoformat(), exclusive_days="75", conditions=CONDITIONS)
    rene.press("Remettre cette lettre")
    colette.open(dossier)
    colette.sees(CONDITIONS)
    colette.page.locator("summary", has_text="Accepter cette lettre").click()
    colette.press("Oui, accepter cette lettre")
    colette.sees("l’exclusivité commence")


def _conclude(colette: Visitor, dossier: str) -> None:
    colette.open(f"{dossier}/protocole")
    colette.press("Oui, le protocole est signé")
    colette.open(f"{dossier}/transmis")
    colette.page.locator("#champ-route").select_option("share_sale")
    colette.press("Oui, la transmission est faite")
    colette.sees("Transmis")


def _tell_news(rene: Visitor, dossier: str) -> None:
    rene.open(dossier)
    rene.page.get_by_role("link", name="Après 6 mois").click()
    rene.page.get_by_label("Oui").check()
    rene.fill(jobs="8")
    rene.page.locator("#champ-difficulty").select_option("none")
    rene.press("Envoyer ces réponses")
    rene.sees("Merci")
