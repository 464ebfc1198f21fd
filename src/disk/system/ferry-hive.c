/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-hive.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define BINS         4096         /* where the cells begin; their addresses count from there */
#define HEAD         48           /* of the file's header, as far as it matters */
#define MAX_CELL     (64 * 1024)
#define MAX_CELLS    4096         /* that one look reads */
#define MAX_DEPTH    16
#define MAX_LISTS    64           /* that one key's list may be split into */
#define MAX_VALUES   512
#define MAX_TEXT     1024         /* bytes */

#define KEY_HEADER   76           /* in front of the name */
#define VALUE_HEADER 20
#define NAME_LATIN   0x20         /* of a key: one byte a letter */
#define VALUE_LATIN  1
#define INLINE       0x80000000   /* the data are where their address would be */

#define REG_SZ        1
#define REG_EXPAND_SZ 2
#define REG_DWORD     4

struct _FerryHive {
  FerryFileTree *tree;
  FerryNode      node;
  guint          n_cells;
  gboolean       must_wait;
};

/* Behind its size */
typedef struct {
  const guint8 *bytes;
  gsize         length;
} Cell;

FerryHive *
ferry_hive_new (FerryFileTree   *tree,
                const FerryNode *node)
{
  FerryHive *self = g_new0 (FerryHive, 1);

  self->tree = tree;
  self->node = *node;

  return self;
}

void
ferry_hive_free (FerryHive *self)
{
  g_free (self);
}

gboolean
ferry_hive_must_wait (FerryHive *self)
{
  return self->must_wait;
}

static const guint8 *
read_bytes (FerryHive *self,
            guint64    offset,
            gsize      length)
{
  gsize n_read = 0;
  const guint8 *bytes;

  if (offset > self->node.size || length > self->node.size - offset)
    return NULL;

  bytes = ferry_file_tree_read (self->tree, &self->node, offset, length, &n_read);
  if (bytes == NULL && ferry_volume_must_wait (self->tree->volume))
    self->must_wait = TRUE;

  return bytes;
}

/* @length: at least that many bytes are needed; a longer cell is cut to the longest */
static gboolean
read_cell (FerryHive *self,
           guint32    address,
           gsize      length,
           Cell      *cell)
{
  guint64 offset = (guint64) BINS + address;
  const guint8 *head = self->n_cells++ < MAX_CELLS ? read_bytes (self, offset, 4) : NULL;
  gint64 size;

  if (head == NULL)
    return FALSE;

  /* what is in use has its size negated */
  size = -(gint64) (gint32) ferry_image_le32 (head);
  if (size < 4 || (gsize) size - 4 < length)
    return FALSE;

  cell->length = MIN ((gsize) size - 4, MAX_CELL);
  cell->bytes = cell->length > 0 ? read_bytes (self, offset + 4, cell->length) : NULL;

  return cell->bytes != NULL;
}

/* In the order of the registry. @bytes: a name of Latin letters, or UTF-16LE */
static int
compare (const char   *name,
         const guint8 *bytes,
         gsize         n_bytes,
         gboolean      latin)
{
  gsize n_units = latin ? n_bytes : n_bytes / 2;
  gsize length = strlen (name);

  for (gsize i = 0; i < MIN (length, n_units); i++)
    {
      gunichar left = (gunichar) g_ascii_toupper (name[i]);
      gunichar right = latin ? bytes[i] : ferry_image_le16 (bytes + i * 2);

      if (right < 0x80)
        right = (gunichar) g_ascii_toupper ((char) right);
      if (left != right)
        return left < right ? -1 : 1;
    }

  return length < n_units ? -1 : length > n_units;
}

static gboolean
read_key (FerryHive *self,
          guint32    address,
          Cell      *key)
{
  return read_cell (self, address, KEY_HEADER, key) && memcmp (key->bytes, "nk", 2) == 0 &&
         ferry_image_le16 (key->bytes + 72) <= key->length - KEY_HEADER;
}

/* Returns: whether the key could be read */
static gboolean
compare_key (FerryHive  *self,
             guint32     address,
             const char *name,
             int        *order)
{
  Cell key;

  if (!read_key (self, address, &key))
    return FALSE;

  *order = compare (name, key.bytes + KEY_HEADER, ferry_image_le16 (key.bytes + 72),
                    (ferry_image_le16 (key.bytes + 2) & NAME_LATIN) != 0);

  return TRUE;
}

/* As "lh" lists keep it of each name */
static guint32
hash (const char *name)
{
  guint32 number = 0;

  for (; *name != '\0'; name++)
    number = number * 37 + (guint8) g_ascii_toupper (*name);

  return number;
}

/* A list with hashes: only keys that are likely to be the one are read. */
static gboolean
find_hashed (FerryHive    *self,
             const guint8 *entries,
             gsize         n,
             const char   *name,
             guint32      *address)
{
  guint32 wanted = hash (name);

  for (gsize i = 0; i < n; i++)
    {
      int order;

      *address = ferry_image_le32 (entries + i * 8);
      if (ferry_image_le32 (entries + i * 8 + 4) == wanted &&
          compare_key (self, *address, name, &order) && order == 0)
        return TRUE;
    }

  return FALSE;
}

/* @size: of an entry */
static gboolean
find_sorted (FerryHive    *self,
             const guint8 *entries,
             gsize         n,
             gsize         size,
             const char   *name,
             guint32      *address)
{
  gsize low = 0;
  gsize high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order;

      *address = ferry_image_le32 (entries + middle * size);
      if (!compare_key (self, *address, name, &order))
        return FALSE;
      if (order == 0)
        return TRUE;

      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return FALSE;
}

static gboolean
find_in_list (FerryHive  *self,
              const Cell *list,
              const char *name,
              guint32    *address)
{
  gsize n = ferry_image_le16 (list->bytes + 2);
  const guint8 *entries = list->bytes + 4;
  gsize room = list->length - 4;

  if (memcmp (list->bytes, "lh", 2) == 0)
    return find_hashed (self, entries, MIN (n, room / 8), name, address);
  if (memcmp (list->bytes, "lf", 2) == 0)
    return find_sorted (self, entries, MIN (n, room / 8), 8, name, address);

  return memcmp (list->bytes, "li", 2) == 0 &&
         find_sorted (self, entries, MIN (n, room / 4), 4, name, address);
}

/* A long list is a list of lists. */
static gboolean
find_in_lists (FerryHive  *self,
               const Cell *lists,
               const char *name,
               guint32    *address)
{
  gsize n = MIN (ferry_image_le16 (lists->bytes + 2), (lists->length - 4) / 4);

  for (gsize i = 0; i < MIN (n, MAX_LISTS); i++)
    {
      Cell list;

      if (read_cell (self, ferry_image_le32 (lists->bytes + 4 + i * 4), 4, &list) &&
          find_in_list (self, &list, name, address))
        return TRUE;
    }

  return FALSE;
}

static gboolean
find_child (FerryHive  *self,
            const char *name,
            guint32    *address)
{
  Cell key;
  Cell list;

  if (!read_key (self, *address, &key) || ferry_image_le32 (key.bytes + 20) == 0 ||
      !read_cell (self, ferry_image_le32 (key.bytes + 28), 4, &list))
    return FALSE;

  return memcmp (list.bytes, "ri", 2) == 0 ? find_in_lists (self, &list, name, address)
                                           : find_in_list (self, &list, name, address);
}

gboolean
ferry_hive_find_key (FerryHive  *self,
                     const char *path,
                     guint32    *key)
{
  const guint8 *head = read_bytes (self, 0, HEAD);
  g_auto(GStrv) names = g_strsplit (path, "\\", MAX_DEPTH);

  if (head == NULL || memcmp (head, "regf", 4) != 0)
    return FALSE;

  *key = ferry_image_le32 (head + 36);
  for (guint i = 0; names[i] != NULL; i++)
    if (!find_child (self, names[i], key))
      return FALSE;

  return TRUE;
}

static gboolean
is_value (const Cell *value,
          const char *name)
{
  gsize length = ferry_image_le16 (value->bytes + 2);

  return memcmp (value->bytes, "vk", 2) == 0 && length <= value->length - VALUE_HEADER &&
         compare (name, value->bytes + VALUE_HEADER, length,
                  (ferry_image_le16 (value->bytes + 16) & VALUE_LATIN) != 0) == 0;
}

/* Values are in no order, and each is a cell of its own: all that are not known are asked for at
 * the same time.
 */
static gboolean
find_value (FerryHive  *self,
            guint32     address,
            const char *name,
            Cell       *value)
{
  Cell key;
  Cell list;
  gsize n;

  if (!read_key (self, address, &key))
    return FALSE;

  n = MIN (ferry_image_le32 (key.bytes + 36), MAX_VALUES);
  if (n == 0 || !read_cell (self, ferry_image_le32 (key.bytes + 40), 4, &list))
    return FALSE;

  for (gsize i = 0; i < MIN (n, list.length / 4); i++)
    if (read_cell (self, ferry_image_le32 (list.bytes + i * 4), VALUE_HEADER, value) &&
        is_value (value, name))
      return TRUE;

  return FALSE;
}

/* Returns: (nullable): the data of a value */
static const guint8 *
get_data (FerryHive  *self,
          const Cell *value,
          gsize      *length)
{
  guint32 size = ferry_image_le32 (value->bytes + 4);
  guint32 place = ferry_image_le32 (value->bytes + 8);
  Cell data;

  *length = size & ~INLINE;
  if ((size & INLINE) != 0)
    return *length <= 4 ? value->bytes + 8 : NULL;

  return *length <= MAX_TEXT && read_cell (self, place, *length, &data) ? data.bytes : NULL;
}

char *
ferry_hive_dup_text (FerryHive  *self,
                     guint32     key,
                     const char *name)
{
  gunichar2 units[MAX_TEXT / 2];
  glong n_units = 0;
  const guint8 *data = NULL;
  gsize length = 0;
  Cell value;

  if (find_value (self, key, name, &value) &&
      (ferry_image_le32 (value.bytes + 12) == REG_SZ ||
       ferry_image_le32 (value.bytes + 12) == REG_EXPAND_SZ))
    data = get_data (self, &value, &length);
  if (data == NULL)
    return NULL;

  for (gsize i = 0; i + 1 < length && ferry_image_le16 (data + i) != 0; i += 2)
    units[n_units++] = ferry_image_le16 (data + i);

  return g_utf16_to_utf8 (units, n_units, NULL, NULL, NULL);
}

gboolean
ferry_hive_get_number (FerryHive  *self,
                       guint32     key,
                       const char *name,
                       guint32    *number)
{
  const guint8 *data = NULL;
  gsize length = 0;
  Cell value;

  if (find_value (self, key, name, &value) && ferry_image_le32 (value.bytes + 12) == REG_DWORD)
    data = get_data (self, &value, &length);
  if (data == NULL || length != 4)
    return FALSE;

  *number = ferry_image_le32 (data);

  return TRUE;
}
