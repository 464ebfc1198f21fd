/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-problem-box.h"

#include "common/ferry-error-text.h"

struct _FerryProblemBox {
  AdwBin     parent_instance;

  GtkLabel  *title;
  GtkLabel  *advice;
  GtkWidget *session_button;
  GtkWidget *anyway_button;
};

G_DEFINE_FINAL_TYPE (FerryProblemBox, ferry_problem_box, ADW_TYPE_BIN)

enum {
  FOR_SESSION,
  ANYWAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
session_clicked_cb (FerryProblemBox *self)
{
  g_signal_emit (self, signals[FOR_SESSION], 0);
}

static void
anyway_clicked_cb (FerryProblemBox *self)
{
  g_signal_emit (self, signals[ANYWAY], 0);
}

static void
ferry_problem_box_class_init (FerryProblemBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[FOR_SESSION] = g_signal_new ("for-session", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[ANYWAY] = g_signal_new ("anyway", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/connect/"
                                               "ferry-problem-box.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryProblemBox, title);
  gtk_widget_class_bind_template_child (widget_class, FerryProblemBox, advice);
  gtk_widget_class_bind_template_child (widget_class, FerryProblemBox, session_button);
  gtk_widget_class_bind_template_child (widget_class, FerryProblemBox, anyway_button);
  gtk_widget_class_bind_template_callback (widget_class, session_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, anyway_clicked_cb);
}

static void
ferry_problem_box_init (FerryProblemBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ferry_problem_box_show (FerryProblemBox *self,
                        const GError    *error,
                        gboolean         offer_session,
                        gboolean         offer_anyway)
{
  g_autofree char *title = ferry_error_to_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);

  g_return_if_fail (FERRY_IS_PROBLEM_BOX (self));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->advice, advice);
  gtk_widget_set_visible (self->session_button, offer_session);
  gtk_widget_set_visible (self->anyway_button, offer_anyway);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
