# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes the disk images that a picture shows, with the tools that make real ones. Each function
answers the path of its image in a folder."""

import os
import shutil
import subprocess
import tarfile

MIB = 1024 * 1024

OVF = """<?xml version="1.0"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"
          xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
          xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData">
  <References><File ovf:id="file1" ovf:href="erp01-disk1.vmdk"/></References>
  <DiskSection>
    <Disk ovf:diskId="disk1" ovf:fileRef="file1" ovf:capacity="512"
          ovf:capacityAllocationUnits="byte * 2^20"/>
  </DiskSection>
  <VirtualSystem ovf:id="erp01">
    <VirtualHardwareSection>
      <Item>
        <rasd:ResourceType>3</rasd:ResourceType>
        <rasd:VirtualQuantity>4</rasd:VirtualQuantity>
      </Item>
      <Item>
        <rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits>
        <rasd:ResourceType>4</rasd:ResourceType>
        <rasd:VirtualQuantity>8192</rasd:VirtualQuantity>
      </Item>
    </VirtualHardwareSection>
  </VirtualSystem>
</Envelope>
"""


def run(*arguments, **options):
    environment = dict(os.environ, PATH=os.environ['PATH'] + ':/usr/sbin:/sbin')
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env=environment, **options)


def make_empty(path, size):
    with open(path, 'wb') as stream:
        stream.truncate(size)
    return path


def partition(path, script):
    run('sfdisk', '--no-reread', '--no-tell-kernel', path, input=script.encode())


def format_part(path, start, size, *tool):
    """Makes a file system of its own and puts it where the partition is."""
    part = make_empty(path + '.part', size)
    run(*tool, part)
    with open(part, 'rb') as source, open(path, 'r+b') as target:
        while data := source.read(MIB):
            if data.count(0) < len(data):
                target.seek(start)
                target.write(data)
            start += len(data)
    os.unlink(part)


def make_boot_code(path):
    """As an installer leaves it; a table alone starts nothing."""
    with open(path, 'r+b') as stream:
        stream.write(bytes.fromhex('33c08ed0bc007c8ec08ed8be007cbf0006b90002fcf3a45068'))


def convert(path, target, *options):
    run('qemu-img', 'convert', '-f', 'raw', '-O', 'vmdk', *options, path, target)
    os.unlink(path)
    return target


def make_windows_raw(path):
    make_empty(path, 512 * MIB)
    partition(path, 'label: dos\nstart=1MiB,size=60MiB,type=7,bootable\n'
                    'start=61MiB,size=440MiB,type=7\n')
    make_boot_code(path)
    format_part(path, MIB, 60 * MIB, 'mkntfs', '-F', '-Q', '-L', 'System Reserved')
    format_part(path, 61 * MIB, 440 * MIB, 'mkntfs', '-F', '-Q', '-L', 'Windows')
    return path


def make_windows(folder):
    raw = make_windows_raw(os.path.join(folder, 'web01.raw'))
    return convert(raw, os.path.join(folder, 'web01.vmdk'), '-o', 'subformat=streamOptimized')


def make_root(folder):
    """What tells which Linux it is, and for which processor."""
    for name in ('etc', 'lib64'):
        os.makedirs(os.path.join(folder, name))
    with open(os.path.join(folder, 'etc', 'os-release'), 'w', encoding='utf-8') as file:
        file.write('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')
    with open(os.path.join(folder, 'lib64', 'ld-linux-x86-64.so.2'), 'wb'):
        pass
    return folder


def make_logical(folder):
    """Gaps everywhere, and partitions within one."""
    path = make_empty(os.path.join(folder, 'db01.img'), 2048 * MIB)
    partition(path, 'label: dos\nstart=1MiB,size=400MiB,type=83,bootable\n'
                    'start=600MiB,size=1000MiB,type=5\nstart=1700MiB,size=200MiB,type=83\n'
                    'start=601MiB,size=300MiB,type=83\nstart=1001MiB,size=200MiB,type=82\n')
    make_boot_code(path)
    root = make_root(os.path.join(folder, 'root'))
    format_part(path, MIB, 400 * MIB, 'mkfs.ext4', '-q', '-L', 'root', '-d', root)
    shutil.rmtree(root)
    format_part(path, 601 * MIB, 300 * MIB, 'mkfs.ext4', '-q', '-L', 'var')
    format_part(path, 1001 * MIB, 200 * MIB, 'mkswap')
    return path


def make_many(folder):
    path = make_empty(os.path.join(folder, 'lab-with-a-long-name-and-forty-partitions.img'), 1024 * MIB)
    lines = ['label: gpt', 'start=1MiB,size=100MiB,type=U,name=EFI']
    lines += [f'start={110 + 20 * i}MiB,size={4 if i % 3 else 18}MiB,type=L,name="lab {i}"'
              for i in range(39)]
    partition(path, '\n'.join(lines) + '\n')
    format_part(path, MIB, 100 * MIB, 'mkfs.vfat', '-F', '32', '-n', 'EFI')
    return path


def make_data(folder):
    path = make_empty(os.path.join(folder, 'data01.raw'), 512 * MIB)
    run('mkfs.ext4', '-q', '-F', '-L', 'archive', path)
    return path


def make_sparse(folder):
    """As VMware itself keeps its disks."""
    raw = make_windows_raw(os.path.join(folder, 'file01.raw'))
    return convert(raw, os.path.join(folder, 'file01 copy.vmdk'))


def make_ova(folder):
    raw = make_windows_raw(os.path.join(folder, 'erp01.raw'))
    disk = convert(raw, os.path.join(folder, 'erp01-disk1.vmdk'), '-o', 'subformat=streamOptimized')
    ovf = os.path.join(folder, 'erp01.ovf')
    with open(ovf, 'w', encoding='utf-8') as stream:
        stream.write(OVF)
    path = os.path.join(folder, 'erp01.ova')
    with tarfile.open(path, 'w', format=tarfile.USTAR_FORMAT) as archive:
        for member in (ovf, disk):
            archive.add(member, os.path.basename(member))
            os.unlink(member)
    return path


def make_cut(folder):
    whole = make_windows_raw(os.path.join(folder, 'crm01.raw'))
    path = convert(whole, os.path.join(folder, 'crm01.vmdk'), '-o', 'subformat=streamOptimized')
    os.truncate(path, os.path.getsize(path) * 2 // 3)
    return path
