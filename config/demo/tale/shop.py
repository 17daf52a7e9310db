"""The shop of the demo: its folder, the program, what is said in both languages, and the promises that are kept or not."""
import json
import pathlib
import subprocess
import sys
import time


class Database:
    """One psql that stays, so that the database does, too: the last musubi to leave stops it."""

    def __init__(self, shop):
        self.log = shop.folder / "psql.log"
        with open(self.log, "w", encoding="utf-8") as log:
            self.going = subprocess.Popen(shop.command("db", "psql", "--", "-XAtqF", "\t", "-v", "ON_ERROR_STOP=1"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
                                          encoding="utf-8", start_new_session=True)

    def rows(self, sql):
        out = []
        try:
            self.going.stdin.write(sql + ";\n\\echo -- that is all\n")
            self.going.stdin.flush()
        except OSError:
            raise RuntimeError(self.log.read_text()) from None
        for line in self.going.stdout:
            if line == "-- that is all\n":
                return out
            out.append(line.rstrip("\n").split("\t"))
        raise RuntimeError(self.log.read_text())

    def close(self):
        self.going.stdin.close()
        self.going.wait()


class Shop:
    """`program` with the configuration in `folder`. Whatever is promised is counted: `broken` are those that did not hold."""

    def __init__(self, program, folder, lang):
        self.program, self.folder, self.lang = program, pathlib.Path(folder), lang
        self.kept, self.broken, self.database = 0, [], None

    def t(self, ja, en):
        return ja if self.lang == "ja" else en

    def tell(self, ja="", en=""):
        print(self.t(ja, en), flush=True)

    def chapter(self, ja, en):
        self.tell(f"\n== {ja}\n", f"\n== {en}\n")

    def promise(self, ja, en, good):
        """A line with ✓ or ✗."""
        self.tell(f"  {'✓' if good else '✗'} {ja}", f"  {'✓' if good else '✗'} {en}")
        self.kept += bool(good)
        if not good:
            self.broken.append(self.t(ja, en))
        return good

    def command(self, *words):
        return [str(self.program), "--config", str(self.folder), "--lang", self.lang, *map(str, words)]

    def show(self, *words):
        """A command as the reader would type it, and what it prints."""
        print("$ musubi " + " ".join(f"'{w}'" if " " in str(w) else str(w) for w in words), flush=True)
        return subprocess.run(self.command(*words)).returncode == 0

    def ask(self, *words):
        """What a command prints with --json."""
        done = subprocess.run(self.command("--json", *words), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"musubi {' '.join(map(str, words))}:\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def rows(self, sql):
        """Rows of the database, as text."""
        self.database = self.database or Database(self)
        return self.database.rows(sql)

    def close(self):
        if self.database:
            self.database.close()

    def one(self, sql):
        return self.rows(sql)[0][0]

    def customer_of(self, connection, stream, key):
        """The customer that holds the person of this record."""
        return int(self.one(f"select customer_id from identity.profile where (connection, stream, record_key) = ('{connection}', '{stream}', '{key}') and kind = 'person'"))

    def grid(self, lines):
        """Lines of cells, two blanks before and between."""
        wide = lambda text: sum(2 if ord(c) > 0x2E7F else 1 for c in text)  # noqa: E731
        widths = [max(map(wide, column)) for column in zip(*lines)]
        for line in lines:
            print(("  " + "  ".join(cell + " " * (width - wide(cell)) for cell, width in zip(line, widths))).rstrip(), flush=True)

    @staticmethod
    def until(condition, seconds):
        """Whether `condition` became true in time."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True


def die(*lines):
    print(*lines, sep="\n", file=sys.stderr)
    sys.exit(1)
