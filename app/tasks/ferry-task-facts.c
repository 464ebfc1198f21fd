/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-facts.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

typedef enum {
  FACT_INSTANCE,
  FACT_VOLUME,
  FACT_REACH,
  FACT_TASK,
  FACT_DISK,
  FACT_REGION,
  N_FACTS,
} Fact;

static const struct {
  const char *title;
  const char *action;   /* NULL: nobody needs to copy it */
  const char *copy;
} facts[] = {
  [FACT_INSTANCE] = { N_("Instance"), "task.copy-instance-id", N_("Copy Instance ID") },
  [FACT_VOLUME] = { N_("Volume"), "task.copy-volume-id", N_("Copy Volume ID") },
  [FACT_REACH] = { N_("Access"), NULL, NULL },
  [FACT_TASK] = { N_("Task"), "task.copy-task-id", N_("Copy Task ID") },
  [FACT_DISK] = { N_("Disk"), NULL, NULL },
  [FACT_REGION] = { N_("Region"), NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (facts) == N_FACTS);

/* Its lines are made once and only come and go. */
struct _FerryTaskFacts {
  GtkGrid    parent_instance;

  GtkWidget *titles[N_FACTS];
  GtkWidget *values[N_FACTS];
  GtkWidget *buttons[N_FACTS];  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryTaskFacts, ferry_task_facts, GTK_TYPE_GRID)

static void
show_fact (FerryTaskFacts *self,
           Fact            fact,
           const char     *value)
{
  gtk_widget_set_visible (self->titles[fact], value != NULL);
  gtk_widget_set_visible (self->values[fact], value != NULL);
  if (self->buttons[fact] != NULL)
    gtk_widget_set_visible (self->buttons[fact], value != NULL);
  if (value != NULL && g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->values[fact])), value) != 0)
    gtk_label_set_label (GTK_LABEL (self->values[fact]), value);
}

/* EC2 leaves a landed instance stopped. A data disk becomes none. (transfer full) (nullable) */
static char *
describe_instance (FerryTask *task)
{
  const char *id = ferry_task_get_instance_id (task);

  if (ferry_task_get_disk_name (task) != NULL)
    return NULL;
  if (ferry_task_get_state (task) != FERRY_TASK_LANDED)
    return g_strdup (id);

  /* Translators: %s is the ID of an instance, which EC2 leaves stopped */
  return id != NULL ? g_strdup_printf (_("%s, stopped"), id) : g_strdup (_("not known"));
}

/* (nullable): while there is nothing to reach */
static const char *
describe_reach (FerryTask *task)
{
  if (ferry_task_get_state (task) != FERRY_TASK_LANDED)
    return NULL;
  if (ferry_task_get_disk_name (task) != NULL)
    return _("Attach it in EC2 to the machine’s instance, before you start that");

  return _("Start it in EC2, then use its private address from inside the VPC");
}

static GtkWidget *
make_button (Fact fact)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), facts[fact].action);
  gtk_widget_set_tooltip_text (button, _(facts[fact].copy));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(facts[fact].copy),
                                  -1);

  return button;
}

static void
add_fact (FerryTaskFacts *self,
          Fact            fact)
{
  GtkGrid *grid = GTK_GRID (self);
  GtkWidget *title = gtk_label_new (_(facts[fact].title));
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_hexpand (value, TRUE);

  gtk_grid_attach (grid, title, 0, fact, 1, 1);
  if (facts[fact].action != NULL)
    {
      self->buttons[fact] = make_button (fact);
      gtk_grid_attach (grid, value, 1, fact, 1, 1);
      gtk_grid_attach (grid, self->buttons[fact], 2, fact, 1, 1);
    }
  else
    {
      gtk_widget_set_valign (title, GTK_ALIGN_START);
      gtk_grid_attach (grid, value, 1, fact, 2, 1);
    }
  self->titles[fact] = title;
  self->values[fact] = value;
}

static void
ferry_task_facts_class_init (FerryTaskFactsClass *klass)
{
}

static void
ferry_task_facts_init (FerryTaskFacts *self)
{
  gtk_grid_set_column_spacing (GTK_GRID (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "inset");
  gtk_widget_add_css_class (GTK_WIDGET (self), "task-facts");
  for (Fact fact = 0; fact < N_FACTS; fact++)
    add_fact (self, fact);
}

void
ferry_task_facts_show (FerryTaskFacts *self,
                       FerryTaskItem  *item)
{
  FerryTask *task = ferry_task_item_get_task (item, 0);
  gboolean alone = !ferry_task_item_is_machine (item);
  gboolean landed = ferry_task_get_state (task) == FERRY_TASK_LANDED;
  const char *source = alone ? ferry_task_get_source (task) : NULL;
  const char *volume = alone ? ferry_task_get_volume_id (task) : NULL;
  g_autofree char *instance = alone ? describe_instance (task)
                                    : g_strdup (ferry_task_item_get_instance_id (item));
  g_autofree char *disk = source != NULL ? ferry_format_name (source) : NULL;
  g_autofree char *region = ferry_format_region (ferry_task_get_region (task));

  g_return_if_fail (FERRY_IS_TASK_FACTS (self));

  show_fact (self, FACT_INSTANCE, instance);
  show_fact (self, FACT_VOLUME, volume == NULL && landed && alone ? _("not known") : volume);
  show_fact (self, FACT_REACH, alone ? describe_reach (task) : NULL);
  show_fact (self, FACT_TASK, ferry_task_get_conversion_task_id (task));
  show_fact (self, FACT_DISK, disk);
  show_fact (self, FACT_REGION, region);
  gtk_widget_set_visible (self->buttons[FACT_INSTANCE],
                          instance != NULL && ferry_task_get_instance_id (task) != NULL);
  gtk_widget_set_visible (self->buttons[FACT_VOLUME], volume != NULL);
}
