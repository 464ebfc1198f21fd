/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-canceller.h"

#include "common/ferry-error-text.h"
#include "ferry-application.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-task-text.h"

#include <glib/gi18n.h>

/* where a dialog keeps the overlay for its toast, and the task that it asks about */
#define OVERLAY_KEY "ferry-toast-overlay"
#define TASK_KEY "ferry-task"

struct _FerryTaskCanceller {
  GObject     parent_instance;

  GHashTable *pending;    /* set of FerryTask: EC2 is being asked */
  GHashTable *problems;   /* FerryTask → sentence */
};

G_DEFINE_FINAL_TYPE (FerryTaskCanceller, ferry_task_canceller, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the answer needs. The cancellable is never triggered: it is an act. */
typedef struct {
  FerryTaskCanceller *self;
  FerryTask          *task;
  GCancellable       *cancellable;
} Cancel;

static void
cancel_free (Cancel *cancel)
{
  g_clear_object (&cancel->self);
  g_clear_object (&cancel->task);
  g_clear_object (&cancel->cancellable);
  g_free (cancel);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cancel, cancel_free)

static void
show_toast (AdwToastOverlay *overlay,
            const char      *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (overlay, adw_toast_new (markup));
}

/* The task landed before EC2 had read the cancel: whoever asked for it is told, also when another
 * task is looked at meanwhile. The overlay is of the window.
 */
static void
overtaken_cb (AdwToastOverlay *overlay,
              GParamSpec      *pspec,
              FerryTask       *task)
{
  g_autofree char *text = ferry_task_text_too_late (task);

  if (ferry_task_state_is_finished (ferry_task_get_state (task)))
    g_signal_handlers_disconnect_by_func (task, overtaken_cb, overlay);
  if (ferry_task_get_state (task) == FERRY_TASK_LANDED)
    show_toast (overlay, text);
}

static void
keep_problem (FerryTaskCanceller *self,
              FerryTask          *task,
              const GError       *error)
{
  const char *title = ferry_explanation_get_error_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);

  g_hash_table_insert (self->problems, g_object_ref (task),
                       /* Translators: what went wrong, then what to do, whole sentences */
                       g_strdup_printf (_("It could not be cancelled: %s. %s"), title, advice));
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Cancel) cancel = user_data;
  g_autoptr(GError) error = NULL;

  if (FERRY_IS_ENGINE (source))
    ferry_engine_cancel_finish (FERRY_ENGINE (source), result, &error);
  else
    ferry_machine_import_cancel_finish (FERRY_MACHINE_IMPORT (source), result, &error);
  g_hash_table_remove (cancel->self->pending, cancel->task);
  if (error != NULL)
    keep_problem (cancel->self, cancel->task, error);
  g_signal_emit (cancel->self, signals[SIGNAL_CHANGED], 0, cancel->task);
}

static void
begin (FerryTaskCanceller *self,
       FerryTask          *task,
       AdwToastOverlay    *overlay)
{
  FerryEngine *engine = ferry_application_get_engine (ferry_application_get ());
  FerryMachineImport *machine = ferry_engine_find_machine (engine, task);
  Cancel *cancel = g_new0 (Cancel, 1);

  if (overlay != NULL)
    {
      g_signal_handlers_disconnect_by_func (task, overtaken_cb, overlay);
      g_signal_connect_object (task, "notify::state", G_CALLBACK (overtaken_cb), overlay,
                               G_CONNECT_SWAPPED);
    }

  cancel->self = g_object_ref (self);
  cancel->task = g_object_ref (task);
  cancel->cancellable = g_cancellable_new ();
  g_hash_table_remove (self->problems, task);
  g_hash_table_add (self->pending, g_object_ref (task));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, task);
  /* A machine without one of its disks is none. */
  if (machine != NULL)
    ferry_machine_import_cancel_async (machine, cancel->cancellable, cancelled_cb, cancel);
  else
    ferry_engine_cancel_async (engine, task, cancel->cancellable, cancelled_cb, cancel);
}

static void
response_cb (FerryTaskCanceller *self,
             const char         *response,
             GtkWindow          *dialog)
{
  FerryTask *task = g_object_get_data (G_OBJECT (dialog), TASK_KEY);

  if (g_strcmp0 (response, "cancel-import") == 0 && ferry_task_canceller_can_cancel (self, task))
    begin (self, task, g_object_get_data (G_OBJECT (dialog), OVERLAY_KEY));
}

/* Nothing is left to ask for. */
static void
too_late_cb (GtkWindow  *dialog,
             GParamSpec *pspec,
             FerryTask  *task)
{
  AdwToastOverlay *overlay = g_object_get_data (G_OBJECT (dialog), OVERLAY_KEY);
  g_autofree char *text = ferry_task_text_too_late (task);

  if (text == NULL)
    return;

  g_signal_handlers_disconnect_by_func (task, too_late_cb, dialog);
  if (overlay != NULL)
    show_toast (overlay, text);
  gtk_window_close (dialog);
}

static GtkWidget *
make_dialog (GtkWindow *window,
             FerryTask *task)
{
  g_autofree char *name = ferry_task_text_name (task);
  g_autofree char *heading = g_strdup_printf (_("Cancel the Import of “%s”?"), name);
  GtkWidget *widget;
  AdwMessageDialog *dialog;

  widget = adw_message_dialog_new (window, heading,
                                   _("EC2 stops the import and removes the instance and the "
                                     "volume that it has begun to make. The disk in the bucket "
                                     "stays as it is; importing it later starts from the "
                                     "beginning."));
  dialog = ADW_MESSAGE_DIALOG (widget);
  adw_message_dialog_add_responses (dialog,
                                    "keep", _("_Keep Going"),
                                    "cancel-import", _("_Cancel Import"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "cancel-import", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");

  return widget;
}

static void
ferry_task_canceller_finalize (GObject *object)
{
  FerryTaskCanceller *self = FERRY_TASK_CANCELLER (object);

  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->problems, g_hash_table_unref);

  G_OBJECT_CLASS (ferry_task_canceller_parent_class)->finalize (object);
}

static void
ferry_task_canceller_class_init (FerryTaskCancellerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_task_canceller_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", FERRY_TYPE_TASK_CANCELLER, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_TASK);
}

static void
ferry_task_canceller_init (FerryTaskCanceller *self)
{
  self->pending = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->problems = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

FerryTaskCanceller *
ferry_task_canceller_new (void)
{
  return g_object_new (FERRY_TYPE_TASK_CANCELLER, NULL);
}

gboolean
ferry_task_canceller_can_cancel (FerryTaskCanceller *self,
                                 FerryTask          *task)
{
  g_return_val_if_fail (FERRY_IS_TASK_CANCELLER (self), FALSE);

  return ferry_task_get_conversion_task_id (task) != NULL &&
         ferry_task_get_state (task) == FERRY_TASK_CONVERTING &&
         !g_hash_table_contains (self->pending, task);
}

const char *
ferry_task_canceller_get_problem (FerryTaskCanceller *self,
                                  FerryTask          *task)
{
  g_return_val_if_fail (FERRY_IS_TASK_CANCELLER (self), NULL);

  /* Whatever was said of the request, EC2 has taken it by then, or the task has ended. */
  if (ferry_task_get_state (task) != FERRY_TASK_CONVERTING)
    return NULL;

  return g_hash_table_lookup (self->problems, task);
}

void
ferry_task_canceller_ask (FerryTaskCanceller *self,
                          FerryTask          *task,
                          GtkWidget          *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *dialog;

  g_return_if_fail (FERRY_IS_TASK_CANCELLER (self));

  dialog = make_dialog (GTK_WINDOW (gtk_widget_get_root (widget)), task);
  /* Not of who shows the task, which may show another before the dialog goes. */
  g_object_set_data_full (G_OBJECT (dialog), TASK_KEY, g_object_ref (task), g_object_unref);
  if (overlay != NULL)
    g_object_set_data_full (G_OBJECT (dialog), OVERLAY_KEY, g_object_ref (overlay),
                            g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (task, "notify::state", G_CALLBACK (too_late_cb), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
