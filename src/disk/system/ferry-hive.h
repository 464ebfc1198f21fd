/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/system/ferry-file-tree.h"

G_BEGIN_DECLS

/**
 * FerryHive:
 *
 * A file of the Windows registry, read where it lies. Lives in one run of the probe. What cannot be
 * read is not there; ferry_hive_must_wait () says whether the next run may have another answer.
 */
typedef struct _FerryHive FerryHive;

/* @node: a file of @tree, both outlive the hive. Returns: (transfer full) */
FerryHive *ferry_hive_new        (FerryFileTree   *tree,
                                  const FerryNode *node);
void       ferry_hive_free       (FerryHive       *self);
/* Whether anything that was looked for is still to come */
gboolean   ferry_hive_must_wait  (FerryHive       *self);
/* @path: from the root, "Microsoft\\Windows NT\\CurrentVersion"; case does not matter.
 * @key: (out): for the functions below
 */
gboolean   ferry_hive_find_key   (FerryHive       *self,
                                  const char      *path,
                                  guint32         *key);
/* Returns: (transfer full) (nullable): a REG_SZ or REG_EXPAND_SZ in UTF-8 */
char      *ferry_hive_dup_text   (FerryHive       *self,
                                  guint32          key,
                                  const char      *name);
/* A REG_DWORD */
gboolean   ferry_hive_get_number (FerryHive       *self,
                                  guint32          key,
                                  const char      *name,
                                  guint32         *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryHive, ferry_hive_free)

G_END_DECLS
