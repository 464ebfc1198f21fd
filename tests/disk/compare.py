#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""compare.py FERRY-LOOK FOLDER [PATTERN…]: holds what Ferry tells of each image of images.py
against what qemu-img, util-linux and blkid tell. The images are made in FOLDER. PATTERN: only these."""

import fnmatch
import importlib.machinery
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile

import images
import judges

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = ('qemu-img sfdisk sgdisk fdisk blkid mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.jfs mkfs.ntfs mkfs.vfat'
         ' mkfs.exfat mkswap cryptsetup xorriso file gzip xz bzip2 zstd zip').split()
ENCRYPTED = ('crypto_LUKS', 'BitLocker')
MOST_TO_CONVERT = 2 << 40
WHOLE = ('format', 'virtual-size', 'fault', 'member')
PARTITION = ('type', 'type-id', 'name', 'active', 'start', 'size')
CONTENT = ('type', 'label', 'uuid')


class Mismatch(Exception):
    """The image is not what the table says: nothing to hold Ferry against."""


def load_maker():
    loader = importlib.machinery.SourceFileLoader('make_images', os.path.join(HERE, 'make-images'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('make_images', loader))
    loader.exec_module(module)
    return module


def look(program, *arguments):
    done = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
    if done.returncode:
        raise Mismatch(f'ferry-look ended with {done.returncode}: {done.stdout}')
    return json.loads(done.stdout)


def flatten_content(content, prefix):
    return {f'{prefix} {name}': (content or {}).get(name) for name in CONTENT}


def flatten_disk(report):
    """The fields of a report that are compared, those of the disk's content."""
    fields = {'scheme': report['scheme'], 'sector-size': report.get('sector-size', 512)}
    fields.update(flatten_content(report.get('file-system'), 'content'))
    for partition in report['partitions']:
        prefix = f'partition {partition["number"]}'
        fields.update({f'{prefix} {name}': partition.get(name) for name in PARTITION})
        fields.update(flatten_content(partition.get('file-system'), f'{prefix} content'))
    return fields


def flatten(report):
    fields = {name: report.get(name) for name in WHOLE}
    fields['fault'] = fields['fault'] or 'none'
    fields.update(flatten_disk(report))
    for index, disk in enumerate(report.get('disks', [])):
        fields.update({f'disk {index} {name}': value for name, value in flatten(disk).items()})
    return fields


def describe(view):
    """The view as the table's column says it."""
    partitions = [part for part in view['partitions'] if part['type'] not in judges.EXTENDED]
    return ' '.join([view['scheme'] + ':'] + [(part['file-system'] or {'type': '-'})['type']
                                              for part in partitions])


def demand(expected, judged):
    if expected != judged:
        raise Mismatch(f'the image is not what was wanted: "{judged}", not "{expected}"')


def judge_content(path, sector_size=512):
    view = judges.read_disk(path, sector_size)
    contents = [view['file-system']] + [part.get('file-system') for part in view['partitions']]
    view['fault'] = 'encrypted' if any(content and content['type'] in ENCRYPTED
                                       for content in contents) else 'none'
    return view


def judge_file_system(recipe):
    path = images.path_of(recipe.name)
    view = judge_content(path)
    found = view['file-system'] or {'type': '-', 'label': None}
    demand(recipe.expected, ' '.join(filter(None, (found['type'], found['label']))))
    return {'format': 'raw', 'virtual-size': os.path.getsize(path), **view}


def judge_disk(recipe):
    path = images.path_of(recipe.name)
    view = {'format': 'raw', 'virtual-size': os.path.getsize(path),
            **judge_content(path, recipe.sector_size)}
    demand(recipe.expected, describe(view))
    if recipe.fault != 'none':
        view['fault'] = recipe.fault
    return view


def sector_size_of(name):
    return next((disk.sector_size for disk in images.DISKS if disk.name == name), 512)


def judge_container(recipe):
    kind, size, qemu = judges.read_container(recipe.name)
    if qemu is None and recipe.fault != 'none':
        # it refuses to open the image
        return {'format': None, 'virtual-size': None, 'fault': recipe.fault, 'scheme': 'unknown',
                'partitions': []}
    raw = images.path_of(recipe.of)
    # Of larger ones qemu-img reads each zero, and others it does not open: they are judged by what
    # they were made of.
    if qemu is not None and size < MOST_TO_CONVERT:
        raw = 'judged.raw'
        subprocess.run(['qemu-img', 'convert', '-f', qemu, '-O', 'raw', recipe.name, raw],
                       check=True, timeout=60)
    view = {'format': kind, 'virtual-size': size, **judge_content(raw, sector_size_of(recipe.of))}
    if 'format' not in recipe.differs:
        demand(recipe.expected, kind)
    if recipe.fault != 'none':
        view['fault'] = recipe.fault
    return view


def judge_archive(path):
    with tarfile.open(path) as archive:
        names = sorted(name for name in archive.getnames() if name.endswith('.vmdk'))
    disks = []
    for name in names:
        recipe = next(recipe for recipe in images.CONTAINERS if recipe.name == name)
        disks.append({'member': name, **judge_container(recipe)})
    return disks


def judge_other(recipe):
    kind, word = recipe.expected.split()
    said = judges.ask('file', '-b', recipe.name)
    if word not in said:
        demand(word, said.strip())
    view = {'format': kind, 'fault': recipe.fault, 'scheme': 'unknown', 'partitions': []}
    if kind == 'ova':
        view['disks'] = sorted(judge_archive(recipe.name), key=lambda disk: disk['member'])
    return view


def differences(recipe, ours, theirs):
    """What differs without a reason, and reasons without a difference."""
    reasons = dict(getattr(recipe, 'differs', {}))
    used = set()
    problems = []
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) == theirs.get(name):
            continue
        is_content = name.split()[0] in ('scheme', 'sector-size', 'partition', 'content')
        reason = name if name in reasons else 'content' if is_content else None
        if reason in reasons:
            used.add(reason)
        else:
            problems.append(f'{name}: Ferry {ours.get(name)!r}, judges {theirs.get(name)!r}')
    return problems + [f'{name} does not differ: "{reasons[name]}" is out of date'
                       for name in reasons if name not in used]


def compare(program, judge, recipe):
    theirs = judge(recipe)
    report = look(program, '--trace', 'trace.pieces', images.path_of(recipe.name))
    ours = flatten(report)
    problems = differences(recipe, ours, flatten(theirs)) if judge != judge_other else []
    if judge == judge_other:
        wanted = flatten(theirs)
        problems = [f'{name}: Ferry {ours.get(name)!r}, judges {value!r}'
                    for name, value in wanted.items()
                    if name in ('format', 'fault') or name.startswith('disk ')
                    if ours.get(name) != value]
    replayed = look(program, 'trace.pieces')
    if {**replayed, 'path': ''} != {**report, 'path': ''}:
        problems.append('the recorded look tells something else')
    if problems and report.get('problem'):
        problems.append(f'Ferry says: {report["problem"]}')
    return problems


def main():
    program, folder, *patterns = sys.argv[1:]
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f'1..0 # SKIP {" ".join(missing)} not installed')
        return
    program = os.path.abspath(program)
    load_maker().make_once(os.path.abspath(folder))
    os.chdir(folder)

    recipes = [(judge, recipe) for judge, table in (
        (judge_file_system, images.FILE_SYSTEMS), (judge_disk, images.DISKS),
        (judge_container, images.CONTAINERS), (judge_other, images.OTHERS)) for recipe in table
        if not patterns or any(fnmatch.fnmatch(recipe.name, pattern) for pattern in patterns)]
    print(f'1..{len(recipes)}', flush=True)
    for number, (judge, recipe) in enumerate(recipes, 1):
        try:
            problems = compare(program, judge, recipe)
        except (Mismatch, OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
            problems = [f'{type(error).__name__}: {error}']
        for problem in problems:
            print('# ' + problem.replace('\n', '\n# '))
        print(f'{"not ok" if problems else "ok"} {number} - {recipe.name}', flush=True)


main()
