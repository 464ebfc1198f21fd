/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-page.h"

#include "common/ferry-access.h"
#include "common/ferry-choices.h"
#include "common/ferry-format.h"
#include "wizard/ferry-check-text.h"
#include "wizard/ferry-field-hint.h"

#include <glib/gi18n.h>

/* What a new machine's volume has at least, ferry_machine_new(); the sentence names it. */
#define ADVISED_SIZE 8

/* The Machine page of the wizard, owned by the frame; main thread. The bindings follow the
 * migration's plan: another disk makes another plan, and with it another machine in these fields.
 * Checks about the disk or the region are the Review page's business.
 */
struct _FerryMachinePage {
  FerryWizardPage       parent_instance;

  GBindingGroup        *bindings;  /* machine's properties ↔ fields */
  GBindingGroup        *disk_bindings;
  GSignalGroup         *machine_signals;

  AdwPreferencesGroup  *group;
  AdwEntryRow          *name_row;
  AdwComboRow          *platform_row;
  AdwComboRow          *architecture_row;
  AdwEntryRow          *type_row;
  GtkMenuButton        *type_button;
  AdwEntryRow          *subnet_row;
  AdwActionRow         *disk_row;
  GtkAdjustment        *volume_size;
  FerryFieldHint       *name_hint;
  FerryFieldHint       *platform_hint;
  FerryFieldHint       *architecture_hint;
  FerryFieldHint       *type_hint;
  FerryFieldHint       *subnet_hint;
  FerryFieldHint       *volume_hint;
  GMenuModel           *linux_types;
  GMenuModel           *windows_types;
};

G_DEFINE_FINAL_TYPE (FerryMachinePage, ferry_machine_page, FERRY_TYPE_WIZARD_PAGE)

static void
show_checks (FerryMachinePage *self,
             GPtrArray        *checks)
{
  const struct {
    FerryCheckField  field;
    FerryFieldHint  *hint;
  } fields[] = {
    { FERRY_CHECK_FIELD_NAME, self->name_hint },
    { FERRY_CHECK_FIELD_PLATFORM, self->platform_hint },
    { FERRY_CHECK_FIELD_ARCHITECTURE, self->architecture_hint },
    { FERRY_CHECK_FIELD_INSTANCE_TYPE, self->type_hint },
    { FERRY_CHECK_FIELD_SUBNET, self->subnet_hint },
    { FERRY_CHECK_FIELD_VOLUME, self->volume_hint },
  };
  g_autofree char *reason = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const FerryCheck *check = ferry_check_find (checks, fields[i].field);

      ferry_field_hint_set_check (fields[i].hint, check);
      if (reason == NULL && check != NULL && check->severity == FERRY_SEVERITY_BLOCKS)
        reason = ferry_check_to_title (check);
    }

  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), reason == NULL, reason);
}

static void
check_fields (FerryMachinePage *self)
{
  FerryMigration *migration = ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
  FerryPlan *plan = ferry_migration_get_plan (migration);
  FerryClient *client = ferry_migration_get_client (migration);
  FerryCheckSituation situation = { 0, };
  const char *subnet = gtk_editable_get_text (GTK_EDITABLE (self->subnet_row));
  g_autoptr(GPtrArray) checks = NULL;

  g_object_set (self->subnet_hint,
                "caption", *subnet ? NULL : _("Left empty, the machine goes to the default VPC."),
                NULL);
  if (plan == NULL)
    {
      ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE, _("Choose a disk first"));
      return;
    }

  situation.rehearsal = client != NULL
    && ferry_account_is_rehearsal (ferry_client_get_account (client));
  checks = ferry_check_plan (plan, &situation);
  show_checks (self, checks);
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
show_architecture (FerryMachinePage *self,
                   FerryMachine     *machine)
{
  FerryDiskReport *report = ferry_disk_get_report (ferry_machine_get_boot_disk (machine));
  const char *name = ferry_architecture_get_name (ferry_machine_get_architecture (machine));
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
show_platform (FerryMachinePage *self,
               FerryMachine     *machine)
{
  FerryDiskReport *report = ferry_disk_get_report (ferry_machine_get_boot_disk (machine));
  FerryPlatform platform = ferry_machine_get_platform (machine);
  const char *guess = ferry_disk_report_guess_platform (report);
  gboolean same = g_strcmp0 (guess, ferry_platform_get_name (platform)) == 0;
  g_autofree char *evidence = NULL;

  if (guess != NULL && report->platform != NULL)
    evidence = same ? describe_evidence (report)
                    : g_strdup_printf (_("The disk’s system is %s"), guess);
  if (guess != NULL && same && evidence == NULL)
    evidence = g_strdup (_("As the disk’s partitions suggest"));
  else if (guess != NULL && platform != FERRY_PLATFORM_UNSET && evidence == NULL)
    evidence = g_strdup (_("The disk’s partitions suggest another one"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->platform_row), evidence ? evidence : "");
  gtk_menu_button_set_menu_model (self->type_button,
                                  platform == FERRY_PLATFORM_WINDOWS
                                    ? self->windows_types : self->linux_types);
}

static void
machine_changed_cb (FerryMachinePage *self,
                    const char       *what,
                    FerryMachine     *machine)
{
  show_platform (self, machine);
  show_architecture (self, machine);
  check_fields (self);
}

static void
show_disk (FerryMachinePage *self,
           FerryDisk        *disk)
{
  guint64 need = ferry_disk_report_get_volume_size (ferry_disk_get_report (disk));
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, need);
  g_autofree char *region = ferry_format_region (ferry_disk_get_region (disk));
  g_autofree char *plain = NULL;
  g_autofree char *description = NULL;
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;

  /* Translators: the first %s is a region, "Europe (Ireland)"; the second a bucket’s name. */
  plain = g_strdup_printf (_("%s, the region of %s"), region, ferry_disk_get_bucket (disk));
  description = g_markup_escape_text (plain, -1);
  adw_preferences_group_set_description (self->group, description);

  if (need > 0)
    /* Translators: %s is a number; GiB is 1024³ bytes. */
    subtitle = g_strdup_printf (need < ADVISED_SIZE
                                  ? _("8 GiB advised for a boot volume, at least %s GiB")
                                  : _("Boot, at least %s GiB"),
                                number);
  else
    subtitle = g_strdup (_("Boot, size not known"));
  name = ferry_format_name (ferry_disk_get_name (disk));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->disk_row), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->disk_row), name);
  adw_action_row_set_subtitle (self->disk_row, subtitle);
  gtk_adjustment_set_lower (self->volume_size, MAX (need, 1));
}

static void
show_plan (FerryMachinePage *self)
{
  FerryMigration *migration = ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
  FerryPlan *plan = ferry_migration_get_plan (migration);
  FerryMachine *machine = plan != NULL ? ferry_plan_get_machine (plan, 0) : NULL;

  /* The old machine is let go first: the disk's lower bound must not be written into it. */
  g_binding_group_set_source (self->bindings, NULL);
  g_binding_group_set_source (self->disk_bindings, NULL);
  g_signal_group_set_target (self->machine_signals, NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->group), machine != NULL);
  if (machine != NULL)
    {
      show_disk (self, ferry_machine_get_boot_disk (machine));
      show_platform (self, machine);
      show_architecture (self, machine);
      g_binding_group_set_source (self->bindings, machine);
      g_binding_group_set_source (self->disk_bindings, ferry_machine_get_disk (machine, 0));
      g_signal_group_set_target (self->machine_signals, machine);
    }

  check_fields (self);
}

static void
choose_type_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->type_row), g_variant_get_string (parameter, NULL));
}

static gboolean
enum_to_selected_cb (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  g_value_set_uint (to, g_value_get_enum (from));
  return TRUE;
}

static gboolean
selected_to_enum_cb (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  if (g_value_get_uint (from) == GTK_INVALID_LIST_POSITION)
    return FALSE;

  g_value_set_enum (to, (int) g_value_get_uint (from));
  return TRUE;
}

static void
bind_fields (FerryMachinePage *self)
{
  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "name",
                        self->name_row, "text", G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->bindings, "instance-type",
                        self->type_row, "text", G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->bindings, "subnet-id",
                        self->subnet_row, "text", G_BINDING_BIDIRECTIONAL);
  self->disk_bindings = g_binding_group_new ();
  g_binding_group_bind (self->disk_bindings, "size",
                        self->volume_size, "value", G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind_full (self->bindings, "platform",
                             self->platform_row, "selected", G_BINDING_BIDIRECTIONAL,
                             enum_to_selected_cb, selected_to_enum_cb, NULL, NULL);
  g_binding_group_bind_full (self->bindings, "architecture",
                             self->architecture_row, "selected", G_BINDING_BIDIRECTIONAL,
                             enum_to_selected_cb, selected_to_enum_cb, NULL, NULL);
}

static void
ferry_machine_page_enter (FerryWizardPage *page)
{
  check_fields (FERRY_MACHINE_PAGE (page));
}

static void
ferry_machine_page_constructed (GObject *object)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (object);
  FerryMigration *migration;

  G_OBJECT_CLASS (ferry_machine_page_parent_class)->constructed (object);

  migration = ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
  g_signal_connect_object (migration, "notify::plan", G_CALLBACK (show_plan), self,
                           G_CONNECT_SWAPPED);
  show_plan (self);
}

static void
ferry_machine_page_dispose (GObject *object)
{
  FerryMachinePage *self = FERRY_MACHINE_PAGE (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->disk_bindings);
  g_clear_object (&self->machine_signals);

  G_OBJECT_CLASS (ferry_machine_page_parent_class)->dispose (object);
}

static void
ferry_machine_page_class_init (FerryMachinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_machine_page_constructed;
  object_class->dispose = ferry_machine_page_dispose;
  FERRY_WIZARD_PAGE_CLASS (klass)->enter = ferry_machine_page_enter;

  g_type_ensure (FERRY_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-machine-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, group);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, platform_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, architecture_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, type_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, type_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, subnet_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, disk_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, volume_size);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, name_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, platform_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, architecture_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, type_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, subnet_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, volume_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, linux_types);
  gtk_widget_class_bind_template_child (widget_class, FerryMachinePage, windows_types);

  gtk_widget_class_install_action (widget_class, "machine.choose-type", "s", choose_type_cb);
}

static void
ferry_machine_page_init (FerryMachinePage *self)
{
  g_autoptr(GtkListItemFactory) choices = ferry_choices_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_factory (self->platform_row, choices);
  adw_combo_row_set_factory (self->architecture_row, choices);
  ferry_access_name_lists (GTK_WIDGET (self->platform_row), _("Platform"));
  ferry_access_name_lists (GTK_WIDGET (self->architecture_row), _("Architecture"));

  bind_fields (self);
  self->machine_signals = g_signal_group_new (FERRY_TYPE_MACHINE);
  g_signal_group_connect_swapped (self->machine_signals, "changed",
                                  G_CALLBACK (machine_changed_cb), self);
}

GtkWidget *
ferry_machine_page_new (FerryMigration *migration)
{
  return g_object_new (FERRY_TYPE_MACHINE_PAGE, "migration", migration, NULL);
}
