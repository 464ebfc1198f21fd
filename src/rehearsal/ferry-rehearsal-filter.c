/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-filter.h"

#include <string.h>

#define MAX_FILTERS 200

static void
filter_free (FerryRehearsalFilter *filter)
{
  g_free (filter->name);
  g_ptr_array_unref (filter->values);
  g_free (filter);
}

GPtrArray *
ferry_rehearsal_filters_read (FerryRehearsalExchange *exchange)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) filter_free);

  for (guint i = 1; i <= MAX_FILTERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Filter.%u.Name", i);
      const char *value = ferry_rehearsal_exchange_get_form (exchange, name);
      FerryRehearsalFilter *filter;

      if (value == NULL)
        break;
      filter = g_new0 (FerryRehearsalFilter, 1);
      filter->name = g_strdup (value);
      filter->values = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (filters, filter);
      for (guint j = 1; j <= MAX_FILTERS; j++)
        {
          g_autofree char *member = g_strdup_printf ("Filter.%u.Value.%u", i, j);

          value = ferry_rehearsal_exchange_get_form (exchange, member);
          if (value == NULL)
            break;
          g_ptr_array_add (filter->values, g_strdup (value));
        }
    }

  return filters;
}

static gboolean
is_met (FerryRehearsalFilter *filter,
        const char           *value)
{
  for (guint i = 0; value && i < filter->values->len; i++)
    if (g_pattern_match_simple (g_ptr_array_index (filter->values, i), value))
      return TRUE;

  return FALSE;
}

static gboolean
has_key (FerryRehearsalFilter *filter,
         JsonObject           *tags)
{
  g_autoptr(GList) keys = json_object_get_members (tags);

  for (GList *i = keys; i; i = i->next)
    if (is_met (filter, i->data))
      return TRUE;

  return FALSE;
}

gboolean
ferry_rehearsal_filters_pass (GPtrArray             *filters,
                              gpointer               item,
                              JsonObject            *tags,
                              FerryRehearsalLookUp   look_up,
                              const char           **unknown)
{
  gboolean passes = TRUE;

  for (guint i = 0; i < filters->len; i++)
    {
      FerryRehearsalFilter *filter = g_ptr_array_index (filters, i);
      const char *value = NULL;

      if (g_str_equal (filter->name, "tag-key"))
        {
          passes = passes && has_key (filter, tags);
          continue;
        }
      if (g_str_has_prefix (filter->name, "tag:"))
        {
          const char *key = filter->name + strlen ("tag:");

          if (json_object_has_member (tags, key))
            value = json_object_get_string_member (tags, key);
        }
      else if (!look_up (item, filter->name, &value))
        {
          *unknown = filter->name;
          return FALSE;
        }
      passes = passes && is_met (filter, value);
    }

  return passes;
}
