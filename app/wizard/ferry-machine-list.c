/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-list.h"

#include "common/ferry-focus.h"
#include "wizard/ferry-machine-row.h"

#include <glib/gi18n.h>

struct _FerryMachineList {
  AdwBin       parent_instance;

  GtkListBox  *list;
  GHashTable  *rows;      /* FerryMachine → FerryMachineRow */
  guint        position;  /* of the chosen one */
  gboolean     choosing;  /* by the page, not by a person */
};

G_DEFINE_FINAL_TYPE (FerryMachineList, ferry_machine_list, ADW_TYPE_BIN)

enum {
  CHOSEN,
  ACTIVATED,
  DISK_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_selected_cb (FerryMachineList *self,
                 FerryMachineRow  *row)
{
  if (row)
    self->position = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (row && !self->choosing)
    g_signal_emit (self, signals[CHOSEN], 0, ferry_machine_row_get_machine (row));
}

static void
row_activated_cb (FerryMachineList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
dropped_cb (FerryMachineList *self,
            FerryMachineDisk *disk,
            FerryMachineRow  *row)
{
  g_signal_emit (self, signals[DISK_DROPPED], 0, ferry_machine_row_get_machine (row), disk);
}

static GtkWidget *
make_row (FerryMachineList *self,
          FerryMachine     *machine)
{
  GtkWidget *row = ferry_machine_row_new (machine);

  g_signal_connect_object (row, "disk-dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, machine, g_object_ref_sink (row));
  ferry_machine_row_show (FERRY_MACHINE_ROW (row), NULL);

  return row;
}

/* A machine that moves takes its row with it. */
static void
place (FerryMachineList *self,
       FerryMachine     *machine,
       guint             position)
{
  GtkListBoxRow *there = gtk_list_box_get_row_at_index (self->list, (int) position);
  GtkWidget *row = g_hash_table_lookup (self->rows, machine);

  if (row && there == GTK_LIST_BOX_ROW (row))
    return;

  if (row)
    gtk_list_box_remove (self->list, row);
  else
    row = make_row (self, machine);
  gtk_list_box_insert (self->list, row, (int) position);
}

static void
drop_gone (FerryMachineList *self,
           FerryPlan        *plan)
{
  g_autoptr(GHashTable) there = g_hash_table_new (NULL, NULL);
  guint n_machines = plan ? ferry_plan_get_n_machines (plan) : 0;
  GHashTableIter iter;
  gpointer machine;
  gpointer row;

  for (guint i = 0; i < n_machines; i++)
    g_hash_table_add (there, ferry_plan_get_machine (plan, i));

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &machine, &row))
    if (!g_hash_table_contains (there, machine))
      {
        gtk_list_box_remove (self->list, row);
        g_hash_table_iter_remove (&iter);
      }
}

static void
ferry_machine_list_dispose (GObject *object)
{
  FerryMachineList *self = FERRY_MACHINE_LIST (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (ferry_machine_list_parent_class)->dispose (object);
}

static void
ferry_machine_list_class_init (FerryMachineListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_machine_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_MACHINE);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DISK_DROPPED] = g_signal_new ("disk-dropped", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        FERRY_TYPE_MACHINE, FERRY_TYPE_MACHINE_DISK);

  /* Here and not on the page: in a form, Delete is for what is written. */
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Delete, 0,
                                       "machines.remove", NULL);
}

static void
ferry_machine_list_init (FerryMachineList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "machines");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Machines"), -1);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
ferry_machine_list_show_plan (FerryMachineList *self,
                              FerryPlan        *plan)
{
  guint n_machines;

  g_return_if_fail (FERRY_IS_MACHINE_LIST (self));
  g_return_if_fail (plan == NULL || FERRY_IS_PLAN (plan));

  self->choosing = TRUE;
  drop_gone (self, plan);
  n_machines = plan ? ferry_plan_get_n_machines (plan) : 0;
  for (guint i = 0; i < n_machines; i++)
    place (self, ferry_plan_get_machine (plan, i), i);
  self->choosing = FALSE;
}

void
ferry_machine_list_show_checks (FerryMachineList *self,
                                GPtrArray        *checks)
{
  g_autoptr(GHashTable) worst = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer machine;
  gpointer row;

  g_return_if_fail (FERRY_IS_MACHINE_LIST (self));
  g_return_if_fail (checks != NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      FerryCheck *check = g_ptr_array_index (checks, i);
      FerryCheck *other = g_hash_table_lookup (worst, check->machine);

      if (check->machine && (other == NULL || check->severity > other->severity))
        g_hash_table_insert (worst, check->machine, check);
    }

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &machine, &row))
    ferry_machine_row_show (row, g_hash_table_lookup (worst, machine));
}

void
ferry_machine_list_choose (FerryMachineList *self,
                           FerryMachine     *machine)
{
  GtkListBoxRow *row;

  g_return_if_fail (FERRY_IS_MACHINE_LIST (self));

  row = machine ? g_hash_table_lookup (self->rows, machine) : NULL;
  if (row == gtk_list_box_get_selected_row (self->list))
    return;

  self->choosing = TRUE;
  gtk_list_box_select_row (self->list, row);
  self->choosing = FALSE;
  if (row && ferry_focus_is_in (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
ferry_machine_list_focus (FerryMachineList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (FERRY_IS_MACHINE_LIST (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

guint
ferry_machine_list_get_position (FerryMachineList *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_LIST (self), 0);

  return self->position;
}
