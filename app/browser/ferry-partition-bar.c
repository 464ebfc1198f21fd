/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-partition-bar.h"

#include "browser/ferry-partition-text.h"

#define LEAST_HEIGHT 24
#define NARROWEST 8
#define GAP 2
#define NATURAL_WIDTH 240
#define LEAST_WIDTH 120
/* around what lies in an extended partition */
#define FRAME 3
/* beside and above the words */
#define PADDING 4

typedef struct {
  GtkWidget *widget;
  guint64    size;
  gboolean   logical;
  char      *title;
  char      *kind;
} Part;

struct _FerryPartitionBar {
  GtkWidget  parent_instance;

  GArray    *parts;     /* Part, in the order of the disk */
  GPtrArray *frames;    /* (element-type GtkWidget): one around each run of logical parts */
};

G_DEFINE_FINAL_TYPE (FerryPartitionBar, ferry_partition_bar, GTK_TYPE_WIDGET)

static int
get_text_height (FerryPartitionBar *self)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "X");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static void
ferry_partition_bar_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  int text_height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  text_height = get_text_height (FERRY_PARTITION_BAR (widget));
  *minimum = *natural = MAX (LEAST_HEIGHT, text_height + 2 * (PADDING + FRAME));
}

/* Where each part begins, and behind the last one where another would. */
static double *
place (FerryPartitionBar *self,
       int                width)
{
  guint n = self->parts->len;
  double *places = g_new0 (double, n + 1);
  double gap = MIN (GAP, width / (4.0 * MAX (n, 1)));
  double narrowest = MIN (NARROWEST, width / (double) MAX (n, 1) - gap);
  double spare = MAX (0, width + gap - n * (narrowest + gap));
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += g_array_index (self->parts, Part, i).size;
  for (guint i = 0; i < n; i++)
    {
      double share = g_array_index (self->parts, Part, i).size / MAX (total, 1.0);

      places[i + 1] = places[i] + narrowest + spare * share + gap;
    }

  return places;
}

static void
allocate (FerryPartitionBar *self,
          GtkWidget         *child,
          double             from,
          double             to,
          int                inset)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int x = (int) from;
  int child_width = MAX (1, (int) to - x);
  int width = gtk_widget_get_width (widget);
  GtkAllocation allocation = { x, inset, child_width, gtk_widget_get_height (widget) - 2 * inset };

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    allocation.x = width - x - child_width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static gboolean
is_logical (FerryPartitionBar *self,
            guint              index)
{
  return index < self->parts->len && g_array_index (self->parts, Part, index).logical;
}

static void
ferry_partition_bar_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  FerryPartitionBar *self = FERRY_PARTITION_BAR (widget);
  g_autofree double *places = place (self, width);
  double gap = MIN (GAP, width / (4.0 * MAX (self->parts->len, 1)));
  double frame_start = 0;
  guint n_frames = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);
      gboolean begins = part->logical && (i == 0 || !is_logical (self, i - 1));
      gboolean ends = part->logical && !is_logical (self, i + 1);
      double from = places[i] + (begins ? FRAME : 0);
      double to = places[i + 1] - gap - (ends ? FRAME : 0);

      allocate (self, part->widget, from, to, part->logical ? FRAME : 0);
      if (begins)
        frame_start = places[i];
      if (ends)
        allocate (self, g_ptr_array_index (self->frames, n_frames++), frame_start,
                  places[i + 1] - gap, 0);
    }
}

/* The longest text that fits; nothing where none does. */
static void
draw_text (FerryPartitionBar *self,
           const Part        *part,
           GtkSnapshot       *snapshot)
{
  const char *const texts[] = { part->title, part->kind };
  graphene_rect_t bounds;
  GdkRGBA colour;

  if (!gtk_widget_compute_bounds (part->widget, GTK_WIDGET (self), &bounds))
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (part->widget), &colour);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), texts[i]);
      int width;
      int height;

      pango_layout_get_pixel_size (layout, &width, &height);
      if (width + 2 * PADDING > bounds.size.width)
        continue;

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT (bounds.origin.x
                                                    + (int) ((bounds.size.width - width) / 2),
                                                    bounds.origin.y
                                                    + (int) ((bounds.size.height - height) / 2)));
      gtk_snapshot_append_layout (snapshot, layout, &colour);
      gtk_snapshot_restore (snapshot);
      return;
    }
}

static void
ferry_partition_bar_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  FerryPartitionBar *self = FERRY_PARTITION_BAR (widget);

  GTK_WIDGET_CLASS (ferry_partition_bar_parent_class)->snapshot (widget, snapshot);
  for (guint i = 0; i < self->parts->len; i++)
    draw_text (self, &g_array_index (self->parts, Part, i), snapshot);
}

static void
clear_part (gpointer data)
{
  Part *part = data;

  gtk_widget_unparent (part->widget);
  g_free (part->title);
  g_free (part->kind);
}

static void
clear (FerryPartitionBar *self)
{
  g_array_set_size (self->parts, 0);
  g_ptr_array_set_size (self->frames, 0);
}

static void
ferry_partition_bar_dispose (GObject *object)
{
  clear (FERRY_PARTITION_BAR (object));

  G_OBJECT_CLASS (ferry_partition_bar_parent_class)->dispose (object);
}

static void
ferry_partition_bar_finalize (GObject *object)
{
  g_array_unref (FERRY_PARTITION_BAR (object)->parts);
  g_ptr_array_unref (FERRY_PARTITION_BAR (object)->frames);

  G_OBJECT_CLASS (ferry_partition_bar_parent_class)->finalize (object);
}

static void
ferry_partition_bar_class_init (FerryPartitionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_partition_bar_dispose;
  object_class->finalize = ferry_partition_bar_finalize;
  widget_class->measure = ferry_partition_bar_measure;
  widget_class->size_allocate = ferry_partition_bar_size_allocate;
  widget_class->snapshot = ferry_partition_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "partitionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ferry_partition_bar_init (FerryPartitionBar *self)
{
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static GtkWidget *
add_child (FerryPartitionBar *self,
           const char        *css_class)
{
  GtkWidget *child = g_object_new (GTK_TYPE_BOX,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (child, css_class);
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return child;
}

static void
add_part (FerryPartitionBar      *self,
          const FerryDiskSegment *segment,
          gboolean                begins_frame)
{
  Part part = { .size = segment->size, .logical = segment->logical };

  /* Before its parts, so that they are drawn over it. */
  if (begins_frame)
    g_ptr_array_add (self->frames, add_child (self, "partition-extended"));
  part.widget = add_child (self, ferry_disk_segment_get_class (segment));
  part.title = ferry_disk_segment_to_title (segment);
  part.kind = ferry_disk_segment_to_kind (segment);
  g_array_append_val (self->parts, part);
}

void
ferry_partition_bar_set_report (FerryPartitionBar *self,
                                FerryDiskReport   *report)
{
  g_autoptr(GArray) segments = NULL;
  g_autofree char *words = NULL;
  gboolean logical = FALSE;

  g_return_if_fail (FERRY_IS_PARTITION_BAR (self));

  segments = ferry_disk_layout_new (report);
  words = ferry_disk_layout_to_words (segments, report);
  clear (self);
  for (guint i = 0; i < segments->len; i++)
    {
      const FerryDiskSegment *segment = &g_array_index (segments, FerryDiskSegment, i);

      add_part (self, segment, segment->logical && !logical);
      logical = segment->logical;
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
