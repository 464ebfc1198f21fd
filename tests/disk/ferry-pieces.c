/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-pieces.h"

#include <string.h>

#define HEADER       16
#define RECORD       12
#define ZEROS_TO_CUT 64  /* a run that is worth a new record */

typedef struct {
  guint64  offset;
  GBytes  *bytes;
} Piece;

struct _FerryPieces {
  guint64  size;
  GArray  *pieces;  /* (element-type Piece): by offset, none overlaps another */
};

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  g_bytes_unref (piece->bytes);
}

FerryPieces *
ferry_pieces_new (guint64 size)
{
  FerryPieces *self = g_new0 (FerryPieces, 1);

  self->size = size;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);

  return self;
}

static guint64
read_number (const guint8 *bytes,
             guint         n_bytes)
{
  guint64 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | bytes[i - 1];

  return number;
}

FerryPieces *
ferry_pieces_load (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  FerryPieces *self;

  if (size < HEADER || memcmp (data, FERRY_PIECES_MAGIC, strlen (FERRY_PIECES_MAGIC)) != 0)
    return NULL;

  self = ferry_pieces_new (read_number (data + 8, 8));
  for (gsize place = HEADER; size - place > RECORD; )
    {
      guint64 offset = read_number (data + place, 8);
      gsize length = (gsize) MIN (read_number (data + place + 8, 4), size - place - RECORD);
      g_autoptr(GBytes) piece = g_bytes_new_from_bytes (bytes, place + RECORD, length);

      ferry_pieces_record (self, offset, piece);
      place += RECORD + length;
    }

  return self;
}

void
ferry_pieces_free (FerryPieces *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

guint64
ferry_pieces_get_size (FerryPieces *self)
{
  return self->size;
}

/* Returns: the index of the first piece that ends behind @offset */
static guint
find (FerryPieces *self,
      guint64      offset)
{
  guint low = 0;
  guint high = self->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Piece *piece = &g_array_index (self->pieces, Piece, middle);

      if (piece->offset + g_bytes_get_size (piece->bytes) > offset)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

void
ferry_pieces_record (FerryPieces *self,
                     guint64      offset,
                     GBytes      *bytes)
{
  gsize length = g_bytes_get_size (bytes);
  gsize done = 0;

  if (offset >= self->size)
    return;

  length = (gsize) MIN (length, self->size - offset);
  for (guint i = find (self, offset); done < length; i++)
    {
      guint64 next = G_MAXUINT64;
      gsize known = 0;
      gsize gap;

      if (i < self->pieces->len)
        {
          const Piece *piece = &g_array_index (self->pieces, Piece, i);

          next = piece->offset;
          known = g_bytes_get_size (piece->bytes);
        }

      gap = next <= offset + done ? 0 : (gsize) MIN (next - offset - done, length - done);
      if (gap > 0)
        {
          Piece new = { offset + done, g_bytes_new_from_bytes (bytes, done, gap) };

          g_array_insert_val (self->pieces, i++, new);
        }
      done = next == G_MAXUINT64 ? length : (gsize) MIN (next + known - offset, length);
    }
}

GBytes *
ferry_pieces_read (FerryPieces *self,
                   guint64      offset,
                   gsize        length)
{
  guint8 *room;

  length = offset < self->size ? (gsize) MIN (length, self->size - offset) : 0;
  room = g_malloc0 (length);
  for (guint i = find (self, offset); i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      gsize size;
      const guint8 *data = g_bytes_get_data (piece->bytes, &size);
      gsize skip = piece->offset < offset ? (gsize) (offset - piece->offset) : 0;
      guint64 place = piece->offset + skip - offset;

      if (place >= length)
        break;
      memcpy (room + place, data + skip, MIN (size - skip, length - (gsize) place));
    }

  return g_bytes_new_take (room, length);
}

static void
append_number (GByteArray *array,
               guint64     number,
               guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> 8 * i);

      g_byte_array_append (array, &byte, 1);
    }
}

static gsize
count_zeros (const guint8 *data,
             gsize         length)
{
  gsize n = 0;

  while (n < length && data[n] == 0)
    n++;

  return n;
}

static void
append_piece (GByteArray  *array,
              const Piece *piece)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (piece->bytes, &size);

  for (gsize place = count_zeros (data, size); place < size; )
    {
      gsize length = 0;
      gsize zeros = 0;

      do
        {
          length += zeros + 1;
          zeros = count_zeros (data + place + length, size - place - length);
        }
      while (zeros < ZEROS_TO_CUT && place + length + zeros < size);

      append_number (array, piece->offset + place, 8);
      append_number (array, length, 4);
      g_byte_array_append (array, data + place, (guint) length);
      place += length + zeros;
    }
}

GBytes *
ferry_pieces_save (FerryPieces *self)
{
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, (const guint8 *) FERRY_PIECES_MAGIC, strlen (FERRY_PIECES_MAGIC));
  append_number (array, self->size, 8);
  for (guint i = 0; i < self->pieces->len; i++)
    append_piece (array, &g_array_index (self->pieces, Piece, i));

  return g_byte_array_free_to_bytes (array);
}
