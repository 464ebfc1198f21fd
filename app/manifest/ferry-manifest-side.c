/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-side.h"

#include "manifest/ferry-element-card.h"
#include "manifest/ferry-finding-list.h"

/* What is explained leaves the list, and where it is narrow the text, a place. */
#define MOST_OF_CARD 320
#define MOST_OF_NARROW_CARD 160

/* A part of the manifest's view; main thread. */
struct _FerryManifestSide {
  AdwBin              parent_instance;

  FerryOpenManifest  *manifest;  /* (nullable) */
  GSignalGroup       *signals;   /* of the manifest */
  guint               line;
  gboolean            narrow;

  GtkToggleButton    *findings_button;
  GtkLabel           *findings_label;
  GtkToggleButton    *card_button;
  FerryFindingList   *finding_list;
  GtkWidget          *separator;
  GtkWidget          *card_scrolled;
  FerryElementCard   *card;
};

G_DEFINE_FINAL_TYPE (FerryManifestSide, ferry_manifest_side, ADW_TYPE_BIN)

typedef enum {
  PROP_NARROW = 1,
} FerryManifestSideProperty;

static GParamSpec *properties[PROP_NARROW + 1];

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
arrange (FerryManifestSide *self)
{
  gboolean findings = !self->narrow || gtk_toggle_button_get_active (self->findings_button);
  gboolean card = !self->narrow || gtk_toggle_button_get_active (self->card_button);
  gboolean any = self->manifest && ferry_open_manifest_get_findings (self->manifest)->len > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->finding_list), findings);
  gtk_widget_set_vexpand (GTK_WIDGET (self->finding_list), findings && (any || self->narrow));
  gtk_widget_set_visible (self->separator, findings && card);
  gtk_widget_set_visible (self->card_scrolled, card);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->card_scrolled),
                                              self->narrow ? MOST_OF_NARROW_CARD : MOST_OF_CARD);
  gtk_widget_set_vexpand (self->card_scrolled, card && (!any || self->narrow));
}

/* There is room for one of them. */
static void
toggled_cb (FerryManifestSide *self,
            GtkToggleButton   *button)
{
  GtkToggleButton *other = button == self->card_button ? self->findings_button
                                                       : self->card_button;

  if (gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (other, FALSE);
  arrange (self);
}

static void
show_findings (FerryManifestSide *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  GPtrArray *findings = self->manifest ? ferry_open_manifest_get_findings (self->manifest) : none;
  g_autofree char *count = ferry_finding_list_count (findings);

  ferry_finding_list_show (self->finding_list, findings,
                           self->manifest && ferry_open_manifest_is_busy (self->manifest));
  gtk_label_set_label (self->findings_label, count);
  arrange (self);
}

static void
show_card (FerryManifestSide *self)
{
  ferry_element_card_show (self->card, self->manifest, self->line);
}

static void
show (FerryManifestSide *self)
{
  show_findings (self);
  show_card (self);
}

static void
chosen_cb (FerryManifestSide    *self,
           FerryManifestFinding *finding)
{
  g_signal_emit (self, signals[CHOSEN], 0, finding);
  if (self->narrow)
    gtk_toggle_button_set_active (self->card_button, TRUE);
}

static void
ferry_manifest_side_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryManifestSide *self = FERRY_MANIFEST_SIDE (object);

  switch ((FerryManifestSideProperty) property_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_side_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  FerryManifestSide *self = FERRY_MANIFEST_SIDE (object);

  switch ((FerryManifestSideProperty) property_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      arrange (self);
      g_object_notify_by_pspec (object, properties[PROP_NARROW]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_side_dispose (GObject *object)
{
  FerryManifestSide *self = FERRY_MANIFEST_SIDE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (ferry_manifest_side_parent_class)->dispose (object);
}

static void
ferry_manifest_side_class_init (FerryManifestSideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_manifest_side_get_property;
  object_class->set_property = ferry_manifest_side_set_property;
  object_class->dispose = ferry_manifest_side_dispose;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] = g_signal_new ("chosen", FERRY_TYPE_MANIFEST_SIDE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_MANIFEST_FINDING);

  g_type_ensure (FERRY_TYPE_ELEMENT_CARD);
  g_type_ensure (FERRY_TYPE_FINDING_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-manifest-side.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSide, card);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSide, card_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSide, card_scrolled);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSide, finding_list);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSide, findings_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSide, findings_label);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSide, separator);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
ferry_manifest_side_init (FerryManifestSide *self)
{
  self->line = 1;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (FERRY_TYPE_OPEN_MANIFEST);
  g_signal_group_connect_swapped (self->signals, "notify::busy", G_CALLBACK (show_findings), self);
  g_signal_group_connect_swapped (self->signals, "notify::document", G_CALLBACK (show), self);
  g_signal_group_connect_swapped (self->signals, "notify::findings", G_CALLBACK (show), self);
  g_signal_group_connect_swapped (self->signals, "notify::results", G_CALLBACK (show_card), self);
  show (self);
}

void
ferry_manifest_side_set_manifest (FerryManifestSide *self,
                                  FerryOpenManifest *manifest)
{
  g_return_if_fail (FERRY_IS_MANIFEST_SIDE (self));
  g_return_if_fail (manifest == NULL || FERRY_IS_OPEN_MANIFEST (manifest));

  if (!g_set_object (&self->manifest, manifest))
    return;

  g_signal_group_set_target (self->signals, manifest);
  show (self);
}

void
ferry_manifest_side_set_line (FerryManifestSide *self,
                              guint              line)
{
  g_return_if_fail (FERRY_IS_MANIFEST_SIDE (self));

  self->line = line;
  show_card (self);
}
