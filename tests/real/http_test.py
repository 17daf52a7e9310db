#!/usr/bin/env python3
"""http_test.py BUILD: installs the newest Airbyte CDK below BUILD and compares the plug-in `http` with it: expressions and manifests."""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent / "http"


def main(build):
    cdk = build / "cdk"
    python = cdk / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", cdk], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--upgrade", "airbyte-cdk", "freezegun"], check=True)
    results = [subprocess.run([python, HERE / script, *arguments], cwd=HERE).returncode
               for script, arguments in (("expressions.py", ["expressions.txt"]), ("manifests.py", [build / "connectors" / "http.so"]))]
    return 1 if any(results) else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
