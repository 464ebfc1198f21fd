/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-listing-strip.h"

#include "common/ferry-access.h"

#include <glib/gi18n.h>

struct _FerryListingStrip {
  AdwBin     parent_instance;

  GtkWidget *spinner;
  GtkLabel  *label;
  GtkWidget *stop_button;
  GtkWidget *go_on_button;
};

G_DEFINE_FINAL_TYPE (FerryListingStrip, ferry_listing_strip, ADW_TYPE_BIN)

enum {
  STOP,
  GO_ON,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
describe (FerryObjectList   *objects,
          FerryShownObjects *shown)
{
  guint n_listed = g_list_model_get_n_items (G_LIST_MODEL (objects));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (shown));

  if (ferry_shown_objects_is_filtered (shown))
    /* Translators: how many of all objects of a folder fit what is searched for */
    return g_strdup_printf (ngettext ("%'u of %'u object", "%'u of %'u objects", n_listed),
                            n_shown, n_listed);
  if (ferry_object_list_is_loading (objects))
    return g_strdup_printf (ngettext ("Listing, %'u object so far…",
                                      "Listing, %'u objects so far…", n_listed), n_listed);

  return g_strdup_printf (ngettext ("Stopped after %'u object", "Stopped after %'u objects",
                                    n_listed), n_listed);
}

static void
stop_clicked_cb (FerryListingStrip *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

static void
go_on_clicked_cb (FerryListingStrip *self)
{
  g_signal_emit (self, signals[GO_ON], 0);
}

static void
ferry_listing_strip_class_init (FerryListingStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[STOP] = g_signal_new ("stop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[GO_ON] = g_signal_new ("go-on", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-listing-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryListingStrip, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryListingStrip, label);
  gtk_widget_class_bind_template_child (widget_class, FerryListingStrip, stop_button);
  gtk_widget_class_bind_template_child (widget_class, FerryListingStrip, go_on_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked_cb);
}

static void
ferry_listing_strip_init (FerryListingStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
}

void
ferry_listing_strip_show (FerryListingStrip *self,
                          FerryObjectList   *objects,
                          FerryShownObjects *shown)
{
  gboolean listed = objects && g_list_model_get_n_items (G_LIST_MODEL (objects)) > 0;
  gboolean complete = listed && ferry_object_list_is_complete (objects);
  gboolean loading = listed && ferry_object_list_is_loading (objects);
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_LISTING_STRIP (self));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          listed && (!complete || ferry_shown_objects_is_filtered (shown)));
  gtk_widget_set_visible (self->spinner, loading);
  gtk_widget_set_visible (self->stop_button, loading);
  gtk_widget_set_visible (self->go_on_button, listed && !complete && !loading);
  if (!listed)
    return;

  text = describe (objects, shown);
  gtk_label_set_label (self->label, text);
}
