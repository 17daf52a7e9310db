#!/usr/bin/env python3
"""wheels_test.py MUSUBI: the manifests inside Airbyte's source wheels of PyPI (wheels/wheels.txt): each loads, or what it lacks is named by the
place in it. The wheels are kept in the user's cache."""
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent / "wheels"
LIST = HERE / "wheels.txt"


def fetched(folder):
    """Makes `folder` hold the wheels' folders, each unpacked, and a Python that reads YAML."""
    kept = folder / "fetched.txt"
    if kept.exists() and kept.read_text() == LIST.read_text():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "python"], check=True)
    pip = [folder / "python" / "bin" / "python", "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "pyyaml"], check=True, timeout=300)
    subprocess.run([*pip, "download", "--no-deps", "-d", folder / "wheels", "-r", LIST], check=True, timeout=900)
    for wheel in (folder / "wheels").glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder / "unpacked" / wheel.name.split("-")[0])
    kept.write_text(LIST.read_text())
    return folder


def main(program):
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    folder = fetched(cache / "musubi" / "real" / "wheels")
    return subprocess.run([folder / "python" / "bin" / "python", HERE / "judge.py", program, folder / "unpacked"]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
