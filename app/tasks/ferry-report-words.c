/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-report-words.h"

#include <glib/gi18n.h>

#include <string.h>

/* What a field is called. Those that only the program needs are not among them. */
static const struct {
  const char *name;
  const char *label;
} labels[] = {
  { "message", N_("EC2") },
  { "error", N_("Error") },
  { "notice", N_("Note") },
  { "attempt", N_("Attempt") },
  { "manifest-key", N_("Manifest") },
  { "request-id", N_("Request ID") },
  { "task-id", N_("Task") },
  { "instance-id", N_("Instance ID") },
  { "instance", N_("Instance ID") },
  { "volume-id", N_("Volume ID") },
  { "volume", N_("Volume ID") },
  { "zone", N_("Zone") },
  { "device", N_("Device") },
  { "taken", N_("Taken device") },
};

char *
ferry_report_words_of_time (GDateTime *time)
{
  g_autoptr(GDateTime) utc = time ? g_date_time_to_utc (time) : NULL;

  return utc ? g_date_time_format (utc, "%Y-%m-%d %H:%M:%S") : g_strdup ("–");
}

static const char *
get_disk_state (FerryTaskState state)
{
  switch (state)
    {
    case FERRY_TASK_PLANNED:
      return _("Not started");
    case FERRY_TASK_STORING:
      return _("Storing the manifest");
    case FERRY_TASK_PROVING:
      return _("Trying the links");
    case FERRY_TASK_REQUESTING:
      return _("Asking EC2 for the import");
    case FERRY_TASK_UNCONFIRMED:
      return _("Unconfirmed");
    case FERRY_TASK_CONVERTING:
      return _("Converting");
    case FERRY_TASK_CANCELLING:
      return _("Cancelling");
    case FERRY_TASK_LANDED:
      return _("Landed");
    case FERRY_TASK_CANCELLED:
      return _("Cancelled");
    case FERRY_TASK_FAILED:
      return _("Failed");
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
get_machine_state (FerryMachineState state)
{
  switch (state)
    {
    case FERRY_MACHINE_WAITING:
      return _("Not started");
    case FERRY_MACHINE_IMPORTING:
      return _("Importing the disks");
    case FERRY_MACHINE_UNCONFIRMED:
      return _("Unconfirmed");
    case FERRY_MACHINE_TAGGING:
      return _("Setting tags");
    case FERRY_MACHINE_ATTACHING:
      return _("Attaching volumes");
    case FERRY_MACHINE_ASKING:
      return _("Waiting for an answer");
    case FERRY_MACHINE_LANDED:
      return _("Landed");
    case FERRY_MACHINE_CANCELLING:
      return _("Cancelling");
    case FERRY_MACHINE_CANCELLED:
      return _("Cancelled");
    case FERRY_MACHINE_FAILED:
      return _("Failed");
    default:
      g_return_val_if_reached ("");
    }
}

char *
ferry_report_words_of_machine (FerryMachineState state)
{
  return g_strdup (get_machine_state (state));
}

char *
ferry_report_words_of_state (const char *state,
                             gboolean    of_disk)
{
  int value = of_disk ? ferry_task_state_from_word (state)
                      : ferry_machine_state_from_word (state);

  /* the run's own word */
  if (value < 0 && g_str_equal (state, "queued"))
    return g_strdup (_("Put in the queue"));
  if (value < 0)
    return g_strdup (state);

  return g_strdup (of_disk ? get_disk_state (value) : get_machine_state (value));
}

/* "device-1" is that of the second disk. (nullable): it is none of these */
static const char *
find_label (const char *name)
{
  g_autofree char *base = g_strdup (name);
  char *dash = strrchr (base, '-');

  if (dash && g_ascii_isdigit (dash[1]))
    *dash = '\0';

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (base, labels[i].name))
      return _(labels[i].label);

  return NULL;
}

char *
ferry_report_words_of_fields (JsonObject *fields)
{
  g_autoptr(GString) text = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;

  if (fields == NULL)
    return g_strdup ("");

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      const char *value = ferry_json_get_string (fields, name);
      const char *label = find_label (name);
      g_autofree char *pair = NULL;

      if (label == NULL || value == NULL || *value == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");

      /* Translators: in a report: what it is, and its value: “Request ID: 7d2f8a0e” */
      pair = g_strdup_printf (_("%s: %s"), label, value);
      g_string_append (text, pair);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_chain (const FerryJournalCheck *check)
{
  if (check->n_lines == 0)
    return g_strdup (_("The journal has no line."));

  if (check->broken > 0)
    return g_strdup_printf (_("The chain is broken at line %u of %u: what stands there and "
                              "behind it is not known to be as it was written."),
                            check->broken, check->n_lines);

  if (check->n_chained == 0 && check->n_lines > 1)
    /* Translators: format 1 is an older form of the journal’s file */
    return g_strdup_printf (ngettext ("The journal is of format 1, which has no chain: %u line.",
                                      "The journal is of format 1, which has no chain: %u lines.",
                                      check->n_lines), check->n_lines);

  if (check->n_chained + 1 < check->n_lines)
    return g_strdup_printf (_("The chain is unbroken, but only %u of %u lines are in it: an older "
                              "Ferry wrote the others."), check->n_chained + 1, check->n_lines);

  return g_strdup_printf (ngettext ("The chain is unbroken: %u line.",
                                    "The chain is unbroken: %u lines.", check->n_lines),
                          check->n_lines);
}

char *
ferry_report_words_of_check (const FerryJournalCheck *check)
{
  g_autofree char *chain = describe_chain (check);

  if (check->tail == 0)
    return g_steal_pointer (&chain);

  /* Translators: %s is a sentence about the other lines */
  return g_strdup_printf (_("%s The writing of one more line was interrupted; it does not count."),
                          chain);
}
