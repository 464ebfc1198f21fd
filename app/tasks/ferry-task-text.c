/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-text.h"

#include "common/ferry-format.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-task-wait-text.h"

#include <glib/gi18n.h>

#include <string.h>

char *
ferry_task_text_name (FerryTask *task)
{
  const char *disk_name = ferry_task_get_disk_name (task);
  g_autofree char *machine = ferry_format_name (ferry_task_get_name (task));
  g_autofree char *disk = NULL;

  if (disk_name == NULL)
    return g_steal_pointer (&machine);

  disk = ferry_format_name (disk_name);
  /* Translators: a machine and one of its disks: “web01 · data disk logs.vmdk” */
  return g_strdup_printf (_("%s · data disk %s"), machine, disk);
}

static char *
get_converting_text (FerryTask *task)
{
  const char *message = ferry_task_get_message (task);
  int percent = ferry_task_get_percent (task);

  if (percent >= 0)
    /* Translators: a number of percent */
    return g_strdup_printf (_("Converting, %d %%"), percent);
  if (message == NULL || g_ascii_strcasecmp (message, "pending") == 0)
    return g_strdup (_("Waiting for EC2 to begin"));

  /* Translators: %s is EC2’s own sentence */
  return g_strdup_printf (_("Converting: “%s”"), message);
}

/* What needs no more than the state to be said. */
static const char *
get_state_name (FerryTaskState state)
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

char *
ferry_task_text_state (FerryTask *task)
{
  FerryTaskState state = ferry_task_get_state (task);

  if (state == FERRY_TASK_PLANNED && ferry_task_get_wait (task) != FERRY_TASK_WAIT_NONE)
    return g_strdup (ferry_task_wait_get_name (ferry_task_get_wait (task)));
  if (state == FERRY_TASK_CONVERTING)
    return get_converting_text (task);
  if (state == FERRY_TASK_CANCELLED && ferry_task_is_lost (task))
    return g_strdup (_("Outcome not known"));
  if (state == FERRY_TASK_CANCELLED && ferry_explanation_is_needed (task))
    return g_strdup (_("Ended by EC2"));

  return g_strdup (get_state_name (state));
}

const char *
ferry_task_text_get_icon (FerryTask   *task,
                          const char **style)
{
  *style = NULL;

  if (ferry_task_get_state (task) == FERRY_TASK_LANDED)
    {
      *style = "success";
      return "emblem-ok-symbolic";
    }
  if (ferry_task_get_state (task) == FERRY_TASK_UNCONFIRMED || ferry_task_is_lost (task))
    {
      *style = "warning";
      return "dialog-warning-symbolic";
    }
  if (ferry_explanation_is_needed (task))
    {
      *style = "error";
      return "dialog-error-symbolic";
    }
  if (ferry_task_get_state (task) == FERRY_TASK_CANCELLED)
    {
      *style = "dim-label";
      return "process-stop-symbolic";
    }

  return "computer-symbolic";
}

static guint64
get_seconds (GDateTime *from,
             GDateTime *to)
{
  GTimeSpan span = from != NULL && to != NULL ? g_date_time_difference (to, from) : 0;

  /* The servers' clock may be ahead of this computer's. */
  return MAX (span, 0) / G_TIME_SPAN_SECOND;
}

/* When it ended, or when it will, and where. (transfer full) */
static char *
get_place_and_time (FerryTask *task,
                    GDateTime *now)
{
  g_autofree char *region = ferry_format_region (ferry_task_get_region (task));
  g_autofree char *date = NULL;
  guint64 left;

  if (ferry_task_state_is_finished (ferry_task_get_state (task))
      && ferry_task_get_finished (task) != NULL)
    {
      date = ferry_format_date (ferry_task_get_finished (task));
      /* Translators: when it ended, and the region: “Today at 04:12 · Europe (Ireland)” */
      return g_strdup_printf (_("%s · %s"), date, region);
    }

  left = get_seconds (now, ferry_task_get_expiration (task));
  if (ferry_task_get_state (task) != FERRY_TASK_CONVERTING || left == 0)
    return g_steal_pointer (&region);

  date = ferry_format_duration (left);
  /* Translators: a region, then a duration: “Europe (Ireland) · EC2 gives up in 6 d 23 h” */
  return g_strdup_printf (_("%s · EC2 gives up in %s"), region, date);
}

char *
ferry_task_text_caption (FerryTask *task,
                         GDateTime *now)
{
  const char *raw = ferry_task_get_source (task);
  g_autofree char *source = raw != NULL ? ferry_format_name (raw) : NULL;
  const char *slash = source != NULL ? strchr (source, '/') : NULL;
  g_autofree char *rest = get_place_and_time (task, now);
  g_autofree char *bucket = NULL;
  g_autofree char *disk = NULL;

  if (slash == NULL)
    return g_steal_pointer (&rest);

  bucket = g_strndup (source, slash - source);
  /* Translators: a disk, then its bucket: “web01-boot.vmdk in acme-exports” */
  disk = g_strdup_printf (_("%s in %s"), strrchr (source, '/') + 1, bucket);

  /* Translators: a disk and its bucket, then when it ended and the region */
  return g_strdup_printf (_("%s · %s"), disk, rest);
}

char *
ferry_task_text_remains (FerryTask *task)
{
  if (ferry_task_get_state (task) != FERRY_TASK_CANCELLED || ferry_explanation_is_needed (task))
    return NULL;

  return g_strdup (_("EC2 has removed what it made; the disk in the bucket is untouched."));
}

char *
ferry_task_text_too_late (FerryTask *task)
{
  g_autofree char *name = ferry_task_text_name (task);

  switch (ferry_task_get_state (task))
    {
    case FERRY_TASK_CONVERTING:
      return NULL;
    case FERRY_TASK_LANDED:
      /* Translators: %s is the name of a machine */
      return g_strdup_printf (_("Too late: “%s” has landed"), name);
    case FERRY_TASK_CANCELLING:
      /* Translators: %s is the name of a machine */
      return g_strdup_printf (_("The import of “%s” is being cancelled already"), name);
    case FERRY_TASK_PLANNED:
    case FERRY_TASK_STORING:
    case FERRY_TASK_PROVING:
    case FERRY_TASK_REQUESTING:
    case FERRY_TASK_UNCONFIRMED:
    case FERRY_TASK_CANCELLED:
    case FERRY_TASK_FAILED:
    default:
      /* Translators: %s is the name of a machine */
      return g_strdup_printf (_("Too late: the import of “%s” has ended"), name);
    }
}

/* in seconds; -1 where EC2 has said nothing that still counts */
static gint64
get_silence (FerryTask *task,
             GDateTime *now)
{
  if (ferry_task_get_heard (task) == NULL
      || ferry_task_state_is_finished (ferry_task_get_state (task)))
    return -1;

  return get_seconds (ferry_task_get_heard (task), now);
}

char *
ferry_task_text_heard (FerryTask *task,
                       GDateTime *now)
{
  gint64 seconds = get_silence (task, now);
  g_autofree char *duration = seconds > 0 ? ferry_format_duration (seconds) : NULL;

  if (seconds <= 0)
    return seconds == 0 ? g_strdup (_("EC2 said so just now")) : NULL;

  /* Translators: a duration: “EC2 said so 20 s ago” */
  return g_strdup_printf (_("EC2 said so %s ago"), duration);
}

char *
ferry_task_text_ago (FerryTask *task,
                     GDateTime *now)
{
  gint64 seconds = get_silence (task, now);
  g_autofree char *duration = seconds > 0 ? ferry_format_duration (seconds) : NULL;

  if (seconds <= 0)
    return seconds == 0 ? g_strdup (_("just now")) : NULL;

  /* Translators: when EC2 said so, where there is little room; a duration: “20 s ago” */
  return g_strdup_printf (_("%s ago"), duration);
}

char *
ferry_task_text_elapsed (FerryTask *task,
                         GDateTime *now)
{
  GDateTime *finished = ferry_task_get_finished (task);

  return ferry_format_duration (get_seconds (ferry_task_get_started (task),
                                             finished != NULL ? finished : now));
}

char *
ferry_task_text_ended (FerryTask *task)
{
  GDateTime *finished = ferry_task_get_finished (task);

  return finished != NULL ? ferry_format_date (finished) : NULL;
}

char *
ferry_task_text_event (FerryTask      *task,
                       FerryTaskEvent *event,
                       gboolean        last)
{
  switch (event->state)
    {
    case FERRY_TASK_CONVERTING:
      return g_strdup (_("EC2 has the task"));
    case FERRY_TASK_CANCELLED:
      if (last)
        return ferry_task_text_state (task);
      return g_strdup (_("Cancelled"));
    case FERRY_TASK_PLANNED:
    case FERRY_TASK_STORING:
    case FERRY_TASK_PROVING:
    case FERRY_TASK_REQUESTING:
    case FERRY_TASK_UNCONFIRMED:
    case FERRY_TASK_CANCELLING:
    case FERRY_TASK_LANDED:
    case FERRY_TASK_FAILED:
    default:
      return g_strdup (get_state_name (event->state));
    }
}
