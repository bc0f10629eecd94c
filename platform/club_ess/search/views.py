"""Doors of the search: one box over needs, offers and structures."""

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import current_actor
from club_ess.kit.forms import read
from club_ess.kit.pages import asked_page
from club_ess.search.enums import SearchSort
from club_ess.search.inputs import Search, Suggest
from club_ess.search.queries import search_for, suggestions_for
from club_ess.search.shapes import facet_groups, result_card

doors = Blueprint("search", __name__)


@doors.get("/recherche")
def results() -> ResponseReturnValue:
    form = read(Search, request.args)
    if form.asked is None:
        return render_template("search/results.html", form=form, asked=Search()), 422
    actor = current_actor()
    found = search_for(actor, form.asked, asked_page())
    return render_template(
        "search/results.html", form=form, asked=form.asked, found=found,
        cards=[result_card(hit, actor) for hit in found.page.items],
        groups=facet_groups(found.facet_counts, form.asked.chosen),
        sorts=[(sort.value, sort.label) for sort in SearchSort], url_for_sort=_url_for_sort,
    )


def _url_for_sort(sort: str) -> str:
    args = {name: values for name, values in request.args.to_dict(flat=False).items() if name not in {"tri", "page"}}
    return url_for("search.results", **args, tri=sort)  # type: ignore[arg-type]


@doors.get("/api/suggestions")
def suggest() -> ResponseReturnValue:
    """A JSON list of at most 8 completions, from what the asker may read."""
    form = read(Suggest, request.args)
    return jsonify(suggestions_for(current_actor(), form.asked.q if form.asked else ""))
