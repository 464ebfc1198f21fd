/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-system-windows.h"

#include "disk/system/ferry-file-tree.h"
#include "disk/system/ferry-hive.h"
#include "disk/system/ferry-ntfs.h"
#include "disk/system/ferry-pe.h"

#include <string.h>

#define HIVE         "/Windows/System32/config/SOFTWARE"
#define KERNEL       "/Windows/System32/ntoskrnl.exe"
#define VERSION_KEY  "Microsoft\\Windows NT\\CurrentVersion"
#define MAX_NAME     128    /* bytes of a text that goes into the report */
#define WINDOWS_11   22000  /* its first build; the registry goes on to say "Windows 10" */
#define WINDOWS_10   "Windows 10 "

typedef struct {
  char *product;  /* "Windows Server 2019 Standard" */
  char *release;  /* (nullable): "1809", "22H2" */
  char *build;    /* (nullable): "17763" */
} Version;

static void
clear_version (Version *self)
{
  g_free (self->product);
  g_free (self->release);
  g_free (self->build);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, clear_version)

static gboolean
is_for_the_eye (const char *text)
{
  if (*text == '\0' || strlen (text) > MAX_NAME)
    return FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isprint (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/* Returns: (transfer full) (nullable) */
static char *
dup_value (FerryHive  *hive,
           guint32     key,
           const char *name)
{
  g_autofree char *text = ferry_hive_dup_text (hive, key, name);

  return text != NULL && is_for_the_eye (text) ? g_steal_pointer (&text) : NULL;
}

/* Returns: (transfer full): Windows 11 as it is sold */
static char *
correct_product (const char *product,
                 const char *build)
{
  guint64 number = 0;

  if (build != NULL && g_ascii_string_to_unsigned (build, 10, 0, G_MAXUINT32, &number, NULL) &&
      number >= WINDOWS_11 && g_str_has_prefix (product, WINDOWS_10))
    return g_strconcat ("Windows 11 ", product + strlen (WINDOWS_10), NULL);

  return g_strdup (product);
}

/* Returns: whether the name of the system was found */
static gboolean
read_version (FerryFileTree   *tree,
              const FerryNode *node,
              Version         *version,
              gboolean        *must_wait)
{
  g_autoptr(FerryHive) hive = ferry_hive_new (tree, node);
  g_autofree char *product = NULL;
  guint32 key;

  if (ferry_hive_find_key (hive, VERSION_KEY, &key))
    {
      product = dup_value (hive, key, "ProductName");
      version->build = dup_value (hive, key, "CurrentBuild");
      version->release = dup_value (hive, key, "DisplayVersion");
      if (version->release == NULL)
        version->release = dup_value (hive, key, "ReleaseId");
      if (product != NULL)
        version->product = correct_product (product, version->build);
    }
  *must_wait = ferry_hive_must_wait (hive);

  return version->product != NULL;
}

/* Returns: (transfer full) */
static char *
describe (const Version *version)
{
  if (version->build == NULL)
    return g_strdup (version->product);
  if (version->release == NULL)
    return g_strdup_printf ("%s (build %s)", version->product, version->build);

  return g_strdup_printf ("%s (%s, build %s)", version->product, version->release, version->build);
}

static void
conclude (FerryDiskReport *report,
          const char      *what,
          guint            partition_number)
{
  g_free (report->platform);
  g_free (report->evidence);
  report->platform = g_strdup ("Windows");
  report->evidence = g_strdup (what);
  report->evidence_partition = partition_number;
}

static gboolean
exists (FerryFileTree *tree,
        const char    *path)
{
  FerryNode node;

  return ferry_file_tree_find (tree, path, &node);
}

/* Folders that only a Windows for such processors has, for the programs of lesser ones; where there
 * is none, the kernel says it: that a folder was not found may have other reasons.
 */
static const char *
find_architecture (FerryFileTree *tree)
{
  FerryNode kernel;

  if (exists (tree, "/Windows/SysArm32") || exists (tree, "/Windows/System32/xtajit64.dll"))
    return "arm64";
  if (exists (tree, "/Windows/SysWOW64"))
    return "x86_64";
  if (ferry_volume_must_wait (tree->volume))
    return NULL;

  return ferry_file_tree_find (tree, KERNEL, &kernel) ? ferry_pe_read_architecture (tree, &kernel)
                                                      : NULL;
}

/* Returns: (nullable) */
static const char *
find_boot_manager (FerryFileTree *tree)
{
  if (exists (tree, "/bootmgr"))
    return "/bootmgr";

  return exists (tree, "/ntldr") ? "/ntldr" : NULL;
}

static gboolean
look_at_system (FerryFileTree   *tree,
                guint            partition_number,
                FerryDiskReport *report)
{
  g_auto(Version) version = { 0 };
  /* at once with the way to the hive, which leads through the same folders */
  const char *architecture = find_architecture (tree);
  gboolean found = FALSE;
  gboolean must_wait;
  FerryNode hive;

  if (ferry_file_tree_find (tree, HIVE, &hive))
    found = read_version (tree, &hive, &version, &must_wait);
  else
    must_wait = ferry_volume_must_wait (tree->volume);

  if (!found && (must_wait || !exists (tree, KERNEL)))
    return FALSE;

  conclude (report, found ? HIVE : KERNEL, partition_number);
  if (found)
    report->system = describe (&version);
  if (report->architecture == NULL)
    report->architecture = g_strdup (architecture);

  return TRUE;
}

gboolean
ferry_system_look_windows (FerryVolume     *volume,
                           guint            partition_number,
                           FerryDiskReport *report)
{
  g_autoptr(FerryFileTree) tree = NULL;
  const char *boot_manager;

  if (report->system != NULL)
    return FALSE;

  tree = ferry_ntfs_new (volume);
  if (tree == NULL)
    return FALSE;
  if (look_at_system (tree, partition_number, report))
    return TRUE;

  boot_manager = report->platform == NULL ? find_boot_manager (tree) : NULL;
  if (boot_manager != NULL)
    conclude (report, boot_manager, partition_number);

  return FALSE;
}
