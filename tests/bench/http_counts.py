"""What the plug-in `http` does as the Airbyte CDK does, and which manifests of PyPI's wheels it runs: the counts of the tests real.http and
real.wheels, which are run for it."""
import pathlib
import re
import subprocess
import sys

REAL = pathlib.Path(__file__).resolve().parent.parent / "real"


def output(script, argument):
    done = subprocess.run([sys.executable, REAL / script, argument], capture_output=True, text=True)
    if not re.search(r"^\d+ passed, \d+ failed$", done.stdout, re.M):
        sys.exit(f"{script} did not run: {done.stdout}{done.stderr}")
    return done.stdout


def counts(build, wanted):
    """Prints the counts; wanted(what, met) is told of each target. Installs the newest CDK into build/cdk."""
    for what, least, (passed, failed) in zip(("expressions", "manifests"), (400, 60), re.findall(r"^(\d+) passed, (\d+) failed$", output("http_test.py", build), re.M)):
        print(f"{what:<16} {passed:>12} as the CDK, {failed} not   wanted {least}")
        wanted(f"{least} {what} as the CDK has them", int(passed) >= least and failed == "0")
    told = output("wheels_test.py", build / "musubi")
    print(re.search(r"^\d+ wheels: .*$", told, re.M)[0])
    wanted("each manifest of the wheels loads, or names what it lacks", told.endswith(" passed, 0 failed\n"))
