"""How pages, headings and files are named in the site."""
import os
import re

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def page_id(path):
    """Of a Markdown file, by its path from the repository's root: docs/guide.md is `guide`, README.md the main page."""
    name = re.sub(r'^docs/(site/)?|\.md$', '', path)
    return 'index' if name == 'README' else name.lower().replace('/', '_')


def anchor_of(heading, seen):
    """As code hosts make it. `seen` counts those that a page has already."""
    text = re.sub(r'`|\[([^]]*)\]\([^)]*\)', r'\1', heading).strip().lower()
    anchor = re.sub(r'[^\w\- ]', '', text).replace(' ', '-')
    seen[anchor] = seen.get(anchor, 0) + 1
    return anchor if seen[anchor] == 1 else f'{anchor}-{seen[anchor] - 1}'


def file_page(path):
    """Where the site has a file of the repository, or a folder."""
    return f'files/{path}.html'
