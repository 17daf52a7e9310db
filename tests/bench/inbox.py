#!/usr/bin/env python3
"""inbox [CASES.tsv MAILS]: webhooks and forms at a steady rate from more connections than the hub answers at once (p99 of the answer), how long until one is in the
merged master, alone and beside a sync; the size of the script for web pages; how many dead addresses `mail parse` finds in delivery reports, by the program
SCORE (default: score.py above the folder of the cases). Without arguments the cases are those of ../shared beside the checkout, if they are there. Ends with
an error where a limit is missed."""
import http.client
import os
import pathlib
import subprocess
import sys
import threading
import time
import urllib.parse

import beside
import latency
import running
import signed_posts as hooks
import site_pages

RATE = int(os.environ.get("MUSUBI_RATE", "200"))
SECONDS = int(os.environ.get("MUSUBI_SECONDS", "20"))
FORMS, FORM_SECONDS = int(os.environ.get("MUSUBI_FORMS", "1000")), 5
SENDERS = 48
SHARED = pathlib.Path(__file__).resolve().parents[2].parent / "shared"


def pour(one, request, rate, seconds):
    """Sends request(i) `rate` times a second for `seconds`, whatever the answers take; the time of each answer from when it was due, and the statuses."""
    total, took, statuses = rate * seconds, [], {}
    guard, following = threading.Lock(), iter(range(total))
    start = time.monotonic() + 0.5

    def send():
        link = http.client.HTTPConnection("127.0.0.1", one.port, timeout=60)
        while True:
            with guard:
                i = next(following, None)
            if i is None:
                return
            due = start + i / rate
            time.sleep(max(0, due - time.monotonic()))
            link.request("POST", *request(i))
            answer = link.getresponse()
            answer.read()
            with guard:
                took.append(time.monotonic() - due)
                statuses[answer.status] = statuses.get(answer.status, 0) + 1

    senders = [threading.Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return took, statuses


def steady(one):
    took, statuses = pour(one, lambda i: hooks.shop(hooks.customer(i, f"佐藤 {chr(0x4E00 + i)}", f"steady{i}@example.jp")), RATE, SECONDS)
    print(f"    {RATE} webhooks a second for {SECONDS} s: {statuses}; answered p50 {latency.at(took, .5) * 1000:.1f} ms, p99 {latency.at(took, .99) * 1000:.1f} ms, at worst {max(took) * 1000:.1f} ms")
    beside.limit(f"{RATE}/s: answered, p99", latency.at(took, .99), 0.05)
    start = time.monotonic()
    one.until(lambda: one.rows("SELECT count(*) FROM source.pending") == [["0"]], 120)
    records = one.rows("SELECT count(*) FROM source.record WHERE connection = 'shop'")[0][0]
    print(f"    {records} records, all in the master {time.monotonic() - start:.1f} s after the last")
    if statuses != {202: RATE * SECONDS} or int(records) != RATE * SECONDS:
        raise SystemExit("not all of them were taken in")


def forms(one):
    """Posts of a form page, more a second than are likely to be taken in: the rate at which they are, none refused and none lost."""
    def form(i):
        fields = {"_nonce": f"form{i}-0123456789abcdef", "お名前": f"鈴木 {chr(0x4E00 + i)}", "メール": f"form{i}@example.jp", "内容": "計測"}
        return "/in/inquiry", urllib.parse.urlencode(fields), {"Content-Type": running.FORM}

    start = time.monotonic()
    took, statuses = pour(one, form, FORMS, FORM_SECONDS)
    seconds = time.monotonic() - start
    print(f"    {FORMS} forms a second for {FORM_SECONDS} s: {statuses} within {seconds:.1f} s, {len(took) / seconds:.0f} a second, the last answer {max(took):.1f} s late")
    start = time.monotonic()
    one.until(lambda: one.rows("SELECT count(*) FROM source.pending") == [["0"]], 120)
    print(f"    all in the master {time.monotonic() - start:.1f} s after the last")
    if statuses != {200: FORMS * FORM_SECONDS}:
        raise SystemExit("not all of them were taken in")


def post(one, name, address):
    return one.send("POST", *hooks.shop(hooks.customer(name, "遅延 試験", address)))[0] == 202


def bounces(program, cases, mails):
    score = os.environ.get("SCORE", str(pathlib.Path(cases).resolve().parents[1] / "score.py"))
    subprocess.run([sys.executable, score, "bounce", cases, mails, "--musubi", program, "--min", "0.9"], check=True)


def script(one):
    status, _, text = one.send("GET", "/in/web/script.js")
    if status != 200:
        raise SystemExit(f"there is no script: {status} {text}")
    beside.limit("the script for web pages", len(text.encode()), 2048, "bytes")


def bench(program, folder):
    with running.shop(program, folder / "shop") as one:
        hooks.add_to(one)
        site_pages.add_to(one, "https://www.shop.example")
        inquiry = one.config / "connections/inquiry.yaml"
        inquiry.write_text(inquiry.read_text().replace("config:", f"config:\n  rate_limit: {2 * FORMS}\n  total_rate_limit: {2 * FORMS}", 1))
        one.up()
        script(one)
        steady(one)
        forms(one)
        latency.measure(one, "idle", post, 0.3)
        latency.bulk(one)
        start = time.monotonic()
        going = one.begin("sync", "members")
        latency.measure(one, "bulk", post, 1, going)
        code, _, said = one.end(going)
        print(f"    the sync: {latency.ROWS} rows in {time.monotonic() - start:.1f} s")
        if code:
            raise SystemExit(said)
    cases = sys.argv[1:3] or [str(SHARED / "cases/bounce.tsv"), str(SHARED / "data/bounce-mails")]
    if sys.argv[1:] or pathlib.Path(cases[0]).exists():
        bounces(program, *cases)
    else:
        print(f"    no bounces: {cases[0]} is not there")


if __name__ == "__main__":
    beside.main(bench)
