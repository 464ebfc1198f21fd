# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the desktop reads: entry, metainfo, schema, XML, JSON. metadata.py BUILD"""

import json
import os
import shutil
import sys
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
    names = [f'data/icons/hicolor/scalable/apps/{ID}.svg',
             f'data/icons/hicolor/symbolic/apps/{ID}-symbolic.svg']
    return [f'{name} is not there' for name in names if name not in tree.files('.svg')]


def look_at_templates():
    """Every .ui file is in the application's resources, and every entry of theirs is a file."""
    listing = 'app/ferry.gresource.xml'
    if not os.path.exists(os.path.join(tree.ROOT, listing)):
        return [f'{listing} is not there']
    document = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, listing))
    named = {'app/' + entry.text.strip() for entry in document.iter('file')}
    there = set(tree.files('.ui', under=['app']))
    return [f'{listing} lacks {path}' for path in sorted(there - named)] + \
        [f'{listing} names {path}, which is not there' for path in sorted(named)
         if not os.path.exists(os.path.join(tree.ROOT, path))]


def main():
    build = sys.argv[1]
    report = tree.Report()
    judge(report, 'desktop entry', 'desktop-file-validate', os.path.join(build, 'data', f'{ID}.desktop'))
    judge(report, 'metainfo', 'appstreamcli', 'validate', '--no-net', '--explain',
          os.path.join(build, 'data', f'{ID}.metainfo.xml'))
    judge(report, 'settings schema', 'glib-compile-schemas', '--strict', '--dry-run', 'data')
    report.result('icons', look_at_icons())
    report.result('templates in the resources', look_at_templates())
    documents = tree.files('.xml', '.xml.in', '.ui', '.svg')
    report.result('XML is well-formed', [p for path in documents for p in look_at_xml(path)])
    report.result('JSON is well-formed', [p for path in tree.files('.json') for p in look_at_json(path)])
    report.finish()


main()
