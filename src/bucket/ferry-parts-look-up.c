/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-parts.h"

#include "base/ferry-error.h"
#include "bucket/ferry-part-name.h"
#include "bucket/ferry-parts-builder.h"
#include "bucket/ferry-parts-private.h"
#include "bucket/ferry-s3-list.h"
#include "bucket/ferry-s3-object.h"

#include <string.h>

#define HEADS_AT_ONCE 6
/* A page of a listing tells of 1,000 objects: so few are asked for one by one. */
#define FEWEST_TO_LIST 8
#define KEYS_A_PAGE 1000
/* What else lies beside them may make a listing longer than asking: pages beyond those needed. */
#define MORE_PAGES 8

typedef struct {
  guint64     size;
  char       *etag;
  const char *storage_class;  /* interned; %NULL: not there */
  gboolean    known;
} Found;

/* First what has neighbours is listed, prefix by prefix, then is asked for what is not known. */
typedef struct {
  char       *region;
  char       *bucket;
  char      **keys;
  guint       n_keys;
  Found      *found;         /* one for each key */
  GHashTable *places;        /* key → its first place */
  guint       listed_from;   /* those listed now */
  guint       listed_to;
  char       *prefix;
  guint       n_pages_left;
  guint       next;          /* to be asked for */
  guint       n_running;
  GError     *error;         /* the first one */
} LookUp;

static void
look_up_free (gpointer data)
{
  LookUp *look_up = data;

  for (guint i = 0; i < look_up->n_keys; i++)
    g_free (look_up->found[i].etag);
  g_free (look_up->found);
  g_hash_table_unref (look_up->places);
  g_strfreev (look_up->keys);
  g_free (look_up->prefix);
  g_free (look_up->region);
  g_free (look_up->bucket);
  g_clear_error (&look_up->error);
  g_free (look_up);
}

static guint
get_place (LookUp     *look_up,
           const char *key)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (look_up->places, key, NULL, &place))
    return G_MAXUINT;

  return GPOINTER_TO_UINT (place);
}

static void
keep (LookUp      *look_up,
      FerryObject *object)
{
  guint place = get_place (look_up, ferry_object_get_key (object));
  Found *found;

  if (place == G_MAXUINT || look_up->found[place].known)
    return;

  found = &look_up->found[place];
  found->known = TRUE;
  found->size = ferry_object_get_size (object);
  found->etag = g_strdup (ferry_object_get_etag (object));
  found->storage_class = g_intern_string (ferry_object_get_storage_class (object));
}

/* A key may be asked for more than once: the answer is that of its first place. */
static FerryParts *
put_together (LookUp  *look_up,
              GError **error)
{
  g_autoptr(FerryPartsBuilder) builder = ferry_parts_builder_new ();

  for (guint i = 0; i < look_up->n_keys; i++)
    {
      const Found *found = &look_up->found[get_place (look_up, look_up->keys[i])];

      if (!ferry_parts_builder_add (builder, i, look_up->keys[i], found->size, found->etag,
                                    found->storage_class, error))
        return NULL;
    }

  return ferry_parts_builder_end (builder, NULL, error);
}

static void
finish (GTask *task)
{
  LookUp *look_up = g_task_get_task_data (task);
  GError *error = g_steal_pointer (&look_up->error);
  FerryParts *parts = error ? NULL : put_together (look_up, &error);

  if (parts)
    g_task_return_pointer (task, parts, (GDestroyNotify) ferry_parts_unref);
  else
    g_task_return_error (task, error);
}

static void start_heads (GTask *task);

static void
head_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  LookUp *look_up = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObject) object =
    ferry_s3_head_object_finish (FERRY_CLIENT (source), result, &error);

  look_up->n_running--;
  if (object)
    keep (look_up, object);
  else if (look_up->error == NULL && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    look_up->error = g_steal_pointer (&error);

  start_heads (task);
}

/* Returns: the place of the next key that nothing is known of, or G_MAXUINT */
static guint
find_next_unknown (LookUp *look_up)
{
  while (look_up->next < look_up->n_keys)
    {
      guint i = look_up->next++;

      if (!look_up->found[i].known && get_place (look_up, look_up->keys[i]) == i)
        return i;
    }

  return G_MAXUINT;
}

static void
start_heads (GTask *task)
{
  LookUp *look_up = g_task_get_task_data (task);

  while (look_up->error == NULL && look_up->n_running < HEADS_AT_ONCE)
    {
      guint i = find_next_unknown (look_up);

      if (i == G_MAXUINT)
        break;
      look_up->n_running++;
      ferry_s3_head_object_async (g_task_get_source_object (task),
                                  look_up->region, look_up->bucket, look_up->keys[i],
                                  g_task_get_cancellable (task), head_cb, g_object_ref (task));
    }

  if (look_up->n_running == 0)
    finish (task);
}

/* Of a key that is not named like a part, its folder. */
static gsize
measure_prefix (const char *key)
{
  const char *slash = strrchr (key, '/');
  FerryPartName name;

  if (ferry_part_name_parse (key, &name))
    return name.prefix_length;

  return slash ? (gsize) (slash + 1 - key) : 0;
}

/* Finds the next neighbours that are worth a listing. */
static gboolean
find_neighbours (LookUp *look_up)
{
  while (look_up->listed_to < look_up->n_keys)
    {
      const char *key = look_up->keys[look_up->listed_to];
      gsize length = measure_prefix (key);
      guint i = look_up->listed_to;

      look_up->listed_from = i;
      while (i < look_up->n_keys && strncmp (look_up->keys[i], key, length) == 0 &&
             measure_prefix (look_up->keys[i]) == length)
        i++;
      look_up->listed_to = i;

      if (i - look_up->listed_from >= FEWEST_TO_LIST)
        {
          g_free (look_up->prefix);
          look_up->prefix = g_strndup (key, length);
          look_up->n_pages_left = (i - look_up->listed_from) / KEYS_A_PAGE + MORE_PAGES;
          return TRUE;
        }
    }

  return FALSE;
}

/* A listing that came to its end has told of what is not there, too. */
static void
end_listing (LookUp *look_up)
{
  for (guint i = look_up->listed_from; i < look_up->listed_to; i++)
    look_up->found[i].known = TRUE;
}

static void list_neighbours (GTask *task);
static void list_page       (GTask      *task,
                             const char *token);

/* Who may read objects need not be allowed to list them. */
static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  LookUp *look_up = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(FerryObjectPage) page =
    ferry_s3_list_objects_finish (FERRY_CLIENT (source), result, &error);

  if (page == NULL && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);

  for (guint i = 0; page != NULL && i < page->objects->len; i++)
    keep (look_up, g_ptr_array_index (page->objects, i));

  if (page != NULL && page->next_token == NULL)
    end_listing (look_up);
  if (page != NULL && page->next_token != NULL && look_up->n_pages_left > 0)
    list_page (task, page->next_token);
  else
    list_neighbours (task);
}

static void
list_page (GTask      *task,
           const char *token)
{
  LookUp *look_up = g_task_get_task_data (task);

  look_up->n_pages_left--;
  ferry_s3_list_objects_async (g_task_get_source_object (task), look_up->region, look_up->bucket,
                               look_up->prefix, token, g_task_get_cancellable (task),
                               page_cb, g_object_ref (task));
}

static void
list_neighbours (GTask *task)
{
  if (find_neighbours (g_task_get_task_data (task)))
    list_page (task, NULL);
  else
    start_heads (task);
}

static LookUp *
look_up_new (const char         *region,
             const char         *bucket,
             const char * const *keys)
{
  LookUp *look_up = g_new0 (LookUp, 1);

  look_up->region = g_strdup (region);
  look_up->bucket = g_strdup (bucket);
  look_up->keys = g_strdupv ((char **) keys);
  look_up->n_keys = g_strv_length (look_up->keys);
  look_up->found = g_new0 (Found, look_up->n_keys);
  look_up->places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < look_up->n_keys; i++)
    {
      if (!g_hash_table_contains (look_up->places, look_up->keys[i]))
        g_hash_table_insert (look_up->places, look_up->keys[i], GUINT_TO_POINTER (i));
    }

  return look_up;
}

void
ferry_parts_look_up_async (FerryClient         *client,
                           const char          *region,
                           const char          *bucket,
                           const char * const  *keys,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (keys != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_parts_finish);
  g_task_set_task_data (task, look_up_new (region, bucket, keys), look_up_free);
  list_neighbours (task);
}
