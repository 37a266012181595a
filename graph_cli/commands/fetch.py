"""`ofsted-graph fetch`: published documents from the report site into a folder."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from graph_cli.bundled import ontology_folder
from graph_cli.commands.options import Seconds
from graph_cli.fetch.collect import Collector, Outcome, State
from graph_cli.fetch.councils import Council, Councils, UnknownCouncil, once
from graph_cli.fetch.errors import StopFetching
from graph_cli.fetch.manifest import Manifest
from graph_cli.fetch.politeness import PoliteClient, user_agent
from graph_cli.fetch.site import FILES, REPORTS, Site, squeeze
from loaders.vocabulary import load_vocabulary


@click.command(epilog="Example: ofsted-graph fetch Lancashire E10000019 --since 2018-01-01 --into reports")
@click.argument("council", nargs=-1)
@click.option(
    "--list",
    "list_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Text file with the name of one council per line.",
)
@click.option("--all", "everyone", is_flag=True, help="Fetch for every council that the site lists.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only documents published on this day or later."
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("documents"),
    show_default=True,
    help="Folder for the documents and their manifest.csv.",
)
@click.option(
    "--dry-run", is_flag=True, help="List the documents that would be fetched, without fetching them."
)
@click.option("--refresh", is_flag=True, help="Ask the site whether documents already fetched have changed.")
@click.option(
    "--delay",
    type=Seconds(),
    default=1.0,
    show_default=True,
    help="Seconds between requests; below 1 only with --site.",
)
@click.option(
    "--contact",
    envvar="OFSTED_GRAPH_CONTACT",
    help="Your e-mail or web address, sent to the site with every request. [env: OFSTED_GRAPH_CONTACT]",
)
@click.option(
    "--site", default=REPORTS, show_default=True, metavar="URL", help="Report site, or a mirror of it."
)
@click.option(
    "--files-site", default=FILES, show_default=True, metavar="URL", help="File site, or a mirror of it."
)
def fetch(
    council: tuple[str, ...],
    list_file: Path | None,
    everyone: bool,
    since: datetime | None,
    into: Path,
    dry_run: bool,
    refresh: bool,
    delay: float,
    contact: str | None,
    site: str,
    files_site: str,
) -> None:
    """Fetch the inspection documents of a COUNCIL (name, GSS code or Ofsted URN), of several, or of all.

    Only documents that the folder does not hold yet are fetched; a broken transfer continues where it
    stopped. The names of new files go to standard output. The exit code is 1 if anything failed; the rest is
    kept.

    NOT YET TRIED on the live site: the shape of its pages is taken from what others wrote about them
    (docs/fetch.md). Begin with one council and --dry-run.
    """
    site_asked = Site(_base(site, "--site"), _base(files_site, "--files-site"))
    if delay < 1 and site_asked.reports == REPORTS:
        raise click.BadParameter(
            "less than 1 is allowed only for your own mirror (--site).", param_hint="--delay"
        )
    if contact and (not contact.isascii() or squeeze(contact) != contact):
        raise click.BadParameter("this is not a plain e-mail or web address.", param_hint="--contact")
    if everyone == bool(council or list_file):
        raise click.UsageError("Name a council, give --list FILE, or say --all.")
    councils = known_councils()
    try:
        wanted = once([*map(councils.named, council), *(councils.listed(list_file) if list_file else ())])
    except UnknownCouncil as error:
        raise click.UsageError(str(error)) from error
    try:
        if not dry_run:
            into.mkdir(parents=True, exist_ok=True)
        with PoliteClient(user_agent(contact), delay) as client:
            day = since.date() if since else None
            manifest = Manifest(into)
            collector = Collector(client, site_asked, councils, into, manifest, day, refresh, dry_run)
            counts = _run(collector, None if everyone else wanted)
    except StopFetching as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or into}: {error.strerror or error}.") from error
    new, changed, known, failed = (counts[s] for s in (State.NEW, State.CHANGED, State.KNOWN, State.FAILED))
    done = "would be fetched" if dry_run else "fetched"
    changes = f", {changed} had changed" if changed else ""
    click.echo(f"{new} {done}{changes}, {known} here already, {failed} failed.", err=True)
    if counts[State.NOTE] and not counts.total() - counts[State.NOTE]:
        raise click.ClickException("No page offered a document: the site may have changed its pages.")
    if failed:
        raise SystemExit(1)


def known_councils() -> Councils:
    """The councils of the bundled list."""
    vocabulary = load_vocabulary(ontology_folder())
    known = tuple(Council(a.key, a.label, a.urn or "") for a in vocabulary.authorities.values())
    return Councils(known, vocabulary.authority_named)


def _run(collector: Collector, wanted: list[Council] | None) -> Counter[State]:
    """Go through the wanted councils (None: all), report what happens, and count the outcomes."""
    counts: Counter[State] = Counter()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(
            "Reading the list of councils", total=len(wanted) if wanted is not None else None
        )
        if wanted is None:
            wanted = []
            for item in collector.everyone():
                if isinstance(item, Outcome):
                    _tell(item, collector.dry)
                    counts[item.state] += 1
                else:
                    wanted.append(item)
            progress.update(task, total=len(wanted))
        for council in wanted:
            progress.update(task, description=escape(council.name))
            for outcome in collector.council(council):
                _tell(outcome, collector.dry)
                counts[outcome.state] += 1
            progress.advance(task)
    return counts


def _tell(outcome: Outcome, dry: bool) -> None:
    """Print new files to standard output, one per line, and what a person should know to standard error."""
    if outcome.state in (State.FAILED, State.NOTE):
        title = f" ({outcome.publication.title})" if outcome.publication and outcome.publication.title else ""
        click.echo(f"{outcome.council.name}: {outcome.url}{title} {outcome.reason}", err=True)
    elif outcome.state is not State.KNOWN and dry and outcome.publication:
        published: date | str = outcome.publication.published or "no date"
        click.echo(f"{published}\t{outcome.council.name}\t{outcome.publication.title}\t{outcome.url}")
    elif outcome.state is not State.KNOWN:
        click.echo(outcome.file)


def _base(url: str, option: str) -> str:
    """`url` without a final slash. Raises BadParameter if it is not a web address."""
    try:
        parts = urlsplit(url)
        fine = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and parts.port != 0
        )
    except ValueError:
        fine = False
    if not fine:
        raise click.BadParameter(f"“{url}” is not a web address such as {REPORTS}.", param_hint=option)
    return url.rstrip("/")


command = fetch
