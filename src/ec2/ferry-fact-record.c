/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-fact-record.h"

#include <string.h>

void
ferry_fact_record_init (FerryFactRecord *record,
                        FerryFact        fact)
{
  record->fact = fact;
  record->state = FERRY_FACT_STATE_PENDING;
  record->error = NULL;
  record->items = g_ptr_array_new ();
  record->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
ferry_fact_record_clear (FerryFactRecord *record)
{
  g_clear_pointer (&record->index, g_hash_table_unref);
  g_clear_pointer (&record->items, g_ptr_array_unref);
  g_clear_error (&record->error);
}

static const char *
get_key (gconstpointer item,
         FerryFact     fact)
{
  switch (fact)
    {
    case FERRY_FACT_ZONES:
      return ((const FerryZone *) item)->name;
    case FERRY_FACT_VPCS:
      return ((const FerryVpc *) item)->id;
    case FERRY_FACT_SUBNETS:
      return ((const FerrySubnet *) item)->id;
    case FERRY_FACT_GROUPS:
      return ((const FerrySecurityGroup *) item)->id;
    case FERRY_FACT_INSTANCE_TYPES:
      return ((const FerryInstanceType *) item)->name;
    case FERRY_FACT_REGIONS:
    case FERRY_FACT_ADDRESSES:
    case FERRY_FACT_OFFERINGS:
    case FERRY_FACT_QUOTAS:
    case FERRY_FACT_ENCRYPTION:
    case FERRY_N_FACTS:
    default:
      return item;
    }
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  FerryFact fact = GPOINTER_TO_UINT (user_data);

  return strcmp (get_key (*(const gconstpointer *) a, fact),
                 get_key (*(const gconstpointer *) b, fact));
}

/* What is made while its list is being read may come in two of the pages. */
static void
drop_doubles (GPtrArray *items,
              FerryFact  fact)
{
  const char *last = NULL;
  guint n_kept = 0;

  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = items->pdata[i];
      const char *key = get_key (item, fact);

      if (g_strcmp0 (key, last) == 0)
        continue;

      last = key;
      items->pdata[i] = items->pdata[n_kept];
      items->pdata[n_kept++] = item;
    }
  g_ptr_array_set_size (items, (int) n_kept);
}

/* A type is found with its zone and without, a quota without its value. */
static void
index_item (FerryFactRecord *record,
            gpointer         item)
{
  const char *key = get_key (item, record->fact);
  const char *slash = NULL;

  if (record->fact == FERRY_FACT_OFFERINGS || record->fact == FERRY_FACT_QUOTAS)
    slash = strchr (key, '/');
  if (slash)
    g_hash_table_insert (record->index, g_strndup (key, slash - key), item);
  if (record->fact != FERRY_FACT_QUOTAS)
    g_hash_table_insert (record->index, g_strdup (key), item);
}

void
ferry_fact_record_set (FerryFactRecord *record,
                       FerryFactState   state,
                       GPtrArray       *items,
                       GError          *error)
{
  ferry_fact_record_clear (record);
  ferry_fact_record_init (record, record->fact);
  record->state = state;
  record->error = error;
  if (items == NULL)
    return;

  g_ptr_array_unref (record->items);
  record->items = items;
  g_ptr_array_sort_with_data (items, compare_items, GUINT_TO_POINTER (record->fact));
  drop_doubles (items, record->fact);
  for (guint i = 0; i < items->len; i++)
    index_item (record, g_ptr_array_index (items, i));
}

gconstpointer
ferry_fact_record_find (const FerryFactRecord *record,
                        const char            *key)
{
  return key ? g_hash_table_lookup (record->index, key) : NULL;
}
