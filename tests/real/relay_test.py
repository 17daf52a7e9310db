#!/usr/bin/env python3
"""relay_test.py MUSUBI: a page on a rented web server that keeps posts sealed for the hub: relay.php under PHP's own server, and under nginx with
php-fpm, filled in by programs and by Chromium; the hub fetches, commits, and removes when it comes next; what a thief of the server's disk finds, and
what goes wrong."""
import base64
import contextlib
import hashlib
import hmac
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
import virtual  # noqa: E402

virtual.inside("playwright")

import hub  # noqa: E402
from hub import figures  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

FORM = """<!doctype html><meta charset="utf-8"><title>お問い合わせ</title><form method="post" action="/web.php"><input name="お名前"><input name="メール">
<textarea name="内容"></textarea><input type="hidden" name="_nonce" value="browser-0123456789abcdef"><button>送信</button></form>"""
MAPPING = """source: web.posts
entered_by: self
parties:
  person: {kind: person, name: お名前, email: メール}
facts:
  inquiry: {kind: activity, of: person, at: {from: [$file_date, $received_at]}, channel: {const: form}, body: 内容}
"""


def answered(port):
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/web.php", timeout=5) as answer:
        return answer.status == 200
    return False


def wait_for(port, going):
    for _ in range(200):
        if answered(port):
            return
        if any(one.poll() is not None for one in going):
            break
        time.sleep(0.1)
    raise RuntimeError("the web server does not answer")


@contextlib.contextmanager
def served(site, port, commands):
    """The folder `site` served by these programs, ended by their ids."""
    with open(site.parent / "server.log", "a", encoding="utf-8") as log:
        going = [subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True) for command in commands]
    try:
        wait_for(port, going)
        yield
    finally:
        for one in going:
            one.terminate()
            one.wait(timeout=30)


def by_php(site, port):
    """Without its cache of compiled pages, which takes seconds to see that a page has changed."""
    return served(site, port, [["timeout", "900", "php", "-d", "opcache.enable=0", "-S", f"127.0.0.1:{port}", "-t", str(site)]])


def by_nginx(site, port):
    """As web hosts have it: nginx before php-fpm, with PHP's usual limit of 8 MB."""
    folder = site.parent
    socket = folder / "php.sock"
    me = ("user = root\ngroup = root\n", ["-R"]) if os.geteuid() == 0 else ("", [])
    (folder / "fpm.conf").write_text(f"[global]\nerror_log = {folder}/fpm.log\ndaemonize = no\n[www]\n{me[0]}listen = {socket}\nlisten.mode = 0666\npm = static\npm.max_children = 4\n")
    paths = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""{'user root;' if os.geteuid() == 0 else ''} pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off; worker_processes 1; events {{}}
http {{ access_log off; {paths} server {{ listen 127.0.0.1:{port}; root {site}; client_max_body_size 20m;
  location ~ \\.php$ {{ include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; fastcgi_pass unix:{socket}; }} }} }}
""")
    fpm = next(pathlib.Path("/usr/sbin").glob("php-fpm*"))
    return served(site, port, [[str(fpm), "-y", str(folder / "fpm.conf"), *me[1]], ["nginx", "-e", str(folder / "nginx.log"), "-c", str(folder / "nginx.conf")]])


class Visitor:
    """Who posts, and who looks at the server's disk."""

    def __init__(self, site, port):
        self.site, self.address, self.posts = site, f"http://127.0.0.1:{port}/web.php", site / "musubi-posts"

    def send(self, body, kind="application/x-www-form-urlencoded", **headers):
        request = urllib.request.Request(self.address, body, {"Content-Type": kind} | headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except OSError as hung_up:
            return None, str(hung_up)

    def form(self, **fields):
        return self.send(urllib.parse.urlencode(fields).encode())

    def waiting(self):
        return sorted(self.posts.glob("*.sealed"))


def records(one):
    return {row["メール"]: row for (payload,) in one.rows("SELECT payload FROM source.record WHERE connection = 'web' AND deleted IS NOT TRUE") for row in [json.loads(payload)]}


def prepared(checks, program, folder, port):
    """The hub with the connection that `connection relay` writes, and the page where its administrator uploads it."""
    one = hub.Hub(program, folder, [HERE / "relay" / "config"])
    code, out, said = one.run("connection", "relay", "web", "--endpoint", f"http://127.0.0.1:{port}/web.php")
    checks.equal("connection relay", (code, said), (0, ""))
    checks.equal("its files are for the owner alone", [oct(file.stat().st_mode & 0o777) for file in sorted((one.config / "secrets").iterdir())], ["0o600"] * 3)
    code, _, said = one.run("connection", "relay", "web", "--endpoint", "https://x.example.jp/")
    checks.true("and are not overwritten", code != 0 and "web.private_key" in said, said)
    (one.config / "mappings").mkdir(exist_ok=True)
    (one.config / "mappings" / "web.posts.yaml").write_text(MAPPING)
    site = folder / "site"
    site.mkdir()
    (site / "web.php").write_bytes((one.config / "secrets" / "web.php").read_bytes())
    (site / "form.html").write_text(FORM)
    return one, Visitor(site, port)


def fetched(one):
    """What a sync that must end well has counted."""
    code, got, said, _ = one.sync()
    return figures(got["web.posts"]) if code == 0 else said


def in_browser(checks, visitor):
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(visitor.address.replace("web.php", "form.html"))
        page.fill("[name='お名前']", "髙橋 花子")
        page.fill("[name='メール']", "hanako@example.jp")
        page.fill("[name='内容']", "見積をお願いします。\n2部ください。")
        page.dblclick("button")
        page.wait_for_selector("#said")
        checks.contains("Chromium is thanked", page.text_content("#said"), "ありがとうございました")
        browser.close()


def kept_and_fetched(checks, one, visitor):
    in_browser(checks, visitor)
    checks.equal("a form", visitor.form(お名前="渡邉 ﾊﾅｺ", メール="watanabe@example.jp", 内容="𠮷野家の件です🍚")[0], 200)
    sjis = urllib.parse.urlencode({"お名前": "佐藤 健", "メール": "ken@example.jp", "内容": "能登の店です。資料を送ってください。"}, encoding="cp932").encode()
    checks.equal("a form in Shift_JIS", visitor.send(sjis)[0], 200)
    checks.equal("JSON", visitor.send(json.dumps({"お名前": "鈴木 誠", "メール": "makoto@example.jp"}).encode(), "application/json", Accept="application/json"),
                 (200, '{"received":true,"ja":"送信しました。ありがとうございました。","en":"Received, thank you."}\n'))
    mixed = "".join(f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in
                    [("お名前", "山田 太郎"), ("メール", "taro@example.jp"), ("連絡方法[]", "電話"), ("連絡方法[]", "メール"), ("数[1001]", "2"), ("数[1007]", "1"), ("品[0][名]", "茶")]) + "--b--\r\n"
    checks.equal("multipart/form-data", visitor.send(mixed.encode(), "multipart/form-data; boundary=b")[0], 200)
    disk = b"".join(file.read_bytes() for file in visitor.waiting())
    found = [word for word in ("hanako@", "watanabe", "髙橋", "ken@example", "taro") if word.encode() in disk or base64.b64encode(word.encode())[:-4] in disk]
    checks.true("a thief of the disk reads nothing", visitor.waiting() and not found, f"{len(disk)} bytes {found}")
    checks.true("and finds no private key", b"PRIVATE" not in (visitor.site / "web.php").read_bytes())
    checks.equal("check", one.run("check", "web")[:2], (0, "web: OK\n"))
    before = visitor.waiting()
    for _ in range(2):
        code, got, said, _ = one.sync("--dry-run")
        checks.equal("a dry run shows them", (code, figures(got["web.posts"])[0]), (0, 5))
    checks.contains("so does a preview", one.run("preview", "web")[1], "hanako@example.jp")
    checks.equal("and neither removes any", visitor.waiting(), before)
    code, got, said, _ = one.sync()
    checks.equal("fetched: a double click is one", (code, said, figures(got["web.posts"])[0]), (0, "", 5))
    checks.equal("still there", visitor.waiting(), before)
    checks.equal("removed when the hub comes next", (fetched(one), visitor.waiting()), ((0, 0, 0, 0), []))
    there = records(one)
    checks.equal("as they were typed", [there[f"{name}@example.jp"].get(field) for name, field in
                 (("hanako", "内容"), ("watanabe", "お名前"), ("watanabe", "内容"), ("ken", "お名前"), ("taro", "連絡方法[]"))],
                 ["見積をお願いします。\r\n2部ください。", "渡邉 ﾊﾅｺ", "𠮷野家の件です🍚", "佐藤 健", ["電話", "メール"]])
    checks.equal("numbers of a form's own stay", [there["taro@example.jp"].get(field) for field in ("数[1001]", "数[1007]", "品[0][名]")], ["2", "1", "茶"])
    checks.true("dated by the relay", one.rows("SELECT bool_and(at < now() - interval '0 s' AND at > now() - interval '10 minutes'), count(*) FROM master.activity") == [["t", "5"]])


def replayed(checks, one, visitor):
    """A post that is there again is nothing new; under another name, or changed, it is held."""
    visitor.form(お名前="小林 隆", メール="takashi@example.jp")
    kept = visitor.waiting()[0]
    content, name = kept.read_bytes(), kept.name
    checks.equal("one more", fetched(one), (1, 0, 0, 0))
    checks.equal("and gone", (fetched(one), visitor.waiting()), ((0, 0, 0, 0), []))
    kept.write_bytes(content)
    checks.equal("a post that comes again is unchanged", fetched(one), (0, 0, 1, 0))
    (visitor.posts / name.replace(name[15:20], "00000")).write_bytes(content)
    (visitor.posts / name.replace(name[15:20], "11111")).write_bytes(content[:-40])
    checks.equal("under another name, or cut off: held, and the run goes on", fetched(one), (0, 0, 0, 2))
    checks.equal("and removed", (fetched(one), visitor.waiting()), ((0, 0, 0, 0), []))


def other_key(checks, program, one, visitor, folder):
    """The page has another hub's key: nothing is lost."""
    stranger = hub.Hub(program, folder / "stranger", [HERE / "relay" / "config"])
    stranger.run("connection", "relay", "web", "--endpoint", visitor.address)
    key = (one.config / "secrets" / "web.private_key").read_text()
    (one.config / "secrets" / "web.private_key").write_text((stranger.config / "secrets" / "web.private_key").read_text())
    visitor.form(お名前="加藤 誠", メール="kato@example.jp")
    code, _, said, _ = one.sync()
    checks.true("with another key the sync fails and says so", code != 0 and "public_key" in said, said)
    checks.equal("again, and the post is still there", (one.sync()[0] != 0, len(visitor.waiting())), (True, 1))
    (one.config / "secrets" / "web.private_key").write_text(key)
    checks.equal("with the right one it comes", fetched(one), (1, 0, 0, 0))


def asked(visitor, word, body, time_=None):
    stamp = str(int(time_ or time.time()))
    return visitor.send(body.encode(), "application/json", **{"X-Musubi-Time": stamp, "X-Musubi-Signature": hmac.new(word.encode(), f"{stamp}\n{body}".encode(), hashlib.sha256).hexdigest()})


def attacked(checks, one, visitor):
    word = (one.config / "secrets" / "web.token").read_text().strip()
    checks.equal("the list is for the hub alone", asked(visitor, "x" * 64, '{"after":""}')[0], 401)
    checks.equal("and an old request is refused", asked(visitor, word, '{"after":""}', time.time() - 4000)[0], 409)
    (visitor.site / "safe.sealed").write_text("x")
    checks.equal("nothing else can be removed", (asked(visitor, word, json.dumps({"remove": ["../safe", "../../safe", "../web.php"]}))[0], (visitor.site / "safe.sealed").exists(),
                 (visitor.site / "web.php").exists()), (200, True, True))
    start = time.monotonic()
    got = {visitor.send(bytes(10_000_000), kind)[0] for kind in ("application/x-www-form-urlencoded", "application/octet-stream", "multipart/form-data; boundary=b") for _ in range(5)}
    checks.true("bodies of 10 MB are refused and leave nothing", got <= {413, None} and not visitor.waiting(), f"{got} in {time.monotonic() - start:.1f} s")
    checks.equal("an empty form is refused", visitor.send(b"")[0], 400)
    checks.equal("and the page still takes forms", (visitor.form(お名前="森 健", メール="mori@example.jp")[0], fetched(one), fetched(one)), (200, (1, 0, 0, 0), (0, 0, 0, 0)))


def with_photo(size, **fields):
    """A form with a photo of so many bytes, as browsers send it."""
    parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    photo = b'--b\r\nContent-Disposition: form-data; name="photo"; filename="roof.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' + b"\xff" * size
    return b"".join(parts) + photo + b"\r\n--b--\r\n"


def photos(checks, one, visitor):
    """What a file holds is not kept, and does not count."""
    kind = "multipart/form-data; boundary=b"
    sent = [visitor.send(with_photo(size, お名前="岡田 誠", メール="okada@example.jp", 内容="屋根の写真です"), kind)[0] for size in (2_000_000, 10_000_000)]
    checks.equal("a form with a photo of 2 MB is taken, one of more than PHP takes is refused", sent, [200, 413])
    checks.equal("a field of more than a post may hold is refused", visitor.send(with_photo(1, 内容="x" * 1_100_000), kind)[0], 413)
    checks.equal("it comes", (fetched(one), fetched(one)), ((1, 0, 0, 0), (0, 0, 0, 0)))
    there = records(one)["okada@example.jp"]
    checks.equal("with its fields and the photo's name", (there["内容"], there["photo"]), ("屋根の写真です", "roof.jpg"))


@contextlib.contextmanager
def page_with(visitor, there, instead):
    """The page with other words for a while."""
    page = visitor.site / "web.php"
    text = page.read_text()
    if there not in text:
        raise RuntimeError(f"{there} is not in the page")
    page.write_text(text.replace(there, instead))
    yield
    page.write_text(text)


def full(checks, one, visitor):
    """As many posts wait as the page keeps; with room again all goes on."""
    one.sync()
    with page_with(visitor, "const MOST = 2000;", "const MOST = 3;"):
        got = [visitor.form(お名前="多い 人", メール=f"many{n}@example.jp")[0] for n in range(5)]
        checks.equal("more than it keeps is refused, to come again", got, [200] * 3 + [503] * 2)
    checks.equal("what was taken comes, and goes", (fetched(one), fetched(one)), ((3, 0, 0, 0), (0, 0, 0, 0)))
    checks.equal("and there is room again", (visitor.form(お名前="次の 人", メール="next@example.jp")[0], fetched(one)), (200, (1, 0, 0, 0)))
    one.sync()


def too_often(checks, one, visitor):
    """One address may not fill the page; who it is stands nowhere."""
    with page_with(visitor, "const MOST_A_MINUTE = 60;", "const MOST_A_MINUTE = 3;"):
        if time.gmtime().tm_sec > 50:
            time.sleep(61 - time.gmtime().tm_sec)
        for file in visitor.posts.glob("*.count"):
            file.unlink()
        (visitor.posts / "202601010000.count").write_text("of another minute\n")
        got = [visitor.form(お名前="急ぐ 人", メール=f"hurry{n}@example.jp")[0] for n in range(5)]
        checks.equal("more than an address may send in a minute is refused", got, [200] * 3 + [429] * 2)
        counts = sorted(visitor.posts.glob("*.count"))
        checks.true("counted without its address, other minutes are forgotten", len(counts) == 1 and len(set(counts[0].read_text().split())) == 1 and "127.0" not in counts[0].read_text(), counts)
    checks.equal("the hub is not held up", (fetched(one), fetched(one)), ((3, 0, 0, 0), (0, 0, 0, 0)))


def limits(checks, one, visitor):
    """What the hub asks has a limit of its own."""
    word = (one.config / "secrets" / "web.token").read_text().strip()
    ids = json.dumps({"remove": [f"20260101000000-{n:032x}" for n in range(500)]})
    with page_with(visitor, "const LARGEST = 1000000;", "const LARGEST = 1000;"):
        checks.equal("removed by the hundreds where posts are small", asked(visitor, word, ids)[0], 200)
    with page_with(visitor, "const LARGEST = 1000000;", "const LARGEST = 9000000;"):
        status, said = visitor.send(b"a=1")
        checks.true("posts larger than the hub reads are not promised", status == 503 and "7000000" in said, said)


def disk_full(checks, one, visitor):
    """A disk of 64 KB, which only root can make."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(visitor.posts)], check=True)
    try:
        got = [visitor.form(お名前="大きい 人", メール=f"large{n}@example.jp", 内容="長い" * 2000)[0] for n in range(6)]
        checks.true("a full disk is told", got.count(503) >= 3 and got[0] == 200, got)
        checks.equal("and nothing that was taken is lost", (fetched(one)[0], fetched(one)), (got.count(200), (0, 0, 0, 0)))
        checks.equal("no half post is left", [file.name for file in visitor.posts.iterdir() if file.suffix in (".part", ".sealed")], [])
    finally:
        subprocess.run(["umount", str(visitor.posts)], check=True)


def not_removed(checks, one, visitor):
    """What the relay does not remove when it is told to."""
    for n in range(3):
        visitor.form(お名前="待つ 人", メール=f"wait{n}@example.jp")
    with page_with(visitor, "is_string($id) && is_id($id)", "false"):
        checks.equal("fetched again and again, nothing is new", ([fetched(one) for _ in range(3)], len(visitor.waiting())), ([(3, 0, 0, 0)] + [(0, 0, 3, 0)] * 2, 3))
    checks.equal("and gone at last", (fetched(one), visitor.waiting()), ((0, 0, 0, 0), []))


def many(checks, one, visitor):
    """More than one answer of the relay holds."""
    text = "長い問い合わせ" * 12_000
    sent = [visitor.form(お名前="長い 人", メール=f"long{n}@example.jp", 内容=text)[0] for n in range(14)]
    checks.equal("fourteen of 750 KB are kept", sent, [200] * 14)
    checks.equal("all come, and all go", (fetched(one), fetched(one), visitor.waiting()), ((14, 0, 0, 0), (0, 0, 0, 0), []))


def test(checks, program, folder):
    for name, serve in (("php", by_php), ("nginx", by_nginx)):
        print(f"  {name}")
        place, port = folder / name, hub.free_port()
        place.mkdir(mode=0o755)
        one, visitor = prepared(checks, program, place, port)
        with serve(visitor.site, port):
            kept_and_fetched(checks, one, visitor)
            replayed(checks, one, visitor)
            attacked(checks, one, visitor)
            photos(checks, one, visitor)
            if name == "php":
                other_key(checks, program, one, visitor, place)
                limits(checks, one, visitor)
                full(checks, one, visitor)
                too_often(checks, one, visitor)
                not_removed(checks, one, visitor)
                many(checks, one, visitor)
                if os.geteuid() == 0:
                    disk_full(checks, one, visitor)
        code, _, said = one.run("check", "web")
        checks.true("the web server is gone: told", code != 0 and str(port) in said, said)


if __name__ == "__main__":
    hub.main(test)
