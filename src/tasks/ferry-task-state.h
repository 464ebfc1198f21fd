/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryTaskState:
 * @FERRY_TASK_PLANNED: nothing has been sent
 * @FERRY_TASK_STORING: the manifest is being stored
 * @FERRY_TASK_PROVING: the links are being tried
 * @FERRY_TASK_REQUESTING: ImportInstance is on its way
 * @FERRY_TASK_UNCONFIRMED: ImportInstance was or may have been sent; EC2 is asked
 *   whether it knows it
 * @FERRY_TASK_CONVERTING: EC2 has a task and works on it
 * @FERRY_TASK_CANCELLING: EC2 removes what it made
 * @FERRY_TASK_LANDED: completed: the instance stands, stopped
 * @FERRY_TASK_CANCELLED: cancelled by a person, by EC2's failure or by its expiration, or lost:
 *   see ferry_task_is_lost()
 * @FERRY_TASK_FAILED: stopped before EC2 made a task: refused, or a link did not work
 *
 * The one state of an import: what the journal stores and what the window shows.
 */
typedef enum {
  FERRY_TASK_PLANNED,
  FERRY_TASK_STORING,
  FERRY_TASK_PROVING,
  FERRY_TASK_REQUESTING,
  FERRY_TASK_UNCONFIRMED,
  FERRY_TASK_CONVERTING,
  FERRY_TASK_CANCELLING,
  FERRY_TASK_LANDED,
  FERRY_TASK_CANCELLED,
  FERRY_TASK_FAILED,
} FerryTaskState;

#define FERRY_TYPE_TASK_STATE (ferry_task_state_get_type ())
GType       ferry_task_state_get_type    (void);
/* "storing", …: the journal's spelling; -1 for an unknown word */
const char *ferry_task_state_to_word     (FerryTaskState  state);
int         ferry_task_state_from_word   (const char     *word);
/* landed, cancelled or failed */
gboolean    ferry_task_state_is_finished (FerryTaskState  state);

G_END_DECLS
