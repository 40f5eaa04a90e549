"""A Typer app of one command that looks at the files of a folder: their status, and their hash.

Usage: python scripts/peers/hash_files.py FOLDER
"""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def hash_files(folder: Annotated[Path, typer.Argument(help="What to look at.")]) -> None:
    """Tell how many files there are, and what they come to."""
    together = hashlib.sha256()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        status = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        together.update(f"{path} {status.st_size} {status.st_mtime_ns} {digest}\n".encode())
    print(f"{len(files)} files, {together.hexdigest()[:12]}")


if __name__ == "__main__":
    app()
