/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-placeholder.h"

#include "common/ferry-error-text.h"

#include "ferry.h"

struct _FerryPlaceholder {
  AdwBin         parent_instance;

  GtkStack      *stack;
  GtkSpinner    *spinner;
  GtkLabel      *loading_label;
  AdwStatusPage *status_page;
  GtkLabel      *detail_label;
  GtkButton     *button;

  guint          delay;
};

G_DEFINE_FINAL_TYPE (FerryPlaceholder, ferry_placeholder, ADW_TYPE_BIN)

enum {
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Nothing moves before; most answers are there long before. */
#define SPINNER_DELAY_SECONDS 3

static gboolean
delay_cb (gpointer user_data)
{
  FerryPlaceholder *self = user_data;

  self->delay = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
stop_spinner (FerryPlaceholder *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

/* What AdwStatusPage scrolls in, its first child, takes the focus and has no name of its own for
 * those who do not see it.
 */
static void
name_scroller (FerryPlaceholder *self,
               const char       *title)
{
  GtkWidget *scroller = gtk_widget_get_first_child (GTK_WIDGET (self->status_page));

  if (GTK_IS_SCROLLED_WINDOW (scroller))
    {
      gtk_widget_set_focusable (scroller, *title != '\0');
      gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      title, -1);
    }
}

static void
show_status (FerryPlaceholder *self,
             const char       *icon_name,
             const char       *title,
             const char       *description,
             const char       *detail,
             const char       *button)
{
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *description_markup = NULL;

  if (description)
    description_markup = g_markup_escape_text (description, -1);

  stop_spinner (self);
  adw_status_page_set_icon_name (self->status_page, icon_name);
  adw_status_page_set_title (self->status_page, title_markup);
  name_scroller (self, title);
  adw_status_page_set_description (self->status_page, description_markup);
  gtk_label_set_label (self->detail_label, detail ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), detail != NULL);
  gtk_button_set_label (self->button, button ? button : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
button_clicked_cb (FerryPlaceholder *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
ferry_placeholder_dispose (GObject *object)
{
  FerryPlaceholder *self = FERRY_PLACEHOLDER (object);

  g_clear_handle_id (&self->delay, g_source_remove);

  G_OBJECT_CLASS (ferry_placeholder_parent_class)->dispose (object);
}

static void
ferry_placeholder_class_init (FerryPlaceholderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_placeholder_dispose;

  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/common/"
                                               "ferry-placeholder.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryPlaceholder, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryPlaceholder, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryPlaceholder, loading_label);
  gtk_widget_class_bind_template_child (widget_class, FerryPlaceholder, status_page);
  gtk_widget_class_bind_template_child (widget_class, FerryPlaceholder, detail_label);
  gtk_widget_class_bind_template_child (widget_class, FerryPlaceholder, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
ferry_placeholder_init (FerryPlaceholder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_scroller (self, "");
}

void
ferry_placeholder_show_loading (FerryPlaceholder *self,
                                const char       *text)
{
  g_return_if_fail (FERRY_IS_PLACEHOLDER (self));

  stop_spinner (self);
  self->delay = g_timeout_add_seconds (SPINNER_DELAY_SECONDS, delay_cb, self);
  gtk_label_set_label (self->loading_label, text);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

void
ferry_placeholder_show_message (FerryPlaceholder *self,
                                const char       *icon_name,
                                const char       *title,
                                const char       *description,
                                const char       *button)
{
  g_return_if_fail (FERRY_IS_PLACEHOLDER (self));
  g_return_if_fail (title != NULL);

  show_status (self, icon_name, title, description, NULL, button);
}

void
ferry_placeholder_show_error (FerryPlaceholder *self,
                              const GError     *error,
                              const char       *button)
{
  g_autofree char *title = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *detail = NULL;
  gboolean denied;

  g_return_if_fail (FERRY_IS_PLACEHOLDER (self));
  g_return_if_fail (error != NULL);

  title = ferry_error_to_title (error);
  advice = ferry_error_to_advice (error);
  detail = ferry_error_to_detail (error);
  denied = g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED);

  show_status (self, denied ? "changes-prevent-symbolic" : "dialog-warning-symbolic",
               title, advice, detail, button);
}
