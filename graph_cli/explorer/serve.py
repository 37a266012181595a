"""Serve the explorer and the endpoint until Ctrl-C or SIGTERM."""

from __future__ import annotations

import errno
import logging
import socket
import webbrowser

import click
import uvicorn

from graph_cli.canned import canned_queries
from graph_cli.errors import AskedWrongly
from graph_cli.explorer.app import explorer
from graph_cli.explorer.current_graph import source_of
from graph_cli.explorer.engine import Engine, OxigraphEngine, RemoteEngine
from graph_cli.explorer.exchange import CutShort, Exchange
from graph_cli.explorer.site import Site
from graph_cli.graph import is_remote
from graph_cli.store import GraphStore

SECONDS_TO_FINISH = 3
THIS_MACHINE = ("127.0.0.1", "localhost", "::1", "[::1]")


def serve(
    store: str,
    host: str = "127.0.0.1",
    port: int = 8000,
    deadline: float = 30.0,
    cors: bool = False,
    open_browser: bool = False,
) -> None:
    """Serve the graph at `store` (a directory or URL); `port` 0 takes a free one, which is printed.

    Raises GraphMissing, StoreDamaged, MalformedQuery, and AskedWrongly for an address that cannot be used."""
    # A site that makes its own name point at this machine would else be read as its own (DNS rebinding).
    hosts = ("*",) if cors or host not in THIS_MACHINE else THIS_MACHINE
    app = explorer(site(store, deadline), cors, hosts)
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    click.echo(f"Explorer: {address}\nSPARQL:   {address}sparql\nCtrl-C ends both.", err=True)
    if open_browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app, log_level="error", access_log=False, timeout_graceful_shutdown=SECONDS_TO_FINISH, lifespan="on"
    )
    logging.getLogger("uvicorn.error").addFilter(_is_fault)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("Ended.", err=True)
    finally:
        listening.close()


def site(store: str, deadline: float) -> Site:
    """The site over a graph, which must be there. Raises GraphMissing, StoreDamaged, MalformedQuery."""
    canned_queries()
    source = source_of(store)
    source.reading()
    engine: Engine = RemoteEngine(store) if is_remote(store) else OxigraphEngine(GraphStore(store), deadline)
    return Site(source, Exchange(engine, deadline))


def _is_fault(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], CutShort))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        host.encode("idna")  # where this fails, create_server leaves its socket open
        return socket.create_server((host, port), family=family)
    except OverflowError:
        raise AskedWrongly(f"There is no port {port}: use 1 to 65535, or 0 for a free one.") from None
    except UnicodeError:
        raise AskedWrongly(f"{host!r} cannot be the name of a host.") from None
    except OSError as error:
        hint = " Choose another with --port, or 0 for a free one." if error.errno == errno.EADDRINUSE else ""
        raise AskedWrongly(f"{host}, port {port} cannot be used: {error.strerror}.{hint}") from error
