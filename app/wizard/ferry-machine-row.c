/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-row.h"

#include "common/ferry-inscription.h"
#include "wizard/ferry-check-text.h"
#include "wizard/ferry-machine-text.h"

#include <glib/gi18n.h>

/* Owned by the list; main thread. The list tells it when to look again. */
struct _FerryMachineRow {
  GtkListBoxRow    parent_instance;

  FerryMachine    *machine;
  char            *spoken;  /* (nullable): what was said last */

  GtkImage        *icon;
  GtkInscription  *name_text;
  GtkInscription  *words_text;
};

G_DEFINE_FINAL_TYPE (FerryMachineRow, ferry_machine_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  DISK_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
drop_cb (FerryMachineRow *self,
         const GValue    *value)
{
  g_signal_emit (self, signals[DISK_DROPPED], 0, g_value_get_object (value));

  return TRUE;
}

static void
ferry_machine_row_finalize (GObject *object)
{
  FerryMachineRow *self = FERRY_MACHINE_ROW (object);

  g_clear_object (&self->machine);
  g_free (self->spoken);

  G_OBJECT_CLASS (ferry_machine_row_parent_class)->finalize (object);
}

static void
ferry_machine_row_class_init (FerryMachineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_machine_row_finalize;

  signals[DISK_DROPPED] = g_signal_new ("disk-dropped", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, FERRY_TYPE_MACHINE_DISK);
}

static GtkInscription *
make_text (const char *style)
{
  GtkInscription *text = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_nat_chars (text, 24);
  gtk_inscription_set_min_chars (text, 8);
  gtk_inscription_set_text_overflow (text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (text), TRUE);
  if (style)
    {
      gtk_widget_add_css_class (GTK_WIDGET (text), "caption");
      gtk_widget_add_css_class (GTK_WIDGET (text), style);
    }

  return text;
}

static void
ferry_machine_row_init (FerryMachineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkDropTarget *target = gtk_drop_target_new (FERRY_TYPE_MACHINE_DISK, GDK_ACTION_MOVE);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->name_text = make_text (NULL);
  self->words_text = make_text ("dim-label");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->name_text));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->words_text));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
ferry_machine_row_new (FerryMachine *machine)
{
  FerryMachineRow *self;

  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  self = g_object_new (FERRY_TYPE_MACHINE_ROW, NULL);
  self->machine = g_object_ref (machine);

  return GTK_WIDGET (self);
}

FerryMachine *
ferry_machine_row_get_machine (FerryMachineRow *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_ROW (self), NULL);

  return self->machine;
}

static void
show_icon (FerryMachineRow  *self,
           const FerryCheck *worst)
{
  static const char *const styles[] = { "error", "warning", "accent", "success" };
  const char *style = worst ? ferry_severity_to_style (worst->severity) : "success";

  gtk_image_set_from_icon_name (self->icon, worst ? ferry_severity_to_icon (worst->severity)
                                                  : "object-select-symbolic");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
}

void
ferry_machine_row_show (FerryMachineRow  *self,
                        const FerryCheck *worst)
{
  gboolean blocked = worst && worst->severity == FERRY_SEVERITY_BLOCKS;
  const char *word = worst ? ferry_severity_to_word (worst->severity) : C_("severity", "Ready");
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (FERRY_IS_MACHINE_ROW (self));

  name = ferry_machine_text_name (self->machine);
  words = blocked ? ferry_check_to_title (worst) : ferry_machine_text_describe (self->machine);
  spoken = g_strjoin (", ", name, word, words, NULL);
  if (g_strcmp0 (spoken, self->spoken) == 0)
    return;

  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
  show_icon (self, worst);
  ferry_inscription_show_name (self->name_text, name);
  ferry_inscription_show (self->words_text, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->spoken, -1);
}
