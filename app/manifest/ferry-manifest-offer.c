/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-offer.h"

#include "common/ferry-access.h"
#include "ferry-application.h"
#include "manifest/ferry-manifest-window.h"

#include <string.h>

#define SNIFFED 4096

struct _FerryManifestOffer {
  AdwBin        parent_instance;

  FerryClient  *client;       /* (nullable) */
  FerryBucket  *bucket;       /* (nullable) */
  FerryObject  *object;       /* (nullable) */
  gboolean      is_manifest;
  GCancellable *cancellable;  /* (nullable): while it is sniffed at */
};

G_DEFINE_FINAL_TYPE (FerryManifestOffer, ferry_manifest_offer, ADW_TYPE_BIN)

static void
set_is_manifest (FerryManifestOffer *self,
                 gboolean            is_manifest)
{
  self->is_manifest = is_manifest;
  gtk_widget_set_visible (GTK_WIDGET (self), is_manifest);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FerryManifestOffer) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) start = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, NULL,
                                                        &error);
  gsize length;
  const char *data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  data = start ? g_bytes_get_data (start, &length) : NULL;
  if (data)
    set_is_manifest (self, ferry_manifest_document_sniff (data, length));
}

static void
sniff (FerryManifestOffer *self)
{
  self->cancellable = g_cancellable_new ();
  ferry_s3_get_object_async (self->client, ferry_bucket_get_region (self->bucket),
                             ferry_bucket_get_name (self->bucket),
                             ferry_object_get_key (self->object), 0, SNIFFED,
                             ferry_object_get_etag (self->object), self->cancellable, read_cb,
                             g_object_ref (self));
}

static void
stop (FerryManifestOffer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
clicked_cb (FerryManifestOffer *self)
{
  if (self->object)
    ferry_manifest_offer_open (self, self->object);
}

static void
ferry_manifest_offer_unroot (GtkWidget *widget)
{
  stop (FERRY_MANIFEST_OFFER (widget));

  GTK_WIDGET_CLASS (ferry_manifest_offer_parent_class)->unroot (widget);
}

static void
ferry_manifest_offer_dispose (GObject *object)
{
  FerryManifestOffer *self = FERRY_MANIFEST_OFFER (object);

  stop (self);
  g_clear_object (&self->client);
  g_clear_object (&self->object);
  g_clear_object (&self->bucket);

  G_OBJECT_CLASS (ferry_manifest_offer_parent_class)->dispose (object);
}

static void
ferry_manifest_offer_class_init (FerryManifestOfferClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_manifest_offer_dispose;
  widget_class->unroot = ferry_manifest_offer_unroot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-manifest-offer.ui");
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
ferry_manifest_offer_init (FerryManifestOffer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
}

void
ferry_manifest_offer_set_object (FerryManifestOffer *self,
                                 FerryClient        *client,
                                 FerryBucket        *bucket,
                                 FerryObject        *object)
{
  g_autofree char *name = NULL;
  gboolean is_named, is_markup;

  g_return_if_fail (FERRY_IS_MANIFEST_OFFER (self));
  g_return_if_fail (object == NULL || (FERRY_IS_CLIENT (client) && FERRY_IS_BUCKET (bucket)));

  stop (self);
  g_set_object (&self->client, client);
  g_set_object (&self->object, object);
  g_set_object (&self->bucket, bucket);

  name = object ? g_ascii_strdown (ferry_object_get_name (object), -1) : g_strdup ("");
  is_markup = g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".manifest");
  is_named = is_markup && strstr (name, "manifest") != NULL;
  set_is_manifest (self, is_named);
  if (is_markup && !is_named && !ferry_object_is_archived (object) &&
      ferry_object_get_size (object) > 0)
    sniff (self);
}

void
ferry_manifest_offer_open (FerryManifestOffer *self,
                           FerryObject        *object)
{
  GtkApplication *application = GTK_APPLICATION (ferry_application_get ());
  FerryManifestWindow *window;

  g_return_if_fail (FERRY_IS_MANIFEST_OFFER (self));

  if (!self->is_manifest || object != self->object)
    return;

  window = ferry_manifest_window_new_for_object (application, self->client,
                                                 ferry_bucket_get_region (self->bucket),
                                                 ferry_bucket_get_name (self->bucket), object);
  gtk_window_present (GTK_WINDOW (window));
}
