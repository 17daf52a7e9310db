#!/usr/bin/env python3
"""connectors_test.py MUSUBI [--bless]: docs/connectors/NAME.md says what the plug-in's settings and the presets say.

--bless rewrites the pages. Nothing there is typed by hand: settings come from `musubi connector describe`, presets from
`musubi preset list`, and the guide of a plug-in stays its README."""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGES = ROOT / "docs" / "connectors"
LIST = "（いくつもなら「、」か「,」で区切る / several are parted by “,”）"


def told(program, *words):
    return json.loads(subprocess.run([program, "--json", *words], check=True, capture_output=True, text=True).stdout)


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(map(cell, row)) + " |" for row in rows]


def kind(schema):
    if "oneOf" in schema:
        return " / ".join(kind(one) for one in schema["oneOf"] if "type" in one) or ""
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    name = schema.get("type", "")
    return " / ".join(name) if isinstance(name, list) else name


def settings(schema, place=""):
    """(name, type, required, default, meaning) of every setting, depth first."""
    for name, one in schema.get("properties", {}).items():
        yield from setting(one, f"{place}{name}", name in schema.get("required", []))
    others = schema.get("additionalProperties")
    if isinstance(others, dict):
        yield from setting(others, f"{place}*", False)


def setting(schema, name, required):
    default = schema.get("default")
    shown = "" if default in (None, "", {}, []) else f"`{default if isinstance(default, str) else json.dumps(default, ensure_ascii=False)}`"
    secret = " (secret)" if schema.get("x-secret") else ""
    yield f"`{name}`", kind(schema) + secret, "✓" if required else "", shown, schema.get("description", "")
    yield from settings(schema, name + ".")
    if isinstance(schema.get("items"), dict):
        yield from settings(schema["items"], name + "[].")


def preset_lines(preset):
    proven = {
        "real system": f"実物のシステム {preset['version']} / real system {preset['version']}",
        "vendor's documentation": f"公式文書（{preset['read']} に閲覧） / vendor's documentation, read {preset['read']}",
        "public programs": f"公開のプログラムと覚え書き（{preset['read']} に閲覧。公式の書式は公開されていないか、読めていない） / public programs and notes, read {preset['read']}; the vendor's own description is not public or was not read",
    }[preset["against"]]
    yield from ["", f"### {preset['name']}", "", f"{preset['title']['ja']} / {preset['title']['en']} — {', '.join(preset['streams'])}", ""]
    yield f"- 確かめた相手 / proven against: {proven}"
    yield from (f"  - <{address}>" for address in preset["at"])
    if preset["notes"]["ja"]:
        yield from [f"- {preset['notes']['ja']}", f"- {preset['notes']['en']}"]
    yield ""
    yield from table(["項目 / key", "既定値 / default", "説明 / meaning"],
                     [(f"`{q['key']}`", f"`env:{q['env']}`" if q["env"] else q["default"] and f"`{q['default']}`", f"{q['ask']['ja']} / {q['ask']['en']}{LIST if q['list'] else ''}") for q in preset["questions"]])


def page(schema, name, presets):
    lines = [f"# {name}", "", schema.get("description", ""), "",
             f"設定の例と使い方: [connectors/{name}/README.md](../../connectors/{name}/README.md)。このページは `tests/docs/connectors_test.py --bless` が書きます。",
             f"Examples and guide: the README above. This page is written by `tests/docs/connectors_test.py --bless`.", "", "## 設定 / settings", ""]
    lines += table(["設定 / setting", "型 / type", "必須 / required", "既定値 / default", "説明 / meaning"], settings(schema))
    if presets:
        lines += ["", "## プリセット / presets", "", "使い方 / how to use them: [presets.md](../presets.md)"]
    for one in presets:
        lines += preset_lines(one)
    return "\n".join(lines) + "\n"


def main():
    program, bless = sys.argv[1], "--bless" in sys.argv
    presets = told(program, "preset", "list")["presets"]
    names = [one["name"] for one in told(program, "connector", "list")["connectors"]]
    wanted = {f"{name}.md": page(told(program, "connector", "describe", name), name, [p for p in presets if p["connector"] == name]) for name in names}
    if bless:
        PAGES.mkdir(exist_ok=True)
        for name, text in wanted.items():
            (PAGES / name).write_text(text)
    there = {file.name: file.read_text() for file in PAGES.glob("*.md")}
    bad = 0
    for name in sorted({*wanted, *there}):
        same = wanted.get(name) == there.get(name)
        bad += not same
        print(f"{'ok ' if same else 'BAD'} docs/connectors/{name}" + ("" if same else f" is not current: {' '.join(sys.argv[:2])} --bless"))
    print(f"{len({*wanted, *there}) - bad} passed, {bad} failed")
    sys.exit(1 if bad or not wanted else 0)


main()
