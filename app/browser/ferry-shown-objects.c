/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-shown-objects.h"

#include <string.h>

/* Folders and objects are two chains over one listing, joined: so folders come first without a
 * sorter that would have to look at every pair. Owned by the folder's pane; main thread.
 */
struct _FerryShownObjects {
  GObject              parent_instance;

  char                *search;      /* folded; "" for all */
  gboolean             only_disks;
  FerryObjectOrder     order;

  GtkFilter           *folder_filter;
  GtkFilter           *object_filter;
  GtkFilterListModel  *folders;
  GtkFilterListModel  *objects;
  GtkSortListModel    *sorted_folders;
  GtkSortListModel    *sorted_objects;
  GtkFlattenListModel *all;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryShownObjects, ferry_shown_objects, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_found (FerryShownObjects *self,
          FerryObject       *object)
{
  g_autofree char *folded = NULL;

  if (*self->search == '\0')
    return TRUE;

  folded = g_utf8_casefold (ferry_object_get_name (object), -1);

  return strstr (folded, self->search) != NULL;
}

static gboolean
match_folder_cb (gpointer item,
                 gpointer user_data)
{
  return ferry_object_is_folder (item) && is_found (user_data, item);
}

static gboolean
match_object_cb (gpointer item,
                 gpointer user_data)
{
  FerryShownObjects *self = user_data;

  return !ferry_object_is_folder (item) &&
         (!self->only_disks || ferry_object_looks_like_disk (item)) && is_found (self, item);
}

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FERRY_SHOWN_OBJECTS (model)->all));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (FERRY_SHOWN_OBJECTS (model)->all), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static GtkFilterListModel *
make_filter_model (GtkFilter *filter)
{
  GtkFilterListModel *model = gtk_filter_list_model_new (NULL, g_object_ref (filter));

  gtk_filter_list_model_set_incremental (model, TRUE);

  return model;
}

static GtkSortListModel *
make_sort_model (GtkFilterListModel *filtered)
{
  GtkSortListModel *model = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (filtered)), NULL);

  gtk_sort_list_model_set_incremental (model, TRUE);

  return model;
}

static void
ferry_shown_objects_dispose (GObject *object)
{
  FerryShownObjects *self = FERRY_SHOWN_OBJECTS (object);

  /* The filters' functions point here, so nothing may ask them any more. */
  gtk_filter_list_model_set_filter (self->folders, NULL);
  gtk_filter_list_model_set_filter (self->objects, NULL);

  G_OBJECT_CLASS (ferry_shown_objects_parent_class)->dispose (object);
}

static void
ferry_shown_objects_finalize (GObject *object)
{
  FerryShownObjects *self = FERRY_SHOWN_OBJECTS (object);

  g_clear_object (&self->all);
  g_clear_object (&self->sorted_folders);
  g_clear_object (&self->sorted_objects);
  g_clear_object (&self->folders);
  g_clear_object (&self->objects);
  g_clear_object (&self->folder_filter);
  g_clear_object (&self->object_filter);
  g_free (self->search);

  G_OBJECT_CLASS (ferry_shown_objects_parent_class)->finalize (object);
}

static void
ferry_shown_objects_class_init (FerryShownObjectsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_shown_objects_dispose;
  object_class->finalize = ferry_shown_objects_finalize;
}

static void
ferry_shown_objects_init (FerryShownObjects *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  self->search = g_strdup ("");
  self->folder_filter = GTK_FILTER (gtk_custom_filter_new (match_folder_cb, self, NULL));
  self->object_filter = GTK_FILTER (gtk_custom_filter_new (match_object_cb, self, NULL));
  self->folders = make_filter_model (self->folder_filter);
  self->objects = make_filter_model (self->object_filter);
  self->sorted_folders = make_sort_model (self->folders);
  self->sorted_objects = make_sort_model (self->objects);

  g_list_store_append (parts, self->sorted_folders);
  g_list_store_append (parts, self->sorted_objects);
  self->all = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
  g_signal_connect_object (self->all, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

FerryShownObjects *
ferry_shown_objects_new (void)
{
  return g_object_new (FERRY_TYPE_SHOWN_OBJECTS, NULL);
}

void
ferry_shown_objects_set_model (FerryShownObjects *self,
                               GListModel        *objects)
{
  g_return_if_fail (FERRY_IS_SHOWN_OBJECTS (self));

  gtk_filter_list_model_set_model (self->folders, objects);
  gtk_filter_list_model_set_model (self->objects, objects);
}

void
ferry_shown_objects_set_search (FerryShownObjects *self,
                                const char        *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (FERRY_IS_SHOWN_OBJECTS (self));

  if (g_str_equal (self->search, folded))
    return;

  /* A letter more leaves out more: what is left out already is not looked at again. */
  if (strstr (folded, self->search))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (strstr (self->search, folded))
    change = GTK_FILTER_CHANGE_LESS_STRICT;

  g_free (self->search);
  self->search = g_steal_pointer (&folded);
  gtk_filter_changed (self->folder_filter, change);
  gtk_filter_changed (self->object_filter, change);
}

void
ferry_shown_objects_set_only_disks (FerryShownObjects *self,
                                    gboolean           only_disks)
{
  g_return_if_fail (FERRY_IS_SHOWN_OBJECTS (self));

  if (self->only_disks == only_disks)
    return;

  self->only_disks = only_disks;
  gtk_filter_changed (self->object_filter, only_disks ? GTK_FILTER_CHANGE_MORE_STRICT
                                                      : GTK_FILTER_CHANGE_LESS_STRICT);
}

void
ferry_shown_objects_set_order (FerryShownObjects *self,
                               FerryObjectOrder   order)
{
  gboolean by_name = order == FERRY_OBJECT_ORDER_NAME ||
                     order == FERRY_OBJECT_ORDER_NAME_REVERSED;
  g_autoptr(GtkSorter) sorter = NULL;

  g_return_if_fail (FERRY_IS_SHOWN_OBJECTS (self));

  if (self->order == order)
    return;

  self->order = order;
  if (order != FERRY_OBJECT_ORDER_NAME)
    sorter = ferry_object_order_make_sorter (order);
  gtk_sort_list_model_set_sorter (self->sorted_objects, sorter);
  /* Folders have neither size nor time. */
  gtk_sort_list_model_set_sorter (self->sorted_folders, by_name ? sorter : NULL);
}

FerryObjectOrder
ferry_shown_objects_get_order (FerryShownObjects *self)
{
  g_return_val_if_fail (FERRY_IS_SHOWN_OBJECTS (self), FERRY_OBJECT_ORDER_NAME);

  return self->order;
}

gboolean
ferry_shown_objects_is_filtered (FerryShownObjects *self)
{
  g_return_val_if_fail (FERRY_IS_SHOWN_OBJECTS (self), FALSE);

  return *self->search != '\0' || self->only_disks;
}
