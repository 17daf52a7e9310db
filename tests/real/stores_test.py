#!/usr/bin/env python3
"""stores_test.py MUSUBI: the same lists from servers of others: FTP under TLS (pyftpdlib), S3 (moto), SFTP by password (asyncssh)."""
import os
import pathlib
import subprocess
import time
import urllib.parse
import urllib.request

import hub
import people
from hub import figures

HERE = pathlib.Path(__file__).resolve().parent / "stores"
ROWS = 1500
CONNECTIONS = ("ftps", "bucket", "sftp")


def sheet(start, end):
    lines = [f"{p['number']:06d},{p['family']}　{p['given']},{p['kana']},{p['email']}" for p in people.people(end)[start:]]
    return ("会員番号,氏名,フリガナ,メール\r\n" + "\r\n".join(lines) + "\r\n").encode("cp932", "replace")


class Stores:
    def __init__(self, folder, told):
        self.files, self.told = folder / "files" / "out", told
        self.files.mkdir(parents=True)
        self.ask("PUT", "/shop", b'<CreateBucketConfiguration><LocationConstraint>ap-northeast-1</LocationConstraint></CreateBucketConfiguration>')

    def ask(self, method, path, body=None):
        where = f"http://127.0.0.1:{self.told['s3']}" + urllib.parse.quote(path)
        headers = {"Authorization": "AWS4-HMAC-SHA256 Credential=testing/20260101/ap-northeast-1/s3/aws4_request, SignedHeaders=host, Signature=0",
                   "Content-Type": "application/octet-stream"}
        with urllib.request.urlopen(urllib.request.Request(where, body, headers, method=method), timeout=60) as answer:
            return answer.read()

    def put(self, name, body, age=3600):
        (self.files / name).write_bytes(body)
        os.utime(self.files / name, (time.time() - age,) * 2)
        self.ask("PUT", "/shop/out/" + name, body)


def reads(checks, one, stores):
    stores.put("会員_20260131.csv", sheet(0, ROWS))
    stores.put("会員_20260228.csv", sheet(ROWS, ROWS + 5))
    for name in CONNECTIONS:
        code, got, said, seconds = one.sync(name)
        print(f"    {name}: first sync {seconds:.1f} s")
        checks.equal(f"{name}: first", (code, said, figures(got[f"{name}.list"])), (0, "", (ROWS + 5, 0, 0, 0)))
        code, got, said, seconds = one.sync(name)
        checks.equal(f"{name}: unchanged", (code, got[f"{name}.list"]["read"]), (0, 0))
    stores.put("会員_20260228.csv", sheet(ROWS, ROWS + 9), 1800)
    for name in CONNECTIONS:
        code, got, said, seconds = one.sync(name)
        checks.equal(f"{name}: one list anew", (code, figures(got[f"{name}.list"])), (0, (4, 0, 5, 0)))


def goes_wrong(checks, one, told):
    def tried(name, old, new):
        file = one.config / "connections" / f"{name}.yaml"
        good = file.read_text()
        assert old in good
        file.write_text(good.replace(old, new))
        code, out, said = one.run("check", name)
        file.write_text(good)
        return code, out + said

    for name in ("ftps", "sftp"):
        code, said = tried(name, "STORE_PASSWORD", "WRONG")
        checks.true(f"{name}: a wrong password", code != 0 and "auth" in said, said.strip())
        code, said = tried(name, "/out/", "/oot/")
        checks.true(f"{name}: a folder that is not there", code != 0 and "out" in said, said.strip())
        code, said = tried(name, "会員_*", "会貝_*")
        checks.true(f"{name}: no match", code != 0 and "会員_20260131.csv" in said, said.strip())
    code, said = tried("ftps", f'tls: {{ca_file: "{told["ca"]}"}}', "tls: {mode: auto}")
    checks.true("ftps: a certificate that nobody vouches for", code != 0 and "tls.ca_file" in said, said.strip())
    code, said = tried("ftps", f":{told['ftps']}/", f":{told['sftp']}/")
    checks.true("ftps: another kind of server", code != 0, said.strip())
    code, said = tried("bucket", "s3://shop/", "s3://shoq/")
    checks.true("bucket: no such bucket", code != 0 and "shoq" in said, said.strip())
    code, said = tried("sftp", told["host_key"], "SHA256:" + "A" * 43)
    checks.true("sftp: another host key", code != 0 and told["host_key"] in said, said.strip())


def test(checks, program, folder):
    place = folder / "stores"
    try:
        told = dict(line.split("=", 1) for line in hub.run(HERE / "start.sh", place, seconds=1200).splitlines())
        one = hub.Hub(program, folder, [HERE / "config"], CA=told["ca"], FTPS=told["ftps"], S3=told["s3"], SFTP=told["sftp"], HOST_KEY=told["host_key"])
        one.environment.update(STORE_PASSWORD="real-password", STORE_SECRET="testing-secret", WRONG="wrong-password")
        stores = Stores(place, told)
        reads(checks, one, stores)
        goes_wrong(checks, one, told)
    finally:
        subprocess.run([HERE / "stop.sh", place], check=False, timeout=60)


if __name__ == "__main__":
    hub.main(test)
