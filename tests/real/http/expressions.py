#!/usr/bin/env python3
"""expressions.py TABLE [--bless]: evaluates the table's templates with the Airbyte CDK and compares with what stands in the table.
--bless writes the CDK's results where the table has none yet."""
import json
import sys

from airbyte_cdk.sources.declarative.interpolation.interpolated_string import InterpolatedString
from freezegun import freeze_time

NOW = "2026-01-31T09:08:07.654321Z"


def given(template, names):
    names = dict(names)
    config, parameters = names.pop("config", {}), names.pop("parameters", {})
    names.pop("stream_partition", None)
    try:
        value = InterpolatedString.create(template, parameters=parameters).eval(config, **names)
        return json.dumps(value, ensure_ascii=False)
    except Exception:  # whatever it is: the CDK has no one kind of error
        return "!"


def main(path, bless):
    lines, names, wrong, count = [], {}, 0, 0
    for line in open(path, encoding="utf-8").read().split("\n"):
        if line.startswith("@ "):
            names = json.loads(line[2:])
        elif line and not line.startswith("# "):
            columns = line.split("\t")
            result = given(columns[0], names)
            count += 1
            wanted = columns[2] if len(columns) > 2 else columns[1] if len(columns) > 1 else None
            if wanted is None:
                line += "\t" + result
            elif wanted not in ("?", result):
                wrong += 1
                print(f"{line}\n  the CDK gives {result}")
        lines.append(line)
    if bless:
        open(path, "w", encoding="utf-8").write("\n".join(lines))
    print(f"{count - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    with freeze_time(NOW):
        sys.exit(main(sys.argv[1], "--bless" in sys.argv))
