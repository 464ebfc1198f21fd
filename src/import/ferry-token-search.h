/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "ec2/ferry-conversion-task.h"

G_BEGIN_DECLS

/**
 * FerryTokenFinds:
 * @task: (nullable): the conversion task that carries the token in its description
 * @instance_id: (nullable): an instance that has it as a tag and was not terminated
 * @volume_id: (nullable): a volume that has it as a tag
 * @token: (nullable): that was found, where a fingerprint was asked for
 * @is_whole: the instance has its root volume and is at rest or runs, or the volume can be used:
 *   the conversion has come to its end
 *
 * What EC2 has of an attempt. Nothing at all: its whole answer did not have it.
 */
typedef struct {
  FerryConversionTask *task;
  char                *instance_id;
  char                *volume_id;
  char                *token;
  gboolean             is_whole;
} FerryTokenFinds;

void             ferry_token_finds_free    (FerryTokenFinds     *finds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTokenFinds, ferry_token_finds_free)

/* Asks for all conversion tasks, then for instances or volumes by the tag FERRY_TAG_ATTEMPT. Only
 * if every question was answered whole there is a result.
 * @what: a token (also one of a journal of format 1), or a fingerprint alone: then an active task
 *   goes before one that has completed, and one that was cancelled does not count
 * @volumes: whether it makes a volume; else an instance
 * @known_id: (nullable): of the instance or the volume: looked for by its id, not by the tag
 * @since: (nullable): what was made before counts only under its token: the same disk may have been
 *   imported at any time
 * @others: (nullable) (element-type utf8): a set of tokens that do not count
 */
void             ferry_token_search_async  (FerryClient         *client,
                                            const char          *region,
                                            const char          *what,
                                            gboolean             volumes,
                                            const char          *known_id,
                                            GDateTime           *since,
                                            GHashTable          *others,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
/* (transfer full). FERRY_ERROR_DENIED: the account may not ask one of them */
FerryTokenFinds *ferry_token_search_finish (FerryClient         *client,
                                            GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
