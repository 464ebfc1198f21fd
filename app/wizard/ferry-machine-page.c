/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-page.h"

#include "common/ferry-focus.h"
#include "common/ferry-placeholder.h"
#include "wizard/ferry-machine-form.h"
#include "wizard/ferry-machine-list.h"
#include "wizard/ferry-machine-text.h"
#include "wizard/ferry-plan-editor.h"
#include "wizard/ferry-plan-store.h"
#include "wizard/ferry-plan-strip.h"

#include <glib/gi18n.h>

/* The Machines page of the wizard, owned by the frame; main thread. A list of machines and one form
 * for the chosen one; a plan of one machine has no list. What can be done are actions, so that
 * buttons, menus and keys do the same.
 */
struct _FerryMachinePage {
  FerryWizardPage   parent_instance;

  FerryMachine     *machine;   /* (nullable): the chosen one */
  FerryPlanEditor  *editor;
  FerryPlanStore   *store;
  GSignalGroup     *plan_signals;
  GSignalGroup     *history_signals;
  gboolean          entering;  /* the focus has not come yet */

  FerryPlanStrip   *strip;
  GtkStack         *stack;
  AdwLeaflet       *leaflet;
  FerryMachineList *list;
  GtkWidget        *separator;
  FerryMachineForm *form;
  FerryPlaceholder *placeholder;
};

G_DEFINE_FINAL_TYPE (FerryMachinePage, ferry_machine_page, FERRY_TYPE_WIZARD_PAGE)

static FerryMigration *
get_migration (FerryMachinePage *self)
{
  return ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
}

static FerryPlan *
get_plan (FerryMachinePage *self)
{
  return ferry_migration_get_plan (get_migration (self));
}

static guint
count_machines (FerryMachinePage *self)
{
  FerryPlan *plan = get_plan (self);

  return plan ? ferry_plan_get_n_machines (plan) : 0;
}

static void
show_back (FerryMachinePage *self)
{
  gboolean back = adw_leaflet_get_folded (self->leaflet) && count_machines (self) > 1 &&
                  adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->form);

  ferry_plan_strip_set_back (self->strip, back);
}

static void
show_form (FerryMachinePage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->form));
  if (folded)
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
show_list (FerryMachinePage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list));
  ferry_machine_list_focus (self->list);
}

static void
show_strip (FerryMachinePage *self)
{
  FerryPlanHistory *history = ferry_migration_get_history (get_migration (self));
  g_autofree char *name = ferry_plan_store_dup_name (self->store);

  ferry_plan_strip_show (self->strip, get_plan (self), name,
                         history == NULL || ferry_plan_history_is_saved (history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "machines.undo",
                                 history && ferry_plan_history_can_undo (history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "machines.redo",
                                 history && ferry_plan_history_can_redo (history));
}

static void
choose (FerryMachinePage *self,
        FerryMachine     *machine)
{
  g_set_object (&self->machine, machine);
  ferry_machine_list_choose (self->list, machine);
  ferry_machine_form_show (self->form, machine ? get_plan (self) : NULL, machine);
}

/* Where the chosen one has gone, the next one is. */
static void
choose_nearest (FerryMachinePage *self,
                guint             position)
{
  guint n_machines = count_machines (self);

  if (self->machine && n_machines > 0 && ferry_plan_find (get_plan (self), self->machine, NULL))
    choose (self, self->machine);
  else if (n_machines > 0)
    choose (self, ferry_plan_get_machine (get_plan (self), MIN (position, n_machines - 1)));
  else
    choose (self, NULL);
}

static void
show_nothing (FerryMachinePage *self)
{
  FerryPlanHistory *history = ferry_migration_get_history (get_migration (self));
  gboolean can_undo = history && ferry_plan_history_can_undo (history);

  ferry_placeholder_show_message (self->placeholder, "computer-symbolic", _("No Machines"),
                                  _("Go back and choose their disks"),
                                  can_undo ? _("Undo") : NULL);
}

static void
show_machines (FerryMachinePage *self)
{
  FerryPlan *plan = get_plan (self);
  guint n_machines = count_machines (self);
  gboolean many = n_machines > 1;

  ferry_machine_list_show_plan (self->list, plan);
  gtk_widget_set_visible (GTK_WIDGET (self->list), many);
  gtk_widget_set_visible (self->separator, many);
  if (!many)
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->form));
  if (n_machines == 0)
    show_nothing (self);
  gtk_stack_set_visible_child (self->stack, n_machines > 0 ? GTK_WIDGET (self->leaflet)
                                                           : GTK_WIDGET (self->placeholder));
  show_back (self);
  show_strip (self);
}

static void
show_checks (FerryMachinePage *self)
{
  FerryPlanChecker *checker = ferry_migration_get_checker (get_migration (self));
  GPtrArray *checks = ferry_plan_checker_get_checks (checker);
  g_autofree char *reason = NULL;

  ferry_machine_list_show_checks (self->list, checks);
  reason = count_machines (self) > 0 ? ferry_machine_text_reason (get_plan (self), checks)
                                     : g_strdup (_("Choose a disk first"));
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), reason == NULL, reason);
}

static guint
get_position (FerryMachinePage *self)
{
  guint position = 0;

  if (self->machine && get_plan (self))
    ferry_plan_find (get_plan (self), self->machine, &position);

  return position;
}

static void
focus_machines (FerryMachinePage *self)
{
  if (count_machines (self) == 1)
    ferry_machine_form_rename (self->form);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    ferry_machine_list_focus (self->list);
  if (!ferry_focus_is_in (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/* What had the focus may have gone, and with it the way of the keys. */
static void
plan_changed_cb (FerryMachinePage *self,
                 FerryMachine     *machine)
{
  gboolean focused = ferry_focus_is_in (GTK_WIDGET (self));
  guint position;

  if (machine)
    return;

  position = ferry_machine_list_get_position (self->list);
  show_machines (self);
  choose_nearest (self, position);
  show_checks (self);
  if (focused && !ferry_focus_is_in (GTK_WIDGET (self)))
    focus_machines (self);
}

static void
plan_cb (FerryMachinePage *self)
{
  FerryMigration *migration = get_migration (self);

  g_signal_group_set_target (self->plan_signals, ferry_migration_get_plan (migration));
  g_signal_group_set_target (self->history_signals, ferry_migration_get_history (migration));
  show_machines (self);
  choose_nearest (self, 0);
  show_checks (self);
}

static void
chosen_cb (FerryMachinePage *self,
           FerryMachine     *machine)
{
  choose (self, machine);
}

static void
undo (FerryMachinePage *self)
{
  ferry_plan_editor_undo (self->editor);
}

static void
undo_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  undo (FERRY_MACHINE_PAGE (widget));
}

static void
redo_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  ferry_plan_editor_redo (FERRY_MACHINE_PAGE (widget)->editor);
}

static void
back_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  show_list (FERRY_MACHINE_PAGE (widget));
}

static void
go_cb (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);
  int position = (int) get_position (self) + g_variant_get_int32 (parameter);

  if (position >= 0 && position < (int) count_machines (self))
    choose (self, ferry_plan_get_machine (get_plan (self), (guint) position));
}

static void
rename_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);

  show_form (self);
  ferry_machine_form_rename (self->form);
}

static void
remove_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);

  if (self->machine)
    ferry_plan_editor_remove_machine (self->editor, self->machine);
}

/* (nullable): a menu may be older than the plan */
static FerryMachine *
get_other (FerryMachinePage *self,
           guint             position)
{
  FerryMachine *other = NULL;

  if (position < count_machines (self))
    other = ferry_plan_get_machine (get_plan (self), position);

  return other != self->machine ? other : NULL;
}

static void
merge_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);
  g_autoptr(FerryMachine) machine = NULL;
  FerryMachine *other = get_other (self, g_variant_get_uint32 (parameter));

  if (self->machine == NULL || other == NULL)
    return;

  machine = g_object_ref (self->machine);
  g_set_object (&self->machine, other);
  ferry_plan_editor_merge (self->editor, machine, other);
}

static void
apply_to_all_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);

  if (self->machine)
    ferry_plan_editor_apply_to_all (self->editor, self->machine,
                                    g_variant_get_string (parameter, NULL));
}

static gboolean
has_disk (FerryMachinePage *self,
          guint             position)
{
  return self->machine && position < ferry_machine_get_n_disks (self->machine);
}

static void
make_boot_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);
  guint position = g_variant_get_uint32 (parameter);

  if (has_disk (self, position))
    ferry_plan_set_boot_disk (get_plan (self), self->machine, position);
}

static void
move_disk_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);
  FerryMachine *to;
  guint position;
  guint other;

  g_variant_get (parameter, "(uu)", &position, &other);
  to = get_other (self, other);
  if (has_disk (self, position) && to)
    ferry_plan_editor_move_disk (self->editor, self->machine, position, to);
}

static void
disk_dropped_cb (FerryMachinePage *self,
                 FerryMachine     *to,
                 FerryMachineDisk *disk)
{
  guint n_disks = self->machine ? ferry_machine_get_n_disks (self->machine) : 0;

  for (guint i = 0; i < n_disks; i++)
    if (ferry_machine_get_disk (self->machine, i) == disk)
      {
        ferry_plan_editor_move_disk (self->editor, self->machine, i, to);
        break;
      }
}

static void
split_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);
  guint position = g_variant_get_uint32 (parameter);

  if (has_disk (self, position))
    choose (self, ferry_plan_editor_split_disk (self->editor, self->machine, position));
}

static void
remove_disk_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);
  guint position = g_variant_get_uint32 (parameter);

  if (has_disk (self, position))
    ferry_plan_editor_remove_disk (self->editor, self->machine, position);
}

static void
fix_cb (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);
  guint code;
  guint position;

  g_variant_get (parameter, "(uu)", &code, &position);
  if (self->machine)
    ferry_plan_editor_fix (self->editor, self->machine, code, position);
}

/* Whoever enters wants the machines, and not the buttons above them. */
static gboolean
ferry_machine_page_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);

  if (self->entering && direction == GTK_DIR_TAB_FORWARD && !ferry_focus_is_in (widget))
    {
      self->entering = FALSE;
      focus_machines (self);
      if (ferry_focus_is_in (widget))
        return TRUE;
    }

  return GTK_WIDGET_CLASS (ferry_machine_page_parent_class)->focus (widget, direction);
}

static void
ferry_machine_page_enter (FerryWizardPage *page)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (page);

  self->entering = TRUE;
  show_checks (self);
}

static void
ferry_machine_page_constructed (GObject *object)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (object);
  FerryMigration *migration;
  FerryPlanChecker *checker;

  G_OBJECT_CLASS (ferry_machine_page_parent_class)->constructed (object);

  migration = get_migration (self);
  checker = ferry_migration_get_checker (migration);
  self->editor = ferry_plan_editor_new (migration, GTK_WIDGET (self));
  self->store = ferry_plan_store_new (migration, GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan",
                                  ferry_plan_store_get_actions (self->store));
  ferry_plan_strip_set_recent (self->strip, ferry_plan_store_get_recent (self->store));
  ferry_machine_form_set_checker (self->form, checker);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (show_strip), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (migration, "notify::plan", G_CALLBACK (plan_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (checker, "notify::checks", G_CALLBACK (show_checks), self,
                           G_CONNECT_SWAPPED);
  plan_cb (self);
}

static void
ferry_machine_page_dispose (GObject *object)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (object);

  g_clear_object (&self->plan_signals);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->editor);
  g_clear_object (&self->store);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (ferry_machine_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  const GdkModifierType alt = GDK_ALT_MASK;
  const GdkModifierType control = GDK_CONTROL_MASK;

  gtk_widget_class_install_action (widget_class, "machines.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "machines.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "machines.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "machines.go", "i", go_cb);
  gtk_widget_class_install_action (widget_class, "machines.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "machines.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "machines.merge", "u", merge_cb);
  gtk_widget_class_install_action (widget_class, "machines.apply-to-all", "s", apply_to_all_cb);
  gtk_widget_class_install_action (widget_class, "machines.make-boot", "u", make_boot_cb);
  gtk_widget_class_install_action (widget_class, "machines.move-disk", "(uu)", move_disk_cb);
  gtk_widget_class_install_action (widget_class, "machines.split", "u", split_cb);
  gtk_widget_class_install_action (widget_class, "machines.remove-disk", "u", remove_disk_cb);
  gtk_widget_class_install_action (widget_class, "machines.fix", "(uu)", fix_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, alt, "machines.go", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, alt, "machines.go", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "machines.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, control, "plan.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, control | GDK_SHIFT_MASK,
                                       "plan.save-as", NULL);
}

static void
ferry_machine_page_class_init (FerryMachinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_machine_page_constructed;
  object_class->dispose = ferry_machine_page_dispose;
  widget_class->focus = ferry_machine_page_focus;
  FERRY_WIZARD_PAGE_CLASS (klass)->enter = ferry_machine_page_enter;

  g_type_ensure (FERRY_TYPE_MACHINE_FORM);
  g_type_ensure (FERRY_TYPE_MACHINE_LIST);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_PLAN_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-machine-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, strip);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, list);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, separator);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, form);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, show_back);
  gtk_widget_class_bind_template_callback (widget_class, show_form);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, disk_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo);
  install_actions (widget_class);
}

/* Before the entries, which would keep the keys although their own undo is off. */
static void
add_undo_keys (FerryMachinePage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>z"),
                      gtk_named_action_new ("machines.undo")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control><Shift>z"),
                      gtk_named_action_new ("machines.redo")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
ferry_machine_page_init (FerryMachinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_undo_keys (self);

  self->plan_signals = g_signal_group_new (FERRY_TYPE_PLAN);
  g_signal_group_connect_swapped (self->plan_signals, "changed",
                                  G_CALLBACK (plan_changed_cb), self);
  self->history_signals = g_signal_group_new (FERRY_TYPE_PLAN_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "notify", G_CALLBACK (show_strip), self);
}

GtkWidget *
ferry_machine_page_new (FerryMigration *migration)
{
  return g_object_new (FERRY_TYPE_MACHINE_PAGE, "migration", migration, NULL);
}

GActionGroup *
ferry_machine_page_get_plan_actions (FerryMachinePage *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_PAGE (self), NULL);

  return ferry_plan_store_get_actions (self->store);
}
