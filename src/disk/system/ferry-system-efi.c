/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-system-efi.h"

#include "disk/system/ferry-fat.h"
#include "disk/system/ferry-pe.h"

#define MICROSOFT_LOADER "/EFI/Microsoft/Boot/bootmgfw.efi"

static const struct {
  const char *suffix;        /* of a loader's name */
  const char *architecture;
} processors[] = {
  { "x64", "x86_64" },
  { "aa64", "arm64" },
  { "ia32", "i386" },
};

/* the folder and the first part of the name; the one that firmware looks for itself comes first */
static const char * const loaders[] = {
  "BOOT/BOOT",
  "debian/shim", "debian/grub",
  "ubuntu/shim", "ubuntu/grub",
  "redhat/shim", "redhat/grub",
  "centos/shim", "centos/grub",
  "fedora/shim", "fedora/grub",
  "rocky/shim", "rocky/grub",
  "almalinux/shim", "almalinux/grub",
  "oracle/shim", "oracle/grub",
  "amzn/shim", "amzn/grub",
  "opensuse/shim", "opensuse/grub",
  "sles/shim", "sles/grub",
  "systemd/systemd-boot",
};

static gboolean
exists (FerryFileTree *tree,
        const char    *path)
{
  FerryNode node;

  return ferry_file_tree_find (tree, path, &node) && node.kind == FERRY_NODE_FILE;
}

/* Returns: (nullable): the architecture of a loader that is there */
static const char *
find_loader (FerryFileTree *tree)
{
  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    for (guint j = 0; j < G_N_ELEMENTS (processors); j++)
      {
        g_autofree char *path = g_strdup_printf ("/EFI/%s%s.efi", loaders[i], processors[j].suffix);

        if (exists (tree, path))
          return processors[j].architecture;
      }

  return NULL;
}

void
ferry_system_look_efi (FerryVolume     *volume,
                       FerryDiskReport *report)
{
  g_autoptr(FerryFileTree) tree = ferry_fat_new (volume);
  const char *architecture;
  FerryNode microsoft;
  gboolean has_microsoft;
  FerryNode folder;

  if (tree == NULL || !ferry_file_tree_find (tree, "/EFI", &folder))
    return;

  architecture = find_loader (tree);
  has_microsoft = ferry_file_tree_find (tree, MICROSOFT_LOADER, &microsoft);
  report->has_efi_loader |= architecture != NULL || has_microsoft;
  /* Windows has one name for all */
  if (report->architecture == NULL && architecture == NULL && has_microsoft)
    architecture = ferry_pe_read_architecture (tree, &microsoft);
  if (report->architecture == NULL)
    report->architecture = g_strdup (architecture);
  if (report->platform == NULL && has_microsoft)
    {
      report->platform = g_strdup ("Windows");
      report->evidence = g_strdup ("/EFI/Microsoft/Boot/bootmgfw.efi");
    }
}
