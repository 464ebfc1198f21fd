/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "plan/ferry-machine.h"

G_BEGIN_DECLS

/* EC2 User Guide, "Tag your Amazon EC2 resources": so many to a resource; the length of a value, in
 * characters.
 */
#define FERRY_TAGGING_MOST_TAGS 50
#define FERRY_TAGGING_MOST_VALUE 256

/* The tags of what became of the disk at @position (0: the instance): the machine's own, which come
 * first, then "Name" ("NAME", "NAME DISK") unless that is one of them, FERRY_TAG_ATTEMPT and
 * FERRY_TAG_RUN; not more than EC2 takes. Key, value, key, value …
 * @token: (nullable); @n_left_out: (out): how many there was no room for. (transfer full)
 */
GStrv    ferry_tagging_make   (FerryMachine         *machine,
                               guint                 position,
                               const char           *token,
                               const char           *run_id,
                               guint                *n_left_out);
/* Gives each resource its tags, at growing intervals as long as it does not work for now.
 * @ids: (element-type utf8); @tags: (element-type GStrv): of each. What is refused of one does not
 * hold up the others; the first refusal is the error.
 */
void     ferry_tagging_async  (FerryClient          *client,
                               const char           *region,
                               GPtrArray            *ids,
                               GPtrArray            *tags,
                               guint                 speed,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean ferry_tagging_finish (FerryClient          *client,
                               GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
