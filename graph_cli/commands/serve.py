"""`ofsted-graph serve`: the explorer and the SPARQL endpoint on one port."""

from __future__ import annotations

import click

from graph_cli.commands.options import Seconds, store_option


@click.command(epilog="\b\nExample: ofsted-graph serve --port 8000 --open")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--deadline",
    type=Seconds(min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds after which a SPARQL query is stopped.",
)
@click.option("--cors", is_flag=True, help="Allow pages on other sites to query the endpoint.")
@click.option("--open", "open_browser", is_flag=True, help="Open the explorer in a browser.")
@store_option
def serve(host: str, port: int, deadline: float, cors: bool, open_browser: bool, store: str) -> None:
    """Serve the explorer at / and the SPARQL 1.1 endpoint at /sparql, read-only, until Ctrl-C.

    Only this machine can reach it unless --host says otherwise. After a build into the same directory the new
    graph is served without a restart.
    """
    from graph_cli.explorer.serve import serve as run

    run(store=store, host=host, port=port, deadline=deadline, cors=cors, open_browser=open_browser)


command = serve
