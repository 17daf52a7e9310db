#!/usr/bin/env python3
"""full_disk_test.py MUSUBI: the disk of the data directory fills up while forms come in and a list is read: whoever asks is told, nothing that
was answered for is lost, and with room again all goes on by itself. Needs root, for a small disk of its own."""
import contextlib
import os
import subprocess
import sys
import time

import running
from hub import main

ROWS = 40000
SIZE = "300m"
LONG = "長い問い合わせです。" * 500


def fill(disk):
    with contextlib.suppress(OSError), open(disk / "filler", "wb", buffering=0) as out:
        while out.write(bytes(1 << 20)):
            pass
    return os.statvfs(disk).f_bavail


def posted(one, name):
    status, body = one.post({"_nonce": f"{name}-0123456789abcdef", "お名前": "山田 花子", "メール": f"{name}@example.jp", "内容": f"{name}{LONG}"})
    return status, body


def fills_up(checks, one, disk):
    """The addresses of all posts that were answered with 200."""
    taken, refused = [], ""
    checks.true("the disk is full", fill(disk) < 100)
    for i in range(60):
        status, body = posted(one, f"full{i}")
        if status == 200:
            taken.append(f"full{i}@example.jp")
        elif not refused:
            refused = f"{status} {body}"
        time.sleep(0.06)
        fill(disk)
    checks.true("a post is refused for a while, with a sentence", refused.startswith("503") and "しばらく" in refused, refused)
    checks.equal("the hub still answers", one.send("GET", "/form/inquiry")[0], 200)
    checks.true("and says whose turn it is", one.until(lambda: "空きがありません" in one.log.read_text(), 10), one.log.read_text())
    code, _, said = one.run("sync", "members")
    checks.true("a sync says that the disk is full", code != 0 and "空きがありません" in said, f"{code} {said}")
    return taken


def goes_on(checks, one, disk, taken):
    (disk / "filler").unlink()
    checks.true("with room again posts are taken", one.until(lambda: posted(one, "after")[0] == 200, 60))
    code, out, said = one.run("sync", "members")
    checks.true("and the list is read", code == 0, out + said)
    checks.equal("all of it", one.rows("SELECT count(*) FROM source.record WHERE connection = 'members'"), [[str(ROWS)]])
    checks.true("all is published", one.until(lambda: one.rows("SELECT count(*) FROM source.pending") == [["0"]], 120))
    lost = [address for address in [*taken, "before@example.jp", "after@example.jp"] if len(one.customers(email=address)) != 1]
    checks.equal("whoever was thanked is there once", lost, [])
    checks.equal("nothing is held", one.rows("SELECT count(*) FROM hub.quarantine"), [["0"]])


def test(checks, program, folder):
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", disk], check=True)
    with running.shop(program, disk / "shop") as one:
        with open(one.config / "list/members.csv", "w", encoding="utf-8") as out:
            out.write("会員番号,氏名,電話番号,メール\n")
            out.writelines(f"{i:07},鈴木 一郎{i},090-{i // 10000 + 1000:04}-{i % 10000:04},m{i}@example.jp\n" for i in range(ROWS))
        one.up()
        checks.equal("a post is taken", posted(one, "before")[0], 200)
        taken = fills_up(checks, one, disk)
        goes_on(checks, one, disk, taken)


if __name__ == "__main__":
    if os.environ.get("MUSUBI_OWN_MOUNTS") != "1":
        os.environ["MUSUBI_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, __file__, *sys.argv[1:]])
    main(test)
