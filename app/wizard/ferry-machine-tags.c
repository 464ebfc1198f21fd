/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-tags.h"

#include "common/ferry-access.h"
#include "common/ferry-focus.h"
#include "wizard/ferry-field-hint.h"
#include "wizard/ferry-tag-row.h"

#include <glib/gi18n.h>

/* A part of the form, owned by it; main thread. The rows are what is typed, the machine has the
 * same; what comes from elsewhere, an undo say, is written into the rows.
 */
struct _FerryMachineTags {
  AdwPreferencesGroup  parent_instance;

  FerryMachine        *machine;  /* (nullable) */
  GSignalGroup        *signals;
  GPtrArray           *rows;     /* of FerryTagRow, owned by the group */
  gboolean             filling;

  GtkWidget           *add_button;
  FerryFieldHint      *hint;
};

G_DEFINE_FINAL_TYPE (FerryMachineTags, ferry_machine_tags, ADW_TYPE_PREFERENCES_GROUP)

static char **
collect (FerryMachineTags *self)
{
  g_autoptr(GStrvBuilder) tags = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      FerryTagRow *row = g_ptr_array_index (self->rows, i);

      g_strv_builder_add (tags, ferry_tag_row_get_key (row));
      g_strv_builder_add (tags, ferry_tag_row_get_value (row));
    }

  return g_strv_builder_end (tags);
}

static void
changed_cb (FerryMachineTags *self)
{
  g_auto(GStrv) tags = NULL;

  if (self->filling || self->machine == NULL)
    return;

  tags = collect (self);
  g_object_set (self->machine, "tags", tags, NULL);
}

/* The focus must not go with the row. */
static void
take_away (FerryMachineTags *self,
           guint             index)
{
  GtkWidget *row = g_ptr_array_index (self->rows, index);

  if (ferry_focus_is_in (row))
    gtk_widget_grab_focus (self->add_button);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_remove_index (self->rows, index);
}

static void
remove_cb (FerryMachineTags *self,
           FerryTagRow      *row)
{
  guint index;

  if (!g_ptr_array_find (self->rows, row, &index))
    return;

  take_away (self, index);
  changed_cb (self);
}

static FerryTagRow *
add_row (FerryMachineTags *self)
{
  GtkWidget *row = ferry_tag_row_new ();

  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (row, "remove", G_CALLBACK (remove_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);

  return FERRY_TAG_ROW (row);
}

static void
add_cb (FerryMachineTags *self)
{
  FerryTagRow *row = add_row (self);

  changed_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
fill (FerryMachineTags *self)
{
  const char *const *tags = self->machine ? ferry_machine_get_tags (self->machine) : NULL;
  g_auto(GStrv) typed = collect (self);
  guint n_tags = tags ? g_strv_length ((char **) tags) / 2 : 0;

  if (tags && g_strv_equal (tags, (const char *const *) typed))
    return;

  self->filling = TRUE;
  while (self->rows->len > n_tags)
    take_away (self, self->rows->len - 1);
  while (self->rows->len < n_tags)
    add_row (self);
  for (guint i = 0; i < n_tags; i++)
    ferry_tag_row_set (g_ptr_array_index (self->rows, i), tags[2 * i], tags[2 * i + 1]);
  self->filling = FALSE;
}

static void
ferry_machine_tags_dispose (GObject *object)
{
  FerryMachineTags *self = FERRY_MACHINE_TAGS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (ferry_machine_tags_parent_class)->dispose (object);
}

static void
ferry_machine_tags_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_MACHINE_TAGS (object)->rows);

  G_OBJECT_CLASS (ferry_machine_tags_parent_class)->finalize (object);
}

static void
ferry_machine_tags_class_init (FerryMachineTagsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_machine_tags_dispose;
  object_class->finalize = ferry_machine_tags_finalize;
}

static void
ferry_machine_tags_init (FerryMachineTags *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Tags"));

  self->add_button = gtk_button_new_with_mnemonic (_("A_dd Tag"));
  ferry_access_name_once (self->add_button);
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->add_button, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);

  self->hint = g_object_new (FERRY_TYPE_FIELD_HINT, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->hint));

  self->signals = g_signal_group_new (FERRY_TYPE_MACHINE);
  g_signal_group_connect_swapped (self->signals, "notify::tags", G_CALLBACK (fill), self);
}

void
ferry_machine_tags_show (FerryMachineTags *self,
                         FerryMachine     *machine)
{
  g_return_if_fail (FERRY_IS_MACHINE_TAGS (self));
  g_return_if_fail (machine == NULL || FERRY_IS_MACHINE (machine));

  g_set_object (&self->machine, machine);
  g_signal_group_set_target (self->signals, machine);
  fill (self);
}

void
ferry_machine_tags_show_checks (FerryMachineTags *self,
                                GPtrArray        *checks)
{
  g_return_if_fail (FERRY_IS_MACHINE_TAGS (self));

  ferry_field_hint_take (self->hint, checks, FERRY_CHECK_FIELD_TAGS);
}
