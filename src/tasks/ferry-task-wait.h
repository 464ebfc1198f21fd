/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryTaskWait:
 * @FERRY_TASK_WAIT_NONE: it does not wait
 * @FERRY_TASK_WAIT_TURN: as many conversions as EC2 runs at once are under way
 * @FERRY_TASK_WAIT_BOOT: the machine's boot disk goes first: it says in which zone
 * @FERRY_TASK_WAIT_PAUSED: the queue, or this machine, is paused
 * @FERRY_TASK_WAIT_ACCOUNT: the account's credentials are not at hand
 * @FERRY_TASK_WAIT_BACK_OFF: EC2 said that there are too many tasks, or too many questions; tried
 *   again at "until"
 * @FERRY_TASK_WAIT_SETTLING: whether EC2 got the request is being found out; known by "until"
 * @FERRY_TASK_WAIT_DENIED: it cannot be found out, for the account may not ask: it is not tried
 *   again
 * @FERRY_TASK_WAIT_PERSON: a person decides (the journal is a copy, or damaged)
 *
 * Why a task that is planned or unconfirmed does not go on.
 */
typedef enum {
  FERRY_TASK_WAIT_NONE,
  FERRY_TASK_WAIT_TURN,
  FERRY_TASK_WAIT_BOOT,
  FERRY_TASK_WAIT_PAUSED,
  FERRY_TASK_WAIT_ACCOUNT,
  FERRY_TASK_WAIT_BACK_OFF,
  FERRY_TASK_WAIT_SETTLING,
  FERRY_TASK_WAIT_DENIED,
  FERRY_TASK_WAIT_PERSON,
} FerryTaskWait;

#define FERRY_TYPE_TASK_WAIT (ferry_task_wait_get_type ())
GType ferry_task_wait_get_type (void);

G_END_DECLS
