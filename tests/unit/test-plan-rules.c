/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-scene.h"

#include <string.h>

/* What the rule says on a road */
#define SILENT  (-1)
#define NOTE    FERRY_SEVERITY_NOTE
#define WARNING FERRY_SEVERITY_WARNING
#define BLOCKS  FERRY_SEVERITY_BLOCKS

/* A flawless plan and what spoils it, in the words of ferry-test-scene.h: @fires must be found,
 * @silent, which is as near to it as can be, must not.
 */
typedef struct {
  FerryCheckCode  code;
  const char     *fires;
  const char     *silent;
  int             classic;
  int             image;
  const char     *evidence;
  FerryFix        fix;
  const char     *choice;
} Pair;

#define CHECK(name) FERRY_CHECK_##name
#define FIX(name)   FERRY_FIX_##name

#define LINUX "platform=linux;disk.type=0x83;"
#define A32   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A128  A32 A32 A32 A32

static const Pair machine_pairs[] = {
  { CHECK (NAME_MISSING), "name= ", "name=w", BLOCKS, BLOCKS, NULL, FIX (RENAME), "web01" },
  { CHECK (NAME_TWICE), "name=a;second.name=a", "name=a;second.name=b", WARNING, WARNING, "a",
    FIX (RENAME), "a-2" },
  { CHECK (PLATFORM_UNSET), "platform=unset", "platform=linux", BLOCKS, BLOCKS, NULL,
    FIX (SET_PLATFORM), "Windows" },
  { CHECK (PLATFORM_UNSET), "platform=unset;disk.type=0", "platform=windows", BLOCKS, BLOCKS,
    NULL, FIX (NONE), NULL },
  { CHECK (PLATFORM_OTHER), "platform=windows;disk.platform=Linux;disk.system=Arch",
    "platform=linux", WARNING, WARNING, "Arch", FIX (SET_PLATFORM), "Linux" },
  { CHECK (ARCHITECTURE_OTHER), "architecture=x86-64;disk.arch=i386", "disk.arch=i386", WARNING,
    WARNING, "i386", FIX (SET_ARCHITECTURE), "i386" },
  { CHECK (TENANCY), "tenancy=dedicated;zone=eu-west-1a", "tenancy=default", BLOCKS, BLOCKS,
    "t2.medium", FIX (CHANGE_TYPE), "m3.medium" },
  { CHECK (TENANCY), "tenancy=dedicated;instance-type=m5.large", "instance-type=m5.large", NOTE,
    NOTE, NULL, FIX (NONE), NULL },
  { CHECK (TERMINATES), "shutdown=terminate", "shutdown=stop", WARNING, WARNING, NULL,
    FIX (STOP_AT_SHUTDOWN), NULL },
  { CHECK (USER_DATA_UNREADABLE), "user-data=file:///gone", "user-data=file:///unknown", BLOCKS,
    BLOCKS, "file:///gone", FIX (NONE), NULL },
  { CHECK (USER_DATA_TOO_LARGE), "user-data=file:///u;text=16385", "user-data=file:///u;text=16384",
    BLOCKS, BLOCKS, "16385 bytes", FIX (NONE), NULL },
  { CHECK (TAG_FORM), "tags=AWS:x,1", "tags=awsx,1", BLOCKS, BLOCKS, "AWS:x", FIX (NONE), NULL },
  { CHECK (TAG_FORM), "tags=a,1,a,2", "tags=a,1,A,2", BLOCKS, BLOCKS, "a", FIX (NONE), NULL },
  { CHECK (TAG_FORM), "tags=,1", "tags=a,", BLOCKS, BLOCKS, "", FIX (NONE), NULL },
  { CHECK (TAG_FORM), "tags=" A128 "a,1", "tags=" A128 ",1", BLOCKS, BLOCKS, A128 "a", FIX (NONE),
    NULL },
  { CHECK (TAG_FORM), "tags=a," A128 A128 "a", "tags=a," A128 A128, BLOCKS, BLOCKS, "a", FIX (NONE),
    NULL },
  { CHECK (ROAD_NOT_TRAVELLED), "road=image", "road=classic", SILENT, BLOCKS, NULL, FIX (NONE),
    NULL },
};

static const Pair type_pairs[] = {
  { CHECK (TYPE_MISSING), "instance-type= ", "instance-type=t2.micro", BLOCKS, BLOCKS, NULL,
    FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_NOT_FOR_LINUX), LINUX "instance-type=m5.large", "instance-type=m5.large", BLOCKS,
    SILENT, "m5.large", FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_UNKNOWN), "instance-type=m9.huge", "instance-type=m5.large", BLOCKS, BLOCKS,
    "m9.huge", FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_NOT_IN_ZONE), "instance-type=m3.medium;zone=eu-west-1b",
    "instance-type=m3.medium;zone=eu-west-1a", BLOCKS, BLOCKS, "m3.medium, eu-west-1b",
    FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_NOT_IN_ZONE), "instance-type=m3.medium;subnet-id=subnet-2b",
    "instance-type=m3.medium", BLOCKS, BLOCKS, "m3.medium, eu-west-1b", FIX (CHANGE_TYPE),
    "t2.medium" },
  { CHECK (TYPE_ARCHITECTURE), "instance-type=t4g.small", "instance-type=m5.large", BLOCKS, BLOCKS,
    "t4g.small: arm64", FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_ARCHITECTURE), "architecture=i386;instance-type=m3.medium",
    "architecture=i386;instance-type=t2.micro", BLOCKS, BLOCKS, "m3.medium: x86_64",
    FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_BOOT_MODE), "instance-type=x9.large", "instance-type=m5.large", BLOCKS, BLOCKS,
    "x9.large: uefi", FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_BOOT_MODE), "disk.scheme=gpt;disk.efi=1", "instance-type=m5.large;disk.efi=1",
    SILENT, BLOCKS, "t2.medium: legacy-bios", FIX (CHANGE_TYPE), "m5.large" },
  { CHECK (TYPE_DRIVERS), LINUX "instance-type=m5.large", "instance-type=m5.large", SILENT, WARNING,
    "m5.large: ENA, NVMe", FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_DRIVERS), LINUX "instance-type=a9.large", LINUX "instance-type=t2.micro", SILENT,
    WARNING, "a9.large: ENA", FIX (CHANGE_TYPE), "t2.medium" },
  { CHECK (TYPE_BARE_METAL), "instance-type=m5.metal", "instance-type=m5.large", WARNING, WARNING,
    "m5.metal", FIX (CHANGE_TYPE), "t2.medium" },
};

static const Pair network_pairs[] = {
  { CHECK (ZONE_UNKNOWN), "zone=eu-west-1z", "zone=eu-west-1b", BLOCKS, BLOCKS, "eu-west-1z",
    FIX (NONE), NULL },
  { CHECK (ZONE_NOT_AVAILABLE), "zone=eu-west-1c", "zone=eu-west-1b", WARNING, WARNING,
    "eu-west-1c", FIX (NONE), NULL },
  { CHECK (ZONE_NOT_AVAILABLE), "zone=eu-west-1-far-1a", "zone=eu-west-1z", BLOCKS, BLOCKS,
    "eu-west-1-far-1a, local-zone", FIX (NONE), NULL },
  { CHECK (ZONE_NOT_AVAILABLE), "subnet-id=subnet-3c", "subnet-id=subnet-1a", WARNING, WARNING,
    "eu-west-1c", FIX (NONE), NULL },
  { CHECK (ZONE_NOT_OF_SUBNET), "subnet-id=subnet-1a;zone=eu-west-1b",
    "subnet-id=subnet-1a;zone=eu-west-1a", BLOCKS, BLOCKS, "subnet-1a: eu-west-1a",
    FIX (SET_ZONE), "eu-west-1a" },
  { CHECK (DATA_WITHOUT_ZONE), "data=1", "data=1;subnet-id=subnet-1a", BLOCKS, SILENT, NULL,
    FIX (SET_ZONE), "eu-west-1a" },
  { CHECK (DATA_WITHOUT_ZONE), "data=2", "data=2;zone=eu-west-1a", BLOCKS, SILENT, NULL,
    FIX (SET_ZONE), "eu-west-1a" },
  { CHECK (SUBNET_FORM), "subnet-id=subnet-1x", "subnet-id=subnet-1a", BLOCKS, BLOCKS, "subnet-1x",
    FIX (NONE), NULL },
  { CHECK (SUBNET_UNKNOWN), "subnet-id=subnet-99", "subnet-id=subnet-9x", BLOCKS, BLOCKS,
    "subnet-99", FIX (NONE), NULL },
  { CHECK (SUBNET_FULL), "subnet-id=subnet-2b;second.subnet-id=subnet-2b",
    "subnet-id=subnet-2b;second.subnet-id=subnet-1a", BLOCKS, BLOCKS, "subnet-2b: 1 < 2",
    FIX (NONE), NULL },
  { CHECK (NO_DEFAULT_VPC), "vpc=none", "vpc=none;subnet-id=subnet-1a", BLOCKS, BLOCKS,
    "eu-west-1", FIX (NONE), NULL },
  { CHECK (GROUP_FORM), "security-groups=default", "security-groups=sg-1", BLOCKS, BLOCKS,
    "default", FIX (DROP_GROUP), "default" },
  { CHECK (GROUP_UNKNOWN), "security-groups=sg-99", "security-groups=sg-9x", BLOCKS, BLOCKS,
    "sg-99", FIX (DROP_GROUP), "sg-99" },
  { CHECK (GROUP_IN_OTHER_VPC), "security-groups=sg-1,sg-2", "security-groups=sg-1,sg-3", BLOCKS,
    BLOCKS, "sg-2: vpc-2b", FIX (DROP_GROUP), "sg-2" },
  { CHECK (GROUP_IN_OTHER_VPC), "security-groups=sg-1;subnet-id=subnet-2b",
    "security-groups=sg-2;subnet-id=subnet-2b", BLOCKS, BLOCKS, "sg-1: vpc-1a",
    FIX (DROP_GROUP), "sg-1" },
  { CHECK (TOO_MANY_GROUPS), "security-groups=sg-1,sg-3,sg-4,sg-5,sg-6,sg-7",
    "security-groups=sg-1,sg-3,sg-4,sg-5,sg-6", WARNING, WARNING, "6", FIX (NONE), NULL },
  { CHECK (TOO_MANY_GROUPS),
    "quota=vpc-max-security-groups-per-interface/2;security-groups=sg-1,sg-3,sg-4",
    "quota=vpc-max-security-groups-per-interface/3;security-groups=sg-1,sg-3,sg-4", BLOCKS, BLOCKS,
    "3", FIX (NONE), NULL },
};

#define IN_A "subnet-id=subnet-1a;private-ip="
#define IN_B "subnet-id=subnet-2b;private-ip="

static const Pair address_pairs[] = {
  { CHECK (IP_FORM), IN_A "10.0.4", IN_A "10.0.4.9", BLOCKS, BLOCKS, "10.0.4", FIX (CLEAR_IP),
    NULL },
  { CHECK (IP_FORM), IN_A "fe80::1", IN_A "10.0.4.9", BLOCKS, BLOCKS, "fe80::1", FIX (CLEAR_IP),
    NULL },
  { CHECK (IP_WITHOUT_SUBNET), "private-ip=10.0.4.9", IN_A "10.0.4.9", BLOCKS, BLOCKS, "10.0.4.9",
    FIX (CLEAR_IP), NULL },
  { CHECK (IP_OUTSIDE_SUBNET), IN_A "10.0.5.0", IN_A "10.0.4.254", BLOCKS, BLOCKS,
    "10.0.5.0, 10.0.4.0/24", FIX (CLEAR_IP), NULL },
  { CHECK (IP_RESERVED), IN_A "10.0.4.3", IN_A "10.0.4.4", BLOCKS, BLOCKS, "10.0.4.3, 10.0.4.0/24",
    FIX (CLEAR_IP), NULL },
  { CHECK (IP_RESERVED), IN_B "10.1.0.31", IN_B "10.1.0.30", BLOCKS, BLOCKS,
    "10.1.0.31, 10.1.0.16/28", FIX (CLEAR_IP), NULL },
  { CHECK (IP_RESERVED), IN_B "10.1.0.16", IN_B "10.1.0.20", BLOCKS, BLOCKS,
    "10.1.0.16, 10.1.0.16/28", FIX (CLEAR_IP), NULL },
  { CHECK (IP_TAKEN), IN_A "10.0.4.20", IN_A "10.0.4.21", BLOCKS, BLOCKS, "10.0.4.20",
    FIX (CLEAR_IP), NULL },
  { CHECK (IP_TWICE), IN_A "10.0.4.9;second.subnet-id=subnet-1a;second.private-ip=10.0.4.9",
    IN_A "10.0.4.9;second.subnet-id=subnet-1a;second.private-ip=10.0.4.10", BLOCKS, BLOCKS,
    "10.0.4.9", FIX (CLEAR_IP), NULL },
};

static const Pair disk_pairs[] = {
  { CHECK (FORMAT_UNKNOWN), "disk.format=unknown", "disk.format=raw", BLOCKS, BLOCKS, NULL,
    FIX (NONE), NULL },
  { CHECK (FORMAT_UNKNOWN), "disk.bytes=0", "disk.bytes=1", BLOCKS, BLOCKS, "0 bytes", FIX (NONE),
    NULL },
  { CHECK (FORMAT_REFUSED), "disk.format=vhdx;disk.name=VHDX", "disk.format=vhd", BLOCKS, SILENT,
    "VHDX", FIX (NONE), NULL },
  { CHECK (FORMAT_REFUSED), "disk.format=other;disk.fault=format;disk.name=QCOW2",
    "disk.format=other;disk.fault=not-stream", BLOCKS, BLOCKS, "QCOW2", FIX (NONE), NULL },
  { CHECK (FORMAT_REFUSED), "disk.fault=cut;disk.problem=short", "disk.problem=?;disk.size=?",
    BLOCKS, BLOCKS, "short", FIX (NONE), NULL },
  { CHECK (FORMAT_REFUSED), "data.format=ova;data.name=OVA;zone=eu-west-1a",
    "data.format=raw;zone=eu-west-1a", BLOCKS, BLOCKS, "OVA", FIX (NONE), NULL },
  { CHECK (NOT_STREAM_OPTIMIZED),
    "disk.format=other;disk.fault=not-stream;disk.name=VMDK, sparse",
    "disk.format=other;disk.fault=format", BLOCKS, BLOCKS, "VMDK, sparse", FIX (NONE), NULL },
  { CHECK (SIZE_UNKNOWN), "disk.size=?", "disk.size=1", BLOCKS, WARNING, NULL, FIX (NONE), NULL },
  { CHECK (SIZE_UNKNOWN), "disk.size=?;disk.format=vhdx", "disk.size=?;disk.format=other", SILENT,
    WARNING, NULL, FIX (NONE), NULL },
  { CHECK (DISK_UNREADABLE), "disk.format=unknown;disk.read=0;disk.problem=denied",
    "disk.format=unknown;disk.read=1", BLOCKS, BLOCKS, "denied", FIX (NONE), NULL },
  { CHECK (CUSTOMER_KEY), "disk.format=unknown;disk.read=0;disk.fault=customer-key",
    "disk.format=unknown;disk.read=0", BLOCKS, BLOCKS, NULL, FIX (NONE), NULL },
  { CHECK (DIFFERENCING), "data.format=vhd;data.fault=differencing;data.name=VHD",
    "data.format=vhd", BLOCKS, BLOCKS, "VHD", FIX (NONE), NULL },
  { CHECK (DIRTY), "disk.format=vhdx;disk.name=VHDX;disk.fault=dirty", "disk.format=vhdx", SILENT,
    BLOCKS, "VHDX", FIX (NONE), NULL },
  { CHECK (ENCRYPTED), "disk.fs=crypto_LUKS", "disk.fs=ext4", BLOCKS, BLOCKS, "LUKS", FIX (NONE),
    NULL },
  { CHECK (ENCRYPTED), "data.fs=crypto_LUKS", "data.fs=ext4", WARNING, WARNING, "LUKS",
    FIX (NONE), NULL },
  { CHECK (ARCHIVED), "data.class=GLACIER;data.read=0", "data.class=GLACIER;data.read=1", BLOCKS,
    BLOCKS, "GLACIER", FIX (NONE), NULL },
  { CHECK (KEY_NOT_XML), "disk.key=a\x01.raw", "disk.key=a&<>.raw", BLOCKS, SILENT, "a\x01.raw",
    FIX (NONE), NULL },
  { CHECK (DISK_CUT), "data.parts=5;zone=eu-west-1a", "data.key=web.part0;zone=eu-west-1a", SILENT,
    BLOCKS, NULL, FIX (NONE), NULL },
  { CHECK (VOLUME_TOO_SMALL), "disk.volume=39", "disk.volume=40", BLOCKS, BLOCKS,
    "39 GiB < 40 GiB", FIX (RAISE_VOLUME), "40" },
  { CHECK (VOLUME_TOO_SMALL), "data.volume=39", "data.volume=41", BLOCKS, BLOCKS,
    "39 GiB < 40 GiB", FIX (RAISE_VOLUME), "40" },
  { CHECK (VOLUME_TOO_LARGE), "data.volume=16385", "data.volume=16384", BLOCKS, BLOCKS,
    "16385 GiB", FIX (LOWER_VOLUME), "16384" },
  { CHECK (VOLUME_TOO_LARGE), "data.size=16384", "data.size=16383", BLOCKS, BLOCKS, "16384 GiB",
    FIX (NONE), NULL },
  { CHECK (OVER_8_TIB), "data.size=8192", "data.size=8191", NOTE, BLOCKS, "8192 GiB", FIX (NONE),
    NULL },
};

#define BARE "disk.fs=ext4;disk.type=0x83;platform=linux;"

static const Pair boot_pairs[] = {
  { CHECK (BOOT_SECTOR_UNKNOWN), "disk.scheme=unknown", "data.scheme=unknown", BLOCKS, WARNING,
    NULL, FIX (NONE), NULL },
  { CHECK (NO_BOOT_SECTOR), "disk.scheme=none", "data.scheme=none", BLOCKS, BLOCKS, NULL,
    FIX (NONE), NULL },
  { CHECK (NO_BOOT_SECTOR), "disk.scheme=none;data.system=Arch", "data.scheme=none", BLOCKS, BLOCKS,
    NULL, FIX (CHOOSE_BOOT_DISK), "web01_1.vmdk" },
  { CHECK (GPT), "disk.scheme=gpt;disk.efi=1", "data.scheme=gpt", BLOCKS, SILENT, "GPT",
    FIX (NONE), NULL },
  { CHECK (GPT), "disk.scheme=gpt", "disk.scheme=mbr", BLOCKS, WARNING, "GPT", FIX (NONE), NULL },
  { CHECK (NO_ACTIVE_PARTITION), "disk.active=0", "data.active=0", BLOCKS, BLOCKS, NULL, FIX (NONE),
    NULL },
  { CHECK (NO_ACTIVE_PARTITION), LINUX "disk.active=0", LINUX, WARNING, WARNING, NULL, FIX (NONE),
    NULL },
  { CHECK (BOOT_OVER_2_TIB), "disk.size=2049", "disk.size=2048;data.size=2049", BLOCKS, SILENT,
    "2049 GiB", FIX (NONE), NULL },
  { CHECK (DYNAMIC_DISK), "disk.type=0x42", "disk.type=7;data.type=0x42", WARNING, WARNING, NULL,
    FIX (NONE), NULL },
  { CHECK (NO_SYSTEM), BARE, BARE "disk.boot=1", WARNING, WARNING, NULL, FIX (NONE), NULL },
  { CHECK (NO_SYSTEM), BARE "data.system=Arch", BARE "disk.system=Arch", WARNING, WARNING, NULL,
    FIX (CHOOSE_BOOT_DISK), "web01_1.vmdk" },
};

static const Pair system_pairs[] = {
  { CHECK (DATA_DISK_BOOTS), "data.system=Arch", "disk.system=Arch;data=1", WARNING, WARNING,
    "Arch", FIX (SPLIT_DISK), NULL },
  { CHECK (DUAL_BOOT), "disk.system=Arch;disk.other=NixOS", "data.other=NixOS", WARNING, WARNING,
    "Arch, NixOS", FIX (NONE), NULL },
  { CHECK (LVM_SPREAD), "disk.fs=LVM2_member;data.fs=LVM2_member",
    "disk.fs=LVM2_member;data.fs=LVM2_member;disk.system=Arch", WARNING, SILENT, "web01_1.vmdk",
    FIX (NONE), NULL },
  { CHECK (LVM_SPREAD), "disk.fs=LVM2_member;data.fs=LVM2_member",
    "disk.fs=LVM2_member;data.fs=ext4", WARNING, SILENT, "web01_1.vmdk", FIX (NONE), NULL },
  { CHECK (ARCHITECTURE), "disk.arch=arm64", "data.arch=arm64", BLOCKS, BLOCKS, "arm64", FIX (NONE),
    NULL },
  { CHECK (I386), "disk.arch=i386", "disk.arch=x86_64", WARNING, WARNING, "i386", FIX (NONE),
    NULL },
  { CHECK (WINDOWS_CLIENT), "disk.system=Windows 11 Pro", "disk.system=Windows Server 2022",
    BLOCKS, NOTE, "Windows 11 Pro", FIX (NONE), NULL },
  { CHECK (WINDOWS_CLIENT), "disk.system=Windows 8.1", "disk.system=Windows 12", BLOCKS, NOTE,
    "Windows 8.1", FIX (NONE), NULL },
#define OLD(text, not) \
  { CHECK (SYSTEM_OLD), "disk.system=" text, "disk.system=" not, WARNING, WARNING, text, \
    FIX (NONE), NULL }
  OLD ("Windows Server 2008 Standard", "Windows Server 2008 R2 Standard"),
  OLD ("Windows Server 2003 R2", "Windows Server 2012 R2"),
  OLD ("Windows 8.1 Pro", "Windows 10 Pro"),
  OLD ("CentOS Linux 7 (Core)", "CentOS Stream 9"),
  OLD ("CentOS release 6.10 (Final)", "CentOS"),
  OLD ("Debian GNU/Linux 10 (buster)", "Debian GNU/Linux 12 (bookworm)"),
  OLD ("Debian GNU/Linux 7 (wheezy)", "Debian GNU/Linux 8 (jessie)"),
  OLD ("Fedora release 20 (Heisenbug)", "Fedora Linux 40 (Server Edition)"),
  OLD ("Oracle Linux Server 6.10", "Oracle Linux Server 7.9"),
  OLD ("Red Hat Enterprise Linux Server release 6.10 (Santiago)",
       "Red Hat Enterprise Linux 9.4 (Plow)"),
  OLD ("SUSE Linux Enterprise Server 11 SP4", "SUSE Linux Enterprise Server 12 SP5"),
  OLD ("Ubuntu precise (12.04.5 LTS)", "Ubuntu 15.10"),
  OLD ("Ubuntu 14.04.6 LTS", "Ubuntu 99999999999999"),
};

static const Pair bucket_pairs[] = {
  { CHECK (REGION_NOT_CLASSIC), "disk.region=eu-north-1", "disk.region=eu-west-1", BLOCKS, SILENT,
    "eu-north-1", FIX (NONE), NULL },
  { CHECK (REGION_NOT_ENABLED), "enabled=us-east-1", "enabled=eu-west-1", BLOCKS, BLOCKS,
    "eu-west-1", FIX (NONE), NULL },
  { CHECK (REGIONS_MIXED), "data.region=us-east-1", "data.region=eu-west-1", BLOCKS, BLOCKS,
    "us-east-1", FIX (NONE), NULL },
  { CHECK (BUCKET_DOTTED), "disk.bucket=vm.disks", "disk.bucket=vm_disks", NOTE, SILENT, "vm.disks",
    FIX (NONE), NULL },
  { CHECK (BUCKET_VERSIONED), "traits=versioned", "traits=locked", NOTE, SILENT, "vm-disks",
    FIX (NONE), NULL },
  { CHECK (BUCKET_LOCKED), "traits=locked", "traits=versioned", WARNING, SILENT, "vm-disks",
    FIX (NONE), NULL },
  { CHECK (BUCKET_REPLICATED), "traits=replicated", "traits=versioned", WARNING, SILENT, "vm-disks",
    FIX (NONE), NULL },
  { CHECK (BUCKET_BY_ADDRESS), "traits=address", "traits=address;disk.bucket=other", WARNING,
    WARNING, "vm-disks", FIX (NONE), NULL },
  { CHECK (BUCKET_BY_AGE), "traits=age;age=3600", "age=3600", BLOCKS, SILENT, "vm-disks, 1 h 0 min",
    FIX (NONE), NULL },
  { CHECK (BUCKET_BY_AGE), "traits=age;age=86400", "traits=signing", WARNING, SILENT,
    "vm-disks, 24 h 0 min", FIX (NONE), NULL },
  { CHECK (BUCKET_BY_AGE), "traits=age", "", WARNING, SILENT, "vm-disks", FIX (NONE), NULL },
  { CHECK (BUCKET_BY_SIGNING), "traits=signing", "traits=age", BLOCKS, SILENT, "vm-disks",
    FIX (NONE), NULL },
  { CHECK (LINKS_TOO_SHORT), "links=86399", "links=86400", BLOCKS, SILENT, "23 h 59 min",
    FIX (NONE), NULL },
  { CHECK (LINKS_TOO_SHORT), "links=1", "links=0", BLOCKS, SILENT, "0 h 0 min", FIX (NONE), NULL },
  { CHECK (LINKS_OUTLIVE), "links=604799", "links=604800", NOTE, SILENT, "167 h 59 min",
    FIX (NONE), NULL },
  { CHECK (VOLUMES_ENCRYPTED), "encryption=key/1", "encryption=alias/aws/ebs", WARNING, WARNING,
    "key/1", FIX (NONE), NULL },
  { CHECK (VOLUMES_PLAIN), "encryption=", "encryption=key/1", NOTE, SILENT, "eu-west-1", FIX (NONE),
    NULL },
};

static const Pair plan_pairs[] = {
  { CHECK (NO_MACHINES), "machines=0", "machines=1", BLOCKS, SILENT, NULL, FIX (NONE), NULL },
  { CHECK (DISK_TWICE), "second.disk=vm/web01.vmdk", "second.disk=vm/web02.vmdk", WARNING, WARNING,
    "web01.vmdk", FIX (REMOVE_DISK), NULL },
  { CHECK (DISK_TWICE), "data=1;data.key=vm/web01.vmdk", "data=1", WARNING, WARNING, "web01.vmdk",
    FIX (REMOVE_DISK), NULL },
  { CHECK (DISK_IMPORTED), "imported=vm-disks/vm/web01.vmdk", "imported=vm-disks/vm/web02.vmdk",
    WARNING, WARNING, "import-i-0a1b", FIX (NONE), NULL },
  { CHECK (MORE_TASKS_THAN_AT_ONCE), "data=4;active=1", "data=4", NOTE, SILENT,
    "eu-west-1: 6 > 5", FIX (NONE), NULL },
  { CHECK (MORE_TASKS_THAN_AT_ONCE), "machines=6", "machines=5", NOTE, NOTE,
    "eu-west-1: 6 > 5", FIX (NONE), NULL },
  { CHECK (OVER_QUOTA), "machines=21", "machines=20", WARNING, WARNING, "eu-west-1: 21 > 20",
    FIX (NONE), NULL },
  { CHECK (TOO_MANY_DATA_DISKS), "data=26", "data=20", WARNING, BLOCKS, "27", FIX (NONE), NULL },
  { CHECK (TOO_MANY_DATA_DISKS), LINUX "data=21", "data=20", SILENT, BLOCKS, "22", FIX (NONE),
    NULL },
};

static const struct {
  const Pair *pairs;
  guint       n_pairs;
} tables[] = {
  { machine_pairs, G_N_ELEMENTS (machine_pairs) }, { type_pairs, G_N_ELEMENTS (type_pairs) },
  { network_pairs, G_N_ELEMENTS (network_pairs) }, { address_pairs, G_N_ELEMENTS (address_pairs) },
  { disk_pairs, G_N_ELEMENTS (disk_pairs) }, { boot_pairs, G_N_ELEMENTS (boot_pairs) },
  { system_pairs, G_N_ELEMENTS (system_pairs) }, { bucket_pairs, G_N_ELEMENTS (bucket_pairs) },
  { plan_pairs, G_N_ELEMENTS (plan_pairs) },
};

static void
assert_found (FerryTestScene *scene,
              const Pair     *pair,
              FerryRoad       road)
{
  const int severities[] = { pair->classic, pair->image };
  g_autoptr(FerryCheck) check = NULL;

  ferry_test_scene_set_road (scene, road);
  check = ferry_test_scene_find (scene, pair->code);
  if (severities[road] == SILENT)
    {
      g_assert_null (check);
      return;
    }

  g_assert_nonnull (check);
  g_assert_cmpint (check->severity, ==, severities[road]);
  g_assert_cmpint (check->fix, ==, pair->fix);
  g_assert_cmpuint ((check->roads & 1) != 0, ==, pair->classic < BLOCKS);
  if (pair->code != CHECK (NO_MACHINES))
    g_assert_cmpuint ((check->roads & 2) != 0, ==, pair->image < BLOCKS);
}

static void
count_cb (FerryPlan    *plan G_GNUC_UNUSED,
          FerryMachine *machine G_GNUC_UNUSED,
          const char   *what G_GNUC_UNUSED,
          guint        *count)
{
  (*count)++;
}

/* One click is one change, and the finding is gone. */
static void
assert_fixed (FerryTestScene *scene,
              const Pair     *pair)
{
  g_autoptr(FerryCheck) check = ferry_test_scene_find (scene, pair->code);
  g_autoptr(FerryCheck) after = NULL;
  guint count = 0;

  g_assert_nonnull (check);
  g_assert_cmpint (check->fix, ==, pair->fix);
  g_assert_cmpstr (check->choice, ==, pair->choice);
  g_assert_cmpstr (check->evidence, ==, pair->evidence);
  g_assert_cmpint (check->machine != NULL, >=, check->disk != NULL);

  g_signal_connect (scene->plan, "changed", G_CALLBACK (count_cb), &count);
  g_assert_cmpint (ferry_check_fix (check, scene->plan), ==, pair->fix != FIX (NONE));
  g_assert_cmpuint (count, ==, pair->fix != FIX (NONE));
  after = ferry_test_scene_find (scene, pair->code);
  if (pair->fix != FIX (NONE))
    g_assert_true (after == NULL || pair->code == CHECK (TENANCY));

  /* what was mended cannot be mended again */
  g_assert_false (ferry_check_fix (check, scene->plan));
}

static void
test_fires (gconstpointer user_data)
{
  const Pair *pair = user_data;
  g_autoptr(FerryTestScene) scene = ferry_test_scene_new (pair->fires);
  FerryRoad road = pair->classic != SILENT ? FERRY_ROAD_CLASSIC : FERRY_ROAD_IMAGE;

  assert_found (scene, pair, FERRY_ROAD_CLASSIC);
  if (pair->code != CHECK (NO_MACHINES))
    assert_found (scene, pair, FERRY_ROAD_IMAGE);
  ferry_test_scene_set_road (scene, road);
  assert_fixed (scene, pair);
}

static void
test_silent (gconstpointer user_data)
{
  const Pair *pair = user_data;
  g_autoptr(FerryTestScene) scene = ferry_test_scene_new (pair->silent);
  guint n_roads = pair->code == CHECK (ROAD_NOT_TRAVELLED) ? 1 : 2;

  for (guint road = 0; road < n_roads; road++)
    {
      g_autoptr(FerryCheck) check = NULL;

      ferry_test_scene_set_road (scene, road);
      check = ferry_test_scene_find (scene, pair->code);
      g_assert_null (check);
    }
}

static void
test_all_have_pairs (void)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_pair[FERRY_N_CHECKS] = { FALSE, };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (guint j = 0; j < tables[i].n_pairs; j++)
      has_pair[tables[i].pairs[j].code] = TRUE;

  for (guint code = 0; code < FERRY_N_CHECKS; code++)
    {
      g_test_message ("%s", ferry_check_get_id (code));
      g_assert_true (has_pair[code]);
      g_assert_true (g_hash_table_add (ids, (gpointer) ferry_check_get_id (code)));
    }
}

static void
test_flawless (void)
{
  g_autoptr(FerryTestScene) scene = ferry_test_scene_new ("");
  g_autoptr(GPtrArray) checks = ferry_check_plan (scene->plan, &scene->situation);

  for (guint i = 0; i < checks->len; i++)
    g_test_message ("%s", ferry_check_get_id (((FerryCheck *) checks->pdata[i])->code));
  g_assert_cmpuint (checks->len, ==, 0);
}

/* Where nothing is known of the account, nothing is said of it. */
static void
test_unknown (void)
{
  g_autoptr(FerryTestScene) scene =
    ferry_test_scene_new ("subnet-id=subnet-99;zone=eu-west-1z;security-groups=sg-99;"
                          "private-ip=10.9.9.9;instance-type=x1.none;user-data=file:///none");
  FerryCheckSituation nothing = { 0, };
  g_autoptr(GPtrArray) checks = ferry_check_plan (scene->plan, &nothing);

  g_assert_cmpuint (checks->len, ==, 0);

  nothing.accounts = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (nothing.accounts, (gpointer) "eu-west-1",
                       ferry_account_facts_new ("eu-west-1"));
  g_clear_pointer (&checks, g_ptr_array_unref);
  checks = ferry_check_plan (scene->plan, &nothing);
  g_assert_cmpuint (checks->len, ==, 0);
  g_object_unref (g_hash_table_lookup (nothing.accounts, "eu-west-1"));
  g_hash_table_unref (nothing.accounts);
}

static void
assert_advice (const char *words,
               FerryRoad   advised,
               guint       n_classic,
               guint       n_image)
{
  g_autoptr(FerryTestScene) scene = ferry_test_scene_new (words);
  FerryMachine *machine = ferry_plan_get_machine (scene->plan, 0);
  guint n_blocks[2];

  g_assert_cmpint (ferry_check_advise_road (machine, &scene->situation, n_blocks), ==, advised);
  g_assert_cmpuint (n_blocks[FERRY_ROAD_CLASSIC], ==, n_classic);
  g_assert_cmpuint (n_blocks[FERRY_ROAD_IMAGE], ==, n_image);
  g_assert_cmpint (ferry_check_advise_road (machine, &scene->situation, NULL), ==, advised);
}

static void
test_advice (void)
{
  assert_advice ("", FERRY_ROAD_CLASSIC, 0, 0);
  assert_advice ("disk.scheme=gpt;disk.efi=1;instance-type=m5.large", FERRY_ROAD_IMAGE, 1, 0);
  /* what does not matter on the machine's own road counts on the other */
  assert_advice ("road=image;disk.scheme=gpt;disk.efi=1", FERRY_ROAD_CLASSIC, 1, 1);
  assert_advice ("disk.arch=arm64", FERRY_ROAD_CLASSIC, 1, 1);
  assert_advice ("disk.region=eu-north-1;data.size=9000", FERRY_ROAD_IMAGE, 3, 2);
  assert_advice ("road=image", FERRY_ROAD_CLASSIC, 0, 0);
}

static void
test_views (void)
{
  g_autoptr(FerryTestScene) scene =
    ferry_test_scene_new ("name=a;second.name=a;shutdown=terminate;platform=unset;traits=locked");
  g_autoptr(GPtrArray) checks = ferry_check_plan (scene->plan, &scene->situation);
  FerryMachine *first = ferry_plan_get_machine (scene->plan, 0);
  g_autoptr(GPtrArray) of_first = ferry_check_filter (checks, first);
  g_autoptr(GPtrArray) of_plan = ferry_check_filter (checks, NULL);

  g_assert_cmpuint (checks->len, ==, 4);
  g_assert_cmpuint (of_first->len, ==, 2);
  g_assert_cmpuint (of_plan->len, ==, 1);
  g_assert_cmpint (ferry_check_find_worst (checks, first)->code, ==, CHECK (PLATFORM_UNSET));
  g_assert_cmpint (ferry_check_find_worst (checks, NULL)->code, ==, CHECK (BUCKET_LOCKED));
  g_assert_true (ferry_check_any_blocks (checks));
  g_assert_false (ferry_check_any_blocks (of_plan));

  /* worst first, then the plan's, then as the machines stand */
  g_assert_cmpint (((FerryCheck *) checks->pdata[0])->code, ==, CHECK (PLATFORM_UNSET));
  g_assert_cmpint (((FerryCheck *) checks->pdata[1])->code, ==, CHECK (BUCKET_LOCKED));
  g_assert_cmpint (((FerryCheck *) checks->pdata[2])->code, ==, CHECK (TERMINATES));
  g_assert_cmpint (((FerryCheck *) checks->pdata[3])->code, ==, CHECK (NAME_TWICE));
}

static FerryMachine *
fix (FerryTestScene *scene,
     FerryCheckCode  code)
{
  g_autoptr(FerryCheck) check = ferry_test_scene_find (scene, code);

  g_assert_true (ferry_check_fix (check, scene->plan));

  return ferry_plan_get_machine (scene->plan, 0);
}

/* What nothing was said against stays. */
static void
test_fix_leaves (void)
{
  g_autoptr(FerryTestScene) groups = ferry_test_scene_new ("security-groups=sg-1,sg-2,sg-3");
  g_autoptr(FerryTestScene) disks = ferry_test_scene_new ("data=2;data.system=Arch");
  const char *const left[] = { "sg-1", "sg-3", NULL };
  FerryMachine *machine = fix (groups, CHECK (GROUP_IN_OTHER_VPC));

  g_assert_true (g_strv_equal (ferry_machine_get_security_groups (machine), left));

  machine = fix (disks, CHECK (DATA_DISK_BOOTS));
  g_assert_cmpuint (ferry_machine_get_n_disks (machine), ==, 2);
  g_assert_cmpuint (ferry_plan_get_n_machines (disks->plan), ==, 2);
}

static void
add_pairs (const Pair *pairs,
           guint       n_pairs)
{
  for (guint i = 0; i < n_pairs; i++)
    {
      const char *id = ferry_check_get_id (pairs[i].code);
      g_autofree char *fires = g_strdup_printf ("/plan/rules/%s/%u/fires", id, i);
      g_autofree char *silent = g_strdup_printf ("/plan/rules/%s/%u/silent", id, i);

      g_test_add_data_func (fires, &pairs[i], test_fires);
      g_test_add_data_func (silent, &pairs[i], test_silent);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/rules/flawless", test_flawless);
  g_test_add_func ("/plan/rules/unknown", test_unknown);
  g_test_add_func ("/plan/rules/all-have-pairs", test_all_have_pairs);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_pairs (tables[i].pairs, tables[i].n_pairs);
  g_test_add_func ("/plan/rules/advice", test_advice);
  g_test_add_func ("/plan/rules/views", test_views);
  g_test_add_func ("/plan/rules/fix-leaves", test_fix_leaves);

  return g_test_run ();
}
