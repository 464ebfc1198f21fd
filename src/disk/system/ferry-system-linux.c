/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-system-linux.h"

#include "disk/system/ferry-ext.h"
#include "disk/system/ferry-os-release.h"
#include "disk/system/ferry-xfs.h"
#include "disk/volume/ferry-file-system-probe.h"
#include "disk/volume/ferry-lvm.h"

#define MAX_LOGICAL 16           /* each costs a few requests */
#define MAX_RELEASE (16 * 1024)

typedef enum {
  NOTHING,
  TO_COME,
  KERNEL,      /* of a /boot */
  ROOT,        /* by its folders */
  RELEASE,
} Finding;

typedef struct {
  Finding  finding;
  char    *system;     /* (nullable) */
  char    *what;       /* the evidence */
} Linux;

static const struct {
  const char *path;
  char     *(*dup_title) (const char *text,
                          gsize       length);
  const char *prefix;
} releases[] = {
  { "/etc/os-release", ferry_os_release_dup_title, "" },
  { "/usr/lib/os-release", ferry_os_release_dup_title, "" },
  /* of a /usr that is a volume of its own */
  { "/lib/os-release", ferry_os_release_dup_title, "" },
  { "/etc/redhat-release", ferry_os_release_dup_line, "" },
  { "/etc/debian_version", ferry_os_release_dup_line, "Debian " },
};

/* The ABI fixes the names of the dynamic loaders: that of the widest one tells the processor, and
 * nothing of the file itself is read.
 */
static const struct {
  const char *folder;
  const char *name;
  const char *architecture;
} loaders[] = {
  { "/lib64", "ld-linux-x86-64.so.2", "x86_64" },
  { "/lib", "ld-linux-aarch64.so.1", "arm64" },
  { "/lib", "ld-musl-x86_64.so.1", "x86_64" },
  { "/lib", "ld-musl-aarch64.so.1", "arm64" },
  { "/lib", "ld-linux.so.2", "i386" },
  { "/lib", "ld-musl-i386.so.1", "i386" },
  { "/lib64", "ld64.so.2", "ppc64le" },
  { "/lib", "ld64.so.1", "s390x" },
  { "/lib", "ld-linux-riscv64-lp64d.so.1", "riscv64" },
};

/* Returns: RELEASE, NOTHING or TO_COME */
static Finding
read_release (FerryFileTree *tree,
              guint          index,
              Linux         *found)
{
  FerryNode node;
  const guint8 *text = NULL;
  g_autofree char *title = NULL;
  gsize length = 0;

  if (ferry_file_tree_find (tree, releases[index].path, &node) && node.kind == FERRY_NODE_FILE)
    text = node.size > 0 ? ferry_file_tree_read (tree, &node, 0, MAX_RELEASE, &length) : NULL;
  if (text == NULL)
    return ferry_volume_must_wait (tree->volume) ? TO_COME : NOTHING;

  title = releases[index].dup_title ((const char *) text, length);
  if (title != NULL)
    found->system = g_strconcat (releases[index].prefix, title, NULL);
  found->what = g_strdup (releases[index].path);

  return RELEASE;
}

/* @path: in the root folder. Returns: ROOT, NOTHING or TO_COME */
static Finding
find_folder (FerryFileTree *tree,
             const char    *path)
{
  FerryNode node;

  if (ferry_file_tree_find (tree, path, &node))
    return node.kind == FERRY_NODE_FOLDER ? ROOT : NOTHING;

  return ferry_volume_must_wait (tree->volume) ? TO_COME : NOTHING;
}

static Finding
look_at_root (FerryFileTree *tree,
              Linux         *found)
{
  const char *folders[] = { "/etc", "/usr", "/sbin", "/bin" };
  gboolean has_programs = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (folders) && !has_programs; i++)
    {
      Finding finding = find_folder (tree, folders[i]);

      if (finding == TO_COME || (finding == NOTHING && i < 2))
        return finding;
      has_programs = finding == ROOT && i >= 2;
      if (has_programs)
        found->what = g_strdup_printf ("/etc, /usr, %s", folders[i]);
    }

  return has_programs ? ROOT : NOTHING;
}

static Finding
look_for_kernel (FerryFileTree *tree,
                 Linux         *found)
{
  FerryNode node;

  if (tree->find_prefix (tree, &tree->root, "vmlinuz-", &node))
    {
      found->what = g_strdup ("/boot/vmlinuz-*");
      return KERNEL;
    }

  return ferry_volume_must_wait (tree->volume) ? TO_COME : NOTHING;
}

static void
look_at_files (FerryFileTree *tree,
               Linux         *found)
{
  found->finding = NOTHING;
  for (guint i = 0; found->finding == NOTHING && i < G_N_ELEMENTS (releases); i++)
    found->finding = read_release (tree, i, found);
  if (found->finding == NOTHING)
    found->finding = look_at_root (tree, found);
  if (found->finding == NOTHING)
    found->finding = look_for_kernel (tree, found);
}

/* Returns: (nullable) */
static const char *
find_architecture (FerryFileTree *tree)
{
  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    {
      FerryNode folder;
      FerryNode node;

      if (ferry_file_tree_find (tree, loaders[i].folder, &folder) &&
          folder.kind == FERRY_NODE_FOLDER && tree->find (tree, &folder, loaders[i].name, &node))
        return loaders[i].architecture;
      if (ferry_volume_must_wait (tree->volume))
        return NULL;
    }

  return NULL;
}

/* A kernel or a bare root tells the platform; another volume may tell more. */
static void
tell (const Linux     *found,
      const char      *logical,
      guint            partition_number,
      const char      *architecture,
      FerryDiskReport *report)
{
  if (found->finding < RELEASE && report->platform != NULL)
    return;

  g_free (report->platform);
  report->platform = g_strdup ("Linux");
  g_free (report->system);
  report->system = g_strdup (found->system);
  if (architecture != NULL)
    {
      g_free (report->architecture);
      report->architecture = g_strdup (architecture);
    }
  g_free (report->evidence);
  report->evidence = logical != NULL ? g_strdup_printf ("%s: %s", logical, found->what)
                                     : g_strdup (found->what);
  report->evidence_partition = partition_number;
}

static gboolean
look_at_tree (FerryFileTree   *tree,
              const char      *logical,
              guint            partition_number,
              FerryDiskReport *report)
{
  Linux found = { NOTHING, NULL, NULL };
  const char *architecture;
  gboolean is_root;

  look_at_files (tree, &found);
  architecture = found.finding == KERNEL ? NULL : find_architecture (tree);
  if (found.finding >= KERNEL)
    tell (&found, logical, partition_number, architecture, report);
  is_root = found.finding == RELEASE;
  g_free (found.system);
  g_free (found.what);

  return is_root;
}

/* @logical: (nullable): the name of a logical volume in the partition */
static gboolean
look_at_volume (FerryVolume           *volume,
                const FerryFileSystem *file_system,
                const char            *logical,
                guint                  partition_number,
                FerryDiskReport       *report)
{
  g_autoptr(FerryFileTree) tree = NULL;

  if (g_str_has_prefix (file_system->type, "ext"))
    tree = ferry_ext_open (volume);
  else if (g_str_equal (file_system->type, "xfs"))
    tree = ferry_xfs_open (volume);

  return tree != NULL && look_at_tree (tree, logical, partition_number, report);
}

static gboolean
look_at_logical (FerryVolume     *physical,
                 guint            partition_number,
                 FerryDiskReport *report)
{
  g_autoptr(GPtrArray) volumes = ferry_lvm_read (physical);

  for (guint i = 0; i < MIN (volumes->len, MAX_LOGICAL); i++)
    {
      const FerryLogicalVolume *logical = g_ptr_array_index (volumes, i);
      g_autoptr(FerryFileSystem) file_system = ferry_file_system_probe (logical->volume);

      if (file_system == NULL)
        continue;

      if (file_system->encrypted)
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_ENCRYPTED,
                                    "The logical volume %s is encrypted (%s), which VM Import does "
                                    "not take. Decrypt it first.", logical->name,
                                    ferry_file_system_get_name (file_system));
      /* a group within a group is not looked into */
      if (look_at_volume (logical->volume, file_system, logical->name, partition_number, report))
        return TRUE;
    }

  return FALSE;
}

gboolean
ferry_system_look_linux (FerryVolume           *volume,
                         const FerryFileSystem *file_system,
                         guint                  partition_number,
                         FerryDiskReport       *report)
{
  if (file_system == NULL)
    return FALSE;

  return g_str_equal (file_system->type, "LVM2_member")
         ? look_at_logical (volume, partition_number, report)
         : look_at_volume (volume, file_system, NULL, partition_number, report);
}
