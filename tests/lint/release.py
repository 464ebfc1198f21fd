# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""meson.build, NEWS, the metainfo and About tell of the same version, in the same words."""

import os
import re
import xml.etree.ElementTree

import tree

METAINFO = 'data/io.github.vmferry.Ferry.metainfo.xml.in'
STRINGS = re.compile(r'"((?:\\.|[^"\\])*)"')


def plain(text):
    return ' '.join(text.split())


def read_project():
    return re.search(r"^\s*version: '([^']+)'", tree.read('meson.build'), re.MULTILINE)[1]


def read_news():
    """(version, sentences) of the newest release: its paragraph and its points."""
    head, _, rest = tree.read('NEWS').partition('\n')
    version = re.fullmatch(r'Ferry (\d+\.\d+\.\d+)', head)
    body = re.split(r'^Ferry \d', rest, maxsplit=1, flags=re.MULTILINE)[0]
    return version and version[1], plain(body.replace('\n * ', '\n'))


def read_metainfo():
    document = xml.etree.ElementTree.parse(os.path.join(tree.ROOT, METAINFO))
    release = document.find('releases/release')
    description = release.find('description')
    words = [plain(item.text) for item in description.iter() if item.tag in ('p', 'li')]
    return release.get('version'), release.get('date'), words


def read_about():
    notes = re.search(r'#define RELEASE_NOTES((?:.*\\\n)*.*)\n', tree.read('app/ferry-about.c'))[1]
    text = ''.join(STRINGS.findall(notes))
    return [plain(words) for words in re.findall(r'<(?:p|li)>(.*?)</(?:p|li)>', text)]


def main():
    report = tree.Report()
    version = read_project()
    news_version, news = read_news()
    metainfo_version, date, words = read_metainfo()
    told = read_about()

    report.result('one version', [
        f'{name} says {said}, meson.build {version}'
        for name, said in (('NEWS', news_version), (METAINFO, metainfo_version)) if said != version])
    report.result('a date', [] if re.fullmatch(r'\d{4}-\d\d-\d\d', date or '')
                  else [f'{METAINFO}: {version} has no date'])
    report.result('NEWS has the words of the metainfo',
                  [f'NEWS lacks: {sentence}' for sentence in words if sentence not in news])
    report.result('About has the words of the metainfo',
                  [] if words and told == words else [f'app/ferry-about.c has: {told}'])
    report.finish()


main()
