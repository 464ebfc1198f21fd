/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-source-pane.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/* Owned by the Review page; main thread. */
struct _FerrySourcePane {
  AdwBin            parent_instance;

  GtkLabel         *caption_label;
  GtkSourceBuffer  *buffer;
  GtkTextTag       *no_hyphens;
};

G_DEFINE_FINAL_TYPE (FerrySourcePane, ferry_source_pane, ADW_TYPE_BIN)

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (FERRY_SOURCE_PANE (widget)->buffer);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
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
ferry_source_pane_class_init (FerrySourcePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-source-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySourcePane, buffer);
  gtk_widget_class_bind_template_child (widget_class, FerrySourcePane, caption_label);

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
}

/* @language: (nullable) */
static void
show (FerrySourcePane *self,
      const char      *text,
      const char      *language,
      const char      *caption)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_label_set_label (self->caption_label, caption);
  gtk_source_buffer_set_language (self->buffer,
                                  language ? gtk_source_language_manager_get_language (languages,
                                                                                       language)
                                           : NULL);
  gtk_text_buffer_set_text (buffer, text, -1);
  /* Else Pango draws hyphens into links where it wraps them. */
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->no_hyphens, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
}

void
ferry_source_pane_show_text (FerrySourcePane *self,
                             const char      *text)
{
  g_return_if_fail (FERRY_IS_SOURCE_PANE (self));
  g_return_if_fail (text != NULL);

  show (self, text, NULL, _("Secrets are masked"));
}

void
ferry_source_pane_show_program (FerrySourcePane *self,
                                const char      *text,
                                const char      *language,
                                const char      *caption)
{
  g_return_if_fail (FERRY_IS_SOURCE_PANE (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (language != NULL);
  g_return_if_fail (caption != NULL);

  show (self, text, language, caption);
}

void
ferry_source_pane_clear (FerrySourcePane *self)
{
  g_return_if_fail (FERRY_IS_SOURCE_PANE (self));

  show (self, "", NULL, _("Secrets are masked"));
}
