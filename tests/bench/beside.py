"""Benchmarks of the whole program, which stand beside it as build/bench/NAME: a link to a script of this folder."""
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
for folder in ("real", "e2e"):
    sys.path.insert(0, str(HERE.parent / folder))


def limit(what, seconds, most):
    """Prints a figure as a share of what it may be."""
    print(f"    {what}: {seconds:.2f} s, {seconds / most:.2f} of the limit of {most} s")


def main(bench):
    """Calls bench(program, folder) with a folder that is removed afterwards, whatever happens."""
    program = pathlib.Path(sys.argv[0]).absolute().parents[1] / "musubi"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="musubi-bench."))
    folder.chmod(0o755)
    try:
        bench(str(program), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
