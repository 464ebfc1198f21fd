/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-basics.h"

#include "common/ferry-access.h"
#include "common/ferry-choices.h"
#include "common/ferry-format.h"
#include "common/ferry-pick-row.h"
#include "wizard/ferry-account-choices.h"
#include "wizard/ferry-field-bindings.h"
#include "wizard/ferry-field-hint.h"

#include <glib/gi18n.h>

/* A part of the form, owned by it; main thread. Its bindings follow the machine that is shown. */
struct _FerryMachineBasics {
  AdwPreferencesGroup  parent_instance;

  FerryMachine        *machine;  /* (nullable) */
  FerryAccountFacts   *facts;    /* (nullable) */
  GBindingGroup       *bindings;
  GSignalGroup        *signals;
  FerryRoad            first;    /* of the list: the advised one */

  AdwEntryRow         *name_row;
  AdwComboRow         *platform_row;
  AdwComboRow         *architecture_row;
  FerryPickRow        *type_row;
  AdwComboRow         *road_row;
  FerryFieldHint      *name_hint;
  FerryFieldHint      *platform_hint;
  FerryFieldHint      *architecture_hint;
  FerryFieldHint      *type_hint;
  FerryFieldHint      *road_hint;
};

G_DEFINE_FINAL_TYPE (FerryMachineBasics, ferry_machine_basics, ADW_TYPE_PREFERENCES_GROUP)

enum {
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static FerryDiskReport *
get_report (FerryMachineBasics *self)
{
  return ferry_disk_get_report (ferry_machine_get_boot_disk (self->machine));
}

/* What in the disk tells its system, as it calls itself. (nullable) */
static char *
describe_evidence (FerryDiskReport *report)
{
  const char *said = report->system ? report->system : report->evidence;
  g_autofree char *shown = said && *said ? ferry_format_name (said) : NULL;

  /* Translators: %s is what the disk says, “Windows Server 2019” or “/etc/os-release” */
  return shown ? g_strdup_printf (_("From the disk: %s"), shown) : NULL;
}

static void
show_architecture (FerryMachineBasics *self)
{
  FerryDiskReport *report = get_report (self);
  const char *name = ferry_architecture_get_name (ferry_machine_get_architecture (self->machine));
  g_autofree char *evidence = NULL;

  if (report->architecture == NULL)
    evidence = g_strdup (_("The disk does not tell"));
  else if (g_strcmp0 (report->architecture, name) == 0)
    /* Translators: %s is what the disk says, “x86_64” */
    evidence = g_strdup_printf (_("From the disk: %s"), report->architecture);
  else
    /* Translators: %s is what the disk says, “x86_64” */
    evidence = g_strdup_printf (_("The disk’s system is for %s"), report->architecture);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->architecture_row), evidence);
}

static void
show_platform (FerryMachineBasics *self)
{
  FerryDiskReport *report = get_report (self);
  FerryPlatform platform = ferry_machine_get_platform (self->machine);
  const char *guess = ferry_disk_report_guess_platform (report);
  gboolean same = g_strcmp0 (guess, ferry_platform_get_name (platform)) == 0;
  g_autofree char *evidence = NULL;

  if (guess != NULL && report->platform != NULL)
    /* Translators: %s is “Linux” or “Windows” */
    evidence = same ? describe_evidence (report)
                    : g_strdup_printf (_("The disk’s system is %s"), guess);
  if (guess != NULL && same && evidence == NULL)
    evidence = g_strdup (_("As the disk’s partitions suggest"));
  else if (guess != NULL && platform != FERRY_PLATFORM_UNSET && evidence == NULL)
    evidence = g_strdup (_("The disk’s partitions suggest another one"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->platform_row), evidence ? evidence : "");
}

static void
show_type (FerryMachineBasics *self)
{
  const char *name = ferry_machine_get_instance_type (self->machine);
  FerryFactState state = FERRY_FACT_STATE_KNOWN;
  const FerryInstanceType *type = NULL;
  g_autofree char *caption = NULL;

  if (self->facts)
    {
      state = ferry_account_facts_get_state (self->facts, FERRY_FACT_INSTANCE_TYPES);
      type = ferry_account_facts_find_instance_type (self->facts, name);
    }
  if (type)
    caption = ferry_account_choices_describe_type (type);
  else if (state == FERRY_FACT_STATE_DENIED)
    caption = g_strdup (_("This account may not list instance types: type any that you know"));
  else if (state == FERRY_FACT_STATE_FAILED)
    caption = g_strdup (_("The instance types could not be listed"));

  ferry_pick_row_set_state (self->type_row, state);
  ferry_pick_row_set_pickable (self->type_row, state != FERRY_FACT_STATE_PENDING);
  g_object_set (self->type_hint, "caption", caption, NULL);
}

static void
type_open_cb (FerryMachineBasics *self)
{
  const char *zone = ferry_machine_get_zone (self->machine);
  g_autoptr(GListModel) choices = NULL;

  if (self->facts)
    {
      const FerrySubnet *subnet =
        ferry_account_facts_find_subnet (self->facts, ferry_machine_get_subnet_id (self->machine));

      zone = subnet ? subnet->zone : zone;
    }
  choices = ferry_account_choices_list_types (self->facts, self->machine, zone);
  ferry_pick_row_set_choices (self->type_row, choices);
}

static void
retry_cb (FerryMachineBasics *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static FerryRoad
get_road (FerryMachineBasics *self,
          guint               selected)
{
  if (selected == 0)
    return self->first;

  return self->first == FERRY_ROAD_CLASSIC ? FERRY_ROAD_IMAGE : FERRY_ROAD_CLASSIC;
}

static void
road_selected_cb (FerryMachineBasics *self)
{
  guint selected = adw_combo_row_get_selected (self->road_row);

  if (self->machine && selected != GTK_INVALID_LIST_POSITION)
    g_object_set (self->machine, "road", get_road (self, selected), NULL);
}

static void
show_road (FerryMachineBasics *self)
{
  FerryRoad road = ferry_machine_get_road (self->machine);

  adw_combo_row_set_selected (self->road_row, road == self->first ? 0 : 1);
}

/* The advised one first. */
static void
list_roads (FerryMachineBasics *self)
{
  /* Translators: the two ways into EC2: as an instance (ImportInstance) or by an image of it */
  const char *names[] = { C_("road", "Instance"), C_("road", "Image") };
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  FerryMachine *machine = self->machine;

  gtk_string_list_append (list, names[self->first]);
  gtk_string_list_append (list, names[get_road (self, 1)]);

  /* The list's first would be chosen. */
  self->machine = NULL;
  adw_combo_row_set_model (self->road_row, G_LIST_MODEL (list));
  self->machine = machine;
}

/* A road that Ferry cannot take yet is no advice, however few checks block it there. */
static gboolean
is_travelled (FerryRoad road)
{
  return road == FERRY_ROAD_CLASSIC;
}

static const char *
describe_road (FerryRoad    road,
               FerryRoad    advised,
               const guint *n_blocks)
{
  if (!is_travelled (advised))
    return road == advised ? _("Fewer checks block it, but Ferry cannot send images yet")
                           : _("The only road that Ferry can take so far");
  if (road != advised)
    return _("The other one is advised: no more checks block it");
  if (n_blocks[advised] == 0)
    return _("Advised: no check blocks it");

  return _("Advised: no more checks block it than the other one");
}

static void
advise_road (FerryMachineBasics        *self,
             const FerryCheckSituation *situation)
{
  guint n_blocks[2] = { 0, };
  FerryRoad advised = ferry_check_advise_road (self->machine, situation, n_blocks);
  FerryRoad first = is_travelled (advised) ? advised : FERRY_ROAD_CLASSIC;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->road_row),
                               describe_road (ferry_machine_get_road (self->machine), advised,
                                              n_blocks));
  if (first != self->first)
    {
      self->first = first;
      list_roads (self);
    }
  show_road (self);
}

static void
machine_changed_cb (FerryMachineBasics *self)
{
  show_platform (self);
  show_architecture (self);
  show_type (self);
  show_road (self);
}

static void
ferry_machine_basics_dispose (GObject *object)
{
  FerryMachineBasics *self = FERRY_MACHINE_BASICS (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->signals);
  g_clear_object (&self->machine);
  g_clear_object (&self->facts);

  G_OBJECT_CLASS (ferry_machine_basics_parent_class)->dispose (object);
}

static void
ferry_machine_basics_class_init (FerryMachineBasicsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_machine_basics_dispose;

  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_FIELD_HINT);
  g_type_ensure (FERRY_TYPE_PICK_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-machine-basics.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, platform_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, architecture_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, type_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, road_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, name_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, platform_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, architecture_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, type_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineBasics, road_hint);
  gtk_widget_class_bind_template_callback (widget_class, type_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, road_selected_cb);
}

static void
ferry_machine_basics_init (FerryMachineBasics *self)
{
  g_autoptr(GtkListItemFactory) choices = ferry_choices_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_factory (self->platform_row, choices);
  adw_combo_row_set_factory (self->architecture_row, choices);
  adw_combo_row_set_factory (self->road_row, choices);
  ferry_access_name_lists (GTK_WIDGET (self->platform_row), _("Platform"));
  ferry_access_name_lists (GTK_WIDGET (self->architecture_row), _("Architecture"));
  ferry_access_name_lists (GTK_WIDGET (self->road_row), _("Road"));
  list_roads (self);

  self->bindings = g_binding_group_new ();
  ferry_field_bindings_add_text (self->bindings, "name", self->name_row);
  ferry_field_bindings_add_text (self->bindings, "instance-type", self->type_row);
  ferry_field_bindings_add_choice (self->bindings, "platform", self->platform_row);
  ferry_field_bindings_add_choice (self->bindings, "architecture", self->architecture_row);
  self->signals = g_signal_group_new (FERRY_TYPE_MACHINE);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (machine_changed_cb), self);
}

void
ferry_machine_basics_show (FerryMachineBasics *self,
                           FerryMachine       *machine,
                           FerryAccountFacts  *facts)
{
  g_return_if_fail (FERRY_IS_MACHINE_BASICS (self));
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
ferry_machine_basics_show_checks (FerryMachineBasics        *self,
                                  GPtrArray                 *checks,
                                  const FerryCheckSituation *situation)
{
  g_return_if_fail (FERRY_IS_MACHINE_BASICS (self));
  g_return_if_fail (self->machine != NULL);

  ferry_field_hint_take (self->name_hint, checks, FERRY_CHECK_FIELD_NAME);
  ferry_field_hint_take (self->platform_hint, checks, FERRY_CHECK_FIELD_PLATFORM);
  ferry_field_hint_take (self->architecture_hint, checks, FERRY_CHECK_FIELD_ARCHITECTURE);
  ferry_field_hint_take (self->type_hint, checks, FERRY_CHECK_FIELD_INSTANCE_TYPE);
  ferry_field_hint_take (self->road_hint, checks, FERRY_CHECK_FIELD_ROAD);
  advise_road (self, situation);
}

void
ferry_machine_basics_rename (FerryMachineBasics *self)
{
  g_return_if_fail (FERRY_IS_MACHINE_BASICS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  gtk_editable_select_region (GTK_EDITABLE (self->name_row), 0, -1);
}
