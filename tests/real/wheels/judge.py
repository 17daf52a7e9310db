"""judge.py MUSUBI FOLDER: `musubi manifest check` on every manifest.yaml below FOLDER/PACKAGE. One that runs has no component in Python; in
one that does not, each lack stands at a place that is there, and no component in Python is passed over. Prints a table and a count."""
import json
import pathlib
import re
import subprocess
import sys

import yaml


def step(node, name, top):
    """What stands under a name or number of `node`, references followed; KeyError where nothing does."""
    if isinstance(node, list):
        return followed(node[int(name)], top)
    return followed(node[name], top)


def followed(node, top):
    """A node in which $ref has been put in place, as the format means it: what stands beside it wins."""
    if isinstance(node, str) and node.startswith("#/"):
        node = {"$ref": node}
    if not isinstance(node, dict) or "$ref" not in node:
        return node
    target = top
    for name in node["$ref"][2:].split("/"):
        target = step(target, name, top)
    return {**target, **{key: value for key, value in node.items() if key != "$ref"}} if isinstance(target, dict) else target


def names_of(path):
    return [one for pair in re.findall(r"\[(\d+)\]|([^.\[\]]+)", path) for one in pair if one]


def is_there(top, path):
    node = top
    try:
        for name in names_of(path):
            node = step(node, name, top)
    except (KeyError, IndexError, TypeError, ValueError):
        return False
    return bool(path)


def in_python(node, top, path=""):
    """The places of components that name a class."""
    node = followed(node, top)
    if isinstance(node, dict):
        if "class_name" in node:
            yield path
            return
        for name, below in node.items():
            yield from in_python(below, top, f"{path}.{name}" if path else name)
    elif isinstance(node, list):
        for number, below in enumerate(node):
            yield from in_python(below, top, f"{path}[{number}]")


def wrong_with(file, lacks):
    top = yaml.safe_load(file.read_text())
    wrong = [f"no such place: {lack['path']}: {lack['what']}" for lack in lacks if not is_there(top, lack["path"])]
    wrong += [f"says nothing: {lack['path']}" for lack in lacks if not lack["what"]]
    lacking = [names_of(lack["path"]) for lack in lacks]
    wrong += [f"in Python, and not named: {path}" for path in in_python({"streams": top["streams"]}, top)
              if not any(names_of(path)[:len(one)] == one for one in lacking)]
    return len(top["streams"]), wrong


def kind(lack):
    """What is lacked, without the place and the name of the class."""
    component = re.match(r"Custom\w+", lack["what"])
    return f"{component[0]} (Python)" if component else lack["path"].rsplit(".", 1)[-1] + ": " + lack["what"] if lack["what"].startswith("it is ") else lack["what"]


def main(program, folder):
    files = sorted(folder.glob("*/*/manifest.yaml"))
    done = subprocess.run([program, "--json", "manifest", "check", *files], capture_output=True, text=True, timeout=120)
    told = json.loads(done.stdout)["manifests"]
    passed = failed = runs = 0
    for file, one in zip(files, told):
        streams, wrong = wrong_with(file, one["lacks"])
        wrong += ["neither runs nor lacks"] * (one["runs"] == bool(one["lacks"])) + [f"is told as {one['file']}"] * (one["file"] != str(file))
        stopped = len({names_of(lack["path"])[1] for lack in one["lacks"] if lack["path"].startswith("streams[")})
        lacked = sorted({kind(lack) for lack in one["lacks"]})
        print(f"{file.parents[1].name:<28} {streams - stopped:>3} of {streams:>3} streams  {'; '.join(lacked) or 'loads'}")
        print("".join(f"    {line}\n" for line in wrong), end="")
        passed, failed, runs = passed + (not wrong), failed + bool(wrong), runs + one["runs"]
    wheels = len(list(folder.iterdir()))
    if wheels < 12 or len(files) != wheels or len(told) != wheels or done.returncode != (1 if runs < wheels else 0):
        failed += 1
        print(f"{wheels} wheels, {len(files)} manifests, {len(told)} told, ended with {done.returncode}: {done.stderr}")
    print(f"{wheels} wheels: {runs} manifests load, {wheels - runs} name what they lack")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
