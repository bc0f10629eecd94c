"""Those who look for something to take over."""

from typing import Any

from club_ess.demo.content import Row
from club_ess.demo.making import ago, key_of
from club_ess.demo.transfer_market import Market
from club_ess.extensions import db
from club_ess.transfers.projects.inputs import AnswerInvitation, InvitePerson, PostProject
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.operations import post_project, submit_project
from club_ess.transfers.projects.team import answer_invitation, invite_person
from club_ess.transfers.reviews.inputs import Approve
from club_ess.transfers.reviews.marks import mark_of
from club_ess.transfers.reviews.operations import approve_project
from club_ess.transfers.states import ReviewState

TOLD = (
    "kind", "title", "description", "experience", "motivation", "sections", "zones", "workforces", "turnovers",
    "prices", "routes", "own_funds", "support", "timetable",
)


def make_project(market: Market, row: Row) -> None:
    """Posted with its whole team, then read by the moderator; `days` says how long ago each happened."""
    author = market.person(row["people"][0])
    posted, *reviewed = row["days"]
    with ago(days=posted):
        project_id = market.projects[row["key"]] = post_project(author, _asked(market, row))
        if _stands(market, row, ReviewState.DRAFT):
            _gather(market, row)
    if reviewed and _stands(market, row, ReviewState.DRAFT):
        with ago(days=reviewed[0], minutes=240):
            submit_project(market.person(row["people"][0]), project_id)
    if row["state"] != ReviewState.SUBMITTED and _stands(market, row, ReviewState.SUBMITTED):
        with ago(days=reviewed[0]):
            _approve(market, row)


def _asked(market: Market, row: Row) -> PostProject:
    answers: dict[str, Any] = {name: row[name] for name in TOLD if name in row}
    organization = row.get("organization")
    answers["organization_id"] = market.made.organizations[organization] if organization else None
    return PostProject.model_validate(answers | {"submission": key_of("project", row["key"])})


def _gather(market: Market, row: Row) -> None:
    """The others are invited and accept; an answered invitation is not sent again."""
    project_id = market.projects[row["key"]]
    present = {person.id for person in db.session.get_one(Project, project_id).people}
    for key in row["people"][1:]:
        if market.made.people[key] not in present:
            asked = InvitePerson(email=market.person(key).email)
            invitation_id = invite_person(market.person(row["people"][0]), project_id, asked)
            answer_invitation(market.person(key), invitation_id, AnswerInvitation(decision="accept"))


def _approve(market: Market, row: Row) -> None:
    db.session.expire_all()  # who joined is read again, as a moderator's page would
    project = db.session.get_one(Project, market.projects[row["key"]])
    asked = Approve(version=project.version, people_mark=mark_of(project))
    approve_project(market.moderator, project.id, asked)


def _stands(market: Market, row: Row, state: ReviewState) -> bool:
    return db.session.get_one(Project, market.projects[row["key"]]).state is state
