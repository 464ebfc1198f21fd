/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-fuzz-mutate.h"

#include "ferry-pieces.h"

#include <string.h>

#define HEADER     16
#define RECORD     12
#define SECTOR     512
#define MAX_PIECES 4096
#define MAX_PLAIN  256  /* bytes that are changed without regard to structure */

/* Where the pieces are in the file that is changed */
typedef struct {
  guint8  *data;
  gsize    size;
  gsize    max_size;
  guint32  state;                /* of the random numbers */
  guint    n_pieces;
  gsize    pieces[MAX_PIECES];   /* the records' places */
} Image;

static guint32
draw (Image   *image,
      guint32  below)
{
  image->state ^= image->state << 13;
  image->state ^= image->state >> 17;
  image->state ^= image->state << 5;

  return below > 0 ? image->state % below : 0;
}

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
put (guint8  *bytes,
     guint    width,
     guint64  value,
     gboolean big)
{
  for (guint i = 0; i < width; i++)
    bytes[big ? width - 1 - i : i] = (guint8) (value >> 8 * i);
}

static gsize
get_length (const Image *image,
            guint        piece)
{
  return (gsize) get (image->data + image->pieces[piece] + 8, 4);
}

/* Whatever else is in the file, as one that libFuzzer made of nothing, goes. */
static void
find_pieces (Image *image)
{
  gsize place = HEADER;

  image->n_pieces = 0;
  if (image->size < HEADER ||
      memcmp (image->data, FERRY_PIECES_MAGIC, strlen (FERRY_PIECES_MAGIC)) != 0)
    {
      memset (image->data, 0, HEADER);
      memcpy (image->data, FERRY_PIECES_MAGIC, strlen (FERRY_PIECES_MAGIC));
      put (image->data + 8, 8, 1 << 20, FALSE);
      image->size = HEADER;
    }

  while (image->size - place > RECORD && image->n_pieces < MAX_PIECES)
    {
      gsize left = image->size - place - RECORD;

      image->pieces[image->n_pieces++] = place;
      if (get (image->data + place + 8, 4) > left)
        put (image->data + place + 8, 4, left, FALSE);
      place += RECORD + (gsize) get (image->data + place + 8, 4);
    }
  image->size = place;
}

/* Numbers that mean something: the ends of ranges, the image's size, the places of its pieces */
static guint64
draw_number (Image *image)
{
  static const guint64 numbers[] = {
    0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x1FF, 0x200, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF,
    0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x100000000, G_MAXINT64 / SECTOR, G_MAXINT64 / SECTOR + 1,
    G_MAXUINT64 / SECTOR, G_MAXINT64, (guint64) G_MAXINT64 + 1, G_MAXUINT64 - 1, G_MAXUINT64,
  };
  static const guint units[] = { 1, 1, SECTOR, 1024, 4096, 65536, 1 << 20 };
  guint unit = units[draw (image, G_N_ELEMENTS (units))];
  guint64 value = get (image->data + 8, 8);

  if (draw (image, 2) == 0)
    return numbers[draw (image, G_N_ELEMENTS (numbers))];
  if (image->n_pieces > 0 && draw (image, 3) > 0)
    value = get (image->data + image->pieces[draw (image, image->n_pieces)], 8);

  return value / unit + draw (image, 3) - 1;
}

static void
change_number (Image *image,
               guint  piece)
{
  static const guint widths[] = { 1, 2, 4, 4, 8 };
  guint width = widths[draw (image, G_N_ELEMENTS (widths))];
  gsize length = get_length (image, piece);
  gboolean big = draw (image, 3) == 0;
  guint64 value = draw_number (image);
  guint8 *bytes;
  gsize place;

  if (length < width)
    return;

  place = draw (image, (guint32) (length - width + 1));
  if (draw (image, 4) > 0)
    place -= place % width;
  bytes = image->data + image->pieces[piece] + RECORD + place;
  if (draw (image, 4) == 0)
    value = get (bytes, width) + draw (image, 33) - 16;
  put (bytes, width, value, big);
}

static void
flip (Image *image,
      guint  piece)
{
  gsize length = get_length (image, piece);

  if (length > 0)
    image->data[image->pieces[piece] + RECORD + draw (image, (guint32) length)] ^=
      (guint8) (1 << draw (image, 8));
}

static void
copy_within (Image *image,
             guint  piece)
{
  guint other = draw (image, image->n_pieces);
  gsize length = get_length (image, piece);
  gsize other_length = get_length (image, other);
  gsize n;
  gsize to;
  gsize from;

  if (length == 0 || other_length == 0)
    return;

  n = 1 + draw (image, (guint32) MIN (MIN (length, other_length), 4096));
  n = MIN (n, MIN (length, other_length));
  to = draw (image, (guint32) (length - n + 1));
  from = draw (image, (guint32) (other_length - n + 1));
  memmove (image->data + image->pieces[piece] + RECORD + to,
           image->data + image->pieces[other] + RECORD + from, n);
}

static void
change_plainly (Image           *image,
                guint            piece,
                FerryFuzzMutate  plain)
{
  guint8 bytes[MAX_PLAIN];
  gsize length = get_length (image, piece);
  gsize n = 1 + draw (image, MAX_PLAIN);
  gsize changed;
  guint8 *place;

  n = MIN (n, length);
  if (n == 0)
    return;

  place = image->data + image->pieces[piece] + RECORD + draw (image, (guint32) (length - n + 1));
  memcpy (bytes, place, n);
  changed = plain (bytes, n, n);
  memcpy (place, bytes, MIN (n, changed));
}

static void
change_size (Image *image)
{
  guint64 size = get (image->data + 8, 8);

  switch (draw (image, 5))
    {
    case 0:
      size = draw_number (image);
      break;
    case 1:
      size = size / SECTOR * SECTOR - draw (image, (guint32) MIN (size / SECTOR, 256)) * SECTOR;
      break;
    case 2:
      size += draw (image, 256) * SECTOR;
      break;
    case 3:
      size = size % SECTOR == 0 ? size - 1 - draw (image, SECTOR) : size / SECTOR * SECTOR;
      break;
    default:
      size = (size / SECTOR / 256 * draw (image, 256)) * SECTOR;
      break;
    }
  put (image->data + 8, 8, size, FALSE);
}

static void
move_piece (Image *image,
            guint  piece)
{
  guint8 *bytes = image->data + image->pieces[piece];
  guint64 offset = get (bytes, 8);

  if (draw (image, 3) == 0)
    offset = draw_number (image) / SECTOR * SECTOR;
  else
    offset += ((guint64) draw (image, 65) - 32) * SECTOR;
  put (bytes, 8, offset, FALSE);
}

/* A piece stands at a second place too, before all others so that it holds where they overlap. */
static void
copy_piece (Image *image,
            guint  piece)
{
  gsize size = RECORD + get_length (image, piece);
  g_autofree guint8 *copy = NULL;

  if (size > image->max_size - image->size)
    return;

  copy = g_memdup2 (image->data + image->pieces[piece], size);
  memmove (image->data + HEADER + size, image->data + HEADER, image->size - HEADER);
  memcpy (image->data + HEADER, copy, size);
  image->size += size;
  find_pieces (image);
  move_piece (image, 0);
}

static void
drop_piece (Image *image,
            guint  piece)
{
  gsize place = image->pieces[piece];
  gsize size = RECORD + get_length (image, piece);

  memmove (image->data + place, image->data + place + size, image->size - place - size);
  image->size -= size;
  find_pieces (image);
}

static void
change_once (Image           *image,
             FerryFuzzMutate  plain)
{
  guint piece = draw (image, image->n_pieces);
  guint kind = draw (image, 32);

  /* half of all that happens to pieces happens to the first ones: they lead to the others */
  if (draw (image, 2) == 0)
    piece = draw (image, MIN (image->n_pieces, 4));

  if (kind < 2 || image->n_pieces == 0)
    change_size (image);
  else if (kind < 16)
    change_number (image, piece);
  else if (kind < 20)
    flip (image, piece);
  else if (kind < 23)
    copy_within (image, piece);
  else if (kind < 29)
    change_plainly (image, piece, plain);
  else if (kind == 29)
    move_piece (image, piece);
  else if (kind == 30)
    copy_piece (image, piece);
  else
    drop_piece (image, piece);
}

gsize
ferry_fuzz_mutate (guint8          *data,
                   gsize            size,
                   gsize            max_size,
                   guint            seed,
                   FerryFuzzMutate  plain)
{
  g_autofree Image *image = NULL;
  guint n;

  if (max_size < HEADER)
    return 0;

  image = g_new0 (Image, 1);
  image->data = data;
  image->size = size;
  image->max_size = max_size;
  image->state = seed * 2654435761u | 1;
  find_pieces (image);
  n = 1 + draw (image, 4);
  for (guint i = 0; i < n; i++)
    change_once (image, plain);

  return image->size;
}

gsize
ferry_fuzz_cross (const guint8 *first,
                  gsize         first_size,
                  const guint8 *second,
                  gsize         second_size,
                  guint8       *out,
                  gsize         max_size,
                  guint         seed)
{
  g_autofree guint8 *copy = g_memdup2 (second, second_size);
  g_autofree Image *other = g_new0 (Image, 1);
  gsize size = HEADER;
  guint n;

  if (second_size < HEADER || first_size < HEADER || max_size < HEADER)
    return 0;

  other->data = copy;
  other->size = second_size;
  other->state = seed * 2654435761u | 1;
  find_pieces (other);
  memcpy (out, first, HEADER);

  /* those of the second come first, so that they hold */
  n = 1 + draw (other, 3);
  for (guint i = 0; i < n && other->n_pieces > 0; i++)
    {
      guint piece = draw (other, other->n_pieces);
      gsize length = RECORD + get_length (other, piece);

      if (length > max_size - size)
        break;
      memcpy (out + size, copy + other->pieces[piece], length);
      size += length;
    }
  n = (guint) MIN (first_size - HEADER, max_size - size);
  memcpy (out + size, first + HEADER, n);

  return size + n;
}
