/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-form.h"

#include "wizard/ferry-machine-basics.h"
#include "wizard/ferry-machine-checks.h"
#include "wizard/ferry-machine-disks-group.h"
#include "wizard/ferry-machine-menus.h"
#include "wizard/ferry-machine-more.h"
#include "wizard/ferry-machine-network.h"
#include "wizard/ferry-machine-tags.h"

/* Owned by the page; main thread. One for all machines: to show another one is to fill it in anew,
 * which takes less than a frame.
 */
struct _FerryMachineForm {
  AdwBin                   parent_instance;

  FerryPlanChecker        *checker;
  FerryPlan               *plan;     /* (nullable) */
  FerryMachine            *machine;  /* (nullable) */

  GtkScrolledWindow       *scrolled;
  GtkMenuButton           *menu_button;
  FerryMachineChecks      *checks;
  FerryMachineBasics      *basics;
  FerryMachineDisksGroup  *disks;
  FerryMachineNetwork     *network;
  FerryMachineMore        *more;
  FerryMachineTags        *tags;
};

G_DEFINE_FINAL_TYPE (FerryMachineForm, ferry_machine_form, ADW_TYPE_BIN)

/* A machine's own findings, and none of the others'. */
static void
show_checks (FerryMachineForm *self)
{
  GPtrArray *all;
  g_autoptr(GPtrArray) own = NULL;

  if (self->machine == NULL)
    return;

  all = ferry_plan_checker_get_checks (self->checker);
  own = ferry_check_filter (all, self->machine);
  ferry_machine_basics_show_checks (self->basics, own,
                                    ferry_plan_checker_get_situation (self->checker));
  ferry_machine_network_show_checks (self->network, own);
  ferry_machine_more_show_checks (self->more, own);
  ferry_machine_tags_show_checks (self->tags, own);
  ferry_machine_disks_group_show_checks (self->disks, own);
  ferry_machine_checks_show (self->checks, own);
}

static void
show_account (FerryMachineForm *self)
{
  FerryAccountFacts *facts = NULL;

  if (self->machine)
    facts = ferry_plan_checker_get_facts (self->checker,
                                          ferry_machine_get_region (self->machine));
  ferry_machine_basics_show (self->basics, self->machine, facts);
  ferry_machine_network_show (self->network, self->machine, facts);
}

static void
facts_changed_cb (FerryMachineForm *self,
                  const char       *region)
{
  if (self->machine && g_strcmp0 (region, ferry_machine_get_region (self->machine)) == 0)
    show_account (self);
}

static void
retry_cb (FerryMachineForm *self)
{
  ferry_plan_checker_retry (self->checker);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  FerryMachineForm *self = user_data;
  g_autoptr(GMenuModel) menu = NULL;

  if (self->machine == NULL)
    return;

  menu = ferry_machine_menus_new_for_machine (self->plan, self->machine);
  gtk_menu_button_set_menu_model (button, menu);
}

static void
ferry_machine_form_dispose (GObject *object)
{
  FerryMachineForm *self = FERRY_MACHINE_FORM (object);

  g_clear_object (&self->checker);
  g_clear_object (&self->plan);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (ferry_machine_form_parent_class)->dispose (object);
}

static void
ferry_machine_form_class_init (FerryMachineFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_machine_form_dispose;

  g_type_ensure (FERRY_TYPE_MACHINE_BASICS);
  g_type_ensure (FERRY_TYPE_MACHINE_CHECKS);
  g_type_ensure (FERRY_TYPE_MACHINE_DISKS_GROUP);
  g_type_ensure (FERRY_TYPE_MACHINE_MORE);
  g_type_ensure (FERRY_TYPE_MACHINE_NETWORK);
  g_type_ensure (FERRY_TYPE_MACHINE_TAGS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-machine-form.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, checks);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, basics);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, disks);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, network);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, more);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineForm, tags);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
ferry_machine_form_init (FerryMachineForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
}

void
ferry_machine_form_set_checker (FerryMachineForm *self,
                                FerryPlanChecker *checker)
{
  g_return_if_fail (FERRY_IS_MACHINE_FORM (self));
  g_return_if_fail (FERRY_IS_PLAN_CHECKER (checker));
  g_return_if_fail (self->checker == NULL);

  self->checker = g_object_ref (checker);
  g_signal_connect_object (checker, "notify::checks", G_CALLBACK (show_checks), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (checker, "facts-changed", G_CALLBACK (facts_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
ferry_machine_form_show (FerryMachineForm *self,
                         FerryPlan        *plan,
                         FerryMachine     *machine)
{
  gboolean other;

  g_return_if_fail (FERRY_IS_MACHINE_FORM (self));
  g_return_if_fail ((plan == NULL) == (machine == NULL));

  other = machine != self->machine;
  g_set_object (&self->plan, plan);
  g_set_object (&self->machine, machine);
  gtk_widget_set_sensitive (GTK_WIDGET (self), machine != NULL);

  show_account (self);
  ferry_machine_disks_group_show (self->disks, plan, machine);
  ferry_machine_more_show (self->more, machine);
  ferry_machine_tags_show (self->tags, machine);
  show_checks (self);
  if (other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

void
ferry_machine_form_rename (FerryMachineForm *self)
{
  g_return_if_fail (FERRY_IS_MACHINE_FORM (self));

  ferry_machine_basics_rename (self->basics);
}
