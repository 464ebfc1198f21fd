/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-view.h"

#include "common/ferry-adaptive-bin.h"
#include "manifest/ferry-link-clock.h"
#include "manifest/ferry-manifest-body.h"
#include "manifest/ferry-manifest-saver.h"
#include "manifest/ferry-manifest-search.h"
#include "manifest/ferry-manifest-side.h"

#include <glib/gi18n.h>

/* Owned by whoever shows a manifest; main thread. */
struct _FerryManifestView {
  AdwBin               parent_instance;

  FerryOpenManifest   *manifest;  /* (nullable) */
  GSignalGroup        *signals;   /* of the manifest */
  FerryManifestSaver  *saver;

  AdwToastOverlay     *toasts;
  FerryAdaptiveBin    *adaptive_bin;
  FerryLinkClock      *clock;
  GtkWidget           *copy_button;
  GtkWidget           *reveal_button;
  GtkWidget           *save_button;
  FerryManifestSearch *search;
  GtkBox              *content;
  FerryManifestBody   *body;
  FerryManifestSide   *side;
};

G_DEFINE_FINAL_TYPE (FerryManifestView, ferry_manifest_view, ADW_TYPE_BIN)

typedef enum {
  PROP_MANIFEST = 1,
  PROP_REVEALED,
} FerryManifestViewProperty;

static GParamSpec *properties[PROP_REVEALED + 1];

static FerryManifestDocument *
get_document (FerryManifestView *self)
{
  return self->manifest ? ferry_open_manifest_get_document (self->manifest) : NULL;
}

static void
line_changed_cb (FerryManifestView *self)
{
  ferry_manifest_side_set_line (self->side, ferry_manifest_body_get_line (self->body));
}

static void
chosen_cb (FerryManifestView    *self,
           FerryManifestFinding *finding)
{
  ferry_manifest_body_go_to (self->body, finding);
}

/* Beside each other where there is room, else below. */
static void
arrange (FerryManifestView *self)
{
  gboolean narrow = ferry_adaptive_bin_is_narrow (self->adaptive_bin);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
show_clock (FerryManifestView *self)
{
  gboolean known = self->manifest != NULL && get_document (self) != NULL &&
                   !ferry_open_manifest_is_busy (self->manifest);

  /* It keeps its place: what is beside it does not move. */
  gtk_widget_set_opacity (GTK_WIDGET (self->clock), known ? 1 : 0);
  if (known)
    ferry_link_clock_set (self->clock, ferry_open_manifest_get_expiration (self->manifest),
                          ferry_open_manifest_ends_together (self->manifest),
                          ferry_open_manifest_get_client (self->manifest));
}

static void
update (FerryManifestView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean known = get_document (self) != NULL;

  gtk_widget_action_set_enabled (widget, "manifest-view.copy", known);
  gtk_widget_action_set_enabled (widget, "manifest-view.save", known);
  gtk_widget_set_sensitive (self->reveal_button, known);
  show_clock (self);
}

static void
name_button (GtkWidget  *button,
             const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* Of a large manifest one part is revealed, and copied; a file of one part would serve nobody. */
static const char *
name_saving (FerryManifestView *self)
{
  if (!ferry_manifest_body_is_revealed (self->body))
    return _("Save Without Secrets…");

  return ferry_open_manifest_is_large (self->manifest) ? _("Save All Parts With Links…")
                                                       : _("Save With Links…");
}

static void
revealed_cb (FerryManifestView *self)
{
  gboolean revealed = ferry_manifest_body_is_revealed (self->body);

  name_button (self->copy_button, revealed ? _("Copy With Links") : _("Copy Without Secrets"));
  name_button (self->save_button, name_saving (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
saved_cb (FerryManifestView *self,
          gboolean           with_links)
{
  adw_toast_overlay_add_toast (self->toasts,
                               adw_toast_new (with_links
                                                ? _("Saved with links, for you alone to read")
                                                : _("Saved without secrets")));
}

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerryManifestView *self = FERRY_MANIFEST_VIEW (widget);
  g_autofree char *text = ferry_manifest_body_dup_text (self->body);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
save_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerryManifestView *self = FERRY_MANIFEST_VIEW (widget);

  if (self->manifest)
    ferry_manifest_saver_ask (self->saver, self->manifest,
                              ferry_manifest_body_is_revealed (self->body));
}

static void
search_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  ferry_manifest_search_open (FERRY_MANIFEST_VIEW (widget)->search);
}

static void
next_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  ferry_manifest_body_step (FERRY_MANIFEST_VIEW (widget)->body, TRUE);
}

static void
previous_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ferry_manifest_body_step (FERRY_MANIFEST_VIEW (widget)->body, FALSE);
}

static void
ferry_manifest_view_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryManifestView *self = FERRY_MANIFEST_VIEW (object);

  switch ((FerryManifestViewProperty) property_id)
    {
    case PROP_MANIFEST:
      g_value_set_object (value, self->manifest);
      break;

    case PROP_REVEALED:
      g_value_set_boolean (value, ferry_manifest_body_is_revealed (self->body));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_view_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  FerryManifestView *self = FERRY_MANIFEST_VIEW (object);

  switch ((FerryManifestViewProperty) property_id)
    {
    case PROP_MANIFEST:
      ferry_manifest_view_set_manifest (self, g_value_get_object (value));
      break;

    case PROP_REVEALED:
      g_object_set (self->body, "revealed", g_value_get_boolean (value), NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_view_dispose (GObject *object)
{
  FerryManifestView *self = FERRY_MANIFEST_VIEW (object);

  if (self->signals)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->saver);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (ferry_manifest_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, adaptive_bin);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, body);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, clock);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, content);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, copy_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, save_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, search);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, side);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestView, toasts);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
ensure_types (void)
{
  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_LINK_CLOCK);
  g_type_ensure (FERRY_TYPE_MANIFEST_BODY);
  g_type_ensure (FERRY_TYPE_MANIFEST_SEARCH);
  g_type_ensure (FERRY_TYPE_MANIFEST_SIDE);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "manifest-view.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "manifest-view.next-finding", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "manifest-view.previous-finding", NULL,
                                   previous_cb);
  gtk_widget_class_install_action (widget_class, "manifest-view.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "manifest-view.search", NULL, search_cb);
}

static void
ferry_manifest_view_class_init (FerryManifestViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ferry_manifest_view_get_property;
  object_class->set_property = ferry_manifest_view_set_property;
  object_class->dispose = ferry_manifest_view_dispose;

  properties[PROP_MANIFEST] =
    g_param_spec_object ("manifest", NULL, NULL, FERRY_TYPE_OPEN_MANIFEST, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-manifest-view.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  install_actions (widget_class);
}

/* Wherever in the window the focus is. */
static void
add_shortcut (GtkEventController *controller,
              guint               key,
              GdkModifierType     modifiers,
              const char         *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_named_action_new (action)));
}

static void
add_shortcuts (FerryManifestView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (controller, GDK_KEY_f, GDK_CONTROL_MASK, "manifest-view.search");
  add_shortcut (controller, GDK_KEY_F8, 0, "manifest-view.next-finding");
  add_shortcut (controller, GDK_KEY_F8, GDK_SHIFT_MASK, "manifest-view.previous-finding");
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
make_signals (FerryManifestView *self)
{
  self->signals = g_signal_group_new (FERRY_TYPE_OPEN_MANIFEST);
  g_signal_group_connect_swapped (self->signals, "notify::busy", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::document", G_CALLBACK (update), self);
}

static void
ferry_manifest_view_init (FerryManifestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->saver = ferry_manifest_saver_new (GTK_WIDGET (self));
  g_signal_connect_object (self->saver, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  ferry_manifest_body_set_search (self->body, self->search);
  make_signals (self);
  add_shortcuts (self);
  revealed_cb (self);
  update (self);
}

GtkWidget *
ferry_manifest_view_new (void)
{
  return g_object_new (FERRY_TYPE_MANIFEST_VIEW, NULL);
}

FerryOpenManifest *
ferry_manifest_view_get_manifest (FerryManifestView *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_VIEW (self), NULL);

  return self->manifest;
}

void
ferry_manifest_view_set_manifest (FerryManifestView *self,
                                  FerryOpenManifest *manifest)
{
  g_return_if_fail (FERRY_IS_MANIFEST_VIEW (self));
  g_return_if_fail (manifest == NULL || FERRY_IS_OPEN_MANIFEST (manifest));

  if (self->manifest == manifest)
    return;

  g_set_object (&self->manifest, manifest);
  g_signal_group_set_target (self->signals, manifest);
  ferry_manifest_body_set_manifest (self->body, manifest);
  ferry_manifest_side_set_manifest (self->side, manifest);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MANIFEST]);
}
