/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-state.h"

static const GEnumValue state_values[] = {
  { FERRY_TASK_PLANNED, "FERRY_TASK_PLANNED", "planned" },
  { FERRY_TASK_STORING, "FERRY_TASK_STORING", "storing" },
  { FERRY_TASK_PROVING, "FERRY_TASK_PROVING", "proving" },
  { FERRY_TASK_REQUESTING, "FERRY_TASK_REQUESTING", "requesting" },
  { FERRY_TASK_UNCONFIRMED, "FERRY_TASK_UNCONFIRMED", "unconfirmed" },
  { FERRY_TASK_CONVERTING, "FERRY_TASK_CONVERTING", "converting" },
  { FERRY_TASK_CANCELLING, "FERRY_TASK_CANCELLING", "cancelling" },
  { FERRY_TASK_LANDED, "FERRY_TASK_LANDED", "landed" },
  { FERRY_TASK_CANCELLED, "FERRY_TASK_CANCELLED", "cancelled" },
  { FERRY_TASK_FAILED, "FERRY_TASK_FAILED", "failed" },
  { 0, NULL, NULL },
};

GType
ferry_task_state_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FerryTaskState", state_values));

  return type;
}

const char *
ferry_task_state_to_word (FerryTaskState state)
{
  g_return_val_if_fail (state <= FERRY_TASK_FAILED, NULL);

  return state_values[state].value_nick;
}

int
ferry_task_state_from_word (const char *word)
{
  for (const GEnumValue *value = state_values; value->value_nick; value++)
    if (g_strcmp0 (word, value->value_nick) == 0)
      return value->value;

  return -1;
}

gboolean
ferry_task_state_is_finished (FerryTaskState state)
{
  return state == FERRY_TASK_LANDED || state == FERRY_TASK_CANCELLED || state == FERRY_TASK_FAILED;
}
