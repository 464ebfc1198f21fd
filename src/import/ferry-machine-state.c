/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-machine-state.h"

static const GEnumValue state_values[] = {
  { FERRY_MACHINE_WAITING, "FERRY_MACHINE_WAITING", "waiting" },
  { FERRY_MACHINE_IMPORTING, "FERRY_MACHINE_IMPORTING", "importing" },
  { FERRY_MACHINE_UNCONFIRMED, "FERRY_MACHINE_UNCONFIRMED", "unconfirmed" },
  { FERRY_MACHINE_TAGGING, "FERRY_MACHINE_TAGGING", "tagging" },
  { FERRY_MACHINE_ATTACHING, "FERRY_MACHINE_ATTACHING", "attaching" },
  { FERRY_MACHINE_ASKING, "FERRY_MACHINE_ASKING", "asking" },
  { FERRY_MACHINE_LANDED, "FERRY_MACHINE_LANDED", "landed" },
  { FERRY_MACHINE_CANCELLING, "FERRY_MACHINE_CANCELLING", "cancelling" },
  { FERRY_MACHINE_CANCELLED, "FERRY_MACHINE_CANCELLED", "cancelled" },
  { FERRY_MACHINE_FAILED, "FERRY_MACHINE_FAILED", "failed" },
  { 0, NULL, NULL },
};

static const GEnumValue question_values[] = {
  { FERRY_QUESTION_NONE, "FERRY_QUESTION_NONE", "none" },
  { FERRY_QUESTION_DEVICE, "FERRY_QUESTION_DEVICE", "device" },
  { FERRY_QUESTION_RACED, "FERRY_QUESTION_RACED", "raced" },
  { FERRY_QUESTION_COPY, "FERRY_QUESTION_COPY", "copy" },
  { FERRY_QUESTION_SOURCES, "FERRY_QUESTION_SOURCES", "sources" },
  { 0, NULL, NULL },
};

GType
ferry_machine_state_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FerryMachineState", state_values));

  return type;
}

const char *
ferry_machine_state_to_word (FerryMachineState state)
{
  g_return_val_if_fail (state <= FERRY_MACHINE_FAILED, NULL);

  return state_values[state].value_nick;
}

int
ferry_machine_state_from_word (const char *word)
{
  for (const GEnumValue *value = state_values; value->value_nick; value++)
    if (g_strcmp0 (word, value->value_nick) == 0)
      return value->value;

  return -1;
}

gboolean
ferry_machine_state_is_finished (FerryMachineState state)
{
  return state == FERRY_MACHINE_LANDED || state == FERRY_MACHINE_CANCELLED ||
         state == FERRY_MACHINE_FAILED;
}

GType
ferry_question_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FerryQuestion", question_values));

  return type;
}
