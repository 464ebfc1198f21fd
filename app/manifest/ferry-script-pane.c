/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-script-pane.h"

#include "common/ferry-choices.h"
#include "common/ferry-placeholder.h"
#include "manifest/ferry-script-saver.h"
#include "manifest/ferry-source-pane.h"

#include <glib/gi18n.h>
#include <string.h>

/* A view would stall over more; a file does not. */
#define MOST_SHOWN (1024 * 1024)

/* Owned by the Review page; main thread. The page shows its plan anew whenever something has
 * changed; the text is replaced only where it is another one, so that it stays where it is read.
 */
struct _FerryScriptPane {
  AdwBin            parent_instance;

  FerryPlan        *plan;      /* (nullable) */
  FerryMachine     *machine;   /* (nullable) */
  GPtrArray        *zones;     /* (nullable) */
  char             *endpoint;  /* (nullable) */
  char             *script;    /* (nullable): that is shown, or could be saved */
  FerryScriptSaver *saver;

  GtkDropDown      *kind_choice;
  GtkDropDown      *scope_choice;
  GtkLabel         *note;
  GtkStack         *stack;
  FerryPlaceholder *placeholder;
  FerrySourcePane  *source_pane;
};

G_DEFINE_FINAL_TYPE (FerryScriptPane, ferry_script_pane, ADW_TYPE_BIN)

typedef enum {
  SCOPE_MACHINE,
  SCOPE_PLAN,
} Scope;

static FerryScriptKind
get_kind (FerryScriptPane *self)
{
  return (FerryScriptKind) gtk_drop_down_get_selected (self->kind_choice);
}

/* The one machine, or %NULL for all. */
static FerryMachine *
get_machine (FerryScriptPane *self)
{
  gboolean all = gtk_drop_down_get_selected (self->scope_choice) == SCOPE_PLAN &&
                 ferry_plan_get_n_machines (self->plan) > 1;

  return all ? NULL : self->machine;
}

static guint
count_left_out (FerryScriptPane *self)
{
  FerryMachine *machine = get_machine (self);
  guint n = 0;

  for (guint i = 0; i < ferry_plan_get_n_machines (self->plan); i++)
    {
      FerryMachine *other = ferry_plan_get_machine (self->plan, i);

      if ((machine == NULL || other == machine) &&
          !ferry_script_takes (get_kind (self), ferry_machine_get_road (other)))
        n++;
    }

  return n;
}

static const char *
describe_kind (FerryScriptKind kind)
{
  switch (kind)
    {
    case FERRY_SCRIPT_CLI:
      return _("For machines that are imported as images. The AWS CLI has no ImportInstance, so it "
               "cannot import from a manifest.");

    case FERRY_SCRIPT_POWERSHELL:
      return _("For machines that are imported as images. The cmdlet for ImportInstance is gone "
               "from AWS Tools for PowerShell, so they cannot import from a manifest.");

    case FERRY_SCRIPT_SHELL:
    default:
      return _("Imports from a manifest, as Ferry itself does. It needs bash and curl.");
    }
}

static void
show_note (FerryScriptPane *self)
{
  guint n_left_out = count_left_out (self);
  g_autofree char *left_out = NULL;
  g_autofree char *text = NULL;

  /* Where none is in it, the placeholder says so. */
  if (n_left_out > 0 && self->script != NULL)
    {
      left_out = g_strdup_printf (ngettext ("%u machine travels another road and is not in it.",
                                            "%u machines travel another road and are not in it.",
                                            n_left_out),
                                  n_left_out);
      text = g_strdup_printf ("%s %s", describe_kind (get_kind (self)), left_out);
    }

  gtk_label_set_label (self->note, text ? text : describe_kind (get_kind (self)));
}

static const char *
get_language (FerryScriptKind kind)
{
  return kind == FERRY_SCRIPT_POWERSHELL ? "powershell" : "sh";
}

static void
show_nothing (FerryScriptPane *self)
{
  if (count_left_out (self) > 0)
    ferry_placeholder_show_message (self->placeholder, "text-x-generic-symbolic",
                                    _("Not for This Road"),
                                    get_kind (self) == FERRY_SCRIPT_SHELL
                                      ? _("What is imported as an image can be moved with the AWS "
                                          "CLI or with PowerShell")
                                      : _("What is imported from a manifest can be moved with the "
                                          "shell script"),
                                    NULL);
  else
    ferry_placeholder_show_message (self->placeholder, "document-edit-symbolic",
                                    _("Nothing to Show Yet"),
                                    _("What blocks the import is listed under Checks"), NULL);
}

static void
show_script (FerryScriptPane *self)
{
  gboolean shown = self->script != NULL && strlen (self->script) <= MOST_SHOWN;

  if (self->script == NULL)
    show_nothing (self);
  else if (!shown)
    ferry_placeholder_show_message (self->placeholder, "text-x-generic-symbolic",
                                    _("Too Long to Show"),
                                    _("Save the script, and read it in an editor"), NULL);

  if (shown)
    ferry_source_pane_show_program (self->source_pane, self->script,
                                    get_language (get_kind (self)),
                                    _("Without keys and links"));
  else
    ferry_source_pane_clear (self->source_pane);
  gtk_stack_set_visible_child (self->stack, shown ? GTK_WIDGET (self->source_pane)
                                                  : GTK_WIDGET (self->placeholder));
}

static void
update (FerryScriptPane *self)
{
  g_autofree char *script = NULL;

  if (self->plan == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  script = ferry_script_new (self->plan, get_machine (self), get_kind (self), self->zones,
                             self->endpoint, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "script.save", script != NULL);
  if (script == NULL || g_strcmp0 (script, self->script) != 0)
    {
      g_free (self->script);
      self->script = g_steal_pointer (&script);
      show_script (self);
    }
  show_note (self);
}

static void
save_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerryScriptPane *self = FERRY_SCRIPT_PANE (widget);
  g_autofree char *name = NULL;

  if (self->script == NULL)
    return;

  name = ferry_script_dup_name (self->plan, get_kind (self));
  ferry_script_saver_ask (self->saver, name, self->script,
                          get_kind (self) != FERRY_SCRIPT_POWERSHELL);
}

/* The kind that moves the machine, where another one is chosen that does not. */
static void
choose_kind (FerryScriptPane *self)
{
  FerryRoad road = ferry_machine_get_road (self->machine);

  if (!ferry_script_takes (get_kind (self), road))
    gtk_drop_down_set_selected (self->kind_choice,
                                road == FERRY_ROAD_CLASSIC ? FERRY_SCRIPT_SHELL
                                                           : FERRY_SCRIPT_CLI);
}

void
ferry_script_pane_show (FerryScriptPane *self,
                        FerryPlan       *plan,
                        FerryMachine    *machine,
                        GPtrArray       *zones,
                        const char      *endpoint)
{
  g_return_if_fail (FERRY_IS_SCRIPT_PANE (self));
  g_return_if_fail (FERRY_IS_PLAN (plan));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (zones != NULL);

  g_set_object (&self->plan, plan);
  g_clear_pointer (&self->zones, g_ptr_array_unref);
  self->zones = g_ptr_array_ref (zones);
  g_free (self->endpoint);
  self->endpoint = g_strdup (endpoint);
  gtk_widget_set_visible (GTK_WIDGET (self->scope_choice), ferry_plan_get_n_machines (plan) > 1);
  if (g_set_object (&self->machine, machine))
    choose_kind (self);

  update (self);
}

void
ferry_script_pane_clear (FerryScriptPane *self)
{
  g_return_if_fail (FERRY_IS_SCRIPT_PANE (self));

  g_clear_object (&self->plan);
  g_clear_object (&self->machine);
  g_clear_pointer (&self->zones, g_ptr_array_unref);
  g_clear_pointer (&self->endpoint, g_free);
  g_clear_pointer (&self->script, g_free);
  ferry_source_pane_clear (self->source_pane);
}

static void
ferry_script_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_script_pane_parent_class)->map (widget);

  update (FERRY_SCRIPT_PANE (widget));
}

static void
ferry_script_pane_dispose (GObject *object)
{
  FerryScriptPane *self = FERRY_SCRIPT_PANE (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->machine);
  g_clear_pointer (&self->zones, g_ptr_array_unref);
  g_clear_pointer (&self->endpoint, g_free);
  g_clear_pointer (&self->script, g_free);
  g_clear_object (&self->saver);

  G_OBJECT_CLASS (ferry_script_pane_parent_class)->dispose (object);
}

static void
ferry_script_pane_class_init (FerryScriptPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_script_pane_dispose;
  widget_class->map = ferry_script_pane_map;

  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_SOURCE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-script-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryScriptPane, kind_choice);
  gtk_widget_class_bind_template_child (widget_class, FerryScriptPane, note);
  gtk_widget_class_bind_template_child (widget_class, FerryScriptPane, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryScriptPane, scope_choice);
  gtk_widget_class_bind_template_child (widget_class, FerryScriptPane, source_pane);
  gtk_widget_class_bind_template_child (widget_class, FerryScriptPane, stack);

  gtk_widget_class_install_action (widget_class, "script.save", NULL, save_cb);
}

static void
ferry_script_pane_init (FerryScriptPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  ferry_choices_set_up (self->kind_choice, _("Kind of Script"));
  ferry_choices_set_up (self->scope_choice, _("Machines in the Script"));
  self->saver = ferry_script_saver_new (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "script.save", FALSE);
  g_signal_connect_object (self->kind_choice, "notify::selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scope_choice, "notify::selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}
