# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""disks.py FOLDER: makes disk images of a TiB and more that take next to no room, with real file systems:
an ext4 with a release in it at their beginning, an XFS at 900 GiB."""

import io
import os
import struct
import subprocess
import sys
import tarfile
import zlib

SECTOR = 512
MIB = 1 << 20
GIB = 1 << 30
TIB = 1 << 40
GRAIN = 128 * SECTOR
ENTRIES = 512
ROOT = (MIB, 8 * GIB)
DATA = (900 * GIB, 100 * GIB)
BLOCK = 4096
OVF = '''<?xml version="1.0" encoding="UTF-8"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"
 xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
 xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData">
<References><File ovf:id="file1" ovf:href="machine-disk1.vmdk"/></References>
<DiskSection><Info/><Disk ovf:diskId="vmdisk1" ovf:capacity="1024" ovf:fileRef="file1"
 ovf:capacityAllocationUnits="byte * 2^30"
 ovf:format="http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"/></DiskSection>
<VirtualSystem ovf:id="machine"><Info/><Name>machine</Name><VirtualHardwareSection><Info/>
<Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType>
<rasd:HostResource>ovf:/disk/vmdisk1</rasd:HostResource></Item>
</VirtualHardwareSection></VirtualSystem></Envelope>
'''


def run(*command, **options):
    environment = dict(os.environ, PATH=os.environ['PATH'] + ':/usr/sbin:/sbin')
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment, **options)


def truncate(path, size):
    with open(path, 'ab') as stream:
        stream.truncate(size)


def used(path, block):
    """(place, bytes) of each block that is not empty, in order; holes are not read."""
    with open(path, 'rb') as stream:
        size = os.fstat(stream.fileno()).st_size
        place = 0
        while place < size:
            try:
                start = os.lseek(stream.fileno(), place, os.SEEK_DATA)
            except OSError:
                return
            end = os.lseek(stream.fileno(), start, os.SEEK_HOLE)
            place = max(place, start // block * block)
            while place < end:
                stream.seek(place)
                data = stream.read(block)
                if data.strip(b'\0'):
                    yield place, data
                place += block


def make_root(folder, path):
    tree = os.path.join(folder, 'tree')
    os.makedirs(os.path.join(tree, 'usr/lib'))
    os.makedirs(os.path.join(tree, 'etc'))
    with open(os.path.join(tree, 'usr/lib/os-release'), 'w', encoding='ascii') as stream:
        stream.write('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\n'
                     'VERSION_ID="12"\nID=debian\n')
    os.symlink('../usr/lib/os-release', os.path.join(tree, 'etc/os-release'))
    for n in range(200):
        with open(os.path.join(tree, f'etc/setting-{n}'), 'w', encoding='ascii') as stream:
            stream.write(f'{n}\n')
    truncate(path, ROOT[1])
    run('mkfs.ext4', '-q', '-F', '-d', tree, path)


def make_data(path):
    truncate(path, DATA[1])
    run('mkfs.xfs', '-q', '-f', path)


def partition(path, label):
    kinds = ('83', '83') if label == 'dos' else ('linux', 'linux')
    script = f'label: {label}\n' + ''.join(
        f'start={start // SECTOR},size={size // SECTOR},type={kind}\n'
        for (start, size), kind in zip((ROOT, DATA), kinds))
    run('sfdisk', '-q', '--no-tell-kernel', path, input=script.encode())


def make_raw(folder, name, size, label):
    """The same file systems each time: they are made once."""
    parts = [os.path.join(folder, part) for part in ('root', 'data')]
    if not os.path.exists(parts[0]):
        make_root(folder, parts[0])
        make_data(parts[1])
    path = os.path.join(folder, name)
    truncate(path, size)
    partition(path, label)
    with open(path, 'r+b') as stream:
        for part, (start, _) in zip(parts, (ROOT, DATA)):
            for place, data in used(part, BLOCK):
                stream.seek(start + place)
                stream.write(data)
    return path


def vmdk_header(capacity, directory):
    header = b'KDMV' + struct.pack('<IIQQQQIQQQ', 3, 0x30001, capacity, GRAIN // SECTOR, 1, 20, ENTRIES,
                                   0, directory, 128)
    return (header + b'\0\n \r\n' + struct.pack('<H', 1)).ljust(SECTOR, b'\0')


def marker(value, kind):
    return struct.pack('<QII', value, 0, kind).ljust(SECTOR, b'\0')


class StreamWriter:
    """Writes a stream-optimized VMDK from @offset of a file on. @stride: bytes from one grain to the next
    at least: what stands between them was never written, which nobody can tell from other grains."""

    def __init__(self, stream, offset, capacity, stride):
        self.stream, self.start, self.stride = stream, offset, stride
        self.capacity = capacity // SECTOR
        self.directory = [0] * (-(-capacity // (GRAIN * ENTRIES)))
        self.table = None
        self.index = 0
        text = (f'# Disk DescriptorFile\nversion=1\nCID=12345678\nparentCID=ffffffff\n'
                f'createType="streamOptimized"\n\nRDONLY {self.capacity} SPARSE "disk.vmdk"\n')
        self.stream.seek(offset)
        self.stream.write(vmdk_header(self.capacity, (1 << 64) - 1) + text.encode())
        self.place = 128 * SECTOR

    def put(self, data):
        sector = self.place // SECTOR
        self.stream.seek(self.start + self.place)
        self.stream.write(data + bytes(-len(data) % SECTOR))
        self.place += len(data) + -len(data) % SECTOR
        return sector

    def close_table(self):
        if self.table:
            self.put(marker(ENTRIES * 4 // SECTOR, 1))
            self.directory[self.index] = self.put(struct.pack(f'<{ENTRIES}I', *self.table))
        self.table = None

    def add(self, place, data):
        grain = place // GRAIN
        if self.table is None or grain // ENTRIES != self.index:
            self.close_table()
            self.table, self.index = [0] * ENTRIES, grain // ENTRIES
        packed = zlib.compress(data.ljust(GRAIN, b'\0'))
        begin = self.place
        self.table[grain % ENTRIES] = self.put(
            struct.pack('<QI', place // SECTOR, len(packed)) + packed)
        self.place = max(self.place, begin + self.stride)

    def close(self):
        """Returns: bytes of all"""
        self.close_table()
        data = struct.pack(f'<{len(self.directory)}I', *self.directory)
        self.put(marker(-(-len(data) // SECTOR), 2))
        place = self.put(data)
        self.put(marker(1, 3))
        self.put(vmdk_header(self.capacity, place))
        self.put(bytes(SECTOR))
        return self.place


def write_vmdk(raw, stream, offset=0, *, file_size):
    """As large as if most of the disk were in use: what is read lies far apart, as it would then."""
    grains = list(used(raw, GRAIN))
    stride = file_size // len(grains) // SECTOR * SECTOR
    writer = StreamWriter(stream, offset, os.path.getsize(raw), stride)
    for place, data in grains:
        writer.add(place, data)
    return writer.close()


def tar_header(name, size):
    member = tarfile.TarInfo(name)
    member.size = size
    return member.tobuf(tarfile.GNU_FORMAT)


def write_ova(raw, path, disk_size):
    text = OVF.encode()
    with open(path, 'w+b') as stream:
        stream.write(tar_header('machine.ovf', len(text)) + text + bytes(-len(text) % SECTOR))
        header = stream.tell()
        size = write_vmdk(raw, stream, header + SECTOR, file_size=disk_size)
        stream.seek(header)
        stream.write(tar_header('machine-disk1.vmdk', size))
        stream.seek(0, io.SEEK_END)
        stream.truncate(stream.tell() + -stream.tell() % 10240 + 10240)


def make_all(folder):
    """(kind, path) of each, one after the other; who uses one may delete it then."""
    raw = make_raw(folder, 'mbr.raw', TIB, 'dos')
    path = os.path.join(folder, 'disk.vmdk')
    with open(path, 'w+b') as stream:
        write_vmdk(raw, stream, file_size=400 * 10 ** 9)
    yield 'vmdk-1-tib', path
    path = os.path.join(folder, 'machine.ova')
    write_ova(raw, path, 100 * 10 ** 9)
    yield 'ova-100-gb', path
    truncate(raw, 2040 * GIB)
    path = os.path.join(folder, 'disk.vhd')
    run('qemu-img', 'convert', '-f', 'raw', '-O', 'vpc', '-o', 'subformat=dynamic,force_size=on', raw, path)
    yield 'vhd-2040-gib', path
    os.unlink(raw)

    raw = make_raw(folder, 'gpt.raw', 2 * TIB, 'gpt')
    path = os.path.join(folder, 'disk.vhdx')
    run('qemu-img', 'convert', '-f', 'raw', '-O', 'vhdx', '-o', 'subformat=dynamic', raw, path)
    yield 'vhdx-2-tib', path
    os.unlink(raw)
    yield 'raw-1-tib', make_raw(folder, 'gpt.raw', TIB, 'gpt')


if __name__ == '__main__':
    for made, where in make_all(sys.argv[1]):
        print(made, where)
