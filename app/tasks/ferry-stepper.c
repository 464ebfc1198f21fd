/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-stepper.h"

/* px, on either side of a step's name */
#define NAME_MARGIN 6

/* A box of equal columns, each [line, dot, line] with a caption. A part of the details of a task;
 * main thread.
 * Its columns are made once and only change their classes, so nothing jumps while a task goes on.
 */
struct _FerryStepper {
  GtkBox      parent_instance;

  gboolean    labels;
  GtkWidget  *columns[FERRY_N_STEPS];
  GtkWidget  *lines[FERRY_N_STEPS][2];  /* before and after the dot */
  GtkWidget  *dots[FERRY_N_STEPS];
  GtkWidget  *names[FERRY_N_STEPS];     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryStepper, ferry_stepper, GTK_TYPE_BOX)

typedef enum {
  PROP_LABELS = 1,
} FerryStepperProperty;

static GParamSpec *properties[PROP_LABELS + 1];

typedef enum {
  DOT_TODO,
  DOT_CURRENT,
  DOT_UNKNOWN,
  DOT_FAILED,
  DOT_STOPPED,
  DOT_DONE,
} Dot;

static const struct {
  const char *style;
  const char *icon;
  int         size;         /* with the style's padding and border all are 18 px wide */
  const char *label_style;
} dot_looks[] = {
  [DOT_TODO] = { "todo", NULL, 12, "dim-label" },
  [DOT_CURRENT] = { "current", NULL, 8, "step-current-label" },
  [DOT_UNKNOWN] = { "unknown", "view-more-horizontal-symbolic", 12, "step-current-label" },
  [DOT_FAILED] = { "failed", "window-close-symbolic", 12, "step-failed-label" },
  [DOT_STOPPED] = { "stopped", "window-close-symbolic", 12, NULL },
  [DOT_DONE] = { "done", "object-select-symbolic", 12, NULL },
};

static void
set_class (GtkWidget  *widget,
           const char *style,
           gboolean    on)
{
  if (style == NULL)
    return;
  if (on)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

static void
set_dot (FerryStepper *self,
         guint         i,
         Dot           dot)
{
  for (guint other = 0; other < G_N_ELEMENTS (dot_looks); other++)
    {
      set_class (self->dots[i], dot_looks[other].style, other == dot);
      if (self->names[i] != NULL)
        set_class (self->names[i], dot_looks[other].label_style,
                   g_strcmp0 (dot_looks[other].label_style, dot_looks[dot].label_style) == 0);
    }

  gtk_image_set_pixel_size (GTK_IMAGE (self->dots[i]), dot_looks[dot].size);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->dots[i]), dot_looks[dot].icon);
}

static void
set_line (GtkWidget *line,
          gboolean   done)
{
  set_class (line, "step-line-done", done);
  set_class (line, "step-line", !done);
}

static Dot
get_dot (guint                  i,
         const FerryImportStep *step)
{
  if (i < step->step)
    return DOT_DONE;
  if (i > step->step)
    return DOT_TODO;

  switch (step->mark)
    {
    case FERRY_STEP_MARK_UNKNOWN:
      return DOT_UNKNOWN;
    case FERRY_STEP_MARK_FAILED:
      return DOT_FAILED;
    case FERRY_STEP_MARK_STOPPED:
      return DOT_STOPPED;
    case FERRY_STEP_MARK_DONE:
      return DOT_DONE;
    case FERRY_STEP_MARK_CURRENT:
    default:
      return DOT_CURRENT;
    }
}

void
ferry_stepper_set_step (FerryStepper          *self,
                        const FerryImportStep *step)
{
  g_autofree char *description = NULL;

  g_return_if_fail (FERRY_IS_STEPPER (self));
  g_return_if_fail (step->step < step->n_steps);

  for (guint i = 0; i < FERRY_N_STEPS; i++)
    {
      set_dot (self, i, get_dot (i, step));
      set_line (self->lines[i][0], i <= step->step);
      set_line (self->lines[i][1], i < step->step);
      gtk_widget_set_opacity (self->lines[i][1], i + 1 < step->n_steps ? 1 : 0);
      gtk_widget_set_visible (self->columns[i], i < step->n_steps);
    }

  description = ferry_import_step_describe (step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
}

static GtkWidget *
line_new (void)
{
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);

  return line;
}

static void
add_column (FerryStepper *self,
            guint         i)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->columns[i] = column;
  self->lines[i][0] = line_new ();
  self->lines[i][1] = line_new ();
  gtk_widget_set_opacity (self->lines[i][0], i == 0 ? 0 : 1);
  self->dots[i] = g_object_new (GTK_TYPE_IMAGE,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                "valign", GTK_ALIGN_CENTER,
                                NULL);
  gtk_widget_add_css_class (self->dots[i], "step-dot");

  gtk_box_append (GTK_BOX (row), self->lines[i][0]);
  gtk_box_append (GTK_BOX (row), self->dots[i]);
  gtk_box_append (GTK_BOX (row), self->lines[i][1]);
  gtk_box_append (GTK_BOX (column), row);
  if (self->labels)
    {
      self->names[i] = gtk_label_new (ferry_step_get_name (i));
      gtk_widget_add_css_class (self->names[i], "caption");
      /* Details in which the names would touch get the stepper without them. */
      gtk_widget_set_margin_start (self->names[i], NAME_MARGIN);
      gtk_widget_set_margin_end (self->names[i], NAME_MARGIN);
      gtk_box_append (GTK_BOX (column), self->names[i]);
    }
  gtk_box_append (GTK_BOX (self), column);
}

static void
ferry_stepper_constructed (GObject *object)
{
  FerryStepper *self = FERRY_STEPPER (object);
  const FerryImportStep first = { FERRY_STEP_MANIFEST, FERRY_STEP_MARK_CURRENT, FERRY_N_STEPS };

  G_OBJECT_CLASS (ferry_stepper_parent_class)->constructed (object);

  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  for (guint i = 0; i < FERRY_N_STEPS; i++)
    add_column (self, i);
  ferry_stepper_set_step (self, &first);
}

static void
ferry_stepper_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  FerryStepper *self = FERRY_STEPPER (object);

  switch ((FerryStepperProperty) property_id)
    {
    case PROP_LABELS:
      self->labels = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_stepper_class_init (FerryStepperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ferry_stepper_constructed;
  object_class->set_property = ferry_stepper_set_property;

  properties[PROP_LABELS] =
    g_param_spec_boolean ("labels", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ferry_stepper_init (FerryStepper *self)
{
}
