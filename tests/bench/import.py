#!/usr/bin/env python3
"""import: how long two member lists of 12,000 rows take from a file to customers by `musubi import`, every proposal taken by Enter."""
import beside
import hub
import import_test
from lists import make


def bench(program, folder):
    till, web, _ = make.make(folder)
    one = hub.Hub(program, folder, [])
    hub.run(program, "init", one.config)
    checks = hub.Checks()
    seconds = import_test.imports(checks, one, till, web)
    if checks.failed:
        raise SystemExit("the imports failed")
    beside.limit("24,000 rows", seconds, 180)


if __name__ == "__main__":
    beside.main(bench)
