/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The tags of an instance or a volume: a JsonObject whose members are text (EC2 User Guide, "Tag
 * restrictions"), in the order in which they were written.
 */

/* The most that a resource may have. */
#define FERRY_REHEARSAL_MAX_TAGS 50

/* @tags: (nullable): none. (transfer full) */
JsonObject *ferry_rehearsal_tags_copy       (JsonObject *tags);
/* Appends the <tagSet>; nothing where there are no tags. */
void        ferry_rehearsal_tags_append_xml (JsonObject *tags,
                                             GString    *xml);

G_END_DECLS
