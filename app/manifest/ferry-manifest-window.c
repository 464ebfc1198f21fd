/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-window.h"

#include "common/ferry-access.h"
#include "common/ferry-help.h"
#include "common/ferry-placeholder.h"
#include "ferry-application.h"
#include "manifest/ferry-comparison-window.h"
#include "manifest/ferry-manifest-advice.h"
#include "manifest/ferry-manifest-bucket.h"
#include "manifest/ferry-manifest-chooser.h"
#include "manifest/ferry-manifest-import.h"
#include "manifest/ferry-manifest-message.h"
#include "manifest/ferry-manifest-renewal.h"
#include "manifest/ferry-manifest-view.h"
#include "manifest/ferry-probe-strip.h"

#include <glib/gi18n.h>

struct _FerryManifestWindow {
  AdwWindow            parent_instance;

  AdwToastOverlay     *toasts;
  AdwWindowTitle      *window_title;
  GtkSpinner          *spinner;
  GtkWidget           *notice;
  GtkLabel            *notice_label;
  GtkButton           *notice_button;
  GtkStack            *stack;
  FerryPlaceholder    *placeholder;
  FerryManifestView   *view;
  FerryProbeStrip     *probe_strip;

  FerryManifestSource *source;
  FerryOpenManifest   *manifest;     /* (nullable): until it is read */
  FerryManifestBucket *bucket;       /* of the parts */
  GCancellable        *cancellable;  /* of all that ends with the window */
  gboolean             working;      /* one act at a time */
};

G_DEFINE_FINAL_TYPE (FerryManifestWindow, ferry_manifest_window, ADW_TYPE_WINDOW)

static FerryClient *
get_client (FerryManifestWindow *self)
{
  return ferry_manifest_source_get_client (self->source);
}

static FerryManifestDocument *
get_document (FerryManifestWindow *self)
{
  return self->manifest ? ferry_open_manifest_get_document (self->manifest) : NULL;
}

static void
enable (FerryManifestWindow *self,
        const char          *action,
        gboolean             enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
update_notice (FerryManifestWindow *self)
{
  FerryManifestAdvice advice;
  gboolean shown = ferry_manifest_advise (self->source, self->manifest, &advice);

  gtk_widget_set_visible (self->notice, shown);
  if (!shown)
    return;

  gtk_label_set_label (self->notice_label, advice.text);
  gtk_button_set_label (self->notice_button, advice.button);
  ferry_access_name_once (GTK_WIDGET (self->notice_button));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), advice.action);
}

static void
show_place (FerryManifestWindow *self)
{
  g_autofree char *place = ferry_manifest_source_dup_place (self->source);

  adw_window_title_set_subtitle (self->window_title, place);
}

static void
update (FerryManifestWindow *self)
{
  FerryManifestDocument *document = get_document (self);
  gboolean has_bucket = self->bucket && ferry_manifest_bucket_get_name (self->bucket);
  gboolean has_parts = document && ferry_manifest_document_get_n_parts (document) > 0;
  gboolean is_free = has_parts && !self->working;
  gboolean probing = FALSE;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  if (self->manifest)
    g_object_get (self->manifest, "probing", &probing, NULL);
  enable (self, "manifest.try-links", has_parts && get_client (self) && !probing);
  enable (self, "manifest.compare", document != NULL);
  enable (self, "manifest.renew", is_free && get_client (self) && has_bucket);
  enable (self, "manifest.import", is_free && has_bucket);
  enable (self, "manifest.store", is_free && ferry_manifest_source_is_new (self->source));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->working);
  gtk_spinner_set_spinning (self->spinner, self->working);
  update_notice (self);
}

static void
set_working (FerryManifestWindow *self,
             gboolean             working)
{
  self->working = working;
  update (self);
}

static void
document_changed_cb (FerryManifestWindow *self)
{
  if (get_document (self) == NULL)
    return;

  ferry_manifest_bucket_set_manifest (self->bucket, self->manifest);
  gtk_stack_set_visible_child_name (self->stack, "manifest");
  update (self);
}

static void
show_text (FerryManifestWindow *self,
           GBytes              *text)
{
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_source_make_facts (self->source);

  if (self->manifest)
    g_signal_handlers_disconnect_by_data (self->manifest, self);
  g_clear_object (&self->manifest);
  self->manifest = ferry_open_manifest_new (ferry_manifest_source_get_title (self->source), text,
                                            facts, get_client (self));
  g_signal_connect_object (self->manifest, "notify::document", G_CALLBACK (document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manifest, "notify::expiration", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manifest, "notify::probing", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  ferry_manifest_view_set_manifest (self->view, self->manifest);
  ferry_probe_strip_set_manifest (self->probe_strip, self->manifest);
  document_changed_cb (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FerryManifestWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = NULL;

  text = ferry_manifest_source_read_finish (FERRY_MANIFEST_SOURCE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (text)
    show_text (self, text);
  else
    ferry_placeholder_show_error (self->placeholder, error, _("Try Again"));
}

static void
read_source (FerryManifestWindow *self)
{
  ferry_placeholder_show_loading (self->placeholder, _("Reading the manifest…"));
  gtk_stack_set_visible_child_name (self->stack, "message");
  ferry_manifest_source_read_async (self->source, self->cancellable, read_cb,
                                    g_object_ref (self));
}

/* A file is judged with whatever account is connected, which may have come meanwhile. What is being
 * done ends with the one with which it began.
 */
static void
take_client (FerryManifestWindow *self)
{
  FerryClient *client = ferry_application_get_client (ferry_application_get ());

  if (client == NULL || self->working ||
      !ferry_manifest_source_set_client (self->source, client))
    return;

  ferry_manifest_bucket_change_client (self->bucket);
  update (self);
}

static void
active_changed_cb (FerryManifestWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    take_client (self);
}

static void
try_links_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  FerryManifestWindow *self = FERRY_MANIFEST_WINDOW (widget);

  ferry_manifest_bucket_look (self->bucket);
  ferry_open_manifest_probe (self->manifest, FERRY_PROBE_STRIP_MOST_PARTS);
}

static void
other_chosen_cb (GListModel *files,
                 gpointer    user_data)
{
  FerryManifestWindow *self = user_data;
  g_autoptr(GFile) file = g_list_model_get_item (files, 0);
  g_autoptr(FerryManifestSource) other = ferry_manifest_source_new_for_file (file);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  gtk_window_present (GTK_WINDOW (ferry_comparison_window_new (application, self->manifest,
                                                               other)));
}

static void
compare_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ferry_manifest_choose (GTK_WINDOW (widget), FALSE, other_chosen_cb, widget);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FerryManifestWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifestSource) renewed =
    ferry_manifest_renewal_finish (FERRY_MANIFEST_DOCUMENT (source), result, &error);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->source == NULL)
    return;
  set_working (self, FALSE);
  if (renewed && application)
    gtk_window_present (GTK_WINDOW (ferry_manifest_window_new_for_source (application, renewed)));
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_manifest_tell_error (GTK_WINDOW (self), _("There Are No New Links"), error);
}

static void
renew_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  FerryManifestWindow *self = FERRY_MANIFEST_WINDOW (widget);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_bucket_make_facts (self->bucket);
  g_autofree char *region = facts->region;
  g_autofree char *bucket = facts->bucket;

  facts->region = g_strdup (ferry_manifest_bucket_get_region (self->bucket));
  facts->bucket = g_strdup (ferry_manifest_bucket_get_name (self->bucket));
  set_working (self, TRUE);
  ferry_manifest_renewal_async (get_document (self), facts, get_client (self),
                                GTK_WINDOW (self), self->cancellable, renewed_cb,
                                g_object_ref (self));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryManifestWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *version_id = NULL;
  gboolean stored;

  stored = ferry_manifest_store_finish (FERRY_CLIENT (source), result, &version_id, &error);
  if (self->source == NULL)
    return;
  if (stored)
    {
      ferry_manifest_source_set_stored (self->source);
      show_place (self);
    }
  set_working (self, FALSE);
  if (stored)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Manifest stored")));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_manifest_tell_error (GTK_WINDOW (self), _("The Manifest Was Not Stored"), error);
}

static void
store_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  FerryManifestWindow *self = FERRY_MANIFEST_WINDOW (widget);
  GBytes *text = ferry_manifest_document_get_text (get_document (self));

  set_working (self, TRUE);
  ferry_manifest_store_async (get_client (self), ferry_manifest_source_get_region (self->source),
                              ferry_manifest_source_get_bucket (self->source),
                              ferry_manifest_source_get_key (self->source), text,
                              self->cancellable, stored_cb, g_object_ref (self));
}

static void
account_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ferry_application_show_accounts (ferry_application_get ());
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryManifestWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDisk) disk =
    ferry_manifest_import_finish (FERRY_MANIFEST_DOCUMENT (source), result, &error);

  if (self->source == NULL)
    return;
  set_working (self, FALSE);
  if (disk == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ferry_manifest_tell_error (GTK_WINDOW (self), _("The Disk Cannot Be Imported"), error);
    }
  else if (!ferry_application_import_disk (ferry_application_get (), get_client (self), disk))
    {
      ferry_manifest_tell (GTK_WINDOW (self), _("Another Account Is Chosen"),
                           _("The disk belongs to the account with which this manifest was opened. "
                             "Choose that account again, then import the disk."));
    }
}

static void
import_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  FerryManifestWindow *self = FERRY_MANIFEST_WINDOW (widget);

  take_client (self);
  if (get_client (self) == NULL)
    {
      ferry_manifest_ask_for_account (GTK_WINDOW (self));
      return;
    }

  set_working (self, TRUE);
  ferry_manifest_import_async (get_document (self), get_client (self),
                               ferry_manifest_bucket_get_region (self->bucket),
                               ferry_manifest_bucket_get_name (self->bucket),
                               self->cancellable, imported_cb, g_object_ref (self));
}

static void
help_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ferry_help_show (GTK_WINDOW (widget), "manifests");
}

/* A window that is closed may live on until what it waits for has ended, so that ends now. */
static gboolean
ferry_manifest_window_close_request (GtkWindow *window)
{
  FerryManifestWindow *self = FERRY_MANIFEST_WINDOW (window);

  g_cancellable_cancel (self->cancellable);
  ferry_manifest_bucket_stop (self->bucket);

  return GTK_WINDOW_CLASS (ferry_manifest_window_parent_class)->close_request (window);
}

static void
ferry_manifest_window_dispose (GObject *object)
{
  FerryManifestWindow *self = FERRY_MANIFEST_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->manifest)
    g_signal_handlers_disconnect_by_data (self->manifest, self);
  g_clear_object (&self->manifest);
  if (self->bucket)
    ferry_manifest_bucket_stop (self->bucket);
  g_clear_object (&self->bucket);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (ferry_manifest_window_parent_class)->dispose (object);
}

static void
ferry_manifest_window_finalize (GObject *object)
{
  g_clear_object (&FERRY_MANIFEST_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (ferry_manifest_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "manifest.try-links", NULL, try_links_cb);
  gtk_widget_class_install_action (widget_class, "manifest.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "manifest.renew", NULL, renew_cb);
  gtk_widget_class_install_action (widget_class, "manifest.store", NULL, store_cb);
  gtk_widget_class_install_action (widget_class, "manifest.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "manifest.account", NULL, account_cb);
  gtk_widget_class_install_action (widget_class, "manifest.help", NULL, help_cb);
}

static void
ferry_manifest_window_class_init (FerryManifestWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_manifest_window_dispose;
  object_class->finalize = ferry_manifest_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_manifest_window_close_request;

  g_type_ensure (FERRY_TYPE_MANIFEST_VIEW);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_PROBE_STRIP);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-manifest-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, notice_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, view);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestWindow, probe_strip);
  gtk_widget_class_bind_template_callback (widget_class, read_source);
  install_actions (widget_class);
}

static void
ferry_manifest_window_init (FerryManifestWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
}

FerryManifestWindow *
ferry_manifest_window_new_for_source (GtkApplication      *application,
                                      FerryManifestSource *source)
{
  FerryManifestWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (source), NULL);

  self = g_object_new (FERRY_TYPE_MANIFEST_WINDOW, "application", application, NULL);
  self->source = g_object_ref (source);
  self->bucket = ferry_manifest_bucket_new (source);
  gtk_window_set_title (GTK_WINDOW (self), ferry_manifest_source_get_title (source));
  adw_window_title_set_title (self->window_title, ferry_manifest_source_get_title (source));
  show_place (self);
  take_client (self);
  update (self);
  read_source (self);

  return self;
}

FerryManifestWindow *
ferry_manifest_window_new_for_file (GtkApplication *application,
                                    GFile          *file)
{
  g_autoptr(FerryManifestSource) source = ferry_manifest_source_new_for_file (file);

  return ferry_manifest_window_new_for_source (application, source);
}

FerryManifestWindow *
ferry_manifest_window_new_for_object (GtkApplication *application,
                                      FerryClient    *client,
                                      const char     *region,
                                      const char     *bucket,
                                      FerryObject    *object)
{
  g_autoptr(FerryManifestSource) source =
    ferry_manifest_source_new_for_object (client, region, bucket, object);

  return ferry_manifest_window_new_for_source (application, source);
}

FerryOpenManifest *
ferry_manifest_window_get_manifest (FerryManifestWindow *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_WINDOW (self), NULL);

  return self->manifest;
}
