/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-network.h"

#include "common/ferry-pick-row.h"
#include "wizard/ferry-account-choices.h"
#include "wizard/ferry-field-bindings.h"
#include "wizard/ferry-field-hint.h"

#include <glib/gi18n.h>

/* A part of the form, owned by it; main thread. Where the account may not be asked, its fields are
 * typed, and say so.
 */
struct _FerryMachineNetwork {
  AdwPreferencesGroup  parent_instance;

  FerryMachine        *machine;  /* (nullable) */
  FerryAccountFacts   *facts;    /* (nullable) */
  GBindingGroup       *bindings;
  GSignalGroup        *signals;

  FerryPickRow        *subnet_row;
  FerryPickRow        *zone_row;
  FerryPickRow        *groups_row;
  AdwEntryRow         *ip_row;
  FerryFieldHint      *subnet_hint;
  FerryFieldHint      *zone_hint;
  FerryFieldHint      *groups_hint;
  FerryFieldHint      *ip_hint;
};

G_DEFINE_FINAL_TYPE (FerryMachineNetwork, ferry_machine_network, ADW_TYPE_PREFERENCES_GROUP)

enum {
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const FerrySubnet *
find_subnet (FerryMachineNetwork *self)
{
  const char *id = ferry_machine_get_subnet_id (self->machine);

  return self->facts && *id ? ferry_account_facts_find_subnet (self->facts, id) : NULL;
}

/* (nullable): not known */
static const char *
find_vpc_id (FerryMachineNetwork *self)
{
  const FerrySubnet *subnet = find_subnet (self);
  const FerryVpc *vpc;

  if (subnet)
    return subnet->vpc_id;
  if (*ferry_machine_get_subnet_id (self->machine) || self->facts == NULL)
    return NULL;

  vpc = ferry_account_facts_find_default_vpc (self->facts);

  return vpc ? vpc->id : NULL;
}

static FerryFactState
show_state (FerryMachineNetwork *self,
            FerryPickRow        *row,
            FerryFact            fact)
{
  FerryFactState state = self->facts ? ferry_account_facts_get_state (self->facts, fact)
                                     : FERRY_FACT_STATE_KNOWN;

  ferry_pick_row_set_state (row, state);
  ferry_pick_row_set_pickable (row, self->facts && state == FERRY_FACT_STATE_KNOWN);

  return state;
}

static void
show_subnet (FerryMachineNetwork *self)
{
  FerryFactState state = show_state (self, self->subnet_row, FERRY_FACT_SUBNETS);
  const FerrySubnet *subnet = find_subnet (self);
  g_autofree char *caption = NULL;

  if (subnet)
    caption = ferry_account_choices_describe_subnet (self->facts, subnet);
  else if (state == FERRY_FACT_STATE_DENIED)
    caption = g_strdup (_("This account may not list subnets: type the ID, or leave it empty for "
                          "the default VPC."));
  else if (state == FERRY_FACT_STATE_FAILED)
    caption = g_strdup (_("The subnets could not be listed."));
  else if (*ferry_machine_get_subnet_id (self->machine) == '\0')
    caption = g_strdup (_("Left empty, the machine goes to the default VPC."));

  g_object_set (self->subnet_hint, "caption", caption, NULL);
}

/* The subnet's zone is the machine's; who has chosen another one before can see and clear it. */
static void
show_zone (FerryMachineNetwork *self)
{
  gboolean wanted = *ferry_machine_get_subnet_id (self->machine) == '\0' ||
                    *ferry_machine_get_zone (self->machine) != '\0';
  FerryFactState state = show_state (self, self->zone_row, FERRY_FACT_ZONES);
  const char *caption = NULL;

  if (state == FERRY_FACT_STATE_DENIED)
    caption = _("This account may not list zones: type the name");
  else if (state == FERRY_FACT_STATE_FAILED)
    caption = _("The zones could not be listed.");
  else if (*ferry_machine_get_zone (self->machine) == '\0')
    caption = _("Left empty, EC2 chooses one.");

  gtk_widget_set_visible (GTK_WIDGET (self->zone_row), wanted);
  g_object_set (self->zone_hint, "caption", wanted ? caption : NULL, NULL);
}

static void
show_groups (FerryMachineNetwork *self)
{
  FerryFactState state = show_state (self, self->groups_row, FERRY_FACT_GROUPS);
  const char *const *ids = ferry_machine_get_security_groups (self->machine);
  g_autofree char *caption = NULL;

  if (ids[0] && self->facts)
    caption = ferry_account_choices_describe_groups (self->facts, ids);
  else if (state == FERRY_FACT_STATE_DENIED)
    caption = g_strdup (_("This account may not list security groups: type the IDs, with commas "
                          "between"));
  else if (state == FERRY_FACT_STATE_FAILED)
    caption = g_strdup (_("The security groups could not be listed."));
  else if (ids[0] == NULL)
    caption = g_strdup (_("Left empty, the machine gets the default group of its VPC."));

  g_object_set (self->groups_hint, "caption", caption, NULL);
}

static void
show_ip (FerryMachineNetwork *self)
{
  gboolean empty = *ferry_machine_get_private_ip (self->machine) == '\0';

  g_object_set (self->ip_hint, "caption", empty ? _("Left empty, EC2 chooses one.") : NULL, NULL);
}

static void
subnet_open_cb (FerryMachineNetwork *self)
{
  g_autoptr(GListModel) choices = ferry_account_choices_list_subnets (self->facts);

  ferry_pick_row_set_choices (self->subnet_row, choices);
}

static void
zone_open_cb (FerryMachineNetwork *self)
{
  g_autoptr(GListModel) choices = ferry_account_choices_list_zones (self->facts);

  ferry_pick_row_set_choices (self->zone_row, choices);
}

static void
groups_open_cb (FerryMachineNetwork *self)
{
  g_autoptr(GListModel) choices =
    ferry_account_choices_list_groups (self->facts, find_vpc_id (self));

  ferry_pick_row_set_choices (self->groups_row, choices);
}

static void
retry_cb (FerryMachineNetwork *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
machine_changed_cb (FerryMachineNetwork *self)
{
  show_subnet (self);
  show_zone (self);
  show_groups (self);
  show_ip (self);
}

static void
ferry_machine_network_dispose (GObject *object)
{
  FerryMachineNetwork *self = FERRY_MACHINE_NETWORK (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->signals);
  g_clear_object (&self->machine);
  g_clear_object (&self->facts);

  G_OBJECT_CLASS (ferry_machine_network_parent_class)->dispose (object);
}

static void
ferry_machine_network_class_init (FerryMachineNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_machine_network_dispose;

  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_FIELD_HINT);
  g_type_ensure (FERRY_TYPE_PICK_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-machine-network.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, subnet_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, zone_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, groups_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, ip_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, subnet_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, zone_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, groups_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineNetwork, ip_hint);
  gtk_widget_class_bind_template_callback (widget_class, subnet_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, groups_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
ferry_machine_network_init (FerryMachineNetwork *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->bindings = g_binding_group_new ();
  ferry_field_bindings_add_text (self->bindings, "subnet-id", self->subnet_row);
  ferry_field_bindings_add_text (self->bindings, "zone", self->zone_row);
  ferry_field_bindings_add_list (self->bindings, "security-groups", self->groups_row);
  ferry_field_bindings_add_text (self->bindings, "private-ip", self->ip_row);
  self->signals = g_signal_group_new (FERRY_TYPE_MACHINE);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (machine_changed_cb), self);
}

void
ferry_machine_network_show (FerryMachineNetwork *self,
                            FerryMachine        *machine,
                            FerryAccountFacts   *facts)
{
  g_return_if_fail (FERRY_IS_MACHINE_NETWORK (self));
  g_return_if_fail (machine == NULL || FERRY_IS_MACHINE (machine));

  /* Nothing is bound anew for the same machine: somebody may be typing. */
  g_set_object (&self->machine, machine);
  g_set_object (&self->facts, facts);
  g_binding_group_set_source (self->bindings, machine);
  g_signal_group_set_target (self->signals, machine);
  if (machine)
    machine_changed_cb (self);
}

void
ferry_machine_network_show_checks (FerryMachineNetwork *self,
                                   GPtrArray           *checks)
{
  g_return_if_fail (FERRY_IS_MACHINE_NETWORK (self));

  ferry_field_hint_take (self->subnet_hint, checks, FERRY_CHECK_FIELD_SUBNET);
  if (gtk_widget_get_visible (GTK_WIDGET (self->zone_row)))
    ferry_field_hint_take (self->zone_hint, checks, FERRY_CHECK_FIELD_ZONE);
  else
    ferry_field_hint_set_check (self->zone_hint, NULL);
  ferry_field_hint_take (self->groups_hint, checks, FERRY_CHECK_FIELD_GROUPS);
  ferry_field_hint_take (self->ip_hint, checks, FERRY_CHECK_FIELD_IP);
}
