/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-summary-card.h"

#include "common/ferry-format.h"
#include "common/ferry-prices.h"
#include "wizard/ferry-machine-text.h"

#include <glib/gi18n.h>

/* Part of the Review page, which has it twice: beside the checks, and below them where the window
 * is narrow. Main thread.
 */
struct _FerrySummaryCard {
  AdwBin           parent_instance;

  FerryPriceTable *prices;  /* (nullable): not read yet */

  GtkLabel        *account_label;
  GtkLabel        *region_label;
  GtkLabel        *machine_title;
  GtkLabel        *machine_label;
  GtkLabel        *tasks_label;
  GtkLabel        *volumes_label;
  GtkWidget       *month_title;
  GtkLabel        *month_label;
};

G_DEFINE_FINAL_TYPE (FerrySummaryCard, ferry_summary_card, ADW_TYPE_BIN)

static FerryPriceTable *
get_prices (FerrySummaryCard *self)
{
  if (self->prices == NULL)
    self->prices = ferry_prices_load ();

  return self->prices;
}

/* "Europe (Ireland)", "3 regions" */
static char *
describe_regions (FerryPlan *plan)
{
  guint n_machines = ferry_plan_get_n_machines (plan);
  g_autoptr(GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_regions;

  for (guint i = 0; i < n_machines; i++)
    g_hash_table_add (regions,
                      (char *) ferry_machine_get_region (ferry_plan_get_machine (plan, i)));
  n_regions = g_hash_table_size (regions);
  if (n_regions == 1)
    return ferry_format_region (ferry_machine_get_region (ferry_plan_get_machine (plan, 0)));

  return g_strdup_printf (ngettext ("%u region", "%u regions", n_regions), n_regions);
}

static void
show_machines (FerrySummaryCard *self,
               FerryPlan        *plan)
{
  guint n_machines = ferry_plan_get_n_machines (plan);
  g_autofree char *text = NULL;

  if (n_machines == 1)
    text = ferry_machine_text_name (ferry_plan_get_machine (plan, 0));
  else
    /* Translators: a number of machines; EC2 does not start what it imports */
    text = g_strdup_printf (ngettext ("%u, stopped", "%u, stopped", n_machines), n_machines);

  gtk_label_set_label (self->machine_title, ngettext ("Machine", "Machines", n_machines));
  gtk_label_set_label (self->machine_label, text);
}

static void
show_tasks (FerrySummaryCard    *self,
            const FerryEstimate *estimate)
{
  g_autofree char *text = NULL;

  if (estimate->n_tasks > FERRY_TASKS_AT_ONCE)
    /* Translators: a number of tasks, and how many of them EC2 runs at once */
    text = g_strdup_printf (_("%u, %u at once"), estimate->n_tasks, (guint) FERRY_TASKS_AT_ONCE);
  else
    text = g_strdup_printf ("%u", estimate->n_tasks);

  gtk_label_set_label (self->tasks_label, text);
}

/* What is not known is not counted as nothing: then it is the least. */
static void
show_month (FerrySummaryCard    *self,
            const FerryEstimate *estimate)
{
  double price = estimate->volumes_a_month + estimate->machines_a_month;
  gboolean whole = estimate->unknown_volumes->len + estimate->unknown_machines->len == 0;
  g_autofree char *amount = NULL;
  g_autofree char *volumes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;

  gtk_widget_set_visible (self->month_title, estimate->currency != NULL && price > 0);
  if (estimate->currency == NULL || price <= 0)
    return;

  amount = ferry_prices_format (price, estimate->currency);
  volumes = ferry_prices_format (estimate->volumes_a_month, estimate->currency);
  /* Translators: %s is an amount of money */
  text = g_strdup_printf (whole ? _("about %s") : _("over %s"), amount);
  /* Translators: two dates or amounts: the day of the prices, then what the volumes cost */
  tooltip = g_strdup_printf (_("List prices of %s, if all machines run all the time. %s of it is "
                               "for the volumes, which cost the same when they are stopped."),
                             estimate->as_of ? estimate->as_of : "?", volumes);
  gtk_label_set_label (self->month_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->month_label), tooltip);
}

void
ferry_summary_card_show (FerrySummaryCard    *self,
                         FerryPlan           *plan,
                         const FerryIdentity *identity)
{
  g_autoptr(FerryEstimate) estimate = NULL;
  g_autofree char *account = NULL;
  g_autofree char *region = NULL;
  g_autofree char *number = NULL;
  g_autofree char *volumes = NULL;

  g_return_if_fail (FERRY_IS_SUMMARY_CARD (self));
  g_return_if_fail (FERRY_IS_PLAN (plan));

  estimate = ferry_estimate_new (plan, get_prices (self));
  account = identity && identity->account ? ferry_format_account (identity->account)
                                          : g_strdup (_("not known"));
  region = describe_regions (plan);
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, estimate->size);
  volumes = g_strdup_printf (_("%s GiB"), number);

  gtk_label_set_label (self->account_label, account);
  gtk_label_set_label (self->region_label, region);
  gtk_label_set_label (self->volumes_label, volumes);
  show_machines (self, plan);
  show_tasks (self, estimate);
  show_month (self, estimate);
}

static void
ferry_summary_card_finalize (GObject *object)
{
  FerrySummaryCard *self = FERRY_SUMMARY_CARD (object);

  g_clear_pointer (&self->prices, ferry_price_table_unref);

  G_OBJECT_CLASS (ferry_summary_card_parent_class)->finalize (object);
}

static void
ferry_summary_card_class_init (FerrySummaryCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_summary_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-summary-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, account_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, region_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, machine_title);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, machine_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, tasks_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, volumes_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, month_title);
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryCard, month_label);
}

static void
ferry_summary_card_init (FerrySummaryCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
