/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-menus.h"

#include "wizard/ferry-machine-text.h"

#include <glib/gi18n.h>

/* What may be the same for all, in the order of the form. */
static const char *const shared_settings[] = {
  "platform", "architecture", "instance-type", "road", "subnet-id", "zone", "security-groups",
  "tenancy", "shutdown", "monitoring", "user-data", "tags", "description", "afterwards",
};

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        GVariant   *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* In a menu's label a single "_" would mark a key. */
static char *
escape_label (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

/* @disk: its position, or -1 for the machine as a whole */
static GMenu *
list_others (FerryPlan    *plan,
             FerryMachine *machine,
             int           disk)
{
  GMenu *menu = g_menu_new ();
  guint n_machines = ferry_plan_get_n_machines (plan);

  for (guint i = 0; i < n_machines; i++)
    {
      FerryMachine *other = ferry_plan_get_machine (plan, i);
      g_autofree char *name = NULL;
      g_autofree char *label = NULL;

      if (other == machine)
        continue;
      name = ferry_machine_text_name (other);
      label = escape_label (name);
      if (disk < 0)
        append (menu, label, "machines.merge", g_variant_new_uint32 (i));
      else
        append (menu, label, "machines.move-disk", g_variant_new ("(uu)", (guint) disk, i));
    }

  return menu;
}

static GMenu *
list_settings (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shared_settings); i++)
    append (menu, ferry_machine_text_setting (shared_settings[i]), "machines.apply-to-all",
            g_variant_new_string (shared_settings[i]));

  return menu;
}

GMenuModel *
ferry_machine_menus_new_for_machine (FerryPlan    *plan,
                                     FerryMachine *machine)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) own = g_menu_new ();
  g_autoptr(GMenu) all = g_menu_new ();
  g_autoptr(GMenu) end = g_menu_new ();
  g_autoptr(GMenu) others = NULL;
  g_autoptr(GMenu) settings = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  append (own, _("_Rename"), "machines.rename", NULL);
  if (ferry_plan_get_n_machines (plan) > 1)
    {
      others = list_others (plan, machine, -1);
      settings = list_settings ();
      g_menu_append_submenu (own, _("_Merge With"), G_MENU_MODEL (others));
      g_menu_append_submenu (all, _("_Apply to All"), G_MENU_MODEL (settings));
    }
  append (end, _("R_emove From Plan"), "machines.remove", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

GMenuModel *
ferry_machine_menus_new_for_disk (FerryPlan    *plan,
                                  FerryMachine *machine,
                                  guint         position)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) others = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  if (position > 0)
    append (menu, _("Make _Boot Disk"), "machines.make-boot", g_variant_new_uint32 (position));
  if (ferry_plan_get_n_machines (plan) > 1)
    {
      others = list_others (plan, machine, (int) position);
      g_menu_append_submenu (menu, _("_Move To"), G_MENU_MODEL (others));
    }
  if (ferry_machine_get_n_disks (machine) > 1)
    append (menu, _("Make a Machine of Its _Own"), "machines.split",
            g_variant_new_uint32 (position));
  append (menu, _("_Remove From Plan"), "machines.remove-disk", g_variant_new_uint32 (position));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}
