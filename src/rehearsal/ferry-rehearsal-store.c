/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/ferry-error.h"
#include "base/ferry-json.h"

#define FORMAT 1

struct _FerryRehearsalStore {
  char      *folder;
  gboolean   is_new;
  guint      port;
  GPtrArray *buckets;
  GPtrArray *tasks;
  FerryRehearsalEstate *estate;
};

static void
object_free (FerryRehearsalObject *object)
{
  g_free (object->key);
  g_free (object->etag);
  g_free (object->content_type);
  g_free (object->file);
  g_free (object->version_id);
  g_free (object);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalObject, object_free)

static void
bucket_free (FerryRehearsalBucket *bucket)
{
  g_free (bucket->name);
  g_free (bucket->region);
  g_tree_unref (bucket->objects);
  g_ptr_array_unref (bucket->hidden);
  g_free (bucket);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  return strcmp (a, b);
}

static gboolean
make_folder (const char  *folder,
             GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE, "Cannot make the folder %s: %s", folder,
               g_strerror (errno));

  return FALSE;
}

static gboolean
write_file (const char  *file,
            const char  *data,
            gsize        length,
            GError     **error)
{
  return g_file_set_contents_full (file, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static char *
bucket_folder (FerryRehearsalStore  *store,
               FerryRehearsalBucket *bucket)
{
  return g_build_filename (store->folder, "buckets", bucket->name, NULL);
}

static JsonObject *
read_json (const char  *file,
           GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, error))
    return NULL;

  return ferry_json_parse (text, length, error);
}

static void
load_object (FerryRehearsalBucket *bucket,
             const char           *file,
             JsonObject           *json)
{
  g_autoptr(FerryRehearsalObject) object = g_new0 (FerryRehearsalObject, 1);

  object->key = g_strdup (ferry_json_get_string (json, "key"));
  object->etag = g_strdup (ferry_json_get_string (json, "etag"));
  object->content_type = g_strdup (ferry_json_get_string (json, "content-type"));
  object->size = ferry_json_get_int (json, "size", 0);
  object->modified = ferry_json_get_int (json, "modified", 0);
  object->version_id = g_strdup (ferry_json_get_string (json, "version-id"));
  object->file = g_strndup (file, strlen (file) - strlen (".json"));
  if (object->key == NULL || object->etag == NULL)
    return;

  if (ferry_json_get_bool (json, "hidden"))
    g_ptr_array_add (bucket->hidden, object);
  else
    g_tree_replace (bucket->objects, object->key, object);
  g_steal_pointer (&object);
}

static gboolean
load_objects (FerryRehearsalStore   *store,
              FerryRehearsalBucket  *bucket,
              GError               **error)
{
  g_autofree char *folder = bucket_folder (store, bucket);
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!make_folder (folder, error))
    return FALSE;
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autoptr(JsonObject) json = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      json = read_json (file, error);
      if (json == NULL)
        return FALSE;
      load_object (bucket, file, json);
    }

  return TRUE;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array,
             guint      i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
load_tasks (FerryRehearsalStore *store,
            JsonArray           *tasks)
{
  for (guint i = 0; tasks && i < json_array_get_length (tasks); i++)
    {
      JsonObject *element = get_element (tasks, i);
      FerryRehearsalTask *task = element ? ferry_rehearsal_task_from_json (element) : NULL;

      if (task == NULL)
        continue;
      g_ptr_array_add (store->tasks, task);
      ferry_rehearsal_estate_remember (store->estate, task);
    }
}

static gboolean
load (FerryRehearsalStore  *store,
      const char           *file,
      GError              **error)
{
  g_autoptr(JsonObject) state = read_json (file, error);
  JsonArray *buckets;

  if (state == NULL)
    return FALSE;
  if (ferry_json_get_int (state, "format", 0) != FORMAT)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE, "%s is of another version", file);
      return FALSE;
    }

  store->port = CLAMP (ferry_json_get_int (state, "port", 0), 0, G_MAXUINT16);
  ferry_rehearsal_estate_load (store->estate, state);
  load_tasks (store, get_array (state, "tasks"));
  buckets = get_array (state, "buckets");
  for (guint i = 0; buckets && i < json_array_get_length (buckets); i++)
    {
      JsonObject *element = get_element (buckets, i);
      FerryRehearsalBucket *bucket;
      const char *name = element ? ferry_json_get_string (element, "name") : NULL;
      const char *region = element ? ferry_json_get_string (element, "region") : NULL;

      if (name == NULL || region == NULL || strchr (name, '/'))
        continue;
      bucket = ferry_rehearsal_store_add_bucket (store, name, region,
                                                 ferry_json_get_int (element, "created", 0));
      bucket->keeps_versions = ferry_json_get_bool (element, "keeps-versions");
      if (!load_objects (store, bucket, error))
        return FALSE;
    }

  return TRUE;
}

FerryRehearsalStore *
ferry_rehearsal_store_open (const char  *folder,
                            GError     **error)
{
  g_autoptr(FerryRehearsalStore) store = g_new0 (FerryRehearsalStore, 1);
  g_autofree char *file = g_build_filename (folder, "state.json", NULL);

  store->folder = g_strdup (folder);
  store->buckets = g_ptr_array_new_with_free_func ((GDestroyNotify) bucket_free);
  store->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_rehearsal_task_free);
  store->estate = ferry_rehearsal_estate_new ();
  store->is_new = !g_file_test (file, G_FILE_TEST_EXISTS);
  if (!make_folder (folder, error))
    return NULL;
  if (!store->is_new && !load (store, file, error))
    return NULL;

  return g_steal_pointer (&store);
}

void
ferry_rehearsal_store_free (FerryRehearsalStore *store)
{
  g_free (store->folder);
  g_ptr_array_unref (store->buckets);
  g_ptr_array_unref (store->tasks);
  ferry_rehearsal_estate_free (store->estate);
  g_free (store);
}

gboolean
ferry_rehearsal_store_is_new (FerryRehearsalStore *store)
{
  return store->is_new;
}

gboolean
ferry_rehearsal_store_save (FerryRehearsalStore  *store,
                            GError              **error)
{
  g_autoptr(JsonObject) state = json_object_new ();
  g_autofree char *file = g_build_filename (store->folder, "state.json", NULL);
  g_autofree char *text = NULL;
  JsonArray *buckets = json_array_new ();
  JsonArray *tasks = json_array_new ();

  for (guint i = 0; i < store->buckets->len; i++)
    {
      FerryRehearsalBucket *bucket = g_ptr_array_index (store->buckets, i);
      JsonObject *element = json_object_new ();

      ferry_json_set_string (element, "name", bucket->name);
      ferry_json_set_string (element, "region", bucket->region);
      json_object_set_int_member (element, "created", bucket->created);
      json_object_set_boolean_member (element, "keeps-versions", bucket->keeps_versions);
      json_array_add_object_element (buckets, element);
    }
  for (guint i = 0; i < store->tasks->len; i++)
    json_array_add_object_element (tasks,
                                   ferry_rehearsal_task_to_json (g_ptr_array_index (store->tasks,
                                                                                    i)));

  json_object_set_int_member (state, "format", FORMAT);
  json_object_set_int_member (state, "port", store->port);
  json_object_set_array_member (state, "buckets", buckets);
  json_object_set_array_member (state, "tasks", tasks);
  ferry_rehearsal_estate_save (store->estate, state);
  text = ferry_json_to_line (state);

  return write_file (file, text, strlen (text), error);
}

guint
ferry_rehearsal_store_get_port (FerryRehearsalStore *store)
{
  return store->port;
}

void
ferry_rehearsal_store_set_port (FerryRehearsalStore *store,
                                guint                port)
{
  store->port = port;
}

GPtrArray *
ferry_rehearsal_store_get_buckets (FerryRehearsalStore *store)
{
  return store->buckets;
}

FerryRehearsalBucket *
ferry_rehearsal_store_find_bucket (FerryRehearsalStore *store,
                                   const char          *name)
{
  for (guint i = 0; i < store->buckets->len; i++)
    {
      FerryRehearsalBucket *bucket = g_ptr_array_index (store->buckets, i);

      if (g_strcmp0 (bucket->name, name) == 0)
        return bucket;
    }

  return NULL;
}

static int
compare_buckets (gconstpointer a,
                 gconstpointer b)
{
  const FerryRehearsalBucket *first = *(FerryRehearsalBucket * const *) a;
  const FerryRehearsalBucket *second = *(FerryRehearsalBucket * const *) b;

  return strcmp (first->name, second->name);
}

FerryRehearsalBucket *
ferry_rehearsal_store_add_bucket (FerryRehearsalStore *store,
                                  const char          *name,
                                  const char          *region,
                                  gint64               created)
{
  FerryRehearsalBucket *bucket = g_new0 (FerryRehearsalBucket, 1);

  bucket->name = g_strdup (name);
  bucket->region = g_strdup (region);
  bucket->created = created;
  bucket->objects = g_tree_new_full (compare_keys, NULL, NULL, (GDestroyNotify) object_free);
  bucket->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) object_free);
  g_ptr_array_add (store->buckets, bucket);
  g_ptr_array_sort (store->buckets, compare_buckets);

  return bucket;
}

FerryRehearsalObject *
ferry_rehearsal_store_find_object (FerryRehearsalBucket *bucket,
                                   const char           *key)
{
  return g_tree_lookup (bucket->objects, key);
}

static gboolean
write_description (FerryRehearsalObject  *object,
                   gboolean               hidden,
                   GError               **error)
{
  g_autoptr(JsonObject) json = json_object_new ();
  g_autofree char *file = g_strconcat (object->file, ".json", NULL);
  g_autofree char *text = NULL;

  ferry_json_set_string (json, "key", object->key);
  ferry_json_set_string (json, "etag", object->etag);
  ferry_json_set_string (json, "content-type", object->content_type);
  ferry_json_set_string (json, "version-id", object->version_id);
  json_object_set_int_member (json, "size", object->size);
  json_object_set_int_member (json, "modified", object->modified);
  if (hidden)
    json_object_set_boolean_member (json, "hidden", TRUE);
  text = ferry_json_to_line (json);

  return write_file (file, text, strlen (text), error);
}

static gboolean
write_object (FerryRehearsalObject  *object,
              GBytes                *bytes,
              GError               **error)
{
  g_autofree char *file = g_strconcat (object->file, ".data", NULL);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return write_file (file, data ? data : "", length, error) &&
         write_description (object, FALSE, error);
}

static gboolean
hide_object (FerryRehearsalBucket  *bucket,
             FerryRehearsalObject  *object,
             GError               **error)
{
  if (!write_description (object, TRUE, error))
    return FALSE;

  g_tree_steal (bucket->objects, object->key);
  g_ptr_array_add (bucket->hidden, object);

  return TRUE;
}

/* A name that holds anything, and for each version another one. */
static char *
make_file_name (const char *folder,
                const char *key,
                const char *version_id)
{
  g_autofree char *whole = g_strconcat (key, version_id ? "\n" : NULL, version_id, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);

  return g_build_filename (folder, name, NULL);
}

FerryRehearsalObject *
ferry_rehearsal_store_put_object (FerryRehearsalStore   *store,
                                  FerryRehearsalBucket  *bucket,
                                  const char            *key,
                                  GBytes                *bytes,
                                  const char            *content_type,
                                  gint64                 modified,
                                  GError               **error)
{
  g_autoptr(FerryRehearsalObject) object = g_new0 (FerryRehearsalObject, 1);
  FerryRehearsalObject *earlier = ferry_rehearsal_store_find_object (bucket, key);
  g_autofree char *folder = bucket_folder (store, bucket);
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
  FerryRehearsalObject *kept = object;

  object->key = g_strdup (key);
  object->size = g_bytes_get_size (bytes);
  object->etag = g_strdup_printf ("\"%s\"", md5);
  object->content_type = g_strdup (content_type);
  object->modified = modified;
  object->version_id = bucket->keeps_versions ? g_uuid_string_random () : NULL;
  object->file = make_file_name (folder, key, object->version_id);
  if (!make_folder (folder, error) || !write_object (object, bytes, error) ||
      (earlier && bucket->keeps_versions && !hide_object (bucket, earlier, error)))
    return NULL;
  g_tree_replace (bucket->objects, object->key, object);
  g_steal_pointer (&object);

  return kept;
}

gboolean
ferry_rehearsal_store_delete_object (FerryRehearsalStore   *store,
                                     FerryRehearsalBucket  *bucket,
                                     const char            *key,
                                     GError               **error)
{
  FerryRehearsalObject *object = ferry_rehearsal_store_find_object (bucket, key);

  if (object == NULL)
    return TRUE;

  return bucket->keeps_versions ? hide_object (bucket, object, error)
                                : ferry_rehearsal_store_delete_version (bucket, object, error);
}

FerryRehearsalObject *
ferry_rehearsal_store_find_version (FerryRehearsalBucket *bucket,
                                    const char           *key,
                                    const char           *version_id)
{
  FerryRehearsalObject *object = ferry_rehearsal_store_find_object (bucket, key);

  if (object && g_strcmp0 (object->version_id, version_id) == 0)
    return object;

  for (guint i = 0; i < bucket->hidden->len; i++)
    {
      object = g_ptr_array_index (bucket->hidden, i);
      if (g_str_equal (object->key, key) && g_strcmp0 (object->version_id, version_id) == 0)
        return object;
    }

  return NULL;
}

gboolean
ferry_rehearsal_store_delete_version (FerryRehearsalBucket  *bucket,
                                      FerryRehearsalObject  *object,
                                      GError               **error)
{
  g_autofree char *data_file = g_strconcat (object->file, ".data", NULL);
  g_autofree char *json_file = g_strconcat (object->file, ".json", NULL);

  if (g_unlink (json_file) != 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE, "Cannot delete %s: %s", json_file,
                   g_strerror (errno));
      return FALSE;
    }
  g_unlink (data_file);
  if (!g_ptr_array_remove (bucket->hidden, object))
    g_tree_remove (bucket->objects, object->key);

  return TRUE;
}

GBytes *
ferry_rehearsal_store_read_object (FerryRehearsalObject  *object,
                                   GError               **error)
{
  g_autofree char *file = g_strconcat (object->file, ".data", NULL);
  g_autoptr(GMappedFile) mapped = g_mapped_file_new (file, FALSE, error);

  return mapped ? g_mapped_file_get_bytes (mapped) : NULL;
}

GPtrArray *
ferry_rehearsal_store_get_tasks (FerryRehearsalStore *store)
{
  return store->tasks;
}

FerryRehearsalTask *
ferry_rehearsal_store_find_task (FerryRehearsalStore *store,
                                 const char          *region,
                                 const char          *id)
{
  for (guint i = 0; i < store->tasks->len; i++)
    {
      FerryRehearsalTask *task = g_ptr_array_index (store->tasks, i);

      if (g_strcmp0 (task->region, region) == 0 && g_strcmp0 (task->id, id) == 0)
        return task;
    }

  return NULL;
}

void
ferry_rehearsal_store_take_task (FerryRehearsalStore *store,
                                 FerryRehearsalTask  *task)
{
  g_ptr_array_add (store->tasks, task);
}

FerryRehearsalEstate *
ferry_rehearsal_store_get_estate (FerryRehearsalStore *store)
{
  return store->estate;
}
