/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-queue-place.h"

#include "base/ferry-backoff.h"
#include "import/ferry-machine-import-private.h"

/* Of a wait the half is drawn by chance: the first is a minute at least. */
#define FIRST_MS (2 * 60 * 1000)
#define LONGEST_MS (15 * 60 * 1000)

FerryQueuePlace *
ferry_queue_place_new (const char *account_id,
                       const char *region)
{
  FerryQueuePlace *self = g_new0 (FerryQueuePlace, 1);

  self->account_id = g_strdup (account_id);
  self->region = g_strdup (region);

  return self;
}

void
ferry_queue_place_free (FerryQueuePlace *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_clear_pointer (&self->account_id, g_free);
  g_clear_pointer (&self->region, g_free);
  g_free (self);
}

gboolean
ferry_queue_place_is (FerryQueuePlace *self,
                      const char      *account_id,
                      const char      *region)
{
  return g_str_equal (self->account_id, account_id) && g_str_equal (self->region, region);
}

guint
ferry_queue_place_back_off (FerryQueuePlace *self,
                            GDateTime       *now,
                            guint            speed,
                            guint32          random)
{
  guint delay = ferry_backoff_delay_ms (self->n_refusals, FIRST_MS, LONGEST_MS, random);

  delay = MAX (delay / MAX (speed, 1), 1);
  self->n_refusals = MIN (self->n_refusals + 1, 30);
  g_clear_pointer (&self->until, g_date_time_unref);
  self->until = g_date_time_add (now, (GTimeSpan) delay * G_TIME_SPAN_MILLISECOND);

  return delay;
}

guint
ferry_queue_places_find (GPtrArray  *places,
                         const char *account_id,
                         const char *region)
{
  for (guint i = 0; i < places->len; i++)
    if (ferry_queue_place_is (g_ptr_array_index (places, i), account_id, region))
      return i;

  g_ptr_array_add (places, ferry_queue_place_new (account_id, region));

  return places->len - 1;
}

static FerryQueuePlace *
get_place (GPtrArray  *places,
           const char *account_id,
           const char *region)
{
  guint place = ferry_queue_places_find (places, account_id, region);

  return g_ptr_array_index (places, place);
}

static void
count_ours (GPtrArray *places,
            GPtrArray *machines)
{
  for (guint i = 0; i < machines->len; i++)
    {
      FerryMachineImport *machine = g_ptr_array_index (machines, i);
      guint n_active = ferry_machine_import_count_active (machine);

      if (n_active > 0)
        get_place (places, ferry_machine_import_get_account_id (machine),
                   ferry_machine_import_get_region (machine))->n_active += n_active;
    }
}

static void
count_foreign (GPtrArray  *places,
               GHashTable *owners,
               GListModel *tasks)
{
  guint n_tasks = g_list_model_get_n_items (tasks);

  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);
      FerryQueuePlace *place;

      if (ferry_task_state_is_finished (ferry_task_get_state (task)) ||
          g_hash_table_contains (owners, task))
        continue;

      place = get_place (places, ferry_task_get_account_id (task), ferry_task_get_region (task));
      place->n_active++;
      place->n_foreign++;
    }
}

void
ferry_queue_places_count (GPtrArray  *places,
                          GPtrArray  *machines,
                          GHashTable *owners,
                          GListModel *tasks)
{
  for (guint i = 0; i < places->len; i++)
    {
      FerryQueuePlace *place = g_ptr_array_index (places, i);

      place->n_active = 0;
      place->n_foreign = 0;
    }

  count_ours (places, machines);
  count_foreign (places, owners, tasks);
}
