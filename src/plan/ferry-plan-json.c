/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-plan-private.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "plan/ferry-disk-runs.h"

/* A plan as it stands in a file, or in the first line of a journal. */

static const char *const known_members[] = { "format", "id", "account", "machines", NULL };

static gboolean
has_cut_disk (FerryPlan *self)
{
  g_autoptr(GPtrArray) disks = ferry_plan_dup_disks (self);

  for (guint i = 0; i < disks->len; i++)
    {
      if (ferry_disk_get_parts (g_ptr_array_index (disks, i)))
        return TRUE;
    }

  return FALSE;
}

JsonObject *
ferry_plan_to_json (FerryPlan *self)
{
  JsonObject *object;
  JsonArray *machines;
  guint n_machines;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  machines = json_array_new ();
  n_machines = ferry_plan_get_n_machines (self);
  for (guint i = 0; i < n_machines; i++)
    json_array_add_object_element (machines,
                                   ferry_machine_to_json (ferry_plan_get_machine (self, i)));

  object = json_object_new ();
  json_object_set_int_member (object, "format", has_cut_disk (self) ? FERRY_PLAN_FORMAT_CUT
                                                                    : FERRY_PLAN_FORMAT);
  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "account", self->account_id);
  json_object_set_array_member (object, "machines", machines);
  ferry_json_add_kept (object, self->kept);

  return object;
}

static gboolean
check_format (JsonObject  *object,
              GError     **error)
{
  gint64 format = ferry_json_get_int (object, "format", 0);

  if (format < 1)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "this is not a plan");
      return FALSE;
    }

  if (format > FERRY_PLAN_FORMAT_CUT)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NEWER,
                   "the plan was written by a newer version (format %" G_GINT64_FORMAT
                   ", this one reads up to %d)", format, FERRY_PLAN_FORMAT_CUT);
      return FALSE;
    }

  return TRUE;
}

/* The room that the parts of a disk take is known before any of it is taken. */
static guint64
measure_machine (JsonNode *node)
{
  JsonObject *machine = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *boot = machine ? ferry_json_get_object (machine, "boot-disk") : NULL;
  JsonArray *disks = machine ? ferry_json_get_array (machine, "data-disks") : NULL;
  guint n_disks = disks ? json_array_get_length (disks) : 0;
  guint64 bytes = boot ? ferry_disk_runs_measure (boot) : 0;

  for (guint i = 0; i < n_disks && bytes <= FERRY_DISK_RUNS_MOST_BYTES; i++)
    {
      JsonNode *disk_node = json_array_get_element (disks, i);
      JsonObject *disk = JSON_NODE_HOLDS_OBJECT (disk_node)
                           ? ferry_json_get_object (json_node_get_object (disk_node), "disk")
                           : NULL;
      guint64 of_disk = disk ? ferry_disk_runs_measure (disk) : 0;

      bytes = MIN (of_disk, FERRY_DISK_RUNS_MOST_BYTES + 1) + bytes;
    }

  return bytes;
}

static gboolean
check_parts (JsonObject  *object,
             GError     **error)
{
  JsonArray *machines = ferry_json_get_array (object, "machines");
  guint n_machines = machines ? json_array_get_length (machines) : 0;
  guint64 bytes = 0;

  for (guint i = 0; i < n_machines && bytes <= FERRY_DISK_RUNS_MOST_BYTES; i++)
    {
      guint64 of_machine = measure_machine (json_array_get_element (machines, i));

      bytes += MIN (of_machine, FERRY_DISK_RUNS_MOST_BYTES + 1);
    }

  if (bytes <= FERRY_DISK_RUNS_MOST_BYTES)
    return TRUE;

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                       "the disks of the plan have no usable \"parts\", or too many of them");
  return FALSE;
}

static gboolean
read_machines (FerryPlan   *self,
               JsonObject  *object,
               GError     **error)
{
  JsonArray *machines = ferry_json_get_array (object, "machines");
  guint n_machines = machines ? json_array_get_length (machines) : 0;
  guint n_disks = 0;

  if (machines == NULL || n_machines > FERRY_PLAN_MOST_MACHINES)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the plan has no usable list of machines");
      return FALSE;
    }

  for (guint i = 0; i < n_machines; i++)
    {
      JsonNode *node = json_array_get_element (machines, i);
      g_autoptr(FerryMachine) machine = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                               "a machine of the plan is not an object");
          return FALSE;
        }

      machine = ferry_machine_from_json (json_node_get_object (node), error);
      if (machine == NULL)
        {
          g_prefix_error (error, "machine %u: ", i + 1);
          return FALSE;
        }
      n_disks += ferry_machine_get_n_disks (machine);
      if (n_disks > FERRY_PLAN_MOST_DISKS)
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                       "the plan has more than %d disks", FERRY_PLAN_MOST_DISKS);
          return FALSE;
        }
      ferry_plan_add_machine (self, machine);
    }

  return TRUE;
}

FerryPlan *
ferry_plan_from_json (JsonObject  *object,
                      GError     **error)
{
  const char *id = ferry_json_get_string (object, "id");
  const char *account_id = ferry_json_get_string (object, "account");
  g_autoptr(FerryPlan) self = NULL;

  if (!check_format (object, error) || !check_parts (object, error))
    return NULL;

  if (id == NULL || !g_uuid_string_is_valid (id) || account_id == NULL || *account_id == '\0')
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the plan has no usable \"id\" or \"account\"");
      return NULL;
    }

  self = ferry_plan_new (account_id);
  g_free (self->id);
  self->id = g_strdup (id);
  if (!read_machines (self, object, error))
    return NULL;

  self->kept = ferry_json_keep (object, known_members);

  return g_steal_pointer (&self);
}
