#!/usr/bin/env python3
"""files.py SITE: adds to the site in the folder SITE a page for each file and folder of the repository that its pages link to
as files/PATH.html. A folder's page links to the files in it."""
import html
import os
import re
import sys

from names import file_page, root

site = sys.argv[1]
wanted = set()
for name in os.listdir(site):
    if name.endswith('.html'):
        with open(os.path.join(site, name), encoding='utf-8') as page:
            wanted.update(re.findall(r'href="files/([^"#]+)\.html"', page.read()))
done = set()
while wanted:
    path = wanted.pop()
    if path in done:
        continue
    done.add(path)
    source = os.path.join(root, path)
    up = '../' * (file_page(path).count('/'))
    if os.path.isdir(source):
        names = sorted(n for n in os.listdir(source) if not n.startswith('.'))
        wanted.update(f'{path}/{name}' for name in names)
        body = '<ul>' + ''.join(f'<li><a href="{up}{file_page(path + "/" + name)}">{html.escape(name)}</a></li>'
                                for name in names) + '</ul>'
    elif os.path.isfile(source):
        with open(source, encoding='utf-8', errors='replace') as text:
            body = f'<pre class="fragment">{html.escape(text.read())}</pre>'
    else:
        sys.exit(f'a page links to {path}, which is not there')
    to = os.path.join(site, file_page(path))
    os.makedirs(os.path.dirname(to), exist_ok=True)
    with open(to, 'w', encoding='utf-8') as out:
        out.write(f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(path)} - weir</title>'
                  f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="{up}style.css"></head>'
                  f'<body class="file"><main><p><a href="{up}index.html">weir</a></p>'
                  f'<h1>{html.escape(path)}</h1>{body}</main></body></html>\n')
