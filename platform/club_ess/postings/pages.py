"""The pages that needs and offers share: a room says its doors, verbs and words; what a door does is here."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import current_actor, required_actor
from club_ess.accounts.models import Person
from club_ess.accounts.typing_help import commune_help
from club_ess.kit.errors import Invalid, Stale
from club_ess.kit.forms import Form, parse, read
from club_ess.kit.pages import asked_page, date_fr, wants_json
from club_ess.organizations.policies import is_member
from club_ess.postings.enums import Audience, PostingState
from club_ess.postings.forms import (
    CHOICES,
    CLOSING_CHOICES,
    answers,
    conflicts,
    form_of,
    organization_choices,
)
from club_ess.postings.inputs import PostingAsked, PostingClosed, PostingEdited
from club_ess.postings.listing import find, postings_of
from club_ess.postings.panels import panels_of
from club_ess.postings.policies import get_posting_for, may_answer, organizations_that_post
from club_ess.postings.readiness import missing_from
from club_ess.postings.rooms import P, PostingRoom
from club_ess.postings.shapes import days_label, public_posting
from club_ess.reference.communes import commune_name
from club_ess.reference.skills import skill_labels


@dataclass(frozen=True)
class PostingPages(Generic[P]):
    """`folder` names the room: its blueprint, and where its words are (templates/<folder>/_words.html)."""

    room: PostingRoom[P]
    folder: str
    card: Callable[[P, Person | None], dict[str, Any]]
    post_input: type[PostingAsked]
    edit_input: type[PostingEdited]
    close_input: type[PostingClosed]
    post_verb: Callable[[Person, Any], uuid.UUID]
    publish_verb: Callable[[Person, uuid.UUID], None]
    edit_verb: Callable[[Person, uuid.UUID, Any], None]
    renew_verb: Callable[[Person, uuid.UUID], None]
    close_verb: Callable[[Person, uuid.UUID, Any], None]

    def url(self, door: str, posting_id: uuid.UUID, **others: Any) -> str:
        return url_for(f"{self.folder}.{door}", **({f"{self.room.noun}_id": posting_id} | others))

    def index(self) -> ResponseReturnValue:
        actor = current_actor()
        listing = find(self.room, actor, request.args, asked_page())
        cards = [self.card(posting, actor) for posting in listing.page.items]
        return self._page("index", listing=listing, cards=cards, url_for_sort=self._url_for_sort)

    def api(self) -> ResponseReturnValue:
        page = find(self.room, current_actor(), request.args, asked_page()).page
        items = [public_posting(posting, self.url("show", posting.id, _external=True)) for posting in page.items]
        return {"items": items, "total": page.total, "page": page.number, "pages": page.pages}

    def mine(self) -> ResponseReturnValue:
        actor = required_actor()
        found = postings_of(self.room, actor)
        may_post = bool(organizations_that_post(self.room, actor))
        return self._page("mine", found=found, states=PostingState, may_post=may_post, card=self.card)

    def new(self) -> ResponseReturnValue:
        organizations = organizations_that_post(self.room, required_actor())
        if not organizations:
            return self._page("cannot_post")
        alone = {"organization_id": organizations[0].id} if len(organizations) == 1 else {}
        return self._ask_new(Form(self.post_input, {"audience": Audience.PUBLIC} | alone))

    def create(self) -> ResponseReturnValue:
        actor = required_actor()
        if request.is_json:
            posting_id = self.post_verb(actor, parse(self.post_input, request.get_json()))
            return {"id": str(posting_id), "url": self.url("show", posting_id, _external=True)}, 201
        form = read(self.post_input, request.form)
        try:
            posting_id = self.post_verb(actor, answers(form))
        except Invalid as invalid:
            return self._ask_new(form.refuse(invalid)), 422
        return self._show_again(posting_id)

    def show(self, posting_id: uuid.UUID) -> ResponseReturnValue:
        posting = get_posting_for(self.room, current_actor(), posting_id, to="read")
        return self._page_of(posting, Form(self.close_input))

    def ask_edit(self, posting_id: uuid.UUID) -> ResponseReturnValue:
        posting = get_posting_for(self.room, required_actor(), posting_id, to="edit")
        return self._ask(posting, form_of(self.edit_input, posting))

    def edit(self, posting_id: uuid.UUID) -> ResponseReturnValue:
        actor = required_actor()
        posting = get_posting_for(self.room, actor, posting_id, to="edit")
        form = read(self.edit_input, request.form)
        try:
            self.edit_verb(actor, posting_id, answers(form))
        except Invalid as invalid:
            return self._ask(posting, form.refuse(invalid)), 422
        except Stale as stale:
            if wants_json():
                raise
            form.typed["version"] = stale.current.version
            return self._ask(posting, form, conflicts=conflicts(stale.current, stale.asked)), 409
        return self._show_again(posting_id)

    def publish(self, posting_id: uuid.UUID) -> ResponseReturnValue:
        actor = required_actor()
        try:
            self.publish_verb(actor, posting_id)
        except Invalid as invalid:
            posting = get_posting_for(self.room, actor, posting_id, to="edit")
            return self._ask(posting, form_of(self.edit_input, posting).refuse(invalid)), 422
        return self._show_again(posting_id)

    def renew(self, posting_id: uuid.UUID) -> ResponseReturnValue:
        self.renew_verb(required_actor(), posting_id)
        return self._show_again(posting_id)

    def close(self, posting_id: uuid.UUID) -> ResponseReturnValue:
        actor = required_actor()
        posting = get_posting_for(self.room, actor, posting_id, to="edit")
        form = read(self.close_input, request.form)
        try:
            self.close_verb(actor, posting_id, answers(form))
        except Invalid as invalid:
            return self._page_of(posting, form.refuse(invalid)), 422
        return self._show_again(posting_id)

    def _url_for_sort(self, sort: str) -> str:
        args: dict[str, Any] = request.args.to_dict(flat=False) | {"tri": sort}
        args.pop("page", None)
        return url_for(f"{self.folder}.index", **args)

    def _show_again(self, posting_id: uuid.UUID) -> ResponseReturnValue:
        """Back to its page, saying how it stands now."""
        posting = get_posting_for(self.room, required_actor(), posting_id, to="read")
        said = {
            PostingState.DRAFT: "Le brouillon est enregistré. Seule votre structure le voit.",
            PostingState.PUBLISHED: f"C’est en ligne, jusqu’au {date_fr(posting.expires_at)}.",
            PostingState.CLOSED: "C’est noté : ce n’est plus en ligne.",
        }
        flash(said[posting.state], "success")
        return redirect(self.url("show", posting_id), 303)

    def _ask_new(self, form: Form[Any]) -> str:
        return self._ask(None, form, organizations=organization_choices(self.room, required_actor()))

    def _ask(self, posting: P | None, form: Form[Any], **others: Any) -> str:
        helps = commune_help() | {"choices": CHOICES, "skills": skill_labels()}
        return self._page("edit", posting=posting, form=form, **helps, **others)

    def _page_of(self, posting: P, close_form: Form[Any]) -> str:
        actor = current_actor()
        is_mine = is_member(actor, posting.organization_id)
        return self._page(
            "show", posting=posting, card=self.card(posting, actor), is_mine=is_mine, close_form=close_form,
            closing_choices=CLOSING_CHOICES, panels=panels_of(posting, actor),
            missing=missing_from(posting) if is_mine and posting.state is PostingState.DRAFT else [],
            commune=commune_name(posting.commune_code), days=days_label(posting.days),
            is_for_reader=not is_mine and may_answer(self.room, actor),
        )

    def _page(self, name: str, **context: Any) -> str:
        """`door(verb, id)` gives the templates the addresses of this room."""
        return render_template(f"postings/{name}.html", room=self.folder, noun=self.room.noun, door=self.url, **context)
