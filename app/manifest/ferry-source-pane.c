/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-source-pane.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#define REVEAL_SECONDS 30
#define CLOCK_SECONDS 10

/* Owned by the Review page; main thread. The draft, which holds the secrets, is kept only as long
 * as its page shows it. The buffer's undo is off, or Undo would give the secrets back.
 */
struct _FerrySourcePane {
  AdwBin            parent_instance;

  FerryDraft       *draft;   /* (nullable) */
  FerryClient      *client;  /* (nullable) */
  char             *masked;
  gboolean          revealed;
  guint             reveal_id;
  guint             clock_id;

  GtkSourceBuffer  *buffer;
  GtkWidget        *clock_icon;
  GtkLabel         *clock_label;
  GtkWidget        *reveal_button;
  GtkTextTag       *no_hyphens;
};

G_DEFINE_FINAL_TYPE (FerrySourcePane, ferry_source_pane, ADW_TYPE_BIN)

typedef enum {
  PROP_REVEALED = 1,
} FerrySourcePaneProperty;

static GParamSpec *properties[PROP_REVEALED + 1];

static void
set_buffer_text (FerrySourcePane *self,
                 const char      *text,
                 gssize           length)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_set_text (buffer, text, length);
  /* Else Pango draws hyphens into links where it wraps them. */
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->no_hyphens, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
}

static void
update_text (FerrySourcePane *self)
{
  if (self->revealed && self->draft != NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (ferry_draft_get_manifest (self->draft), &size);

      set_buffer_text (self, data, size);
    }
  else
    set_buffer_text (self, self->masked != NULL ? self->masked : "", -1);
}

static gboolean
reveal_over_cb (gpointer user_data)
{
  FerrySourcePane *self = user_data;

  self->reveal_id = 0;
  g_object_set (self, "revealed", FALSE, NULL);

  return G_SOURCE_REMOVE;
}

static void
set_revealed (FerrySourcePane *self,
              gboolean         revealed)
{
  if (revealed && (self->draft == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))))
    revealed = FALSE;
  if (self->revealed == revealed)
    return;

  self->revealed = revealed;
  g_clear_handle_id (&self->reveal_id, g_source_remove);
  if (revealed)
    self->reveal_id = g_timeout_add_seconds (REVEAL_SECONDS, reveal_over_cb, self);

  update_text (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
update_clock (FerrySourcePane *self)
{
  g_autoptr(GDateTime) now = NULL;
  g_autofree char *duration = NULL;
  g_autofree char *text = NULL;
  GTimeSpan left;

  gtk_widget_set_visible (self->clock_icon, self->draft != NULL);
  if (self->draft == NULL)
    {
      gtk_label_set_label (self->clock_label, _("Secrets are masked"));
      return;
    }

  now = ferry_client_dup_now (self->client);
  left = g_date_time_difference (ferry_draft_get_expiration (self->draft), now);
  if (left > 0)
    {
      duration = ferry_format_duration (left / G_TIME_SPAN_SECOND);
      /* Translators: %s is a duration, "6 d 23 h 41 min" */
      text = g_strdup_printf (_("Links last %s"), duration);
    }
  else
    text = g_strdup (_("The links have ended"));

  gtk_label_set_label (self->clock_label, text);
}

static gboolean
clock_cb (gpointer user_data)
{
  update_clock (user_data);

  return G_SOURCE_CONTINUE;
}

static void
set_content (FerrySourcePane *self,
             FerryDraft      *draft,
             FerryClient     *client,
             char            *masked)
{
  set_revealed (self, FALSE);
  g_set_object (&self->draft, draft);
  g_set_object (&self->client, client);
  g_free (self->masked);
  self->masked = masked;

  gtk_widget_set_visible (self->reveal_button, draft != NULL);
  update_text (self);
  update_clock (self);
}

void
ferry_source_pane_show_manifest (FerrySourcePane *self,
                                 FerryDraft      *draft,
                                 FerryClient     *client)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  g_return_if_fail (FERRY_IS_SOURCE_PANE (self));
  g_return_if_fail (FERRY_IS_DRAFT (draft));
  g_return_if_fail (FERRY_IS_CLIENT (client));

  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (languages, "xml"));
  set_content (self, draft, client, ferry_draft_dup_masked (draft));
}

void
ferry_source_pane_show_text (FerrySourcePane *self,
                             const char      *text)
{
  g_return_if_fail (FERRY_IS_SOURCE_PANE (self));
  g_return_if_fail (text != NULL);

  gtk_source_buffer_set_language (self->buffer, NULL);
  set_content (self, NULL, NULL, g_strdup (text));
}

void
ferry_source_pane_clear (FerrySourcePane *self)
{
  g_return_if_fail (FERRY_IS_SOURCE_PANE (self));

  set_content (self, NULL, NULL, NULL);
}

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerrySourcePane *self = FERRY_SOURCE_PANE (widget);

  if (self->masked != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->masked);
}

static void
update_scheme (FerrySourcePane *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *id = dark ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, id));
}

static void
ferry_source_pane_map (GtkWidget *widget)
{
  FerrySourcePane *self = FERRY_SOURCE_PANE (widget);

  GTK_WIDGET_CLASS (ferry_source_pane_parent_class)->map (widget);

  update_clock (self);
  self->clock_id = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
}

static void
ferry_source_pane_unmap (GtkWidget *widget)
{
  FerrySourcePane *self = FERRY_SOURCE_PANE (widget);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  set_revealed (self, FALSE);

  GTK_WIDGET_CLASS (ferry_source_pane_parent_class)->unmap (widget);
}

static void
ferry_source_pane_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  FerrySourcePane *self = FERRY_SOURCE_PANE (object);

  switch ((FerrySourcePaneProperty) property_id)
    {
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_source_pane_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  FerrySourcePane *self = FERRY_SOURCE_PANE (object);

  switch ((FerrySourcePaneProperty) property_id)
    {
    case PROP_REVEALED:
      set_revealed (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_source_pane_dispose (GObject *object)
{
  FerrySourcePane *self = FERRY_SOURCE_PANE (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_handle_id (&self->reveal_id, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->client);
  g_clear_pointer (&self->masked, g_free);

  G_OBJECT_CLASS (ferry_source_pane_parent_class)->dispose (object);
}

static void
ferry_source_pane_class_init (FerrySourcePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_source_pane_get_property;
  object_class->set_property = ferry_source_pane_set_property;
  object_class->dispose = ferry_source_pane_dispose;
  widget_class->map = ferry_source_pane_map;
  widget_class->unmap = ferry_source_pane_unmap;

  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-source-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySourcePane, buffer);
  gtk_widget_class_bind_template_child (widget_class, FerrySourcePane, clock_icon);
  gtk_widget_class_bind_template_child (widget_class, FerrySourcePane, clock_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySourcePane, reveal_button);

  gtk_widget_class_install_action (widget_class, "source.copy", NULL, copy_cb);
}

static void
ferry_source_pane_init (FerrySourcePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->no_hyphens = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), NULL,
                                                 "insert-hyphens", FALSE,
                                                 NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self);
  set_content (self, NULL, NULL, NULL);
}
