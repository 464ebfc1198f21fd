/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers out of an image's bytes, whatever their alignment. */

static inline guint16
ferry_image_le16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

static inline guint32
ferry_image_le32 (const guint8 *bytes)
{
  return ferry_image_le16 (bytes) | (guint32) ferry_image_le16 (bytes + 2) << 16;
}

static inline guint64
ferry_image_le64 (const guint8 *bytes)
{
  return ferry_image_le32 (bytes) | (guint64) ferry_image_le32 (bytes + 4) << 32;
}

static inline guint32
ferry_image_be32 (const guint8 *bytes)
{
  return GUINT32_SWAP_LE_BE (ferry_image_le32 (bytes));
}

static inline guint16
ferry_image_be16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] << 8 | bytes[1]);
}

static inline guint64
ferry_image_be64 (const guint8 *bytes)
{
  return (guint64) ferry_image_be32 (bytes) << 32 | ferry_image_be32 (bytes + 4);
}

G_END_DECLS
