/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-item-text.h"

#include "common/ferry-format.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-machine-state-text.h"
#include "tasks/ferry-task-clock.h"
#include "tasks/ferry-task-text.h"
#include "tasks/ferry-task-wait-text.h"

#include <glib/gi18n.h>
#include <string.h>

char *
ferry_item_text_name (FerryTaskItem *item)
{
  FerryTask *task = ferry_task_item_get_task (item, 0);

  if (!ferry_task_item_is_machine (item))
    return ferry_task_text_name (task);

  return ferry_format_name (ferry_task_get_name (task));
}

/* What the boot disk told of its system, or what was chosen. (nullable) */
static char *
describe_system (FerryTaskItem *item)
{
  FerryMachine *machine = ferry_task_item_get_machine (item);
  FerryDiskReport *report;
  const char *platform;

  if (machine == NULL)
    return NULL;

  report = ferry_machine_disk_get_report (ferry_machine_get_disk (machine, 0));
  if (report && report->system && *report->system)
    return ferry_format_name (report->system);

  platform = ferry_platform_get_name (ferry_machine_get_platform (machine));

  return g_strdup (platform);
}

char *
ferry_item_text_caption (FerryTaskItem *item)
{
  guint n_tasks = ferry_task_item_get_n_tasks (item);
  g_autofree char *region = ferry_format_region (ferry_task_item_get_region (item));
  g_autofree char *system = describe_system (item);
  g_autofree char *disks = NULL;

  if (!ferry_task_item_is_machine (item))
    /* Translators: of an import that Ferry did not begin; %s is a region */
    return g_strdup_printf (_("Started elsewhere · %s"), region);

  disks = g_strdup_printf (ngettext ("%u disk", "%u disks", n_tasks), n_tasks);
  if (system == NULL)
    /* Translators: a number of disks, then a region: “2 disks · Europe (Ireland)” */
    return g_strdup_printf (_("%s · %s"), disks, region);

  /* Translators: a system, a number of disks, a region: “Debian 12 · 2 disks · Europe (Ireland)” */
  return g_strdup_printf (_("%s · %s · %s"), system, disks, region);
}

/* As people call it beside its machine: "web01-data1.raw" of web01 is data1. (transfer full) */
static char *
shorten_disk_name (FerryTask *task)
{
  const char *machine = ferry_task_get_name (task);
  const char *name = ferry_task_get_disk_name (task);
  const char *slash = name ? strrchr (name, '/') : NULL;
  const char *start = slash ? slash + 1 : name;
  const char *dot;
  g_autofree char *part = NULL;

  if (start == NULL)
    /* Translators: a machine’s boot disk, in a list of disks where there is little room */
    return g_strdup (_("boot"));

  if (machine && g_str_has_prefix (start, machine) && strchr ("-_.", start[strlen (machine)]) &&
      strlen (start) > strlen (machine) + 1)
    start += strlen (machine) + 1;
  dot = strrchr (start, '.');
  part = dot && dot > start ? g_strndup (start, dot - start) : g_strdup (start);

  return ferry_format_name (part);
}

static char *
describe_disk (FerryTask *task)
{
  g_autofree char *name = shorten_disk_name (task);
  FerryTaskState state = ferry_task_get_state (task);
  int percent = ferry_task_get_percent (task);
  g_autofree char *words = NULL;

  if (state == FERRY_TASK_CONVERTING && percent >= 0)
    /* Translators: a disk and how much of it is converted, in a list: “boot 63 %” */
    return g_strdup_printf (_("%s %d %%"), name, percent);
  if (state == FERRY_TASK_PLANNED)
    /* Translators: %s is a disk that has its turn later, in a list: “data1 waits” */
    return g_strdup_printf (_("%s waits"), name);
  if (state == FERRY_TASK_LANDED)
    /* Translators: %s is a disk of which all is converted, in a list: “boot is done” */
    return g_strdup_printf (_("%s is done"), name);

  words = ferry_task_text_state (task);

  /* Translators: a disk and what goes on with it, in a list: “data1: Requesting” */
  return g_strdup_printf (_("%s: %s"), name, words);
}

char *
ferry_item_text_line (FerryTaskItem *item)
{
  const guint n_tasks = ferry_task_item_get_n_tasks (item);
  g_autoptr(GString) disks = NULL;

  if (!ferry_task_item_is_machine (item) || n_tasks == 1 ||
      ferry_task_item_get_state (item) != FERRY_MACHINE_IMPORTING)
    return ferry_item_text_caption (item);

  disks = g_string_new (NULL);
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autofree char *disk = describe_disk (ferry_task_item_get_task (item, i));

      /* Translators: between the disks of a list: “boot 63 %, data1 waits” */
      g_string_append_printf (disks, "%s%s", i > 0 ? _(", ") : "", disk);
    }

  /* Translators: a number of disks, then each of them: “2 disks: boot 63 %, data1 waits” */
  return g_strdup_printf (ngettext ("%u disk: %s", "%u disks: %s", n_tasks), n_tasks, disks->str);
}

/* Refused for now, or to be found out by nobody. */
static gboolean
has_wait (FerryTaskItem *item,
          FerryTaskWait  wait)
{
  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    if (ferry_task_get_wait (ferry_task_item_get_task (item, i)) == wait)
      return TRUE;

  return FALSE;
}

const char *
ferry_item_text_get_icon (FerryTaskItem  *item,
                          const char    **style)
{
  if (!ferry_task_item_is_machine (item))
    return ferry_task_text_get_icon (ferry_task_item_get_task (item, 0), style);

  return ferry_machine_state_get_icon (ferry_task_item_get_state (item), style);
}

static char *
get_waiting_text (FerryTaskItem *item)
{
  FerryTaskWait wait = ferry_task_get_wait (ferry_task_item_get_task (item, 0));
  guint place = ferry_task_item_get_place (item);
  const char *reason = ferry_task_item_get_held (item)
                         ? ferry_task_wait_get_name (FERRY_TASK_WAIT_PAUSED)
                         : ferry_task_wait_get_name (wait);

  if (place == 0)
    return g_strdup (reason);
  if (wait == FERRY_TASK_WAIT_TURN && !ferry_task_item_get_held (item))
    /* Translators: the place of a machine that waits for its turn */
    return g_strdup_printf (_("Number %u in the queue"), place);

  /* Translators: why it waits, then its place in the queue: “Held, number 3” */
  return g_strdup_printf (_("%s, number %u"), reason, place);
}

/* The first disk that is on its way. (nullable) */
static FerryTask *
find_moving (FerryTaskItem *item)
{
  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);
      FerryTaskState state = ferry_task_get_state (task);

      if (state != FERRY_TASK_PLANNED && !ferry_task_state_is_finished (state))
        return task;
    }

  return NULL;
}

static char *
get_importing_text (FerryTaskItem *item)
{
  FerryTask *moving = find_moving (item);
  int percent = ferry_task_item_get_percent (item);

  if (moving == NULL)
    return get_waiting_text (item);
  if (percent < 0 || ferry_task_item_get_n_tasks (item) == 1)
    return ferry_task_text_state (moving);

  /* Translators: a number of percent */
  return g_strdup_printf (_("Converting, %d %%"), percent);
}

char *
ferry_item_text_state (FerryTaskItem *item)
{
  FerryMachineState state = ferry_task_item_get_state (item);

  if (!ferry_task_item_is_machine (item))
    return ferry_task_text_state (ferry_task_item_get_task (item, 0));

  if (state == FERRY_MACHINE_WAITING)
    return get_waiting_text (item);
  if (state == FERRY_MACHINE_IMPORTING)
    return get_importing_text (item);
  if (state == FERRY_MACHINE_LANDED && ferry_task_item_get_starting (item))
    return g_strdup (_("Starting"));
  if (state == FERRY_MACHINE_LANDED &&
      g_strcmp0 (ferry_task_item_get_instance_state (item), "running") == 0)
    return g_strdup (_("Landed, running"));
  if (state == FERRY_MACHINE_UNCONFIRMED && has_wait (item, FERRY_TASK_WAIT_DENIED))
    return g_strdup (_("Unconfirmed, and cannot be found out"));

  return g_strdup (ferry_machine_state_get_name (state));
}

/* (nullable): the first disk that waits for something that is not just the boot disk */
static FerryTask *
find_waiting (FerryTaskItem *item)
{
  FerryTask *found = NULL;

  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);
      FerryTaskWait wait = ferry_task_get_wait (task);

      if (wait != FERRY_TASK_WAIT_NONE && wait != FERRY_TASK_WAIT_BOOT)
        return task;
      if (wait == FERRY_TASK_WAIT_BOOT)
        found = task;
    }

  return found;
}

char *
ferry_item_text_sentence (FerryTaskItem *item,
                          GDateTime     *now)
{
  FerryTask *waiting = find_waiting (item);
  FerryMachineState state = ferry_task_item_get_state (item);
  g_autofree char *why = NULL;

  if (ferry_task_item_get_held (item) && state == FERRY_MACHINE_WAITING)
    return ferry_task_wait_explain (FERRY_TASK_WAIT_PAUSED, NULL, NULL);
  /* What one disk waits for is no news of a machine of which another one moves. */
  if (state == FERRY_MACHINE_IMPORTING && find_moving (item) != NULL && waiting != NULL &&
      ferry_task_get_wait (waiting) == FERRY_TASK_WAIT_TURN)
    waiting = NULL;
  if (waiting && !ferry_task_item_is_finished (item) && state != FERRY_MACHINE_CANCELLING)
    why = ferry_task_wait_explain (ferry_task_get_wait (waiting), ferry_task_get_until (waiting),
                                   now);
  if (why)
    return g_steal_pointer (&why);
  if (!ferry_task_item_is_machine (item))
    return ferry_task_text_remains (ferry_task_item_get_task (item, 0));

  return g_strdup (ferry_machine_state_get_sentence (state));
}

char *
ferry_item_text_elapsed (FerryTaskItem *item,
                         GDateTime     *now)
{
  GDateTime *finished = ferry_task_item_get_finished (item);

  return ferry_format_duration (ferry_task_clock_get_seconds (ferry_task_item_get_started (item),
                                                              finished ? finished : now));
}

char *
ferry_item_text_heard (FerryTaskItem *item,
                       GDateTime     *now,
                       gboolean       brief)
{
  GDateTime *heard = ferry_task_item_get_heard (item);
  guint64 seconds;
  g_autofree char *duration = NULL;

  if (heard == NULL || ferry_task_item_is_finished (item))
    return NULL;

  seconds = ferry_task_clock_get_seconds (heard, now);
  if (seconds == 0)
    return g_strdup (brief ? _("just now") : _("EC2 said so just now"));

  duration = ferry_format_duration (seconds);
  if (brief)
    /* Translators: when EC2 said so, where there is little room; a duration: “20 s ago” */
    return g_strdup_printf (_("%s ago"), duration);

  /* Translators: a duration: “EC2 said so 20 s ago” */
  return g_strdup_printf (_("EC2 said so %s ago"), duration);
}

char *
ferry_item_text_ended (FerryTaskItem *item)
{
  GDateTime *finished = ferry_task_item_get_finished (item);

  return finished ? ferry_format_date (finished) : NULL;
}

gboolean
ferry_item_text_needs_attention (FerryTaskItem *item,
                                 FerryPace     *pace,
                                 GDateTime     *now)
{
  FerryMachineState state = ferry_task_item_get_state (item);

  if (!ferry_task_item_is_machine (item) &&
      ferry_explanation_is_needed (ferry_task_item_get_task (item, 0)))
    return TRUE;
  if (state == FERRY_MACHINE_ASKING ||
      (state == FERRY_MACHINE_FAILED && ferry_task_item_is_machine (item)))
    return TRUE;
  if (ferry_task_item_is_finished (item))
    return FALSE;
  if (has_wait (item, FERRY_TASK_WAIT_DENIED) || has_wait (item, FERRY_TASK_WAIT_PERSON) ||
      has_wait (item, FERRY_TASK_WAIT_ACCOUNT))
    return TRUE;

  return ferry_task_clock_is_late (item, pace, now);
}
