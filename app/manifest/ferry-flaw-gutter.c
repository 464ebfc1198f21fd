/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-flaw-gutter.h"

#include "wizard/ferry-check-text.h"

#define ICON_SIZE 16
#define PADDING 3

/* A renderer of its own, for that of GtkSourceMark draws symbolic icons in one grey, which is hard
 * to see on white as on black.
 */
struct _FerryFlawGutter {
  GtkSourceGutterRenderer  parent_instance;

  GHashTable              *marks;  /* line → Mark */
};

G_DEFINE_FINAL_TYPE (FerryFlawGutter, ferry_flaw_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER)

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct {
  FerrySeverity  severity;
  char          *icon_name;
  GString       *text;
} Mark;

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  g_free (mark->icon_name);
  g_string_free (mark->text, TRUE);
  g_free (mark);
}

static Mark *
find_mark (FerryFlawGutter *self,
           guint            line)
{
  return g_hash_table_lookup (self->marks, GUINT_TO_POINTER (line));
}

/* Named colours, so that dark and high contrast follow. */
static GdkRGBA
find_colour (GtkWidget  *widget,
             const Mark *mark)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  g_autofree char *name = g_strconcat (ferry_severity_to_style (mark->severity), "_color", NULL);
  GdkRGBA colour;

  if (mark->severity == FERRY_SEVERITY_NOTE || !gtk_style_context_lookup_color (context, name,
                                                                                &colour))
    gtk_style_context_get_color (context, &colour);

  return colour;
}

static void
ferry_flaw_gutter_snapshot_line (GtkSourceGutterRenderer *renderer,
                                 GtkSnapshot             *snapshot,
                                 GtkSourceGutterLines    *lines,
                                 guint                    line)
{
  GtkWidget *widget = GTK_WIDGET (renderer);
  Mark *mark = find_mark (FERRY_FLAW_GUTTER (renderer), line);
  g_autoptr(GtkIconPaintable) icon = NULL;
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  GdkRGBA colour;
  float x, y;

  if (mark == NULL)
    return;

  icon = gtk_icon_theme_lookup_icon (theme, mark->icon_name, NULL, ICON_SIZE,
                                     gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget), 0);
  colour = find_colour (widget, mark);
  gtk_source_gutter_renderer_align_cell (renderer, line, ICON_SIZE, ICON_SIZE, &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE,
                                            ICON_SIZE, &colour, 1);
  gtk_snapshot_restore (snapshot);
}

static gboolean
ferry_flaw_gutter_query_activatable (GtkSourceGutterRenderer *renderer,
                                     GtkTextIter             *iter,
                                     GdkRectangle            *area)
{
  return find_mark (FERRY_FLAW_GUTTER (renderer), gtk_text_iter_get_line (iter)) != NULL;
}

static void
ferry_flaw_gutter_activate (GtkSourceGutterRenderer *renderer,
                            GtkTextIter             *iter,
                            GdkRectangle            *area,
                            guint                    button,
                            GdkModifierType          state,
                            int                      n_presses)
{
  g_signal_emit (renderer, signals[CHOSEN], 0, (guint) gtk_text_iter_get_line (iter));
}

static gboolean
ferry_flaw_gutter_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    keyboard,
                                 GtkTooltip *tooltip)
{
  GtkSourceGutterRenderer *renderer = GTK_SOURCE_GUTTER_RENDERER (widget);
  GtkTextView *view = GTK_TEXT_VIEW (gtk_source_gutter_renderer_get_view (renderer));
  GtkTextIter iter;
  const Mark *mark;
  int buffer_y;

  if (keyboard || view == NULL)
    return FALSE;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_LEFT, x, y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, &iter, buffer_y, NULL);
  mark = find_mark (FERRY_FLAW_GUTTER (widget), gtk_text_iter_get_line (&iter));
  if (mark)
    gtk_tooltip_set_text (tooltip, mark->text->str);

  return mark != NULL;
}

static void
ferry_flaw_gutter_finalize (GObject *object)
{
  g_hash_table_unref (FERRY_FLAW_GUTTER (object)->marks);

  G_OBJECT_CLASS (ferry_flaw_gutter_parent_class)->finalize (object);
}

static void
ferry_flaw_gutter_class_init (FerryFlawGutterClass *klass)
{
  GtkSourceGutterRendererClass *renderer_class = GTK_SOURCE_GUTTER_RENDERER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_flaw_gutter_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = ferry_flaw_gutter_query_tooltip;
  renderer_class->snapshot_line = ferry_flaw_gutter_snapshot_line;
  renderer_class->query_activatable = ferry_flaw_gutter_query_activatable;
  renderer_class->activate = ferry_flaw_gutter_activate;

  signals[CHOSEN] = g_signal_new ("chosen", FERRY_TYPE_FLAW_GUTTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ferry_flaw_gutter_init (FerryFlawGutter *self)
{
  self->marks = g_hash_table_new_full (NULL, NULL, NULL, mark_free);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self), ICON_SIZE + 2 * PADDING, -1);
  gtk_source_gutter_renderer_set_xalign (GTK_SOURCE_GUTTER_RENDERER (self), 0.5);
  gtk_source_gutter_renderer_set_yalign (GTK_SOURCE_GUTTER_RENDERER (self), 0.5);
  gtk_source_gutter_renderer_set_alignment_mode (GTK_SOURCE_GUTTER_RENDERER (self),
                                                 GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST);
}

GtkSourceGutterRenderer *
ferry_flaw_gutter_new (void)
{
  return g_object_new (FERRY_TYPE_FLAW_GUTTER, NULL);
}

void
ferry_flaw_gutter_clear (FerryFlawGutter *self)
{
  g_return_if_fail (FERRY_IS_FLAW_GUTTER (self));

  g_hash_table_remove_all (self->marks);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_icon (Mark          *mark,
          FerrySeverity  severity,
          const char    *icon_name)
{
  mark->severity = severity;
  g_free (mark->icon_name);
  mark->icon_name = g_strdup (icon_name ? icon_name : ferry_severity_to_icon (severity));
}

void
ferry_flaw_gutter_add (FerryFlawGutter *self,
                       guint            line,
                       FerrySeverity    severity,
                       const char      *icon_name,
                       const char      *text)
{
  Mark *mark;

  g_return_if_fail (FERRY_IS_FLAW_GUTTER (self));
  g_return_if_fail (text != NULL);

  mark = find_mark (self, line);
  if (mark == NULL)
    {
      mark = g_new0 (Mark, 1);
      mark->text = g_string_new (text);
      set_icon (mark, severity, icon_name);
      g_hash_table_insert (self->marks, GUINT_TO_POINTER (line), mark);
    }
  else
    {
      g_string_append_printf (mark->text, "\n%s", text);
      if (severity > mark->severity)
        set_icon (mark, severity, icon_name);
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
ferry_flaw_gutter_get_text (FerryFlawGutter *self,
                            guint            line)
{
  const Mark *mark;

  g_return_val_if_fail (FERRY_IS_FLAW_GUTTER (self), NULL);

  mark = find_mark (self, line);

  return mark ? mark->text->str : NULL;
}
