/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-tar.h"

#include <string.h>

#define BLOCK        512
#define NAME         100
#define SIZE         124
#define SIZE_DIGITS  12
#define CHECKSUM     148
#define KIND         156
#define MAGIC        257
#define PREFIX       345
#define PREFIX_SIZE  155
#define MAX_STEPS    (2 * FERRY_TAR_MAX_MEMBERS)  /* what precedes a member counts, too */
#define MAX_EXTRA    (16 * 1024)  /* a long name, or pax records */

/* What precedes a member and holds for it */
typedef struct {
  char     *name;      /* (nullable) */
  gboolean  has_size;
  guint64   size;
} Extra;

void
ferry_tar_member_free (FerryTarMember *member)
{
  g_free (member->name);
  g_free (member);
}

gboolean
ferry_tar_is_tar (const guint8 *head,
                  gsize         length)
{
  return length >= BLOCK && memcmp (head + MAGIC, "ustar", 5) == 0;
}

/* The sum of the header's bytes, its own field taken as blanks */
static gboolean
is_sum_right (const guint8 *header)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  return TRUE;
#else
  guint sum = 8 * ' ';
  guint64 written = 0;

  for (guint i = 0; i < BLOCK; i++)
    if (i < CHECKSUM || i >= CHECKSUM + 8)
      sum += header[i];
  for (guint i = CHECKSUM; i < CHECKSUM + 8; i++)
    if (header[i] >= '0' && header[i] <= '7')
      written = written * 8 + (header[i] - '0');

  return written == sum;
#endif
}

/* Octal digits, or a number in base 256 where the first bit is set, for files of 8 GiB and more. */
static gboolean
read_size (const guint8 *header,
           guint64      *size)
{
  const guint8 *digits = header + SIZE;

  *size = 0;
  if (digits[0] == 0x80)
    {
      for (guint i = 1; i < SIZE_DIGITS; i++)
        {
          if (*size > G_MAXINT64 >> 8)
            return FALSE;
          *size = *size << 8 | digits[i];
        }
      return TRUE;
    }

  for (guint i = 0; i < SIZE_DIGITS && digits[i] != '\0' && digits[i] != ' '; i++)
    {
      if (digits[i] < '0' || digits[i] > '7')
        return FALSE;
      *size = *size * 8 + (digits[i] - '0');
    }

  return TRUE;
}

static char *
read_name (const guint8 *header)
{
  g_autofree char *name = g_strndup ((const char *) header, NAME);
  g_autofree char *prefix = g_strndup ((const char *) header + PREFIX, PREFIX_SIZE);

  /* GNU's own dialect keeps times where ustar has the prefix. */
  if (memcmp (header + MAGIC, "ustar\0", 6) != 0 || *prefix == '\0')
    return g_steal_pointer (&name);

  return g_strconcat (prefix, "/", name, NULL);
}

/* pax records: "LENGTH KEY=VALUE\n", the length being of the whole */
static void
read_pax (const char *text,
          gsize       length,
          Extra      *extra)
{
  while (length > 0)
    {
      char *end;
      guint64 record = g_ascii_strtoull (text, &end, 10);
      const char *equals;

      /* the reader of numbers skips blanks and line feeds, which no length begins with */
      if (!g_ascii_isdigit (*text) || *end != ' ' || record > length ||
          record <= (gsize) (end - text) || text[record - 1] != '\n')
        return;

      equals = memchr (end, '=', record - (gsize) (end - text));
      if (equals != NULL && g_str_has_prefix (end, " path="))
        {
          g_free (extra->name);
          extra->name = g_strndup (equals + 1, record - (gsize) (equals + 1 - text) - 1);
        }
      if (equals != NULL && g_str_has_prefix (end, " size="))
        {
          extra->size = g_ascii_strtoull (equals + 1, NULL, 10);
          extra->has_size = extra->size <= G_MAXINT64;
        }
      text += record;
      length -= record;
    }
}

/* Returns: whether it is known */
static gboolean
read_extra (FerryDiskSource *source,
            guint64          offset,
            guint64          size,
            char             kind,
            Extra           *extra)
{
  g_autofree char *text = NULL;
  const guint8 *bytes;

  if (size == 0 || size > MAX_EXTRA)
    return TRUE;

  bytes = ferry_disk_source_read (source, offset, size, size + BLOCK);
  if (bytes == NULL)
    return FALSE;

  /* with a zero at the end, for the readers of numbers */
  text = g_strndup ((const char *) bytes, size);
  if (kind == 'x')
    {
      read_pax (text, strlen (text), extra);
    }
  else if (kind == 'L')
    {
      g_free (extra->name);
      extra->name = g_steal_pointer (&text);
    }

  return TRUE;
}

static void
clear_extra (Extra *extra)
{
  g_clear_pointer (&extra->name, g_free);
  extra->has_size = FALSE;
}

static void
complain_of_end (FerryDiskSource *source,
                 guint64          offset,
                 FerryDiskReport *report)
{
  if (ferry_disk_source_is_exhausted (source))
    ferry_disk_source_explain (source, "next member", report);
  else if (!ferry_disk_source_must_wait (source))
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The archive is cut: its next member should begin at byte %"
                                G_GUINT64_FORMAT ", beyond the end of the file. Copy it "
                                "again.", offset);
}

static gboolean
is_file (char kind)
{
  return kind == '0' || kind == '\0' || kind == '7';
}

/* pax records or a long name of GNU's, for the member that follows */
static gboolean
is_extra (char kind)
{
  return kind == 'x' || kind == 'L';
}

/* Takes the member whose header is at @offset. Returns: whether the walk goes on */
static gboolean
take_member (FerryDiskSource *source,
             guint64         *offset,
             Extra           *extra,
             GPtrArray       *members,
             FerryDiskReport *report)
{
  const guint8 *header = ferry_disk_source_read (source, *offset, BLOCK, BLOCK);
  guint64 size;
  char kind;

  if (header == NULL)
    {
      /* the two empty blocks at the end are often left out */
      if (*offset != ferry_disk_source_get_size (source))
        complain_of_end (source, *offset, report);
      return FALSE;
    }
  if (header[0] == '\0')
    return FALSE;
  if (!ferry_tar_is_tar (header, BLOCK) || !is_sum_right (header) || !read_size (header, &size))
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The archive is damaged: there is no sound header at byte %"
                                  G_GUINT64_FORMAT ".", *offset);
      return FALSE;
    }

  kind = (char) header[KIND];
  if (is_file (kind))
    {
      FerryTarMember *member = g_new0 (FerryTarMember, 1);

      size = extra->has_size ? extra->size : size;
      member->name = extra->name != NULL ? g_steal_pointer (&extra->name) : read_name (header);
      member->offset = *offset + BLOCK;
      member->size = size;
      g_ptr_array_add (members, member);
    }
  else if (is_extra (kind) && !read_extra (source, *offset + BLOCK, size, kind, extra))
    {
      return FALSE;
    }
  if (!is_extra (kind))
    clear_extra (extra);

  if (size > G_MAXINT64 - *offset - 2 * BLOCK)
    return FALSE;
  *offset += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;

  return TRUE;
}

GPtrArray *
ferry_tar_walk (FerryDiskSource *source,
                FerryTarAccept   accepts,
                FerryDiskReport *report)
{
  g_autoptr(GPtrArray) members =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_tar_member_free);
  guint64 offset = 0;
  Extra extra = { 0 };

  for (guint n = 0; n < MAX_STEPS; n++)
    if (!take_member (source, &offset, &extra, members, report) ||
        members->len == FERRY_TAR_MAX_MEMBERS ||
        (members->len == 1 && !accepts (g_ptr_array_index (members, 0))))
      break;
  clear_extra (&extra);

  return g_steal_pointer (&members);
}
