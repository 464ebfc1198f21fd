# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the desktop reads: entry, metainfo, schema, XML, JSON. metadata.py BUILD"""

import json
import os
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree

import tree

ID = 'io.github.vmferry.Ferry'


def judge(report, name, tool, *arguments):
    if not shutil.which(tool):
        report.skip(name, f'{tool} is not installed')
        return
    well, said = tree.run(tool, *arguments)
    report.result(name, [] if well else said.splitlines() or ['failed'])


def look_at_xml(path):
    try:
        xml.etree.ElementTree.parse(os.path.join(tree.ROOT, path))
    except xml.etree.ElementTree.ParseError as error:
        return [f'{path}: {error}']
    return []


def look_at_json(path):
    try:
        json.loads(tree.read(path))
    except ValueError as error:
        return [f'{path}: {error}']
    return []


def look_at_icons():
    """Both are there, each on its grid; the symbolic one in one colour, filled, for GTK recolours fills."""
    problems = []
    for name, grid in ((f'scalable/apps/{ID}', 128), (f'symbolic/apps/{ID}-symbolic', 16)):
        path = f'data/icons/hicolor/{name}.svg'
        if path not in tree.files('.svg'):
            problems.append(f'{path} is not there')
            continue
        root = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, path)).getroot()
        if root.get('viewBox') != f'0 0 {grid} {grid}':
            problems.append(f'{path}: its grid is not {grid}×{grid}')
        if 'symbolic' in path:
            colours = {item.get('fill') for item in root.iter() if item.get('fill')}
            if len(colours) != 1 or any(item.get('stroke') for item in root.iter()):
                problems.append(f'{path}: more than one colour, or a stroke')
    return problems


def look_at_settings():
    """Each key says what it is and what its values mean."""
    document = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, f'data/{ID}.gschema.xml'))
    return [f'{key.get("name")}: no {part}' for key in document.iter('key')
            for part in ('summary', 'description') if not (key.findtext(part) or '').strip()]


def look_at_screenshots():
    document = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, f'data/{ID}.metainfo.xml.in'))
    names = [image.text.split('/raw/main/')[-1] for image in document.iter('image')]
    return [f'{name} is not there' for name in names if name not in tree.files('.png', under=['data'])]


def look_at_flatpak():
    """No permission but these: a window, its drawing, AWS. Keys come through the Secret portal."""
    manifest = json.loads(tree.read(f'flatpak/{ID}.json'))
    allowed = {'--share=ipc', '--share=network', '--socket=fallback-x11', '--socket=wayland', '--device=dri'}
    return [f'{permission}: not needed' for permission in manifest['finish-args']
            if permission not in allowed]


def look_at_types(report):
    """The types that Ferry brings along are as the desktop's database wants them, and are opened by Ferry."""
    path = f'data/{ID}.xml'
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, 'packages'))
        shutil.copy(os.path.join(tree.ROOT, path), os.path.join(folder, 'packages'))
        judge(report, 'types of files', 'update-mime-database', folder)
    opened = re.search('^MimeType=(.*)$', tree.read(f'data/{ID}.desktop.in'), re.MULTILINE)[1].split(';')
    document = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, path))
    names = [item.get('type') for item in document.iter('{http://www.freedesktop.org/standards/'
                                                        'shared-mime-info}mime-type')]
    report.result('types of files are opened', [f'{name} is not in the desktop entry' for name in names
                                                if name not in opened])


def find_resource(name):
    """In app/, or in data/ as the icons."""
    path = f'data/{name}'
    return path if os.path.exists(os.path.join(tree.ROOT, path)) else f'app/{name}'


def look_at_templates():
    """Every .ui file is in the application's resources, and every entry of theirs is a file."""
    listing = 'app/ferry.gresource.xml'
    if not os.path.exists(os.path.join(tree.ROOT, listing)):
        return [f'{listing} is not there']
    document = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, listing))
    named = {find_resource(entry.text.strip()) for entry in document.iter('file')}
    there = set(tree.files('.ui', under=['app']))
    return [f'{listing} lacks {path}' for path in sorted(there - named)] + \
        [f'{listing} names {path}, which is not there' for path in sorted(named)
         if not os.path.exists(os.path.join(tree.ROOT, path))]


def main():
    build = sys.argv[1]
    report = tree.Report()
    for name in (ID, f'{ID}.Rehearsal'):
        judge(report, f'{name}.desktop', 'desktop-file-validate',
              os.path.join(build, 'data', f'{name}.desktop'))
    judge(report, 'metainfo', 'appstreamcli', 'validate', '--no-net', '--explain',
          os.path.join(build, 'data', f'{ID}.metainfo.xml'))
    judge(report, 'settings schema', 'glib-compile-schemas', '--strict', '--dry-run', 'data')
    look_at_types(report)
    report.result('settings say what they are', look_at_settings())
    report.result('icons', look_at_icons())
    if tree.files('.png', under=['data']):
        report.result('screenshots', look_at_screenshots())
    else:
        report.skip('screenshots', 'none have been taken yet')
    report.result('permissions of the Flatpak', look_at_flatpak())
    report.result('templates in the resources', look_at_templates())
    documents = tree.files('.xml', '.xml.in', '.ui', '.svg', '.page')
    report.result('XML is well-formed', [p for path in documents for p in look_at_xml(path)])
    report.result('JSON is well-formed', [p for path in tree.files('.json') for p in look_at_json(path)])
    report.finish()


main()
