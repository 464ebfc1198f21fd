/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-saver.h"

#include "common/ferry-error-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FerryManifestSaver {
  GObject               parent_instance;

  GtkWidget            *widget;      /* (nullable), weak: it owns the saver */
  GtkFileChooserNative *chooser;     /* (nullable): while it is open */
  FerryOpenManifest    *manifest;    /* (nullable): that is asked about */
  gboolean              with_links;
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (FerryManifestSaver, ferry_manifest_saver, G_TYPE_OBJECT)

enum {
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A manifest on its way into a file. */
typedef struct {
  GFile    *file;
  GBytes   *text;
  gboolean  with_links;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->file);
  g_bytes_unref (saving->text);
  g_free (saving);
}

static GtkWindow *
get_window (FerryManifestSaver *self)
{
  GtkRoot *root = self->widget ? gtk_widget_get_root (self->widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* A file that others may read already is not written into: it makes way for one of its own. */
static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Saving *saving = task_data;
  GFileCreateFlags flags = saving->with_links
                             ? G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION
                             : G_FILE_CREATE_NONE;
  GError *error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (saving->text, &length);
  g_autofree char *masked = NULL;

  if (!saving->with_links)
    {
      masked = ferry_manifest_mask (text ? text : "", length);
      text = masked;
      length = strlen (masked);
    }

  if (g_file_replace_contents (saving->file, text ? text : "", length, NULL, FALSE, flags, NULL,
                               cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
complain (FerryManifestSaver *self,
          const GError       *error)
{
  g_autofree char *title = ferry_error_to_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", title, advice);
  GtkWidget *dialog = adw_message_dialog_new (get_window (self),
                                              _("The Manifest Could Not Be Saved"), body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  FerryManifestSaver *self = FERRY_MANIFEST_SAVER (source);
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[SAVED], 0, saving->with_links);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain (self, error);
}

void
ferry_manifest_saver_save_to (FerryManifestSaver *self,
                              FerryOpenManifest  *manifest,
                              GFile              *file,
                              gboolean            with_links)
{
  g_autoptr(GTask) task = NULL;
  FerryManifestDocument *document;
  Saving *saving;

  g_return_if_fail (FERRY_IS_MANIFEST_SAVER (self));
  g_return_if_fail (FERRY_IS_OPEN_MANIFEST (manifest));
  g_return_if_fail (G_IS_FILE (file));

  document = ferry_open_manifest_get_document (manifest);
  if (document == NULL)
    return;

  saving = g_new0 (Saving, 1);
  saving->file = g_object_ref (file);
  saving->text = g_bytes_ref (ferry_manifest_document_get_text (document));
  saving->with_links = with_links;
  task = g_task_new (self, self->cancellable, saved_cb, NULL);
  g_task_set_source_tag (task, ferry_manifest_saver_save_to);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

static void
chosen_cb (FerryManifestSaver *self,
           int                 response)
{
  g_autoptr(GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr(FerryOpenManifest) manifest = g_steal_pointer (&self->manifest);
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file)
    ferry_manifest_saver_save_to (self, manifest, file, self->with_links);
}

static const char *
make_title (FerryOpenManifest *manifest,
            gboolean           with_links)
{
  if (!with_links)
    return _("Save Without Secrets");

  return ferry_open_manifest_is_large (manifest) ? _("Save All Parts With Links")
                                                 : _("Save With Links");
}

/* What cannot be used to import does not look as if it could. */
static char *
propose_name (FerryOpenManifest *manifest,
              gboolean           with_links)
{
  g_autofree char *base = g_path_get_basename (ferry_open_manifest_get_title (manifest));
  g_autofree char *name = g_utf8_make_valid (base, -1);
  char *end = strrchr (name, '.');

  if (end && g_ascii_strcasecmp (end, ".xml") == 0)
    *end = '\0';

  if (with_links)
    return g_strconcat (name, ".xml", NULL);

  /* Translators: the name of a new file; %s is that of a manifest, without “.xml” */
  return g_strdup_printf (_("%s-masked.xml"), name);
}

void
ferry_manifest_saver_ask (FerryManifestSaver *self,
                          FerryOpenManifest  *manifest,
                          gboolean            with_links)
{
  g_autofree char *name = NULL;

  g_return_if_fail (FERRY_IS_MANIFEST_SAVER (self));
  g_return_if_fail (FERRY_IS_OPEN_MANIFEST (manifest));

  if (self->chooser)
    return;

  name = propose_name (manifest, with_links);
  g_set_object (&self->manifest, manifest);
  self->with_links = with_links;
  self->chooser = gtk_file_chooser_native_new (make_title (manifest, with_links),
                                               get_window (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
ferry_manifest_saver_dispose (GObject *object)
{
  FerryManifestSaver *self = FERRY_MANIFEST_SAVER (object);

  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->manifest);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (ferry_manifest_saver_parent_class)->dispose (object);
}

static void
ferry_manifest_saver_class_init (FerryManifestSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_manifest_saver_dispose;

  signals[SAVED] = g_signal_new ("saved", FERRY_TYPE_MANIFEST_SAVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
ferry_manifest_saver_init (FerryManifestSaver *self)
{
  self->cancellable = g_cancellable_new ();
}

FerryManifestSaver *
ferry_manifest_saver_new (GtkWidget *widget)
{
  FerryManifestSaver *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (FERRY_TYPE_MANIFEST_SAVER, NULL);
  g_set_weak_pointer (&self->widget, widget);

  return self;
}
