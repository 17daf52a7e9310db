"""tap.py --config FILE [--discover | --catalog FILE] [--state FILE]: a small Singer tap that misbehaves as `fault` in its configuration says."""
import json
import os
import signal
import sys
import time

TEXT = {"type": ["null", "string"]}
MEMBERS = [{"id": "m%d" % i, "name": name, "changed": changed} for i, (name, changed) in enumerate([
    ("髙橋 ｲﾁﾛｳ", "2026-02-01"), ("山﨑", "2026-02-02"), ("𠮷田 🎌 \u0000", "2026-02-02"), ("ヤマダ", "2026-02-03")])]
POINTS = [{"member": "m0", "points": 10.50}, {"member": "m0", "points": 10.50}, {"member": "m1", "points": 3}]
STREAMS = {
    "members": ({"id": TEXT, "name": TEXT, "changed": TEXT}, ["id"], {"valid-replication-keys": ["changed"]}),
    "points": ({"member": TEXT, "points": {"type": "number"}}, [], {"forced-replication-method": "FULL_TABLE"}),
}


def catalogue():
    return {"streams": [
        {"tap_stream_id": "shop-" + name, "stream": name, "schema": {"type": "object", "properties": fields},
         "metadata": [{"breadcrumb": [], "metadata": {"table-key-properties": key, **more}}]
         + [{"breadcrumb": ["properties", field], "metadata": {"inclusion": "available"}} for field in fields]}
        for name, (fields, key, more) in STREAMS.items()]}


def say(kind, **more):
    print(json.dumps({"type": kind, **more}, ensure_ascii=False), flush=True)


def chosen(catalog):
    """What is selected, every field of it, and how it is to be read."""
    for one in catalog["streams"]:
        marks = {tuple(m["breadcrumb"]): m["metadata"] for m in one["metadata"]}
        if not marks[()].get("selected"):
            continue
        assert all(marks["properties", field]["selected"] for field in one["schema"]["properties"]), marks
        method = "FULL_TABLE" if one["stream"] == "points" else "INCREMENTAL"
        assert marks[()]["replication-method"] == method, marks
        assert marks[()].get("replication-key") == ("changed" if method == "INCREMENTAL" else None), marks
        yield one["stream"]


def misbehave(fault, token):
    if fault == "silent":
        time.sleep(60)
    if fault == "killed":
        os.kill(os.getpid(), signal.SIGSEGV)
    if fault == "exit":
        sys.exit("CRITICAL the shop hung up on " + token)
    if fault == "settings":
        sys.exit("CRITICAL Config is missing required keys: ['start']")
    if fault == "late":
        sys.exit("CRITICAL HTTP 401: token %s" % token)
    if fault == "batch":
        say("BATCH", stream="members", manifest=["file:///nowhere"])


def read(config, catalog, state):
    since = state.get("bookmarks", {}).get("members", {}).get("changed", "")
    for stream in chosen(catalog):
        fields, key, _ = STREAMS[stream]
        print("INFO reading %s by %s" % (stream, config["token"]), file=sys.stderr)
        say("SCHEMA", stream=stream, schema={"properties": fields}, key_properties=key)
        misbehave(config.get("fault"), config["token"])
        rows = [row for row in MEMBERS if row["changed"] >= since] if stream == "members" else POINTS
        for i, row in enumerate(rows):
            say("RECORD", stream=stream, record=row, time_extracted="2026-03-01T00:00:00Z")
            if stream == "members" and (i + 1 == len(rows) or rows[i + 1]["changed"] != row["changed"]):
                say("STATE", value={"bookmarks": {"members": {"changed": row["changed"]}}})
        say("ACTIVATE_VERSION", stream=stream, version=1)


def main():
    discovers = "--discover" in sys.argv
    words = [word for word in sys.argv[1:] if word != "--discover"]
    given = dict(zip(words[::2], words[1::2]))
    config = json.load(open(given["--config"]))
    if config["token"] != "fixture-secret-1":
        sys.exit("CRITICAL HTTP 401: token %s" % config["token"])
    if discovers:
        print("Welcome to the tap")
        return print(json.dumps(catalogue(), indent=2) if config.get("fault") != "mute" else "")
    catalog = given.get("--catalog") or given["--properties"]
    return read(config, json.load(open(catalog)), json.load(open(given["--state"])) if "--state" in given else {})


main()
