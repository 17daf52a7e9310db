"""Python packages of a test, in an environment of its own that later tests find again."""
import os
import pathlib
import subprocess
import sys


def inside(*packages):
    """Runs the script that calls this again inside the environment; returns when it is inside."""
    folder = pathlib.Path(os.environ.get("MUSUBI_VENV", pathlib.Path.home() / ".cache/musubi-e2e")) / "-".join(packages)
    python = folder / "bin/python"
    if pathlib.Path(sys.prefix) == folder:
        return
    if not (folder / "ready").exists():
        subprocess.run(["/usr/bin/python3", "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", *packages], check=True, timeout=900)
        (folder / "ready").touch()
    os.execv(python, [str(python), *sys.argv])
