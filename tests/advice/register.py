"""A small real HTTP server that answers as the public registers do, from recorded answers."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

RECORDED = Path(__file__).with_name("recorded")


def recorded(name: str) -> str:
    """Return the text of a recorded answer."""
    return (RECORDED / name).read_text("utf-8")


class Register:
    """Answers `/rvo?page=N` and `/cvdr?query=workid=CVDRN`; a test can let it answer otherwise."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.instead: dict[str, tuple[int, str]] = {}

    def answer(self, path: str, query: Mapping[str, str]) -> tuple[int, str]:
        """Return the status and the text of an answer."""
        self.asked.append((path, dict(query)))
        if path in self.instead:
            return self.instead[path]
        if path == "/rvo":
            return 200, recorded(f"rvo-{query['page']}.json")
        file = f"cvdr-{query['query'].removeprefix('workid=CVDR')}.xml"
        return 200, recorded(file if (RECORDED / file).exists() else "cvdr-geen.xml")


@contextmanager
def running_register() -> Iterator[Register]:
    """Start a register on a free port and stop it at the end."""
    register = Register()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(address.query).items()}
            status, text = register.answer(address.path, query)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        register.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield register
        finally:
            server.shutdown()
            thread.join()
