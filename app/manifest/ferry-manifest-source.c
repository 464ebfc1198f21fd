/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-source.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FerryManifestSource {
  GObject      parent_instance;

  char        *title;
  GFile       *file;    /* (nullable) */
  FerryObject *object;  /* (nullable) */
  GBytes      *text;    /* (nullable): Ferry's own */
  gboolean     stored;  /* and it lies under its key */
  FerryClient *client;  /* (nullable) */
  char        *region;  /* (nullable) */
  char        *bucket;  /* (nullable) */
  char        *key;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryManifestSource, ferry_manifest_source, G_TYPE_OBJECT)

static void
file_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *text = ferry_manifest_file_read_finish (G_FILE (source), result, &error);

  if (text)
    g_task_return_pointer (task, text, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
object_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *text = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, NULL, &error);

  if (text)
    g_task_return_pointer (task, text, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* An empty object has no first byte that could be asked for. */
static void
read_object (FerryManifestSource *self,
             GTask               *task)
{
  guint64 size = ferry_object_get_size (self->object);
  FerryErrorDetail detail = { .operation = (char *) FERRY_FILE_OPERATION,
                              .code = (char *) FERRY_FILE_CODE_TOO_LARGE };

  if (size == 0)
    g_task_return_pointer (task, g_bytes_new_static ("", 0), (GDestroyNotify) g_bytes_unref);
  else if (size > FERRY_MANIFEST_MOST_BYTES)
    g_task_return_error (task, ferry_error_new_detailed (FERRY_ERROR_BAD_INPUT, &detail,
                                                         "The object is larger than a manifest "
                                                         "may be"));
  else
    ferry_s3_get_object_async (self->client, self->region, self->bucket, self->key, 0, size,
                               ferry_object_get_etag (self->object),
                               g_task_get_cancellable (task), object_read_cb, g_object_ref (task));
}

static void
ferry_manifest_source_finalize (GObject *object)
{
  FerryManifestSource *self = FERRY_MANIFEST_SOURCE (object);

  g_free (self->title);
  g_clear_object (&self->file);
  g_clear_object (&self->object);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_object (&self->client);
  g_free (self->region);
  g_free (self->bucket);
  g_free (self->key);

  G_OBJECT_CLASS (ferry_manifest_source_parent_class)->finalize (object);
}

static void
ferry_manifest_source_class_init (FerryManifestSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_manifest_source_finalize;
}

static void
ferry_manifest_source_init (FerryManifestSource *self)
{
}

static FerryManifestSource *
make (const char *name)
{
  FerryManifestSource *self = g_object_new (FERRY_TYPE_MANIFEST_SOURCE, NULL);

  self->title = ferry_format_name (name);

  return self;
}

static FerryManifestSource *
make_in_bucket (FerryClient *client,
                const char  *region,
                const char  *bucket,
                const char  *key)
{
  const char *slash = strrchr (key, '/');
  FerryManifestSource *self = make (slash ? slash + 1 : key);

  self->client = g_object_ref (client);
  self->region = g_strdup (region);
  self->bucket = g_strdup (bucket);
  self->key = g_strdup (key);

  return self;
}

FerryManifestSource *
ferry_manifest_source_new_for_file (GFile *file)
{
  g_autofree char *name = NULL;
  FerryManifestSource *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_basename (file);
  self = make (name ? name : "");
  self->file = g_object_ref (file);

  return self;
}

FerryManifestSource *
ferry_manifest_source_new_for_object (FerryClient *client,
                                      const char  *region,
                                      const char  *bucket,
                                      FerryObject *object)
{
  FerryManifestSource *self;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (bucket != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_OBJECT (object), NULL);

  self = make_in_bucket (client, region, bucket, ferry_object_get_key (object));
  self->object = g_object_ref (object);

  return self;
}

FerryManifestSource *
ferry_manifest_source_new_for_text (GBytes      *text,
                                    FerryClient *client,
                                    const char  *region,
                                    const char  *bucket,
                                    const char  *key)
{
  FerryManifestSource *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (bucket != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = make_in_bucket (client, region, bucket, key);
  self->text = g_bytes_ref (text);

  return self;
}

const char *
ferry_manifest_source_get_title (FerryManifestSource *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), NULL);

  return self->title;
}

static char *
dup_folder (FerryManifestSource *self)
{
  const char *slash = strrchr (self->key, '/');
  g_autofree char *path = slash ? g_strdup_printf ("%s/%.*s", self->bucket,
                                                   (int) (slash - self->key), self->key)
                                : g_strdup (self->bucket);

  return ferry_format_name (path);
}

char *
ferry_manifest_source_dup_place (FerryManifestSource *self)
{
  g_autoptr(GFile) folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), NULL);

  if (ferry_manifest_source_is_new (self))
    return g_strdup (_("New, and not stored yet"));
  if (self->file == NULL)
    return dup_folder (self);

  folder = g_file_get_parent (self->file);
  name = folder ? g_file_get_parse_name (folder) : NULL;
  shown = ferry_format_name (name ? name : "");

  return g_steal_pointer (&shown);
}

gboolean
ferry_manifest_source_is_new (FerryManifestSource *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), FALSE);

  return self->text != NULL && !self->stored;
}

void
ferry_manifest_source_set_stored (FerryManifestSource *self)
{
  g_return_if_fail (FERRY_IS_MANIFEST_SOURCE (self));

  self->stored = TRUE;
}

FerryClient *
ferry_manifest_source_get_client (FerryManifestSource *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), NULL);

  return self->client;
}

gboolean
ferry_manifest_source_set_client (FerryManifestSource *self,
                                  FerryClient         *client)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), FALSE);

  return self->file && g_set_object (&self->client, client);
}

const char *
ferry_manifest_source_get_region (FerryManifestSource *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), NULL);

  return self->region;
}

const char *
ferry_manifest_source_get_bucket (FerryManifestSource *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), NULL);

  return self->bucket;
}

const char *
ferry_manifest_source_get_key (FerryManifestSource *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), NULL);

  return self->key;
}

void
ferry_manifest_source_find_place (FerryManifestSource    *self,
                                  FerryManifestDocument  *document,
                                  char                  **region,
                                  char                  **bucket)
{
  FerryAccount *account;

  g_return_if_fail (FERRY_IS_MANIFEST_SOURCE (self));
  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));
  g_return_if_fail (region != NULL && bucket != NULL);

  account = self->client ? ferry_client_get_account (self->client) : NULL;
  if (ferry_manifest_find_place (document, account ? ferry_account_get_endpoint (account) : NULL,
                                 region, bucket))
    return;

  *region = g_strdup (self->region);
  *bucket = g_strdup (self->bucket);
}

FerryManifestFacts *
ferry_manifest_source_make_facts (FerryManifestSource *self)
{
  g_autoptr(GDateTime) now = NULL;
  FerryManifestFacts *facts;

  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (self), NULL);

  now = self->client ? ferry_client_dup_now (self->client) : g_date_time_new_now_utc ();
  facts = ferry_manifest_facts_new (now);
  facts->region = g_strdup (self->region);
  facts->bucket = g_strdup (self->bucket);
  facts->key = g_strdup (self->key);
  if (self->client)
    {
      FerryAccount *account = ferry_client_get_account (self->client);

      facts->endpoint = g_strdup (ferry_account_get_endpoint (account));
      facts->credentials = ferry_credentials_ref (ferry_client_get_credentials (self->client));
    }

  return facts;
}

void
ferry_manifest_source_read_async (FerryManifestSource *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MANIFEST_SOURCE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_source_read_async);
  if (self->text)
    g_task_return_pointer (task, g_bytes_ref (self->text), (GDestroyNotify) g_bytes_unref);
  else if (self->file)
    ferry_manifest_file_read_async (self->file, cancellable, file_read_cb, g_object_ref (task));
  else
    read_object (self, task);
}

GBytes *
ferry_manifest_source_read_finish (FerryManifestSource  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
