"""The Tryton of start.sh, for tests: started with the books that seed.py keeps, asked and changed by JSON-RPC."""
import base64
import json
import pathlib
import subprocess
import urllib.request

import hub

HERE = pathlib.Path(__file__).resolve().parent
COMPANIES, SALES, RECEIPTS, PRODUCTS = 12, 16, 10, 8
INVOICED = [number for number in range(SALES) if number % 4 > 1]  # posted; every second of them is paid
RUNG_UP = [number for number in range(RECEIPTS) if number % 5]  # receipts that were paid


class Server:
    """Filled by the program `seed`; ended when the `with` is left."""

    def __init__(self, folder, seed=HERE / "seed.py"):
        self.folder, self.port, self.context, self.seed = folder / "tryton", hub.free_port(), {}, seed

    def __enter__(self):
        try:
            hub.run(HERE / "start.sh", self.folder, self.port, self.seed, seconds=3600)
            self.context = self.ask("model.res.user.get_preferences", True, {})
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        subprocess.run([HERE / "stop.sh", self.folder], check=False, timeout=60)

    def ask(self, method, *parameters):
        login = base64.b64encode(b"admin:real-admin").decode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/books/", json.dumps(
            {"id": 1, "method": method, "params": parameters}).encode(), {"Content-Type": "application/json", "Authorization": f"Basic {login}"})
        with urllib.request.urlopen(request, timeout=120) as answer:
            said = json.load(answer)
        if "error" in said:
            raise RuntimeError(f"{method}: {said['error']}")
        return said["result"]

    def find(self, model, domain, *fields):
        return self.ask(f"model.{model}.search_read", domain, 0, None, [["id", "ASC"]], ["id", *fields], self.context)

    def write(self, model, number, **values):
        self.ask(f"model.{model}.write", [number], values, self.context)
