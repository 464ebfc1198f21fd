/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-fuzz-look.h"

#include <malloc.h>
#include <string.h>

/* What the fuzzers kept (tests/fuzz/corpus) is looked into again: as it is, cut at sectors, and
 * with each number at its maximum. tests/tools/sanitize runs the same under the sanitizers.
 */

#define HEADER       16
#define RECORD       12
#define SECTOR       512
#define HEAD         4096  /* of a piece: where the numbers are */
#define MAX_VARIANTS 100   /* of one kind, of one file; spread over all of it; all with "-m slow" */

typedef struct {
  guint8  *data;
  gsize    size;
  GArray  *pieces;  /* (element-type gsize): places of the records */
} Recorded;

static guint64
get (const guint8 *bytes,
     guint         width)
{
  guint64 value = 0;

  for (guint i = width; i > 0; i--)
    value = value << 8 | bytes[i - 1];

  return value;
}

static void
load (Recorded   *recorded,
      const char *path)
{
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, (char **) &recorded->data, &recorded->size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recorded->size, >=, HEADER);

  recorded->pieces = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (gsize place = HEADER; recorded->size - place > RECORD; )
    {
      guint64 length = get (recorded->data + place + 8, 4);

      g_array_append_val (recorded->pieces, place);
      place += RECORD + (gsize) MIN (length, recorded->size - place - RECORD);
    }
}

static gsize
get_length (Recorded *recorded,
            guint     piece)
{
  gsize place = g_array_index (recorded->pieces, gsize, piece);

  return (gsize) MIN (get (recorded->data + place + 8, 4), recorded->size - place - RECORD);
}

static FerryPieces *
open_pieces (Recorded *recorded)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (recorded->data, recorded->size);
  FerryPieces *pieces = ferry_pieces_load (bytes);

  g_assert_nonnull (pieces);

  return pieces;
}

static void
look (Recorded *recorded)
{
  g_autoptr(FerryPieces) pieces = open_pieces (recorded);

  ferry_fuzz_look (pieces, ferry_pieces_get_size (pieces));
}

/* Returns: which of @n variants to take: each so many-th */
static gsize
get_step (gsize n)
{
  return g_test_slow () ? 1 : n / MAX_VARIANTS + 1;
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const guint64 *first = a;
  const guint64 *second = b;

  return (*first > *second) - (*first < *second);
}

/* Returns: (transfer full): each boundary of sectors within the pieces, in order */
static GArray *
find_ends (Recorded *recorded)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 size = get (recorded->data + 8, 8);

  for (guint i = 0; i < recorded->pieces->len; i++)
    {
      guint64 start = get (recorded->data + g_array_index (recorded->pieces, gsize, i), 8);
      gsize length = get_length (recorded, i);

      for (gsize n = 0; start < size && n < length + SECTOR; n += SECTOR)
        {
          guint64 end = (start / SECTOR + n / SECTOR) * SECTOR;

          if (end < size)
            g_array_append_val (ends, end);
        }
    }
  g_array_sort (ends, compare_ends);

  return ends;
}

/* Both as a file that is so short, and as one that became so after it was listed */
static void
look_cut (Recorded *recorded)
{
  g_autoptr(GArray) ends = find_ends (recorded);
  guint64 size = get (recorded->data + 8, 8);
  gsize step = get_step (ends->len);
  guint64 last = G_MAXUINT64;

  for (gsize i = 0; i < ends->len; i += step)
    {
      guint64 end = g_array_index (ends, guint64, i);
      guint64 end_le = GUINT64_TO_LE (end);
      g_autoptr(FerryPieces) pieces = NULL;

      if (end == last)
        continue;

      last = end;
      pieces = open_pieces (recorded);
      ferry_fuzz_look (pieces, end);
      memcpy (recorded->data + 8, &end_le, sizeof end_le);
      look (recorded);
      end_le = GUINT64_TO_LE (size);
      memcpy (recorded->data + 8, &end_le, sizeof end_le);
    }
}

static gsize
count_numbers (Recorded *recorded)
{
  gsize n = 0;

  for (guint i = 0; i < recorded->pieces->len; i++)
    n += MIN (get_length (recorded, i), HEAD) / 4;

  return n;
}

static void
look_at_maximum (Recorded *recorded,
                 guint8   *bytes,
                 gsize     width)
{
  guint8 before[8];

  memcpy (before, bytes, width);
  memset (bytes, 0xFF, width);
  look (recorded);
  memcpy (bytes, before, width);
}

static void
look_at_maxima (Recorded *recorded)
{
  gsize step = get_step (count_numbers (recorded));
  gsize n = 0;

  for (guint i = 0; i < recorded->pieces->len; i++)
    {
      gsize place = g_array_index (recorded->pieces, gsize, i);
      gsize skew = (gsize) (get (recorded->data + place, 8) % 4);
      gsize length = MIN (get_length (recorded, i), HEAD);

      for (gsize k = (4 - skew) % 4; k + 4 <= length; k += 4)
        if (n++ % step == 0)
          {
            look_at_maximum (recorded, recorded->data + place + RECORD + k, 4);
            if (n % 2 == 0 && k + 8 <= length)
              look_at_maximum (recorded, recorded->data + place + RECORD + k, 8);
          }
    }
}

static void
test_file (gconstpointer user_data)
{
  const char *path = user_data;
  Recorded recorded = { 0 };

  load (&recorded, path);
  look (&recorded);
  look_cut (&recorded);
  look_at_maxima (&recorded);
  g_array_unref (recorded.pieces);
  g_free (recorded.data);
}

static void
add_target (const char *folder,
            const char *target)
{
  g_autofree char *path = g_build_filename (folder, target, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/replay/%s/%s", target, name);

      g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_file, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  /* what each of the many looks allocates is given back for the next one, not to the system */
  mallopt (M_MMAP_THRESHOLD, 16 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 64 * 1024 * 1024);

  folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    add_target (folder, name);

  return g_test_run ();
}
