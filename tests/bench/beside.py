"""Benchmarks of the whole program, which stand beside it as build/bench/NAME: a link to a script of this folder."""
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
for folder in ("real", "e2e"):
    sys.path.insert(0, str(HERE.parent / folder))


missed = []  # what was above its limit


def limit(what, figure, most, unit="s"):
    """Prints a figure as a share of what it may be; a limit that is missed ends the benchmark, when it is done, with an error."""
    print(f"    {what}: {figure:.2f} {unit}, {figure / most:.2f} of the limit of {most} {unit}")
    if figure > most:
        missed.append(f"{what}: {figure:.2f} {unit} instead of {most}")


def main(bench):
    """Calls bench(program, folder) with a folder that is removed afterwards, whatever happens."""
    program = pathlib.Path(sys.argv[0]).absolute().parents[1] / "musubi"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="musubi-bench."))
    folder.chmod(0o755)
    try:
        bench(str(program), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if missed:
        raise SystemExit("limits missed: " + "; ".join(missed))
