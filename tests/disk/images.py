# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The images that the suite looks into: what each is made of, and what it should come to.

In commands, {} is the file to be made, {0} … the files that it is made of, and UUID, PART1 … are
fixed UUIDs. Expected is what the tools should say: the container as Ferry names it, the kind of
partition table, and of each partition that can hold something what is in it, as blkid spells it.

Where Ferry and the tools rightly differ, the reason stands beside the field. A reason that is not
needed is an error, too.
"""

import collections

EPOCH = '1700000000'
UUIDS = {'UUID': '3f1b7c52-9a0e-4d67-8c35-0e2a94d1f6b8',
         'PART': '7a1e4c0d-55b2-4e1f-9d0a-00000000000'}

FileSystem = collections.namedtuple('FileSystem', 'name size expected command')
Disk = collections.namedtuple('Disk', 'name size expected table contents then fault sector_size',
                              defaults=({}, '', 'none', 512))
Container = collections.namedtuple('Container', 'name of expected command differs fault',
                                   defaults=({}, 'none'))

NAMES = 'name="Grüße, 世界 😀"'

# Each is an image of its own, without partitions, and fills partitions below.
FILE_SYSTEMS = [
    FileSystem('ext2', '24M', 'ext2 alt', 'mkfs.ext2 -q -b 1024 -U UUID -E hash_seed=UUID -L alt {}'),
    FileSystem('ext3', '48M', 'ext3 root', 'mkfs.ext3 -q -b 4096 -U UUID -E hash_seed=UUID -L root {}'),
    FileSystem('ext4', '48M', 'ext4 root', 'mkfs.ext4 -q -b 4096 -U UUID -E hash_seed=UUID -L root {}'),
    FileSystem('ext4-1k', '24M', 'ext4', 'mkfs.ext4 -q -b 1024 -U UUID -E hash_seed=UUID {}'),
    FileSystem('ext4-32bit', '24M', 'ext4 /boot',
               'mkfs.ext4 -q -O ^64bit,^metadata_csum -U UUID -E hash_seed=UUID -L /boot {}'),
    FileSystem('ext4-no-journal', '24M', 'ext4 0123456789abcdef',
               'mkfs.ext4 -q -O ^has_journal -U UUID -E hash_seed=UUID -L 0123456789abcdef {}'),
    FileSystem('ext4-umlaut', '24M', 'ext4 Größe 1',
               'mkfs.ext4 -q -U UUID -E hash_seed=UUID -L "Größe 1" {}'),
    FileSystem('ext4-journal-device', '24M', 'jbd ext-journal',
               'mkfs.ext4 -q -O journal_dev -b 4096 -U UUID -L ext-journal {}'),
    FileSystem('xfs', '300M', 'xfs root', 'mkfs.xfs -q -m uuid=UUID -L root {}'),
    FileSystem('xfs-4k', '300M', 'xfs', 'mkfs.xfs -q -m uuid=UUID -s size=4096 -b size=4096 {}'),
    FileSystem('xfs-v4', '300M', 'xfs twelve chars',
               'mkfs.xfs -q -m crc=0,uuid=UUID -L "twelve chars" {} 2>&1'),
    FileSystem('btrfs', '120M', 'btrfs a long label, longer than others',
               'mkfs.btrfs -q -U UUID -L "a long label, longer than others" {}'),
    FileSystem('btrfs-single', '120M', 'btrfs', 'mkfs.btrfs -q -m single -U UUID {}'),
    FileSystem('jfs', '17M', 'jfs data', 'mkfs.jfs -q -L data {}'),
    FileSystem('ntfs', '24M', 'ntfs System', 'mkfs.ntfs -q -Q -F -T -p 2048 -L System {} 2>&1'),
    FileSystem('ntfs-64k', '48M', 'ntfs Daten für alle',
               'mkfs.ntfs -q -Q -F -T -c 65536 -p 2048 -L "Daten für alle" {} 2>&1'),
    FileSystem('ntfs-4k-sectors', '48M', 'ntfs',
               'mkfs.ntfs -q -Q -F -T -s 4096 -p 256 {} 2>&1'),
    FileSystem('vfat-12', '4M', 'vfat FLOPPY', 'mkfs.vfat -F 12 -i 1234ABCD -n FLOPPY --invariant {}'),
    FileSystem('vfat-16', '24M', 'vfat SIXTEEN', 'mkfs.vfat -F 16 -i 0000000A -n SIXTEEN --invariant {}'),
    FileSystem('vfat-32', '48M', 'vfat EFI', 'mkfs.vfat -F 32 -s 1 -i 1234ABCD -n EFI --invariant {}'),
    FileSystem('vfat-no-label', '48M', 'vfat', 'mkfs.vfat -F 32 -s 1 -i 1234ABCD --invariant {}'),
    FileSystem('exfat', '24M', 'exfat Über', 'mkfs.exfat -L Über {} && tune.exfat -I 0x1234ABCD {}'),
    FileSystem('swap', '4M', 'swap swap0', 'mkswap -q -U UUID -L swap0 {} 2>&1'),
    FileSystem('swap-64k', '4M', 'swap', 'mkswap -q -p 65536 -U UUID {} 2>&1'),
    FileSystem('luks1', '8M', 'crypto_LUKS',
               'echo x | cryptsetup luksFormat -q --type luks1 --pbkdf-force-iterations 1000 --uuid UUID {}'),
    FileSystem('luks2', '20M', 'crypto_LUKS secret',
               'echo x | cryptsetup luksFormat -q --type luks2 --pbkdf pbkdf2'
               ' --pbkdf-force-iterations 1000 --uuid UUID --label secret {}'),
    FileSystem('lvm', '8M', 'LVM2_member', 'handmade.py lvm {}'),
    FileSystem('md-0.90', '4M', 'linux_raid_member', 'handmade.py md-0.90 {}'),
    FileSystem('md-1.0', '4M', 'linux_raid_member host:0', 'handmade.py md-1.0 {}'),
    FileSystem('md-1.2', '4M', 'linux_raid_member host:0', 'handmade.py md-1.2 {}'),
    FileSystem('bitlocker', '4M', 'BitLocker', 'handmade.py bitlocker {}'),
]

# Made by sfdisk of the script, by fdisk where sectors have 4096 bytes. @then changes the disk.
DISKS = [
    Disk('mbr-one', '64M', 'mbr: ext4', '2048,98304,83,*', {1: 'ext4'}),
    Disk('mbr-four', '160M', 'mbr: ext4 swap vfat ntfs',
         '2048,24M,83,*\n,4M,82\n,48M,c\n,24M,7',
         {1: 'ext4-32bit', 2: 'swap', 3: 'vfat-32', 4: 'ntfs'}),
    Disk('mbr-logical', '128M', 'mbr: ext4 swap vfat - ntfs ext2',
         '2048,24M,83,*\n,,E\n,4M,82\n,24M,6\n,1M,da\n,24M,7\n,24M,83',
         {1: 'ext4-1k', 5: 'swap', 6: 'vfat-16', 8: 'ntfs', 9: 'ext2'}),
    Disk('mbr-logical-lba', '96M', 'mbr: - swap ext2 - - - - - vfat',
         '2048,1M,83\n,,f\n,4M,82\n,24M,83'
         '\n,1M,83\n,1M,83\n,1M,83\n,1M,83\n,1M,83\n,4M,1',
         {5: 'swap', 6: 'ext2', 12: 'vfat-12'}),
    Disk('mbr-logical-hole', '64M', 'mbr: - - swap', '2048,2M,83\n,,5\n,2M,83\n,4M,82\n,4M,82',
         {6: 'swap'}, 'sfdisk -q --delete {} 5'),
    Disk('mbr-empty-middle', '64M', 'mbr: - ext2',
         '1 : start=2048,size=2048,type=83\n3 : start=8192,size=49152,type=83,bootable',
         {3: 'ext2'}),
    Disk('mbr-second-active', '64M', 'mbr: - ntfs', '2048,1M,27\n,24M,7,*', {2: 'ntfs'}),
    Disk('mbr-types', '64M', 'mbr: - crypto_LUKS LVM2_member linux_raid_member',
         '63,2000,de\n2063,8M,83\n,8M,8e\n,4M,fd', {2: 'luks1', 3: 'lvm', 4: 'md-1.0'}),
    Disk('mbr-esp', '64M', 'mbr: vfat', '2048,48M,ef', {1: 'vfat-32'}),
    Disk('mbr-no-partition', '8M', 'mbr:', ''),
    Disk('mbr-unordered', '64M', 'mbr: swap -',
         '1 : start=40960,size=8192,type=82\n2 : start=2048,size=8192,type=83', {1: 'swap'}),
    Disk('mbr-large', '1900G', 'mbr: - ext4', '2048,1T,83\n2147485696,1000000000,83,*', {2: 'ext4'}),
    Disk('gpt-one', '64M', 'gpt: ext4',
         'label: gpt\nlabel-id: UUID\nstart=2048,size=98304,type=linux,uuid=PART1', {1: 'ext4'}),
    Disk('gpt-four', '220M', 'gpt: - vfat btrfs swap',
         'label: gpt\nlabel-id: UUID\nsize=1M,type=21686148-6449-6E6F-744E-656564454649,uuid=PART1'
         '\nsize=48M,type=U,uuid=PART2,name="EFI System"\nsize=120M,type=L,uuid=PART3'
         '\nsize=4M,type=S,uuid=PART4', {2: 'vfat-32', 3: 'btrfs', 4: 'swap'}),
    Disk('gpt-windows', '128M', 'gpt: vfat - ntfs',
         'label: gpt\nlabel-id: UUID\nsize=48M,type=U,uuid=PART1,name="EFI system partition"'
         '\nsize=16M,type=E3C9E316-0B5C-4DB8-817D-F92DF00215AE,uuid=PART2,'
         'name="Microsoft reserved partition"'
         '\nsize=24M,type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7,uuid=PART3,name="Basic data partition"',
         {1: 'vfat-32', 3: 'ntfs'}),
    Disk('gpt-names', '16M', 'gpt: - swap',
         'label: gpt\nlabel-id: UUID\nsize=1M,type=linux,uuid=PART1,' + NAMES
         + '\nsize=4M,type=S,uuid=PART2,name="thirty-six characters, no more, ends"', {2: 'swap'}),
    Disk('gpt-128', '160M', 'gpt:' + ' -' * 128,
         'label: gpt\nlabel-id: UUID\n' + '\n'.join('size=1M,type=linux' for i in range(128))),
    Disk('gpt-gaps', '32M', 'gpt: swap -',
         'label: gpt\nlabel-id: UUID\n7: start=8192,size=4M,type=S,uuid=PART1,attrs=LegacyBIOSBootable'
         '\n42: start=34816,size=2048,type=linux,uuid=PART2', {7: 'swap'}),
    Disk('gpt-first-lba', '16M', 'gpt: swap', 'label: gpt\nlabel-id: UUID\nfirst-lba: 34\n'
         'start=34,size=8192,type=S,uuid=PART1', {1: 'swap'}),
    Disk('gpt-hybrid', '64M', 'gpt: - ext2',
         'label: gpt\nlabel-id: UUID\nstart=2048,size=1M,type=linux,uuid=PART1'
         '\nsize=24M,type=linux,uuid=PART2', {2: 'ext2'}, 'sgdisk -h 2 {}'),
    Disk('gpt-head-damaged', '64M', 'gpt: ext2',
         'label: gpt\nlabel-id: UUID\nstart=2048,size=24M,type=linux,uuid=PART1', {1: 'ext2'},
         'printf X | dd of={} bs=1 seek=600 conv=notrunc status=none',
         'damaged'),
    Disk('gpt-head-gone', '64M', 'gpt: ext2',
         'label: gpt\nlabel-id: UUID\nstart=2048,size=24M,type=linux,uuid=PART1', {1: 'ext2'},
         'dd if=/dev/zero of={} bs=512 seek=1 count=33 conv=notrunc status=none',
         'damaged'),
    Disk('gpt-entries-damaged', '64M', 'gpt: ext2',
         'label: gpt\nlabel-id: UUID\nstart=2048,size=24M,type=linux,uuid=PART1', {1: 'ext2'},
         'printf X | dd of={} bs=1 seek=1100 conv=notrunc status=none',
         'damaged'),
    Disk('gpt-copy-gone', '64M', 'gpt: ext2',
         'label: gpt\nlabel-id: UUID\nstart=2048,size=24M,type=linux,uuid=PART1', {1: 'ext2'},
         'truncate -s 60M {} && truncate -s 64M {}'),
    Disk('gpt-grown', '64M', 'gpt: ext2',
         'label: gpt\nlabel-id: UUID\nstart=2048,size=24M,type=linux,uuid=PART1', {1: 'ext2'},
         'truncate -s 96M {}'),
    Disk('gpt-linux', '160M',
         'gpt: crypto_LUKS LVM2_member linux_raid_member jfs BitLocker exfat',
         'label: gpt\nlabel-id: UUID\nsize=20M,type=linux,uuid=PART1\nsize=8M,type=V,uuid=PART2'
         '\nsize=4M,type=R,uuid=PART3\nsize=17M,type=linux,uuid=PART4'
         '\nsize=4M,type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7,uuid=PART5'
         '\nsize=24M,type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7,uuid=PART6',
         {1: 'luks2', 2: 'lvm', 3: 'md-1.2', 4: 'jfs', 5: 'bitlocker', 6: 'exfat'}),
    Disk('gpt-3-tib', '3T', 'gpt: vfat xfs',
         'label: gpt\nlabel-id: UUID\nsize=48M,type=U,uuid=PART1'
         '\nstart=6000000000,size=300M,type=linux,uuid=PART2', {1: 'vfat-32', 2: 'xfs'}),
    Disk('gpt-4k-sectors', '512M', 'gpt: vfat xfs',
         'g\\nn\\n1\\n256\\n+48M\\nt\\nU\\nn\\n2\\n\\n+300M\\nw\\n', {1: 'vfat-32', 2: 'xfs-4k'},
         sector_size=4096),
    Disk('gpt-4k-gaps', '64M', 'gpt: ext4 -',
         'g\\nn\\n3\\n512\\n+48M\\nn\\n9\\n\\n\\nw\\n', {3: 'ext4'}, sector_size=4096),
]

CLOSED = 'Ferry does not look into what EC2 does not take'
ONLY_512 = 'qemu-img opens no VHDX of 4096-byte sectors'
STREAM = 'CONVERT vmdk -o subformat=streamOptimized'
FOOTER = 'EC2 goes by the current size in the footer; qemu by the geometry'

# Made of the images above; what the disk in them is judged by is what qemu-img makes raw of them.
CONTAINERS = [
    Container('stream.vmdk', 'mbr-four', 'vmdk-stream', STREAM + ' {0} {}'),
    Container('stream-gpt.vmdk', 'gpt-four', 'vmdk-stream', STREAM + ' {0} {}'),
    Container('stream-xfs.vmdk', 'xfs', 'vmdk-stream', STREAM + ' {0} {}'),
    Container('stream-3-tib.vmdk', 'gpt-3-tib', 'vmdk-stream', STREAM + ',adapter_type=lsilogic {0} {}'),
    Container('true-stream.vmdk', 'mbr-logical', 'vmdk-stream', 'handmade.py stream {} {0}'),
    Container('true-stream-gpt.vmdk', 'gpt-windows', 'vmdk-stream', 'handmade.py stream {} {0}'),
    Container('true-stream-btrfs.vmdk', 'btrfs', 'vmdk-stream', 'handmade.py stream {} {0}'),
    Container('sparse.vmdk', 'mbr-one', 'other', 'CONVERT vmdk -o subformat=monolithicSparse {0} {}',
              {}, 'not-stream'),
    Container('flat.vmdk', 'mbr-one', 'other', 'CONVERT vmdk -o subformat=monolithicFlat {0} {}',
              {'content': CLOSED, 'virtual-size': CLOSED}, 'without-data'),
    Container('split.vmdk', 'mbr-one', 'other', 'CONVERT vmdk -o subformat=twoGbMaxExtentSparse {0} {}',
              {'content': CLOSED, 'virtual-size': CLOSED}, 'without-data'),
    Container('split-flat.vmdk', 'mbr-one', 'other',
              'CONVERT vmdk -o subformat=twoGbMaxExtentFlat {0} {}',
              {'content': CLOSED, 'virtual-size': CLOSED}, 'without-data'),
    Container('dynamic.vhd', 'mbr-four', 'vhd', 'CONVERT vpc -o subformat=dynamic,force_size=on {0} {}'),
    Container('dynamic-chs.vhd', 'mbr-logical', 'vhd', 'CONVERT vpc -o subformat=dynamic {0} {}'),
    Container('dynamic-gpt.vhd', 'gpt-linux', 'vhd',
              'CONVERT vpc -o subformat=dynamic,force_size=on {0} {}'),
    Container('fixed.vhd', 'mbr-one', 'vhd', 'CONVERT vpc -o subformat=fixed,force_size=on {0} {}'),
    Container('fixed-chs.vhd', 'mbr-one', 'vhd', 'CONVERT vpc -o subformat=fixed {0} {}'),
    Container('fixed-qemu.vhd', 'mbr-one', 'vhd',
              'CONVERT vpc -o subformat=fixed,force_size=on {0} {} && handmade.py vhd-of-qemu {}',
              {'virtual-size': FOOTER}),
    Container('fixed-gpt.vhd', 'gpt-one', 'vhd', 'CONVERT vpc -o subformat=fixed,force_size=on {0} {}'),
    Container('fixed-ext4.vhd', 'ext4', 'vhd', 'CONVERT vpc -o subformat=fixed,force_size=on {0} {}'),
    Container('large.vhd', 'mbr-large', 'vhd',
              'CONVERT vpc -o subformat=dynamic,force_size=on {0} {}'),
    Container('differencing.vhd', 'mbr-one', 'other', 'handmade.py differencing {}',
              {'format': 'qemu-img does not open it', 'virtual-size': 'qemu-img does not open it'},
              'differencing'),
    Container('dynamic.vhdx', 'mbr-four', 'vhdx', 'CONVERT vhdx -o subformat=dynamic {0} {}'),
    Container('dynamic-1m.vhdx', 'gpt-four', 'vhdx', 'CONVERT vhdx -o block_size=1M {0} {}'),
    Container('dynamic-256m.vhdx', 'gpt-linux', 'vhdx', 'CONVERT vhdx -o block_size=256M {0} {}'),
    Container('dynamic-3-tib.vhdx', 'gpt-3-tib', 'vhdx', 'CONVERT vhdx -o block_size=64M {0} {}'),
    Container('fixed.vhdx', 'mbr-logical', 'vhdx', 'CONVERT vhdx -o subformat=fixed {0} {}'),
    Container('sectors-4k.vhdx', 'gpt-4k-sectors', 'vhdx',
              'CONVERT vhdx {0} {} && handmade.py vhdx-of-4096 {}',
              {'format': ONLY_512, 'virtual-size': ONLY_512}),
    Container('disk.qcow2', 'mbr-one', 'other', 'CONVERT qcow2 {0} {}',
              {'content': CLOSED, 'virtual-size': CLOSED}, 'format'),
    Container('disk.qcow', 'mbr-one', 'other', 'CONVERT qcow {0} {}',
              {'content': CLOSED, 'virtual-size': CLOSED}, 'format'),
    Container('disk.vdi', 'mbr-one', 'other', 'CONVERT vdi {0} {}',
              {'content': CLOSED, 'virtual-size': CLOSED}, 'format'),
    Container('disk.qed', 'mbr-one', 'other', 'CONVERT qed {0} {}',
              {'content': CLOSED, 'virtual-size': CLOSED}, 'format'),
]

# What is no disk, or not only one. Expected is what file(1) calls it.
OTHERS = [
    Container('disk.gz', 'mbr-one', 'other gzip', 'gzip -n -1 < {0} > {}', {}, 'packed'),
    Container('disk.xz', 'mbr-one', 'other XZ', 'xz -0 -T 1 < {0} > {}', {}, 'packed'),
    Container('disk.bz2', 'mbr-no-partition', 'other bzip2', 'bzip2 -1 < {0} > {}', {}, 'packed'),
    Container('disk.zst', 'mbr-one', 'other Zstandard', 'zstd -q -1 -T1 < {0} > {}', {}, 'packed'),
    Container('disk.zip', 'mbr-one', 'other Zip', 'zip -q -X -1 {} {0}', {}, 'packed'),
    Container('disk.tar', 'stream.vmdk', 'other tar', 'tar --format=ustar -cf {} {0}', {}, 'packed'),
    Container('cd.iso', '', 'other ISO', 'handmade.py iso {}', {}, 'not-a-disk'),
    Container('machine.ovf', '', 'other XML', 'handmade.py ovf {}', {}, 'without-data'),
    Container('machine.ova', 'stream.vmdk true-stream-gpt.vmdk', 'ova tar',
              'handmade.py ova {} {0} {1}'),
    Container('machine-gnu.ova', 'true-stream.vmdk', 'ova tar', 'handmade.py ova-gnu {} {0}'),
    Container('empty.raw', '', 'unknown empty', ': > {}', {}, 'not-a-disk'),
    Container('zeros.raw', '', 'unknown data', 'truncate -s 16M {}', {}, 'not-a-disk'),
    Container('random.raw', '', 'unknown data', 'handmade.py random {}', {}, 'not-a-disk'),
    Container('text.raw', '', 'unknown ASCII', 'yes ferry | head -c 8192 > {}', {}, 'not-a-disk'),
    Container('cut-stream.vmdk', 'stream.vmdk', 'vmdk-stream VMware', 'head -c -40000 {0} > {}', {}, 'cut'),
    Container('cut-true-stream.vmdk', 'true-stream.vmdk', 'vmdk-stream VMware',
              'head -c -4096 {0} > {}', {}, 'cut'),
    Container('cut-footer.vmdk', 'true-stream.vmdk', 'vmdk-stream VMware',
              'head -c -512 {0} > {}', {}, 'cut'),
    Container('cut-dynamic.vhdx', 'dynamic.vhdx', 'vhdx Microsoft', 'head -c 12M {0} > {}', {}, 'cut'),
    Container('cut-fixed.vhd', 'fixed.vhd', 'raw MBR', 'head -c 40000000 {0} > {}', {}, 'cut'),
    Container('cut-dynamic.vhd', 'dynamic.vhd', 'vhd Virtual',
              'head -c -4096 {0} > {}', {}, 'cut'),
    Container('cut.raw', 'mbr-four', 'raw MBR', 'head -c 30M {0} > {}', {}, 'cut'),
]


def path_of(name):
    """Of one of the images above, in the folder of images"""
    if any(recipe.name == name for recipe in FILE_SYSTEMS):
        return f'fs-{name}.raw'
    return f'{name}.raw' if any(recipe.name == name for recipe in DISKS) else name
