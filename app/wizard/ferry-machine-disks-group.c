/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-disks-group.h"

#include "wizard/ferry-field-hint.h"
#include "wizard/ferry-machine-disk-row.h"
#include "wizard/ferry-machine-menus.h"

#include <glib/gi18n.h>

/* A part of the form, owned by it; main thread. Rows are kept for the next machine. */
struct _FerryMachineDisksGroup {
  AdwPreferencesGroup  parent_instance;

  FerryPlan           *plan;     /* (nullable) */
  FerryMachine        *machine;  /* (nullable) */
  GSignalGroup        *signals;

  GPtrArray           *rows;     /* of FerryMachineDiskRow, owned by the group */
  GPtrArray           *hints;    /* of FerryFieldHint: one a row */
};

G_DEFINE_FINAL_TYPE (FerryMachineDisksGroup, ferry_machine_disks_group, ADW_TYPE_PREFERENCES_GROUP)

static void
menu_cb (FerryMachineDisksGroup *self,
         GtkMenuButton          *button,
         FerryMachineDiskRow    *row)
{
  g_autoptr(GMenuModel) menu =
    ferry_machine_menus_new_for_disk (self->plan, self->machine,
                                      ferry_machine_disk_row_get_position (row));

  gtk_menu_button_set_menu_model (button, menu);
}

static void
add_row (FerryMachineDisksGroup *self)
{
  GtkWidget *row = ferry_machine_disk_row_new ();
  GtkWidget *hint = g_object_new (FERRY_TYPE_FIELD_HINT, "field", row, NULL);

  g_signal_connect_swapped (row, "menu", G_CALLBACK (menu_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), hint);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->hints, hint);
}

static void
show_rows (FerryMachineDisksGroup *self)
{
  guint n_disks = self->machine ? ferry_machine_get_n_disks (self->machine) : 0;
  g_autofree char *title = g_strdup_printf (ngettext ("%u Disk", "%u Disks", n_disks), n_disks);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  while (self->rows->len < n_disks)
    add_row (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      ferry_machine_disk_row_show (g_ptr_array_index (self->rows, i),
                                   i < n_disks ? self->machine : NULL, i);
      if (i >= n_disks)
        ferry_field_hint_set_check (g_ptr_array_index (self->hints, i), NULL);
    }
}

/* Whether one starts is a matter of the platform too: it decides on the names of devices. */
static void
machine_changed_cb (FerryMachineDisksGroup *self,
                    const char             *what)
{
  if (g_str_equal (what, "disks") || g_str_equal (what, "platform"))
    show_rows (self);
}

static void
ferry_machine_disks_group_dispose (GObject *object)
{
  FerryMachineDisksGroup *self = FERRY_MACHINE_DISKS_GROUP (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->machine);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (ferry_machine_disks_group_parent_class)->dispose (object);
}

static void
ferry_machine_disks_group_finalize (GObject *object)
{
  FerryMachineDisksGroup *self = FERRY_MACHINE_DISKS_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->hints);

  G_OBJECT_CLASS (ferry_machine_disks_group_parent_class)->finalize (object);
}

static void
ferry_machine_disks_group_class_init (FerryMachineDisksGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_machine_disks_group_dispose;
  object_class->finalize = ferry_machine_disks_group_finalize;
}

static void
ferry_machine_disks_group_init (FerryMachineDisksGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->hints = g_ptr_array_new ();
  self->signals = g_signal_group_new (FERRY_TYPE_MACHINE);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (machine_changed_cb), self);
}

void
ferry_machine_disks_group_show (FerryMachineDisksGroup *self,
                                FerryPlan              *plan,
                                FerryMachine           *machine)
{
  g_return_if_fail (FERRY_IS_MACHINE_DISKS_GROUP (self));
  g_return_if_fail ((plan == NULL) == (machine == NULL));

  g_set_object (&self->plan, plan);
  g_set_object (&self->machine, machine);
  g_signal_group_set_target (self->signals, machine);
  show_rows (self);
}

/* @disk: (nullable): of a check that tells none, the first is meant */
static const FerryCheck *
find_worst (GPtrArray        *checks,
            FerryMachineDisk *disk,
            gboolean          first)
{
  const FerryCheck *worst = NULL;

  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);
      gboolean vague = first && check->disk == NULL &&
                       ferry_check_get_field (check) == FERRY_CHECK_FIELD_VOLUME;

      if ((check->disk == disk || vague) && (worst == NULL || check->severity > worst->severity))
        worst = check;
    }

  return worst;
}

void
ferry_machine_disks_group_show_checks (FerryMachineDisksGroup *self,
                                       GPtrArray              *checks)
{
  guint n_disks;

  g_return_if_fail (FERRY_IS_MACHINE_DISKS_GROUP (self));

  n_disks = self->machine ? ferry_machine_get_n_disks (self->machine) : 0;
  for (guint i = 0; i < n_disks && i < self->hints->len; i++)
    {
      const FerryCheck *worst =
        find_worst (checks, ferry_machine_get_disk (self->machine, i), i == 0);

      ferry_field_hint_set_check (g_ptr_array_index (self->hints, i), worst);
      if (worst)
        g_ptr_array_remove (checks, (gpointer) worst);
    }
}
