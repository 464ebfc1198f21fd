/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryLvmConfig:
 *
 * A section or a value of the text in which LVM keeps its metadata: NAME { ... } or NAME = VALUE.
 * See lvm.conf(5) for the grammar.
 */
typedef struct {
  char      *name;
  GPtrArray *values;    /* (nullable) (element-type utf8): one, or those of a list */
  GPtrArray *sections;  /* (nullable) (element-type FerryLvmConfig): what is inside */
} FerryLvmConfig;

/* Returns: (nullable): the whole text as a section without a name; %NULL when it makes no sense */
FerryLvmConfig *ferry_lvm_config_parse      (const char           *text,
                                             gsize                 length);
void            ferry_lvm_config_free       (FerryLvmConfig       *self);
/* Returns: (transfer none) (nullable) */
FerryLvmConfig *ferry_lvm_config_find       (const FerryLvmConfig *self,
                                             const char           *name);
/* Returns: (transfer none) (nullable): the value of @name with that place in its list */
const char     *ferry_lvm_config_get_string (const FerryLvmConfig *self,
                                             const char           *name,
                                             guint                 place);
gboolean        ferry_lvm_config_get_number (const FerryLvmConfig *self,
                                             const char           *name,
                                             guint                 place,
                                             guint64              *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLvmConfig, ferry_lvm_config_free)

G_END_DECLS
