#!/usr/bin/env python3
"""Looks at a written hub as a browser and a strict parser see it. Usage: hub.py [--pictures FOLDER] HUB

Every page is parsed without forgiveness (html5lib), its links, labels, headings and ids are followed, and then it is opened in
headless Chromium without a network, narrow and wide, light and dark. Nothing outside the folder may be asked for, nothing may
be wider than the screen, everything that can be pressed or filled in must have a name, and every text enough contrast (WCAG 2.2,
1.4.3). The first finding of each kind is told; any finding ends with 1.
"""

import argparse
import base64
import json
import os
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib

sys.path.insert(0, str(Path(__file__).resolve().parent))
from verify_html import Browser  # noqa: E402

VIEWS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
NEED_NAMES = {"button", "link", "textbox", "combobox", "checkbox", "image", "img", "meter", "table", "navigation", "searchbox"}


class Watcher(Browser):
    """A browser that keeps what it is told unasked: requests, dialogs, messages of the console."""

    def __init__(self):
        super().__init__()
        self.events = []

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
                if "method" in answer:
                    self.events.append(answer)
                elif answer.get("id") == message["id"]:
                    if "error" in answer:
                        sys.exit("%s: %s" % (method, answer["error"]))
                    return answer["result"]
            more = os.read(self.inp, 1 << 20)
            if not more:
                sys.exit("Chromium ended by itself")
            self.rest += more

    def start(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Network", "Log", "Runtime", "Accessibility", "DOM"]:
            self.call(domain + ".enable")

    def show(self, url, width, scheme):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.events.clear()
        self.call("Page.navigate", url=url)
        for _ in range(200):
            if self.run("document.readyState") == "complete" and self.run("location.href") == url:
                break
            time.sleep(0.02)
        # Pictures that wait to be scrolled to are asked for now.
        self.run("const all = [...document.images]; all.forEach((img) => img.loading = 'eager'); "
                 "Promise.all([document.fonts.ready, ...all.map((img) => img.decode().catch(() => 0))]).then(() => 0)")


# In the page: each text with too little contrast to what lies behind it, and what is wider than the screen.
LOOK = """
(() => {
  const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n.slice(0, 3), 1] : n.slice(0, 4); };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  const behind = (node) => { for (let at = node; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor); if (c[3] > 0.99) return c; } return [255, 255, 255]; };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node || node.closest("noscript, script, style, .unseen, .skip, option, meter")) continue;
    const style = getComputedStyle(node);
    if (style.visibility === "hidden" || node.getClientRects().length === 0) continue;
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const got = ratio(parse(style.color), behind(node));
    if (got < (large ? 3 : 4.5)) found.push(`contrast ${got.toFixed(2)} of “${walker.currentNode.data.trim().slice(0, 40)}”`);
  }
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) {
    const out = [...document.body.querySelectorAll("*")].find((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest(".wide"));
    found.push(`${wide} px wider than the screen: ${out ? out.tagName + "." + out.className : "?"}`);
  }
  for (const img of document.images) if (!img.complete || img.naturalWidth === 0) found.push("a picture that does not come: " + img.getAttribute("src"));
  for (const e of document.querySelectorAll("a, button, input, select, textarea")) {
    const box = e.getBoundingClientRect();
    const inline = getComputedStyle(e).display === "inline";
    if (box.width > 0 && !inline && !e.matches(".skip") && (box.height < 24 || box.width < 24)) found.push(`too small to press: ${e.outerHTML.slice(0, 60)}`);
  }
  return found;
})()
"""


class Form(HTMLParser):
    """What can be told from the tags alone."""

    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.labels, self.fields, self.headings, self.found = [], [], set(), [], [], []
        self.lang = self.title = None
        self.marks = {"main": 0, "header": 0, "nav": 0, "footer": 0, "h1": 0}
        self.described = []

    def handle_starttag(self, tag, attributes):
        it = dict(attributes)
        if tag == "html":
            self.lang = it.get("lang")
        if tag in self.marks:
            self.marks[tag] += 1
        if "id" in it:
            self.ids.append(it["id"])
        for key in ("href", "src"):
            if it.get(key):
                self.links.append(it[key])
        if tag == "label":
            self.labels.add(it.get("for"))
        if tag in ("input", "select", "textarea"):
            self.fields.append(it)
        if tag == "img" and "alt" not in it:
            self.found.append("a picture without words: %s" % it.get("src"))
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        for key in ("aria-labelledby", "aria-describedby"):
            self.described += (it.get(key) or "").split()
        if any(key.startswith("on") for key in it):
            self.found.append("a script in an attribute of <%s>" % tag)
        if "style" in it:
            self.found.append("a style in an attribute of <%s>" % tag)
        if int(it.get("tabindex") or 0) > 0:
            self.found.append("tab order set by hand")


def by_its_tags(hub, page):
    text = page.read_text(encoding="utf-8")
    found = []
    parser = html5lib.HTMLParser(strict=True)
    try:
        parser.parse(text)
    except html5lib.html5parser.ParseError as error:
        found.append("not valid HTML: %s" % error)
    form = Form()
    form.feed(text)
    found += form.found
    if not form.lang:
        found.append("no language is said")
    for tag, count in form.marks.items():
        if count != 1:
            found.append("<%s> stands %d times" % (tag, count))
    found += ["the id %s stands twice" % it for it in set(form.ids) if form.ids.count(it) > 1]
    found += ["nothing has the id %s" % it for it in form.described if it not in form.ids]
    found += ["a field without a label: %s" % it.get("id") for it in form.fields if it.get("id") not in form.labels]
    for before, after in zip([0] + form.headings, form.headings):
        if after > before + 1:
            found.append("a heading of level %d after one of level %d" % (after, before))
    for link in form.links:
        parts = urlsplit(link)
        if parts.scheme in ("data", "mailto"):
            continue
        if parts.scheme or parts.netloc:
            found.append("leads outside: %s" % link)
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if hub not in target.parents or not target.is_file():
            found.append("leads nowhere: %s" % link)
        elif parts.fragment and target == page and parts.fragment not in form.ids:
            found.append("leads to no place on the page: %s" % link)
    return found


def by_browser(browser, hub, page, width, scheme, pictures):
    browser.show(page.as_uri(), width, scheme)
    found = browser.run(LOOK)
    for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value", "")
        if not node.get("ignored") and role in NEED_NAMES and not (node.get("name", {}).get("value") or "").strip():
            found.append("a %s without a name" % role)
    if pictures:
        size = browser.call("Page.getLayoutMetrics")["cssContentSize"]
        shot = browser.call("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                            clip={"x": 0, "y": 0, "width": width, "height": min(size["height"], 5000), "scale": 1})
        name = "%s-%d-%s.png" % (str(page.relative_to(hub)).replace("/", "-")[:-5], width, scheme)
        (pictures / name).write_bytes(base64.b64decode(shot["data"]))
    requests = 0
    for event in browser.events:
        params = event.get("params", {})
        if event["method"] == "Network.requestWillBeSent":
            url = params["request"]["url"]
            requests += 1
            inside = url.startswith("data:") or url.startswith(hub.as_uri() + "/")
            if not inside:
                found.append("asks for %s" % url)
        elif event["method"] == "Network.loadingFailed" and not params.get("canceled"):
            found.append("something did not come: %s" % params.get("errorText"))
        elif event["method"] == "Page.javascriptDialogOpening":
            found.append("opens a dialog: %s" % params.get("message"))
        elif event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            found.append("the browser says: %s" % params["entry"]["text"])
        elif event["method"] == "Runtime.exceptionThrown":
            found.append("its script failed: %s" % params["exceptionDetails"].get("text"))
    return found, requests


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("hub", type=Path)
    arguments.add_argument("--pictures", type=Path)
    args = arguments.parse_args()
    hub = args.hub.resolve()
    pages = sorted(hub.rglob("*.html"))
    if not pages:
        sys.exit("there is no page in %s" % hub)
    if args.pictures:
        args.pictures.mkdir(parents=True, exist_ok=True)
    findings = {}
    for page in pages:
        for what in by_its_tags(hub, page):
            findings.setdefault(what, []).append(str(page.relative_to(hub)))
    browser = Watcher()
    browser.start()
    requests = 0
    for page in pages:
        for width, scheme in VIEWS:
            found, count = by_browser(browser, hub, page, width, scheme, args.pictures)
            requests += count
            for what in found:
                findings.setdefault(what, []).append("%s at %d, %s" % (page.relative_to(hub), width, scheme))
    browser.close()
    for what, where in sorted(findings.items()):
        print("%s  (%s%s)" % (what, where[0], ", and %d more" % (len(where) - 1) if len(where) > 1 else ""))
    if requests < len(pages) * len(VIEWS):
        sys.exit("only %d requests were seen: the browser was not looked at" % requests)
    print("%d pages in %d views, %d requests, all inside the folder: %d findings" % (len(pages), len(VIEWS), requests, len(findings)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
