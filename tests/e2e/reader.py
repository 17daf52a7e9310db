"""A reader of the master: psql as a read-only role over TCP, as a department's Excel or Access comes."""
import json
import subprocess

import hub


class Reader:
    """`settings` belongs into musubi.yaml before anything is asked of the hub; arrive() makes the role."""

    def __init__(self):
        self.port = hub.free_port()
        self.settings = f"database: {{readers: {{address: 127.0.0.1, port: {self.port}}}}}\n"
        self.made = {}

    def arrive(self, one, name="excel"):
        code, out, said = one.run("--json", "db", "reader", name)
        if code:
            raise RuntimeError(said)
        self.made = json.loads(out)

    def ask(self, sql):
        """(exit code, rows, what psql says)"""
        words = ["psql", "-XAtqF", "\t", "-v", "VERBOSITY=sqlstate", "-h", self.made["host"], "-p", str(self.made["port"]), "-U", self.made["user"], "-d", self.made["database"], "-c", sql]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, env={"PGPASSWORD": self.made["password"], "PATH": "/usr/bin:/bin"})
        return done.returncode, [line.split("\t") for line in done.stdout.splitlines()], done.stderr.strip()

    def rows(self, sql):
        code, rows, said = self.ask(sql)
        if code:
            raise RuntimeError(said)
        return rows


FOREIGN = """SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT IN ('api', 'api_ja', 'pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"""
MORE = ["SELECT * FROM pg_authid", "SELECT pg_read_file('/etc/passwd')", "COPY (SELECT 1) TO PROGRAM 'true'", "COPY (SELECT 1) TO '/tmp/x'", "SET ROLE musubi",
        "CREATE TEMP TABLE mine (a int)", "CREATE TABLE public.mine (a int)", "CREATE TABLE api.mine (a int)", "CREATE SCHEMA mine",
        "DELETE FROM api_ja.\"顧客\"", "UPDATE api.customer SET family = ''", "INSERT INTO api.customer DEFAULT VALUES"]


def reads_nothing_else(checks, one, reader):
    """Every table of the database but the views for readers, by the role's own attempt; and the usual ways around."""
    tables = [row[0] for row in one.rows(FOREIGN)]
    open_ones = [table for table in tables if reader.ask(f"SELECT count(*) FROM {table}")[0] == 0]
    checks.true("there are tables that are not for readers", len(tables) > 40, f"{len(tables)}")
    checks.equal("the reader reads none of them", open_ones, [])
    writing = "SET default_transaction_read_only = off; "
    got_in = [sql for sql in MORE if reader.ask(writing + sql)[0] == 0]
    checks.equal("nor goes around", got_in, [])
    views = one.rows("SELECT quote_ident(schemaname) || '.' || quote_ident(viewname) FROM pg_views WHERE schemaname IN ('api', 'api_ja')")
    closed = [(view, said) for (view,) in views for code, _, said in [reader.ask(f"SELECT * FROM {view} LIMIT 1")] if code]
    checks.true("but every view that is meant for it", len(views) > 30 and not closed, f"{len(views)} views {closed}")
