"""Single records, fetched as a webhook would have it: a hub that is up, and a post that names them."""
import json
import signal
import socket
import subprocess
import time
import urllib.request

WORD = "fixture-word"
CONNECTION = """connector: webhook
touchpoint: hook
streams: {{{mapped}}}
config:
  scheme: token
  auth: {{secrets: [{word}]}}
  signature: {{header: X-Word}}
  streams: {{{fetched}}}
"""
MAPPING = """source: {name}.{stream}
parties:
  nobody: {{kind: person, name: nobody}}
"""


class Hook:
    """Posts keys to the hub in `folder` and waits until its connection `name` has fetched them. `rows` asks its database."""

    def __init__(self, program, folder, name, rows):
        self.program, self.folder, self.name, self.rows = program, folder, name, rows
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]

    def write(self, stream):
        """The connection that takes the post, of one data stream: hook_STREAM."""
        hook = f"hook_{stream}"
        (self.folder / "connections" / f"{hook}.yaml").write_text(CONNECTION.format(
            word=WORD, mapped=f"{stream}: {{mapping: {hook}.{stream}}}",
            fetched=f"{stream}: {{fetch: {{connection: {self.name}, stream: {stream}, key: keys}}}}"))
        (self.folder / "mappings" / f"{hook}.{stream}.yaml").write_text(MAPPING.format(name=hook, stream=stream))
        return hook

    def post(self, hook, keys, number):
        body = json.dumps({"number": number, "keys": keys}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/in/{hook}", body, {"Content-Type": "application/json", "X-Word": WORD})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status

    def until(self, condition, seconds, going):
        end = time.monotonic() + seconds
        while time.monotonic() < end and going.poll() is None:
            try:
                if condition():
                    return True
            except OSError:
                pass
            time.sleep(0.05)
        return False

    def fetch(self, stream, keys, number):
        """What went wrong, or "". The hub is ended by then."""
        hook, log = self.write(stream), self.folder / "up.log"
        with open(log, "w", encoding="utf-8") as out:
            going = subprocess.Popen([str(self.program), "--config", str(self.folder), "up", "--port", str(self.port)], stdout=out, stderr=out)
        try:
            said = []
            if not self.until(lambda: said.append(self.post(hook, keys, number)) is None, 60, going):
                return "the hub takes no post:\n" + log.read_text()
            waiting = "select (select count(*) from hub.fetch) + (select count(*) from source.pending)"
            if not self.until(lambda: self.rows(waiting) == ["0"], 30, going):
                return "not fetched within 30 s:\n" + log.read_text()
            return ""
        finally:
            going.send_signal(signal.SIGTERM)
            going.wait(60)
            (self.folder / "connections" / f"{hook}.yaml").unlink()
