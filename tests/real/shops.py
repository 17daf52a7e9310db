"""What the tests of Vendure and Tryton share: connections by their presets, faults on the way, and a master told by the sources' own keys."""
import json
import pathlib
import subprocess
import urllib.request

import hub

HERE = pathlib.Path(__file__).resolve().parent
PRESETS = HERE.parent.parent / "connectors" / "http" / "presets"
FACTS = ["sales_order", "order_line", "invoice", "payment"]


class Faults:
    """A toxiproxy in front of a server, ended when the `with` is left. `port` is where to call instead."""

    def __init__(self, folder, upstream):
        self.folder, self.upstream, self.control, self.port = folder / "toxiproxy", upstream, hub.free_port(), hub.free_port()

    def __enter__(self):
        hub.run(HERE / "toxiproxy" / "start.sh", self.folder, self.control, seconds=1200)
        self.ask("POST", "/proxies", {"name": "way", "listen": f"127.0.0.1:{self.port}", "upstream": f"127.0.0.1:{self.upstream}"})
        return self

    def __exit__(self, *_):
        subprocess.run([HERE / "toxiproxy" / "stop.sh", self.folder], check=False, timeout=60)

    def ask(self, method, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.control}{path}", json.dumps(body).encode() if body else None, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()

    def add(self, kind, **attributes):
        self.ask("POST", "/proxies/way/toxics", {"name": kind, "type": kind, "stream": "downstream", "attributes": attributes})

    def remove(self, kind):
        self.ask("DELETE", f"/proxies/way/toxics/{kind}")


def connect(program, folder, **presets):
    """A hub with a connection for each preset, as `musubi init --preset` writes it with these answers; secrets come from the environment."""
    out = hub.Hub(program, folder, [])
    for name, answers in presets.items():
        add_preset(program, out.config, name, **answers)
    return out


def add_preset(program, config, name, **answers):
    said = [word for key, value in answers.items() for word in ("--set", f"{key}={value}")]
    hub.run(program, "init", config, "--preset", f"{PRESETS / name}/", "--yes", *said)


def master(one):
    """Everything of the master in words of the sources: who stands together, what is known of them, and their facts. No ids, no runs."""
    names = dict(one.rows("SELECT id, concat_ws('/', connection, stream, record_key, party) FROM identity.profile"))
    members = {}
    for profile, customer in one.rows("SELECT id, customer_id FROM identity.profile WHERE customer_id IS NOT NULL"):
        members.setdefault(customer, []).append(names[profile])
    out = []
    for customer, row in one.rows("SELECT id, to_jsonb(c) - 'id' FROM master.customer c"):
        known = json.loads(row)
        known["origins"] = {field: names.get(str(origin), origin) for field, origin in (known["origins"] or {}).items()}
        out.append(["customer", sorted(members.get(customer, [])), known])
    for table in FACTS:
        for row, in one.rows(f"SELECT to_jsonb(f) FROM master.{table} f"):
            known = json.loads(row)
            for column in ("profile_id", "receiver_id"):
                if column in known:
                    known[column] = names.get(str(known[column]))
            out.append([table, known])
    return sorted(json.dumps(line, ensure_ascii=False, sort_keys=True) for line in out)


def differences(one, other):
    return [line[:300] for line in sorted(set(one) ^ set(other))][:4]


def score(truth, rows):
    """(precision, recall, pairs that are one person) over all pairs of `rows`, (customer, key); `truth` says whose a key is."""
    joined, true, right = count(customer for customer, _ in rows), count(truth[key] for _, key in rows), count((c, truth[key]) for c, key in rows)
    return right / max(1, joined), right / max(1, true), true


def count(groups):
    """How many pairs stand in one group."""
    sizes = {}
    for one in groups:
        sizes[one] = sizes.get(one, 0) + 1
    return sum(n * (n - 1) // 2 for n in sizes.values())
