#!/usr/bin/env python3
"""install_test.py BUILD: `cmake --install` into a folder of its own. The installed program knows its plug-ins and its configuration by
where it stands, its manual and completions name every command and option of --help, and a list becomes customers."""
import gzip
import os
import pathlib
import re
import sys

import checks as package

BUILD = pathlib.Path(sys.argv[1]).resolve()
LIST = """会員番号,氏名,フリガナ,電話番号,住所
A001,見本　花子,ミホン ハナコ,090-0111-2222,東京都渋谷区神宮前1-2-3
A002,例田　次郎,レイダ ジロウ,090-0222-3333,東京都新宿区新宿3-1-1
A003,見本　花子,ミホン ハナコ,09001112222,東京都渋谷区神宮前1丁目2-3
"""


def words_of_help(program, *path):
    """{command path: its options} of the program's own --help, all the way down."""
    out = package.must(program, *path, "--help")
    found = {" ".join(path): set(re.findall(r"^\s+(?:\S+,)?(--[a-z-]+)", out, re.M))}
    below = out.split("Subcommands:")[1] if "Subcommands:" in out else ""
    for name in re.findall(r"^  ([a-z-]+)", below, re.M):
        found.update(words_of_help(program, *path, name))
    return found


def manual(checks, share, known):
    pages = {"en": share / "man/man1/musubi.1.gz", "ja": share / "man/ja/man1/musubi.1.gz"}
    for lang, page in pages.items():
        text = gzip.decompress(page.read_bytes()).decode()
        plain = re.sub(r"\\f[BIR]", "", text).replace("\\-", "-")
        leaves = [path for path in known if path and not any(other.startswith(path + " ") for other in known)]
        lacking = [path for path in leaves if f".SS musubi {path}" not in plain]
        checks.true(f"manual {lang}: every command of --help", not lacking, lacking)
        sections = {part.split("\n")[0]: part for part in plain.split(".SS musubi ")}
        lacking = [f"{path} {option}" for path in leaves for option in known[path] - {"--help"}
                   if not any(name.split(" --")[0].split(" [")[0].startswith(path) and option in part for name, part in sections.items())]
        checks.true(f"manual {lang}: every option of --help", not lacking, lacking)
        silent = re.findall(r"^\.TP\n(.*)\n(?=\.|$)", plain, re.M)
        checks.true(f"manual {lang}: says something about each", not silent, silent)
        checks.works(f"manual {lang}: is sound", "man", "--warnings=w", "-l", "-Tutf8", page, env={**os.environ, "LC_ALL": "C.UTF-8", "MAN_KEEP_STDERR": "1"})
        _, out = package.run("sh", "-c", f"man --warnings=w -l -Tutf8 {page} 2>&1 >/dev/null")
        checks.equal(f"manual {lang}: no warning", out, "")


def completed(script, line):
    """What bash offers behind `line`."""
    words = line.split(" ")
    program = (f'source "{script}"; COMP_WORDS=({" ".join(repr(w) if w else chr(39) * 2 for w in words)}); COMP_CWORD={len(words) - 1}; '
               'COMPREPLY=(); _musubi; printf "%s\\n" "${COMPREPLY[@]}"')
    return package.must("bash", "-c", program).split()


def completions(checks, share, known):
    script = share / "bash-completion/completions/musubi"
    lacking = [f"{path} {option}" for path, options in known.items() for option in options
               if option not in completed(script, f"musubi {path} --".replace("  ", " "))]
    checks.true("bash: every option of --help", not lacking, lacking)
    tops = {path for path in known if path and " " not in path}
    checks.true("bash: every command", tops <= set(completed(script, "musubi ")), tops)
    for line, want in (("musubi customer ", "find"), ("musubi --lang ", "en"), ("musubi sync --lang j", "ja"), ("musubi export customers --format ", "jsonl"),
                       ("musubi reference ", "man"), ("musubi --json customer fi", "find")):
        checks.true(f"bash: “{line}” is followed by {want}", want in completed(script, line), completed(script, line))
    checks.equal("bash: files behind --out", completed(script, "musubi export customers --out "), [])
    for shell, file in (("zsh", "zsh/vendor-completions/_musubi"), ("fish", "fish/vendor_completions.d/musubi.fish")):
        text = (share / file).read_text()
        lacking = [path for path in known if path and path not in text]
        checks.true(f"{shell}: every command", not lacking, lacking)


def files(checks, prefix):
    for name in ("bin/musubi", "bin/musubi-contract", "bin/musubi-preset-test", "share/musubi/presets/http/shopify/manifest.yaml", "share/musubi/presets/relay.php", "etc/musubi/musubi.yaml", "etc/musubi/connections", "etc/musubi/mappings", "etc/default/musubi",
                 "include/musubi/connector.hpp", "lib/systemd/system/musubi.service", "share/musubi/mappings/mail.messages.yaml",
                 "share/doc/musubi/up.md", "share/doc/musubi/examples/example/musubi.yaml", "share/doc/musubi/examples/matching.yaml"):
        checks.true(f"installed: {name}", (prefix / name).exists())


def first_list(checks, prefix, folder, plain):
    program, away = prefix / "bin/musubi", folder / "elsewhere"
    away.mkdir()
    (away / "名簿.csv").write_text(LIST)
    words = {"cwd": away, "env": plain}
    built = {file.stem for file in (BUILD / "connectors").glob("*.so")}
    out = package.must(program, "connector", "list", **words)
    checks.true("finds its plug-ins, and none of the build", all(name in out for name in built) and str(BUILD) not in out and str(prefix) in out, out)
    checks.works("init", program, "init", "hub", **words)
    checks.works("preset list", program, "preset", "list", wants="shopify", **words)
    checks.works("init --preset", program, "init", "hub", "--preset", "shopify", "--yes", "--set", "endpoint=https://shop.example", "--set", "client_id=fixture", wants="hub/manifests/shopify.yaml", **words)
    checks.works("connector new", program, "connector", "new", "own", **words)
    checks.works("its test passes", prefix / "bin/musubi-preset-test", "own", wants=" 0 failed", **words)
    checks.works("import", program, "--config", "hub", "import", "名簿.csv", "--yes", wants="読込 3 = 新規 3", **words)
    checks.works("customer find", program, "--config", "hub", "customer", "find", "ミホンハナコ", wants="見本 花子", **words)
    checks.works("its own configuration, where none is named", program, "--data", folder / "data", "import", "名簿.csv", "--yes", wants=f"{prefix}/etc/musubi/mappings", **words)
    (away / "musubi.yaml").write_text("language: en\n")
    checks.works("the configuration of this place first", program, "--data", folder / "data", "doctor", wants=str(away), **words)


def test(checks, folder):
    prefix = folder / "installed"
    if "CMAKE_INSTALL_PREFIX:PATH=/usr\n" in (BUILD / "CMakeCache.txt").read_text():
        raise RuntimeError("a build for /usr installs into /etc")
    package.must("cmake", "--install", BUILD, "--prefix", prefix)
    prefix.chmod(0o755)
    folder.chmod(0o755)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MUSUBI_")}
    program = prefix / "bin/musubi"
    version = re.search(r"CMAKE_PROJECT_VERSION:STATIC=(\S+)", (BUILD / "CMakeCache.txt").read_text()).group(1)
    checks.equal("version", package.must(program, "--version"), f"musubi {version}\n")
    known = words_of_help(program)
    files(checks, prefix)
    manual(checks, prefix / "share", known)
    completions(checks, prefix / "share", known)
    first_list(checks, prefix, folder, plain)


package.main(test)
