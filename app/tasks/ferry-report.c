/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-report.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "common/ferry-html.h"
#include "tasks/ferry-report-history.h"
#include "tasks/ferry-report-machine.h"
#include "tasks/ferry-report-words.h"

#include <glib/gi18n.h>

#define STYLE "/io/github/vmferry/Ferry/tasks/ferry-report.css"

static void
add_fact (FerryHtml  *html,
          const char *label,
          const char *style_class,
          const char *value)
{
  ferry_html_open (html, "div", NULL);
  ferry_html_add (html, "dt", NULL, label);
  ferry_html_add_foreign (html, "dd", style_class, value);
  ferry_html_close (html);
}

static GDateTime *
get_end (FerryRun *run)
{
  GPtrArray *entries = ferry_journal_get_entries (ferry_run_get_journal (run));
  FerryJournalEntry *last = entries->len > 0 ? g_ptr_array_index (entries, entries->len - 1) : NULL;

  return last ? last->time : ferry_run_get_started (run);
}

/* Each once, in the order of the machines. */
static char *
list_regions (FerryRun *run)
{
  GListModel *machines = ferry_run_get_machines (run);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);
      const char *region = ferry_machine_import_get_region (machine);
      g_autofree char *name = ferry_format_region (region);
      g_autofree char *both = g_str_equal (name, region) ? g_strdup (name)
                                                         : g_strdup_printf ("%s, %s", name, region);

      if (!g_ptr_array_find_with_equal_func (names, both, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&both));
    }
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" · ", (char **) names->pdata);
}

static void
add_times (FerryHtml *html,
           FerryRun  *run)
{
  GDateTime *end = get_end (run);
  GTimeSpan span = g_date_time_difference (end, ferry_run_get_started (run));
  g_autofree char *started = ferry_report_words_of_time (ferry_run_get_started (run));
  g_autofree char *ended = ferry_report_words_of_time (end);
  g_autofree char *lasted = ferry_format_duration (MAX (span, 0) / G_TIME_SPAN_SECOND);

  add_fact (html, _("Started"), NULL, started);
  add_fact (html, ferry_run_is_finished (run) ? C_("when", "Finished") : _("Last change"), NULL,
            ended);
  add_fact (html, _("Duration"), NULL, lasted);
}

static void
add_head (FerryHtml  *html,
          FerryRun   *run,
          const char *account)
{
  g_autofree char *number = account ? ferry_format_account (account) : NULL;
  g_autofree char *regions = list_regions (run);

  ferry_html_open (html, "header", NULL);
  ferry_html_add (html, "h1", NULL, _("Import Report"));
  if (!ferry_run_is_finished (run))
    ferry_html_add (html, "p", "error", _("This import is not finished."));
  ferry_html_open (html, "dl", NULL);
  add_fact (html, _("AWS account"), "id", number ? number : _("Not known"));
  add_fact (html, _("Region"), NULL, regions);
  add_times (html, run);
  ferry_html_close (html);
  ferry_html_add (html, "p", "note", _("All times are in UTC."));
  ferry_html_close (html);
}

static void
add_summary (FerryHtml *html,
             FerryRun  *run)
{
  GListModel *machines = ferry_run_get_machines (run);
  guint n = g_list_model_get_n_items (machines);
  guint n_landed = 0;
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);

      n_landed += ferry_machine_import_get_state (machine) == FERRY_MACHINE_LANDED;
    }

  /* Translators: the first number is how many have landed, the second how many there are */
  sentence = g_strdup_printf (ngettext ("%u of %u machine has landed.",
                                        "%u of %u machines have landed.", n), n_landed, n);
  ferry_html_add (html, "p", NULL, sentence);
  ferry_html_open (html, "table", "summary");
  ferry_html_open (html, "thead", NULL);
  ferry_html_open (html, "tr", NULL);
  ferry_html_add (html, "th", NULL, _("Machine"));
  ferry_html_add (html, "th", NULL, _("State"));
  ferry_html_add (html, "th", NULL, _("Instance ID"));
  ferry_html_add (html, "th", NULL, _("Volumes"));
  ferry_html_close (html);
  ferry_html_close (html);
  ferry_html_open (html, "tbody", NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);

      ferry_report_machine_add_row (html, machine);
    }
  ferry_html_close (html);
  ferry_html_close (html);
}

static void
add_check (FerryHtml *html,
           GBytes    *bytes)
{
  FerryJournalCheck check;
  g_autofree char *hash = NULL;
  g_autofree char *sentence = NULL;

  if (bytes == NULL)
    {
      ferry_html_add (html, "p", "error", _("The journal’s file could not be read."));
      return;
    }

  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  ferry_journal_check (bytes, &check);
  sentence = ferry_report_words_of_check (&check);
  ferry_html_add (html, "p", check.broken > 0 ? "error" : NULL, sentence);
  ferry_html_open (html, "dl", NULL);
  add_fact (html, _("SHA-256 of the file"), "id", hash);
  ferry_html_close (html);
}

static void
add_journal (FerryHtml *html,
             FerryRun  *run,
             GBytes    *bytes)
{
  FerryJournal *journal = ferry_run_get_journal (run);
  g_autofree char *name = g_file_get_basename (ferry_journal_get_file (journal));
  g_autoptr(FerryRecord) record = ferry_record_new (journal, FERRY_JOURNAL_WHOLE,
                                                    FERRY_JOURNAL_WHOLE);

  ferry_html_open (html, "section", "journal");
  ferry_html_add (html, "h2", NULL, _("Journal"));
  ferry_html_add (html, "p", NULL,
                  _("Each line of the journal holds the checksum of the line before it, so that "
                    "one that was changed, lost or put in is noticed."));
  add_check (html, bytes);
  ferry_html_open (html, "dl", NULL);
  add_fact (html, _("File"), "id", name);
  add_fact (html, _("Run"), "id", ferry_run_get_id (run));
  add_fact (html, _("Written by"), NULL, "Ferry " FERRY_VERSION);
  ferry_html_close (html);
  ferry_report_history_add_changes (html, record);
  ferry_html_close (html);
}

char *
ferry_report_to_html (FerryRun   *run,
                      GBytes     *journal,
                      const char *account)
{
  g_autoptr(GBytes) style = NULL;
  g_autoptr(FerryHtml) html = NULL;
  GListModel *machines;

  g_return_val_if_fail (FERRY_IS_RUN (run), NULL);

  style = g_resources_lookup_data (STYLE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_return_val_if_fail (style != NULL, NULL);

  machines = ferry_run_get_machines (run);
  html = ferry_html_new (_("Import Report"), g_bytes_get_data (style, NULL));
  add_head (html, run, account);
  add_summary (html, run);
  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);

      ferry_report_machine_add_section (html, machine, ferry_run_get_journal (run));
    }
  add_journal (html, run, journal);

  return ferry_html_finish (g_steal_pointer (&html));
}
