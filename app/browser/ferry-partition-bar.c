/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-partition-bar.h"

#define HEIGHT 24
#define NARROWEST 8
#define GAP 2

struct _FerryPartitionBar {
  GtkWidget  parent_instance;

  GArray    *sizes;  /* guint64: one for each child, in order */
};

G_DEFINE_FINAL_TYPE (FerryPartitionBar, ferry_partition_bar, GTK_TYPE_WIDGET)

static void
ferry_partition_bar_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  FerryPartitionBar *self = FERRY_PARTITION_BAR (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (int) self->sizes->len * (NARROWEST + GAP);
  else
    *minimum = *natural = HEIGHT;
}

static void
ferry_partition_bar_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  FerryPartitionBar *self = FERRY_PARTITION_BAR (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int spare = width - (int) self->sizes->len * (NARROWEST + GAP) + GAP;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  double total = 0;
  int x = 0;

  for (guint i = 0; i < self->sizes->len; i++)
    total += g_array_index (self->sizes, guint64, i);

  for (guint i = 0; child; i++, child = gtk_widget_get_next_sibling (child))
    {
      double share = g_array_index (self->sizes, guint64, i) / MAX (total, 1.0);
      int child_width = NARROWEST + (int) (MAX (spare, 0) * share);
      GtkAllocation allocation = { rtl ? width - x - child_width : x, 0, child_width, height };

      gtk_widget_size_allocate (child, &allocation, -1);
      x += child_width + GAP;
    }
}

static void
clear (FerryPartitionBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_array_set_size (self->sizes, 0);
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
  g_array_unref (FERRY_PARTITION_BAR (object)->sizes);

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

  gtk_widget_class_set_css_name (widget_class, "partitionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ferry_partition_bar_init (FerryPartitionBar *self)
{
  self->sizes = g_array_new (FALSE, FALSE, sizeof (guint64));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
append (FerryPartitionBar *self,
        guint64            size,
        const char        *css_class)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  g_array_append_val (self->sizes, size);
}

const char *
ferry_partition_bar_get_class (guint index)
{
  static const char *const classes[] = {
    "partition-1", "partition-2", "partition-3", "partition-4",
  };

  return classes[index % G_N_ELEMENTS (classes)];
}

guint64
ferry_partition_bar_get_free (FerryDiskReport *report)
{
  guint64 end = 0;

  for (guint i = 0; i < report->partitions->len; i++)
    {
      FerryPartition *partition = g_ptr_array_index (report->partitions, i);
      guint64 last;

      if (g_uint64_checked_add (&last, partition->start, partition->size))
        end = MAX (end, last);
    }

  return report->has_virtual_size && report->virtual_size > end ? report->virtual_size - end : 0;
}

void
ferry_partition_bar_set_report (FerryPartitionBar *self,
                                FerryDiskReport   *report)
{
  guint64 free_size;

  g_return_if_fail (FERRY_IS_PARTITION_BAR (self));

  clear (self);
  for (guint i = 0; i < report->partitions->len; i++)
    {
      FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      append (self, partition->size, ferry_partition_bar_get_class (i));
    }
  free_size = ferry_partition_bar_get_free (report);
  if (free_size > 0)
    append (self, free_size, "partition-free");

  gtk_widget_queue_resize (GTK_WIDGET (self));
}
