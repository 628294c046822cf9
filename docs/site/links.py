#!/usr/bin/env python3
"""links.py SITE: each link in the site that points inside it leads to a file that is there, and to an anchor that is there;
nothing is loaded from outside. Exits with 1, and a line for each fault, where not."""
import os
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.anchors, self.links, self.loads = set(), [], []
        with open(path, encoding='utf-8') as text:
            self.feed(text.read())

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == 'id' or (name == 'name' and tag == 'a'):
                self.anchors.add(value)
            if name in ('href', 'src', 'data') and value:
                loads = tag in ('script', 'img', 'object', 'iframe', 'link')
                (self.loads if loads else self.links).append((self.getpos()[0], value))


site = os.path.abspath(sys.argv[1])
pages = {}
for folder, _, names in os.walk(site):
    for name in names:
        if name.endswith('.html'):
            path = os.path.join(folder, name)
            pages[path] = Page(path)
faults = checked = 0
for path, page in sorted(pages.items()):
    for line, link in page.links + page.loads:
        url = urlsplit(link)
        outside = bool(url.scheme or url.netloc)
        if outside and (line, link) not in page.loads:
            continue
        checked += 1
        to = os.path.normpath(os.path.join(os.path.dirname(path), unquote(url.path))) if url.path else path
        fault = ''
        if outside:
            fault = 'is loaded from outside'
        elif not os.path.isfile(to):
            fault = 'is not there'
        elif url.fragment and to in pages and unquote(url.fragment) not in pages[to].anchors:
            fault = 'has no such anchor'
        if fault:
            faults += 1
            print(f'{os.path.relpath(path, site)}:{line}: {link} {fault}')
if faults or not checked:
    sys.exit(f'{faults} of {checked} links are broken' if checked else 'expected links, found none')
print(f'{checked} links of {len(pages)} pages lead to what is there')
