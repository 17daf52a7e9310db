"""What the tests against real systems share: a hub of its own, and checks that are counted."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PROGRESS = re.compile(r"(読込|反映)  \d+  \d+/秒")  # what a command says while it takes its time


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run(*command, seconds=300, **more):
    """A program that must succeed; its output."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=seconds, **more)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Hub:
    """The program with a copy of configuration folders and a data directory below `folder`. `words` are what stands for @WORD@."""

    def __init__(self, program, folder, sources, **words):
        self.program, self.config, self.environment = program, folder / "hub", dict(os.environ)
        for source in sources:
            shutil.copytree(source, self.config, dirs_exist_ok=True)
        for file in self.config.rglob("*.yaml"):
            text = file.read_text()
            for word, value in words.items():
                text = text.replace(f"@{word}@", str(value))
            file.write_text(text)

    def command(self, *words):
        return [self.program, "--config", str(self.config), *map(str, words)]

    def run(self, *words):
        """(exit code, output, what it says on the error stream)"""
        return self.end(self.begin(*words))

    def begin(self, *words):
        return subprocess.Popen(self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)

    @staticmethod
    def end(going, seconds=600):
        """As run; asked to stop when it takes too long, so that its database stops, too."""
        try:
            out, said = going.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            going.terminate()
            out, said = going.communicate(timeout=60)
        return going.returncode, out, said

    def sync(self, *words):
        """(exit code, {connection.stream: its line of the reconciliation}, what it says on the error stream, seconds)"""
        start = time.monotonic()
        code, out, said = self.run("--json", "sync", *words)
        return code, streams(out), "".join(line for line in said.splitlines(True) if not PROGRESS.match(line)), time.monotonic() - start

    def rows(self, sql):
        code, out, said = self.run("--why", "test", "db", "psql", "--", "-XAtqF", "\t", "-c", sql)
        if code:
            raise RuntimeError(said)
        return [line.split("\t") for line in out.splitlines()]


def streams(out):
    return {f"{line['connection']}.{line['stream']}": line for line in json.loads(out or '{"streams": []}')["streams"]}


def figures(line):
    """(new, changed, unchanged, quarantined) of a line that reconciles."""
    four = tuple(line[name] for name in ("new", "changed", "unchanged", "quarantined"))
    return four if line["read"] == sum(four) else ("does not reconcile", line)


class Checks:
    passed = failed = 0

    def equal(self, what, got, want):
        self.true(what, got == want, f"{got!r}" if got == want else f"{got!r} instead of {want!r}")

    def contains(self, what, text, part):
        self.true(what, part in text, text.strip())

    def true(self, what, good, more=""):
        print(f"{'ok ' if good else 'BAD'} {what}: {more}")
        self.passed += bool(good)
        self.failed += not good


def main(test):
    """Calls test(checks, program, folder) with a folder that is removed afterwards, whatever happens; ends with the count."""
    def end(number, frame):
        raise SystemExit(f"ended by signal {number}")

    sys.stdout.reconfigure(line_buffering=True)
    signal.signal(signal.SIGTERM, end)
    checks = Checks()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="musubi-real."))
    folder.chmod(0o755)
    try:
        test(checks, sys.argv[1], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed or not checks.passed else 0)
