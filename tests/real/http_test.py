#!/usr/bin/env python3
"""http_test.py BUILD: installs the newest Airbyte CDK below BUILD and compares the plug-in `http` with it: expressions, manifests, and manifests under a
clock that is set for both (http/frozen_clock.c)."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent / "http"
sys.path.insert(0, str(HERE))
from frozen_cases import NOW  # noqa: E402


def main(build):
    cdk = build / "cdk"
    python = cdk / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", cdk], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--upgrade", "airbyte-cdk", "freezegun"], check=True)
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", build / "frozen_clock.so", HERE / "frozen_clock.c"], check=True)
    frozen = {"LD_PRELOAD": str(build / "frozen_clock.so"), "FROZEN_AT": str(NOW), "TZ": "UTC"}
    module = build / "connectors" / "http.so"
    results = [subprocess.run([python, HERE / script, *arguments], cwd=HERE, env={**os.environ, **more}).returncode
               for script, arguments, more in (("expressions.py", ["expressions.txt"], {}), ("manifests.py", [module], {}), ("manifests.py", [module, "--frozen"], frozen))]
    return 1 if any(results) else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
