/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-reveal-pane.h"

#include "manifest/ferry-manifest-text.h"

#include <glib/gi18n.h>

struct _FerryRevealPane {
  AdwBin              parent_instance;

  guint               seconds_left;
  guint               tick_id;
  guint               over_id;

  GtkLabel           *label;
  FerryManifestText  *text;
};

G_DEFINE_FINAL_TYPE (FerryRevealPane, ferry_reveal_pane, ADW_TYPE_BIN)

enum {
  OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_label (FerryRevealPane *self)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("The links are shown for %u s more. Whoever sees them can use them.",
                               "The links are shown for %u s more. Whoever sees them can use them.",
                               self->seconds_left),
                     self->seconds_left);

  gtk_label_set_label (self->label, text);
}

static gboolean
tick_cb (gpointer user_data)
{
  FerryRevealPane *self = user_data;

  if (self->seconds_left > 1)
    {
      self->seconds_left--;
      update_label (self);
      return G_SOURCE_CONTINUE;
    }

  self->tick_id = 0;
  g_signal_emit (self, signals[OVER], 0);

  return G_SOURCE_REMOVE;
}

static void
ferry_reveal_pane_map (GtkWidget *widget)
{
  FerryRevealPane *self = FERRY_REVEAL_PANE (widget);

  GTK_WIDGET_CLASS (ferry_reveal_pane_parent_class)->map (widget);

  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static gboolean
over_cb (gpointer user_data)
{
  FerryRevealPane *self = user_data;

  self->over_id = 0;
  g_signal_emit (self, signals[OVER], 0);

  return G_SOURCE_REMOVE;
}

/* It forgets at once, and is taken away later: a widget does not go while those around it hide. */
static void
ferry_reveal_pane_unmap (GtkWidget *widget)
{
  FerryRevealPane *self = FERRY_REVEAL_PANE (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);

  GTK_WIDGET_CLASS (ferry_reveal_pane_parent_class)->unmap (widget);

  ferry_manifest_text_set_text (self->text, "", 0, 1);
  if (self->over_id == 0)
    self->over_id = g_idle_add (over_cb, self);
}

static void
ferry_reveal_pane_dispose (GObject *object)
{
  g_clear_handle_id (&FERRY_REVEAL_PANE (object)->tick_id, g_source_remove);
  g_clear_handle_id (&FERRY_REVEAL_PANE (object)->over_id, g_source_remove);

  G_OBJECT_CLASS (ferry_reveal_pane_parent_class)->dispose (object);
}

static void
ferry_reveal_pane_class_init (FerryRevealPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_reveal_pane_dispose;
  widget_class->map = ferry_reveal_pane_map;
  widget_class->unmap = ferry_reveal_pane_unmap;

  signals[OVER] = g_signal_new ("over", FERRY_TYPE_REVEAL_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_MANIFEST_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-reveal-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRevealPane, label);
  gtk_widget_class_bind_template_child (widget_class, FerryRevealPane, text);
}

static void
ferry_reveal_pane_init (FerryRevealPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->seconds_left = FERRY_REVEAL_SECONDS;
  update_label (self);
}

GtkWidget *
ferry_reveal_pane_new (GBytes *text,
                       guint   first_line,
                       guint   line)
{
  FerryRevealPane *self;
  const char *data;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (FERRY_TYPE_REVEAL_PANE, NULL);
  data = g_bytes_get_data (text, &length);
  ferry_manifest_text_set_text (self->text, data ? data : "", length, first_line);
  ferry_manifest_text_go_to (self->text, line);

  return GTK_WIDGET (self);
}

guint
ferry_reveal_pane_get_line (FerryRevealPane *self)
{
  g_return_val_if_fail (FERRY_IS_REVEAL_PANE (self), 0);

  return ferry_manifest_text_get_line (self->text);
}

void
ferry_reveal_pane_pass_time (FerryRevealPane *self,
                             guint            seconds)
{
  g_return_if_fail (FERRY_IS_REVEAL_PANE (self));

  self->seconds_left = seconds < self->seconds_left ? self->seconds_left - seconds : 1;
  update_label (self);
}
