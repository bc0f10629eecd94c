"""`club-ess search`: rebuild the index, check it against the database, explain a pair."""

import sys
import uuid

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from club_ess.search import upkeep
from club_ess.search.catalogue import get_catalogue
from club_ess.search.drift import Drift, find_drift
from club_ess.search.kinds import KINDS
from search_index import MatchHit, SearchIndexError


@click.group("search")
def search_commands() -> None:
    """The search index."""


@search_commands.command("rebuild")
def rebuild() -> None:
    """Builds the index anew from the database; searches go on meanwhile."""
    columns = TextColumn("Index de recherche"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns) as bar:
        task = bar.add_task("", total=None)
        upkeep.rebuild(lambda done, total: bar.update(task, completed=done, total=total))
    click.secho("L’index est à jour.", fg="green")


@search_commands.command("check")
def check() -> None:
    """Compares the index with the database; exits with 1 when they disagree."""
    try:
        drift = find_drift()
    except SearchIndexError as error:
        click.secho(f"L’index ne peut pas être lu : {error}", fg="red", err=True)
        click.echo("Reconstruisez-le : club-ess search rebuild", err=True)
        sys.exit(1)
    _tell(drift)
    sys.exit(1 if drift else 0)


def _tell(drift: Drift) -> None:
    for label, keys in (("manquant", drift.missing), ("périmé", drift.stale), ("en trop", drift.orphans)):
        for kind, row_id in sorted(keys):
            click.echo(f"{label:9} {kind:12} {row_id}")
    total = len(drift.missing) + len(drift.stale) + len(drift.orphans)
    click.echo(f"{total} écart(s) entre l’index et la base.")


@search_commands.command("explain")
@click.argument("need_id", type=click.UUID)
@click.argument("offer_id", type=click.UUID)
def explain(need_id: uuid.UUID, offer_id: uuid.UUID) -> None:
    """Computes the score of a need and an offer, part by part, as the proposals do."""
    need, offer = KINDS["need"].document_of(need_id), KINDS["offer"].document_of(offer_id)
    if need is None or offer is None:
        raise click.ClickException("Ce besoin ou cette offre n’existe pas, ou n’est pas en ligne.")
    click.echo(f"Besoin : {need.title}\nOffre  : {offer.title}\n")
    try:
        _tell_score(get_catalogue().explain(need, offer))
    except SearchIndexError as error:
        raise click.ClickException(f"L’index ne peut pas être lu : {error}") from error


def _tell_score(hit: MatchHit) -> None:
    for part in hit.parts:
        click.echo(f"{part.name:10} {part.value:6.3f}  × {part.weight:.2f}")
    click.echo(f"{'score':10} {hit.score:6.1f}  sur 100 (réglage {hit.configuration})\n")
    for reason in hit.reasons:
        click.echo(f"{reason.kind:10} {dict(reason.data)}")
