"""An ad-hoc query in a process of its own, which can be killed when its time is up."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples

from graph_cli.errors import AskedWrongly, BadSparql, DeadlinePassed
from graph_cli.graph import Graph
from graph_cli.open_graph import open_graph
from graph_cli.table import Table, table_of
from graph_cli.triples import FORMATS, serialized
from graph_cli.update import is_update
from loaders.errors import OfstedGraphError

TABLES = ("table", "csv", "tsv", "md", "xlsx")
RESULTS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: a table, or its bytes in the format asked for."""

    table: Table | None = None
    content: bytes = b""


def ask(location: str, sparql: str, form: str, deadline: float, *, explicit: bool) -> Reply:
    """Answer `sparql` within `deadline` seconds in the format `form`: one of TABLES, RESULTS or FORMATS.
    Unless the user chose it (`explicit`), triples come as Turtle.

    Raises DeadlinePassed, AskedWrongly if the format does not suit the query, and what `open_graph` and
    `Graph.query` raise."""
    # A thread cannot be stopped inside the engine, a process can.
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(sending, location, sparql, form, explicit), daemon=True)
    worker.start()
    sending.close()
    try:
        if not receiving.poll(deadline):
            raise DeadlinePassed(
                f"The query was stopped after {deadline:g} seconds. Ask for less, or allow more: --deadline."
            )
        reply = receiving.recv()
    except EOFError as error:
        raise DeadlinePassed(
            "The query ended without an answer; it may have run out of memory. Ask for less, or add a LIMIT."
        ) from error
    finally:
        worker.kill()
        worker.join()
        receiving.close()
    if isinstance(reply, OfstedGraphError):
        raise reply
    assert isinstance(reply, Reply)
    return reply


def _work(sending: Connection, location: str, sparql: str, form: str, explicit: bool) -> None:
    try:
        sending.send(answered(location, sparql, form, explicit))
    except OfstedGraphError as error:
        sending.send(error)


def answered(location: str, sparql: str, form: str, explicit: bool) -> Reply:
    """Answer `sparql` in this process, without a deadline; see `ask`."""
    if is_update(sparql):
        raise AskedWrongly(
            "This is an update; sparql only answers queries (SELECT, ASK, CONSTRUCT, DESCRIBE). "
            "To change what the graph holds, use ofsted-graph build."
        )
    graph = open_graph(location)
    try:
        return _answered(graph, sparql, form, explicit)
    except OSError as error:
        # The engine asks other servers itself, while it answers.
        raise BadSparql(f"A server that the query names by SERVICE did not answer: {error}") from error
    except RuntimeError as error:
        raise BadSparql(f"The query cannot be answered: {error}.") from error


def _answered(graph: Graph, sparql: str, form: str, explicit: bool) -> Reply:
    answer = graph.query(sparql)
    if isinstance(answer, QueryTriples):
        form = form if explicit else "ttl"
        if form not in FORMATS:
            raise AskedWrongly(
                f"The answer to CONSTRUCT or DESCRIBE comes as {', '.join(FORMATS)}, not as {form}."
            )
        return Reply(content=serialized(answer, form))
    if form in FORMATS:
        raise AskedWrongly(
            f"The answer to SELECT or ASK comes as {', '.join((*TABLES, *RESULTS))}, not as {form}."
        )
    if form in RESULTS:
        return Reply(content=answer.serialize(format=RESULTS[form]) or b"")
    if isinstance(answer, QueryBoolean):
        return Reply(Table(("answer",), ((bool(answer),),)))
    assert isinstance(answer, QuerySolutions)
    return Reply(table_of(answer))
