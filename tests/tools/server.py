"""A host of static pages, such as the one that the publication stands on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit


@contextmanager
def serve(site: Path, base: str) -> Iterator[str]:
    """Serve `site` below the path `base`, with `404.html` for whatever is not there; yield its address."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            path = unquote(urlsplit(path).path)
            inside = path.startswith(base)
            # The slash at the end tells a folder from a file.
            return f"{site}/{path.removeprefix(base)}" if inside else f"{site}/outside"

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        """One that hangs up when it is shut down: a browser goes on asking over a connection that is open."""

        connections: ClassVar[list[socket]] = []

        def get_request(self) -> tuple[socket, Any]:
            connection, address = super().get_request()
            self.connections.append(connection)
            return connection, address

        def handle_error(self, request: Any, client_address: Any) -> None:
            # A browser hangs up when it has what it needs, too.
            if not isinstance(sys.exception(), ConnectionError):
                super().handle_error(request, client_address)

        def server_close(self) -> None:
            super().server_close()
            for connection in self.connections:
                with suppress(OSError):
                    connection.shutdown(SHUT_RDWR)

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
