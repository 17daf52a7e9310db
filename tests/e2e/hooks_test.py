#!/usr/bin/env python3
"""hooks_test.py MUSUBI: the webhooks of docs/presets.md, as they stand there, beside the presets that they have fetch: what a sender names by id
comes from the preset's scripted server into the master, and what it no longer has is gone."""
import pathlib
import re
import shutil
import sys

import running
import vendors
from hub import main

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRESETS = ROOT / "connectors/http/presets"
sys.path[:0] = [str(ROOT / "tests/presets"), str(ROOT / "tests/real/http")]
from exchange import Scene, read_exchange  # noqa: E402


class Written:
    """A connection as the page has it, beside its preset."""

    def __init__(self, name, text):
        self.name, self.text, self.preset = name, text, name.removesuffix("-hook")
        self.word = re.search(r"secrets: \[\{env: (\w+)\}", text)[1]
        self.address = (re.search(r"^  endpoint: (\S+)", text, re.M) or [None, ""])[1]
        self.fixture = PRESETS / self.preset / "fixture"

    def add_to(self, one):
        """Writes the preset's connection by `musubi init`, and this one."""
        self.scene = Scene()
        answers = dict(line.split("=", 1) for line in (self.fixture / "answers.txt").read_text().splitlines() if line)
        answers = {key: value.replace("{base}", self.scene.base) for key, value in answers.items()}
        code, out, said = one.run("init", "--preset", f"{PRESETS / self.preset}/", "--yes", *(word for pair in answers.items() for word in ("--set", "=".join(pair))))
        (one.config / f"connections/{self.name}.yaml").write_text(self.text)
        one.environment |= {word: f"secret of {word}" for word in re.findall(r"env: (\w+)", self.text)}
        script = read_exchange((self.fixture / "exchange.txt").read_text(), {**answers, "base": self.scene.base})
        self.sections = [one for one in script if one.does == "fetch"]
        self.tokens = [asked for one in script if one.does == "sync" for asked in one.exchanges if asked.path.endswith("/token")]  # a fetch here has no sync before it
        return code == 0, said


def blocks():
    text = (ROOT / "docs/presets.md").read_text()
    return [Written(name, body) for name, body in re.findall(r"```yaml\n# connections/(\S+-hook)\.yaml\n(.*?)```", text, re.S)]


def fetched(checks, one, hook):
    for section in hook.sections:
        stream, keys = section.arguments[0], section.arguments[1:]
        hook.scene.begin(section)
        hook.scene.exchanges = section.exchanges + hook.tokens
        left = lambda: [asked.line for asked in section.exchanges if not asked.used]  # noqa: E731
        what = f"{hook.preset}, {stream} {' '.join(keys)}"
        statuses = [one.send("POST", f"/in/{hook.name}", *sent)[0] for sent in vendors.posts(hook.preset, stream, keys, f"secret of {hook.word}", hook.address)]
        checks.true(f"{what}: the posts are taken", all(status in (200, 202) for status in statuses), str(statuses))
        checks.true(f"{what}: and what they name is fetched", one.until(lambda: one.rows("SELECT count(*) FROM hub.fetch") == [["0"]] and not left(), 30),
                    f"{one.rows('SELECT * FROM hub.fetch')} {left()} {hook.scene.strange}")
        gone = sorted(key for key, asked in zip(keys, section.exchanges[-len(keys):]) if asked.status == 404 or re.search(r'"deleted": true|: null}}$', "\n".join(asked.answer).strip()))
        there = f"SELECT key, deleted FROM source.record WHERE connection = '{hook.preset}' AND stream = '{stream}' ORDER BY key"
        wanted = sorted([key, "t" if key in gone else "f"] for key in keys)
        checks.true(f"{what}: {len(gone)} gone, the others there", one.until(lambda: sorted(one.rows(there)) == wanted, 20), f"{one.rows(there)} instead of {wanted}")
        checks.equal(f"{what}: asks nothing else", hook.scene.strange, [])


def test(checks, program, folder):
    hooks = blocks()
    checks.equal("the page has them all", [hook.preset for hook in hooks], ["smaregi", "shopify", "square", "stripe", "woocommerce", "eccube4", "hubspot", "line", "meta-leads"])
    with running.shop(program, folder / "shop") as one:
        for name in ("line", "ids", "shopify_consents"):
            shutil.copy(ROOT / f"mappings/webhook.{name}.yaml", one.config / "mappings")
        for hook in hooks:
            checks.true(f"{hook.preset} is written", *hook.add_to(one))
        one.up()
        for hook in hooks:
            fetched(checks, one, hook)
        statuses = [one.send("POST", "/in/shopify-hook", *sent)[0] for sent in vendors.shopify_consents("secret of SHOPIFY_CLIENT_SECRET")]
        consents = "SELECT contact, value, answer FROM master.consent WHERE connection = 'shopify-hook' ORDER BY contact"
        wanted = [["email", "hanako@example.com", "opt_out"], ["phone", "+819001112222", "opt_in"]]
        checks.true("Shopify's words on consent are read from what it posts", one.until(lambda: one.rows(consents) == wanted, 20), f"{statuses} {one.rows(consents)}")
        people = lambda **query: [c["fields"].get("family") for c in one.customers(**query)]  # noqa: E731
        checks.true("whom the tills' system named is in the master", one.until(lambda: people(email="hanako@example.com")[:1] == ["見本"], 20), str(people(email="hanako@example.com")))
        checks.true("and who sent in a form of an advertisement", one.until(lambda: people(email="shiro@example.com") == ["仮川"], 20), str(people(email="shiro@example.com")))
        orders = "SELECT number, amount::int FROM master.sales_order WHERE number IN ('501', 'SQO1') ORDER BY number"
        checks.true("with the orders", one.until(lambda: one.rows(orders) == [["501", "7800"], ["SQO1", "3300"]], 20), str(one.rows(orders)))
        held = "SELECT connection, reason FROM hub.quarantine"
        checks.equal("nothing is held", one.rows(held), [])
        checks.equal("it stops when asked", one.stop()[0], 0)


if __name__ == "__main__":
    main(test)
