/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-leftovers-search.h"

typedef struct {
  FerryClient *client;
  char        *region;
} Place;

typedef struct {
  GPtrArray *places;    /* Place */
  guint      position;  /* of the one that is asked */
  GPtrArray *found;     /* FerryRemnant */
  GPtrArray *problems;  /* GError */
} Search;

FerryRemnant *
ferry_remnant_new (FerryOrphan *orphan,
                    FerryClient *client)
{
  FerryRemnant *self = g_new0 (FerryRemnant, 1);

  self->orphan = g_object_ref (orphan);
  g_set_object (&self->client, client);

  return self;
}

void
ferry_remnant_free (FerryRemnant *self)
{
  g_clear_object (&self->orphan);
  g_clear_object (&self->client);
  g_free (self);
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_clear_object (&place->client);
  g_free (place->region);
  g_free (place);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->places, g_ptr_array_unref);
  g_clear_pointer (&search->found, g_ptr_array_unref);
  g_clear_pointer (&search->problems, g_ptr_array_unref);
  g_free (search);
}

/* An account is one, however many clients it has had. */
static void
add_place (Search      *search,
           FerryClient *client,
           const char  *region)
{
  const char *account = ferry_account_get_id (ferry_client_get_account (client));
  Place *place;

  if (region == NULL || !ferry_region_is_classic (region))
    return;

  for (guint i = 0; i < search->places->len; i++)
    {
      place = g_ptr_array_index (search->places, i);
      if (g_strcmp0 (place->region, region) == 0 &&
          g_strcmp0 (ferry_account_get_id (ferry_client_get_account (place->client)),
                     account) == 0)
        return;
    }

  place = g_new0 (Place, 1);
  place->client = g_object_ref (client);
  place->region = g_strdup (region);
  g_ptr_array_add (search->places, place);
}

static void
add_places_of (Search      *search,
               FerryEngine *engine,
               FerryRun    *run)
{
  GListModel *machines = ferry_run_get_machines (run);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);
      FerryClient *client =
        ferry_engine_get_client (engine, ferry_machine_import_get_account_id (machine));

      if (client != NULL)
        add_place (search, client, ferry_machine_import_get_region (machine));
    }
}

static void
add_places (Search      *search,
            FerryEngine *engine,
            FerryClient *client)
{
  GListModel *runs = ferry_engine_get_runs (engine);

  if (client != NULL)
    add_place (search, client, ferry_account_get_region (ferry_client_get_account (client)));
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr(FerryRun) run = g_list_model_get_item (runs, i);

      add_places_of (search, engine, run);
    }
}

static void ask (GTask *task);

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  const Place *place = g_ptr_array_index (search->places, search->position);
  g_autoptr(GPtrArray) orphans = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  orphans = ferry_orphans_find_finish (FERRY_ENGINE (source), result, &problems, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (orphans == NULL)
    g_ptr_array_add (search->problems, g_steal_pointer (&error));
  for (guint i = 0; orphans != NULL && i < orphans->len; i++)
    g_ptr_array_add (search->found, ferry_remnant_new (g_ptr_array_index (orphans, i),
                                                        place->client));
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (search->problems, g_error_copy (g_ptr_array_index (problems, i)));

  search->position++;
  ask (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
ask (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  const Place *place;

  if (search->position == search->places->len)
    {
      g_task_return_pointer (task, g_ptr_array_ref (search->found),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }

  place = g_ptr_array_index (search->places, search->position);
  ferry_orphans_find_async (g_task_get_source_object (task), place->client, place->region, NULL,
                            g_task_get_cancellable (task), found_cb, task);
}

void
ferry_leftovers_search_async (FerryEngine         *engine,
                              FerryClient         *client,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Search *search;

  g_return_if_fail (FERRY_IS_ENGINE (engine));
  g_return_if_fail (client == NULL || FERRY_IS_CLIENT (client));

  task = g_task_new (engine, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_leftovers_search_async);
  search = g_new0 (Search, 1);
  search->places = g_ptr_array_new_with_free_func (place_free);
  search->found = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_remnant_free);
  search->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_task_set_task_data (task, search, search_free);
  add_places (search, engine, client);

  if (search->places->len == 0)
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_FAILED, "No account is at hand");
  else
    ask (g_steal_pointer (&task));
}

GPtrArray *
ferry_leftovers_search_finish (FerryEngine   *engine,
                               GAsyncResult  *result,
                               GPtrArray    **problems,
                               GError       **error)
{
  Search *search;

  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  search = g_task_get_task_data (G_TASK (result));
  *problems = g_ptr_array_ref (search->problems);

  return g_task_propagate_pointer (G_TASK (result), error);
}
