#!/usr/bin/env python3
"""terminal.py TITLE: a terminal's screen, as `tmux capture-pane -e -p` prints it, on standard input; a picture of it, SVG, on
standard output. Each piece of one colour is stretched to its columns, so that it stands right in any font."""
import html
import re
import sys

width, height, size = 8.4, 18, 14  # of a column and a line, of the letters
ink, paper = '#d6dade', '#171b1f'
colours = ['#5c6670', '#e5706b', '#7fbf7a', '#d9b45f', '#6ba7dd', '#c38ad0', '#63bdbd', '#d6dade']


def of_256(number):
    if number < 16:
        return colours[number % 8]
    if number < 232:
        number -= 16
        levels = [0, 95, 135, 175, 215, 255]
        return '#%02x%02x%02x' % tuple(levels[number // step % 6] for step in (36, 6, 1))
    return '#%02x%02x%02x' % ((8 + (number - 232) * 10,) * 3)


class Look:
    def __init__(self):
        self.front, self.back, self.bold, self.faint, self.inverse = None, None, False, False, False

    def take(self, codes):
        codes = [int(code or 0) for code in codes.split(';')]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code in (1, 2, 7):
                setattr(self, {1: 'bold', 2: 'faint', 7: 'inverse'}[code], True)
            elif code == 22:
                self.bold = self.faint = False
            elif code == 27:
                self.inverse = False
            elif code in (38, 48):
                kind = codes.pop(0)
                colour = of_256(codes.pop(0)) if kind == 5 else '#%02x%02x%02x' % tuple(codes.pop(0) for _ in range(3))
                setattr(self, 'front' if code == 38 else 'back', colour)
            elif code in (39, 49):
                setattr(self, 'front' if code == 39 else 'back', None)
            elif code % 60 // 10 in (3, 4) and code % 10 < 8:
                setattr(self, 'front' if code % 60 < 40 else 'back', colours[code % 10])


def piece(text, column, line, look):
    front, back = look.front or ink, look.back
    if look.inverse:
        front, back = back or paper, front
    x, y, length = 14 + column * width, 44 + line * height, len(text) * width
    out = ''
    if back:
        out += f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="{height}" fill="{back}"/>'
    if text.strip():
        style = ' font-weight="bold"' * look.bold + ' opacity="0.6"' * look.faint
        out += (f'<text x="{x:.1f}" y="{y + 13.5}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs" '
                f'fill="{front}"{style}>{html.escape(text)}</text>')
    return out


lines = sys.stdin.read().rstrip('\n').split('\n')
body, columns, look = '', 0, Look()
for number, line in enumerate(lines):
    column = 0
    for part in re.split(r'(\x1b\[[0-9;]*m)', line):
        if part.startswith('\x1b'):
            look.take(part[2:-1])
            continue
        # spaces are left out: nothing has to be stretched over them
        for run in re.finditer(r'\S+(?: \S+)*| +', part):
            if run[0].strip() or look.back or look.inverse:
                body += piece(run[0], column + run.start(), number, look)
        column += len(part)
    columns = max(columns, column)
w, h = 28 + columns * width, 60 + len(lines) * height
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:.0f}" height="{h}" viewBox="0 0 {w:.0f} {h}" xml:space="preserve" '
      f'font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="{size}">'
      f'<rect width="100%" height="100%" rx="7" fill="{paper}"/>'
      + ''.join(f'<circle cx="{20 + 18 * i}" cy="18" r="5.5" fill="#3a4249"/>' for i in range(3))
      + f'<text x="50%" y="23" text-anchor="middle" fill="#94a0aa" font-size="13">{html.escape(sys.argv[1])}</text>{body}</svg>')
