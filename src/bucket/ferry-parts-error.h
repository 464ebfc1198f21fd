/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryPartsError:
 * @FERRY_PARTS_ERROR_NOT_A_PART: the key is not named like a part of something
 * @FERRY_PARTS_ERROR_NONE: there are none
 * @FERRY_PARTS_ERROR_BEGINNING: the first number is neither 0 nor 1; the key is that part's
 * @FERRY_PARTS_ERROR_MISSING: the number is missing: one key is followed by the other
 * @FERRY_PARTS_ERROR_TWICE: the number is there twice: as the key, and as the other one
 * @FERRY_PARTS_ERROR_EMPTY: the part has no bytes
 * @FERRY_PARTS_ERROR_SIZE: the part has another size than the first one, and is not a smaller last
 * @FERRY_PARTS_ERROR_TOO_MANY: more than Ferry takes, or more bytes than can be counted
 *
 * Why objects that are named like parts are not one file.
 */
typedef enum {
  FERRY_PARTS_ERROR_NOT_A_PART,
  FERRY_PARTS_ERROR_NONE,
  FERRY_PARTS_ERROR_BEGINNING,
  FERRY_PARTS_ERROR_MISSING,
  FERRY_PARTS_ERROR_TWICE,
  FERRY_PARTS_ERROR_EMPTY,
  FERRY_PARTS_ERROR_SIZE,
  FERRY_PARTS_ERROR_TOO_MANY,
} FerryPartsError;

#define FERRY_PARTS_ERROR (ferry_parts_error_quark ())
GQuark ferry_parts_error_quark (void);

/* What an error of the domain is about; owned by the error. */
typedef struct {
  guint64  number;     /* as the keys count */
  char    *key;        /* (nullable) */
  char    *other_key;  /* (nullable) */
} FerryPartsErrorDetail;

/* Returns: (nullable): %NULL for an error of another domain */
const FerryPartsErrorDetail *ferry_parts_error_get_detail (const GError     *error);
/* @key, @other_key: (nullable) */
GError                      *ferry_parts_error_new        (FerryPartsError   code,
                                                           guint64           number,
                                                           const char       *key,
                                                           const char       *other_key);

G_END_DECLS
