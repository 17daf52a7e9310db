#!/usr/bin/env python3
"""demo_test.py MUSUBI: the demo with --once: every promise holds, its stories are told, and nothing is left running."""
import os
import pathlib
import re
import subprocess

import running  # noqa: F401  (finds hub)
from hub import main

DEMO = pathlib.Path(__file__).resolve().parents[2] / "config/demo"
LINES = [("a second sync has nothing to do", r"✓ 何も変わっていない"), ("every row unchanged", r"✓ 全行が変更なし"), ("渋屋さん", r"✓ 本人が書いた「渋屋」が残り"),
         ("father and son", r"✓ 別の 2 人のままです"), ("nobody joined wrongly", r"✓ だれも間違って 1 人にしていない"), ("R38 transfer", r"R38 [\s\S]*✓ 経理が読む所属も変わった"),
         ("R39 bounces", r"40 通送り、通知は 宛先不明 18、満杯 2、届いた 1。「不達」にしたのは 18"), ("R39 the next employer", r"✓ 前の会社のアドレスだけが不達"),
         ("R40 returned post", r"✓ 加藤さんの住所は 1 つで、返送"), ("R41 title", r"\| 青空茶器販売株式会社 企画部 / 部長 中村 美咲\n[\s\S]*✓ 役職は部長"), ("an unsubscribe", r"✓ どの一覧から見ても配信停止"),
         ("a receipt claimed", r"✓ レシートは渋屋さんのものになり"), ("a merge taken back", r"✓ 統合の間は 1 人で、取り消すと"), ("the form", r"✓ 前からの渋屋さんに付き、1 件だけ"),
         ("readers", r"✓ 読めるのは api と api_ja だけ"), ("who must not be mailed", r"配信停止の申し出があります[\s\S]*✓ 送ってよい \d+ 人の中に、不達・配信停止のアドレスは 0"), ("killed in the middle", r"✓ 取り込みは途中だった"),
         ("lost and doubled", r"✓ 失われた 0 / 二重 0"), ("the page to open", r"http://127\.0\.0\.1:\d+/form/inquiry"), ("the API", r"curl -H 'Authorization: Bearer msb_"),
         ("psql", r"psql 'postgresql://demo:"), ("it stops", r"✓ 頼むと止まる"), ("all promises", r"守れなかったもの 0。")]


def test(checks, program, folder):
    work = folder / "demo"
    environment = dict(os.environ, MUSUBI=program, MUSUBI_DEMO_DIR=str(work))
    done = subprocess.run([DEMO / "run", "--once"], capture_output=True, text=True, env=environment, timeout=800)
    checks.equal("the demo ends well", done.returncode, 0)
    if done.returncode:
        print(done.stdout[-6000:] + done.stderr)
    for what, line in LINES:
        found = re.search(line, done.stdout)
        checks.true(what, found, found.group(0).splitlines()[-1] if found else line)
    checks.equal("no promise is broken", re.findall(r"✗ .*", done.stdout), [])
    checks.equal("and nothing is reported that is no fault", done.stderr.count("見当たりません") + done.stderr.count("使われていない列"), 0)
    left = [line for line in subprocess.run(["ps", "axo", "args"], capture_output=True, text=True).stdout.splitlines() if str(work) in line]
    checks.equal("nothing is left running", left, [])
    mappings = subprocess.run([program, "--config", str(work), "mapping", "test"], capture_output=True, text=True)
    checks.equal("its mappings keep their own tests", mappings.returncode, 0)
    again = subprocess.run([DEMO / "run", "--once"], capture_output=True, text=True, env=environment, timeout=60)
    checks.true("a folder that is not empty is refused", again.returncode == 1 and str(work) in again.stderr, again.stderr)


if __name__ == "__main__":
    main(test)
