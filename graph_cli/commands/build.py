"""`ofsted-graph build`: documents into a graph."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click

from graph_cli.commands.options import store_option
from graph_cli.interrupted import stopped
from loaders.iris import NAMESPACE

if TYPE_CHECKING:
    from graph_cli.build import BuildSummary

COPIES_NAMED = 3


class Bar:
    """A progress bar on standard error, with files per second and time left; silent if standard error is not
    a terminal. It satisfies the protocol `graph_cli.build.Progress`."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        console = Console(stderr=True)
        self._drawing = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._drawing.add_task("Reading documents", total=None, rate="")

    def __enter__(self) -> Bar:
        self._drawing.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drawing.stop()

    def begin(self, total: int) -> None:
        """`total` files are to be read."""
        self._drawing.update(self._task, total=total)

    def file_done(self, path: Path) -> None:
        """One more file has been read or given up."""
        speed = self._drawing.tasks[0].finished_speed or self._drawing.tasks[0].speed
        self._drawing.update(self._task, advance=1, rate=f"{speed:.1f} files/s" if speed else "")

    def stage(self, name: str) -> None:
        """What is being done once the files are read."""
        self._drawing.update(self._task, description=name.capitalize())


def absolute(context: click.Context, option: click.Parameter, base: str) -> str:
    """`base`, checked to be an absolute IRI that ends in / or #. Raises click.BadParameter otherwise."""
    from pyoxigraph import NamedNode

    try:
        NamedNode(base)
    except ValueError as error:
        raise click.BadParameter(f"{base!r} is not an absolute IRI: {error}.") from error
    if not base.endswith(("/", "#")):
        raise click.BadParameter(
            f"{base!r} must end with / or #, to set it apart from the names that follow it."
        )
    return base


@click.command(epilog="\b\nExample: ofsted-graph build reports letter.pdf --store ./ofsted-graph-store")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Number of processes that read files.  [default: one per core]"
)
@click.option("--strict", is_flag=True, help="Build nothing if any file cannot be read.")
@click.option(
    "--fresh", is_flag=True, help="Start from an empty graph instead of adding to the existing one."
)
@click.option(
    "--overrides",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV file (name,other,same) of names to merge (yes) or keep apart (no), whatever the program finds.",
)
@click.option(
    "--base",
    default=NAMESPACE,
    show_default=True,
    callback=absolute,
    help="Base IRI of documents, visits and people.",
)
def build(
    paths: tuple[Path, ...],
    store: str,
    jobs: int | None,
    strict: bool,
    fresh: bool,
    overrides: Path | None,
    base: str,
) -> None:
    """Read the documents at PATHS (files or folders: PDF, TXT, HTML, DOCX, PPTX) and create or extend the
    graph.

    Files that have not changed are not read again, unless another version of ofsted-graph read them: then all
    documents whose files still exist are. A document leaves the graph when its file is gone from a folder in
    PATHS; those of other folders stay. The old graph stays in use until the new one is complete, and a
    build that is stopped leaves it as it was (exit code 130 after Ctrl-C); a SPARQL server, however, keeps
    what it has been sent by then. The exit code is 1 if any file could not be read; all others are in the
    graph.
    """
    from graph_cli import build as making
    from graph_cli.graph import is_remote

    target = store if is_remote(store) else Path(store)
    try:
        with Bar() as bar:
            summary = making.build(paths, target, jobs, strict, base, bar, overrides, fresh)
    except KeyboardInterrupt:
        if isinstance(target, str):
            raise
        stopped("Stopped; the graph is as it was.")
    for failure in summary.failures:
        click.echo(failure, err=True)
    click.echo(told(summary), err=True)
    again = "" if store == "./ofsted-graph-store" else f" --store {store}"
    click.echo(f"Next: ofsted-graph query recurring-themes --status persisting{again}", err=True)
    if summary.failures:
        raise SystemExit(1)


def told(summary: BuildSummary) -> str:
    """The summary of a build as a person reads it."""
    kinds = ", ".join(f"{count} {name}" for name, count in summary.by_framework)
    mentioned = f" and {summary.visits_by_mention} known by mention" if summary.visits_by_mention else ""
    removed = f", {summary.removed} removed" if summary.removed else ""
    unread = f", {len(summary.failures)} could not be read" if summary.failures else ""
    lines = (
        (
            "Files",
            f"{summary.files:,}: {summary.read:,} read, {summary.unchanged:,} unchanged{removed}{unread}",
        ),
        *((("Outdated", _outdated(summary.outdated)),) if summary.outdated else ()),
        *((("Copies", _copies(summary.copies)),) if summary.copies else ()),
        ("Documents", f"{summary.documents:,} ({kinds})"),
        ("Councils", f"{summary.authorities:,}"),
        ("Visits", f"{summary.visits:,}{mentioned}"),
        ("People", f"{summary.people:,}; {summary.merges:,} names merged, {summary.doubts:,} pairs in doubt"),
        ("Judgements", f"{summary.judgements:,}"),
        ("Findings", f"{summary.findings:,}"),
        ("Recommendations", f"{summary.recommendations:,}"),
        ("Conflicts", f"{summary.conflicts:,}"),
    )
    return "\n".join(f"{name:<16}{text}" for name, text in lines)


def _outdated(documents: int) -> str:
    return f"{documents:,}: read by an earlier version, and no longer there to be read again"


def _copies(copies: tuple[tuple[Path, Path], ...]) -> str:
    named = [f"{copy} as {original}" for copy, original in copies[:COPIES_NAMED]]
    more = [f"{len(copies) - COPIES_NAMED:,} more"] if len(copies) > COPIES_NAMED else []
    return f"{len(copies):,} left out, byte for byte the same as another file: {'; '.join(named + more)}"


command = build
