#!/usr/bin/env python3
"""manifests.py PLUGIN: reads the cases' manifests with the plug-in and with the Airbyte CDK, from the same scripted server, and compares
requests, records and the last state of every stream."""
import json
import logging
import sys
import tempfile
import time

import yaml

import cases
import plugin
import server

logging.disable(logging.CRITICAL)


def whole(manifest):
    """A case's streams as a manifest."""
    out = {"version": "6.0.0", "type": "DeclarativeSource", "check": {"type": "CheckStream", "stream_names": [manifest["streams"][0]["name"]]},
           "spec": {"type": "Spec", "connection_specification": {"type": "object", "properties": {}}},
           "concurrency_level": {"type": "ConcurrencyLevel", "default_concurrency": 1, "max_concurrency": 1}}
    out.update(manifest)
    return out


def by_cdk(manifest, config, states):
    from airbyte_cdk.models import AirbyteStateMessageSerializer, ConfiguredAirbyteCatalogSerializer
    from airbyte_cdk.sources.declarative.concurrent_declarative_source import ConcurrentDeclarativeSource
    streams = [{"stream": {"name": s["name"], "json_schema": {}, "supported_sync_modes": ["full_refresh", "incremental"]},
                "sync_mode": "incremental" if "incremental_sync" in s else "full_refresh", "destination_sync_mode": "append"}
               for s in manifest["streams"]]
    catalog = ConfiguredAirbyteCatalogSerializer.load({"streams": streams})
    state = [AirbyteStateMessageSerializer.load({"type": "STREAM", "stream": {"stream_descriptor": {"name": name}, "stream_state": value}})
             for name, value in states.items()]
    source = ConcurrentDeclarativeSource(source_config=manifest, config=config, catalog=catalog, state=state)
    records, last, failed = [], {}, False
    sleep, time.sleep = time.sleep, lambda seconds: None
    try:
        for message in source.read(logging.getLogger("x"), config, catalog, state):
            kind = getattr(message.type, "value", message.type)
            if kind == "RECORD":
                records.append((message.record.stream, message.record.data))
            elif kind == "STATE":
                last[message.state.stream.stream_descriptor.name] = dict(message.state.stream.stream_state.__dict__)
    except Exception:  # the CDK has no one kind of error
        failed = True
    finally:
        time.sleep = sleep
    return records, last, failed


def by_plugin(module, manifest, config, states):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump(manifest, file, sort_keys=False)
        file.flush()
        opened = plugin.Plugin(module, {"manifest": file.name, "settings": config})
        if not opened.instance:
            return [], {}, opened.sentence
        failed = ""
        for stream in manifest["streams"]:
            state = states.get(stream["name"])
            result = opened.read(stream["name"], json.dumps({"v": 1, "state": state}) if state else "")
            if result != "OK":
                failed = result + " " + opened.sentence + " " + " ".join(opened.lines[-1:])
                break
        records = [(stream, record) for stream, key, record in opened.records]
        last = {stream: state.get("state", {}) for stream, state in opened.states}
        opened.close()
        return records, last, failed


def canonical(records):
    return sorted(json.dumps(r, sort_keys=True, ensure_ascii=False) for r in records)


def compare(case, module, scripted):
    config = json.loads(json.dumps(case.get("config", {})).replace("{base}", scripted.base))
    manifest = whole(json.loads(json.dumps(case["manifest"]).replace("{base}", scripted.base)))
    results = []
    for read in (lambda: by_cdk(manifest, config, case.get("states", {})), lambda: by_plugin(module, manifest, config, case.get("states", {}))):
        scripted.reset(case["answers"])
        records, states, failed = read()
        results.append({"requests": sorted(map(str, scripted.asked)), "records": canonical(records), "states": states, "failed": bool(failed),
                        "why": failed})
    cdk, ours = results
    wrong = []
    for what in ("requests", "records", "failed"):
        if what not in case.get("differs", {}) and cdk[what] != ours[what]:
            wrong.append(f"{what}\n    CDK:  {cdk[what]}\n    ours: {ours[what]} {ours['why']}")
    incremental = {s["name"] for s in manifest["streams"] if "incremental_sync" in s}
    for name in incremental if not ours["failed"] and "states" not in case.get("differs", {}) else ():
        theirs, own = cases.plain_state(cdk["states"].get(name, {})), cases.plain_state(ours["states"].get(name, {}))
        if theirs != own:
            wrong.append(f"state of {name}\n    CDK:  {theirs}\n    ours: {own}")
    return wrong


def main(module, only):
    scripted = server.Scripted()
    passed = failed = 0
    for case in cases.CASES:
        if only and only not in case["name"]:
            continue
        wrong = compare(case, module, scripted)
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for line in wrong:
            print(f"{case['name']}: {line}"[:3000])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
