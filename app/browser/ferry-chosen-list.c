/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-chosen-list.h"

#include "browser/ferry-chosen-row.h"
#include "common/ferry-access.h"
#include "common/ferry-format.h"
#include "common/ferry-row-filler.h"

struct _FerryChosenList {
  AdwBin              parent_instance;

  GtkListView        *list_view;
  GtkSingleSelection *selection;
  GtkWidget          *retry_button;

  FerryChosenDisks   *chosen;    /* (nullable) */
  GListStore         *shown;     /* FerryChosenDisk */
  FerryRowFiller     *filler;
  GPtrArray          *rows;      /* FerryChosenRow: those that are filled */
};

G_DEFINE_FINAL_TYPE (FerryChosenList, ferry_chosen_list, ADW_TYPE_BIN)

static void
remove_disk (FerryChosenList *self,
             FerryChosenDisk *disk)
{
  g_autoptr(FerryChosenDisk) own = g_object_ref (disk);
  FerryBucket *bucket = ferry_chosen_disk_get_bucket (own);
  FerryObject *object = ferry_chosen_disk_get_object (own);
  guint position;

  if (g_list_store_find (self->shown, own, &position))
    g_list_store_remove (self->shown, position);
  ferry_chosen_disks_remove (self->chosen, ferry_bucket_get_name (bucket),
                             ferry_object_get_key (object));
}

static void
remove_cb (FerryChosenList *self,
           FerryChosenRow  *row)
{
  if (ferry_chosen_row_get_disk (row))
    remove_disk (self, ferry_chosen_row_get_disk (row));
}

/* The arrows move focus and selection together. */
static gboolean
remove_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  FerryChosenList *self = FERRY_CHOSEN_LIST (widget);
  FerryChosenDisk *disk = gtk_single_selection_get_selected_item (self->selection);

  if (disk)
    remove_disk (self, disk);

  return disk != NULL;
}

static void
retry_clicked_cb (FerryChosenList *self)
{
  ferry_chosen_disks_retry (self->chosen);
}

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  FerryObject *object = ferry_chosen_disk_get_object (item);
  g_autofree char *name = ferry_format_name (ferry_object_get_name (object));

  ferry_row_filler_name (GTK_WIDGET (row), name, NULL);
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  GtkWidget *chosen_row = ferry_chosen_row_new ();

  g_signal_connect_object (chosen_row, "remove", G_CALLBACK (remove_cb), owner,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (row, chosen_row);
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  FerryChosenList *self = owner;
  FerryChosenRow *chosen_row = FERRY_CHOSEN_ROW (adw_bin_get_child (row));

  ferry_chosen_row_set_disk (chosen_row, item);
  g_ptr_array_add (self->rows, chosen_row);
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
  FerryChosenList *self = owner;
  FerryChosenRow *chosen_row = FERRY_CHOSEN_ROW (adw_bin_get_child (row));

  g_ptr_array_remove_fast (self->rows, chosen_row);
  ferry_chosen_row_set_disk (chosen_row, NULL);
}

static const FerryRowFunctions row_functions = { name_row, make_row, fill_row, empty_row };

static void
changed_cb (FerryChosenList *self)
{
  FerryChosenSummary summary;

  ferry_chosen_disks_sum_up (self->chosen, &summary);
  gtk_widget_set_visible (self->retry_button, summary.n_failed > 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      FerryChosenRow *row = g_ptr_array_index (self->rows, i);

      ferry_chosen_row_set_disk (row, ferry_chosen_row_get_disk (row));
    }
}

static int
get_rank (FerryChosenDisk *disk)
{
  if (ferry_chosen_disk_get_state (disk) == FERRY_CHOSEN_DISK_FAILED)
    return 0;

  return ferry_chosen_disk_is_refused (disk) ? 1 : 2;
}

static void
take_disks (FerryChosenList *self)
{
  guint n = self->chosen ? g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) : 0;
  g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);

  for (int rank = 0; rank < 3; rank++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr(FerryChosenDisk) disk = g_list_model_get_item (G_LIST_MODEL (self->chosen), i);

        if (get_rank (disk) == rank)
          g_ptr_array_add (disks, g_steal_pointer (&disk));
      }
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)),
                       disks->pdata, disks->len);
}

static void
ferry_chosen_list_map (GtkWidget *widget)
{
  take_disks (FERRY_CHOSEN_LIST (widget));

  GTK_WIDGET_CLASS (ferry_chosen_list_parent_class)->map (widget);
}

static void
ferry_chosen_list_dispose (GObject *object)
{
  FerryChosenList *self = FERRY_CHOSEN_LIST (object);

  ferry_chosen_list_set_chosen (self, NULL);
  if (self->filler)
    ferry_row_filler_stop (self->filler);
  g_clear_object (&self->filler);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (ferry_chosen_list_parent_class)->dispose (object);
}

static void
ferry_chosen_list_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_CHOSEN_LIST (object)->rows);

  G_OBJECT_CLASS (ferry_chosen_list_parent_class)->finalize (object);
}

static void
ferry_chosen_list_class_init (FerryChosenListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_chosen_list_dispose;
  object_class->finalize = ferry_chosen_list_finalize;
  widget_class->map = ferry_chosen_list_map;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-chosen-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryChosenList, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenList, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
ferry_chosen_list_init (FerryChosenList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));

  self->rows = g_ptr_array_new ();
  self->shown = g_list_store_new (FERRY_TYPE_CHOSEN_DISK);
  self->filler = ferry_row_filler_new (self->list_view, &row_functions, self);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

void
ferry_chosen_list_set_chosen (FerryChosenList  *self,
                              FerryChosenDisks *chosen)
{
  g_return_if_fail (FERRY_IS_CHOSEN_LIST (self));

  if (self->chosen)
    g_signal_handlers_disconnect_by_func (self->chosen, changed_cb, self);
  g_set_object (&self->chosen, chosen);
  if (chosen == NULL)
    return;

  g_signal_connect_object (chosen, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
