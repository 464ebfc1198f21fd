/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-queue-private.h"

#include "base/ferry-json.h"

#include <string.h>

/* The queue as a restart should find it. Journals tell what was done; this is what was wished. */

#define FORMAT 1

static gboolean
is_at (JsonObject         *object,
       FerryMachineImport *machine)
{
  const char *run = ferry_json_get_string (object, "run");

  return ferry_json_get_int (object, "machine", -1) ==
           (gint64) ferry_machine_import_get_position (machine) &&
         g_strcmp0 (run, ferry_machine_import_get_run_id (machine)) == 0;
}

/* (nullable) (transfer full) */
static FerryMachineImport *
find_machine (FerryQueue *self,
              JsonObject *object)
{
  guint n_machines = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n_machines; i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (is_at (object, machine))
        return g_steal_pointer (&machine);
    }

  return NULL;
}

GBytes *
ferry_queue_dup_record (FerryQueue *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *machines = json_array_new ();
  guint n_machines = g_list_model_get_n_items (G_LIST_MODEL (self));
  char *line;

  for (guint i = 0; i < n_machines; i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (G_LIST_MODEL (self), i);
      JsonObject *member = json_object_new ();

      ferry_json_set_string (member, "run", ferry_machine_import_get_run_id (machine));
      json_object_set_int_member (member, "machine", ferry_machine_import_get_position (machine));
      json_object_set_boolean_member (member, "held", ferry_machine_import_get_held (machine));
      json_array_add_object_element (machines, member);
    }

  json_object_set_int_member (object, "format", FORMAT);
  json_object_set_boolean_member (object, "paused", ferry_queue_get_paused (self));
  json_object_set_int_member (object, "slots", ferry_queue_get_slots (self));
  json_object_set_array_member (object, "machines", machines);
  line = ferry_json_to_line (object);

  return g_bytes_new_take (line, strlen (line));
}

static void
restore_order (FerryQueue *self,
               JsonArray  *machines)
{
  guint position = 0;

  for (guint i = 0; i < json_array_get_length (machines); i++)
    {
      JsonNode *node = json_array_get_element (machines, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autoptr(FerryMachineImport) machine = object ? find_machine (self, object) : NULL;

      if (machine == NULL)
        continue;

      ferry_machine_import_set_held (machine, ferry_json_get_bool (object, "held"));
      ferry_queue_move (self, machine, position++);
    }
}

void
ferry_queue_restore (FerryQueue *self,
                     GBytes     *record)
{
  g_autoptr(JsonObject) object = NULL;
  JsonArray *machines;
  gint64 slots;

  object = ferry_json_parse (g_bytes_get_data (record, NULL), g_bytes_get_size (record), NULL);
  if (object == NULL || ferry_json_get_int (object, "format", 0) != FORMAT)
    return;

  slots = ferry_json_get_int (object, "slots", FERRY_QUEUE_SLOTS);
  if (slots > 0 && slots <= FERRY_QUEUE_MOST_SLOTS)
    ferry_queue_set_slots (self, slots);
  ferry_queue_set_paused (self, ferry_json_get_bool (object, "paused"));
  machines = ferry_json_get_array (object, "machines");
  if (machines)
    restore_order (self, machines);
}
