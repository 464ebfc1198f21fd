/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-report-saver.h"

#include "common/ferry-error-text.h"
#include "ferry-application.h"
#include "tasks/ferry-report.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FerryReportSaver {
  GObject               parent_instance;

  GtkWindow            *window;      /* (nullable), weak: it owns the saver */
  GtkFileChooserNative *chooser;     /* (nullable): while it is open */
  FerryRun             *run;         /* (nullable): that is asked about */
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (FerryReportSaver, ferry_report_saver, G_TYPE_OBJECT)

enum {
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A report on its way into a file: its saver is gone when it was cancelled. */
typedef struct {
  FerryReportSaver   *self;
  FerryRun           *run;
  GFile              *file;
  char               *account;  /* (nullable) */
  FerryDurableWriter *writer;   /* (nullable) */
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->writer);
  g_free (saving->account);
  g_object_unref (saving->file);
  g_object_unref (saving->run);
  g_object_unref (saving->self);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
finish (Saving       *saving,
        const GError *error)
{
  FerryReportSaver *self = saving->self;
  g_autofree char *title = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (error == NULL)
    {
      g_signal_emit (self, signals[SAVED], 0, saving->file);
      return;
    }

  title = ferry_error_to_title (error);
  advice = ferry_error_to_advice (error);
  body = g_strdup_printf ("%s\n\n%s", title, advice);
  dialog = adw_message_dialog_new (self->window, _("The Report Could Not Be Saved"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;

  ferry_durable_writer_replace_finish (saving->writer, result, &error);
  finish (saving, error);
}

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  finish (saving, error);
}

/* @journal: (nullable) */
static void
write_report (Saving *saving,
              GBytes *journal)
{
  char *text = ferry_report_to_html (saving->run, journal, saving->account);
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));

  if (!g_file_is_native (saving->file))
    {
      g_file_replace_contents_bytes_async (saving->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                           saving->self->cancellable, replaced_cb, saving);
      return;
    }

  saving->writer = ferry_durable_writer_new ();
  ferry_durable_writer_replace_async (saving->writer, saving->file, bytes, FALSE,
                                      saving->self->cancellable, written_cb, saving);
}

/* A journal that cannot be read is told in the report. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GBytes) journal = g_file_load_bytes_finish (G_FILE (source), result, NULL, NULL);

  if (!g_cancellable_is_cancelled (saving->self->cancellable))
    write_report (g_steal_pointer (&saving), journal);
}

static void
read_journal (Saving *saving)
{
  FerryJournal *journal = ferry_run_get_journal (saving->run);

  g_file_load_bytes_async (ferry_journal_get_file (journal), saving->self->cancellable, read_cb,
                           saving);
}

/* Without the number the report says that it is not known. */
static void
identified_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(FerryIdentity) identity = NULL;

  identity = ferry_sts_get_caller_identity_finish (FERRY_CLIENT (source), result, NULL);
  if (g_cancellable_is_cancelled (saving->self->cancellable))
    return;

  if (identity)
    saving->account = g_strdup (identity->account);
  read_journal (g_steal_pointer (&saving));
}

void
ferry_report_saver_save_to (FerryReportSaver *self,
                            FerryRun         *run,
                            FerryClient      *client,
                            GFile            *file)
{
  Saving *saving;

  g_return_if_fail (FERRY_IS_REPORT_SAVER (self));
  g_return_if_fail (FERRY_IS_RUN (run));
  g_return_if_fail (G_IS_FILE (file));

  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->run = g_object_ref (run);
  saving->file = g_object_ref (file);
  if (client)
    ferry_sts_get_caller_identity_async (client, self->cancellable, identified_cb, saving);
  else
    read_journal (saving);
}

static FerryClient *
find_client (FerryRun *run)
{
  FerryEngine *engine = ferry_application_get_engine (ferry_application_get ());

  return ferry_engine_get_client (engine, ferry_plan_get_account_id (ferry_run_get_plan (run)));
}

static void
chosen_cb (FerryReportSaver *self,
           int               response)
{
  g_autoptr(GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr(FerryRun) run = g_steal_pointer (&self->run);
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file)
    ferry_report_saver_save_to (self, run, find_client (run), file);
}

static char *
propose_name (FerryRun *run)
{
  g_autoptr(GDateTime) local = g_date_time_to_local (ferry_run_get_started (run));
  g_autofree char *day = g_date_time_format (local, "%Y-%m-%d");

  /* Translators: the name of a new file; %s is a day, “2026-11-23” */
  return g_strdup_printf (_("import-report-%s.html"), day);
}

void
ferry_report_saver_ask (FerryReportSaver *self,
                        FerryRun         *run)
{
  g_autofree char *name = NULL;

  g_return_if_fail (FERRY_IS_REPORT_SAVER (self));
  g_return_if_fail (FERRY_IS_RUN (run));

  if (self->chooser)
    return;

  name = propose_name (run);
  g_set_object (&self->run, run);
  self->chooser = gtk_file_chooser_native_new (_("Save Report"), self->window,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
ferry_report_saver_dispose (GObject *object)
{
  FerryReportSaver *self = FERRY_REPORT_SAVER (object);

  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->run);
  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (ferry_report_saver_parent_class)->dispose (object);
}

static void
ferry_report_saver_finalize (GObject *object)
{
  g_object_unref (FERRY_REPORT_SAVER (object)->cancellable);

  G_OBJECT_CLASS (ferry_report_saver_parent_class)->finalize (object);
}

static void
ferry_report_saver_class_init (FerryReportSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_report_saver_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_report_saver_finalize;

  signals[SAVED] = g_signal_new ("saved", FERRY_TYPE_REPORT_SAVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
ferry_report_saver_init (FerryReportSaver *self)
{
  self->cancellable = g_cancellable_new ();
}

FerryReportSaver *
ferry_report_saver_new (GtkWindow *window)
{
  FerryReportSaver *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (FERRY_TYPE_REPORT_SAVER, NULL);
  g_set_weak_pointer (&self->window, window);

  return self;
}

void
ferry_report_save (GtkWindow *parent,
                   FerryRun  *run)
{
  FerryReportSaver *saver;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  saver = g_object_get_data (G_OBJECT (parent), "ferry-report-saver");
  if (saver == NULL)
    {
      saver = ferry_report_saver_new (parent);
      g_object_set_data_full (G_OBJECT (parent), "ferry-report-saver", saver, g_object_unref);
    }

  ferry_report_saver_ask (saver, run);
}
