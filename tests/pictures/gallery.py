# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""gallery.py BUILD FOLDER [--list] [LOOK...]: see tests/gallery. Plays the scenes of each look, each in
a desktop of its own, a few at a time, and writes the page that shows all pictures."""

import concurrent.futures
import glob
import html
import os
import shutil
import subprocess
import sys
import time

from camera import LOOKS, SIZES, is_translated
from scenes import SCENES

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.dirname(os.path.abspath(__file__))
# Light shows all there is; of the others what they may draw or set differently.
PLAYED = {
    'light': tuple(SCENES),
    'dark': ('frame', 'tour', 'cancel', 'editor', 'errors', 'files', 'manifest'),
}
SAMPLES = ('tour', 'errors', 'manifest')

PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
<title>Ferry: how it looks</title>
<style>
  body {{ font-family: Cantarell, sans-serif; background: #deddda; margin: 24px; }}
  figure {{ display: inline-block; margin: 6px; vertical-align: top; }}
  img {{ height: 340px; }}
  figcaption {{ font-size: 12px; }}
</style>
{body}
"""


def play(build, folder, look, scene):
    """Answers whether it went well, and what there is to say."""
    began = time.monotonic()
    done = subprocess.run(
        [os.path.join(ROOT, 'tests/tools/desktop'), '/usr/bin/python3',
         os.path.join(HERE, 'scenes.py'), build, folder, look, scene],
        env=dict(os.environ, DESKTOP_MANAGER='1'), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    said = [line.strip() for line in done.stdout.splitlines()
            if 'FAILED' in line or line.startswith('PROBLEM')]
    if done.returncode and not said:
        said = ['FAILED', *done.stdout.splitlines()[-5:]]
    return done.returncode == 0, [f'{scene}, {look}: {time.monotonic() - began:.0f} s'] + [
        f'    {line}' for line in said]


def write_page(folder):
    """Rows of the same state, so that what differs between the looks is seen side by side."""
    paths = [os.path.basename(path) for path in glob.glob(os.path.join(folder, '*.png'))]
    states = sorted({path.rsplit('-', 2)[0] for path in paths})
    rows = []
    for state in states:
        rows.append(f'<h2>{html.escape(state)}</h2>')
        for look in LOOKS:
            for size in SIZES:
                path = f'{state}-{look}-{size}.png'
                if path in paths:
                    rows.append(f'<figure><a href="{path}"><img src="{path}" alt="{state}, {look}, '
                                f'{size}" loading="lazy"></a><figcaption>{look}, {size}'
                                '</figcaption></figure>')
    with open(os.path.join(folder, 'index.html'), 'w', encoding='utf-8') as stream:
        stream.write(PAGE.format(body='\n'.join(rows)))
    return len(paths)


def main():
    build, folder, wanted = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3:]
    if wanted == ['--list']:
        for look in LOOKS:
            print(f'{look}: {", ".join(PLAYED.get(look, SAMPLES))}')
        return 0
    for look in wanted:
        if look not in LOOKS:
            raise SystemExit(f'gallery: no such look: {look}; --list names them')
    looks = wanted or list(LOOKS)
    if 'de' in looks and not is_translated(ROOT, 'de'):
        looks.remove('de')
        print('SKIPPED de: there is no po/de.po', flush=True)

    if not wanted:
        shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder, exist_ok=True)
    well = True
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(min(os.cpu_count() + 1, 4)) as pool:
        plays = [pool.submit(play, build, folder, look, scene)
                 for look in looks for scene in PLAYED.get(look, SAMPLES)]
        for future in concurrent.futures.as_completed(plays):
            passed, lines = future.result()
            well = well and passed
            print('\n'.join(lines), flush=True)
    count = write_page(folder)
    print(f'{count} pictures in {time.monotonic() - began:.0f} s: '
          f'{os.path.relpath(folder, ROOT)}/index.html')
    return 0 if well else 1


sys.exit(main())
