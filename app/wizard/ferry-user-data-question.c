/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-user-data-question.h"

#include "wizard/ferry-user-data.h"

#include <glib/gi18n.h>
#include <string.h>

#define QUESTION_KEY "ferry-user-data-question"

/* Of the dialog, and freed with it: one that goes away unanswered is an answer, too. */
typedef struct {
  GTask    *task;
  gboolean  answered;
} Question;

static void
answer (Question *question,
        gboolean  wanted)
{
  if (question->answered)
    return;

  question->answered = TRUE;
  if (wanted)
    g_task_return_boolean (question->task, TRUE);
  else
    g_task_return_new_error (question->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted");
}

static void
question_free (Question *question)
{
  answer (question, FALSE);
  g_object_unref (question->task);
  g_free (question);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A line each. (transfer full) (nullable): %NULL where there is none */
static char *
list_files (FerryPlan *plan)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      const char *reference = ferry_machine_get_user_data (ferry_plan_get_machine (plan, i));

      /* nothing else is ever read */
      if (g_str_has_prefix (reference, "file:///") &&
          g_hash_table_add (seen, (gpointer) reference))
        g_ptr_array_add (lines, ferry_user_data_describe (reference));
    }
  if (lines->len == 0)
    return NULL;

  g_ptr_array_sort (lines, compare_words);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
leave_out (FerryPlan *plan)
{
  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    g_object_set (ferry_plan_get_machine (plan, i), "user-data", "", NULL);
}

static void
response_cb (GtkWidget  *dialog,
             const char *response)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), QUESTION_KEY);

  if (g_str_equal (response, "leave-out"))
    leave_out (g_task_get_source_object (question->task));
  answer (question, !g_str_equal (response, "cancel"));
}

void
ferry_user_data_ask_async (FerryPlan           *plan,
                           GtkWindow           *parent,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (plan, cancellable, callback, user_data);
  g_autofree char *files = list_files (plan);
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;
  Question *question;

  g_task_set_source_tag (task, ferry_user_data_ask_async);
  if (files == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  body = g_strdup_printf ("%s\n\n%s",
                          _("The plan names them as user data. Ferry would send what is in them to "
                            "EC2, where the machines and others in the account can read it."),
                          files);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _("Send Files of This Computer?"),
                                                       body));
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    "leave-out", _("_Leave Out"),
                                    "send", _("_Allow"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "send", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "leave-out");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);

  question = g_new0 (Question, 1);
  question->task = g_steal_pointer (&task);
  g_object_set_data_full (G_OBJECT (dialog), QUESTION_KEY, question,
                          (GDestroyNotify) question_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
ferry_user_data_ask_finish (FerryPlan     *plan,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, plan), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
