/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-order.h"

#include <string.h>

#define N_PROBES 3

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

/* Three objects that each order puts into a row of its own. */
static FerryObject *
make_probe (guint n)
{
  static const char *const keys[] = { "1", "2", "3" };
  static const guint64 sizes[] = { 2, 3, 1 };
  static const gint64 times[] = { 3, 1, 2 };
  g_autoptr(GDateTime) modified = g_date_time_new_from_unix_utc (times[n]);

  return ferry_object_new (keys[n], sizes[n], modified, NULL, NULL);
}

static gboolean
is_same (GtkSorter *a,
         GtkSorter *b)
{
  for (guint i = 0; i < N_PROBES; i++)
    {
      g_autoptr(FerryObject) first = make_probe (i);
      g_autoptr(FerryObject) second = make_probe ((i + 1) % N_PROBES);

      if (gtk_sorter_compare (a, first, second) != gtk_sorter_compare (b, first, second))
        return FALSE;
    }

  return TRUE;
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

FerryObjectOrder
ferry_object_order_find (GtkSorter *sorter)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GtkSorter) wanted = ferry_object_order_make_sorter (i);

      if (is_same (sorter, wanted))
        return i;
    }

  return FERRY_OBJECT_ORDER_NAME;
}
