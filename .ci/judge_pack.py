#!/usr/bin/env python3
"""Fills in judge packs in headless Chromium as a judge does: opened from disk, closed half way, opened again, saved as a file.

    judge_pack.py PACKS              PACKS/*.html as tests/judging_packs.rs writes them (UNSUNG_JUDGE_PACKS); what is saved is
                                     put beside them as answers-KIND.json, for the same tests to read (UNSUNG_JUDGE_ANSWERS)
    judge_pack.py --pictures DIR PACKS   also takes pictures of pages
    judge_pack.py --fill PACK.html OUT.json   fills in any pack that the program made, all of it, and saves the answers

Python's standard library and a Chromium, nothing else, by the same pipe as verify_html.py.
"""

import argparse
import base64
import hashlib
import json
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

from verify_html import Browser

KINDS = ["rubric", "pass-fail", "ranking", "approval", "points", "pairwise"]

HANDS = r"""
window.at = (text, from) => {
  const found = [...document.querySelectorAll(from || "#work button, #work summary")].filter((it) => it.textContent.trim().startsWith(text) || (it.getAttribute("aria-label") || "").startsWith(text));
  if (!found.length) throw new Error("nothing to press says: " + text);
  return found[0];
};
window.press = (text, from) => { const it = at(text, from); if (it.disabled) throw new Error("cannot be pressed: " + text); it.click(); return true; };
window.go = (view) => { document.querySelector('nav button[data-view="' + view + '"]').click(); return true; };
window.pick = (name, value) => { const it = document.querySelector('input[type=radio][name="' + name + '"][value="' + value + '"]'); if (!it) throw new Error("no choice " + name + " " + value); it.click(); return true; };
window.write = (selector, text, nth) => { const it = document.querySelectorAll(selector)[nth || 0]; if (!it) throw new Error("no field " + selector); it.value = text; it.dispatchEvent(new Event("input", { bubbles: true })); return true; };
window.words = (selector) => [...document.querySelectorAll(selector)].map((it) => it.textContent).join("\n");
true
"""


class Judge:
    """A judge with a browser of its own, which remembers between visits."""

    def __init__(self, pictures):
        self.profile = tempfile.mkdtemp(prefix="unsung-judge-")
        self.downloads = Path(tempfile.mkdtemp(prefix="unsung-answers-"))
        self.pictures, self.browser = pictures, None

    def open(self, page, width=1280, height=900, dark=False):
        self.browser = Browser(self.profile)
        browser = self.browser
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        browser.session = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        browser.call("Page.enable")
        browser.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        browser.call("Page.navigate", url=page.as_uri())
        for _ in range(200):
            if browser.run("document.readyState === 'complete' && document.querySelectorAll('#work > *').length > 0"):
                break
            time.sleep(0.05)
        else:
            sys.exit("%s did not start: is the hash of its script in its Content-Security-Policy the right one?" % page.name)
        browser.run(HANDS)

    def close(self):
        # Chromium writes what it keeps to disk some seconds later, and later still on a busy machine; it writes in order.
        last = secrets.token_hex(16)
        self.run("[1, 2, 3].forEach((n) => localStorage.setItem('the last thing kept ' + n, '%s')), true" % last)
        # As people do it: the window goes, whatever was typed last.
        self.browser.session = None
        self.browser.call("Target.closeTarget", targetId=self.target)
        kept = Path(self.profile, "Default", "Local Storage", "leveldb")
        for _ in range(600):
            if any(last.encode() in file.read_bytes() for file in kept.glob("*.log")):
                break
            time.sleep(0.1)
        else:
            sys.exit("Chromium kept nothing of the page within a minute")
        # The page says goodbye behind that.
        time.sleep(1)
        self.browser.close(keep=True)

    def run(self, expression):
        return self.browser.run(expression)

    def nameless(self):
        """Everything to press or to fill in that has no name for who cannot see it."""
        roles = {"button", "radio", "textbox", "spinbutton", "slider", "combobox", "checkbox", "navigation", "progressbar"}
        nodes = self.browser.call("Accessibility.getFullAXTree")["nodes"]
        value = lambda node, key: (node.get(key) or {}).get("value", "")
        shown = [node for node in nodes if not node.get("ignored") and value(node, "role") in roles]
        if len(shown) < 5:
            sys.exit("the page is not there for who cannot see it")
        return sorted({value(node, "role") for node in shown if not value(node, "name").strip()})

    def picture(self, name):
        if self.pictures:
            time.sleep(0.3)
            shot = self.browser.call("Page.captureScreenshot", format="png")
            (self.pictures / (name + ".png")).write_bytes(base64.b64decode(shot["data"]))

    def saved(self):
        for known in self.downloads.iterdir():
            known.unlink()
        self.run("press('Save my answers', 'header button')")
        for _ in range(200):
            files = [file for file in self.downloads.iterdir() if file.suffix == ".json"]
            # The browser makes the file before it fills it: it is whole when it can be read.
            if files and whole(files[0]):
                return files[0]
            time.sleep(0.05)
        sys.exit("nothing was saved")


def whole(file):
    try:
        json.loads(file.read_text("utf-8"))
        return True
    except ValueError:
        return False


def expect(what, got, wanted):
    if got != wanted:
        sys.exit("%s: %r, expected %r" % (what, got, wanted))


def fill(judge, kind, half):
    """Answers the first or the second half of a pack; every pack has the nominees N1 to N5, of whom N4 is an acquaintance."""
    run = judge.run
    if half == 1:
        run("go('N4'), press('I should not judge'), document.querySelector('#work select').value = 'work', press('Step aside'), true")
        run("write('#work textarea', 'We share a desk.')")
    mine = {1: ["N1", "N2"], 2: ["N3", "N5"]}[half]
    if kind == "rubric":
        for code in mine:
            run("go('%s'), pick('mark-reach', %d), pick('mark-craft', 4), write('input[type=number]', '%d')" % (code, 1 if code == "N1" else 3, 70 + len(code)))
        if half == 1:
            run("go('N1')")
            expect("a mark outside the band asks for a comment", run("words('.need')"), "Reach asks for a comment.")
            run("write('#comment', 'Too early to say: <b>one</b> ward only. \U0001F9AF')")
            expect("and is content with it", run("words('.need')"), "")
    elif kind == "pass-fail":
        for code in mine:
            run("go('%s'), pick('pass', %s)" % (code, "false" if code == "N2" else "true"))
        if half == 1:
            run("write('#comment', 'Not this year.')")
    elif kind == "approval":
        for code in mine:
            run("go('%s'), pick('approved', %s)" % (code, "true" if code in ("N1", "N5") else "false"))
    elif kind == "points":
        for code in mine:
            run("go('%s'), write('input[type=number]', '%d')" % (code, {"N1": 5, "N2": 0, "N3": 2, "N5": 3}[code]))
    elif kind == "ranking":
        if half == 1:
            run("go('N2'), press('Put at the end'), go('N1'), press('Put at the end'), true")
        else:
            # N2, N1, then N3 and N5 level; then N1 goes up.
            run("go('together'), press('Put at the end'), press('Put at the end'), true")
            run("[...document.querySelectorAll('#work button')].filter((it) => it.textContent === 'level with above')[3].click(), true")
            run("[...document.querySelectorAll('.grip')][1].dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true })), true")
    else:
        answers = ["first", "second"] if half == 1 else ["level"]
        for answer in answers:
            run("go('together'), document.querySelector('#work button[data-answer=%s]').click(), true" % answer)


EXPECTED = {
    "rubric": lambda sheets, all: (sheets["N1"]["marks"], sheets["N1"]["comment"]) == ({"reach": 1, "craft": 4, "proof": 72}, "Too early to say: <b>one</b> ward only. \U0001F9AF"),
    "pass-fail": lambda sheets, all: [sheets[code]["pass"] for code in ("N1", "N2", "N3", "N5")] == [True, False, True, True],
    "approval": lambda sheets, all: [sheets[code]["approved"] for code in ("N1", "N2", "N3", "N5")] == [True, False, False, True],
    "points": lambda sheets, all: [sheets[code]["points"] for code in ("N1", "N2", "N3", "N5")] == [5, 0, 2, 3],
    "ranking": lambda sheets, all: all["ranking"] == [["N1"], ["N2"], ["N3", "N5"]],
    "pairwise": lambda sheets, all: [duel["verdict"] for duel in all["duels"]] == ["first", "second", "level"],
}


def one(kind, packs, pictures):
    page = packs / (kind + "-1.html")
    judge = Judge(pictures)
    judge.open(page)
    expect("%s: a text is only text" % kind, judge.run("[window.hacked, document.querySelectorAll('#work img, #work b').length].join()"), ",0")
    expect("%s: the network" % kind, judge.run("fetch('https://example.org/').then(() => 'reached', () => 'refused')"), "refused")
    judge.picture(kind + "-start")
    fill(judge, kind, 1)
    if kind in ("rubric", "pass-fail", "points", "approval"):
        judge.run("go('N1')")
    judge.picture(kind + "-half")
    for view in ["start", "N2", "N4", "together", "finish"]:
        judge.run("document.querySelector('nav button[data-view=%s]') ? go('%s') : true" % (view, view))
        expect("%s, %s: without a name" % (kind, view), judge.nameless(), [])
    judge.run("go('N1')")
    half = judge.saved()
    unfinished = json.loads(half.read_text("utf-8"))["answers"]
    expect("%s: half is not finished" % kind, unfinished["finished"], False)
    shutil.copy(half, packs / ("answers-%s-half.json" % kind))
    before = judge.run("words('nav small')")
    judge.close()

    judge.open(page)
    expect("%s: what was answered is there again" % kind, judge.run("words('nav small')"), before)
    judge.run("go('N1')")
    fill(judge, kind, 2)
    judge.picture(kind + "-second")
    judge.run("go('finish')")
    expect("%s: nothing is missing" % kind, judge.run("words('ul.open')"), "")
    judge.run("document.getElementById('finished').click(), write('#work textarea', 'A good year.')")
    judge.picture(kind + "-finish")
    file = judge.saved()
    data = file.read_bytes()
    whole = json.loads(data)
    body = data.decode("utf-8").strip()[len('{"format":"unsung-judge-answers/1","sha256":"') + 64 + len('","answers":'):-1]
    expect("%s: the sum" % kind, whole["sha256"], hashlib.sha256(body.encode("utf-8")).hexdigest())
    answers = whole["answers"]
    expect("%s: finished" % kind, answers["finished"], True)
    expect("%s: stepped aside" % kind, answers["sheets"]["N4"]["recusal"], {"reason": "work", "words": "We share a desk."})
    if not EXPECTED[kind](answers["sheets"], answers):
        sys.exit("%s: other answers than were given: %s" % (kind, json.dumps(answers)))
    shutil.copy(file, packs / ("answers-%s.json" % kind))
    judge.close()

    # The next version of the pack takes over what still fits, says so, and asks to look again.
    judge.open(packs / (kind + "-2.html"))
    if "version 2" not in judge.run("words('.note.warn')"):
        sys.exit("%s: the new version says nothing of the old answers" % kind)
    newer = json.loads(judge.saved().read_text("utf-8"))["answers"]
    expect("%s: a new version" % kind, (newer["version"], newer["finished"]), (2, False))
    expect("%s: taken over" % kind, newer["sheets"]["N4"], answers["sheets"]["N4"])
    judge.close()

    # A file of answers goes on elsewhere: another browser, which knows nothing.
    other = Judge(pictures)
    other.open(page, width=390, height=844, dark=True)
    encoded = base64.b64encode(data).decode()
    load = "(async () => { const input = document.querySelector('#work input[type=file]'); const bytes = Uint8Array.from(atob('%s'), (c) => c.charCodeAt(0)); const list = new DataTransfer(); list.items.add(new File([bytes], 'answers.json')); input.files = list.files; input.dispatchEvent(new Event('change')); await new Promise((done) => setTimeout(done, 500)); return words('.note.bad'); })()"
    bent = bytearray(data)
    bent[-20] ^= 1
    refused = other.run(load % base64.b64encode(bytes(bent)).decode())
    if "damaged" not in refused:
        sys.exit("%s: a damaged file was taken: %r" % (kind, refused))
    expect("%s: a good file is taken" % kind, other.run(load % encoded), "")
    again = json.loads(other.saved().read_text("utf-8"))["answers"]
    again["saved_at"] = answers["saved_at"]
    expect("%s: the same answers from the file" % kind, again, answers)
    other.run("go('N1')")
    other.picture(kind + "-phone")
    width = other.run("document.documentElement.scrollWidth")
    expect("%s: no wider than a phone" % kind, width <= 390, True)
    other.close()
    for folder in (judge.profile, judge.downloads, other.profile, other.downloads):
        shutil.rmtree(folder, ignore_errors=True)


# Answers to whatever a pack asks: enough to be whole, different from nominee to nominee. Marks go by the nominee's number, not by
# its place in the pack, which is another one for each judge: so judges agree, and no tie stands at the cut.
WHOLE = r"""
(() => {
  const pack = JSON.parse(document.getElementById("pack").textContent), mode = pack.mode;
  pack.nominees.forEach((nominee, index) => {
    if (mode.kind === "pairwise") return;
    go(nominee.code);
    if (mode.kind === "rubric") {
      const number = Number(nominee.code.replace(/\D/g, ""));
      for (const criterion of mode.criteria) {
        const mark = criterion.least + number % (criterion.most - criterion.least + 1);
        if (criterion.most - criterion.least <= 10) pick("mark-" + criterion.id, mark);
        else document.querySelectorAll("#work input[type=number]").forEach((it) => { if (it.getAttribute("aria-label").startsWith(criterion.label + ",")) { it.value = mark; it.dispatchEvent(new Event("input", { bubbles: true })); } });
      }
      write("#comment", "Seen and weighed.");
    } else if (mode.kind === "pass-fail") { pick("pass", index % 2 === 0); write("#comment", "Seen."); }
    else if (mode.kind === "approval") pick("approved", index < (mode.most || 2));
    else if (mode.kind === "ranking") press("Put at the end");
  });
  if (mode.kind === "points") {
    let left = mode.budget;
    for (const nominee of pack.nominees) {
      const points = Math.min(left, mode.most_each);
      go(nominee.code);
      write("#work input[type=number]", String(points));
      left -= points;
    }
  }
  for (let n = 0; mode.kind === "pairwise" && n < mode.duels.length; n += 1) {
    go("together");
    document.querySelector('#work button[data-answer="' + (n % 2 ? "first" : "second") + '"]').click();
  }
  go("finish");
  const open = words("ul.open");
  if (open) return open;
  document.getElementById("finished").click();
  return "";
})()
"""


def fill_whole(page, out):
    judge = Judge(None)
    judge.open(page.resolve())
    expect("nothing is left open", judge.run(WHOLE), "")
    shutil.copy(judge.saved(), out)
    judge.close()
    for folder in (judge.profile, judge.downloads):
        shutil.rmtree(folder, ignore_errors=True)
    print("%s was filled in in a browser and saved as %s." % (page.name, out))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--only", choices=KINDS)
    args = parser.parse_args()
    if args.fill:
        return fill_whole(args.packs, args.out)
    started = time.time()
    kinds = [args.only] if args.only else KINDS
    for kind in kinds:
        one(kind, args.packs.resolve(), args.pictures)
    print("Judge packs of %d kinds were filled in, closed, opened again and saved in a browser, in %.0f s." % (len(kinds), time.time() - started))


if __name__ == "__main__":
    main()
