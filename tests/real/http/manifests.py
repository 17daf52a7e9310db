#!/usr/bin/env python3
"""manifests.py PLUGIN [--frozen] [PART OF A NAME]: reads the cases' manifests with the plug-in and with the Airbyte CDK, from the same scripted server,
and compares requests, records, and every state on the way with the records that came before it."""
import base64
import hmac
import json
import logging
import os
import re
import sys
import tempfile
import time

import yaml

import again_cases
import cases
import extraction_cases
import frozen_cases
import job_cases
import listed_cases
import member_cases
import page_cases
import part_cases
import plugin
import property_cases
import server
import state_cases
import style_cases
import token_cases

logging.disable(logging.CRITICAL)


def whole(manifest):
    """A case's streams as a manifest."""
    out = {"version": "6.0.0", "type": "DeclarativeSource", "check": {"type": "CheckStream", "stream_names": [manifest["streams"][0]["name"]]},
           "spec": {"type": "Spec", "connection_specification": {"type": "object", "properties": {}}},
           "concurrency_level": {"type": "ConcurrencyLevel", "default_concurrency": 1, "max_concurrency": 1}}
    out.update(manifest)
    return out


FEWEST = 60
PLAIN = (cases.CASES + state_cases.CASES + style_cases.CASES + member_cases.CASES + page_cases.CASES + part_cases.CASES + property_cases.CASES + listed_cases.CASES
         + again_cases.CASES + extraction_cases.CASES + job_cases.CASES + token_cases.CASES)


def streams_of(manifest, case):
    """What is read: the streams that the manifest names, and those that come of its settings, lists or templates."""
    return [one for one in manifest["streams"] if "name" in one] + [{"name": one} if isinstance(one, str) else one for one in case.get("dynamic", ())]


def by_cdk(manifest, config, states, read):
    """What it told, as (kind, stream, value) in order, and whether it failed. It keeps answers of parents: by default in a database in memory, which outlives
    the read until Python collects its garbage, and would answer the next case; so each read has a folder for it."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["REQUEST_CACHE_PATH"] = cache
        return told_by_cdk(manifest, config, states, read)


def told_by_cdk(manifest, config, states, read):
    from airbyte_cdk.models import AirbyteStateMessageSerializer, ConfiguredAirbyteCatalogSerializer
    from airbyte_cdk.sources.declarative.concurrent_declarative_source import ConcurrentDeclarativeSource
    from airbyte_cdk.sources.declarative.incremental import ConcurrentPerPartitionCursor
    streams = [{"stream": {"name": s["name"], "json_schema": s.get("schema_loader", {}).get("schema", {}), "supported_sync_modes": ["full_refresh", "incremental"]},
                "sync_mode": "incremental" if "incremental_sync" in s else "full_refresh", "destination_sync_mode": "append"}
               for s in read]
    catalog = ConfiguredAirbyteCatalogSerializer.load({"streams": streams})
    state = [AirbyteStateMessageSerializer.load({"type": "STREAM", "stream": {"stream_descriptor": {"name": name}, "stream_state": value}})
             for name, value in states.items()]
    source = ConcurrentDeclarativeSource(source_config=manifest, config=config, catalog=catalog, state=state)
    told, failed = [], False
    sleep, time.sleep = time.sleep, lambda seconds: None
    ConcurrentPerPartitionCursor._throttle_state_message = lambda self: time.time()  # it says its state every ten minutes: here, each time
    try:
        for message in source.read(logging.getLogger("x"), config, catalog, state):
            kind = getattr(message.type, "value", message.type)
            if kind == "RECORD":
                told.append(("record", message.record.stream, message.record.data))
            elif kind == "STATE":
                told.append(("state", message.state.stream.stream_descriptor.name, dict(message.state.stream.stream_state.__dict__)))
    except Exception:  # the CDK has no one kind of error
        failed = True
    finally:
        time.sleep = sleep
    return told, failed


def by_plugin(module, manifest, config, states, read):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump(manifest, file, sort_keys=False)
        file.flush()
        opened = plugin.Plugin(module, {"manifest": file.name, "settings": config})
        if not opened.instance:
            return [], opened.sentence
        failed = ""
        for stream in read:
            state = states.get(stream["name"])
            result = opened.read(stream["name"], json.dumps({"v": 1, "state": state}) if state else "")
            if result != "OK":
                failed = result + " " + opened.sentence + " " + " ".join(opened.lines[-1:])
                break
        opened.close()
        return opened.told, failed


def canonical(records):
    return sorted(json.dumps(r, sort_keys=True, ensure_ascii=False) for r in records)


def records_of(told):
    return canonical((stream, value) for kind, stream, value in told if kind == "record")


def steps(told, stream, case):
    """The stream's states on the way, each with the records that came before it. A state that only repeats the one before, or the one the
    read went on from, is part of its step."""
    states = [("state", stream, case.get("states", {}).get(stream, {}))] + [one for one in told if one[1] == stream]
    out, since = [], []
    for kind, _, value in states:
        if kind == "record":
            since.append(value)
            continue
        state = cases.state_on_the_way(value, case)
        if out and out[-1][1] == state:
            out[-1][0].extend(since)
        else:
            out.append((since, state))
        since = []
    if len(out) > 1:
        out[1][0].extend(out.pop(0)[0])
    return [(canonical(records), state) for records, state in out] + [(canonical(since), "no state")] * bool(since)


def last_state(told, stream, case, failed):
    """The last state whole; of a read that failed it is one on the way."""
    last = ([value for kind, name, value in told if kind == "state" and name == stream] or [{}])[-1]
    return (cases.state_on_the_way if failed else cases.plain_state)(last, case)


def pace(times, seconds):
    """The most requests in any stretch of time a little shorter than that of the budget."""
    return max(sum(begin <= one < begin + 0.9 * seconds for one in times) for begin in times)


def at_once(case, manifest, config, module, scripted, alone):
    """What differs when eight requests may be under way: nothing, but for the order of records and how far a failed read came."""
    scripted.reset(case["answers"])
    told, failed = by_plugin(module, dict(manifest, concurrency_level={"type": "ConcurrencyLevel", "default_concurrency": 8, "max_concurrency": 8}), config,
                             case.get("states", {}), streams_of(manifest, case))
    many = {"requests": sorted(unpacked(str(one), case.get("jwt")) for one in scripted.asked), "records": records_of(told), "failed": bool(failed)}
    wrong = [f"{what}, eight at once\n    alone: {alone[what]}\n    now:   {many[what]} {failed}"
             for what in (("failed",) if alone["failed"] else ("requests", "records", "failed")) if alone[what] != many[what]]
    for stream in streams_of(manifest, case) if not alone["failed"] else ():
        before, now = (last_state(of, stream["name"], case, False) for of in (alone["told"], told))
        if "incremental_sync" in stream and before != now:
            wrong.append(f"the last state of {stream['name']}, eight at once\n    alone: {before}\n    now:   {now}")
    return wrong


def unpacked(request, key):
    """A request whose JWT is read: its members in no order, and whether it is signed with the key."""
    def read(match):
        head, body, signed = match[0].split(".")
        of = json.loads(base64.urlsafe_b64decode(head + "=="))
        wanted = hmac.new(key, f"{head}.{body}".encode(), "sha" + of["alg"][2:]).digest()
        parts = [json.dumps(json.loads(base64.urlsafe_b64decode(part + "==")), sort_keys=True) for part in (head, body)]
        return f"{parts} {'signed' if base64.urlsafe_b64encode(wanted).decode().rstrip('=') == signed else 'not signed'}"
    return re.sub(r"eyJ[\w.-]+", read, request) if key else request


def compare(case, module, scripted):
    config = json.loads(json.dumps(case.get("config", {})).replace("{base}", scripted.base))
    manifest = whole(json.loads(json.dumps(case["manifest"]).replace("{base}", scripted.base)))
    results = []
    for read in (lambda: by_cdk(manifest, config, case.get("states", {}), streams_of(manifest, case)),
                 lambda: by_plugin(module, manifest, config, case.get("states", {}), streams_of(manifest, case))):
        scripted.reset(case["answers"])
        told, failed = read()
        if "budget" in case and pace(scripted.times, case["budget"][1]) != case["budget"][0]:
            failed = f"{pace(scripted.times, case['budget'][1])} calls in {case['budget'][1]} s"
        results.append({"requests": sorted(unpacked(str(one), case.get("jwt")) for one in scripted.asked), "records": records_of(told), "told": told, "failed": bool(failed),
                        "why": failed})
    cdk, ours = results
    wrong = [] if case.get("slow") or case.get("in_turn") else at_once(case, manifest, config, module, scripted, ours)
    for what in ("requests", "records", "failed"):
        if what not in case.get("differs", {}) and cdk[what] != ours[what]:
            wrong.append(f"{what}\n    CDK:  {cdk[what]}\n    ours: {ours[what]} {ours['why']}")
    if case.get("says", "") not in str(ours["why"]):
        wrong.append(f"it does not say {case['says']!r}: {ours['why']}")
    incremental = {s["name"] for s in streams_of(manifest, case) if "incremental_sync" in s}
    for what, of in (("states", lambda *of: last_state(*of, ours["failed"])), ("steps", steps)):
        for name in incremental if not {"states", what} & set(case.get("differs", {})) else ():
            theirs, own = of(cdk["told"], name, case), of(ours["told"], name, case)
            if theirs != own:
                wrong.append(f"{what} of {name}\n    CDK:  {theirs}\n    ours: {own}")
    return wrong


def main(module, every, only):
    scripted = server.Scripted()
    passed = failed = 0
    for case in every:
        if only and only not in case["name"]:
            continue
        wrong = compare(case, module, scripted)
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for line in wrong:
            print(f"{case['name']}: {line}"[:3000])
    too_few = not only and every is PLAIN and len(every) < FEWEST
    if too_few:
        print(f"{len(every)} manifests are compared, which is fewer than {FEWEST}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed or too_few else 0


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--frozen"]
    frozen = "--frozen" in sys.argv
    if frozen and int(time.time()) != frozen_cases.NOW:
        sys.exit("the clock is not set: see http_test.py")
    sys.exit(main(words[0], frozen_cases.CASES if frozen else PLAIN, words[1] if len(words) > 1 else ""))
