"""The explorer as one ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph_cli.explorer import failures
from graph_cli.explorer.description import PLACE, description
from graph_cli.explorer.endpoint import sparql
from graph_cli.explorer.pages.finding import finding
from graph_cli.explorer.pages.home import home, warm
from graph_cli.explorer.pages.query import query
from graph_cli.explorer.pages.resource import resource
from graph_cli.explorer.pages.search import search
from graph_cli.explorer.pages.vocabulary import vocabulary
from graph_cli.explorer.protocol import Refused
from graph_cli.explorer.security import SecurityHeaders
from graph_cli.explorer.site import Site
from loaders.errors import OfstedGraphError

ANY = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]


def explorer(site: Site, cors: bool = False, hosts: Sequence[str] = ("*",)) -> Starlette:
    """The application. `cors`: pages of other origins may read what it answers; `hosts`: the names by which
    requests may call it."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(asyncio.to_thread(warm, site))
        yield
        await asyncio.gather(warming, return_exceptions=True)
        await site.exchange.close()

    middleware = [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
    ]
    if cors:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["Accept", "Content-Type"],
            )
        )
    app = Starlette(
        routes=[
            Route("/", home),
            Route("/sparql", sparql, methods=ANY),
            Route("/query/{name}", query),
            Route("/finding", finding),
            Route("/search", search),
            Route("/vocabulary", vocabulary),
            Route(f"/{PLACE}", description),
            Mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static"),
            # Last: every IRI of the graph.
            Route("/{path:path}", resource),
        ],
        middleware=middleware,
        exception_handlers={
            Refused: failures.refused,
            HTTPException: failures.routing_failed,
            OfstedGraphError: failures.failed,
        },
        lifespan=lifespan,
    )
    app.state.site = site
    return app
