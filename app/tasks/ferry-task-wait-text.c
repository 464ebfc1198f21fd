/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-wait-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

const char *
ferry_task_wait_get_name (FerryTaskWait wait)
{
  switch (wait)
    {
    case FERRY_TASK_WAIT_TURN:
      return _("Waits for its turn");
    case FERRY_TASK_WAIT_BOOT:
      return _("Waits for the boot disk");
    case FERRY_TASK_WAIT_PAUSED:
      return _("Held");
    case FERRY_TASK_WAIT_ACCOUNT:
      return _("Waits for the account");
    case FERRY_TASK_WAIT_BACK_OFF:
      return _("Waits, for EC2 has too many");
    case FERRY_TASK_WAIT_SETTLING:
      return _("Being found out");
    case FERRY_TASK_WAIT_DENIED:
      return _("Cannot be found out");
    case FERRY_TASK_WAIT_PERSON:
      return _("Waits for your decision");
    case FERRY_TASK_WAIT_NONE:
    default:
      return _("Not started");
    }
}

/* (nullable): seconds from @now to @until in words, while there are any */
static char *
describe_left (GDateTime *until,
               GDateTime *now)
{
  GTimeSpan left = until && now ? g_date_time_difference (until, now) : 0;

  return left >= G_TIME_SPAN_SECOND
           ? ferry_format_duration ((guint64) (left / G_TIME_SPAN_SECOND))
           : NULL;
}

static char *
explain_settling (const char *left)
{
  if (left == NULL)
    return g_strdup (_("The answer to the request was lost. Ferry asks EC2 until it is clear "
                       "whether it has it, and does not send it a second time before."));

  /* Translators: %s is a duration: “12 min” */
  return g_strdup_printf (_("The answer to the request was lost. Ferry asks EC2 whether it has it; "
                            "that is known in %s at the latest. Until then nothing is sent a "
                            "second time."), left);
}

static char *
explain_back_off (const char *left)
{
  if (left == NULL)
    return g_strdup (_("EC2 said that it has too many imports, or too many questions. Ferry tries "
                       "again by itself."));

  /* Translators: %s is a duration: “2 min” */
  return g_strdup_printf (_("EC2 said that it has too many imports, or too many questions. Ferry "
                            "tries again by itself, in %s."), left);
}

char *
ferry_task_wait_explain (FerryTaskWait  wait,
                         GDateTime     *until,
                         GDateTime     *now)
{
  g_autofree char *left = describe_left (until, now);

  switch (wait)
    {
    case FERRY_TASK_WAIT_TURN:
      return g_strdup (_("EC2 runs only a few imports at once in a region, other people’s "
                         "included. It begins when one of them ends; its links are signed "
                         "then."));
    case FERRY_TASK_WAIT_BOOT:
      return g_strdup (_("The boot disk goes first: EC2 chooses the zone for it, and a data disk "
                         "must become a volume in the same one."));
    case FERRY_TASK_WAIT_PAUSED:
      return g_strdup (_("It does not begin before it is continued. What EC2 has begun goes on."));
    case FERRY_TASK_WAIT_ACCOUNT:
      return g_strdup (_("The keys of its account are not at hand. Choose the account under "
                         "Migrate; it then goes on by itself."));
    case FERRY_TASK_WAIT_BACK_OFF:
      return explain_back_off (left);
    case FERRY_TASK_WAIT_SETTLING:
      return explain_settling (left);
    case FERRY_TASK_WAIT_DENIED:
      return g_strdup (_("The answer to the request was lost, and these credentials may not ask "
                         "EC2 for its tasks. So the request is never sent again. Look for the "
                         "machine in EC2, or have ec2:DescribeConversionTasks allowed."));
    case FERRY_TASK_WAIT_PERSON:
      return g_strdup (_("Ferry’s record of it was copied, restored or damaged, so it does not go "
                         "on without you."));
    case FERRY_TASK_WAIT_NONE:
    default:
      return NULL;
    }
}
