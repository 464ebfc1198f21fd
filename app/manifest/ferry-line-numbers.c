/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-line-numbers.h"

#define PADDING 6

struct _FerryLineNumbers {
  GtkSourceGutterRendererText  parent_instance;

  guint                        first;
  guint                        last;
};

G_DEFINE_FINAL_TYPE (FerryLineNumbers, ferry_line_numbers, GTK_SOURCE_TYPE_GUTTER_RENDERER_TEXT)

static void
ferry_line_numbers_query_data (GtkSourceGutterRenderer *renderer,
                               GtkSourceGutterLines    *lines,
                               guint                    line)
{
  char number[16];

  g_snprintf (number, sizeof number, "%u", FERRY_LINE_NUMBERS (renderer)->first + line);
  gtk_source_gutter_renderer_text_set_text (GTK_SOURCE_GUTTER_RENDERER_TEXT (renderer), number,
                                            -1);
}

static void
ferry_line_numbers_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  char number[16];
  int width = 0;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;

  g_snprintf (number, sizeof number, "%u", MAX (FERRY_LINE_NUMBERS (widget)->last, 10));
  gtk_source_gutter_renderer_text_measure (GTK_SOURCE_GUTTER_RENDERER_TEXT (widget), number,
                                           &width, NULL);
  *minimum = *natural = width + 2 * PADDING;
}

static void
ferry_line_numbers_class_init (FerryLineNumbersClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = ferry_line_numbers_measure;
  GTK_SOURCE_GUTTER_RENDERER_CLASS (klass)->query_data = ferry_line_numbers_query_data;
}

static void
ferry_line_numbers_init (FerryLineNumbers *self)
{
  self->first = self->last = 1;
  gtk_source_gutter_renderer_set_xpad (GTK_SOURCE_GUTTER_RENDERER (self), PADDING);
  gtk_source_gutter_renderer_set_xalign (GTK_SOURCE_GUTTER_RENDERER (self), 1);
  gtk_source_gutter_renderer_set_alignment_mode (GTK_SOURCE_GUTTER_RENDERER (self),
                                                 GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST);
}

GtkSourceGutterRenderer *
ferry_line_numbers_new (void)
{
  return g_object_new (FERRY_TYPE_LINE_NUMBERS, NULL);
}

void
ferry_line_numbers_set (FerryLineNumbers *self,
                        guint             first,
                        guint             last)
{
  g_return_if_fail (FERRY_IS_LINE_NUMBERS (self));
  g_return_if_fail (first > 0);

  self->first = first;
  self->last = last;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
