#!/usr/bin/env python3
"""latency: how long after a post its customer is in the API, idle and beside a bulk sync: below a second for 99 of 100."""
import os
import time

import beside
import running

POSTS = int(os.environ.get("MUSUBI_POSTS", "100"))
ROWS = int(os.environ.get("MUSUBI_ROWS", "200000"))
FAMILIES = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水".split()


def bulk(one):
    with open(one.config / "list/members.csv", "w", encoding="utf-8") as out:
        out.write("会員番号,氏名,電話番号,メール\n")
        for i in range(ROWS):
            out.write(f"{i:07},{FAMILIES[i % 20]} {chr(0x4E00 + i % 5000)}{chr(0x4E00 + i // 5000)},090-{i // 10000 + 1000:04}-{i % 10000:04},m{i}@example.jp\n")


def at(times, share):
    """The time that so large a share of `times` does not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def post_form(one, name, address):
    return one.post({"_nonce": f"{name}-0123456789abcdef", "お名前": "遅延 試験", "メール": address, "内容": "計測"})[0] == 200


def seconds_until_seen(one, name, post):
    address = f"{name}@example.jp"
    start = time.monotonic()
    taken = post(one, name, address)
    answered = time.monotonic() - start
    while taken and not one.customers(email=address):
        time.sleep(0.01)
    return answered, time.monotonic() - start


def measure(one, what, post, most, going=None):
    """Posts one by one by post(one, name, address), and asks for each until it is there; alone, or while `going` runs."""
    seen = []
    while len(seen) < POSTS and (going is None or going.poll() is None):
        seen.append(seconds_until_seen(one, f"{what}{len(seen)}", post))
        time.sleep(0.1)
    answered, visible = zip(*seen)
    print(f"    {what}: {len(seen)} posts; answered p50 {at(answered, .5) * 1000:.0f} ms, p99 {at(answered, .99) * 1000:.0f} ms;"
          f" visible p50 {at(visible, .5) * 1000:.0f} ms, p99 {at(visible, .99) * 1000:.0f} ms")
    beside.limit(f"{what}: visible, p99", at(visible, .99), most)
    if len(seen) < POSTS / 2:
        raise SystemExit(f"{what}: only {len(seen)} posts while the sync ran; give it more rows (MUSUBI_ROWS)")


def bench(program, folder):
    with running.shop(program, folder / "shop") as one:
        one.up()
        measure(one, "idle", post_form, 1)
        bulk(one)
        start = time.monotonic()
        going = one.begin("sync", "members")
        measure(one, "bulk", post_form, 1, going)
        code, _, said = one.end(going)
        print(f"    the sync: {ROWS} rows in {time.monotonic() - start:.1f} s")
        if code:
            raise SystemExit(said)


if __name__ == "__main__":
    beside.main(bench)
