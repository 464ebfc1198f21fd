/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-finding-list.h"

#include "common/ferry-row-filler.h"
#include "manifest/ferry-finding-row.h"

#include <glib/gi18n.h>

/* A part of the manifest's view; main thread. */
struct _FerryFindingList {
  AdwBin               parent_instance;

  GListStore          *items;
  FerryRowFiller      *filler;

  GtkStack            *stack;
  GtkWidget           *nothing;
  GtkWidget           *scrolled;
  GtkWidget           *waiting;
  GtkLabel            *count_label;
  GtkListView         *list_view;
};

G_DEFINE_FINAL_TYPE (FerryFindingList, ferry_finding_list, ADW_TYPE_BIN)

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
name_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  g_autofree char *title = ferry_finding_item_dup_title (item);
  g_autofree char *caption = ferry_finding_item_dup_caption (item);

  ferry_row_filler_name (GTK_WIDGET (row), title, caption);
}

static void
make_row (gpointer  owner,
          AdwBin   *row)
{
  adw_bin_set_child (row, ferry_finding_row_new ());
}

static void
fill_row (gpointer  owner,
          AdwBin   *row,
          gpointer  item)
{
  ferry_finding_row_show (FERRY_FINDING_ROW (adw_bin_get_child (row)), item);
}

static void
empty_row (gpointer  owner,
           AdwBin   *row)
{
}

static const FerryRowFunctions row_functions = { name_row, make_row, fill_row, empty_row };

static void
activated_cb (FerryFindingList *self,
              guint             position)
{
  g_autoptr(FerryFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item)
    g_signal_emit (self, signals[CHOSEN], 0, ferry_finding_item_get_finding (item));
}

static void
ferry_finding_list_dispose (GObject *object)
{
  FerryFindingList *self = FERRY_FINDING_LIST (object);

  if (self->filler)
    ferry_row_filler_stop (self->filler);
  g_clear_object (&self->filler);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (ferry_finding_list_parent_class)->dispose (object);
}

static void
ferry_finding_list_class_init (FerryFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_finding_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", FERRY_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_MANIFEST_FINDING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-finding-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, nothing);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, scrolled);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, waiting);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
ferry_finding_list_init (FerryFindingList *self)
{
  g_autoptr(GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->items = g_list_store_new (FERRY_TYPE_FINDING_ITEM);
  self->filler = ferry_row_filler_new (self->list_view, &row_functions, self);
  /* Else the pointer selects what it passes over, which is not what is explained. */
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/* What is in @severity, in the order of @findings. */
static void
append_items (GPtrArray     *items,
              GPtrArray     *findings,
              FerrySeverity  severity)
{
  for (guint i = 0; i < findings->len; i++)
    {
      FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity != severity)
        continue;

      g_ptr_array_add (items, ferry_finding_item_new (finding, FALSE));
      if (finding->n_more > 0)
        g_ptr_array_add (items, ferry_finding_item_new (finding, TRUE));
    }
}

char *
ferry_finding_list_count (GPtrArray *findings)
{
  guint n_findings = 0;

  g_return_val_if_fail (findings != NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    n_findings += 1 + ((FerryManifestFinding *) g_ptr_array_index (findings, i))->n_more;

  if (n_findings == 0)
    return g_strdup (_("Nothing found"));

  return g_strdup_printf (ngettext ("%'u finding", "%'u findings", n_findings), n_findings);
}

void
ferry_finding_list_show (FerryFindingList *self,
                         GPtrArray        *findings,
                         gboolean          busy)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *count = NULL;

  g_return_if_fail (FERRY_IS_FINDING_LIST (self));
  g_return_if_fail (findings != NULL);

  append_items (items, findings, FERRY_SEVERITY_BLOCKS);
  append_items (items, findings, FERRY_SEVERITY_WARNING);
  append_items (items, findings, FERRY_SEVERITY_NOTE);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);

  count = busy && findings->len == 0 ? g_strdup (_("Judging…"))
                                     : ferry_finding_list_count (findings);
  gtk_label_set_label (self->count_label, count);
  gtk_stack_set_visible_child (self->stack, findings->len > 0 ? self->scrolled
                                            : busy            ? self->waiting
                                                              : self->nothing);
}
