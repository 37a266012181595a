"""`ofsted-graph sparql`: a query of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from graph_cli.commands.answer import hand_over, write_bytes
from graph_cli.commands.options import Seconds, chosen_format, format_option, output_option, store_option

FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "xlsx", "ttl", "nt", "jsonld", "rdf")


@click.command(
    epilog='\b\nExample: ofsted-graph sparql "SELECT ?s WHERE { ?s a og:Visit } LIMIT 5"',
)
@click.argument("query", required=False)
@click.option(
    "-f", "--file", "file", type=click.File("r", encoding="utf-8"), help="Read the query from a file."
)
@click.option(
    "--deadline",
    type=Seconds(min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@store_option
@format_option(FORMATS)
@output_option
def sparql(
    query: str | None,
    file: TextIO | None,
    deadline: float,
    store: str,
    format_: str | None,
    output: Path | None,
) -> None:
    """Answer a SPARQL 1.1 QUERY over the graphs that it names (FROM), else over the union of all.

    The prefixes og, rdf, rdfs, xsd, skos, dcterms, foaf, oa and prov need not be declared. The answer to
    SELECT or ASK comes as table (the default), csv, tsv, json, xml (SPARQL results), md or xlsx, the answer
    to CONSTRUCT or DESCRIBE as ttl (the default), nt, jsonld or rdf.
    """
    from graph_cli.ask import ask

    if query is None:
        try:
            query = file.read() if file else None
        except UnicodeDecodeError as error:
            raise click.UsageError(f"{file.name if file else ''} is not a text file in UTF-8.") from error
    elif file:
        raise click.UsageError("Give a QUERY or -f FILE, not both.")
    if query is None:
        raise click.UsageError("Give a QUERY or -f FILE.")
    if _is_file(query):
        raise click.UsageError(f"{query} is a file, not a query; ask what it holds with -f {query}")
    form = chosen_format(format_, output, FORMATS)
    answer = ask(store, query, form, deadline, explicit=format_ is not None or output is not None)
    if answer.table is not None:
        hand_over(answer.table, form, output, title="SPARQL")
    else:
        write_bytes(answer.content, output, printable=True)


def _is_file(query: str) -> bool:
    try:
        return Path(query).is_file()
    except OSError:  # longer than the name of a file can be
        return False


command = sparql
