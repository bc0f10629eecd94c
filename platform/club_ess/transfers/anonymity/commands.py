"""`club-ess sirene`: the reference counts that anonymity rests on. Format and sources: docs/establishments.md."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from club_ess.transfers.anonymity.counting import replace_counts, what_is_loaded
from club_ess.transfers.anonymity.counts_file import BadFile, read_counts, write_counts
from club_ess.transfers.anonymity.sirene import ESTABLISHMENT, UNIT, Census
from club_ess.transfers.anonymity.stock import Told, stock_rows

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group("sirene")
def sirene_commands() -> None:
    """How many structures of the area look alike."""


@sirene_commands.command("build")
@click.argument("stock", metavar="STOCK_ETABLISSEMENT", type=FILE)
@click.option("--units", metavar="STOCK_UNITE_LEGALE", type=FILE, help="Pour compter aussi les structures de l’ESS.")
@click.option("-o", "--output", default="establishments.csv", show_default=True, type=OUTPUT)
def build(stock: Path, units: Path | None, output: Path) -> None:
    """Counts the structures of the area in INSEE's stock files (csv or zip)."""
    census = Census()
    with _refusals():
        with _progress("Établissements") as tell:
            census.read_establishments(stock_rows(stock, ESTABLISHMENT, tell))
        if not census.seats:
            raise BadFile(f"{stock.name} : aucun établissement actif de m2A. Est-ce bien StockEtablissement ?")
        if units is not None:
            with _progress("Unités légales") as tell:
                census.read_units(stock_rows(units, UNIT, tell))
    write_counts(census.counts(), output)
    _tell_census(census, output)


def _tell_census(census: Census, output: Path) -> None:
    of_the_ess = f", dont {len(census.of_the_ess)} de l’ESS" if census.are_units_read else ""
    click.echo(f"{len(census.seats)} structures de m2A comptées{of_the_ess}, dans {output}.")
    for reason, number in census.left_out.items():
        click.echo(f"{number} établissement(s) laissé(s) de côté : {reason}.")
    click.echo(f"Pour s’en servir : club-ess sirene load {output}")


@sirene_commands.command("load")
@click.argument("path", metavar="CSV", type=FILE)
def load(path: Path) -> None:
    """Checks a file of counts, then puts it in place of the former one."""
    with _refusals():
        counts = read_counts(path)
    lines = replace_counts(counts, path.name)
    click.secho(f"{lines} lignes chargées : les annonces anonymes sont désormais comparées à ces nombres.", fg="green")


@sirene_commands.command("status")
def status() -> None:
    """Tells which counts are in place."""
    loaded = what_is_loaded()
    if loaded is None:
        click.echo("Aucun nombre n’est chargé : seules les annonces les plus larges peuvent être publiées.")
        return
    statutes = ", ".join(statute.label for statute in loaded.statutes) or "aucun"
    click.echo(f"{loaded.structures} structures, {loaded.lines} lignes, statuts comptés : {statutes}.")
    click.echo(f"{loaded.source}, chargé le {loaded.loaded_at:%d/%m/%Y à %H:%M} UTC.")


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except BadFile as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _progress(what: str) -> Iterator[Told]:
    with Progress(TextColumn(what), BarColumn(), DownloadColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
