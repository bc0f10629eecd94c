"""The letter of intent: written by the repreneur, answered by the cédant alone, one at a time."""

import threading
import uuid
from decimal import Decimal

import pytest
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.later_inputs import read_amount
from club_ess.transfers.approaches.models import Letter
from tests.transfers.actors import Stage
from tests.transfers.approaches.later import CONDITIONS, Later, in_days
from tests.transfers.approaches.walk import refuse_secrets


@pytest.fixture
def later(stage: Stage) -> Later:
    return Later(stage)


def _letters(later: Later) -> list[Letter]:
    with later.stage.club.context():
        rows = list(db.session.scalars(select(Letter).order_by(Letter.sent_at)))
        db.session.expunge_all()
        return rows


def test_a_letter_is_written_sent_and_read_by_both(later: Later) -> None:
    later.to_access()
    assert "Écrire une lettre d’intention" in later.page(later.stage.rene)
    assert "75" in later.page(later.stage.rene, "/lettre")
    assert later.letter(amount_eur="87\u202f500,50 €").status_code == 303
    assert later.state is ApproachState.LETTER
    assert _letters(later)[0].amount_eur == Decimal("87500.50")
    cedant, repreneur = later.page(later.stage.colette), later.page(later.stage.rene)
    for page in (cedant, repreneur):
        assert CONDITIONS in page
        assert "Vente des parts" in page
    assert "87 500,50" in cedant.replace("\u202f", " ").replace("\xa0", " ")
    assert "Accepter cette lettre" in cedant
    assert "Accepter cette lettre" not in repreneur
    refuse_secrets(later.stage, repreneur, "87 500 euros")


def test_an_association_has_no_price(later: Later) -> None:
    later.to_access()
    assert later.letter(amount_eur="", route="new_board").status_code == 303
    assert _letters(later)[0].amount_eur is None
    assert "Aucun prix" in later.page(later.stage.colette)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("amount_eur", "beaucoup", "Écrivez un montant"), ("amount_eur", "-5", "Écrivez un montant"),
        ("amount_eur", "1e9", "Écrivez un montant"), ("amount_eur", "87.500", "Écrivez un montant"),
        ("take_over_on", "2020-01-01", "Choisissez une date à venir"), ("take_over_on", "", "obligatoire"),
        ("take_over_on", "9999-01-01", "trop lointaine"), ("exclusive_days", "59", "au moins 60"),
        ("exclusive_days", "91", "au plus 90"), ("conditions", "Trop court.", "Au moins 40"),
        ("route", "vol", "n’existe pas"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(later: Later, name: str, typed: str, said: str) -> None:
    later.to_access()
    answer = later.letter(**{name: typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert (name == "conditions" and typed in page) or CONDITIONS in page
    assert later.state is ApproachState.ACCESS


@pytest.mark.parametrize(("typed", "euros"), [
    ("87 500", "87500"), ("87500", "87500"), ("87\xa0500,5", "87500.5"), ("1", "1"), ("0,50 €", "0.50"), (120, "120"),
])
def test_amounts_as_people_write_them(typed: object, euros: str) -> None:
    assert read_amount(typed) == Decimal(euros)


def test_sent_twice_it_is_one_letter(later: Later) -> None:
    later.to_access()
    key = str(uuid.uuid4())
    assert [later.letter(submission=key).status_code for _ in range(2)] == [303, 303]
    assert later.letter().status_code == 409
    assert len(_letters(later)) == 1


def test_no_letter_before_the_file_is_open(later: Later) -> None:
    later.to_confidential()
    assert later.browser(later.stage.rene).get(later.url("/lettre")).status_code == 409
    answer = later.letter()
    assert answer.status_code == 409
    assert CONDITIONS in answer.get_data(as_text=True)


def test_who_may_do_what(later: Later) -> None:
    later.to_letter()
    letter_id = later.waiting_letter_id
    later.stage.mandate(later.listing_id, later.stage.anne)
    assert "Le cédant seul répond" in later.page(later.stage.anne)
    for path in ("/lettre/accepter", "/lettre/decliner"):
        asked = {"letter_id": letter_id, "answer": "Non merci, pas ainsi."}
        assert later.post(later.stage.anne, path, **asked).status_code == 403
        assert later.post(later.stage.rene, path, **asked).status_code == 403
        assert later.post(later.stage.xavier, path, **asked).status_code == 404
    assert later.post(later.stage.colette, "/lettre/retirer").status_code == 403
    assert later.post(later.stage.colette, "/lettre").status_code == 403
    assert later.post(later.stage.xavier, "/lettre").status_code == 404
    assert later.state is ApproachState.LETTER


def test_withdrawn_it_leaves_room_for_another_and_is_never_accepted(later: Later) -> None:
    later.to_letter()
    first = later.waiting_letter_id
    assert later.post(later.stage.rene, "/lettre/retirer").status_code == 303
    assert later.state is ApproachState.ACCESS
    assert later.post(later.stage.rene, "/lettre/retirer").status_code == 409
    assert later.post(later.stage.colette, "/lettre/accepter", letter_id=first).status_code == 409
    assert later.letter(amount_eur="60 000").status_code == 303
    refused = later.post(later.stage.colette, "/lettre/accepter", letter_id=first)
    assert refused.status_code == 409
    assert "en a remis une autre" in refused.get_data(as_text=True)
    assert "Retirée" in later.page(later.stage.colette)
    assert later.accept().status_code == 303


def test_declined_with_a_sentence_another_may_be_sent(later: Later) -> None:
    later.to_letter()
    letter_id = later.waiting_letter_id
    assert CONDITIONS in later.page(later.stage.colette, "/lettre/decliner")
    short = later.post(later.stage.colette, "/lettre/decliner", letter_id=letter_id, answer="Non")
    assert short.status_code == 422
    assert "Au moins 10" in short.get_data(as_text=True)
    said = "Le prix ne suffit pas, reparlons-en."
    assert later.post(later.stage.colette, "/lettre/decliner", letter_id=letter_id, answer=said).status_code == 303
    assert later.state is ApproachState.ACCESS
    assert said in later.page(later.stage.rene)
    again = later.post(later.stage.colette, "/lettre/decliner", letter_id=letter_id, answer=said)
    assert again.status_code == 409
    assert later.letter().status_code == 303


def test_accepted_twenty_times_at_once_it_is_accepted_once(later: Later) -> None:
    later.to_letter()
    letter_id, url, answers = later.waiting_letter_id, later.url("/lettre/accepter"), []
    browsers = [later.stage.club.browser(later.stage.colette) for _ in range(6)]
    threads = [
        threading.Thread(target=lambda b=b: answers.append(b.post(url, data={"letter_id": letter_id}).status_code))
        for b in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303] + [409] * 5


def test_whoever_has_not_accepted_the_agreement_reads_no_letter(stage: Stage) -> None:
    later = Later(stage, others=(stage.xavier,))
    later.to_letter()
    assert CONDITIONS not in later.page(stage.xavier)
    assert later.post(stage.rene, "/lettre/retirer").status_code == 303
    refused = later.post(
        stage.xavier, "/lettre", route="scop", take_over_on=in_days(90), exclusive_days="60", conditions=CONDITIONS
    )
    assert refused.status_code == 409
    assert "Acceptez d’abord l’accord" in refused.get_data(as_text=True)
