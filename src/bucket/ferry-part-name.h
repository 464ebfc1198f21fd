/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryPartName:
 * @prefix_length: of the key in front of its number: "web.vmdk.part" of "web.vmdk.part007"
 * @stem_length: of the key without what marks a part, too: "web.vmdk"; may be 0
 * @number: 7
 * @is_marked: the word "part" stands there; else it might be a number of another kind: "web_2"
 *
 * How the key of a part falls apart. Tools that cut disks call them "web.vmdk.part7" (the EC2
 * command line tools, the SDK for .NET), "web.vmdk.part.7" (euca2ools), "4f1c/part7" (FreeBSD's
 * uploader), "web.vmdk_7", "web.vmdk.007" (split -d, 7-Zip) and "web.vmdk-00007".
 */
typedef struct {
  gsize    prefix_length;
  gsize    stem_length;
  guint64  number;
  gboolean is_marked;
} FerryPartName;

/* @key: bytes, which need not be UTF-8. Returns: whether it is named like a part of something */
gboolean ferry_part_name_parse (const char    *key,
                                FerryPartName *name);

G_END_DECLS
