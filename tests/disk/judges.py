# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What qemu-img, util-linux and blkid say of an image, in the words of Ferry's report."""

import json
import os
import re
import subprocess

FORMATS = {'raw': 'raw', 'vpc': 'vhd', 'vhdx': 'vhdx'}
EXTENDED = (0x05, 0x0F, 0x85)

os.environ['PATH'] += ':/usr/sbin:/sbin'
os.environ['LC_ALL'] = 'C.UTF-8'


def ask(*command):
    """Standard output; empty where the tool knows nothing."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=60, check=False)
    return done.stdout.decode('utf-8', 'surrogateescape') if done.returncode == 0 else ''


def read_container(path):
    """(format as Ferry names it, virtual size, format as qemu names it)"""
    # A fixed VHD has its footer at the end, where qemu does not look unless it is told.
    known = ['-f', 'vpc'] if path.endswith('.vhd') else []
    info = json.loads(ask('qemu-img', 'info', '--output=json', *known, path) or '{}')
    kind = info.get('format')
    if kind == 'vmdk' and info['format-specific']['data']['create-type'] == 'streamOptimized':
        return 'vmdk-stream', info['virtual-size'], kind
    return FORMATS.get(kind, 'other' if kind else 'unknown'), info.get('virtual-size'), kind


def unescape(text):
    """udev's: bytes that are no plain text as \\x20"""
    raw = re.sub(rb'\\x([0-9a-f]{2})', lambda match: bytes.fromhex(match[1].decode()),
                 text.encode('utf-8', 'surrogateescape'))
    return raw.decode('utf-8', 'replace')


def probe(path, offset, size):
    text = ask('blkid', '-p', '-O', str(offset), '-S', str(size), '-o', 'udev', path)
    return dict(line.split('=', 1) for line in text.splitlines())


def read_content(path, offset, size):
    """What is in a volume; None where blkid knows nothing."""
    found = probe(path, offset, size)
    if 'ID_FS_TYPE' not in found:
        return None
    return {'type': found['ID_FS_TYPE'],
            'label': unescape(found.get('ID_FS_LABEL_ENC', '')) or None,
            'uuid': unescape(found.get('ID_FS_UUID_ENC', '')) or None}


def read_table_of_large_sectors(path, sector_size):
    """sfdisk has no option for it, fdisk speaks to people only."""
    columns = 'Device,Start,Sectors,Type-UUID,Name'
    text = ask('fdisk', '-b', str(sector_size), '-l', '-o', columns, path)
    found = re.findall(rf'^{re.escape(path)}(\d+) +(\d+) +(\d+) +(\S+) *(.*)$', text, re.MULTILINE)
    return 'gpt', [{'number': int(number), 'type': 0, 'type-id': kind, 'name': name or None,
                    'active': False, 'start': int(start) * sector_size,
                    'size': int(sectors) * sector_size}
                   for number, start, sectors, kind, name in found]


def read_partition(path, entry, is_gpt, sector_size):
    return {'number': int(entry['node'][len(path):].lstrip('p')),
            'type': 0 if is_gpt else int(entry['type'], 16),
            'type-id': entry['type'] if is_gpt else None,
            'name': entry.get('name') or None,
            'active': entry.get('bootable', False)
            or 'LegacyBIOSBootable' in entry.get('attrs', ''),
            'start': entry['start'] * sector_size,
            'size': entry['size'] * sector_size}


def read_table(path, sector_size=512):
    """(kind, partitions) of a raw disk"""
    if sector_size != 512:
        return read_table_of_large_sectors(path, sector_size)

    # sfdisk sees a table in the boot sector of any file system; blkid knows better.
    found = probe(path, 0, os.path.getsize(path))
    kind = found.get('ID_PART_TABLE_TYPE')
    if kind is None or 'ID_FS_TYPE' in found:
        return 'none', []
    table = json.loads(ask('sfdisk', '-J', path) or '{"partitiontable": {}}')['partitiontable']
    is_gpt = table.get('label') == 'gpt'
    return ('gpt' if is_gpt else 'mbr',
            [read_partition(path, entry, is_gpt, sector_size) for entry in table.get('partitions', [])])


def read_disk(path, sector_size=512):
    """The whole of a raw disk, as Ferry's report has it"""
    scheme, partitions = read_table(path, sector_size)
    for partition in partitions:
        if partition['type'] not in EXTENDED:
            partition['file-system'] = read_content(path, partition['start'], partition['size'])
    whole = read_content(path, 0, os.path.getsize(path)) if scheme == 'none' else None
    return {'scheme': scheme, 'partitions': partitions, 'file-system': whole,
            'sector-size': sector_size}
