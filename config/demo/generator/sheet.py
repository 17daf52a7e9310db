"""Files, times and the truth, as every list of the demo writes them."""
import csv, io, os

TRUTH = []


def truth(connection, stream, key, party, who):
    TRUTH.append((connection, stream, key, party, who["id"]))


def stamp(r, first=2023, last=2026):
    return f"{r.randrange(first, last)}-{r.randrange(1, 13):02d}-{r.randrange(1, 28):02d}T{r.randrange(8, 22):02d}:{r.randrange(60):02d}:00+09:00"


def known(r, old):
    """When a list last heard of someone: what is out of date was heard before 2023."""
    return stamp(r, 2018, 2023) if old else stamp(r)


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def table(heading, rows, titles=(), totals=()):
    """A CSV file as Windows programs write it."""
    text = io.StringIO()
    w = csv.writer(text, lineterminator="\r\n")
    for line in [*titles, heading, *rows, *totals]:
        w.writerow(line)
    return text.getvalue().encode("cp932")
