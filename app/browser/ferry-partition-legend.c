/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-partition-legend.h"

#include "browser/ferry-partition-text.h"
#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* More lines than these scroll. */
#define MAX_LINES 12
#define MAX_HEIGHT 220

struct _FerryPartitionLegend {
  AdwBin             parent_instance;

  GtkGrid           *grid;
  GtkScrolledWindow *scroller;
  int                n_lines;
};

G_DEFINE_FINAL_TYPE (FerryPartitionLegend, ferry_partition_legend, ADW_TYPE_BIN)

static void
ferry_partition_legend_class_init (FerryPartitionLegendClass *klass)
{
}

static void
ferry_partition_legend_init (FerryPartitionLegend *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 8);
  gtk_grid_set_row_spacing (self->grid, 4);

  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, TRUE);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->grid));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Partitions"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
}

static GtkWidget *
add_label (FerryPartitionLegend *self,
           int                   column,
           const char           *text,
           const char           *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, self->n_lines, 1, 1);

  return label;
}

static void
add_line (FerryPartitionLegend *self,
          const char           *css_class,
          guint                 number,
          const char           *text,
          guint64               size)
{
  GtkWidget *swatch = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *size_text = ferry_format_disk_part (size);
  GtkWidget *label;

  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_add_css_class (swatch, css_class);
  gtk_grid_attach (self->grid, swatch, 0, self->n_lines, 1, 1);
  if (number > 0)
    {
      g_autofree char *number_text = g_strdup_printf ("%u", number);

      gtk_label_set_xalign (GTK_LABEL (add_label (self, 1, number_text, "numeric")), 1);
    }

  label = add_label (self, 2, text, NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_hexpand (label, TRUE);

  label = add_label (self, 3, size_text, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  self->n_lines++;
}

static void
add_segment (FerryPartitionLegend   *self,
             const char             *css_class,
             const FerryDiskSegment *segment)
{
  g_autofree char *title = ferry_disk_segment_to_title (segment);
  g_autofree char *marks = ferry_disk_segment_to_marks (segment);
  g_autofree char *marked = NULL;

  if (marks)
    /* Translators: what is in a partition, NTFS “Windows”, and what is special, "boots" */
    marked = g_strdup_printf (C_("partition", "%s, %s"), title, marks);
  add_line (self, css_class, segment->partition ? segment->partition->number : 0,
            marked ? marked : title, segment->size);
}

static void
add_extended (FerryPartitionLegend *self,
              const FerryPartition *partition)
{
  FerryDiskSegment segment = { .partition = partition, .size = partition->size };

  add_segment (self, "partition-extended", &segment);
}

static const FerryDiskSegment *
find_segment (GArray               *segments,
              const FerryPartition *partition)
{
  for (guint i = 0; i < segments->len; i++)
    {
      const FerryDiskSegment *it = &g_array_index (segments, FerryDiskSegment, i);

      if (it->partition == partition)
        return it;
    }

  return NULL;
}

static guint64
sum_free (GArray *segments)
{
  guint64 sum = 0;

  for (guint i = 0; i < segments->len; i++)
    {
      const FerryDiskSegment *it = &g_array_index (segments, FerryDiskSegment, i);

      if (ferry_disk_segment_is_free (it))
        sum += it->size;
    }

  return sum;
}

static void
clear (FerryPartitionLegend *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
  self->n_lines = 0;
}

/* Only what scrolls takes the focus. */
static void
update_scroller (FerryPartitionLegend *self)
{
  gboolean scrolls = self->n_lines > MAX_LINES;

  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  scrolls ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_max_content_height (self->scroller, scrolls ? MAX_HEIGHT : -1);
  gtk_scrolled_window_set_min_content_height (self->scroller, scrolls ? MAX_HEIGHT : -1);
  gtk_widget_set_focusable (GTK_WIDGET (self->scroller), scrolls);
}

void
ferry_partition_legend_set_report (FerryPartitionLegend *self,
                                   FerryDiskReport      *report)
{
  g_autoptr(GArray) segments = NULL;
  guint64 n_free;

  g_return_if_fail (FERRY_IS_PARTITION_LEGEND (self));

  segments = ferry_disk_layout_new (report);
  clear (self);
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);
      const FerryDiskSegment *segment = find_segment (segments, partition);

      if (segment)
        add_segment (self, ferry_disk_segment_get_class (segment), segment);
      else
        add_extended (self, partition);
    }
  if (report->partitions->len == 0 && segments->len > 0)
    add_segment (self, "partition-1", &g_array_index (segments, FerryDiskSegment, 0));

  n_free = sum_free (segments);
  if (n_free > 0)
    add_line (self, "partition-free", 0, _("Free"), n_free);
  update_scroller (self);
}
