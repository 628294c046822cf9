#!/usr/bin/env python3
"""page.py FILE.md: the page as doxygen is to read it. Headings get the anchors that they have on code hosts, links to other
pages become references, which doxygen checks, links to files of the repository lead to their pages in files/, which
files.py makes."""
import os
import re
import sys

from names import anchor_of, file_page, page_id, root

path = os.path.relpath(os.path.abspath(sys.argv[1]), root)
folder = os.path.dirname(path)
page = page_id(path)
seen = {}
titled = page == 'index'  # doxygen names the main page itself


def heading(match):
    global titled
    marks, text = match.groups()
    if len(marks) == 1:
        label = '' if titled else f' {{#{page}}}'
        titled = True
        return f'{marks} {text}{label}'
    return f'{marks} {text} {{#{page}-{anchor_of(text, seen)}}}'


def target(match):
    link = match.group(1)
    if re.match(r'[a-z]+:|files/', link):
        return match.group(0)
    file, _, anchor = link.partition('#')
    if not file:
        return f'](@ref {page}-{anchor})'
    file = os.path.normpath(os.path.join(folder, file))
    if file.endswith('.md'):
        return f'](@ref {page_id(file)}{"-" + anchor if anchor else ""})'
    if file.endswith(('.svg', '.png')):
        return f']({os.path.basename(file)})'
    return f']({file_page(file)})'


def shown(text):
    """A piece between fenced blocks."""
    text = re.sub(r'\[([^]\n]*)\n *([^]\n]*)\]\(', r'[\1 \2](', text)  # doxygen wants a reference's text in one line
    text = re.sub(r'^<!-- from (\S+) -->$', lambda match: f'<div class="from">[{match[1]}]({file_page(match[1])})</div>\n', text,
                  flags=re.M)
    text = re.sub(r'^(#+) (.*)$', heading, text, flags=re.M)
    return re.sub(r'\]\(([^)\s]+)\)', target, text)


with open(path, encoding='utf-8') as source:
    pieces = re.split(r'(^```.*?^```$)', source.read(), flags=re.M | re.S)
print(''.join(piece if piece.startswith('```') else shown(piece) for piece in pieces), end='')
