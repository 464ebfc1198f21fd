/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-checks.h"

#include "common/ferry-access.h"
#include "wizard/ferry-check-text.h"
#include "wizard/ferry-field-hint.h"

#include <glib/gi18n.h>

/* A part of the form, owned by it; main thread. Its rows are made anew where they say something
 * else, which is rare.
 */
struct _FerryMachineChecks {
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;     /* of GtkWidget, owned by the group */
  char                *said;     /* all that the rows say */
};

G_DEFINE_FINAL_TYPE (FerryMachineChecks, ferry_machine_checks, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
make_row (const FerryCheck *check)
{
  g_autofree char *title = ferry_check_to_title (check);
  g_autofree char *advice = ferry_check_to_advice (check);
  GtkWidget *icon = gtk_image_new_from_icon_name (ferry_severity_to_icon (check->severity));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", title,
                                 "subtitle", advice,
                                 NULL);

  gtk_widget_add_css_class (icon, ferry_severity_to_style (check->severity));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ferry_severity_to_word (check->severity),
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  ferry_field_hint_set_fix (GTK_BUTTON (button), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
append (FerryMachineChecks *self,
        GtkWidget          *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
make_notes (guint n_notes)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u Note", "%u Notes", n_notes), n_notes);
  GtkWidget *icon = gtk_image_new_from_icon_name (ferry_severity_to_icon (FERRY_SEVERITY_NOTE));
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "title", title, NULL);

  gtk_widget_add_css_class (icon, ferry_severity_to_style (FERRY_SEVERITY_NOTE));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ferry_severity_to_word (FERRY_SEVERITY_NOTE),
                                  -1);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  ferry_access_name_lists (row, title);

  return row;
}

static char *
join (GPtrArray *checks)
{
  g_autoptr(GString) said = g_string_new (NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *title = ferry_check_to_title (check);
      g_autofree char *advice = ferry_check_to_advice (check);
      g_autofree char *fix = ferry_fix_to_label (check);

      g_string_append_printf (said, "%d %s %s %s\n", check->severity, title, advice,
                              fix ? fix : "");
    }

  return g_string_free (g_steal_pointer (&said), FALSE);
}

static void
ferry_machine_checks_finalize (GObject *object)
{
  FerryMachineChecks *self = FERRY_MACHINE_CHECKS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->said);

  G_OBJECT_CLASS (ferry_machine_checks_parent_class)->finalize (object);
}

static void
ferry_machine_checks_class_init (FerryMachineChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_machine_checks_finalize;
}

static void
ferry_machine_checks_init (FerryMachineChecks *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Checks"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static guint
count_notes (GPtrArray *checks)
{
  guint n_notes = 0;

  for (guint i = 0; i < checks->len; i++)
    if (((FerryCheck *) g_ptr_array_index (checks, i))->severity == FERRY_SEVERITY_NOTE)
      n_notes++;

  return n_notes;
}

static void
fill (FerryMachineChecks *self,
      GPtrArray          *checks)
{
  guint n_notes = count_notes (checks);
  GtkWidget *notes = n_notes > 0 ? make_notes (n_notes) : NULL;

  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      if (check->severity == FERRY_SEVERITY_NOTE)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (notes), make_row (check));
      else
        append (self, make_row (check));
    }
  if (notes)
    append (self, notes);
}

void
ferry_machine_checks_show (FerryMachineChecks *self,
                           GPtrArray          *checks)
{
  g_autofree char *said = NULL;

  g_return_if_fail (FERRY_IS_MACHINE_CHECKS (self));
  g_return_if_fail (checks != NULL);

  said = join (checks);
  gtk_widget_set_visible (GTK_WIDGET (self), checks->len > 0);
  if (g_strcmp0 (said, self->said) == 0)
    return;

  g_free (self->said);
  self->said = g_steal_pointer (&said);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  fill (self, checks);
}
