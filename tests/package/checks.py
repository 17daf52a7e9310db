"""Checks that are counted, a folder that goes away, and programs that must succeed."""
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile


def run(*command, seconds=120, **more):
    """(exit code, both streams) of a program."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds, **more)
    return done.returncode, done.stdout


def must(*command, seconds=600, **more):
    """The output of a program that must succeed."""
    code, out = run(*command, seconds=seconds, **more)
    if code:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {code}:\n{out[-4000:]}")
    return out


class Checks:
    passed = failed = 0

    def true(self, what, good, more=""):
        print(f"{'ok ' if good else 'BAD'} {what}" + (f": {str(more).strip()[-1500:]}" if more and not good else ""))
        self.passed += bool(good)
        self.failed += not good

    def equal(self, what, got, want):
        self.true(what, got == want, f"{got!r} instead of {want!r}")

    def works(self, what, *command, wants="", **more):
        """A program that ends well and prints `wants`; its output."""
        code, out = run(*command, **more)
        self.true(what, code == 0 and wants in out, f"exit {code}, wanted {wants!r}: {out}")
        return out


def main(test, place=None):
    """Calls test(checks, folder) with a folder (below `place`) that is removed afterwards, whatever happens; ends with the count."""
    def end(number, frame):
        raise SystemExit(f"ended by signal {number}")

    sys.stdout.reconfigure(line_buffering=True)
    signal.signal(signal.SIGTERM, end)
    checks = Checks()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="musubi-package.", dir=place))
    try:
        test(checks, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed or not checks.passed else 0)
