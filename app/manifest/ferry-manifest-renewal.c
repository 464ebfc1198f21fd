/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-renewal.h"

#include "common/ferry-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define TASK_KEY "task"

typedef struct {
  FerryManifestFacts *facts;
  FerryClient        *client;
  char               *key;     /* (nullable): of the new manifest */
} Renewal;

static void
renewal_free (Renewal *renewal)
{
  ferry_manifest_facts_unref (renewal->facts);
  g_object_unref (renewal->client);
  g_free (renewal->key);
  g_free (renewal);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Renewal *renewal = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) text = ferry_manifest_renew_finish (result, &error);

  if (text)
    g_task_return_pointer (task,
                           ferry_manifest_source_new_for_text (text, renewal->client,
                                                               renewal->facts->region,
                                                               renewal->facts->bucket,
                                                               renewal->key),
                           g_object_unref);
  else
    g_task_return_error (task, error);
}

/* (nullable): with @error set */
static char *
make_key (FerryManifestDocument  *document,
          GError                **error)
{
  g_autoptr(FerryManifestPart) part = NULL;

  if (ferry_manifest_document_get_n_parts (document) > 0)
    part = ferry_manifest_document_dup_part (document, 0);
  if (part == NULL || part->key == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the first part has no key");
      return NULL;
    }

  return ferry_manifest_key_new (part->key, error);
}

static void
sign (GTask *task)
{
  FerryManifestDocument *document = g_task_get_source_object (task);
  Renewal *renewal = g_task_get_task_data (task);
  g_autoptr(FerryLinkSigner) signer = NULL;
  GError *error = NULL;

  signer = ferry_link_signer_new (renewal->client, &error);
  if (signer)
    renewal->key = make_key (document, &error);
  if (renewal->key == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ferry_manifest_renew_async (document, renewal->facts, signer, renewal->key,
                              g_task_get_cancellable (task), renewed_cb, g_object_ref (task));
}

/* Where the bucket does not tell what it has, the old links have to. */
static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Renewal *renewal = g_task_get_task_data (task);

  renewal->facts->objects =
    ferry_manifest_find_objects_finish (FERRY_MANIFEST_DOCUMENT (source), result, NULL);
  if (!g_task_return_error_if_cancelled (task))
    sign (task);
}

static void
renew (GTask *task)
{
  Renewal *renewal = g_task_get_task_data (task);

  if (renewal->facts->objects)
    sign (task);
  else
    ferry_manifest_find_objects_async (g_task_get_source_object (task), renewal->client,
                                       renewal->facts->region, renewal->facts->bucket,
                                       g_task_get_cancellable (task), found_cb,
                                       g_object_ref (task));
}

/* @task: (transfer full) */
static void
end_unwanted (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted");
  g_object_unref (task);
}

static void
response_cb (GObject    *dialog,
             const char *response)
{
  GTask *task = g_object_steal_data (dialog, TASK_KEY);

  if (task == NULL)
    return;

  if (g_str_equal (response, "renew"))
    {
      renew (task);
      g_object_unref (task);
    }
  else
    {
      end_unwanted (task);
    }
}

/* The manifest says which bucket that is; it may be another than one thinks. */
static GtkWidget *
make_place_label (Renewal *renewal)
{
  g_autofree char *bucket = ferry_format_name (renewal->facts->bucket);
  /* Translators: %s is the name of a bucket */
  g_autofree char *text = g_strdup_printf (_("The parts are in the bucket “%s”."), bucket);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);

  return label;
}

static void
ask (GTask     *task,
     GtkWindow *parent)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Make New Links?"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_set_body (message,
                               _("New links for the same parts serve a new task, or one that is "
                                 "not requested yet. A task that runs keeps the manifest that it "
                                 "has.\n\n"
                                 "This manifest stays as it is. The new one is shown in a window "
                                 "of its own and can be stored from there."));
  adw_message_dialog_set_extra_child (message, make_place_label (g_task_get_task_data (task)));
  adw_message_dialog_add_responses (message, "cancel", _("_Cancel"), "renew",
                                    _("_Make New Links"), NULL);
  adw_message_dialog_set_response_appearance (message, "renew", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "renew");
  adw_message_dialog_set_close_response (message, "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), TASK_KEY, g_object_ref (task),
                          (GDestroyNotify) end_unwanted);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ferry_manifest_renewal_async (FerryManifestDocument *document,
                              FerryManifestFacts    *facts,
                              FerryClient           *client,
                              GtkWindow             *parent,
                              GCancellable          *cancellable,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;
  Renewal *renewal;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));
  g_return_if_fail (facts != NULL && facts->bucket != NULL);
  g_return_if_fail (FERRY_IS_CLIENT (client));

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_renewal_async);
  renewal = g_new0 (Renewal, 1);
  renewal->facts = ferry_manifest_facts_ref (facts);
  renewal->client = g_object_ref (client);
  g_task_set_task_data (task, renewal, (GDestroyNotify) renewal_free);
  ask (task, parent);
}

FerryManifestSource *
ferry_manifest_renewal_finish (FerryManifestDocument  *document,
                               GAsyncResult           *result,
                               GError                **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
