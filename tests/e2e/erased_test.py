#!/usr/bin/env python3
"""erased_test.py MUSUBI: a customer is erased and stays away: after the same list again, after a replay, after yesterday's backup, and after the
list once more. Each time every table and every file of the data directory is searched."""
import json

import planted
import running
from hub import main

NAME, PHONE, EMAIL = "漏洩田 試三", "070-5512-9931", "leaky.person@example.jp"
MARKS = ["漏洩", "試三", "5512-9931", "55129931", "leaky.person"]


def tables_with(one):
    """Tables in which a mark stands, whatever the column."""
    tables = [name for [name] in one.rows("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")]
    rows = one.rows(" UNION ALL ".join(f"SELECT '{name}', t::text FROM {name} t" for name in tables))
    return sorted({row[0] for row in rows if planted.found("\n".join(row), MARKS)})


def files_with(one):
    return [file for folder in (planted.data_of(one), one.rows("SHOW data_directory")[0][0]) for file in planted.files_with(folder, MARKS)]


def is_away(checks, one, when):
    checks.equal(f"{when}: in no table", tables_with(one), [])
    one.rows("CHECKPOINT")
    checks.equal(f"{when}: in no file", files_with(one), [])
    code, out, _ = one.run("customer", "find", PHONE)
    checks.true(f"{when}: nobody finds it", NAME not in out, out)


def does(checks, one, what, *words):
    code, out, said = one.run(*words)
    checks.equal(f"{what}: exit code", (code, "" if code == 0 else said), (0, ""))


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        one.environment["MUSUBI_BACKUP_PASSWORD"] = "correct horse"
        with open(one.config / "list/members.csv", "a", encoding="utf-8") as out:
            out.write(f"000125,{NAME},{PHONE},{EMAIL}\n")
        does(checks, one, "sync", "sync", "members")
        does(checks, one, "backup", "backup", str(one.config / "yesterday.musubi"))
        one.rows("CHECKPOINT")
        checks.true("before, the search finds", "source.record" in tables_with(one) and files_with(one), str(tables_with(one)))
        found = json.loads(one.run("--json", "customer", "find", PHONE)[1])
        customer = str(found["customers"][0]["id"])
        does(checks, one, "erase", "customer", "erase", customer, "--why", "本人の請求", "--yes")
        is_away(checks, one, "erased")
        for again, words in (("the list again", ["sync", "members", "--full"]), ("replayed", ["quarantine", "replay"]),
                             ("yesterday's backup", ["restore", str(one.config / "yesterday.musubi"), "--replace"]), ("the list after the backup", ["sync", "members", "--full"])):
            does(checks, one, again, *words)
            is_away(checks, one, again)
        checks.equal("the others are there", one.rows("SELECT count(*) FROM source.record"), [["2"]])


if __name__ == "__main__":
    main(test)
