"""The MariaDB of start.sh, for tests."""
import pathlib
import subprocess

import hub

HERE = pathlib.Path(__file__).resolve().parent


class Server:
    """A server that is ended when the `with` is left."""

    def __init__(self, folder):
        self.folder, self.port = folder / "mariadb", hub.free_port()

    def __enter__(self):
        self.start()
        hub.run(HERE / "seed.py", self.folder)
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        hub.run(HERE / "start.sh", self.folder, self.port)

    def stop(self, signal="TERM"):
        subprocess.run([HERE / "stop.sh", self.folder, signal], check=False, timeout=60)

    def sql(self, text, database="shop"):
        """Rows of texts, asked as administrator."""
        out = hub.run("mariadb", "--no-defaults", "-uroot", "-S", self.folder / "socket", "--default-character-set=utf8mb4", "-NB",
                      database, "-e", text)
        return [line.split("\t") for line in out.splitlines()]

    def selects(self):
        return int(self.sql("SHOW GLOBAL STATUS LIKE 'Com_select'")[0][1])
