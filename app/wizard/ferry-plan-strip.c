/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-strip.h"

#include "common/ferry-format.h"
#include "wizard/ferry-machine-text.h"

#include <glib/gi18n.h>

struct _FerryPlanStrip {
  AdwBin      parent_instance;

  GtkWidget  *back_button;
  GtkLabel   *title;
  GtkLabel   *subtitle;
  GMenu      *plan_menu;

  gboolean    back;
  guint       source;  /* that will show it */
};

G_DEFINE_FINAL_TYPE (FerryPlanStrip, ferry_plan_strip, ADW_TYPE_BIN)

static gboolean
show_back_cb (gpointer user_data)
{
  FerryPlanStrip *self = user_data;

  self->source = 0;
  gtk_widget_set_visible (self->back_button, self->back);

  return G_SOURCE_REMOVE;
}

static void
ferry_plan_strip_dispose (GObject *object)
{
  FerryPlanStrip *self = FERRY_PLAN_STRIP (object);

  g_clear_handle_id (&self->source, g_source_remove);

  G_OBJECT_CLASS (ferry_plan_strip_parent_class)->dispose (object);
}

static void
ferry_plan_strip_class_init (FerryPlanStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_plan_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-plan-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryPlanStrip, back_button);
  gtk_widget_class_bind_template_child (widget_class, FerryPlanStrip, title);
  gtk_widget_class_bind_template_child (widget_class, FerryPlanStrip, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FerryPlanStrip, plan_menu);
}

static void
ferry_plan_strip_init (FerryPlanStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The mark is a sign for the eye, and a word for those who hear it. */
static void
show_title (FerryPlanStrip *self,
            const char     *count,
            gboolean        saved)
{
  g_autofree char *marked = saved ? g_strdup (count) : g_strconcat ("• ", count, NULL);
  /* Translators: %s is “3 Machines from 6 Disks” */
  g_autofree char *spoken = saved ? g_strdup (count)
                                  : g_strdup_printf (_("%s, changed and not saved"), count);

  gtk_label_set_label (self->title, marked);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
ferry_plan_strip_show (FerryPlanStrip *self,
                       FerryPlan      *plan,
                       const char     *file_name,
                       gboolean        saved)
{
  g_autofree char *count = NULL;
  g_autofree char *region = NULL;
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (FERRY_IS_PLAN_STRIP (self));

  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), plan != NULL);
  if (plan == NULL)
    {
      show_title (self, _("No Machines"), TRUE);
      return;
    }

  count = ferry_machine_text_count (plan);
  region = ferry_machine_text_region (plan);
  name = file_name ? ferry_format_name (file_name) : NULL;
  subtitle = name ? g_strjoin (" · ", name, region, NULL) : g_strdup (region);
  show_title (self, count, saved);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
}

void
ferry_plan_strip_set_back (FerryPlanStrip *self,
                           gboolean        back)
{
  g_return_if_fail (FERRY_IS_PLAN_STRIP (self));

  self->back = back;
  if (self->source == 0 && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_back_cb, self, NULL);
}

void
ferry_plan_strip_set_recent (FerryPlanStrip *self,
                             GMenuModel     *recent)
{
  g_autoptr(GMenuItem) item = NULL;

  g_return_if_fail (FERRY_IS_PLAN_STRIP (self));
  g_return_if_fail (G_IS_MENU_MODEL (recent));

  item = g_menu_item_new_section (_("Recent Plans"), recent);
  g_menu_append_item (self->plan_menu, item);
}
