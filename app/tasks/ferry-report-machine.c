/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-report-machine.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "tasks/ferry-report-history.h"
#include "tasks/ferry-report-words.h"

#include <glib/gi18n.h>

/* Of format 1 the run is about one disk of the machine; its row is the only one. */
static FerryTask *
get_task (FerryMachineImport *machine,
          guint               index)
{
  g_autoptr(FerryTask) task = NULL;

  task = g_list_model_get_item (ferry_machine_import_get_tasks (machine), index);

  return task;
}

static guint
get_n_tasks (FerryMachineImport *machine)
{
  return g_list_model_get_n_items (ferry_machine_import_get_tasks (machine));
}

/* "vol-0123 (/dev/sda1), vol-4567 (/dev/sdf)" */
static char *
list_volumes (FerryMachineImport *machine)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < get_n_tasks (machine); i++)
    {
      FerryTask *task = get_task (machine, i);
      const char *volume = ferry_task_get_volume_id (task);
      const char *device = ferry_machine_import_get_device (machine,
                                                            ferry_task_get_position (task));

      if (volume == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, volume);
      if (device)
        g_string_append_printf (text, " (%s)", device);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
ferry_report_machine_add_row (FerryHtml          *html,
                              FerryMachineImport *machine)
{
  FerryMachine *wish = ferry_machine_import_get_machine (machine);
  const char *instance_id = ferry_machine_import_get_instance_id (machine);
  g_autofree char *state = NULL;
  g_autofree char *volumes = list_volumes (machine);

  state = ferry_report_words_of_machine (ferry_machine_import_get_state (machine));
  ferry_html_open (html, "tr", NULL);
  ferry_html_add_foreign (html, "td", NULL, ferry_machine_get_name (wish));
  ferry_html_add (html, "td", NULL, state);
  ferry_html_add_foreign (html, "td", "id", instance_id ? instance_id : "–");
  ferry_html_add_foreign (html, "td", "id", *volumes ? volumes : "–");
  ferry_html_close (html);
}

static void
add_fact (FerryHtml  *html,
          const char *label,
          const char *style_class,
          const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  ferry_html_open (html, "div", NULL);
  ferry_html_add (html, "dt", NULL, label);
  ferry_html_add_foreign (html, "dd", style_class, value);
  ferry_html_close (html);
}

static void
add_time (FerryHtml  *html,
          const char *label,
          GDateTime  *time)
{
  g_autofree char *text = time ? ferry_report_words_of_time (time) : NULL;

  add_fact (html, label, NULL, text);
}

static void
add_error (FerryHtml    *html,
           const GError *error)
{
  g_autofree char *title = NULL;
  g_autofree char *advice = NULL;

  if (error == NULL)
    return;

  title = ferry_error_to_title (error);
  advice = ferry_error_to_advice (error);
  ferry_html_open (html, "div", "error");
  ferry_html_add (html, "strong", NULL, title);
  ferry_html_add (html, "p", NULL, advice);
  /* AWS's own words, with what a support engineer asks for. */
  ferry_html_add_foreign (html, "p", "id", error->message);
  ferry_html_close (html);
}

static void
add_tags (FerryHtml    *html,
          FerryMachine *machine)
{
  const char *const *tags = ferry_machine_get_tags (machine);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; tags[i] && tags[i + 1]; i += 2)
    g_string_append_printf (text, "%s%s=%s", i > 0 ? ", " : "", tags[i], tags[i + 1]);

  add_fact (html, _("Tags"), NULL, text->str);
}

static void
add_facts (FerryHtml          *html,
           FerryMachineImport *machine)
{
  FerryMachine *wish = ferry_machine_import_get_machine (machine);
  g_autofree char *state = NULL;
  g_autofree char *region = ferry_format_region (ferry_machine_import_get_region (machine));

  state = ferry_report_words_of_machine (ferry_machine_import_get_state (machine));
  ferry_html_open (html, "dl", NULL);
  add_fact (html, _("State"), NULL, state);
  add_fact (html, _("Instance ID"), "id", ferry_machine_import_get_instance_id (machine));
  add_fact (html, _("Instance type"), "id", ferry_machine_get_instance_type (wish));
  add_fact (html, _("Region"), NULL, region);
  add_tags (html, wish);
  add_time (html, _("Started"), ferry_machine_import_get_started (machine));
  add_time (html, C_("when", "Finished"), ferry_machine_import_get_finished (machine));
  ferry_html_close (html);
}

static void
add_disk_facts (FerryHtml          *html,
                FerryMachineImport *machine,
                FerryTask          *task,
                guint               position)
{
  FerryMachine *wish = ferry_machine_import_get_machine (machine);
  FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (wish, position));
  FerryDiskReport *report = ferry_disk_get_report (disk);
  g_autofree char *source = g_strdup_printf ("%s/%s", ferry_disk_get_bucket (disk),
                                             ferry_disk_get_key (disk));
  g_autofree char *rounded = ferry_format_bytes (ferry_disk_get_size (disk));
  g_autofree char *exact = ferry_format_bytes_exact (ferry_disk_get_size (disk));
  g_autofree char *size = g_strdup_printf ("%s (%s)", rounded, exact);
  g_autofree char *virtual_size = report->has_virtual_size
                                    ? ferry_format_disk (report->virtual_size) : NULL;

  ferry_html_open (html, "dl", NULL);
  /* Translators: the object that a disk was read from, as “bucket/key” */
  add_fact (html, _("Source"), "id", source);
  add_fact (html, _("ETag"), "id", ferry_disk_get_etag (disk));
  add_fact (html, _("Size"), NULL, size);
  add_fact (html, _("Format"), NULL, report->format_name);
  add_fact (html, _("Disk size"), NULL, virtual_size);
  add_fact (html, _("Volume ID"), "id", ferry_task_get_volume_id (task));
  add_fact (html, _("Device"), "id", ferry_machine_import_get_device (machine, position));
  add_time (html, _("Started"), ferry_task_get_started (task));
  add_time (html, C_("when", "Finished"), ferry_task_get_finished (task));
  ferry_html_close (html);
}

static void
add_disk (FerryHtml          *html,
          FerryMachineImport *machine,
          FerryJournal       *journal,
          FerryTask          *task)
{
  guint position = ferry_task_get_position (task);
  g_autoptr(FerryRecord) record = NULL;

  record = ferry_record_new (journal, ferry_machine_import_get_position (machine), position);
  ferry_html_open (html, "section", "disk");
  if (position == 0)
    {
      ferry_html_add (html, "h3", NULL, _("Boot Disk"));
    }
  else
    {
      /* Translators: %u is the number of the disk in its machine, from 1 */
      g_autofree char *title = g_strdup_printf (_("Data Disk %u"), position);

      ferry_html_add (html, "h3", NULL, title);
    }

  add_disk_facts (html, machine, task, position);
  add_error (html, ferry_task_get_error (task));
  ferry_report_history_add_attempts (html, record);
  ferry_report_history_add_changes (html, record);
  ferry_html_close (html);
}

void
ferry_report_machine_add_section (FerryHtml          *html,
                                  FerryMachineImport *machine,
                                  FerryJournal       *journal)
{
  FerryMachine *wish = ferry_machine_import_get_machine (machine);
  g_autoptr(FerryRecord) record = NULL;

  record = ferry_record_new (journal, ferry_machine_import_get_position (machine),
                             FERRY_JOURNAL_WHOLE);
  ferry_html_open (html, "section", "machine");
  ferry_html_add_foreign (html, "h2", NULL, ferry_machine_get_name (wish));
  add_facts (html, machine);
  add_error (html, ferry_machine_import_get_error (machine));
  ferry_report_history_add_changes (html, record);
  for (guint i = 0; i < get_n_tasks (machine); i++)
    add_disk (html, machine, journal, get_task (machine, i));
  ferry_html_close (html);
}
