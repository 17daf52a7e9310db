#!/usr/bin/env python3
"""guide_test.py MUSUBI GUIDE.md [--bless]: runs the commands of a guide in an empty folder and compares what they print.

A guide's code blocks:
  ```file NAME        the lines are a file of that name
  ```console          lines that begin with "$ " are commands, run by a shell in order; what follows is what they print (both streams);
                      a line "> text" behind a command is typed into it
The folder stands as ~ in what is printed. --bless rewrites the printed lines; read the difference before keeping it."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile


def blocks(lines):
    """(first line, last line, info words) of each fenced block."""
    start = None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if start is None:
            start = (number, line[3:].split())
        else:
            yield start[0] + 1, number, start[1]
            start = None


def commands(lines):
    """[command, typed lines, printed lines] of a console block."""
    out = []
    for line in lines:
        if line.startswith("$ "):
            out.append([line[2:], [], []])
        elif line.startswith("> "):
            out[-1][1].append(line[2:])
        else:
            out[-1][2].append(line)
    return out


def run(command, typed, folder, environment):
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, input="".join(t + "\n" for t in typed), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    printed = done.stdout.replace(str(folder), "~").rstrip("\n")
    return [line.rstrip() for line in printed.split("\n")] if printed else []


def play(guide, program, folder, bless):
    lines = guide.read_text().split("\n")
    environment = dict(os.environ, PATH=f"{pathlib.Path(program).parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8", HOME=str(folder))
    environment.pop("MUSUBI_CONFIG", None)
    out, at, good, bad = [], 0, 0, 0
    for begin, end, info in blocks(lines):
        out += lines[at:begin]
        at = end
        body = lines[begin:end]
        if info[:1] == ["file"]:
            file = folder / info[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(body) + "\n")
        if info[:1] != ["console"]:
            out += body
            continue
        for command, typed, wanted in commands(body):
            got = run(command, typed, folder, environment)
            same = got == [line.rstrip() for line in wanted]
            good, bad = good + same, bad + (not same)
            print(f"{'ok ' if same else 'BAD'} {command}")
            if not same:
                print("\n".join(["  --- the guide"] + wanted + ["  --- the program"] + got))
            out += [f"$ {command}"] + [f"> {t}" for t in typed] + got
    out += lines[at:]
    if bless:
        guide.write_text("\n".join(out))
    return good, bad


def main():
    program, guide = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    def end(number, frame):
        raise SystemExit(f"ended by signal {number}")
    signal.signal(signal.SIGTERM, end)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="musubi-guide."))
    try:
        good, bad = play(guide, program, folder, "--bless" in sys.argv)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{good} passed, {bad} failed")
    sys.exit(1 if bad or not good else 0)


main()
