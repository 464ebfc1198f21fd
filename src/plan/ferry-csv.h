/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Thousands of machines. What is larger is refused, so nobody needs to read more of it. */
#define FERRY_CSV_MOST_BYTES (16 * 1024 * 1024)

/**
 * FerryCsvRecord:
 * @line: where it begins in the file, from 1
 * @fields: (array zero-terminated=1): without their quotes
 */
typedef struct {
  guint   line;
  char  **fields;
} FerryCsvRecord;

/* A table as spreadsheets write it (RFC 4180): fields between commas, semicolons or tabs (whichever
 * comes first), in quotes where they hold one, a quote in quotes doubled; lines that hold nothing
 * are left out. FERRY_ERROR_BAD_INPUT names the line.
 * Returns: (transfer full) (element-type FerryCsvRecord)
 */
GPtrArray *ferry_csv_read (GBytes  *bytes,
                           GError **error);

G_END_DECLS
