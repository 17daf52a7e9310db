#!/usr/bin/env python3
"""killed_test.py MUSUBI: kill -9 amid what takes its time. A hub that fetches what webhooks have named by id: each record is in the master once, as it is
at its source now, and none is lost. A sync of partitions, of a list and of parents, each with its own cursor: the same, and each partition's state is its own."""
import contextlib
import http.server
import json
import signal
import threading
import time
import urllib.parse

import running
from hub import main

WORD = "open-sesame"
PLAIN = """version: 6.0.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [people]}
definitions:
  ask: &ask {type: HttpRequester, url_base: "{{ config['base'] }}"}
  all: &all {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}}
  pages: &pages {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}, pagination_strategy: {type: PageIncrement, page_size: 5, start_from_page: 1}}
  cursor: &cursor {type: DatetimeBasedCursor, cursor_field: at, datetime_format: "%Y-%m-%d", start_datetime: "2026-01-01", end_datetime: "2026-12-31", start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}}
streams:
  - type: DeclarativeStream
    name: people
    primary_key: id
    retriever: {type: SimpleRetriever, requester: {<<: *ask, path: /people}, record_selector: *all}
    x-musubi: {fetch: {requester: {<<: *ask, path: "/people/{{ key }}"}}}
  - type: DeclarativeStream
    name: visits
    primary_key: id
    incremental_sync: *cursor
    retriever:
      type: SimpleRetriever
      requester: {<<: *ask, path: /visits}
      paginator: *pages
      record_selector: *all
      partition_router: {type: ListPartitionRouter, values: [north, east, south, west], cursor_field: shop, request_option: {type: RequestOption, inject_into: request_parameter, field_name: shop}}
  - type: DeclarativeStream
    name: orders
    primary_key: id
    incremental_sync: *cursor
    retriever:
      type: SimpleRetriever
      requester: {<<: *ask, path: "/orders/{{ stream_partition.shop }}"}
      paginator: *pages
      record_selector: *all
      partition_router:
        type: SubstreamPartitionRouter
        parent_stream_configs:
          - type: ParentStreamConfig
            parent_key: id
            partition_field: shop
            stream: {type: DeclarativeStream, name: shops, primary_key: id, retriever: {type: SimpleRetriever, requester: {<<: *ask, path: /shops}, record_selector: *all}}
spec: {type: Spec, connection_specification: {type: object, required: [base], properties: {base: {type: string}}}}
"""
MAPPING = "source: till.{stream}\nparties:\n  member: {{kind: person, key: id, name: name, email: mail}}\nignore: [at, shop, rev]\n"
SHOPS = ["north", "east", "south", "west"]


class Source(http.server.ThreadingHTTPServer):
    """Answers slowly; `asked` is what it was asked, in order."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.people, self.visits, self.orders, self.asked, self.slow, self.lock = {}, {}, {}, [], 0.01, threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, target):
        with self.lock:
            self.asked.append(target)
        time.sleep(self.slow)
        url = urllib.parse.urlsplit(target)
        words, ask = url.path.strip("/").split("/"), dict(urllib.parse.parse_qsl(url.query))
        if words[0] == "people":
            return self.people.get(words[1]) if len(words) > 1 else {"items": list(self.people.values())}
        if words[0] == "shops":
            return {"items": [{"id": shop} for shop in SHOPS]}
        rows = self.visits[ask["shop"]] if words[0] == "visits" else self.orders[words[1]]
        rows = sorted((row for row in rows if row["at"] >= ask.get("from", "")), key=lambda row: row["at"])
        page = int(ask.get("page", "1"))
        return {"items": rows[5 * (page - 1):5 * page]}


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        found = self.server.answer(self.path)
        body = json.dumps(found or {}).encode()
        with contextlib.suppress(OSError):  # who asked was killed
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


def person(key, rev=1, **more):
    return {"id": str(key), "name": f"試験 {key}番", "mail": f"p{key}r{rev}@example.jp", "rev": rev, **more}


def furnish(one, source):
    (one.config / "manifests").mkdir()
    (one.config / "manifests/till.yaml").write_text(PLAIN)
    (one.config / "connections/till.yaml").write_text(f"connector: http\nconfig: {{manifest: manifests/till.yaml, settings: {{base: '{source.base}'}}}}\n")
    (one.config / "connections/till-hook.yaml").write_text(
        "connector: webhook\nconfig:\n  scheme: token\n  auth: {secrets: [{env: TILL_WORD}]}\n  signature: {header: X-Word}\n"
        "  rate_limit: 1000\n  fetch: {connection: till, stream: people, key: ids}\n")
    (one.config / "mappings/till-hook.events.yaml").write_text("source: till-hook.events\nparties:\n  nobody: {kind: person, name: nothing}\n")
    for stream in ("people", "visits", "orders"):
        (one.config / f"mappings/till.{stream}.yaml").write_text(MAPPING.format(stream=stream))
    one.environment["TILL_WORD"] = WORD


def once(one, stream):
    """{key: rev} of what is stored, each once and in one version."""
    rows = one.rows(f"SELECT key, payload->>'rev' FROM source.record WHERE connection = 'till' AND stream = '{stream}' AND NOT deleted")
    assert len(rows) == len(dict(rows)), rows
    return dict(rows)


def versions(one, stream):
    return one.rows(f"SELECT key FROM source.record_history WHERE connection = 'till' AND stream = '{stream}' ORDER BY key")


def named(one, ids):
    return one.send("POST", "/in/till-hook", json.dumps({"ids": ids}), {"Content-Type": "application/json", "X-Word": WORD})[0]


def killed_amid(one, source, asked):
    """kill -9 once the source was asked so often more."""
    end, before = time.monotonic() + 30, len(source.asked)
    while len(source.asked) < before + asked and time.monotonic() < end:
        time.sleep(0.002)
    one.stop(signal.SIGKILL)
    return len(source.asked) - before >= asked


def fetches(checks, one, source):
    keys = [str(n) for n in range(1, 261)]
    source.people = {key: person(key) for key in keys}
    del source.people["7"], source.people["207"]
    one.up()
    statuses = [named(one, keys[at:at + 13]) for at in range(0, len(keys), 13)]
    checks.true("twenty posts name 260 records", set(statuses) <= {200, 202} and len(statuses) == 20, str(statuses))
    checks.true("kill -9 amid the first hundred", killed_amid(one, source, 30))
    left = int(one.rows("SELECT count(*) FROM hub.fetch")[0][0])
    checks.true("what was not fetched is still marked", left + len(once(one, "people")) + 2 >= 260 and left > 100, f"{left} marks, {len(once(one, 'people'))} records")
    for how_many in (130, 60):
        one.up()
        checks.true(f"kill -9 after {how_many} more", killed_amid(one, source, how_many))
    source.people["3"], source.people["250"] = person(3, 2), person(250, 2)
    one.up()
    checks.true("a record that has changed is named again", named(one, ["3", "250"]) in (200, 202))
    checks.true("everything marked is fetched", one.until(lambda: one.rows("SELECT count(*) FROM hub.fetch") == [["0"]], 60), str(one.rows("SELECT count(*), min(tries), max(tries) FROM hub.fetch")))
    wanted = {key: str(value["rev"]) for key, value in source.people.items()}
    checks.true("none is lost, each as it is now", once(one, "people") == wanted, f"{len(once(one, 'people'))} of {len(wanted)}")
    checks.true("none came twice", {key for key, in versions(one, "people")} <= {"3", "250"} and len(versions(one, "people")) <= 2, str(versions(one, "people")))
    people = "SELECT count(*), count(DISTINCT c.id) FROM master.customer c JOIN identity.profile p ON p.customer_id = c.id WHERE p.connection = 'till' AND p.stream = 'people' AND NOT p.stub"
    checks.true("the master has each once", one.until(lambda: one.rows(people) == [["258", "258"]], 30), str(one.rows(people)))
    checks.true("no run is left open", one.until(lambda: one.rows("SELECT count(*) FROM hub.run WHERE state = 'running'") == [["0"]], 30), str(one.rows("SELECT connection, state, count(*) FROM hub.run GROUP BY 1, 2")))
    checks.equal("nothing is held", one.rows("SELECT reason FROM hub.quarantine"), [])
    checks.equal("it stops when asked", one.stop()[0], 0)


def rows_of(kind, shop, days):
    return [person(f"{kind}-{shop}-{day:02}", shop=shop, at=f"2026-03-{day:02}") for day in days]


def state_of(one, stream):
    """{shop: cursor}"""
    state = json.loads(one.rows(f"SELECT state FROM source.stream_state WHERE connection = 'till' AND stream = '{stream}'")[0][0])
    return {part["partition"]["shop"]: part["cursor"]["at"] for part in state["state"]["states"]}


def partitions(checks, one, source, stream, rows):
    rows.update({shop: rows_of(stream[0], shop, range(1, 13 + n)) for n, shop in enumerate(SHOPS)})
    (one.config / "connections/till.yaml").write_text((one.config / "connections/till.yaml").read_text().split("streams:")[0] + "streams: {" + ", ".join(
        f"{other}: {{enabled: false}}" for other in ("people", "visits", "orders") if other != stream) + "}\n")
    source.slow, seen = 0.05, []
    for asked in (2, 6, 4, 7):
        source.asked.clear()
        one.going = one.begin("sync", "till")
        checks.true(f"{stream}: kill -9 after {asked} questions", killed_amid(one, source, asked))
        one.going.communicate()
        states = [run["state"] for run in json.loads(one.run("--json", "run", "list")[1])["runs"]]
        checks.true(f"{stream}: a killed run is not called running", states[0] == "interrupted" and "running" not in states, str(states))
        seen.append(len(once(one, stream)))
        if asked == 6:
            rows["north"].append(person(f"{stream[0]}-north-late", shop="north", at="2026-03-20"))  # of a partition that may have been read
    checks.true(f"{stream}: what has landed stays", seen == sorted(seen) and 0 < seen[-1] < 55, str(seen))
    source.slow = 0
    for turn in ("the next run", "one more"):
        code, lines, said, _ = one.sync("till")
        checks.equal(f"{stream}: {turn} ends well", (code, said), (0, ""))
    wanted = {row["id"] for shop in SHOPS for row in rows[shop]}
    checks.true(f"{stream}: none is lost", set(once(one, stream)) == wanted, f"{len(once(one, stream))} of {len(wanted)}: {sorted(wanted - set(once(one, stream)))[:5]}")
    checks.equal(f"{stream}: none came twice", versions(one, stream), [])
    checks.equal(f"{stream}: nothing of it is new once more", (lines[f"till.{stream}"]["new"], lines[f"till.{stream}"]["changed"]), (0, 0))
    last = {shop: max(row["at"] for row in rows[shop]) for shop in SHOPS}
    checks.equal(f"{stream}: each partition's state is its own", state_of(one, stream), last)
    froms = {dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(one_asked).query)).get("from") for one_asked in source.asked[-4:]}
    checks.true(f"{stream}: from which the next read goes on", froms <= set(last.values()) and froms, str(froms))
    people = f"SELECT count(DISTINCT customer_id) FROM identity.profile WHERE connection = 'till' AND stream = '{stream}' AND NOT stub"
    checks.equal(f"{stream}: the master has each once", one.rows(people), [[str(len(wanted))]])
    checks.equal(f"{stream}: no run is left open", one.rows("SELECT count(*) FROM hub.run WHERE state = 'running'"), [["0"]])


def test(checks, program, folder):
    source = Source()
    with running.shop(program, folder / "shop") as one:
        furnish(one, source)
        fetches(checks, one, source)
        for stream, rows in (("visits", source.visits), ("orders", source.orders)):
            partitions(checks, one, source, stream, rows)
    source.shutdown()


if __name__ == "__main__":
    main(test)
