"""`club-ess transfers`: what the operator passes on to regional platforms. Format: docs/exchange.md."""

from pathlib import Path

import click

from club_ess.transfers.exchange.exporting import relayed_table


@click.group("transfers")
def transfer_commands() -> None:
    """What may leave the club."""


@transfer_commands.command("export")
@click.option(
    "-o", "--output", default="annonces-relayees.csv", show_default=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
)
def export(output: Path) -> None:
    """Writes the anonymous listings on line whose cédant agreed that the club relays them."""
    table, number = relayed_table()
    output.write_bytes(table)
    click.echo(f"{number} annonce(s) anonyme(s) dans {output}.")
