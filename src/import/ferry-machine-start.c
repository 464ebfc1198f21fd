/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-machine-import-private.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "ec2/ferry-instance.h"

/* Whether it runs is asked so often, so many times. */
#define LOOK_SECONDS 5
#define MOST_LOOKS 60

static void look (FerryMachineImport *self,
                  guint               n_looks);

/* Of a timer @self is not owned, it goes with it; of a question it is. */
typedef struct {
  FerryMachineImport *self;
  guint               n_looks;
} Look;

static void
set_starting (FerryMachineImport *self,
              gboolean            starting)
{
  if (self->starting == starting)
    return;

  self->starting = starting;
  ferry_machine_import_notify (self, "starting");
  ferry_machine_import_judge (self);
}

static void
set_instance_state (FerryMachineImport *self,
                    const char         *state)
{
  if (g_strcmp0 (self->instance_state, state) == 0)
    return;

  g_free (self->instance_state);
  self->instance_state = g_strdup (state);
  ferry_machine_import_notify (self, "instance-state");
}

static gboolean
look_cb (gpointer user_data)
{
  Look *next = user_data;

  next->self->start_timer = 0;
  look (next->self, next->n_looks);

  return G_SOURCE_REMOVE;
}

static void
look_later (FerryMachineImport *self,
            guint               n_looks)
{
  Look *next = g_new (Look, 1);

  *next = (Look) { self, n_looks };
  g_clear_handle_id (&self->start_timer, g_source_remove);
  self->start_timer = g_timeout_add_full (G_PRIORITY_DEFAULT,
                                          MAX (LOOK_SECONDS * 1000 / MAX (self->speed, 1), 1),
                                          look_cb, next, g_free);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Look *asking = user_data;
  g_autoptr(FerryMachineImport) self = asking->self;
  g_autoptr(GPtrArray) said = NULL;
  g_autoptr(GError) error = NULL;
  FerryInstance *instance;

  said = ferry_describe_instances_finish (FERRY_CLIENT (source), result, &error);
  instance = said && said->len > 0 ? g_ptr_array_index (said, 0) : NULL;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (instance)
    set_instance_state (self, instance->state);
  /* EC2's lists may still say what was before the start. */
  if ((instance == NULL || g_strcmp0 (instance->state, "running") != 0) &&
      asking->n_looks < MOST_LOOKS)
    look_later (self, asking->n_looks + 1);
}

static void
look (FerryMachineImport *self,
      guint               n_looks)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  Look *asking;

  if (self->client == NULL)
    return;

  asking = g_new0 (Look, 1);
  asking->self = g_object_ref (self);
  asking->n_looks = n_looks;
  g_ptr_array_add (ids, (gpointer) ferry_machine_import_get_instance_id (self));
  ferry_describe_instances_async (self->client, ferry_machine_import_get_region (self), ids, NULL,
                                  self->cancellable, looked_cb, asking);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryMachineImport *self = g_task_get_source_object (task);
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);
  g_autoptr(JsonObject) fields = json_object_new ();
  GError *error = NULL;

  set_starting (self, FALSE);
  if (ferry_start_instance_finish (FERRY_CLIENT (source), result, &error))
    {
      set_instance_state (self, "pending");
      ferry_json_set_string (fields, "start", "done");
      ferry_machine_import_write (self, FERRY_MACHINE_LANDED, fields, NULL, NULL);
      look_later (self, 0);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
  ferry_activity_end (activity);
}

static void
wish_written (FerryMachineImport *self,
              const GError       *error,
              gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  if (error)
    {
      set_starting (self, FALSE);
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  ferry_activity_begin (self->activity);
  ferry_start_instance_async (self->client, ferry_machine_import_get_region (self),
                              ferry_machine_import_get_instance_id (self), self->cancellable,
                              started_cb, g_steal_pointer (&task));
}

void
ferry_machine_import_start_async (FerryMachineImport  *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(JsonObject) fields = NULL;

  g_return_if_fail (FERRY_IS_MACHINE_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_machine_import_start_async);
  if (self->starting || self->client == NULL || self->state != FERRY_MACHINE_LANDED ||
      ferry_machine_import_get_instance_id (self) == NULL)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_FAILED,
                               "There is nothing that could be started now");
      return;
    }

  fields = json_object_new ();
  ferry_json_set_string (fields, "start", "wanted");
  set_starting (self, TRUE);
  ferry_machine_import_write (self, FERRY_MACHINE_LANDED, fields, wish_written,
                              g_steal_pointer (&task));
}

gboolean
ferry_machine_import_start_finish (FerryMachineImport  *self,
                                   GAsyncResult        *result,
                                   GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
