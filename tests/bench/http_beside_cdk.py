#!/usr/bin/env python3
"""./dev bench http [PAGES]: how many expressions and manifests the plug-in `http` has as the Airbyte CDK, and which of PyPI's wheels; then its
records a second from a local server beside the CDK's, in one run: read alone, and with two fields added and one removed; then those of the
whole program to the master beside dlt's to a raw table. Ends with 1 where a target is missed; the line of dlt prints its ratio only."""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import http_beside_dlt
import http_counts

BUILD = pathlib.Path(sys.argv[0]).resolve().parent.parent.parent / "build"
PROGRAM = BUILD / "bench" / "programs" / "http_read"
CDK_PAGES = 30
MOST_MB = 100
missed = []

READ_BY_CDK = """
import json, logging, sys, time, resource, yaml
logging.disable(logging.CRITICAL)
from airbyte_cdk.models import ConfiguredAirbyteCatalogSerializer
from airbyte_cdk.sources.declarative.concurrent_declarative_source import ConcurrentDeclarativeSource
catalog = ConfiguredAirbyteCatalogSerializer.load({"streams": [{"stream": {"name": "items", "json_schema": {}, "supported_sync_modes": ["full_refresh"]},
    "sync_mode": "full_refresh", "destination_sync_mode": "append"}]})
source = ConcurrentDeclarativeSource(source_config=yaml.safe_load(open(sys.argv[1])), config={}, catalog=catalog, state=[])
start, count = time.monotonic(), 0
for message in source.read(logging.getLogger("x"), {}, catalog, []):
    count += getattr(message.type, "value", message.type) == "RECORD"
print(json.dumps({"records": count, "seconds": time.monotonic() - start, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
"""

MANIFEST = """
version: 6.0.0
type: DeclarativeSource
check: {{type: CheckStream, stream_names: [items]}}
streams:
  - type: DeclarativeStream
    name: items
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester: {{type: HttpRequester, url_base: "http://127.0.0.1:{port}", path: "/items?pages={pages}", http_method: GET}}
      record_selector: {{type: RecordSelector, extractor: {{type: DpathExtractor, field_path: [items]}}}}
      paginator:
        type: DefaultPaginator
        page_token_option: {{type: RequestOption, inject_into: request_parameter, field_name: page}}
        pagination_strategy: {{type: PageIncrement, page_size: 1000, start_from_page: 1}}
    schema_loader: {{type: InlineSchemaLoader, schema: {{type: object, properties: {{}}}}}}
    transformations: {transformations}
"""

FAR_PARTS = 100

FAR_PARTITIONS = """      partition_router:
        type: ListPartitionRouter
        values: {values}
        cursor_field: part
        request_option: {{type: RequestOption, inject_into: request_parameter, field_name: page}}
"""

CHANGES = """
      - type: AddFields
        fields:
          - {type: AddedFieldDefinition, path: [source], value: "shop"}
          - {type: AddedFieldDefinition, path: [label], value: "{{ record['name'] }} ({{ record['id'] }})"}
      - {type: RemoveFields, field_pointers: [[note]]}
"""


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr}")
    out = json.loads(done.stdout.splitlines()[-1])
    out["rate"] = out["records"] / out["seconds"]
    return out


def wanted(what, met):
    if not met:
        missed.append(what)


def far_manifest(port, at_once):
    """The same stream in partitions of one page each, from a server that answers after 50 ms."""
    near = MANIFEST.format(port=port, pages=f"{FAR_PARTS}&latency=50", transformations="[]")
    partitions = FAR_PARTITIONS.format(values=json.dumps([str(n + 1) for n in range(FAR_PARTS)]))
    return (near[:near.index("      paginator:")] + partitions + near[near.index("    schema_loader:"):]
            + f"concurrency_level: {{type: ConcurrencyLevel, default_concurrency: {at_once}, max_concurrency: {at_once}}}\n")


def far_away(folder, port, python):
    for at_once in (1, 8, 32):
        (folder / "far.yaml").write_text(far_manifest(port, at_once))
        ours = run(PROGRAM, "read", BUILD / "connectors" / "http.so", json.dumps({"manifest": str(folder / "far.yaml")}))
        line = f"50 ms away, {at_once:>2} at once {ours['rate']:>10,.0f} records/s, {ours['megabytes']} MB, {ours['seconds']:.2f} s"
        if at_once == 8:
            cdk = run(python, "-c", READ_BY_CDK, folder / "far.yaml")
            line += f"   CDK {cdk['rate']:>8,.0f} records/s   {ours['rate'] / cdk['rate']:.1f} ×"
        print(line)


def beside_cdk(manifest, pages, python):
    """Reads with both; returns the plug-in's faster rate."""
    few = run(PROGRAM, "read", BUILD / "connectors" / "http.so", json.dumps({"manifest": str(manifest(max(pages // 10, 1), "[]"))}))
    rates = []
    for name, changes, least in (("read", "[]", 20), ("read and change", CHANGES, 40)):
        ours = run(PROGRAM, "read", BUILD / "connectors" / "http.so", json.dumps({"manifest": str(manifest(pages, changes))}))
        cdk = run(python, "-c", READ_BY_CDK, manifest(CDK_PAGES, changes))
        print(f"{name:<16} {ours['rate']:>12,.0f} records/s, {ours['megabytes']} MB of {ours['records']:,}   "
              f"CDK {cdk['rate']:>8,.0f} records/s, {cdk['megabytes']} MB of {cdk['records']:,}   {ours['rate'] / cdk['rate']:.1f} ×   wanted {least}")
        wanted(f"{name}: {least} × the CDK", ours["rate"] >= least * cdk["rate"])
        wanted(f"{name}: at most {MOST_MB} MB, and no more than for a tenth", ours["megabytes"] <= min(MOST_MB, few["megabytes"] + 5))
        rates.append(ours["rate"])
    return max(rates)


def main(pages):
    http_counts.counts(BUILD, wanted)
    python = BUILD / "cdk" / "bin" / "python"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        server = subprocess.Popen([PROGRAM, "serve", folder / "port"])
        try:
            while not (folder / "port").exists() or not (folder / "port").read_text().strip():
                time.sleep(0.05)
            port = int((folder / "port").read_text())

            def manifest(count, changes):
                (folder / "m.yaml").write_text(MANIFEST.format(port=port, pages=count, transformations=changes))
                return folder / "m.yaml"

            alone = run(PROGRAM, "fetch", port, pages)["rate"]
            fastest = beside_cdk(manifest, pages, python)
            print(f"server alone     {alone:>12,.0f} records/s   {alone / fastest:.1f} × the reader   wanted 3")
            wanted("a server three times as fast as its reader", alone >= 3 * fastest)
            far_away(folder, port, python)
            http_beside_dlt.beside(BUILD, folder, port, manifest(http_beside_dlt.PAGES, "[]"))
        finally:
            server.kill()
    for what in missed:
        print(f"missed: {what}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
