/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-card.h"

#include "browser/ferry-partition-bar.h"
#include "common/ferry-format.h"
#include "common/ferry-placeholder.h"

#include <glib/gi18n.h>

struct _FerryDiskCard {
  AdwBin             parent_instance;

  GtkLabel          *name_label;
  GtkLabel          *guess_label;
  GtkStack          *stack;
  FerryPlaceholder  *placeholder;
  GtkImage          *verdict_icon;
  GtkLabel          *verdict_label;
  GtkWidget         *partitions_box;
  FerryPartitionBar *partition_bar;
  GtkBox            *legend_box;
  GtkLabel          *format_label;
  GtkLabel          *disk_size_label;
  GtkLabel          *file_size_label;
  GtkLabel          *start_label;
  GtkLabel          *class_label;
  GtkLabel          *evidence_label;
};

G_DEFINE_FINAL_TYPE (FerryDiskCard, ferry_disk_card, ADW_TYPE_BIN)

enum {
  CLOSE,
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
close_clicked_cb (FerryDiskCard *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
retry_cb (FerryDiskCard *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static char *
name_partition (const FerryPartition *partition)
{
  switch (partition->type)
    {
    case 0x05:
    case 0x0f:
      return g_strdup (_("Extended"));
    case 0x06:
    case 0x0e:
      return g_strdup ("FAT16");
    case 0x07:
      return g_strdup ("NTFS");
    case 0x0b:
    case 0x0c:
      return g_strdup ("FAT32");
    case 0x27:
      return g_strdup (_("Windows recovery"));
    case 0x82:
      return g_strdup (_("Linux swap"));
    case 0x83:
      return g_strdup ("Linux");
    case 0x8e:
      return g_strdup ("Linux LVM");
    case 0xee:
      return g_strdup (_("GPT, protective"));
    default:
      /* Translators: the type of a partition, a hexadecimal number */
      return g_strdup_printf (_("Type %02X"), partition->type);
    }
}

static void
add_legend (FerryDiskCard *self,
            const char    *css_class,
            const char    *name,
            guint64        size)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *name_label = gtk_label_new (name);
  g_autofree char *text = ferry_format_disk_part (size);
  GtkWidget *size_label = gtk_label_new (text);

  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_add_css_class (swatch, css_class);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_widget_add_css_class (name_label, "caption");
  gtk_widget_add_css_class (size_label, "caption");
  gtk_widget_add_css_class (size_label, "dim-label");
  gtk_widget_add_css_class (size_label, "numeric");

  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), name_label);
  gtk_box_append (GTK_BOX (row), size_label);
  gtk_box_append (self->legend_box, row);
}

static void
show_partitions (FerryDiskCard   *self,
                 FerryDiskReport *report)
{
  guint64 free_size = ferry_partition_bar_get_free (report);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->legend_box))))
    gtk_box_remove (self->legend_box, child);

  for (guint i = 0; i < report->partitions->len; i++)
    {
      FerryPartition *partition = g_ptr_array_index (report->partitions, i);
      g_autofree char *name = name_partition (partition);
      /* Translators: the kind of a partition that the computer starts from */
      g_autofree char *boots = g_strdup_printf (_("%s, boots"), name);

      add_legend (self, ferry_partition_bar_get_class (i),
                  partition->active ? boots : name, partition->size);
    }
  if (free_size > 0)
    add_legend (self, "partition-free", _("Free"), free_size);

  ferry_partition_bar_set_report (self->partition_bar, report);
  /* The MBR of a GPT disk holds one entry that only keeps others away. */
  gtk_widget_set_visible (self->partitions_box,
                          report->partitions->len > 0
                          && report->scheme != FERRY_PARTITION_SCHEME_GPT);
}

static const char *
describe_start (FerryDiskReport *report)
{
  switch (report->scheme)
    {
    case FERRY_PARTITION_SCHEME_NONE:
      return _("No boot sector");
    case FERRY_PARTITION_SCHEME_MBR:
      return ferry_disk_report_has_active_partition (report) ? _("BIOS, MBR")
                                                             : _("MBR, no boot flag");
    case FERRY_PARTITION_SCHEME_GPT:
      return _("UEFI, GPT");
    case FERRY_PARTITION_SCHEME_UNKNOWN:
    default:
      return _("Not known");
    }
}

static const char *
describe_guess (FerryDiskReport *report)
{
  const char *platform = ferry_disk_report_guess_platform (report);

  if (ferry_disk_report_get_file_format (report) == NULL)
    return "";
  if (g_strcmp0 (platform, "Windows") == 0)
    return _("Looks like Windows");
  if (g_strcmp0 (platform, "Linux") == 0)
    return _("Looks like Linux");

  return _("Its system is not known");
}

static void
show_facts (FerryDiskCard   *self,
            FerryObject     *object,
            FerryDiskReport *report)
{
  const char *storage_class = ferry_object_get_storage_class (object);
  g_autofree char *disk_size = NULL;
  g_autofree char *file_size = ferry_format_bytes (ferry_object_get_size (object));
  g_autofree char *exact = ferry_format_bytes_exact (ferry_object_get_size (object));
  g_autofree char *amount = ferry_format_bytes (report->bytes_read);
  g_autofree char *evidence = NULL;

  if (report->has_virtual_size)
    disk_size = ferry_format_disk (report->virtual_size);
  /* Translators: %s is an amount like "128 KiB" */
  evidence = g_strdup_printf (ngettext ("Read %s in %u request.", "Read %s in %u requests.",
                                        report->requests),
                              amount, report->requests);

  gtk_label_set_label (self->format_label,
                       report->format == FERRY_DISK_FORMAT_UNKNOWN ? _("Not known")
                                                                   : report->format_name);
  gtk_label_set_label (self->disk_size_label, disk_size ? disk_size : _("Not known"));
  gtk_label_set_label (self->file_size_label, file_size);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_size_label), exact);
  gtk_label_set_label (self->start_label, describe_start (report));
  gtk_label_set_label (self->class_label,
                       g_strcmp0 (storage_class, "STANDARD") == 0 ? C_("storage class", "Standard")
                                                                  : storage_class);
  gtk_label_set_label (self->evidence_label, evidence);
}

static void
show_name (FerryDiskCard *self,
           FerryObject   *object,
           const char    *guess)
{
  g_autofree char *name = ferry_format_name (ferry_object_get_name (object));

  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  gtk_label_set_label (self->guess_label, guess);
  gtk_widget_set_visible (GTK_WIDGET (self->guess_label), *guess != '\0');
}

/* What is wrong with the disk itself; what follows from it is left out. */
static char *
judge_disk (FerryDiskReport *report)
{
  if (report->format == FERRY_DISK_FORMAT_UNKNOWN)
    return g_strdup (_("This is not a disk image that Ferry knows"));
  if (ferry_disk_report_get_file_format (report) == NULL)
    /* Translators: %s is the name of an image format, "VHDX" */
    return g_strdup_printf (_("ImportInstance does not take %s"), report->format_name);
  if (report->problem)
    return g_strdup (_("The image is damaged or was not uploaded whole"));
  if (!report->has_virtual_size)
    return g_strdup (_("The size of the disk is not known"));
  if (report->scheme == FERRY_PARTITION_SCHEME_GPT)
    return g_strdup (_("ImportInstance needs an MBR, and this disk has a GPT"));
  if (report->scheme == FERRY_PARTITION_SCHEME_NONE)
    return g_strdup (_("No boot sector: this looks like a data disk"));
  if (report->scheme == FERRY_PARTITION_SCHEME_UNKNOWN)
    return g_strdup (_("The boot sector could not be read"));

  return NULL;
}

static GStrv
list_problems (FerryDiskReport *report,
               const char      *region)
{
  g_autoptr(GStrvBuilder) problems = g_strv_builder_new ();
  g_autofree char *own = judge_disk (report);

  if (own)
    g_strv_builder_add (problems, own);
  if (region && !ferry_region_is_classic (region))
    {
      g_autofree char *name = ferry_format_region (region);
      /* Translators: %s is the name of a region */
      g_autofree char *place = g_strdup_printf (_("There is no ImportInstance in %s"), name);

      g_strv_builder_add (problems, place);
    }

  return g_strv_builder_end (problems);
}

static void
ferry_disk_card_class_init (FerryDiskCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FERRY_TYPE_PARTITION_BAR);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);

  signals[CLOSE] =
    g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] =
    g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-disk-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, guess_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, partitions_box);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, partition_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, legend_box);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, format_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, disk_size_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, file_size_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, start_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, class_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, evidence_label);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
ferry_disk_card_init (FerryDiskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_disk_card_show_nothing (self);
}

void
ferry_disk_card_show_nothing (FerryDiskCard *self)
{
  g_return_if_fail (FERRY_IS_DISK_CARD (self));

  gtk_label_set_label (self->name_label, "");
  gtk_label_set_label (self->guess_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->guess_label), FALSE);
  ferry_placeholder_show_message (self->placeholder, "drive-harddisk-symbolic",
                                  _("No Disk Chosen"),
                                  _("Choose a disk to look inside it."), NULL);
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
}

void
ferry_disk_card_show_looking (FerryDiskCard *self,
                              FerryObject   *object)
{
  g_return_if_fail (FERRY_IS_DISK_CARD (self));

  show_name (self, object, "");
  ferry_placeholder_show_loading (self->placeholder, _("Looking inside…"));
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
}

void
ferry_disk_card_show_report (FerryDiskCard   *self,
                             FerryObject     *object,
                             FerryDiskReport *report,
                             const char      *region)
{
  g_auto(GStrv) problems = NULL;
  g_autofree char *problem = NULL;

  g_return_if_fail (FERRY_IS_DISK_CARD (self));

  problems = list_problems (report, region);
  problem = *problems ? g_strjoinv ("\n", problems) : NULL;
  gtk_image_set_from_icon_name (self->verdict_icon,
                                problem ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_icon), problem ? "success" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_icon), problem ? "warning" : "success");
  gtk_label_set_label (self->verdict_label, problem ? problem : _("Ready for ImportInstance"));

  show_name (self, object, describe_guess (report));
  show_partitions (self, report);
  show_facts (self, object, report);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

void
ferry_disk_card_show_error (FerryDiskCard *self,
                            FerryObject   *object,
                            const GError  *error)
{
  g_return_if_fail (FERRY_IS_DISK_CARD (self));

  show_name (self, object, "");
  ferry_placeholder_show_error (self->placeholder, error, _("Try Again"));
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
}

char *
ferry_disk_card_judge (FerryDiskReport *report,
                       const char      *region)
{
  g_auto(GStrv) problems = list_problems (report, region);

  return g_strdup (*problems);
}
