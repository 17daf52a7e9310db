"""Values that nobody could mistake, and where they must not turn up."""
import os
import pathlib
import subprocess
import threading
import time

# What a customer's values look like however they are written; each a part that normalizing leaves alone.
PERSON = {"name": "漏洩田 試三", "kana": "ロウエイダ シサン", "phone": "070-5512-9931", "email": "leaky.person@example.jp", "address": "東京都港区漏洩三丁目4-5"}
MARKS = ["漏洩", "試三", "ロウエイダ", "5512-9931", "55129931", "leaky.person", "ZQXBODY", "ZQXMAIL", "ZQXSEARCH"]
SECRETS = {"source": "PlantedSource-4471", "smtp": "PlantedSmtp-5582", "backup": "PlantedBackup-6693", "database": "PlantedDatabase-7704"}
# What is refused by default, by the names of its columns.
REFUSED = {"パスワード": "ZQXPASSWORD", "マイナンバー": "998877665544", "カード番号": "4111 1111 1111 1111", "CVV": "ZQXCVV"}


def found(text, marks):
    """Which of the marks stand in the text, as they are or as bytes of other encodings."""
    if isinstance(text, str):
        return [mark for mark in marks if mark in text]
    return [mark for mark in marks if any(mark.encode(encoding, "ignore") in text for encoding in ("utf-8", "cp932") if mark.encode(encoding, "ignore"))]


def files_with(folder, marks):
    """Files below the folder that hold a mark."""
    out = []
    for file in pathlib.Path(folder).rglob("*"):
        try:
            if file.is_file() and (marks_there := found(file.read_bytes(), marks)):
                out.append(f"{file}: {marks_there}")
        except OSError:
            continue
    return out


def data_of(one):
    """The data directory, and where the database below it stands."""
    return one.config / "data"


def server_logs(one):
    """What the database's server has written, wherever its folder is."""
    folder = pathlib.Path(one.rows("SHOW data_directory")[0][0])
    return "\n".join(file.read_text(errors="replace") for file in folder.parent.glob("log*") if file.is_file())


class Arguments:
    """The arguments of every process, looked at over and over."""

    def __enter__(self):
        self.seen, self.over = set(), False
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()
        return self

    def look(self):
        while not self.over:
            for process in os.listdir("/proc"):
                if process.isdigit():
                    try:
                        self.seen.add(pathlib.Path("/proc", process, "cmdline").read_bytes())
                    except OSError:
                        continue
            time.sleep(0.02)

    def __exit__(self, *_):
        self.over = True
        self.thread.join()

    def with_any(self, marks):
        return [line for line in self.seen if found(line, marks)]


def dump(one):
    """The whole database as SQL, which no compression hides."""
    url = one.run("db", "url")[1].strip()
    return subprocess.run(["pg_dump", "--inserts", "--dbname", url], capture_output=True, text=True, timeout=120, check=True).stdout
