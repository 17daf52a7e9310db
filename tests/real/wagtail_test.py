#!/usr/bin/env python3
"""wagtail_test.py MUSUBI: a web site's inquiries, exported as CSV and XLSX, beside the shop's MariaDB: who stands in both is one customer."""
import json
import pathlib
import subprocess
import time

import hub
import people
from hub import figures
from mariadb.server import HERE as MARIADB
from mariadb.server import Server

HERE = pathlib.Path(__file__).resolve().parent / "wagtail"


def export(folder, out):
    """Starts the site, has the form filled in, exports, and ends the site."""
    port = hub.free_port()
    start = time.monotonic()
    try:
        hub.run(HERE / "start.sh", folder, port, seconds=1200)
        print(f"    Wagtail ready {time.monotonic() - start:.1f} s")
        hub.run(HERE / "seed.py", f"http://127.0.0.1:{port}", out)
    finally:
        subprocess.run([HERE / "stop.sh", folder], check=False, timeout=60)


def payloads(one, stream):
    return [json.loads(row[0]) for row in one.rows(f"SELECT payload FROM source.record WHERE stream = '{stream}' ORDER BY row_no")]


def exports_as_typed(checks, one):
    typed = sorted(row[1:] for row in people.inquirers())
    for stream in ("csv", "xlsx"):
        cells = [(p["お名前"], p["メールアドレス"], p["お電話番号"], p["ご住所"]) for p in payloads(one, stream)]
        checks.true(f"{stream}: every cell as it was typed", sorted(cells) == typed, f"{len(cells)} rows")
        checks.true(f"{stream}: line breaks in cells", all(p["お問い合わせ内容"].count("\n") == 1 for p in payloads(one, stream)))


def joined(checks, one):
    """Pairs (row of the shop, row of the form) that are one customer, against the truth."""
    number = {email: n for n, _, email, *_ in people.inquirers()}
    rows = one.rows("SELECT p.stream, p.customer_id, p.record_key, r.payload->>'メールアドレス' FROM identity.profile p JOIN source.record r"
                    " ON (r.connection, r.stream, r.key) = (p.connection, p.stream, p.record_key) WHERE p.stream IN ('customers', 'csv', 'xlsx')")
    shop, form = {}, []
    for stream, customer, key, email in rows:
        if stream == "customers":
            shop.setdefault(customer, set()).add(int(key))
        else:
            form.append((stream, customer, number[email]))
    truth = {(stream, n) for stream, _, n in form if n < people.SHOP}
    found = {(stream, n, s) for stream, customer, n in form for s in shop.get(customer, ())}
    right = {(stream, n) for stream, n, s in found if n == s}
    print(f"    rows of the form that are a shop's customer: {len(truth)}; joined: {len(found)}; rightly: {len(right)};"
          f" precision {len(right) / max(1, len(found)):.3f}, recall {len(right) / len(truth):.3f}")
    checks.equal("joined wrongly", sorted(found - {(stream, n, n) for stream, n in truth}), [])
    checks.equal("not joined", sorted(truth - right), [])
    both = {n: {c for _, c, m in form if m == n} for _, _, n in form}
    checks.equal("people whose CSV and XLSX rows are two customers", [n for n, customers in both.items() if len(customers) != 1], [])
    checks.equal("customers", one.rows("SELECT count(*) FROM master.customer"), [[str(people.told_apart(people.SHOP + people.FORM_STRANGERS))]])


def test(checks, program, folder):
    with Server(folder) as server:
        one = hub.Hub(program, folder, [MARIADB / "config", HERE / "config"], PORT=server.port, PAGE=2000)
        one.environment["SHOP_PASSWORD"] = "real-hub"
        (one.config / "exports").mkdir()
        export(folder / "wagtail", one.config / "exports")
        code, out, said = one.run("mapping", "test")
        checks.equal("mapping test", code, 0)
        code, got, said, seconds = one.sync()
        print(f"    first sync {seconds:.1f} s")
        checks.equal("first sync ends well", code, 0)
        for stream in ("csv", "xlsx"):
            checks.equal(stream, figures(got[f"web.{stream}"]), (people.FORM, 0, 0, 0))
        checks.equal("customers of the shop", figures(got["shop.customers"]), (people.SHOP, 0, 0, 0))
        exports_as_typed(checks, one)
        joined(checks, one)
        code, got, said, seconds = one.sync("web")
        checks.equal("unchanged exports are not read again", (code, {name: line["read"] for name, line in got.items()}),
                     (0, {"web.csv": 0, "web.xlsx": 0}))
        code, got, said, seconds = one.sync("web", "--full")
        checks.equal("--full: all unchanged", (code, [figures(line) for line in got.values()]), (0, [(0, 0, people.FORM, 0)] * 2))


if __name__ == "__main__":
    hub.main(test)
