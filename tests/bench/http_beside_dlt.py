"""HTTP to a merged customer master by `musubi sync` beside dlt's way from HTTP to a raw table, as it comes and tuned: the same pages, the same
PostgreSQL, one run. dlt comes by pip into build/dlt; what it takes to start is not counted for it."""
import json
import os
import subprocess
import sys
import time

PAGES = 100
PEOPLE = PAGES * 900  # every tenth record is a person once more

BY_DLT = """
import json, sys, time
import dlt
from dlt.sources.rest_api import rest_api_source
port, pages, url, folder, form = sys.argv[1:]
items = {"name": "items", "endpoint": {"path": "items", "params": {"pages": pages}, "data_selector": "items"}}
if form:
    items |= {"max_table_nesting": 0, "write_disposition": "append"}
source = rest_api_source({
    "client": {"base_url": f"http://127.0.0.1:{port}/", "paginator": {"type": "page_number", "base_page": 1, "page_param": "page", "total_path": None}},
    "resources": [items]})
line = dlt.pipeline("raw" + form, destination=dlt.destinations.postgres(url), dataset_name=f"raw_{form or 'plain'}", pipelines_dir=folder)
start = time.monotonic()
line.run(source, **({"loader_file_format": form} if form else {}))
seconds = time.monotonic() - start
with line.sql_client() as client:
    print(json.dumps({"records": client.execute_sql("SELECT count(*) FROM items")[0][0], "seconds": seconds}))
"""

MAPPING = """
source: shop.items
entered_by: self
ignore: [amount, active, tags, note]
parties:
  customer: {kind: person, key: id, name: name, email: email, phone: phone, updated_at: updated_at}
tests:
  - given: {id: "1", name: 山田 太郎, email: a@example.com, phone: "09000000001", updated_at: 2026-01-31T09:00:00Z}
    expect: {customer.name.family: 山田}
"""


def python_with_dlt(build):
    python = build / "dlt" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", build / "dlt"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "dlt[postgres]"], check=True)
    return python


def output(*command):
    """dlt wants a password even where PostgreSQL does not."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env=os.environ | {"CREDENTIALS__PASSWORD": "unused", "RUNTIME__DLTHUB_TELEMETRY": "false"})
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def beside(build, folder, port, manifest):
    """Prints the rates and their ratios; `manifest` is a file for PAGES pages. dlt comes as in the first example of its documentation (its own
    format of files, a child table for each nested list), and tuned: without child tables, in the faster of two formats."""
    python, hub, program = python_with_dlt(build), folder / "hub", build / "musubi"
    for kind in ("connections", "mappings"):
        (hub / kind).mkdir(parents=True)
    (hub / "musubi.yaml").write_text("language: ja\n")
    (hub / "connections" / "shop.yaml").write_text(f"connector: http\ntouchpoint: EC\nconfig: {{manifest: {manifest}}}\n")
    (hub / "mappings" / "shop.items.yaml").write_text(MAPPING)
    musubi = [program, "--config", hub, "--why", "bench"]
    held = subprocess.Popen([*map(str, musubi), "db", "psql", "--", "-XAtq"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        held.stdin.write("create database peer; select 1;\n")
        held.stdin.flush()
        held.stdout.readline()
        url = output(*musubi, "db", "url").strip()
        start = time.monotonic()
        read = json.loads(output(*musubi, "--json", "sync"))["streams"][0]["new"]
        ours = read / (time.monotonic() - start)
        customers = int(output(*musubi, "db", "psql", "--", "-XAtqc", "SELECT count(*) FROM master.customer"))
        if (read, customers) != (PAGES * 1000, PEOPLE):
            sys.exit(f"musubi read {read} records to {customers} customers instead of {PEOPLE}")
        peer = url.rsplit("/", 1)[0] + "/peer"
        rates = {}
        for form in ("", "csv", "insert_values"):
            got = json.loads(output(python, "-c", BY_DLT, port, PAGES, peer, folder / "dlt", form).splitlines()[-1])
            rates[form] = got["records"] / got["seconds"]
        plain = rates.pop("")
        best = max(rates.values())
        both = ", ".join(f"{form} {rate:,.0f}" for form, rate in rates.items())
        print(f"to the master    {ours:>12,.0f} records/s to {customers:,} customers")
        print(f"dlt to raw tables, as it comes {plain:>8,.0f} records/s   {ours / plain:.2f} ×")
        print(f"dlt to one raw table, tuned    {best:>8,.0f} records/s ({both})   {ours / best:.2f} ×")
    finally:
        held.stdin.close()
        held.wait(60)
