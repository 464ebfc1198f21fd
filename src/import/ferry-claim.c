/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-claim.h"

#include <string.h>

#include "base/ferry-backoff.h"
#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-redact.h"
#include "base/ferry-time.h"
#include "bucket/ferry-s3-object.h"
#include "manifest/ferry-token.h"

#define FORMAT 1
#define MAX_ATTEMPTS 5
#define BACKOFF_BASE_MS 200
#define BACKOFF_CAP_MS 5000

/* A claim is far smaller; what is larger is none. */
#define MAX_BYTES 4096

typedef struct {
  char   *region;
  char   *bucket;
  char   *key;
  char   *desk_id;
  char   *run_id;
  GBytes *body;        /* (nullable): to be stored */
  char   *version_id;  /* (nullable): of what is there */
  guint   n_attempts;
} Claim;

static void put  (GTask *task);
static void look (GTask               *task,
                  GAsyncReadyCallback  callback);

static void
claim_free (Claim *claim)
{
  g_free (claim->region);
  g_free (claim->bucket);
  g_free (claim->key);
  g_free (claim->desk_id);
  g_free (claim->run_id);
  g_clear_pointer (&claim->body, g_bytes_unref);
  g_free (claim->version_id);
  g_free (claim);
}

char *
ferry_claim_dup_key (FerryDisk *disk)
{
  g_autofree char *fingerprint = ferry_token_fingerprint (disk);
  const char *key;
  const char *slash;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (FERRY_IS_DISK (disk), NULL);

  key = ferry_disk_get_key (disk);
  slash = strrchr (key, '/');
  folder = slash ? g_strndup (key, slash + 1 - key) : g_strdup ("");

  return g_strconcat (folder, ".ferry-claim-", fingerprint, NULL);
}

static GTask *
make_task (FerryClient         *client,
           gpointer             tag,
           FerryDisk           *disk,
           const char          *desk_id,
           const char          *run_id,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Claim *claim = g_new0 (Claim, 1);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, claim, (GDestroyNotify) claim_free);
  claim->region = g_strdup (ferry_disk_get_region (disk));
  claim->bucket = g_strdup (ferry_disk_get_bucket (disk));
  claim->key = ferry_claim_dup_key (disk);
  claim->desk_id = g_strdup (desk_id);
  claim->run_id = g_strdup (run_id);

  return task;
}

static GBytes *
write_body (Claim      *claim,
            const char *machine,
            GDateTime  *now)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *when = ferry_time_format (now);
  g_autofree char *name = g_utf8_make_valid (machine, -1);
  char *line;

  json_object_set_int_member (object, "format", FORMAT);
  ferry_json_set_string (object, "desk", claim->desk_id);
  ferry_json_set_string (object, "run", claim->run_id);
  ferry_json_set_string (object, "machine", name);
  ferry_json_set_string (object, "when", when);
  line = ferry_json_to_line (object);

  return g_bytes_new_take (line, strlen (line));
}

/* (nullable) (transfer full): what @there holds, if it is a claim */
static JsonObject *
read_body (GBytes *there)
{
  gsize size;
  const char *text = g_bytes_get_data (there, &size);

  return size > 0 && g_utf8_validate_len (text, size, NULL) ? ferry_json_parse (text, size, NULL)
                                                            : NULL;
}

static gboolean
is_ours (Claim      *claim,
         JsonObject *object)
{
  return object && g_strcmp0 (ferry_json_get_string (object, "desk"), claim->desk_id) == 0 &&
         g_strcmp0 (ferry_json_get_string (object, "run"), claim->run_id) == 0;
}

/* (nullable) (transfer full): as one line, which is cut between characters */
static char *
dup_word (JsonObject *object,
          const char *name,
          gsize       max_bytes)
{
  const char *word = ferry_json_get_string (object, name);

  return word ? ferry_token_clean (word, max_bytes) : NULL;
}

/* What a person needs to find out whose it is. Nothing of it is to be trusted. (transfer full) */
static GError *
make_conflict (Claim      *claim,
               JsonObject *object)
{
  g_autofree char *machine = dup_word (object, "machine", 200);
  g_autofree char *run = dup_word (object, "run", 36);
  g_autofree char *when = dup_word (object, "when", 32);
  g_autofree char *key = g_utf8_make_valid (claim->key, -1);
  g_autofree char *text = NULL;
  g_autofree char *masked = NULL;

  if (machine == NULL || run == NULL || when == NULL)
    return g_error_new (FERRY_ERROR, FERRY_ERROR_CONFLICT,
                        "The object %s of the bucket %s, which is no claim of Ferry, stands in "
                        "the way", key, claim->bucket);

  text = g_strdup_printf ("The disk is claimed since %s by the machine %s of the import %s: "
                          "the object %s", when, machine, run, key);
  masked = ferry_redact (text);

  return g_error_new_literal (FERRY_ERROR, FERRY_ERROR_CONFLICT, masked);
}

static gboolean
again_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    put (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/* Another write is under way, or what stood in the way is gone: @error when that does not end. */
static void
put_again (GTask        *task,
           const GError *error)
{
  Claim *claim = g_task_get_task_data (task);

  if (claim->n_attempts < MAX_ATTEMPTS)
    ferry_backoff_wait (task, ferry_backoff_delay_ms (claim->n_attempts - 1, BACKOFF_BASE_MS,
                                                      BACKOFF_CAP_MS, g_random_int ()), again_cb);
  else if (error)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_SERVICE,
                             "The claim of the disk can neither be stored nor read");
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Claim *claim = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) there = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, NULL,
                                                        &error);
  g_autoptr(JsonObject) object = there ? read_body (there) : NULL;

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    put_again (task, NULL);
  else if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (is_ours (claim, object))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, make_conflict (claim, object));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_s3_put_object_finish (FERRY_CLIENT (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DISCONNECTED))
    look (task, looked_cb);
  else if (!g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CONFLICT))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (ferry_error_get_detail (error)->status == SOUP_STATUS_CONFLICT)
    put_again (task, error);
  else
    look (task, looked_cb);
}

/* @task: (transfer full) */
static void
put (GTask *task)
{
  Claim *claim = g_task_get_task_data (task);

  claim->n_attempts++;
  ferry_s3_put_object_async (g_task_get_source_object (task), claim->region, claim->bucket,
                             claim->key, claim->body, "application/json",
                             g_task_get_cancellable (task), stored_cb, task);
}

static void
look (GTask               *task,
      GAsyncReadyCallback  callback)
{
  Claim *claim = g_task_get_task_data (task);

  ferry_s3_get_object_async (g_task_get_source_object (task), claim->region, claim->bucket,
                             claim->key, 0, MAX_BYTES, NULL, g_task_get_cancellable (task),
                             callback, g_object_ref (task));
}

void
ferry_claim_take_async (FerryClient         *client,
                        FerryDisk           *disk,
                        const char          *desk_id,
                        const char          *run_id,
                        const char          *machine,
                        GDateTime           *now,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  Claim *claim;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (FERRY_IS_DISK (disk));
  g_return_if_fail (desk_id != NULL && run_id != NULL && machine != NULL);

  task = make_task (client, ferry_claim_take_async, disk, desk_id, run_id, cancellable, callback,
                    user_data);
  claim = g_task_get_task_data (task);
  claim->body = write_body (claim, machine, now);
  put (task);
}

gboolean
ferry_claim_take_finish (FerryClient   *client,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_claim_take_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void seen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data);

static void removed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);

/* @task: (transfer full) */
static void
remove_it (GTask *task)
{
  Claim *claim = g_task_get_task_data (task);

  ferry_s3_delete_object_async (g_task_get_source_object (task), claim->region, claim->bucket,
                                claim->key, claim->version_id, g_task_get_cancellable (task),
                                removed_cb, task);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Claim *claim = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (ferry_s3_delete_object_finish (FERRY_CLIENT (source), result, &error))
    {
      /* In a bucket that keeps versions there may be an older one of ours below. */
      if (claim->version_id && ++claim->n_attempts < MAX_ATTEMPTS)
        look (task, seen_cb);
      else
        g_task_return_boolean (task, TRUE);
    }
  else if (claim->version_id && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    {
      g_clear_pointer (&claim->version_id, g_free);
      remove_it (g_object_ref (task));
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
seen_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Claim *claim = g_task_get_task_data (task);
  g_autofree char *version_id = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) there = ferry_s3_get_object_finish (FERRY_CLIENT (source), result,
                                                        &version_id, &error);
  g_autoptr(JsonObject) object = there ? read_body (there) : NULL;

  g_free (claim->version_id);
  claim->version_id = g_steal_pointer (&version_id);
  if (is_ours (claim, object))
    remove_it (g_object_ref (task));
  else if (there || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_claim_release_async (FerryClient         *client,
                           FerryDisk           *disk,
                           const char          *desk_id,
                           const char          *run_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (FERRY_IS_DISK (disk));
  g_return_if_fail (desk_id != NULL && run_id != NULL);

  task = make_task (client, ferry_claim_release_async, disk, desk_id, run_id, cancellable,
                    callback, user_data);
  look (task, seen_cb);
}

gboolean
ferry_claim_release_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_claim_release_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
