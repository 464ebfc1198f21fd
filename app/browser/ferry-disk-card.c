/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-card.h"

#include "browser/ferry-disk-text.h"
#include "browser/ferry-partition-bar.h"
#include "browser/ferry-partition-legend.h"
#include "browser/ferry-verdict-list.h"
#include "browser/ferry-verdict-text.h"
#include "common/ferry-format.h"
#include "common/ferry-placeholder.h"

#include <glib/gi18n.h>

struct _FerryDiskCard {
  AdwBin                parent_instance;

  GtkWidget            *name_box;
  GtkLabel             *name_label;
  GtkLabel             *facts_label;
  FerryPartsBox        *parts_box;
  GtkStack             *stack;
  FerryPlaceholder     *placeholder;
  GtkImage             *verdict_icon;
  GtkLabel             *verdict_label;
  GtkLabel             *problem_label;
  GtkWidget            *partitions_box;
  FerryPartitionBar    *partition_bar;
  FerryPartitionLegend *partition_legend;
  GtkListBox           *disks_list;
  AdwPreferencesRow    *system_row;
  GtkWidget            *architecture_row;
  GtkLabel             *architecture_label;
  GtkWidget            *processors_row;
  GtkLabel             *processors_label;
  GtkWidget            *memory_row;
  GtkLabel             *memory_label;
  GtkLabel             *file_size_label;
  GtkWidget            *class_row;
  GtkLabel             *class_label;
  FerryVerdictList     *verdict_list;
  GtkLabel             *effort_label;
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

/* Of an archive with several disks each has a row, and none of them is the one to draw. */
static void
show_partitions (FerryDiskCard   *self,
                 FerryDiskReport *report)
{
  gboolean filled;

  if (report->disks->len == 1)
    report = ferry_disk_report_get_boot_disk (report);

  filled = report->partitions->len > 0 || report->file_system;
  gtk_widget_set_visible (self->partitions_box, filled);
  if (!filled)
    return;

  ferry_partition_bar_set_report (self->partition_bar, report);
  ferry_partition_legend_set_report (self->partition_legend, report);
}

static GtkWidget *
make_disk_row (FerryDiskReport *disk)
{
  g_autofree char *name = ferry_format_name (disk->member ? disk->member : "");
  g_autofree char *facts = ferry_disk_report_to_facts (disk);
  g_autofree char *system = ferry_disk_report_to_system (disk);
  g_autofree char *text = system ? g_strconcat (facts, " · ", system, NULL) : NULL;

  return g_object_new (ADW_TYPE_ACTION_ROW,
                       "title", name,
                       "subtitle", text ? text : facts,
                       "tooltip-text", name,
                       "use-markup", FALSE, NULL);
}

static void
show_disks (FerryDiskCard   *self,
            FerryDiskReport *report)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->disks_list))))
    gtk_list_box_remove (self->disks_list, child);
  for (guint i = 0; i < report->disks->len; i++)
    gtk_list_box_append (self->disks_list, make_disk_row (g_ptr_array_index (report->disks, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->disks_list), report->disks->len > 0);
}

static void
show_system (FerryDiskCard   *self,
             FerryDiskReport *report)
{
  FerryDiskReport *boot = ferry_disk_report_get_boot_disk (report);
  g_autofree char *system = ferry_disk_report_to_system (boot);
  g_autofree char *shown = boot->evidence ? ferry_format_name (boot->evidence) : NULL;
  g_autofree char *evidence = NULL;

  if (shown && boot->evidence_partition > 0)
    /* Translators: %s is the file that tells which system it is, such as "/etc/os-release" */
    evidence = g_strdup_printf (_("Known from %s in partition %u"), shown,
                                boot->evidence_partition);
  else if (shown)
    /* Translators: %s is the file that tells which system it is, such as "/etc/os-release" */
    evidence = g_strdup_printf (_("Known from %s"), shown);

  gtk_widget_set_visible (GTK_WIDGET (self->system_row), system != NULL);
  adw_preferences_row_set_title (self->system_row, system ? system : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->system_row), evidence ? evidence : "");
}

/* @text: (nullable): hides the row */
static void
show_fact (GtkWidget  *row,
           GtkLabel   *label,
           const char *text)
{
  gtk_widget_set_visible (row, text != NULL);
  gtk_label_set_label (label, text ? text : "");
}

static void
show_machine (FerryDiskCard   *self,
              FerryDiskReport *report)
{
  FerryDiskReport *boot = ferry_disk_report_get_boot_disk (report);
  g_autofree char *architecture = NULL;
  g_autofree char *processors = NULL;
  g_autofree char *memory = NULL;

  if (boot->architecture)
    architecture = ferry_format_name (boot->architecture);
  if (report->n_processors > 0)
    processors = g_strdup_printf ("%u", report->n_processors);
  if (report->memory > 0)
    memory = ferry_format_disk (report->memory);

  show_fact (self->architecture_row, self->architecture_label, architecture);
  show_fact (self->processors_row, self->processors_label, processors);
  show_fact (self->memory_row, self->memory_label, memory);
}

/* A file of this computer has no version in a bucket, and no storage class. */
static void
show_object (FerryDiskCard *self,
             FerryObject   *object)
{
  const char *storage_class = ferry_object_get_storage_class (object);
  g_autofree char *file_size = ferry_format_bytes (ferry_object_get_size (object));
  g_autofree char *exact = ferry_format_bytes_exact (ferry_object_get_size (object));

  if (g_strcmp0 (storage_class, "STANDARD") == 0)
    storage_class = C_("storage class", "Standard");
  gtk_label_set_label (self->file_size_label, file_size);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_size_label), exact);
  show_fact (self->class_row, self->class_label,
             ferry_object_get_etag (object) ? storage_class : NULL);
}

static void
show_head (FerryDiskCard *self,
           FerryObject   *object,
           const char    *facts)
{
  g_autofree char *name = ferry_format_name (ferry_object_get_name (object));

  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  gtk_label_set_label (self->facts_label, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), *facts != '\0');
}

/* Why the import that Ferry makes will not take the disk. Which system it is can be told by a
 * person, so not to know it keeps from nothing.
 */
static GStrv
list_problems (FerryDiskReport *report,
               const char      *region)
{
  g_autoptr(GStrvBuilder) problems = g_strv_builder_new ();
  g_autofree char *absence = ferry_import_call_to_absence (FERRY_IMPORT_CALL_INSTANCE, region);
  g_autofree char *own = NULL;
  FerryDiskVerdict verdict;

  ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);
  if (verdict.state != FERRY_VERDICT_ACCEPTED && verdict.reason != FERRY_VERDICT_REASON_SYSTEM)
    own = ferry_verdict_reason_to_text (verdict.reason, FERRY_IMPORT_CALL_INSTANCE, report);
  if (own)
    g_strv_builder_add (problems, own);
  if (absence)
    g_strv_builder_add (problems, absence);

  return g_strv_builder_end (problems);
}

/* Where nothing speaks against it */
static const char *
describe_readiness (FerryDiskReport *report)
{
  FerryDiskVerdict verdict;

  ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);

  return verdict.state == FERRY_VERDICT_ACCEPTED
         ? _("Ready for ImportInstance")
         : _("Ready, if ImportInstance knows the system on it");
}

static void
show_verdict (FerryDiskCard   *self,
              FerryDiskReport *report,
              const char      *region)
{
  g_auto(GStrv) problems = list_problems (report, region);
  g_autofree char *problem = *problems ? g_strjoinv ("\n", problems) : NULL;

  gtk_image_set_from_icon_name (self->verdict_icon,
                                problem ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_icon), problem ? "success" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_icon), problem ? "warning" : "success");
  gtk_label_set_label (self->verdict_label, problem ? problem : describe_readiness (report));
  gtk_label_set_label (self->problem_label, report->problem ? report->problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), report->problem != NULL);
}

static void
ferry_disk_card_class_init (FerryDiskCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FERRY_TYPE_PARTITION_BAR);
  g_type_ensure (FERRY_TYPE_PARTS_BOX);
  g_type_ensure (FERRY_TYPE_PARTITION_LEGEND);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_VERDICT_LIST);

  signals[CLOSE] =
    g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] =
    g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-disk-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, name_box);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, facts_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, parts_box);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, problem_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, partitions_box);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, partition_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, partition_legend);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, disks_list);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, system_row);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, architecture_row);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, architecture_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, processors_row);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, processors_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, memory_row);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, memory_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, file_size_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, class_row);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, class_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, verdict_list);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskCard, effort_label);
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

  ferry_parts_box_clear (self->parts_box);
  gtk_label_set_label (self->name_label, "");
  gtk_label_set_label (self->facts_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), FALSE);
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

  show_head (self, object, "");
  ferry_placeholder_show_loading (self->placeholder, _("Looking inside…"));
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
}

void
ferry_disk_card_show_report (FerryDiskCard   *self,
                             FerryObject     *object,
                             FerryDiskReport *report,
                             const char      *region)
{
  g_autofree char *facts = NULL;
  g_autofree char *effort = NULL;

  g_return_if_fail (FERRY_IS_DISK_CARD (self));

  facts = ferry_disk_report_to_facts (report);
  effort = ferry_disk_report_to_effort (report);
  show_head (self, object, facts);
  show_verdict (self, report, region);
  show_partitions (self, report);
  show_disks (self, report);
  show_system (self, report);
  show_machine (self, report);
  show_object (self, object);
  ferry_verdict_list_set_report (self->verdict_list, report, ferry_object_get_name (object),
                                 region);
  gtk_label_set_label (self->effort_label, effort);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

void
ferry_disk_card_show_error (FerryDiskCard *self,
                            FerryObject   *object,
                            const GError  *error)
{
  g_return_if_fail (FERRY_IS_DISK_CARD (self));

  show_head (self, object, "");
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

FerryPartsBox *
ferry_disk_card_get_parts_box (FerryDiskCard *self)
{
  g_return_val_if_fail (FERRY_IS_DISK_CARD (self), NULL);

  return self->parts_box;
}

void
ferry_disk_card_hide_name (FerryDiskCard *self)
{
  g_return_if_fail (FERRY_IS_DISK_CARD (self));

  gtk_widget_set_visible (self->name_box, FALSE);
}
