#!/usr/bin/env python3
"""typed_test.py MUSUBI: what is typed on a terminal and does not fit its question is asked again; three times at most."""
import os
import pathlib
import pty
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "real"))
from hub import main  # noqa: E402


def typed(program, folder, name, lines):
    """(exit code, what it says) of `init` with these lines typed."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(line + "\n" for line in lines).encode())
    words = [program, "--lang", "en", "init", name, "--preset", "shopify"]
    done = subprocess.run(words, cwd=folder, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    os.close(theirs), os.close(ours)
    return done.returncode, done.stdout


def test(checks, program, folder):
    folder.mkdir(exist_ok=True)
    code, said = typed(program, folder, "mended", ["abc", "abc.myshopify.com", "token", "-", "shpat-typed"])
    checks.equal("mended: exit code", code, 0)
    checks.true("mended: says what was wrong", said.count("no address of the web") == 1, said)
    checks.contains("mended: the second answer counts", (folder / "mended/connections/shopify.yaml").read_text(), "https://abc.myshopify.com")
    code, said = typed(program, folder, "given_up", ["abc"] * 4)
    checks.equal("given up: exit code", code, 1)
    checks.equal("given up: three times", said.count("no address of the web"), 3)
    checks.true("given up: nothing is written", not (folder / "given_up").exists())


if __name__ == "__main__":
    main(test)
