/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-fuzz-look.h"
#include "ferry-fuzz-mutate.h"

/* libFuzzer's entries. The input is a recorded image, so that structures keep their places when
 * bytes are changed; see tests/soak/run for the targets.
 */

#define SHORT_ONE_IN 8

int    LLVMFuzzerInitialize      (int           *argc,
                                  char        ***argv);
int    LLVMFuzzerTestOneInput    (const guint8  *data,
                                  size_t         size);
size_t LLVMFuzzerMutate          (guint8        *data,
                                  size_t         size,
                                  size_t         max_size);
size_t LLVMFuzzerCustomMutator   (guint8        *data,
                                  size_t         size,
                                  size_t         max_size,
                                  unsigned int   seed);
size_t LLVMFuzzerCustomCrossOver (const guint8  *first,
                                  size_t         first_size,
                                  const guint8  *second,
                                  size_t         second_size,
                                  guint8        *out,
                                  size_t         max_size,
                                  unsigned int   seed);

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);

  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(FerryPieces) pieces = ferry_pieces_load (bytes);
  guint64 file_size;
  guint32 sum = 0;

  if (pieces == NULL)
    return -1;

  file_size = ferry_pieces_get_size (pieces);
  ferry_fuzz_look (pieces, file_size);

  /* some also as a file that became shorter since it was listed */
  for (size_t i = 0; i < size; i++)
    sum = sum * 31 + data[i];
  if (sum % SHORT_ONE_IN == 0)
    ferry_fuzz_look (pieces, file_size / 512 * ((sum >> 8) % 512));

  return 0;
}

size_t
LLVMFuzzerCustomMutator (guint8       *data,
                         size_t        size,
                         size_t        max_size,
                         unsigned int  seed)
{
  return ferry_fuzz_mutate (data, size, max_size, seed, LLVMFuzzerMutate);
}

size_t
LLVMFuzzerCustomCrossOver (const guint8 *first,
                           size_t        first_size,
                           const guint8 *second,
                           size_t        second_size,
                           guint8       *out,
                           size_t        max_size,
                           unsigned int  seed)
{
  return ferry_fuzz_cross (first, first_size, second, second_size, out, max_size, seed);
}
