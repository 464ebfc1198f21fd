# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The help: links that lead somewhere, pages that the window opens, and facts that the source must
agree with: permissions, words of failures, shortcuts."""

import html
import json
import os
import re
import shutil
import xml.etree.ElementTree

import tree

FOLDER = 'data/help/C'
MALLARD = '{http://projectmallard.org/1.0/}'
# What IAM calls the right to an operation, where it is not the operation's own name.
RIGHTS = {
    'ListBuckets': ['ListAllMyBuckets'],
    'HeadBucket': ['ListBucket'],
    'ListObjectsV2': ['ListBucket'],
    'HeadObject': ['GetObject'],
    'DeleteObject': ['DeleteObject', 'DeleteObjectVersion'],
    'GetObjectLockConfiguration': ['GetBucketObjectLockConfiguration'],
    'GetBucketReplication': ['GetReplicationConfiguration'],
}
REQUEST = re.compile(r'ferry_request_new(?:_action)? \(FERRY_SERVICE_(\w+), "(\w+)"')
OBJECT_REQUEST = re.compile(r'\b(?:request_new|make_request) \("(\w+)"')
DESCRIBE_REQUEST = re.compile(r'ferry_describe_page_request \("(\w+)"')
TRANSLATED = re.compile(r'(?<!\w)(?:_|N_)\(\s*((?:"(?:\\.|[^"\\])*"\s*)+)')
SAYING = ('app/common/ferry-error-text.c', 'app/tasks/ferry-failure-title.c', 'app/tasks/ferry-explanation.c',
          'app/wizard/ferry-check-title.c')
ACCELERATOR = re.compile(r'\{ "([\w.:-]+)", \{ "([^"]+)" \} \}')
# What a widget listens to itself, as the shortcuts window tells it.
OWN_ACCELERATOR = re.compile(r'<property name="accelerator">(.*?)</property>')
# GTK's own, and how the help writes a key.
BUILT_IN = {'Ctrl+?'}
KEYS = {'control': 'Ctrl', 'alt': 'Alt', 'shift': 'Shift', 'Return': 'Enter', 'space': 'Space'}


def read_pages():
    pages = {}
    for path in tree.files('.page', under=[FOLDER]):
        document = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, path))
        pages[os.path.basename(path).removesuffix('.page')] = document.getroot()
    return pages


def look_at_heads(pages):
    problems = []
    for name, page in pages.items():
        if page.get('id') != name:
            problems.append(f'{name}.page calls itself {page.get("id")}')
        for part in ('title', 'info/desc'):
            if not ''.join((page.find(MALLARD + part.replace('/', '/' + MALLARD))).itertext()).strip():
                problems.append(f'{name}.page has no {part}')
    return problems


def look_at_links(pages):
    """All lead to a page or a section, and all pages can be reached."""
    places = {(name, part) for name, page in pages.items()
              for part in [''] + [s.get('id') for s in page.iter(MALLARD + 'section')]}
    problems = []
    guided = {'index'}
    for name, page in pages.items():
        for link in page.iter(MALLARD + 'link'):
            target, _, part = (link.get('xref') or '').partition('#')
            if link.get('xref') and (target or name, part) not in places:
                problems.append(f'{name}.page: there is no {link.get("xref")}')
            if link.get('type') == 'guide':
                guided.add(name)
    return problems + [f'{name}.page: nothing leads to it' for name in sorted(set(pages) - guided)]


def look_at_build(pages):
    named = set(re.findall(r"'([\w-]+)\.page'", tree.read('data/help/meson.build')))
    return [f'data/help/meson.build and {FOLDER} differ in {name}.page'
            for name in sorted(named ^ set(pages))]


def look_at_window(pages):
    """The pages that F1 opens."""
    wizard = re.search(r'help_pages\[N_PAGES\] = \{([^}]*)\}', tree.read('app/wizard/ferry-wizard.c'))[1]
    opened = re.findall(r'"([\w-]+)"', wizard)
    opened += re.findall(r'ferry_wizard_get_help_page \([^)]*\) : "([\w-]+)"', tree.read('app/ferry-window.c'))
    opened += re.findall(r'ferry_window_get_help_page \([^)]*\) : "([\w-]+)"',
                         tree.read('app/ferry-application.c'))
    problems = [] if len(opened) == 6 else [f'the window opens {opened}']
    return problems + [f'the window opens {name}, which is not there' for name in opened if name not in pages]


def read_calls():
    """The rights that what src/ sends needs."""
    rights = set()
    for path in tree.files('.c', under=['src']):
        if path.startswith('src/rehearsal/'):
            continue
        text = tree.read(path)
        for service, operation in REQUEST.findall(text):
            for right in RIGHTS.get(operation, [operation]):
                rights.add(f'{service.lower()}:{right}')
        rights.update(f'ec2:{operation}' for operation in DESCRIBE_REQUEST.findall(text))
        for operation in OBJECT_REQUEST.findall(text):
            for right in RIGHTS.get(operation, [operation]):
                rights.add(f's3:{right}')
    return rights


def read_policy(pages):
    policy = json.loads(pages['permissions'].find(MALLARD + 'code').text)
    allowed = set()
    for statement in policy['Statement']:
        actions = statement['Action']
        allowed.update([actions] if isinstance(actions, str) else actions)
    return allowed


def look_at_permissions(pages):
    needed, allowed = read_calls(), read_policy(pages)
    problems = [f'the policy lacks {right}' for right in sorted(needed - allowed)]
    problems += [f'the policy allows {right}, which nothing needs' for right in sorted(allowed - needed)]
    return problems if len(needed) > 5 else [f'only {needed} was found in src/']


def read_sayings():
    return {''.join(re.findall(r'"((?:\\.|[^"\\])*)"', words))
            for path in SAYING for words in TRANSLATED.findall(tree.read(path))}


def look_at_failures(pages):
    """It calls failures as the window does, and knows all that EC2 is known to say."""
    titles = [''.join(title.itertext()) for item in pages['failures'].iter(MALLARD + 'item')
              for title in item.findall(MALLARD + 'title')]
    said = read_sayings()
    known = re.findall(r'^  \[FERRY_FAILURE_\w+\] =\s+N_\("([^"]+)"\)', tree.read(SAYING[1]), re.MULTILINE)
    known += re.findall(r'= \{\n    N_\("([^"]+)"\)', tree.read(SAYING[0]))
    problems = [f'failures.page tells of “{title}”, which Ferry never says'
                for title in titles if title not in said]
    problems += [f'failures.page does not tell of “{title}”' for title in known if title not in titles]
    return problems if len(known) > 40 else [f'only {len(known)} failures were found in app/']


def spell(accelerator):
    modifiers = re.findall(r'<(\w+)>', accelerator)
    key = accelerator.rsplit('>', 1)[-1]
    names = [KEYS[name.lower()] for name in modifiers]
    return '+'.join(names + [KEYS.get(key, key.upper() if len(key) == 1 else key)])


def look_at_shortcuts(pages):
    page = pages['shortcuts'].find(MALLARD + 'table')
    told = {'+'.join(key.text for key in keys.iter(MALLARD + 'key')) for keys in page.iter(MALLARD + 'tr')}
    accelerators = [keys for _, keys in ACCELERATOR.findall(tree.read('app/ferry-application.c'))]
    accelerators += map(html.unescape, OWN_ACCELERATOR.findall(tree.read('app/ferry-help-overlay.ui')))
    there = {spell(keys) for keys in accelerators} | BUILT_IN
    return [f'shortcuts.page and the window differ in {keys}' for keys in sorted(told ^ there)]


def main():
    report = tree.Report()
    pages = read_pages()
    report.result('heads', look_at_heads(pages))
    report.result('links', look_at_links(pages))
    report.result('built and installed', look_at_build(pages))
    report.result('opened by the window', look_at_window(pages))
    report.result('permissions are those that are used', look_at_permissions(pages))
    report.result('failures are called as the window does', look_at_failures(pages))
    report.result('shortcuts', look_at_shortcuts(pages))
    for check in ('validate', 'links', 'ids', 'orphans'):
        if shutil.which('yelp-check'):
            well, said = tree.run('yelp-check', check, FOLDER)
            problems = said.splitlines() or ([] if well else ['failed'])
            report.result(f'yelp-check {check}', problems)
        else:
            report.skip(f'yelp-check {check}', 'it is not installed')
    report.finish()


main()
