#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""handmade.py KIND FILE [SOURCE…]: makes what no tool makes without root, a device or a licence."""

import hashlib
import os
import random
import struct
import subprocess
import sys
import tarfile
import uuid

UUID = uuid.UUID('3f1b7c52-9a0e-4d67-8c35-0e2a94d1f6b8')
EPOCH = 1700000000
PV_UUID = b'Fe1R2yFe1R2yFe1R2yFe1R2yFe1R2y01'


def write(path, offset, data):
    with open(path, 'r+b') as file:
        file.seek(offset)
        file.write(data)


def lvm_crc(data):
    """The usual CRC-32, but it begins elsewhere and is not inverted."""
    crc = 0xf597a6cf
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xedb88320 if crc & 1 else 0)
    return crc


def make_lvm(path):
    size = os.path.getsize(path)
    header = PV_UUID + struct.pack('<Q', size) + struct.pack('<6Q', 1 << 20, 0, 0, 0, 4096, (1 << 20) - 4096)
    rest = struct.pack('<I8s', 32, b'LVM2 001') + header
    rest = rest.ljust(512 - 20, b'\0')
    write(path, 512, struct.pack('<8sQI', b'LABELONE', 1, lvm_crc(rest)) + rest)


def make_md_old(path):
    """md.h: the 0.90 superblock fills the last 64 KiB that begin at a multiple of 64 KiB."""
    words = [0] * 1024
    numbers = struct.unpack('<4I', UUID.bytes)
    words[:13] = [0xa92b4efc, 0, 90, 0, 0, numbers[0], EPOCH, 1, 1024, 2, 2, 0, 0]
    words[13:16] = numbers[1:]
    words[152] = sum(words) & 0xffffffff
    write(path, (os.path.getsize(path) & ~0xffff) - 0x10000, struct.pack('<1024I', *words))


def make_md(path, minor):
    size = os.path.getsize(path)
    place = {0: (size // 512 - 16 & ~7) * 512, 1: 0, 2: 4096}[minor]
    block = bytearray(512)
    struct.pack_into('<IIII16s32sQIIQIII', block, 0, 0xa92b4efc, 1, 0, 0, UUID.bytes, b'host:0', EPOCH,
                     1, 0, 4096, 0, 2, 0)
    struct.pack_into('<QQQ', block, 128, 2048 if minor else 0, 4096, place // 512)
    block[168:184] = bytes(range(16))
    struct.pack_into('<I', block, 220, 2)
    total = sum(struct.unpack('<65I', block[:260]))
    struct.pack_into('<I', block, 216, (total & 0xffffffff) + (total >> 32))
    write(path, place, block)


def make_bitlocker(path):
    sector = bytearray(512)
    sector[:11] = b'\xeb\x58\x90-FVE-FS-'
    struct.pack_into('<HB', sector, 11, 512, 8)
    sector[160:176] = bytes.fromhex('3bd667492ed84a8399f6a339e3d00001')
    struct.pack_into('<QQQ', sector, 176, 65536, 131072, 196608)
    sector[510:] = b'\x55\xaa'
    write(path, 0, sector)
    for place in (65536, 131072, 196608):
        write(path, place, b'-FVE-FS-' + struct.pack('<HH', 0, 2))


def with_sum(data, place):
    total = sum(data[:place]) + sum(data[place + 4:])
    return data[:place] + struct.pack('>I', ~total & 0xffffffff) + data[place + 4:]


def make_differencing(path):
    size = 64 << 20
    footer = struct.pack('>8sIIQI4sI4sQQIII16sB427x', b'conectix', 2, 0x10000, 512, 0, b'ferr', 0x10000,
                         b'Wi2k', size, size, 0x03c0_1044, 4, 0, UUID.bytes, 0)
    footer = with_sum(footer, 64)
    header = struct.pack('>8sQQIIII16sII512s', b'cxsparse', (1 << 64) - 1, 1536, 0x10000,
                         size >> 21, 1 << 21, 0, UUID.bytes[::-1], 0, 0, 'parent.vhd'.encode('utf-16-be'))
    header = with_sum(header.ljust(1024, b'\0'), 36)
    with open(path, 'wb') as file:
        file.write(footer + header + b'\xff' * 512 + footer)


def change_creator(path):
    """The footer as old versions of qemu wrote it"""
    with open(path, 'rb') as file:
        file.seek(-512, os.SEEK_END)
        footer = file.read()
    geometry = struct.pack('>HBB', 963, 8, 17)
    footer = with_sum(footer[:28] + b'qemu' + footer[32:56] + geometry + footer[60:], 64)
    write(path, os.path.getsize(path) - 512, footer)


def enlarge_sectors(path):
    """MS-VHDX 2.6: the metadata have no checksum. Below 4 GiB the table of blocks stays as it is."""
    item = uuid.UUID('8141bf1d-a96f-4709-ba47-f233a8faab5f').bytes_le
    with open(path, 'rb') as file:
        head = file.read(8 << 20)
    metadata = head.index(b'metadata')
    entry = head.index(item, metadata)
    write(path, metadata + struct.unpack_from('<I', head, entry + 16)[0], struct.pack('<I', 4096))


def make_stream(path, source):
    import VMDKstream
    VMDKstream.convert_to_stream(source, path)


def make_iso(path):
    subprocess.run(['xorriso', '-as', 'mkisofs', '-quiet', '-V', 'INSTALL', '-o', path,
                    '--modification-date=2023111422132000', os.path.dirname(os.path.abspath(__file__))],
                   check=True)


def make_ovf(path, *disks):
    files = ''.join(f'<File ovf:id="file{i}" ovf:href="{name}" ovf:size="{os.path.getsize(name)}"/>'
                    for i, name in enumerate(disks))
    section = ''.join(f'<Disk ovf:diskId="disk{i}" ovf:fileRef="file{i}" ovf:capacity="1"/>'
                      for i, _ in enumerate(disks))
    text = ('<?xml version="1.0" encoding="UTF-8"?>\n'
            '<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"'
            ' xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">\n'
            f'<References>{files}</References>\n'
            f'<DiskSection><Info>Disks</Info>{section}</DiskSection>\n'
            '<VirtualSystem ovf:id="vm"><Info>A machine</Info></VirtualSystem>\n</Envelope>\n')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def make_ova(path, *disks, form=tarfile.USTAR_FORMAT):
    descriptor = path + '.ovf'
    manifest = path + '.mf'
    make_ovf(descriptor, *disks)
    with open(manifest, 'w', encoding='utf-8') as file:
        for name in (descriptor, *disks):
            with open(name, 'rb') as member:
                file.write(f'SHA256({name})= {hashlib.sha256(member.read()).hexdigest()}\n')
    with tarfile.open(path, 'w', format=form) as archive:
        for name in (descriptor, manifest, *disks):
            entry = archive.gettarinfo(name)
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = EPOCH, 0, 0, '', ''
            with open(name, 'rb') as member:
                archive.addfile(entry, member)
    os.unlink(descriptor)
    os.unlink(manifest)


def make_random(path):
    with open(path, 'wb') as file:
        file.write(random.Random(20).randbytes(4 << 20))


def main():
    kind, *arguments = sys.argv[1:]
    makers = {'lvm': make_lvm, 'md-0.90': make_md_old, 'bitlocker': make_bitlocker,
              'md-1.0': lambda path: make_md(path, 0), 'md-1.2': lambda path: make_md(path, 2),
              'differencing': make_differencing, 'vhd-of-qemu': change_creator,
              'vhdx-of-4096': enlarge_sectors,
              'stream': make_stream, 'iso': make_iso,
              'ovf': make_ovf, 'ova': make_ova, 'random': make_random,
              'ova-gnu': lambda *paths: make_ova(*paths, form=tarfile.GNU_FORMAT)}
    makers[kind](*arguments)


if __name__ == '__main__':
    main()
