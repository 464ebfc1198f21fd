/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-disk-name.h"

#include "plan/ferry-natural.h"

#include <string.h>

#define SEPARATORS " -_."
/* Enough for "web01.tar.gz" and "web01-os-disk1"; names out of nothing but roles end somewhere. */
#define MOST_ENDINGS 3
#define MOST_ROLES 4
/* More digits than that are a date, an id or a house number. */
#define MOST_INDEX_DIGITS 3

static const char *const disk_endings[] = {
  "vmdk", "raw", "img", "vhd", "vhdx", "avhd", "avhdx", "qcow2", "qcow", "vdi", "hdd", "ova", "dd",
  "bin",
};

static const char *const packed_endings[] = { "gz", "xz", "zst", "bz2", "zip", "7z", "tar", "tgz" };

typedef struct {
  const char    *word;
  FerryDiskRole  role;
  guint          weight;
} RoleWord;

/* Not "backup", "old" and "copy": what starts under such a name is a machine of its own. */
static const RoleWord role_words[] = {
  { "boot", FERRY_DISK_ROLE_BOOT, 3 },
  { "os", FERRY_DISK_ROLE_BOOT, 2 },
  { "sys", FERRY_DISK_ROLE_BOOT, 2 },
  { "system", FERRY_DISK_ROLE_BOOT, 2 },
  { "root", FERRY_DISK_ROLE_BOOT, 1 },
  { "rootfs", FERRY_DISK_ROLE_BOOT, 1 },
  { "data", FERRY_DISK_ROLE_DATA, 0 },
  { "log", FERRY_DISK_ROLE_DATA, 0 },
  { "logs", FERRY_DISK_ROLE_DATA, 0 },
  { "swap", FERRY_DISK_ROLE_DATA, 0 },
  { "pagefile", FERRY_DISK_ROLE_DATA, 0 },
  { "home", FERRY_DISK_ROLE_DATA, 0 },
  { "var", FERRY_DISK_ROLE_DATA, 0 },
  { "opt", FERRY_DISK_ROLE_DATA, 0 },
  { "usr", FERRY_DISK_ROLE_DATA, 0 },
  { "tmp", FERRY_DISK_ROLE_DATA, 0 },
  { "temp", FERRY_DISK_ROLE_DATA, 0 },
  { "disk", FERRY_DISK_ROLE_NUMBER, 0 },
  { "dsk", FERRY_DISK_ROLE_NUMBER, 0 },
  { "vdisk", FERRY_DISK_ROLE_NUMBER, 0 },
  { "harddisk", FERRY_DISK_ROLE_NUMBER, 0 },
  { "hdd", FERRY_DISK_ROLE_NUMBER, 0 },
  { "hd", FERRY_DISK_ROLE_NUMBER, 0 },
  { "drive", FERRY_DISK_ROLE_NUMBER, 0 },
  { "vol", FERRY_DISK_ROLE_NUMBER, 0 },
  { "volume", FERRY_DISK_ROLE_NUMBER, 0 },
  { "lun", FERRY_DISK_ROLE_NUMBER, 0 },
  { "scsi", FERRY_DISK_ROLE_NUMBER, 0 },
  { "sata", FERRY_DISK_ROLE_NUMBER, 0 },
  { "ide", FERRY_DISK_ROLE_NUMBER, 0 },
  { "virtio", FERRY_DISK_ROLE_NUMBER, 0 },
};

static const char *const device_prefixes[] = { "sd", "vd", "hd", "xvd" };

/* Folders that a hypervisor makes within a machine's own. */
static const char *const inner_folders[] = { "virtual hard disks", "virtual disks", "disks" };

static gboolean
is_separator (char c)
{
  return c != '\0' && strchr (SEPARATORS, c) != NULL;
}

static gboolean
is_slash (char c)
{
  return c == '/' || c == '\\';
}

static gboolean
contains (const char *const *words,
          gsize              n_words,
          const char        *text,
          gsize              length)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], text, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static gsize
trim_separators (const char *text,
                 gsize       length)
{
  while (length > 0 && is_separator (text[length - 1]))
    length--;

  return length;
}

static gsize
trim_digits (const char *text,
             gsize       length)
{
  while (length > 0 && g_ascii_isdigit (text[length - 1]))
    length--;

  return length;
}

static gsize
trim_letters (const char *text,
              gsize       length)
{
  while (length > 0 && g_ascii_isalpha (text[length - 1]))
    length--;

  return length;
}

/* Splits at the last slash that something follows. @folder: (out): without slashes at its end */
static char *
split_key (const char  *key,
           char       **folder)
{
  gsize end = strlen (key);
  gsize start;
  gsize folder_end;

  while (end > 0 && is_slash (key[end - 1]))
    end--;
  start = end;
  while (start > 0 && !is_slash (key[start - 1]))
    start--;
  folder_end = start;
  while (folder_end > 0 && is_slash (key[folder_end - 1]))
    folder_end--;
  *folder = g_strndup (key, folder_end);

  return g_strndup (key + start, end - start);
}

static gboolean
is_inner_folder (const char *name)
{
  gsize length = strlen (name);
  gsize word_end = trim_separators (name, trim_digits (name, length));

  return contains (inner_folders, G_N_ELEMENTS (inner_folders), name, length) ||
         (word_end < length && word_end == strlen ("disk") &&
          g_ascii_strncasecmp (name, "disk", word_end) == 0);
}

/* The folder that stands for the machine: "web01/Virtual Hard Disks" is "web01". */
static char *
find_machine_folder (char *folder)
{
  g_autofree char *inner = folder;
  g_autofree char *outer = NULL;
  g_autofree char *name = split_key (inner, &outer);

  if (*outer && is_inner_folder (name))
    return g_steal_pointer (&outer);

  return g_steal_pointer (&inner);
}

static void
strip_endings (FerryDiskName *self)
{
  for (guint i = 0; i < MOST_ENDINGS; i++)
    {
      char *dot = strrchr (self->base, '.');
      gsize length;
      gboolean is_disk;

      if (dot == NULL || dot == self->base)
        return;
      length = strlen (dot + 1);
      is_disk = contains (disk_endings, G_N_ELEMENTS (disk_endings), dot + 1, length);
      if (!is_disk &&
          !contains (packed_endings, G_N_ELEMENTS (packed_endings), dot + 1, length))
        return;

      if (is_disk && *self->type == '\0')
        {
          g_free (self->type);
          self->type = g_ascii_strdown (dot + 1, -1);
        }
      *dot = '\0';
    }
}

/* The length of @base without @n_digits digits at its end and @mark before them; 0 if it does not
 * end so.
 */
static gsize
find_marked_number (const char *base,
                    const char *mark,
                    gsize       n_digits)
{
  gsize length = strlen (base);
  gsize start = trim_digits (base, length);
  gsize mark_length = strlen (mark);

  if (length - start != n_digits || start <= mark_length ||
      g_ascii_strncasecmp (base + start - mark_length, mark, mark_length) != 0)
    return 0;

  return start - mark_length;
}

/* "web01-flat", "web01-s001": the files that a VMDK descriptor names (VMware, "Virtual Disk Format
 * 5.0").
 */
static gsize
find_extent (const char *base)
{
  static const char *const marks[] = {
    "-flat", "-delta", "-sesparse", "-ctk", "-rdm", "-rdmp",
  };
  gsize length = strlen (base);
  gsize found;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize mark_length = strlen (marks[i]);

      if (length > mark_length &&
          g_ascii_strcasecmp (base + length - mark_length, marks[i]) == 0)
        return length - mark_length;
    }

  found = find_marked_number (base, "-s", 3);

  return found ? found : find_marked_number (base, "-f", 3);
}

/* "web01_5F3B5C1E-….avhdx": a checkpoint of Hyper-V */
static gsize
find_checkpoint (const char *base)
{
  gsize length = strlen (base);

  if (length < 38 || base[length - 37] != '_' || !g_uuid_string_is_valid (base + length - 36))
    return 0;

  return length - 37;
}

static void
cut_part (FerryDiskName *self,
          gsize          length)
{
  if (length == 0)
    return;

  self->base[length] = '\0';
  self->is_part = TRUE;
}

static void
strip_part (FerryDiskName *self,
            gboolean       is_differencing)
{
  if (g_str_equal (self->type, "vmdk"))
    {
      cut_part (self, find_extent (self->base));
      if (is_differencing || self->is_part)
        cut_part (self, find_marked_number (self->base, "-", 6));
    }
  else if (g_str_has_prefix (self->type, "avhd"))
    {
      cut_part (self, find_checkpoint (self->base));
      /* so that it sorts beside its parent */
      memmove (self->type, self->type + 1, strlen (self->type));
    }
}

static const RoleWord *
find_role_word (const char *text,
                gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_words); i++)
    {
      if (strlen (role_words[i].word) == length &&
          g_ascii_strncasecmp (role_words[i].word, text, length) == 0)
        return &role_words[i];
    }

  return NULL;
}

static gboolean
is_boundary (const char *text,
             gsize       position)
{
  return position == 0 || is_separator (text[position - 1]) ||
         g_ascii_isdigit (text[position - 1]) || strchr (")]}", text[position - 1]) != NULL;
}

static void
set_role (FerryDiskName *self,
          FerryDiskRole  role,
          guint          weight)
{
  /* of "os-disk1" the word tells more than the number */
  if (self->role > FERRY_DISK_ROLE_NUMBER || role < self->role)
    return;

  self->role = role;
  self->weight = weight;
}

/* Returns: where the device's letters begin, as in "web01-sda"; 0 with *@found %FALSE otherwise */
static gsize
find_device (const char *text,
             gsize       length,
             gboolean   *found)
{
  gsize start = trim_letters (text, length);

  *found = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (device_prefixes); i++)
    {
      gsize prefix_length = strlen (device_prefixes[i]);

      if (length - start > prefix_length && length - start <= prefix_length + 2 &&
          g_ascii_strncasecmp (text + start, device_prefixes[i], prefix_length) == 0 &&
          is_boundary (text, start))
        {
          *found = TRUE;
          return start + prefix_length;
        }
    }

  return 0;
}

/* "sdb" comes before "sdaa". */
static void
set_device_order (FerryDiskName *self,
                  gsize          length,
                  gsize          letters)
{
  guint number = 0;
  g_autofree char *prefix = g_strndup (self->base, letters);

  for (gsize i = letters; i < length; i++)
    number = number * 26 + (g_ascii_tolower (self->base[i]) - 'a' + 1);

  g_free (self->order);
  self->order = g_strdup_printf ("%s%u%s", prefix, number, self->base + length);
}

static gboolean
strip_device (FerryDiskName *self,
              gsize         *length)
{
  gboolean found;
  gsize letters = find_device (self->base, *length, &found);

  if (!found)
    return FALSE;

  set_device_order (self, *length, letters);
  set_role (self, FERRY_DISK_ROLE_NUMBER, 0);
  *length = trim_separators (self->base, trim_letters (self->base, *length));

  return TRUE;
}

/* "nvme0n1" */
static gboolean
strip_nvme (FerryDiskName *self,
            gsize         *length)
{
  const char *base = self->base;
  gsize space = trim_digits (base, *length);
  gsize controller;

  if (space == *length || space == 0 || g_ascii_tolower (base[space - 1]) != 'n')
    return FALSE;
  controller = trim_digits (base, space - 1);
  if (controller == space - 1 || controller < 4 ||
      g_ascii_strncasecmp (base + controller - 4, "nvme", 4) != 0 ||
      !is_boundary (base, controller - 4))
    return FALSE;

  set_role (self, FERRY_DISK_ROLE_NUMBER, 0);
  *length = trim_separators (base, controller - 4);

  return TRUE;
}

/* "boot", "data2", "disk-0", "scsi0-1" at the end of @base */
static gboolean
strip_word (FerryDiskName *self,
            gsize         *length)
{
  const char *base = self->base;
  gsize end = *length;
  gsize start;
  const RoleWord *word;

  for (guint numbers = 0; numbers < 2 && end > 0 && g_ascii_isdigit (base[end - 1]); numbers++)
    {
      gsize digits = trim_digits (base, end);

      if (end - digits > MOST_INDEX_DIGITS)
        return FALSE;
      end = trim_separators (base, digits);
    }

  start = trim_letters (base, end);
  word = find_role_word (base + start, end - start);
  if (word == NULL || !is_boundary (base, start))
    return FALSE;

  set_role (self, word->role, word->weight);
  *length = trim_separators (base, start);

  return TRUE;
}

/* "C" and "2" alone: one of the disks of the folder's machine */
static gboolean
is_index_alone (const char *base)
{
  gsize length = strlen (base);

  return (length == 1 && g_ascii_isalnum (*base)) ||
         (length == 2 && trim_digits (base, length) == 0);
}

static void
strip_roles (FerryDiskName *self)
{
  gsize length = strlen (self->base);

  self->order = g_strdup (self->base);
  if (is_index_alone (self->base))
    {
      set_role (self, FERRY_DISK_ROLE_NUMBER, 0);
      length = 0;
    }

  for (guint i = 0; i < MOST_ROLES && length > 0; i++)
    {
      if (!strip_word (self, &length) && !strip_device (self, &length) &&
          !strip_nvme (self, &length))
        break;
    }

  self->stem = g_strndup (self->base, length);
}

static void
fold_order (FerryDiskName *self)
{
  g_autofree char *order = g_steal_pointer (&self->order);

  self->order = ferry_natural_fold (order);
}

FerryDiskName *
ferry_disk_name_parse (const char *key,
                       gboolean    is_differencing)
{
  FerryDiskName *self;

  g_return_val_if_fail (key != NULL, NULL);

  self = g_new0 (FerryDiskName, 1);
  self->type = g_strdup ("");
  self->base = split_key (key, &self->folder);
  self->folder = find_machine_folder (self->folder);
  strip_endings (self);
  strip_part (self, is_differencing);
  strip_roles (self);
  self->stem_fold = ferry_natural_fold (self->stem);
  fold_order (self);

  return self;
}

void
ferry_disk_name_free (FerryDiskName *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_free (self->base);
  g_free (self->stem);
  g_free (self->stem_fold);
  g_free (self->order);
  g_free (self->type);
  g_free (self);
}

char *
ferry_disk_name_dup_label (const FerryDiskName *self)
{
  g_autofree char *outer = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  return *self->folder ? split_key (self->folder, &outer) : NULL;
}

gsize
ferry_disk_name_find_index (const char *stem)
{
  gsize end;
  gsize start;

  g_return_val_if_fail (stem != NULL, 0);

  end = strlen (stem);
  if (end > 0 && stem[end - 1] == ')')
    end--;
  start = trim_digits (stem, end);
  if (start == end && end > 0 && g_ascii_isalpha (stem[end - 1]))
    start = end - 1;
  if (start == end || end - start > MOST_INDEX_DIGITS)
    return 0;

  /* not a dot: "10.0.0.5" and "10.0.0.6" are two hosts */
  if (start == 0 || strchr (" -(_", stem[start - 1]) == NULL)
    return 0;
  if (stem[start - 1] == '(')
    start--;

  return trim_separators (stem, start);
}
