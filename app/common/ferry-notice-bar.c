/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-notice-bar.h"

#include <glib/gi18n.h>

/* AWS takes five minutes for too much: less than two need no words. */
#define SMALLEST_MINUTES 2
#define MINUTES_A_DAY (24 * 60)

struct _FerryNoticeBar {
  AdwBin    parent_instance;

  GtkLabel *labels[FERRY_N_NOTICES];
};

G_DEFINE_FINAL_TYPE (FerryNoticeBar, ferry_notice_bar, ADW_TYPE_BIN)

static void
ferry_notice_bar_class_init (FerryNoticeBarClass *klass)
{
}

static void
ferry_notice_bar_init (FerryNoticeBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < FERRY_N_NOTICES; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_widget_set_visible (label, FALSE);
      gtk_widget_add_css_class (label, "notice");
      gtk_box_append (GTK_BOX (box), label);
      self->labels[i] = GTK_LABEL (label);
    }
  /* A clock that is wrong should be seen by who has not looked for it. */
  gtk_widget_add_css_class (GTK_WIDGET (self->labels[FERRY_NOTICE_CLOCK]), "attention");
  adw_bin_set_child (ADW_BIN (self), box);
}

void
ferry_notice_bar_set (FerryNoticeBar   *self,
                      FerryNoticeState  state,
                      const char       *text)
{
  g_return_if_fail (FERRY_IS_NOTICE_BAR (self));
  g_return_if_fail ((guint) state < FERRY_N_NOTICES);

  gtk_label_set_label (self->labels[state], text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->labels[state]), text != NULL);
}

/* "20 minutes", "3 hours", "2 days" */
static char *
describe_span (int minutes)
{
  int hours = (minutes + 30) / 60;
  int days = (minutes + MINUTES_A_DAY / 2) / MINUTES_A_DAY;

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", minutes), minutes);
  if (hours < 48)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", hours), hours);

  return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
}

char *
ferry_notice_describe_clock (int minutes)
{
  g_autofree char *span = describe_span (ABS (minutes));

  if (ABS (minutes) < SMALLEST_MINUTES)
    return NULL;

  if (minutes > 0)
    /* Translators: %s is a span of time, such as "20 minutes" */
    return g_strdup_printf (_("This computer’s clock is %s behind AWS. Ferry allows for it. "
                              "Please set the clock."), span);

  /* Translators: %s is a span of time, such as "20 minutes" */
  return g_strdup_printf (_("This computer’s clock is %s ahead of AWS. Ferry allows for it. "
                            "Please set the clock."), span);
}
