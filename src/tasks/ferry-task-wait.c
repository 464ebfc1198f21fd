/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-wait.h"

static const GEnumValue wait_values[] = {
  { FERRY_TASK_WAIT_NONE, "FERRY_TASK_WAIT_NONE", "none" },
  { FERRY_TASK_WAIT_TURN, "FERRY_TASK_WAIT_TURN", "turn" },
  { FERRY_TASK_WAIT_BOOT, "FERRY_TASK_WAIT_BOOT", "boot" },
  { FERRY_TASK_WAIT_PAUSED, "FERRY_TASK_WAIT_PAUSED", "paused" },
  { FERRY_TASK_WAIT_ACCOUNT, "FERRY_TASK_WAIT_ACCOUNT", "account" },
  { FERRY_TASK_WAIT_BACK_OFF, "FERRY_TASK_WAIT_BACK_OFF", "back-off" },
  { FERRY_TASK_WAIT_SETTLING, "FERRY_TASK_WAIT_SETTLING", "settling" },
  { FERRY_TASK_WAIT_DENIED, "FERRY_TASK_WAIT_DENIED", "denied" },
  { FERRY_TASK_WAIT_PERSON, "FERRY_TASK_WAIT_PERSON", "person" },
  { 0, NULL, NULL },
};

GType
ferry_task_wait_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FerryTaskWait", wait_values));

  return type;
}
