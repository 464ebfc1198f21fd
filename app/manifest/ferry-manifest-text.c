/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-text.h"

#include "manifest/ferry-line-numbers.h"

/* A part of the manifest's view, and a view of its own while something is revealed; main thread. */
struct _FerryManifestText {
  AdwBin                 parent_instance;

  guint                  first_line;
  guint                  line;

  GtkSourceBuffer       *buffer;
  GtkSourceView         *view;
  FerryFlawGutter       *flaws;    /* the view's */
  FerryLineNumbers      *numbers;  /* the view's */
  GtkTextTag            *no_hyphens;
};

G_DEFINE_FINAL_TYPE (FerryManifestText, ferry_manifest_text, ADW_TYPE_BIN)

typedef enum {
  PROP_LINE = 1,
} FerryManifestTextProperty;

static GParamSpec *properties[PROP_LINE + 1];

static void
update_scheme (FerryManifestText *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *id = dark ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, id));
}

static void
cursor_moved_cb (FerryManifestText *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;
  guint line;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  line = self->first_line + gtk_text_iter_get_line (&iter);
  if (self->line == line)
    return;

  self->line = line;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE]);
}

static void
chosen_cb (FerryManifestText *self,
           guint              line)
{
  ferry_manifest_text_go_to (self, self->first_line + line);
}

static void
add_gutter (FerryManifestText *self)
{
  GtkSourceGutter *gutter = gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT);
  GtkSourceGutterRenderer *flaws = ferry_flaw_gutter_new ();
  GtkSourceGutterRenderer *numbers = ferry_line_numbers_new ();

  self->flaws = FERRY_FLAW_GUTTER (flaws);
  self->numbers = FERRY_LINE_NUMBERS (numbers);
  gtk_source_gutter_insert (gutter, flaws, 0);
  gtk_source_gutter_insert (gutter, numbers, 1);
  g_signal_connect_object (flaws, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
ferry_manifest_text_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryManifestText *self = FERRY_MANIFEST_TEXT (object);

  switch ((FerryManifestTextProperty) property_id)
    {
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_text_class_init (FerryManifestTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_manifest_text_get_property;

  properties[PROP_LINE] =
    g_param_spec_uint ("line", NULL, NULL, 1, G_MAXUINT, 1,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-manifest-text.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryManifestText, buffer);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestText, view);
}

static void
ferry_manifest_text_init (FerryManifestText *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  self->first_line = self->line = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* XML goes from left to right in every language, and so do its numbers. */
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (languages, "xml"));
  self->no_hyphens = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), NULL,
                                                 "insert-hyphens", FALSE,
                                                 NULL);
  add_gutter (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb),
                           self, G_CONNECT_SWAPPED);
  update_scheme (self);
}

GtkWidget *
ferry_manifest_text_new (void)
{
  return g_object_new (FERRY_TYPE_MANIFEST_TEXT, NULL);
}

void
ferry_manifest_text_set_text (FerryManifestText *self,
                              const char        *text,
                              gssize             length,
                              guint              first_line)
{
  GtkTextBuffer *buffer;
  g_autofree char *valid = NULL;
  GtkTextIter start, end;

  g_return_if_fail (FERRY_IS_MANIFEST_TEXT (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (first_line > 0);

  buffer = GTK_TEXT_BUFFER (self->buffer);
  valid = g_utf8_make_valid (text, length);
  ferry_manifest_text_clear_marks (self);
  self->first_line = first_line;
  gtk_text_buffer_set_text (buffer, valid, -1);
  /* Else Pango draws hyphens into links where it wraps them. */
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->no_hyphens, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
  ferry_line_numbers_set (self->numbers, first_line,
                          first_line + gtk_text_buffer_get_line_count (buffer) - 1);
  self->line = 0;
  cursor_moved_cb (self);
}

guint
ferry_manifest_text_get_line (FerryManifestText *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_TEXT (self), 0);

  return self->line;
}

gboolean
ferry_manifest_text_has_line (FerryManifestText *self,
                              guint              line)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_TEXT (self), FALSE);

  return line >= self->first_line &&
         line - self->first_line <
           (guint) gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer));
}

void
ferry_manifest_text_go_to (FerryManifestText *self,
                           guint              line)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (FERRY_IS_MANIFEST_TEXT (self));

  if (!ferry_manifest_text_has_line (self, line))
    return;

  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, line - self->first_line);
  while (!gtk_text_iter_ends_line (&iter) && g_unichar_isspace (gtk_text_iter_get_char (&iter)))
    gtk_text_iter_forward_char (&iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  /* By its mark: where lines are not measured yet, a place is not known. */
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                0.1, TRUE, 0, 0.3);
}

void
ferry_manifest_text_clear_marks (FerryManifestText *self)
{
  g_return_if_fail (FERRY_IS_MANIFEST_TEXT (self));

  ferry_flaw_gutter_clear (self->flaws);
}

void
ferry_manifest_text_mark (FerryManifestText *self,
                          guint              line,
                          FerrySeverity      severity,
                          const char        *icon_name,
                          const char        *tooltip)
{
  g_return_if_fail (FERRY_IS_MANIFEST_TEXT (self));

  if (ferry_manifest_text_has_line (self, line))
    ferry_flaw_gutter_add (self->flaws, line - self->first_line, severity, icon_name, tooltip);
}

const char *
ferry_manifest_text_get_mark (FerryManifestText *self,
                              guint              line)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_TEXT (self), NULL);

  if (!ferry_manifest_text_has_line (self, line))
    return NULL;

  return ferry_flaw_gutter_get_text (self->flaws, line - self->first_line);
}

GtkSourceView *
ferry_manifest_text_get_view (FerryManifestText *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_TEXT (self), NULL);

  return self->view;
}
