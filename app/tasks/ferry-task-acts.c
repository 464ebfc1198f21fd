/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-acts.h"

#include "common/ferry-error-text.h"
#include "ferry-application.h"
#include "tasks/ferry-explanation.h"

#include <glib/gi18n.h>

/* What the answer needs. The cancellable is never triggered: these are acts. */
typedef struct {
  FerryTaskItem *item;
  GCancellable  *cancellable;
} Act;

static void
act_free (Act *act)
{
  g_clear_object (&act->item);
  g_clear_object (&act->cancellable);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static Act *
act_new (FerryTaskItem *item)
{
  Act *act = g_new0 (Act, 1);

  act->item = g_object_ref (item);
  act->cancellable = g_cancellable_new ();
  ferry_task_item_set_pending (item, TRUE, NULL);

  return act;
}

/* @refused: what did not work, a whole sentence without its end */
static void
finish (Act        *act,
        GError     *error,
        const char *refused)
{
  g_autofree char *advice = error ? ferry_error_to_advice (error) : NULL;
  g_autofree char *problem = NULL;

  if (error)
    /* Translators: what was not possible, what went wrong, then what to do, whole sentences */
    problem = g_strdup_printf (_("%s: %s. %s"), refused,
                               ferry_explanation_get_error_title (error), advice);
  ferry_task_item_set_pending (act->item, FALSE, problem);
}

static void
task_cancelled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;

  ferry_engine_cancel_finish (FERRY_ENGINE (source), result, &error);
  finish (act, error, _("It could not be cancelled"));
}

static void
machine_cancelled_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;

  ferry_machine_import_cancel_finish (FERRY_MACHINE_IMPORT (source), result, &error);
  finish (act, error, _("It could not be cancelled"));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;

  ferry_machine_import_answer_finish (FERRY_MACHINE_IMPORT (source), result, &error);
  finish (act, error, _("That could not be done"));
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;

  ferry_machine_import_start_finish (FERRY_MACHINE_IMPORT (source), result, &error);
  finish (act, error, _("It could not be started"));
}

void
ferry_task_acts_cancel (FerryTaskItem *item)
{
  FerryMachineImport *import = ferry_task_item_get_import (item);
  FerryApplication *application = ferry_application_get ();
  Act *act;

  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  if (!ferry_task_item_can_cancel (item) || (import == NULL && application == NULL))
    return;

  act = act_new (item);
  if (import)
    ferry_machine_import_cancel_async (import, act->cancellable, machine_cancelled_cb, act);
  else
    ferry_engine_cancel_async (ferry_application_get_engine (application),
                               ferry_task_item_get_task (item, 0), act->cancellable,
                               task_cancelled_cb, act);
}

void
ferry_task_acts_retry (FerryTaskItem *item)
{
  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  if (ferry_task_item_get_import (item) && ferry_task_item_can_retry (item))
    ferry_machine_import_retry (ferry_task_item_get_import (item));
}

void
ferry_task_acts_start (FerryTaskItem *item)
{
  FerryMachineImport *import = ferry_task_item_get_import (item);
  Act *act;

  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  if (import == NULL || !ferry_task_item_can_start (item))
    return;

  act = act_new (item);
  ferry_machine_import_start_async (import, act->cancellable, started_cb, act);
}

void
ferry_task_acts_answer (FerryTaskItem *item,
                        const char    *answer)
{
  FerryMachineImport *import = ferry_task_item_get_import (item);
  Act *act;

  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  if (import == NULL || ferry_task_item_is_pending (item) ||
      ferry_task_item_get_question (item) == FERRY_QUESTION_NONE)
    return;

  act = act_new (item);
  ferry_machine_import_answer_async (import, answer, act->cancellable, answered_cb, act);
}

void
ferry_task_acts_hold (FerryTaskItem *item,
                      gboolean       held)
{
  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  if (ferry_task_item_get_import (item))
    ferry_machine_import_set_held (ferry_task_item_get_import (item), held);
}

/* Where it stands in the queue, and where it would; machines that have begun with other disks stand
 * there too, before those that wait. (nullable): the queue, where it has a place in it
 */
static FerryQueue *
find_move (FerryTaskItem *item,
           int            by,
           guint         *position)
{
  FerryApplication *application = ferry_application_get ();
  FerryMachineImport *import = ferry_task_item_get_import (item);
  GListModel *queue;
  gint64 here = -1;
  gint64 first = -1;

  if (application == NULL || import == NULL || ferry_task_item_get_place (item) == 0)
    return NULL;

  queue = G_LIST_MODEL (ferry_engine_get_queue (ferry_application_get_engine (application)));
  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr(FerryMachineImport) other = g_list_model_get_item (queue, i);

      if (first < 0 && ferry_machine_import_get_state (other) == FERRY_MACHINE_WAITING)
        first = i;
      if (other == import)
        here = i;
    }

  if (here < 0 || here + by < first || here + by >= (gint64) g_list_model_get_n_items (queue))
    return NULL;

  *position = (guint) (here + by);

  return FERRY_QUEUE (queue);
}

gboolean
ferry_task_acts_can_move (FerryTaskItem *item,
                          int            by)
{
  guint position;

  g_return_val_if_fail (FERRY_IS_TASK_ITEM (item), FALSE);

  return find_move (item, by, &position) != NULL;
}

void
ferry_task_acts_move (FerryTaskItem *item,
                      int            by)
{
  guint position;
  FerryQueue *queue;

  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  queue = find_move (item, by, &position);
  if (queue)
    ferry_queue_move (queue, ferry_task_item_get_import (item), position);
}
