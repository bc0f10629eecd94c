"""What the pages of an approach are made of: its own sections, its panel in the conversation and on the teaser."""

from typing import Any

from flask import url_for
from sqlalchemy import Select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.forms import Form
from club_ess.organizations.panels import Panel
from club_ess.threads.enums import ThreadKind
from club_ess.threads.models import Thread
from club_ess.transfers.approaches import file_shapes, next_steps
from club_ess.transfers.approaches.access import why_closed
from club_ess.transfers.approaches.agreements import is_signable
from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.inputs import AddAttachment, ExpressInterest, OpenFile
from club_ess.transfers.approaches.interest import MOST_WAITING, approach_between, waiting_interests
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.policies import get_approach_for, side_of, visible_approaches
from club_ess.transfers.approaches.shapes import approach_cards
from club_ess.transfers.approaches.signatures import current_agreement, has_signed
from club_ess.transfers.approaches.states import HEARD, READING, TALKING
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import readable_teasers
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import searching_projects
from club_ess.transfers.projects.shapes import project_sheet


def own_sections(approach: Approach, side: Side, actor: Person, forms: dict[str, Form[Any]]) -> list[Panel]:
    """What waits for the reader on top: first of all the sheet of a repreneur who was not answered yet."""
    if side is Side.CEDANT:
        made = [_signatures(approach), _opening(approach, forms), _readings(approach)]
        made.insert(0 if approach.state is ApproachState.INTEREST else len(made), _interest(approach))
    else:
        made = [_to_sign(approach, actor), _file(approach, actor), _own_words(approach, actor)]
    return [section for section in made if section is not None]


def _interest(approach: Approach) -> Panel:
    """The repreneur's sheet comes first: it is read before anything is answered."""
    sheet = project_sheet(approach.project, reveals_people=True)
    is_waiting = approach.state is ApproachState.INTEREST
    return Panel("approaches/_interest.html", {"sheet": sheet, "is_waiting": is_waiting})


def _signatures(approach: Approach) -> Panel | None:
    """Who of the project accepted the text that counts, and who did not yet."""
    if approach.state is ApproachState.INTEREST or not next_steps.is_living(approach):
        return None
    people = [(person.name, has_signed(person, approach)) for person in approach.project.people]
    return Panel("approaches/_signatures.html", {"people": people, "version": current_agreement().version})


def _opening(approach: Approach, forms: dict[str, Form[Any]]) -> Panel | None:
    context = file_shapes.opening(approach)
    if not (context["may_open"] or context["is_any_open"]):
        return None
    given = {"fields": context["opened_fields"], "documents": context["opened_documents"], "seen": context["mark"]}
    return Panel("approaches/_opening.html", context | {"form": forms.get("open_form") or Form(OpenFile, given)})


def _readings(approach: Approach) -> Panel | None:
    lines = file_shapes.reading_lines(approach)
    if not lines and approach.state not in READING:
        return None
    return Panel("approaches/_readings.html", {"lines": lines})


def _to_sign(approach: Approach, actor: Person) -> Panel | None:
    if not is_signable(approach):
        return None
    context = {"is_signed": has_signed(actor, approach), "is_first": approach.state is ApproachState.NDA}
    return Panel("approaches/_to_sign.html", context)


def _file(approach: Approach, actor: Person) -> Panel | None:
    if approach.state not in READING:
        return None
    return Panel("approaches/_file_link.html", {"closed": why_closed(actor, approach)})


def _own_words(approach: Approach, actor: Person) -> Panel:
    """With the way back to the teaser, as long as it is on line for them."""
    online = db.session.scalar(readable_teasers(actor).where(Listing.id == approach.listing_id))
    return Panel("approaches/_own_words.html", {"teaser_id": online.id if online else None})


def thread_panel(thread: Thread, actor: Person) -> Panel | None:
    """Under the conversation: how the approach stands, and the pieces that were given."""
    if thread.kind is not ThreadKind.APPROACH:
        return None
    approach = get_approach_for(actor, thread.subject_id, to="read")
    side = side_of(actor, approach)
    return Panel(
        "approaches/_thread_panel.html",
        {
            "approach": approach, "turn": next_steps.turn_label(approach, side),
            "next": next_steps.sentence(approach, side), "pieces": file_shapes.attachment_lines(approach, actor),
            "may_add": approach.state in TALKING, "form": Form(AddAttachment), "is_heard": approach.state in HEARD,
        },
    )


def files_of_listing(listing: Listing, actor: Person) -> Panel | None:
    """On the home of the preparation: the repreneurs who came near, and whose turn it is."""
    return _files(visible_approaches(actor).where(Approach.listing_id == listing.id), actor)


def files_of_project(project: Project, actor: Person) -> Panel | None:
    """On the page of a project: the listings that it came near."""
    return _files(visible_approaches(actor).where(Approach.project_id == project.id), actor)


def _files(rows: Select[Approach], actor: Person) -> Panel | None:
    approaches = db.session.scalars(rows.order_by(Approach.since.desc())).all()
    return Panel("approaches/_files.html", {"cards": approach_cards(approaches, actor)}) if approaches else None


def interest_panel(listing: Listing, actor: Person, form: Form[ExpressInterest] | None = None) -> Panel | None:
    """On a teaser: the form for the projects that did not write yet, and the way to the files of the others."""
    lines = [_project_line(listing, project) for project in searching_projects(actor)]
    free = [line for line in lines if line["url"] is None]
    alone = {"project_id": free[0]["id"]} if len(free) == 1 else {}
    return Panel(
        "approaches/_express.html",
        {
            "listing_id": listing.id, "form": form or Form(ExpressInterest, alone), "most": MOST_WAITING,
            "free": free, "known": [line for line in lines if line["url"] is not None],
        },
    )


def _project_line(listing: Listing, project: Project) -> dict[str, Any]:
    former, waiting = approach_between(listing.id, project.id), waiting_interests(project.id)
    return {
        "id": str(project.id), "title": project.title, "choice": (str(project.id), project.title),
        "waiting": waiting, "is_full": waiting >= MOST_WAITING,
        "url": url_for("approaches.show", approach_id=former.id) if former else None,
        "is_ended": former is not None and former.state is ApproachState.ENDED,
    }
