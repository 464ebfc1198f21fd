/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-summary-card.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* Part of the Review page, which has it twice: beside the checks, and below them where the window
 * is narrow. Main thread.
 */
struct _FerrySummaryCard {
  AdwBin     parent_instance;

  GtkLabel  *account_label;
  GtkLabel  *region_label;
  GtkLabel  *machine_label;
  GtkLabel  *tasks_label;
  GtkLabel  *volumes_label;
};

G_DEFINE_FINAL_TYPE (FerrySummaryCard, ferry_summary_card, ADW_TYPE_BIN)

void
ferry_summary_card_show (FerrySummaryCard    *self,
                         FerryPlan           *plan,
                         const FerryIdentity *identity)
{
  FerryMachine *machine;
  g_autofree char *account = NULL;
  g_autofree char *region = NULL;
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  g_autofree char *volumes = NULL;

  g_return_if_fail (FERRY_IS_SUMMARY_CARD (self));
  g_return_if_fail (FERRY_IS_PLAN (plan));

  machine = ferry_plan_get_machine (plan, 0);
  account = identity && identity->account ? ferry_format_account (identity->account)
                                          : g_strdup (_("not known"));
  region = ferry_format_region (ferry_disk_get_region (ferry_machine_get_boot_disk (machine)));
  name = ferry_format_name (ferry_machine_get_name (machine));
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, ferry_machine_get_volume_size (machine));
  volumes = g_strdup_printf (_("%s GiB"), number);

  gtk_label_set_label (self->account_label, account);
  gtk_label_set_label (self->region_label, region);
  gtk_label_set_label (self->machine_label, name);
  gtk_label_set_label (self->tasks_label, "1");
  gtk_label_set_label (self->volumes_label, volumes);
}

static void
ferry_summary_card_class_init (FerrySummaryCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-summary-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, account_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, region_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, machine_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, tasks_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, volumes_label);
}

static void
ferry_summary_card_init (FerrySummaryCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
