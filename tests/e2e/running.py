"""A hub that runs: started, asked over HTTP, stopped or killed."""
import contextlib
import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "real"))
import hub  # noqa: E402

FORM = "application/x-www-form-urlencoded"


class Running(hub.Hub):
    """The shop of this folder, or other configuration folders, with `musubi up`. `words` as of Hub."""

    def __init__(self, program, folder, more="", sources=(HERE / "shop",), **words):
        self.port = hub.free_port()
        super().__init__(program, folder, sources, PORT=self.port, MORE=more, **words)
        self.going, self.token, self.log = None, "", folder / "up.log"
        self.address, self.trust = "127.0.0.1", None  # trust: an ssl context, where the hub speaks TLS

    def up(self, ready=60):
        with open(self.log, "a", encoding="utf-8") as log:
            self.going = subprocess.Popen(self.command("up"), stdout=log, stderr=log, env=self.environment)
        end = time.monotonic() + ready
        while time.monotonic() < end and self.going.poll() is None:
            with contextlib.suppress(OSError):
                if self.ask("/health")[0] == 200:
                    return self
            time.sleep(0.05)
        raise RuntimeError("the hub does not answer:\n" + self.log.read_text())

    def stop(self, how=signal.SIGTERM, seconds=30):
        """Its exit code, and the seconds that it took."""
        if self.going is None or self.going.poll() is not None:
            return None, 0
        start = time.monotonic()
        os.kill(self.going.pid, how)
        return self.going.wait(timeout=seconds), time.monotonic() - start

    def send(self, method, path, body=None, headers=None, seconds=60):
        """(status, headers, body)"""
        link = (http.client.HTTPSConnection(self.address, self.port, timeout=seconds, context=self.trust) if self.trust
                else http.client.HTTPConnection(self.address, self.port, timeout=seconds))
        try:
            link.request(method, path, body, headers or {})
            answer = link.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode("utf-8", "replace")
        finally:
            link.close()

    def ask(self, path, token=None):
        """(status, JSON)"""
        status, _, body = self.send("GET", path, headers={"Authorization": f"Bearer {token or self.token}"})
        return status, json.loads(body)

    def post(self, fields, headers=None, address="/in/inquiry"):
        """The status and body of a posted form."""
        status, _, body = self.send("POST", address, urllib.parse.urlencode(fields), {"Content-Type": FORM, **(headers or {})})
        return status, body

    def customers(self, **query):
        return self.ask("/api/customers?" + urllib.parse.urlencode(query))[1]["customers"]

    def until(self, condition, seconds=30):
        """Whether `condition` became true in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return True
            time.sleep(0.05)
        return False


@contextlib.contextmanager
def shop(program, folder, more="", **how):
    """A hub of its own below `folder`, with `more` in its musubi.yaml, else as of Running. Not up yet; stopped at the end, with its database."""
    folder.mkdir()
    folder.chmod(0o755)
    one = Running(program, folder, more, **how)
    code, out, said = one.run("--json", "token", "new", "test")
    if code:
        raise RuntimeError(said)
    one.token = json.loads(out)["token"]
    try:
        yield one
    finally:
        one.stop(signal.SIGTERM)
        one.run("token", "list")  # the last to leave stops the database, also that of a hub that was killed
