/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-script-saver.h"

#include "common/ferry-error-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROGRAM_MODE 0755

struct _FerryScriptSaver {
  GObject               parent_instance;

  GtkWidget            *widget;   /* (nullable), weak: it owns the saver */
  GtkFileChooserNative *chooser;  /* (nullable): while it is open */
  char                 *script;   /* (nullable): that is asked about */
  gboolean              runs;
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (FerryScriptSaver, ferry_script_saver, G_TYPE_OBJECT)

/* A script on its way into a file. */
typedef struct {
  GFile    *file;
  char     *script;
  gboolean  runs;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->file);
  g_free (saving->script);
  g_free (saving);
}

static GtkWindow *
get_window (FerryScriptSaver *self)
{
  GtkRoot *root = self->widget ? gtk_widget_get_root (self->widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Not every file system knows modes: the script is there all the same. */
static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Saving *saving = task_data;
  GError *error = NULL;

  if (!g_file_replace_contents (saving->file, saving->script, strlen (saving->script), NULL, FALSE,
                                G_FILE_CREATE_NONE, NULL, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (saving->runs)
    g_file_set_attribute_uint32 (saving->file, G_FILE_ATTRIBUTE_UNIX_MODE, PROGRAM_MODE,
                                 G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  FerryScriptSaver *self = FERRY_SCRIPT_SAVER (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (g_task_propagate_boolean (G_TASK (result), &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  title = ferry_error_to_title (error);
  advice = ferry_error_to_advice (error);
  body = g_strdup_printf ("%s\n\n%s", title, advice);
  dialog = adw_message_dialog_new (get_window (self), _("The Script Could Not Be Saved"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ferry_script_saver_save_to (FerryScriptSaver *self,
                            GFile            *file,
                            const char       *script,
                            gboolean          runs)
{
  g_autoptr(GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (FERRY_IS_SCRIPT_SAVER (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (script != NULL);

  saving = g_new0 (Saving, 1);
  saving->file = g_object_ref (file);
  saving->script = g_strdup (script);
  saving->runs = runs;
  task = g_task_new (self, self->cancellable, saved_cb, NULL);
  g_task_set_source_tag (task, ferry_script_saver_save_to);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

static void
chosen_cb (FerryScriptSaver *self,
           int               response)
{
  g_autoptr(GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autofree char *script = g_steal_pointer (&self->script);
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file)
    ferry_script_saver_save_to (self, file, script, self->runs);
}

void
ferry_script_saver_ask (FerryScriptSaver *self,
                        const char       *name,
                        const char       *script,
                        gboolean          runs)
{
  g_return_if_fail (FERRY_IS_SCRIPT_SAVER (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (script != NULL);

  if (self->chooser)
    return;

  self->script = g_strdup (script);
  self->runs = runs;
  self->chooser = gtk_file_chooser_native_new (_("Save Script"), get_window (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
ferry_script_saver_dispose (GObject *object)
{
  FerryScriptSaver *self = FERRY_SCRIPT_SAVER (object);

  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->script, g_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (ferry_script_saver_parent_class)->dispose (object);
}

static void
ferry_script_saver_class_init (FerryScriptSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_script_saver_dispose;
}

static void
ferry_script_saver_init (FerryScriptSaver *self)
{
  self->cancellable = g_cancellable_new ();
}

FerryScriptSaver *
ferry_script_saver_new (GtkWidget *widget)
{
  FerryScriptSaver *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (FERRY_TYPE_SCRIPT_SAVER, NULL);
  g_set_weak_pointer (&self->widget, widget);

  return self;
}
