# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""windows-disk.py FOLDER: disks as Windows has them, made by tools that know NTFS, FAT and the
registry, without mounting anything."""

import os
import shutil
import struct
import subprocess
import sys

MIB = 1024 * 1024
VERSION_KEY = 'Microsoft\\Windows NT\\CurrentVersion'
SERVER_2019 = {'ProductName': 'Windows Server 2019 Standard', 'ReleaseId': '1809',
               'CurrentBuild': '17763'}
PIECES = 30


def run(*arguments, text=''):
    environment = dict(os.environ, PATH=os.environ['PATH'] + ':/usr/sbin:/sbin', MTOOLS_SKIP_CHECK='1')
    done = subprocess.run(arguments, input=text, env=environment, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.exit(f'{arguments}: {done.returncode}: {done.stdout}')
    return done.stdout


def write(path, data=b''):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def program(machine):
    return (b'MZ'.ljust(60, b'\0') + struct.pack('<I', 128)).ljust(128, b'\0') + b'PE\0\0' + \
        struct.pack('<H', machine) + bytes(1024)


# The registry


def cell(data):
    size = (len(data) + 4 + 7) // 8 * 8
    return struct.pack('<i', -size) + data.ljust(size - 4, b'\0')


def key(name, security, subkeys=(0, 0xFFFFFFFF), values=(0, 0xFFFFFFFF)):
    return cell(b'nk' + struct.pack('<HQ', 0x20, 0x01D0000000000000) +
                struct.pack('<6I', 0, 0xFFFFFFFF, subkeys[0], 0, subkeys[1], 0xFFFFFFFF) +
                struct.pack('<4I', values[0], values[1], security, 0xFFFFFFFF) + bytes(20) +
                struct.pack('<HH', len(name), 0) + name.encode())


class Hive:
    """One bin, filled from its beginning: for what hivexsh does not write, and for its start."""

    def __init__(self):
        self.cells = b''
        self.security = self.add(cell(b'sk' + struct.pack('<HIIII', 0, 32, 32, 1, 20) + bytes(20)))

    def add(self, data):
        self.cells += data
        return 32 + len(self.cells) - len(data)

    def add_list(self, kind, addresses):
        width = 'I' if kind in ('li', 'ri') else 'II'
        return self.add(cell(kind.encode() + struct.pack('<H', len(addresses)) +
                             b''.join(struct.pack('<' + width, *(address, 0)[:len(width)])
                                      for address in addresses)))

    def add_key(self, name, children=(), subkeys=(0, 0xFFFFFFFF), values=(0, 0xFFFFFFFF)):
        place = self.add(key(name, self.security, subkeys, values))
        for child in children:
            start = child - 32 + 4 + 16
            self.cells = self.cells[:start] + struct.pack('<I', place) + self.cells[start + 4:]
        return place

    def add_value(self, name, text):
        data = (text + '\0').encode('utf-16-le')
        place = self.add(cell(data))
        return self.add(cell(b'vk' + struct.pack('<HIIIHH', len(name), len(data), place, 1, 1, 0) +
                             name.encode()))

    def save(self, path, root):
        size = (32 + len(self.cells) + 16 + 4095) // 4096 * 4096
        free = size - 32 - len(self.cells)
        head = (b'regf' + struct.pack('<IIQIIIIIII', 1, 1, 0, 1, 3, 0, 1, root, size, 1)).ljust(508, b'\0')
        checksum = 0
        for word in struct.unpack('<127I', head):
            checksum ^= word
        write(path, (head + struct.pack('<I', checksum)).ljust(4096, b'\0') +
              b'hbin' + struct.pack('<IIQQI', 0, size, 0, 0, 0) + self.cells +
              struct.pack('<i', free) + bytes(free - 4))


def set_values(values):
    return ['setval %d' % len(values)] + [line for name, text in values.items()
                                          for line in (name, 'string:' + text)]


def large_hive(path):
    """Some MiB, with many keys beside the one that matters, and values around those."""
    hive = Hive()
    hive.save(path, hive.add_key('ROOT'))
    values = {'Value%02d' % i: 'x' * i for i in range(30)} | SERVER_2019
    lines = ['add Classes', 'add Microsoft', 'add Policies', 'cd Microsoft']
    lines += ['add Vendor%03d' % (i * 331 % 600) for i in range(600)]
    lines += ['add Windows', 'add Windows NT', 'cd Windows NT', 'add CurrentVersion', 'cd CurrentVersion']
    lines += set_values(values) + ['add Number', 'cd Number', 'setval 1', 'Size', 'dword:0x12345678']
    run('hivexsh', '-w', path, text='\n'.join(lines + ['commit', '']))


def listed_hive(path):
    """Keys in lists of lists, of each kind."""
    hive = Hive()
    values = [hive.add_value(*pair) for pair in (('ProductName', 'Windows 10 Pro'), ('ReleaseId', '2009'),
                                                  ('DisplayVersion', '23H2'), ('CurrentBuild', '22631'))]
    place = hive.add(cell(struct.pack('<%dI' % len(values), *values)))
    version = hive.add_key('CurrentVersion', values=(len(values), place))
    children = [hive.add_key('Aaa%02d' % i) for i in range(20)] + [version]
    windows = hive.add_key('Windows NT', children, (len(children), hive.add_list('lf', children)))
    children = [hive.add_key('Bbb%02d' % i) for i in range(20)] + [windows]
    lists = hive.add_list('ri', [hive.add_list('li', children[:9]), hive.add_list('lf', children[9:15]),
                                 hive.add_list('li', children[15:])])
    microsoft = hive.add_key('Microsoft', children, (len(children), lists))
    root = hive.add_key('ROOT', [microsoft], (1, hive.add_list('lf', [microsoft])))
    hive.save(path, root)


def check_hive(path, product):
    if run('hivexget', path, VERSION_KEY, 'ProductName').strip() != product:
        sys.exit(f'{path}: hivexget reads something else')


# File systems


def make_ntfs(image, tree, size, *options):
    with open(image, 'wb') as file:
        file.truncate(size)
    run('mkntfs', '-q', '-Q', '-F', *options, image)
    wim = image + '.wim'
    run('wimcapture', tree, wim, '--compress=none')
    run('wimapply', wim, '1', image)
    os.unlink(wim)
    shutil.rmtree(tree)


def scatter(image, source, target, filler):
    """Lets two files grow in turns, so that both are in many pieces."""
    with open(source, 'rb') as file:
        data = file.read()
    part = source + '.part'
    for i in range(1, PIECES + 1):
        write(part, data[:len(data) * i // PIECES])
        run('ntfscp', '-f', image, part, target)
        write(part, b'f' * (4096 * i))
        run('ntfscp', '-f', image, part, filler)
    os.unlink(part)
    if run('ntfsinfo', '-F', target, image).count('attribute $DATA') < 2:
        sys.exit(f'{target}: one record describes all of its data')


def make_fat(image, bits, size, files):
    with open(image, 'wb') as file:
        file.truncate(size)
    run('mkfs.vfat', '-F', str(bits), image)
    folders = []
    for path, data in files.items():
        parts = path.split('/')[:-1]
        for i in range(len(parts)):
            folder = '/'.join(parts[:i + 1])
            if folder not in folders:
                folders.append(folder)
                run('mmd', '-i', image, '::/' + folder)
        write(image + '.part', data)
        run('mcopy', '-i', image, image + '.part', '::/' + path)
    os.unlink(image + '.part')


def make_disk(image, size, label, partitions):
    """partitions: (first sector, the rest of sfdisk's line, file or nothing)."""
    with open(image, 'wb') as file:
        file.truncate(size)
    lines = ['label: ' + label] + ['start=%d, %s' % (first, rest) for first, rest, _ in partitions]
    run('sfdisk', '-q', image, text='\n'.join(lines) + '\n')
    for first, _, part in partitions:
        if part:
            run('dd', 'if=' + part, 'of=' + image, 'bs=64K', 'conv=notrunc,sparse', 'oflag=seek_bytes',
                'seek=%d' % (first * 512))


def windows(folder):
    tree = folder + '/tree'
    system = tree + '/Windows/System32/'
    hive = folder + '/large.hive'
    large_hive(hive)
    check_hive(hive, SERVER_2019['ProductName'])
    for i in range(3000):
        write(system + 'A file of the system with a rather long name %04d.dll' % (i * 7 % 3000))
    for i in range(40):
        write(tree + '/Windows/Other folder %02d/note.txt' % i)
    write(system + 'config/SOFTWARE')
    # more names than its record has room for, so that its data are described in another
    for i in range(3):
        os.makedirs(tree + '/Names', exist_ok=True)
        os.link(system + 'config/SOFTWARE', tree + '/Names/%d' % i + 'n' * 180)
    write(system + 'ntoskrnl.exe', program(0x8664))
    write(tree + '/Windows/SysWOW64/kernel32.dll')
    write(tree + '/filler')
    make_ntfs(folder + '/windows.ntfs', tree, 64 * MIB)
    scatter(folder + '/windows.ntfs', hive, '/Windows/System32/config/SOFTWARE', '/filler')


def others(folder):
    tree = folder + '/tree'
    write(tree + '/bootmgr', b'\xEB')
    write(tree + '/Boot/BCD')
    make_ntfs(folder + '/reserved.ntfs', tree, 8 * MIB)

    write(tree + '/Windows of the house/System32/ntoskrnl.exe')
    make_ntfs(folder + '/data.ntfs', tree, 8 * MIB)

    write(tree + '/WINDOWS/system32/ntoskrnl.exe', program(0x014C))
    make_ntfs(folder + '/kernel.ntfs', tree, 64 * MIB, '-c', '262144')

    hive = folder + '/listed.hive'
    listed_hive(hive)
    check_hive(hive, 'Windows 10 Pro')
    write(tree + '/Windows/SysArm32/x')
    write(tree + '/Windows/SysWOW64/x')
    os.makedirs(tree + '/Windows/System32/config')
    shutil.copy(hive, tree + '/Windows/System32/config/SOFTWARE')
    make_ntfs(folder + '/listed.ntfs', tree, 8 * MIB, '-c', '512')


def fats(folder):
    many = {'Many/a long name of a file %03d.efi' % i: b'' for i in range(60)}
    make_fat(folder + '/fat12', 12, 2 * MIB, {'EFI/BOOT/BOOTIA32.EFI': b'x'})
    make_fat(folder + '/fat16', 16, 16 * MIB, {'EFI/debian/shimaa64.efi': b'x'})
    make_fat(folder + '/fat32', 32, 40 * MIB, many | {'EFI/Many/a.txt': b'', 'EFI/BOOT/bootx64.efi': b'x'})
    make_fat(folder + '/empty', 16, 16 * MIB, {'EFI/BOOT/BOOT.TXT': b'x'})
    make_fat(folder + '/microsoft', 32, 40 * MIB, {'EFI/Microsoft/Boot/bootmgfw.efi': program(0xAA64)})
    make_fat(folder + '/esp', 32, 100 * MIB, {
        'EFI/Microsoft/Boot/bootmgfw.efi': program(0x8664), 'EFI/Boot/bootx64.efi': program(0x8664)})


def disks(folder):
    first = folder + '/windows.ntfs'
    make_disk(folder + '/mbr', 80 * MIB, 'dos', [
        (2048, 'size=16384, type=7, bootable', folder + '/reserved.ntfs'),
        (20480, 'size=131072, type=7', first)])
    make_disk(folder + '/gpt', 200 * MIB, 'gpt', [
        (2048, 'size=204800, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B', folder + '/esp'),
        (206848, 'size=32768, type=E3C9E316-0B5C-4DB8-817D-F92DF00215AE', ''),
        (239616, 'size=131072, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7', first)])
    for kind, name in (('vpc', 'gpt.vhd'), ('vhdx', 'gpt.vhdx')):
        run('qemu-img', 'convert', '-q', '-f', 'raw', '-O', kind, '-o', 'subformat=dynamic',
            folder + '/gpt', folder + '/' + name)
    run('qemu-img', 'convert', '-q', '-f', 'raw', '-O', 'vmdk', '-o', 'subformat=streamOptimized',
        folder + '/mbr', folder + '/mbr.vmdk')


def main():
    folder = sys.argv[1]
    windows(folder)
    others(folder)
    fats(folder)
    disks(folder)


main()
