/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-editor.h"

#include "common/ferry-format.h"
#include "wizard/ferry-machine-text.h"

#include <glib/gi18n.h>

struct _FerryPlanEditor {
  GObject         parent_instance;

  FerryMigration *migration;
  GtkWidget      *widget;   /* not owned: it owns the editor */
  AdwToast       *toast;    /* (nullable): the last one, while its Undo would undo that */
  FerryPlan      *watched;  /* (nullable): the plan that the toast is about */
};

G_DEFINE_FINAL_TYPE (FerryPlanEditor, ferry_plan_editor, G_TYPE_OBJECT)

static FerryPlan *
get_plan (FerryPlanEditor *self)
{
  return ferry_migration_get_plan (self->migration);
}

static void
undo_cb (FerryPlanEditor *self)
{
  ferry_plan_editor_undo (self);
}

static void
dismissed_cb (FerryPlanEditor *self,
              AdwToast        *toast)
{
  if (toast != self->toast)
    return;

  g_clear_object (&self->toast);
  if (self->watched)
    g_signal_handlers_disconnect_by_data (self->watched, self);
  g_clear_object (&self->watched);
}

/* Undo would undo something else now. */
static void
drop_toast (FerryPlanEditor *self)
{
  g_autoptr(AdwToast) toast = self->toast ? g_object_ref (self->toast) : NULL;

  if (toast == NULL)
    return;

  dismissed_cb (self, toast);
  adw_toast_dismiss (toast);
}

static void
tell (FerryPlanEditor *self,
      const char      *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (self->widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  drop_toast (self);
  if (overlay == NULL)
    return;

  self->toast = g_object_ref (adw_toast_new (markup));
  adw_toast_set_button_label (self->toast, _("Undo"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (undo_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  self->watched = g_object_ref (get_plan (self));
  g_signal_connect_object (self->watched, "changed", G_CALLBACK (drop_toast), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (self->toast));
}

static void
ferry_plan_editor_dispose (GObject *object)
{
  FerryPlanEditor *self = FERRY_PLAN_EDITOR (object);

  if (self->watched)
    g_signal_handlers_disconnect_by_data (self->watched, self);
  g_clear_object (&self->watched);
  g_clear_object (&self->toast);
  g_clear_object (&self->migration);

  G_OBJECT_CLASS (ferry_plan_editor_parent_class)->dispose (object);
}

static void
ferry_plan_editor_class_init (FerryPlanEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_plan_editor_dispose;
}

static void
ferry_plan_editor_init (FerryPlanEditor *self)
{
}

FerryPlanEditor *
ferry_plan_editor_new (FerryMigration *migration,
                       GtkWidget      *widget)
{
  FerryPlanEditor *self;

  g_return_val_if_fail (FERRY_IS_MIGRATION (migration), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (FERRY_TYPE_PLAN_EDITOR, NULL);
  self->migration = g_object_ref (migration);
  self->widget = widget;

  return self;
}

void
ferry_plan_editor_undo (FerryPlanEditor *self)
{
  FerryPlanHistory *history;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));

  history = ferry_migration_get_history (self->migration);
  if (history)
    ferry_plan_history_undo (history);
}

void
ferry_plan_editor_redo (FerryPlanEditor *self)
{
  FerryPlanHistory *history;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));

  history = ferry_migration_get_history (self->migration);
  if (history)
    ferry_plan_history_redo (history);
}

void
ferry_plan_editor_remove_machine (FerryPlanEditor *self,
                                  FerryMachine    *machine)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));

  name = ferry_machine_text_name (machine);
  ferry_plan_remove_machine (get_plan (self), machine);
  /* Translators: %s is the name of a machine */
  text = g_strdup_printf (_("“%s” removed from the plan"), name);
  tell (self, text);
}

void
ferry_plan_editor_merge (FerryPlanEditor *self,
                         FerryMachine    *machine,
                         FerryMachine    *into)
{
  g_autofree char *name = NULL;
  g_autofree char *other = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (FERRY_IS_MACHINE (into));

  name = ferry_machine_text_name (machine);
  other = ferry_machine_text_name (into);
  ferry_plan_merge (get_plan (self), machine, into);
  /* Translators: the names of two machines: the disks of the first one belong to the other now */
  text = g_strdup_printf (_("“%s” merged with “%s”"), name, other);
  tell (self, text);
}

static char *
dup_disk_name (FerryMachine *machine,
               guint         position)
{
  FerryMachineDisk *disk = ferry_machine_get_disk (machine, position);

  return ferry_format_name (ferry_disk_get_name (ferry_machine_disk_get_disk (disk)));
}

void
ferry_plan_editor_remove_disk (FerryPlanEditor *self,
                               FerryMachine    *machine,
                               guint            position)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (position < ferry_machine_get_n_disks (machine));

  name = dup_disk_name (machine, position);
  ferry_plan_remove_disk (get_plan (self), machine, position);
  text = g_strdup_printf (_("“%s” removed from the plan"), name);
  tell (self, text);
}

void
ferry_plan_editor_move_disk (FerryPlanEditor *self,
                             FerryMachine    *machine,
                             guint            position,
                             FerryMachine    *to)
{
  g_autofree char *name = NULL;
  g_autofree char *other = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (FERRY_IS_MACHINE (to));
  g_return_if_fail (position < ferry_machine_get_n_disks (machine));

  if (machine == to)
    return;

  name = dup_disk_name (machine, position);
  other = ferry_machine_text_name (to);
  ferry_plan_move_disk (get_plan (self), machine, position, to);
  /* Translators: a disk’s name, and that of the machine it belongs to now */
  text = g_strdup_printf (_("“%s” moved to “%s”"), name, other);
  tell (self, text);
}

FerryMachine *
ferry_plan_editor_split_disk (FerryPlanEditor *self,
                              FerryMachine    *machine,
                              guint            position)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  FerryMachine *made;

  g_return_val_if_fail (FERRY_IS_PLAN_EDITOR (self), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);
  g_return_val_if_fail (position < ferry_machine_get_n_disks (machine), NULL);

  name = dup_disk_name (machine, position);
  made = ferry_plan_split_disk (get_plan (self), machine, position);
  /* Translators: a disk’s name */
  text = g_strdup_printf (_("“%s” is a machine of its own now"), name);
  tell (self, text);

  return made;
}

void
ferry_plan_editor_fix (FerryPlanEditor *self,
                       FerryMachine    *machine,
                       guint            code,
                       guint            position)
{
  FerryPlanChecker *checker;
  g_autoptr(GPtrArray) checks = NULL;
  FerryMachineDisk *disk = NULL;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));

  checker = ferry_migration_get_checker (self->migration);
  checks = g_ptr_array_ref (ferry_plan_checker_get_checks (checker));
  if (position < ferry_machine_get_n_disks (machine))
    disk = ferry_machine_get_disk (machine, position);
  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      if (check->code == code && check->machine == machine && check->disk == disk &&
          ferry_check_fix (check, get_plan (self)))
        break;
    }
}

void
ferry_plan_editor_apply_to_all (FerryPlanEditor *self,
                                FerryMachine    *machine,
                                const char      *property)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_PLAN_EDITOR (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (property != NULL);

  ferry_plan_apply_to_all (get_plan (self), machine, property);
  /* Translators: %s is a setting, “Instance Type” */
  text = g_strdup_printf (_("%s applied to all machines"), ferry_machine_text_setting (property));
  tell (self, text);
}
