/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-phase-dots.h"

/* px */
#define SIZE 10
#define GAP 4
#define RING 3
#define THIN_RING 1.5f

struct _FerryPhaseDots {
  GtkWidget        parent_instance;

  FerryImportStep  step;
};

G_DEFINE_FINAL_TYPE (FerryPhaseDots, ferry_phase_dots, GTK_TYPE_WIDGET)

static GdkRGBA
get_color (GtkWidget  *widget,
           const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);

  return color;
}

static void
draw (GtkSnapshot   *snapshot,
      const GdkRGBA *color,
      float          x,
      float          corner,
      float          ring)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, 0, SIZE, SIZE);
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &bounds, corner);
  gtk_snapshot_append_border (snapshot, &shape,
                              (float[4]) { ring, ring, ring, ring },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
}

/* The ring of half the size is a full dot. */
static void
draw_mark (FerryPhaseDots *self,
           GtkSnapshot    *snapshot,
           float           x)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA color;

  switch (self->step.mark)
    {
    case FERRY_STEP_MARK_UNKNOWN:
      color = get_color (widget, "warning_color");
      draw (snapshot, &color, x, 0, SIZE / 2.0f);
      break;
    case FERRY_STEP_MARK_FAILED:
      color = get_color (widget, "error_color");
      draw (snapshot, &color, x, 0, SIZE / 2.0f);
      break;
    case FERRY_STEP_MARK_STOPPED:
      color = get_color (widget, NULL);
      color.alpha *= .5f;
      draw (snapshot, &color, x, 0, SIZE / 2.0f);
      break;
    case FERRY_STEP_MARK_DONE:
      color = get_color (widget, "success_color");
      draw (snapshot, &color, x, SIZE / 2.0f, SIZE / 2.0f);
      break;
    case FERRY_STEP_MARK_CURRENT:
    default:
      color = get_color (widget, "accent_bg_color");
      draw (snapshot, &color, x, SIZE / 2.0f, RING);
      break;
    }
}

static void
ferry_phase_dots_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  FerryPhaseDots *self = FERRY_PHASE_DOTS (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA done = get_color (widget, "success_color");
  GdkRGBA todo = get_color (widget, NULL);

  todo.alpha *= .4f;
  for (guint i = 0; i < self->step.n_steps; i++)
    {
      float x = (rtl ? FERRY_N_STEPS - 1 - i : i) * (SIZE + GAP);

      if (i == self->step.step)
        draw_mark (self, snapshot, x);
      else if (i < self->step.step)
        draw (snapshot, &done, x, SIZE / 2.0f, SIZE / 2.0f);
      else
        draw (snapshot, &todo, x, SIZE / 2.0f, THIN_RING);
    }
}

static void
ferry_phase_dots_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = FERRY_N_STEPS * (SIZE + GAP) - GAP;
  else
    *minimum = *natural = SIZE;
}

static void
show_step (FerryPhaseDots *self)
{
  g_autofree char *description = ferry_import_step_describe (&self->step);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ferry_phase_dots_class_init (FerryPhaseDotsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = ferry_phase_dots_snapshot;
  widget_class->measure = ferry_phase_dots_measure;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ferry_phase_dots_init (FerryPhaseDots *self)
{
  self->step.n_steps = FERRY_N_STEPS;
  show_step (self);
}

void
ferry_phase_dots_set_step (FerryPhaseDots        *self,
                           const FerryImportStep *step)
{
  g_return_if_fail (FERRY_IS_PHASE_DOTS (self));
  g_return_if_fail (step->step < step->n_steps);

  if (self->step.step == step->step && self->step.mark == step->mark &&
      self->step.n_steps == step->n_steps)
    return;

  self->step = *step;
  show_step (self);
}
