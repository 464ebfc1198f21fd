/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-more.h"

#include "common/ferry-access.h"
#include "common/ferry-choices.h"
#include "wizard/ferry-field-bindings.h"
#include "wizard/ferry-field-hint.h"
#include "wizard/ferry-user-data.h"

#include <glib/gi18n.h>

/* A part of the form, owned by it; main thread. */
struct _FerryMachineMore {
  AdwPreferencesGroup   parent_instance;

  FerryMachine         *machine;  /* (nullable) */
  GBindingGroup        *bindings;
  GSignalGroup         *signals;
  GtkFileChooserNative *chooser;  /* (nullable): while it is open */
  FerryMachine         *chosen;   /* (nullable): whom it was opened for */

  AdwComboRow          *tenancy_row;
  AdwComboRow          *shutdown_row;
  GtkSwitch            *monitoring_switch;
  AdwActionRow         *user_data_row;
  GtkWidget            *clear_button;
  GtkWidget            *choose_button;
  AdwEntryRow          *description_row;
  AdwComboRow          *afterwards_row;
  FerryFieldHint       *tenancy_hint;
  FerryFieldHint       *shutdown_hint;
  FerryFieldHint       *user_data_hint;
};

G_DEFINE_FINAL_TYPE (FerryMachineMore, ferry_machine_more, ADW_TYPE_PREFERENCES_GROUP)

static void
show_user_data (FerryMachineMore *self)
{
  const char *reference = ferry_machine_get_user_data (self->machine);
  g_autofree char *words = ferry_user_data_describe (reference);

  adw_action_row_set_subtitle (self->user_data_row, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->user_data_row), words);
  gtk_widget_set_visible (self->clear_button, *reference != '\0');
}

static void
clear_cb (FerryMachineMore *self)
{
  /* The button goes, and the focus must not. */
  gtk_widget_grab_focus (self->choose_button);
  g_object_set (self->machine, "user-data", "", NULL);
}

static void
chosen_cb (FerryMachineMore *self,
           int               response)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    {
      g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

      g_object_set (self->chosen, "user-data", uri, NULL);
    }
  g_clear_object (&self->chosen);
  g_clear_object (&self->chooser);
}

/* Only the reference is kept: what is in it may be a secret. */
static void
choose_cb (FerryMachineMore *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser == NULL)
    {
      self->chooser = gtk_file_chooser_native_new (_("Choose User Data"), GTK_WINDOW (root),
                                                   GTK_FILE_CHOOSER_ACTION_OPEN,
                                                   _("_Choose"), NULL);
      gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
      g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      self->chosen = g_object_ref (self->machine);
    }
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
ferry_machine_more_dispose (GObject *object)
{
  FerryMachineMore *self = FERRY_MACHINE_MORE (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->signals);
  g_clear_object (&self->machine);
  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (ferry_machine_more_parent_class)->dispose (object);
}

static void
ferry_machine_more_class_init (FerryMachineMoreClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_machine_more_dispose;

  g_type_ensure (FERRY_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-machine-more.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, tenancy_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, shutdown_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, monitoring_switch);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, user_data_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, clear_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, choose_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, description_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, afterwards_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, tenancy_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, shutdown_hint);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineMore, user_data_hint);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
ferry_machine_more_init (FerryMachineMore *self)
{
  g_autoptr(GtkListItemFactory) choices = ferry_choices_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_factory (self->tenancy_row, choices);
  adw_combo_row_set_factory (self->shutdown_row, choices);
  adw_combo_row_set_factory (self->afterwards_row, choices);
  ferry_access_name_lists (GTK_WIDGET (self->tenancy_row), _("Tenancy"));
  ferry_access_name_lists (GTK_WIDGET (self->shutdown_row), _("When It Shuts Down"));
  ferry_access_name_lists (GTK_WIDGET (self->afterwards_row), _("Disks in the Bucket"));

  self->bindings = g_binding_group_new ();
  ferry_field_bindings_add_choice (self->bindings, "tenancy", self->tenancy_row);
  ferry_field_bindings_add_choice (self->bindings, "shutdown", self->shutdown_row);
  ferry_field_bindings_add_choice (self->bindings, "afterwards", self->afterwards_row);
  ferry_field_bindings_add_text (self->bindings, "description", self->description_row);
  g_binding_group_bind (self->bindings, "monitoring", self->monitoring_switch, "active",
                        G_BINDING_BIDIRECTIONAL);
  self->signals = g_signal_group_new (FERRY_TYPE_MACHINE);
  g_signal_group_connect_swapped (self->signals, "notify::user-data", G_CALLBACK (show_user_data),
                                  self);
}

void
ferry_machine_more_show (FerryMachineMore *self,
                         FerryMachine     *machine)
{
  g_return_if_fail (FERRY_IS_MACHINE_MORE (self));
  g_return_if_fail (machine == NULL || FERRY_IS_MACHINE (machine));

  g_set_object (&self->machine, machine);
  g_binding_group_set_source (self->bindings, machine);
  g_signal_group_set_target (self->signals, machine);
  if (machine)
    show_user_data (self);
}

void
ferry_machine_more_show_checks (FerryMachineMore *self,
                                GPtrArray        *checks)
{
  g_return_if_fail (FERRY_IS_MACHINE_MORE (self));

  ferry_field_hint_take (self->tenancy_hint, checks, FERRY_CHECK_FIELD_TENANCY);
  ferry_field_hint_take (self->shutdown_hint, checks, FERRY_CHECK_FIELD_SHUTDOWN);
  ferry_field_hint_take (self->user_data_hint, checks, FERRY_CHECK_FIELD_USER_DATA);
}
