/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-probe-strip.h"

#include "common/ferry-access.h"

#include <glib/gi18n.h>

struct _FerryProbeStrip {
  AdwBin             parent_instance;

  GtkImage          *icon;
  GtkLabel          *label;
  GtkProgressBar    *bar;
  GtkLabel          *caution;
  GtkWidget         *stop_button;

  FerryOpenManifest *manifest;          /* (nullable) */
  GSignalGroup      *manifest_signals;
};

G_DEFINE_FINAL_TYPE (FerryProbeStrip, ferry_probe_strip, ADW_TYPE_BIN)

typedef struct {
  guint n_tried;
  guint n_good;
  guint n_foreign;
} Tally;

static Tally
count (GPtrArray *results)
{
  Tally tally = { 0 };

  for (guint i = 0; i < results->len; i++)
    {
      const FerryProbeResult *result = g_ptr_array_index (results, i);

      tally.n_foreign += result->outcome == FERRY_PROBE_FOREIGN;
      tally.n_good += result->outcome == FERRY_PROBE_GOOD;
      tally.n_tried += result->outcome != FERRY_PROBE_FOREIGN &&
                       result->outcome != FERRY_PROBE_NOT_TRIED;
    }

  return tally;
}

static guint
count_probed_parts (FerryProbeStrip *self)
{
  FerryManifestDocument *document = ferry_open_manifest_get_document (self->manifest);
  guint n_parts = document ? ferry_manifest_document_get_n_parts (document) : 0;

  return MIN (n_parts, FERRY_PROBE_STRIP_MOST_PARTS);
}

/* Each part has a link to look at it and one to fetch it. */
static void
show_progress (FerryProbeStrip *self,
               const Tally     *tally)
{
  guint n_links = MAX (2 * count_probed_parts (self), 1);
  guint n_done = MIN (tally->n_tried + tally->n_foreign, n_links);
  /* Translators: how many links were tried, and how many there are */
  g_autofree char *text = g_strdup_printf (ngettext ("%'u of %'u link tried",
                                                     "%'u of %'u links tried", n_links),
                                           n_done, n_links);

  gtk_label_set_label (self->label, text);
  gtk_progress_bar_set_fraction (self->bar, (double) n_done / n_links);
}

/* (transfer full) */
static char *
describe (const Tally *tally)
{
  guint n_bad = tally->n_tried - tally->n_good;

  if (tally->n_tried == 0)
    return g_strdup (_("No link was tried."));
  if (n_bad == 0)
    return g_strdup_printf (ngettext ("The link that was tried leads to its part.",
                                      "All %'u links that were tried lead to their parts.",
                                      tally->n_tried), tally->n_tried);

  /* Translators: how many links do not work, and how many were tried */
  return g_strdup_printf (ngettext ("%'u of %'u link does not work.",
                                    "%'u of %'u links do not work.", n_bad),
                          n_bad, tally->n_tried);
}

/* (transfer full) */
static char *
describe_all (FerryProbeStrip *self,
              const Tally     *tally)
{
  FerryManifestDocument *document = ferry_open_manifest_get_document (self->manifest);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *first = describe (tally);

  g_string_append (text, first);
  if (tally->n_foreign > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("%'u link leads to another host than S3 and was left "
                                              "alone.",
                                              "%'u links lead to other hosts than S3 and were left "
                                              "alone.", tally->n_foreign), tally->n_foreign);
    }
  if (document && ferry_manifest_document_get_n_parts (document) > FERRY_PROBE_STRIP_MOST_PARTS)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("Only those of the first %'u parts were tried."),
                              (guint) FERRY_PROBE_STRIP_MOST_PARTS);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_outcome (FerryProbeStrip *self,
              const Tally     *tally)
{
  gboolean good = tally->n_tried > 0 && tally->n_good == tally->n_tried;
  g_autofree char *text = describe_all (self, tally);

  gtk_label_set_label (self->label, text);
  gtk_image_set_from_icon_name (self->icon, good ? "emblem-ok-symbolic"
                                                 : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), good ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), good ? "success" : "warning");
}

static void
update (FerryProbeStrip *self)
{
  GPtrArray *results = self->manifest ? ferry_open_manifest_get_results (self->manifest) : NULL;
  gboolean probing = FALSE;
  Tally tally;

  if (self->manifest)
    g_object_get (self->manifest, "probing", &probing, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), probing || (results && results->len > 0));
  gtk_widget_set_visible (self->stop_button, probing);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), probing);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !probing);
  if (results == NULL)
    return;

  tally = count (results);
  if (probing)
    show_progress (self, &tally);
  else
    show_outcome (self, &tally);
}

static void
stop_clicked_cb (FerryProbeStrip *self)
{
  if (self->manifest)
    ferry_open_manifest_stop_probing (self->manifest);
}

static void
ferry_probe_strip_dispose (GObject *object)
{
  FerryProbeStrip *self = FERRY_PROBE_STRIP (object);

  g_clear_object (&self->manifest_signals);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (ferry_probe_strip_parent_class)->dispose (object);
}

static void
ferry_probe_strip_class_init (FerryProbeStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_probe_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-probe-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryProbeStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryProbeStrip, label);
  gtk_widget_class_bind_template_child (widget_class, FerryProbeStrip, bar);
  gtk_widget_class_bind_template_child (widget_class, FerryProbeStrip, caution);
  gtk_widget_class_bind_template_child (widget_class, FerryProbeStrip, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
ferry_probe_strip_init (FerryProbeStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));

  self->manifest_signals = g_signal_group_new (FERRY_TYPE_OPEN_MANIFEST);
  g_signal_group_connect_object (self->manifest_signals, "notify::results", G_CALLBACK (update),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->manifest_signals, "notify::probing", G_CALLBACK (update),
                                 self, G_CONNECT_SWAPPED);
}

void
ferry_probe_strip_set_manifest (FerryProbeStrip   *self,
                                FerryOpenManifest *manifest)
{
  g_return_if_fail (FERRY_IS_PROBE_STRIP (self));
  g_return_if_fail (manifest == NULL || FERRY_IS_OPEN_MANIFEST (manifest));

  g_set_object (&self->manifest, manifest);
  g_signal_group_set_target (self->manifest_signals, manifest);
  update (self);
}
