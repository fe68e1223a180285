#!/usr/bin/env python3
"""Runs assets/verify/verify.html in headless Chromium over a corpus of bundles and compares it with the program.

    verify_html.py CORPUS            CORPUS/corpus.jsonl as tests/verifiers.rs writes it (UNSUNG_BUNDLE_CORPUS)
    verify_html.py --picture OUT.png BUNDLE [--width N] [--dark] [--lock HASH] [--entry ID]
                                     what a person sees; BUNDLE is a folder, a file, or - for nothing

Python's standard library and a Chromium, nothing else: the browser is spoken to through its debugging pipe. The page is
opened once from disk, as people open it, with a name resolver that knows no names.
"""

import argparse
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "assets" / "verify" / "verify.html"
CANDIDATES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


class Browser:
    """Chromium with a profile of its own, spoken to through file descriptors 3 and 4."""

    def __init__(self, profile=None):
        program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CANDIDATES)), None)
        if program is None:
            sys.exit("no Chromium was found; name it in CHROMIUM")
        self.profile = profile or tempfile.mkdtemp(prefix="unsung-chromium-")
        to_browser, self.out = os.pipe()
        self.inp, from_browser = os.pipe()
        # Raised above 3 and 4 first, so that none of them is overwritten on the way.
        high = [os.dup(to_browser), os.dup(from_browser)]
        while min(high) < 5:
            high = [os.dup(end) for end in high]

        def place():
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(
            [
                program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + self.profile,
                "--remote-debugging-pipe", "about:blank",
            ],
            preexec_fn=place, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for end in [to_browser, from_browser, *high]:
            os.close(end)
        self.next, self.rest, self.session = 0, b"", None

    def call(self, method, **params):
        self.next += 1
        message = {"id": self.next, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        while True:
            while b"\0" in self.rest:
                answer, self.rest = self.rest.split(b"\0", 1)
                answer = json.loads(answer)
                if answer.get("id") == message["id"]:
                    if "error" in answer:
                        sys.exit("%s: %s" % (method, answer["error"]))
                    return answer["result"]
            more = os.read(self.inp, 1 << 20)
            if not more:
                sys.exit("Chromium ended by itself")
            self.rest += more

    def open(self, url, width=1280, height=900):
        target = self.call("Target.createTarget", url="about:blank", newWindow=True, width=width, height=height)["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Page.navigate", url=url)
        for _ in range(200):
            if self.run("document.readyState === 'complete' && typeof window.unsungVerify === 'function'"):
                return
            time.sleep(0.05)
        sys.exit("the page did not start: is the hash of its script in its Content-Security-Policy the right one?")

    def run(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            sys.exit("the page stopped: " + details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def close(self, keep=False):
        """Ends the browser; its profile goes too unless it is kept for the next one."""
        self.session = None
        try:
            self.call("Browser.close")
        except SystemExit:
            pass
        self.process.wait(timeout=20)
        if not keep:
            shutil.rmtree(self.profile, ignore_errors=True)


# In the page: base64 to bytes, for one file or for a folder of files.
DECODE = """
window.bytesOf = (text) => { const raw = atob(text), out = new Uint8Array(raw.length); for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i); return out; };
window.inputOf = (given) => typeof given === "string" ? bytesOf(given) : new Map(Object.entries(given).map(([name, text]) => [name, bytesOf(text)]));
true
"""


def compare(corpus):
    browser = Browser()
    browser.open(PAGE.as_uri())
    browser.run(DECODE)
    forbidden = browser.run("fetch('https://example.org/').then(() => 'reached', () => 'refused')")
    if forbidden != "refused":
        sys.exit("the page can reach the network")
    cases = picks = same = steps_seen = steps_same = 0
    wrong = []
    started = time.time()
    with open(Path(corpus) / "corpus.jsonl", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if "pick" in case:
                picks += 1
                found = browser.run("unsungPick(%s)" % json.dumps(case["pick"]))
                if any(found[key] != case["program"][key] for key in ["prk", "walk", "merkle_root"]):
                    wrong.append("%s: another draw" % case["name"])
                continue
            options = dict(case.get("options") or {})
            previous = options.pop("previous", None)
            expression = "unsungVerify(inputOf(%s), Object.assign(%s, {previous: %s}))" % (
                json.dumps(case["input"]), json.dumps(options), "inputOf(%s)" % json.dumps(previous) if previous else "null",
            )
            report = browser.run(expression)
            cases += 1
            program = case["program"]
            mine = {step["name"]: step["result"] for step in report["steps"]}
            theirs = program["steps"]
            conflicts = [
                name for name in theirs
                if {mine.get(name, "not checked"), theirs[name]} == {"pass", "fail"}
            ]
            # A forged signature of a beacon is the one thing that only the program can see.
            forged = theirs.get("beacon signature") == "fail" and mine.get("beacon signature") == "not checked"
            exit_agrees = report["exit"] == program["exit"] or (forged and report["exit"] == 0)
            missing = set(mine) != set(theirs)
            where = program.get("where")
            lost = where is not None and any((report.get("where") or {}).get(key) != where[key] for key in where)
            if conflicts or not exit_agrees or missing or lost:
                wrong.append("%s: exit %s, program %s; conflicts %s; where %s; %s" % (
                    case["name"], report["exit"], program["exit"], conflicts, report.get("where"), report.get("error", "")))
            else:
                same += 1
            steps_seen += len(theirs)
            steps_same += sum(mine.get(name) == result for name, result in theirs.items())
    browser.close()
    for text in wrong[:40]:
        print("DISAGREES  " + text)
    print("verify.html agrees with the program on %d of %d bundles (%d of %d steps with the very same word) and draws %d cases the same, in %.0f s."
          % (same, cases, steps_same, steps_seen, picks - sum("another draw" in text for text in wrong), time.time() - started))
    if not cases or not picks:
        sys.exit("the corpus is empty")
    return 1 if wrong else 0


def read(path):
    encode = lambda file: base64.b64encode(file.read_bytes()).decode()
    path = Path(path)
    return {file.name: encode(file) for file in path.iterdir() if file.is_file()} if path.is_dir() else encode(path)


def picture(args):
    browser = Browser()
    browser.open(PAGE.as_uri(), args.width, 900)
    browser.call("Emulation.setDeviceMetricsOverride", width=args.width, height=900, deviceScaleFactor=2 if args.width < 600 else 1, mobile=args.width < 600)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if args.dark else "light"}])
    browser.run(DECODE)
    if args.lock:
        browser.run("document.getElementById('lock').value = %s" % json.dumps(args.lock))
    if args.bundle != "-":
        browser.run("unsungGive(inputOf(%s), %s)" % (json.dumps(read(args.bundle)), json.dumps(Path(args.bundle).name)))
    if args.entry:
        browser.run("(async () => { const field = document.getElementById('entry'); field.value = %s; field.form.requestSubmit(); await new Promise((done) => setTimeout(done, 500)); })()" % json.dumps(args.entry))
    size = browser.call("Page.getLayoutMetrics")["cssContentSize"]
    report = json.loads(browser.run("document.getElementById('report').textContent"))
    verdict = browser.run("(document.querySelector('.verdict h2') || {textContent: 'nothing given'}).textContent")
    shot = browser.call("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                        clip={"x": 0, "y": 0, "width": args.width, "height": size["height"], "scale": 1})
    Path(args.picture).write_bytes(base64.b64decode(shot["data"]))
    browser.close()
    print("verify.html: %s" % verdict)
    if size["width"] > args.width:
        print("the page is wider than the screen: %s" % size["width"])
        return 1
    return report["exit"] if report else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle")
    parser.add_argument("--picture")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--lock")
    parser.add_argument("--entry")
    args = parser.parse_args()
    return picture(args) if args.picture else compare(args.bundle)


if __name__ == "__main__":
    sys.exit(main())
