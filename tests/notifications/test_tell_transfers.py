"""What moves in a transmission reaches those it concerns, once; their mailboxes say nothing; others hear nothing."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club_ess import events as e
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.mail import Mail
from club_ess.matching.transfers.models import TransferMatch
from club_ess.notifications.enums import DISCREET_SUBJECT
from club_ess.notifications.models import Notice
from club_ess.search import upkeep
from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.models import Approach, FollowUp, Grant
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Listing, Mandate
from club_ess.transfers.projects.models import Project, ProjectInvitation
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import email_tie
from tests import factories
from tests.cast import Somebody
from tests.notifications.news import change, kinds, mails, state, texts
from tests.transfers.actors import SECRETS, Stage
from tests.transfers.conftest import stage as stage

TELLING = re.compile(r"cession|annonce|reprise|repren|transmi|cédant|cedant|dossier|moderation", re.IGNORECASE)
GONE = "Cette nouvelle porte sur un échange qui ne vous est plus ouvert."


def saved(stage: Stage, row: Any) -> uuid.UUID:
    with stage.club.context():
        return factories.save(row)


def everybody(stage: Stage) -> list[Somebody]:
    return [stage.colette, stage.colleague, stage.rene, stage.anne, stage.xavier, stage.club.dana, stage.club.charlie]


def submitted(stage: Stage) -> uuid.UUID:
    values = {"state": ReviewState.SUBMITTED, "submitted_at": clock.now()}
    return stage.listing(stage.colette, published_at=None, expires_at=None, **values)


def test_moderators_hear_that_a_text_waits_unless_an_exclusion_meets_them(stage: Stage) -> None:
    other = stage.club.person("Maud Modère", stage.colette.organization_id, is_moderator=True)
    assert stage.club.dana
    listing_id = submitted(stage)
    state(stage.club, e.ListingSubmitted(listing_id), e.ListingSubmitted(listing_id))
    assert kinds(stage.club, stage.club.dana) == ["transfer_review"]
    assert texts(stage.club, stage.club.dana) == ["À relire : Industrie manufacturière · m2A."]
    assert kinds(stage.club, other) == [], "she works with Colette"
    assert mails(stage.club, other) == []


def test_once_one_moderator_has_answered_the_others_are_left_in_peace_and_the_author_is_told(stage: Stage) -> None:
    assert stage.club.dana
    listing_id = submitted(stage)
    state(stage.club, e.ListingSubmitted(listing_id))
    change(
        stage.club, Listing, listing_id, state=ReviewState.DRAFT, reviewed_at=clock.now(), review_comment="Un mot."
    )
    state(stage.club, e.ListingReviewed(listing_id), e.ListingReviewed(listing_id))
    assert kinds(stage.club, stage.club.dana) == []
    assert texts(stage.club, stage.club.dana) == [GONE]
    assert texts(stage.club, stage.colette) == ["Un modérateur vous demande une retouche de « Mon atelier »."]
    assert len(mails(stage.club, stage.colette)) == 1
    assert kinds(stage.club, stage.colleague) == []


def test_the_adviser_hears_of_the_review_too_without_the_working_name(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette, reviewed_at=clock.now())
    stage.mandate(listing_id, stage.anne)
    state(stage.club, e.ListingReviewed(listing_id))
    (line,) = texts(stage.club, stage.anne)
    assert "Colette Wurtz" in line
    assert "Mon atelier" not in line


def test_a_project_that_is_read_or_sleeps_soon_is_told_to_the_whole_team(stage: Stage) -> None:
    friend = stage.club.person("Fanny Amie")
    project_id = stage.project(stage.rene, friend, reviewed_at=clock.now())
    state(stage.club, e.ProjectReviewed(project_id))
    soon = clock.now() + timedelta(days=5)
    change(stage.club, Project, project_id, expires_at=soon)
    state(stage.club, e.ProjectExpiring(project_id), e.ProjectExpiring(project_id))
    assert kinds(stage.club, friend) == kinds(stage.club, stage.rene) == ["transfer_preparation"] * 2
    assert "renouvelez d’un geste" in texts(stage.club, friend)[0]


def test_what_fell_asleep_is_told_and_what_was_renewed_meanwhile_is_not(stage: Stage) -> None:
    awake, asleep = stage.listing(stage.colette), stage.listing(stage.colette, state=ReviewState.ASLEEP)
    state(stage.club, e.ListingExpiring(awake), e.ListingWithdrawn(awake), e.ListingWithdrawn(asleep))
    assert texts(stage.club, stage.colette) == ["« Mon atelier » est en sommeil : renouvelez d’un geste."]


def test_a_mandate_is_told_to_the_adviser_and_its_end_to_the_other_one(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    mandate_id = stage.mandate(listing_id, stage.anne)
    state(stage.club, e.MandateGiven(mandate_id))
    assert texts(stage.club, stage.anne) == ["Colette Wurtz vous confie un accompagnement."]
    change(stage.club, Mandate, mandate_id, ended_at=clock.now(), ended_by_id=stage.anne.id)
    state(stage.club, e.MandateEnded(mandate_id))
    assert texts(stage.club, stage.colette) == ["Anne Conseil a terminé son accompagnement de « Mon atelier »."]
    assert len(kinds(stage.club, stage.anne)) == 1


def test_an_adviser_whose_mandate_was_taken_back_is_told_no_name(stage: Stage) -> None:
    mandate_id = stage.mandate(stage.listing(stage.colette), stage.anne)
    change(stage.club, Mandate, mandate_id, ended_at=clock.now(), ended_by_id=stage.colette.id)
    state(stage.club, e.MandateEnded(mandate_id))
    assert texts(stage.club, stage.anne) == ["Un accompagnement que l’on vous avait confié est terminé."]


def invited(stage: Stage, address: str) -> uuid.UUID:
    project_id = stage.project(stage.rene, stage.club.person(f"Ami {address.split('@')[0]}"))
    return saved(stage, ProjectInvitation(project_id=project_id, email=address, invited_by_id=stage.rene.id))


def test_an_invitation_reads_the_same_with_an_account_and_without(stage: Stage) -> None:
    ids = [invited(stage, stage.club.charlie.email), invited(stage, "personne@ailleurs.test")]
    state(stage.club, *(e.ProjectInvited(one) for one in ids), e.ProjectInvited(ids[0]))
    (line,) = texts(stage.club, stage.club.charlie)
    assert line == "On vous invite à porter « Reprendre un atelier bois à taille humaine »."
    with stage.club.context():
        sent = db.session.scalars(select(Mail).where(Mail.subject.startswith("Quelqu’un vous invite"))).all()
        assert {one.recipient for one in sent} == {stage.club.charlie.email, "personne@ailleurs.test"}
        assert len({one.body for one in sent}) == 1
        assert "/inscription" in sent[0].body
        assert not TELLING.search(sent[0].body)
        assert "René" not in sent[0].body


def test_an_invitation_taken_back_before_it_left_is_not_sent(stage: Stage) -> None:
    invitation_id = invited(stage, "personne@ailleurs.test")
    change(stage.club, ProjectInvitation, invitation_id, answered_at=clock.now())
    state(stage.club, e.ProjectInvited(invitation_id))
    with stage.club.context():
        assert db.session.scalars(select(Mail)).all() == []


def pair(stage: Stage) -> tuple[uuid.UUID, uuid.UUID]:
    return stage.listing(stage.colette), stage.project(stage.rene)


def proposed(stage: Stage, listing_id: uuid.UUID, project_id: uuid.UUID) -> uuid.UUID:
    why = {"score": 80, "configuration": "test", "parts": [], "reasons": []}
    return saved(stage, TransferMatch(listing_id=listing_id, project_id=project_id, **why))


def test_both_sides_hear_of_a_proposal_and_neither_is_named(stage: Stage) -> None:
    listing_id, project_id = pair(stage)
    match_id = proposed(stage, listing_id, project_id)
    state(stage.club, e.TransferMatchProposed(match_id), e.TransferMatchProposed(match_id))
    (to_colette,), (to_rene,) = texts(stage.club, stage.colette), texts(stage.club, stage.rene)
    title = "« Reprendre un atelier bois à taille humaine »"
    assert to_colette == f"Le projet {title} pourrait convenir à « Mon atelier »."
    assert to_rene == f"Une annonce pourrait convenir à {title} : Industrie manufacturière · m2A."
    assert len(mails(stage.club, stage.rene)) == 1


def test_ten_proposals_on_one_day_are_one_mail(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    for number in range(3):
        project_id = stage.project(stage.club.person(f"Candidat {number}"))
        match_id = proposed(stage, listing_id, project_id)
        state(stage.club, e.TransferMatchProposed(match_id))
    assert len(kinds(stage.club, stage.colette)) == 3
    assert len(mails(stage.club, stage.colette)) == 1


def test_an_exclusion_added_before_the_telling_silences_both_sides(stage: Stage) -> None:
    listing_id, project_id = pair(stage)
    match_id = proposed(stage, listing_id, project_id)
    stage.exclude(listing_id, email_tie(stage.rene.email))
    state(stage.club, e.TransferMatchProposed(match_id))
    assert kinds(stage.club, stage.rene) == []
    assert mails(stage.club, stage.rene) == []


def moved(stage: Stage, approach_id: uuid.UUID, to: str, actor: Somebody | None) -> None:
    change(stage.club, Approach, approach_id, state=ApproachState(to), since=clock.now())
    state(stage.club, e.ApproachMoved(approach_id, to, actor.id if actor else None))


def test_each_move_is_told_to_the_other_side_on_one_line_that_says_how_it_stands(stage: Stage) -> None:
    approach_id = stage.approach(*pair(stage))
    state(stage.club, e.ApproachMoved(approach_id, "interest", stage.rene.id))
    assert kinds(stage.club, stage.colette) == ["transfer_approach"]
    assert kinds(stage.club, stage.rene) == []
    moved(stage, approach_id, "nda", stage.colette)
    assert kinds(stage.club, stage.colette) == [], "she has just answered"
    moved(stage, approach_id, "confidential", stage.rene)
    moved(stage, approach_id, "access", stage.colette)
    (line,) = texts(stage.club, stage.rene)
    assert line.startswith("Industrie manufacturière · m2A : dossier ouvert")
    assert len(mails(stage.club, stage.rene)) == 2, "one a move of the other side"


def test_the_repreneur_is_told_no_secret_by_any_line_or_mail(stage: Stage) -> None:
    approach_id = stage.approach(*pair(stage))
    for to in ApproachState:
        moved(stage, approach_id, to.value, stage.colette)
        said = " ".join(texts(stage.club, stage.rene) + [each.body for each in mails(stage.club, stage.rene)])
        for secret in (*SECRETS.values(), "Colette", "Wurtz", "Mon atelier", "Coquelicot"):
            assert secret not in said


def test_the_same_move_said_twice_is_told_once_and_a_move_already_passed_is_not(stage: Stage) -> None:
    approach_id = stage.approach(*pair(stage))
    fact = e.ApproachMoved(approach_id, "interest", stage.rene.id)
    state(stage.club, fact, fact, e.ApproachMoved(approach_id, "nda", stage.rene.id))
    assert len(mails(stage.club, stage.colette)) == 1
    assert kinds(stage.club, stage.rene) == []


def test_an_opened_file_is_told_to_the_repreneur_alone_and_once_a_day(stage: Stage) -> None:
    since = clock.now() - timedelta(days=2)
    approach_id = stage.approach(*pair(stage), state="access", since=since)
    for field in (FileField.NAME, FileField.PRICE):
        saved(stage, Grant(approach_id=approach_id, field=field, granted_by_id=stage.colette.id))
        state(stage.club, e.FileOpened(approach_id))
    assert kinds(stage.club, stage.rene) == ["transfer_approach"]
    assert len(mails(stage.club, stage.rene)) == 1
    assert kinds(stage.club, stage.colette) == []


def test_a_reminder_goes_to_whoever_must_act(stage: Stage) -> None:
    approach_id = stage.approach(*pair(stage), since=clock.now() - timedelta(days=9), reminders=1)
    fact = e.ApproachReminded(approach_id, 1)
    state(stage.club, fact, fact, e.ApproachReminded(approach_id, 2))
    assert kinds(stage.club, stage.colette) == ["transfer_approach"]
    assert len(mails(stage.club, stage.colette)) == 1
    assert mails(stage.club, stage.rene) == []


def test_a_follow_up_is_asked_of_its_side_and_again_on_the_same_line(stage: Stage) -> None:
    approach_id = stage.approach(*pair(stage), state="transferred")
    asked = {"months": 6, "side": Side.REPRENEUR, "due_on": clock.today(), "asked_at": clock.now()}
    follow_up_id = saved(stage, FollowUp(approach_id=approach_id, **asked))
    state(stage.club, e.FollowUpAsked(follow_up_id), e.FollowUpAsked(follow_up_id))
    change(stage.club, FollowUp, follow_up_id, asked_at=clock.now() + timedelta(days=21))
    state(stage.club, e.FollowUpAsked(follow_up_id))
    assert texts(stage.club, stage.rene) == ["6 mois après, comment cela se passe-t-il ? Deux minutes suffisent."]
    assert len(mails(stage.club, stage.rene)) == 2
    assert kinds(stage.club, stage.colette) == []


def test_a_notice_whose_approach_is_closed_to_its_reader_says_nothing(stage: Stage) -> None:
    listing_id, project_id = pair(stage)
    approach_id = stage.approach(listing_id, project_id)
    moved(stage, approach_id, "nda", stage.colette)
    stage.exclude(listing_id, email_tie(stage.rene.email))
    assert texts(stage.club, stage.rene) == [GONE]
    page = stage.club.browser(stage.rene).get("/notifications").get_data(as_text=True)
    assert "Industrie manufacturière" not in page


def whole_life(stage: Stage) -> None:
    """Every fact of a transmission, once."""
    listing_id, project_id = pair(stage)
    stage.mandate(listing_id, stage.anne)
    approach_id = stage.approach(listing_id, project_id)
    match_id = proposed(stage, listing_id, project_id)
    change(stage.club, Listing, listing_id, reviewed_at=clock.now())
    change(stage.club, Project, project_id, reviewed_at=clock.now())
    waiting = submitted(stage)
    state(
        stage.club, e.ListingSubmitted(waiting), e.ListingReviewed(listing_id), e.ProjectReviewed(project_id),
        e.TransferMatchProposed(match_id), e.ApproachMoved(approach_id, "interest", stage.rene.id),
    )
    moved(stage, approach_id, "nda", stage.colette)


def test_no_mail_says_what_it_is_about_in_its_subject_its_words_or_its_link(stage: Stage) -> None:
    assert everybody(stage)
    whole_life(stage)
    with stage.club.context():
        sent = db.session.scalars(select(Mail)).all()
        assert {stage.colette.email, stage.rene.email, stage.anne.email, stage.club.dana.email} <= {
            one.recipient for one in sent
        }
        assert {one.subject for one in sent} == {DISCREET_SUBJECT}
        for one in sent:
            assert not TELLING.search(one.subject + one.body), one.body
            assert not re.search(r"Colette|Wurtz|René|Anne|Mon atelier|Industrie|m2A", one.body), one.body


def test_strangers_and_colleagues_hear_nothing_of_it(stage: Stage) -> None:
    assert everybody(stage)
    whole_life(stage)
    for outsider in (stage.colleague, stage.xavier, stage.club.charlie):
        assert kinds(stage.club, outsider) == []
        assert mails(stage.club, outsider) == []


def test_the_link_of_a_mail_leads_to_the_thing_and_is_its_owners_alone(stage: Stage) -> None:
    approach_id = stage.approach(*pair(stage))
    state(stage.club, e.ApproachMoved(approach_id, "interest", stage.rene.id))
    (mail,) = mails(stage.club, stage.colette)
    path = re.search(r"/notifications/[0-9a-f-]{36}", mail.body)
    assert path is not None
    answer = stage.club.browser(stage.colette).get(path[0])
    assert (answer.status_code, answer.location) == (303, f"/transmission/dossiers/{approach_id}")
    assert kinds(stage.club, stage.colette) == ["transfer_approach"], "a visit changes nothing"
    assert stage.club.browser(stage.colleague).get(path[0]).status_code == 404


@pytest.mark.parametrize("who", ["colette", "rene"])
def test_whoever_switched_the_bell_off_is_led_home(stage: Stage, who: str) -> None:
    person = getattr(stage, who)
    stage.club.browser(person).post("/notifications/reglages", data={"by_mail": ["transfer_approach"]})
    approach_id = stage.approach(*pair(stage))
    state(stage.club, e.ApproachMoved(approach_id, "interest", None))
    assert kinds(stage.club, person) == []
    (mail,) = mails(stage.club, person)
    assert "/notifications/" not in mail.body.replace("/notifications/reglages", "")


def test_facts_about_things_that_are_gone_are_kept_quietly(stage: Stage) -> None:
    nobody = uuid.uuid4()
    state(
        stage.club, e.ListingSubmitted(nobody), e.ListingReviewed(nobody), e.ListingExpiring(nobody),
        e.MandateGiven(nobody), e.MandateEnded(nobody), e.ProjectInvited(nobody), e.TransferMatchProposed(nobody),
        e.ApproachMoved(nobody, "nda"), e.FileOpened(nobody), e.ApproachReminded(nobody, 1), e.FollowUpAsked(nobody),
    )
    with stage.club.context():
        assert db.session.scalars(select(Notice)).all() == []


def test_a_listing_that_goes_on_line_is_proposed_to_those_who_may_know_of_it_and_nobody_else(stage: Stage) -> None:
    with stage.club.context():
        upkeep.rebuild()
    stage.project(stage.rene)
    stage.project(stage.colleague)
    listing_id = stage.listing(stage.colette)
    state(stage.club, e.ListingPublished(listing_id), e.ListingPublished(listing_id))
    assert kinds(stage.club, stage.rene) == kinds(stage.club, stage.colette) == ["transfer_proposed"]
    assert kinds(stage.club, stage.colleague) == [], "she works with Colette"
    change(stage.club, Listing, listing_id, state=ReviewState.DRAFT)
    state(stage.club, e.ListingWithdrawn(listing_id))
    assert texts(stage.club, stage.rene) == [GONE]
