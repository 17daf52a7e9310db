#!/usr/bin/env python3
"""named_tests_test.py: every test that docs/http-bad-input.md names is there: `Suite.Name` of tests/unit, or a file below tests/."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "http-bad-input.md"


def main():
    there = {f"{suite}.{name}" for file in ROOT.glob("tests/unit/**/*.cpp")
             for suite, name in re.findall(r"^TEST(?:_[FP])?\((\w+), (\w+)\)", file.read_text(encoding="utf-8"), re.M)}
    text = PAGE.read_text(encoding="utf-8")
    tests, files = set(re.findall(r"`([A-Z]\w+\.[A-Z]\w+)`", text)), set(re.findall(r"`(tests/[\w./]+)`", text))
    missing = sorted(tests - there) + sorted(name for name in files if not (ROOT / name).is_file())
    without = [line for line in text.splitlines() if line.startswith("| ") and "`" not in line.rsplit("|", 2)[1] and not line.startswith("| what is wrong")]
    for name in missing:
        print(f"{PAGE.name} names {name}, which is not there")
    for line in without:
        print(f"{PAGE.name}: no test is named: {line}")
    print(f"{len(tests) + len(files) - len(missing)} passed, {len(missing) + len(without)} failed")
    return 1 if missing or without or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
