#!/usr/bin/env python3
"""silent_test.py MUSUBI: databases that take a connection and never say a word, or are locked: `up` stops all the same when asked."""
import contextlib
import signal
import socket
import sqlite3
import subprocess

import running
from hub import main

SLOW = "connector: sql\nschedule: 1分ごと\nconfig: {{endpoint: '{endpoint}', {auth}timeout: 3600, streams: {{people: {{key: [会員番号]}}}}}}\n"
AUTH = "auth: {user: reader, password: none}, "


def test(checks, program, folder):
    silent = socket.create_server(("127.0.0.1", 0))  # nobody accepts: the system does, as for a server that hangs
    address = f"127.0.0.1:{silent.getsockname()[1]}/shop"
    for kind, endpoint, auth in [("sqlite", "sqlite:{config}/shop.db", ""), ("postgresql", f"postgresql://{address}", AUTH), ("mysql", f"mysql://{address}", AUTH)]:
        with running.shop(program, folder / kind) as one, contextlib.closing(sqlite3.connect(one.config / "shop.db", isolation_level=None)) as shop:
            shop.execute("CREATE TABLE people (会員番号 TEXT, 氏名 TEXT)")
            shop.execute("BEGIN EXCLUSIVE")
            (one.config / "connections/slow.yaml").write_text(SLOW.format(endpoint=endpoint.format(config=one.config), auth=auth))
            (one.config / "mappings/slow.people.yaml").write_text((one.config / "mappings/members.list.yaml").read_text().replace("members.list", "slow.people"))
            one.up()
            checks.true(f"{kind}: the run waits", one.until(lambda: one.rows("SELECT count(*) FROM hub.run WHERE state = 'running'") == [["1"]], 30))
            checks.equal("the API answers", one.ask("/health")[0], 200)
            try:
                code, seconds = one.stop(signal.SIGTERM, 20)
                checks.true("and the hub stops when asked", code == 0 and seconds < 10, f"{code} in {seconds:.1f} s")
            except subprocess.TimeoutExpired as e:
                one.stop(signal.SIGKILL)
                checks.true("and the hub stops when asked", False, f"not in {e.timeout} s")
            checks.equal("with its run said to be stopped", one.rows("SELECT state FROM hub.run"), [["interrupted"]])
    silent.close()


if __name__ == "__main__":
    main(test)
