"""An editor, as far as a language server can tell: it opens decks and asks what may stand where."""

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

PATIENCE_S = 30.0
"""How long an answer may take on a busy machine before the test gives up on it."""

SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "validate": True}}
"""The schema is the one a deck names; none is fetched."""

CURSOR = "¦"
"""Stands in a text for the place where the author is typing."""

_PLACEHOLDER = re.compile(r"\$\{\d+:([^}]*)\}|\$\d+")

Message = dict[str, Any]


class Problem(NamedTuple):
    """What the editor underlines, and why."""

    marked: str
    message: str


class Offer(NamedTuple):
    """What the editor offers at the cursor."""

    label: str
    told: str
    """What it says of it."""

    inserted: str
    """What it types, places to fill in included."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text with the author's cursor in it."""

    text: str
    line: int
    column: int


def place(marked: str) -> Place:
    """The text without the mark, and where the mark was."""
    before, _, behind = marked.partition(CURSOR)
    return Place(before + behind, before.count("\n"), len(before) - before.rfind("\n") - 1)


def typed(marked: str, offer: Offer) -> str:
    """The text once the offer was taken at its cursor, each place filled with what it proposes.

    As editors do, every line after the first is indented like the line of the cursor.
    """
    before, _, behind = marked.partition(CURSOR)
    line = before.rpartition("\n")[2]
    indent = line[: len(line) - len(line.lstrip(" "))]
    inserted = _PLACEHOLDER.sub(lambda match: match[1] or "", offer.inserted)
    return before + inserted.replace("\n", f"\n{indent}") + behind


class Editor:
    """One language server, and the decks open in it."""

    def __init__(self, server: tuple[str | Path, ...], folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._arrived: Queue[Message | None] = Queue()
        self._problems: dict[str, list[Message]] = {}
        self._asked = 0
        self._opened = 0
        assert self._process.stdout is not None
        self._reader = Thread(target=_read, args=(self._process.stdout, self._arrived), daemon=True)
        self._reader.start()
        snippets = {"completion": {"completionItem": {"snippetSupport": True}}}
        self._ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            capabilities={"workspace": {"configuration": True}, "textDocument": snippets},
        )
        self._tell("initialized")

    def __enter__(self) -> Self:
        """The editor, ready."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the server."""
        with self._process:
            self._process.kill()
            self._reader.join()

    def problems(self, texts: Mapping[str, str]) -> dict[str, list[Problem]]:
        """What is underlined in decks, all of them opened before the first is waited for."""
        opened = {name: self._open(text) for name, text in texts.items()}
        return {
            name: [_problem(texts[name], told) for told in self._told_of(uri)]
            for name, uri in opened.items()
        }

    def offers(self, marked: str) -> list[Offer]:
        """What may be typed at the cursor of a deck."""
        told = self._at("textDocument/completion", place(marked))
        items = told["items"] if isinstance(told, dict) else told
        return [
            Offer(item["label"], _plain(item.get("documentation", "")), item["textEdit"]["newText"])
            for item in items
        ]

    def hover(self, marked: str) -> str:
        """What is said of the word behind the cursor."""
        told = self._at("textDocument/hover", place(marked))
        return _plain(told["contents"]) if told else ""

    def _at(self, method: str, at: Place) -> Any:  # noqa: ANN401 - any JSON
        uri = self._open(at.text)
        position = {"line": at.line, "character": at.column}
        return self._ask(method, textDocument={"uri": uri}, position=position)

    def _open(self, text: str) -> str:
        self._opened += 1
        uri = (self._folder / "decks" / f"{self._opened}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        return uri

    def _told_of(self, uri: str) -> list[Message]:
        while uri not in self._problems:
            self._take()
        return self._problems[uri]

    def _ask(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401 - any JSON
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _tell(self, method: str, **parameters: Any) -> None:  # noqa: ANN401 - any JSON
        self._send({"method": method, "params": parameters})

    def _take(self) -> Message:
        """The next message; what the server asks or reports on the way is seen to."""
        message = self._arrived.get(timeout=PATIENCE_S)
        assert message is not None, "the language server ended"
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._problems[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method is not None and "id" in message:
            wanted = message["params"]["items"] if method == "workspace/configuration" else []
            answer = [SETTINGS.get(item.get("section")) for item in wanted]
            self._send({"id": message["id"], "result": answer or None})
        return message

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()


def _read(stream: IO[bytes], arrived: "Queue[Message | None]") -> None:
    """Hands on each message; None at the end."""
    length = 0
    while line := stream.readline():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif not line.strip():
            arrived.put(json.loads(stream.read(length)))
    arrived.put(None)


def _problem(text: str, told: Message) -> Problem:
    start, end = told["range"]["start"], told["range"]["end"]
    lines = text.split("\n")[start["line"] : end["line"] + 1]
    lines[-1] = lines[-1][: end["character"]]
    lines[0] = lines[0][start["character"] :]
    return Problem("\n".join(lines), told["message"])


def _plain(told: str | Message) -> str:
    """Text, or Markdown as it is written."""
    return told if isinstance(told, str) else str(told["value"])
