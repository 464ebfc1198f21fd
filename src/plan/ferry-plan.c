/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-plan.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"

struct _FerryPlan {
  GObject       parent_instance;

  char         *id;
  char         *account_id;
  FerryMachine *machine;
};

G_DEFINE_FINAL_TYPE (FerryPlan, ferry_plan, G_TYPE_OBJECT)

static void
ferry_plan_finalize (GObject *object)
{
  FerryPlan *self = FERRY_PLAN (object);

  g_free (self->id);
  g_free (self->account_id);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (ferry_plan_parent_class)->finalize (object);
}

static void
ferry_plan_class_init (FerryPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_plan_finalize;
}

static void
ferry_plan_init (FerryPlan *self)
{
}

FerryPlan *
ferry_plan_new (const char   *account_id,
                FerryMachine *machine)
{
  FerryPlan *self;

  g_return_val_if_fail (account_id != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  self = g_object_new (FERRY_TYPE_PLAN, NULL);
  self->id = g_uuid_string_random ();
  self->account_id = g_strdup (account_id);
  self->machine = g_object_ref (machine);

  return self;
}

/* The disk is immutable, so both machines may hold it. */
static FerryMachine *
copy_machine (FerryMachine *machine)
{
  FerryMachine *copy = ferry_machine_new (ferry_machine_get_boot_disk (machine));

  g_object_set (copy,
                "name", ferry_machine_get_name (machine),
                "platform", ferry_machine_get_platform (machine),
                "architecture", ferry_machine_get_architecture (machine),
                "instance-type", ferry_machine_get_instance_type (machine),
                "subnet-id", ferry_machine_get_subnet_id (machine),
                "volume-size", ferry_machine_get_volume_size (machine),
                NULL);

  return copy;
}

FerryPlan *
ferry_plan_copy (FerryPlan *self)
{
  g_autoptr(FerryMachine) machine = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  machine = copy_machine (self->machine);

  return ferry_plan_new (self->account_id, machine);
}

const char *
ferry_plan_get_id (FerryPlan *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  return self->id;
}

const char *
ferry_plan_get_account_id (FerryPlan *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  return self->account_id;
}

FerryMachine *
ferry_plan_get_machine (FerryPlan *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  return self->machine;
}

JsonObject *
ferry_plan_to_json (FerryPlan *self)
{
  JsonObject *object;
  JsonArray *machines;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  machines = json_array_new ();
  json_array_add_object_element (machines, ferry_machine_to_json (self->machine));

  object = json_object_new ();
  json_object_set_int_member (object, "format", FERRY_PLAN_FORMAT);
  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "account", self->account_id);
  json_object_set_array_member (object, "machines", machines);

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

  if (format > FERRY_PLAN_FORMAT)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "the plan was written by a newer version (format %" G_GINT64_FORMAT
                   ", this one reads up to %d)", format, FERRY_PLAN_FORMAT);
      return FALSE;
    }

  return TRUE;
}

/* Returns: (transfer none) (nullable): the plan's only machine */
static JsonObject *
find_machine (JsonObject  *object,
              GError     **error)
{
  JsonNode *node = json_object_get_member (object, "machines");
  JsonArray *machines = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *element;

  if (machines == NULL || json_array_get_length (machines) != 1)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the plan does not hold exactly one machine");
      return NULL;
    }

  element = json_array_get_element (machines, 0);
  if (!JSON_NODE_HOLDS_OBJECT (element))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the plan's machine is not an object");
      return NULL;
    }

  return json_node_get_object (element);
}

FerryPlan *
ferry_plan_from_json (JsonObject  *object,
                      GError     **error)
{
  const char *id = ferry_json_get_string (object, "id");
  const char *account_id = ferry_json_get_string (object, "account");
  g_autoptr(FerryMachine) machine = NULL;
  JsonObject *machine_object;
  FerryPlan *self;

  if (!check_format (object, error))
    return NULL;

  if (id == NULL || !g_uuid_string_is_valid (id) || account_id == NULL || *account_id == '\0')
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the plan has no usable \"id\" or \"account\"");
      return NULL;
    }

  machine_object = find_machine (object, error);
  if (machine_object == NULL)
    return NULL;

  machine = ferry_machine_from_json (machine_object, error);
  if (machine == NULL)
    return NULL;

  self = ferry_plan_new (account_id, machine);
  g_free (self->id);
  self->id = g_strdup (id);

  return self;
}
