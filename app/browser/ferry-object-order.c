/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-order.h"

#include <string.h>

/* Indexed by FerryObjectOrder. */
static const char *const words[] = {
  "name", "name-reversed", "largest", "smallest", "newest", "oldest",
};

static int
compare_names (FerryObject *a,
               FerryObject *b)
{
  return strcmp (ferry_object_get_key (a), ferry_object_get_key (b));
}

static int
compare_sizes (FerryObject *a,
               FerryObject *b)
{
  guint64 first = ferry_object_get_size (a);
  guint64 second = ferry_object_get_size (b);

  return first < second ? -1 : first > second;
}

/* What S3 told no time of is the oldest. */
static int
compare_times (FerryObject *a,
               FerryObject *b)
{
  GDateTime *first = ferry_object_get_modified (a);
  GDateTime *second = ferry_object_get_modified (b);

  if (first == NULL || second == NULL)
    return (first != NULL) - (second != NULL);

  return g_date_time_compare (first, second);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  FerryObject *first = (FerryObject *) a;
  FerryObject *second = (FerryObject *) b;

  switch ((FerryObjectOrder) GPOINTER_TO_INT (user_data))
    {
    case FERRY_OBJECT_ORDER_NAME_REVERSED:
      return compare_names (second, first);
    case FERRY_OBJECT_ORDER_LARGEST:
      return compare_sizes (second, first);
    case FERRY_OBJECT_ORDER_SMALLEST:
      return compare_sizes (first, second);
    case FERRY_OBJECT_ORDER_NEWEST:
      return compare_times (second, first);
    case FERRY_OBJECT_ORDER_OLDEST:
      return compare_times (first, second);
    case FERRY_OBJECT_ORDER_NAME:
    default:
      return compare_names (first, second);
    }
}

const char *
ferry_object_order_to_word (FerryObjectOrder order)
{
  g_return_val_if_fail (order < G_N_ELEMENTS (words), words[0]);

  return words[order];
}

FerryObjectOrder
ferry_object_order_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return i;

  return FERRY_OBJECT_ORDER_NAME;
}

gboolean
ferry_object_order_is_descending (FerryObjectOrder order)
{
  return order == FERRY_OBJECT_ORDER_NAME_REVERSED || order == FERRY_OBJECT_ORDER_LARGEST ||
         order == FERRY_OBJECT_ORDER_NEWEST;
}

GtkSorter *
ferry_object_order_make_sorter (FerryObjectOrder order)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_cb, GINT_TO_POINTER (order), NULL));
}
