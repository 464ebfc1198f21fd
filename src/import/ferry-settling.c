/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-settling.h"

/* So long AWS accepts a signature ("Signature Version 4", requests that are not pre-signed). */
#define SIGNATURE_SPAN (15 * G_TIME_SPAN_MINUTE)

/* So long after that, and after the manifest is gone, EC2 may still not tell of what it has. */
#define ABSENCE_SPAN (10 * G_TIME_SPAN_MINUTE)

/* Between one question and the next: it doubles from the first to the last. */
#define FIRST_PAUSE (5 * G_TIME_SPAN_SECOND)
#define LAST_PAUSE (2 * G_TIME_SPAN_MINUTE)

/* Times are microseconds, UTC. */
struct _FerrySettling {
  gint64   signature_end;
  guint    speed;
  gint64   next_step;     /* not before, but for the first */
  guint    n_steps;       /* since the pauses were short */
  gboolean is_removed;
  gint64   removed;       /* and the signature has ended */
  gboolean has_absence;
  gint64   absent_from;   /* the first and the last of the answers that count */
  gint64   absent_to;
};

static gint64
to_usec (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

/* (transfer full) */
static GDateTime *
from_usec (gint64 usec)
{
  gint64 seconds = usec / G_USEC_PER_SEC;
  g_autoptr(GDateTime) whole = g_date_time_new_from_unix_utc (seconds);

  return whole ? g_date_time_add (whole, usec - seconds * G_USEC_PER_SEC) : NULL;
}

/* Never nothing, however fast the clock is. */
static gint64
span (FerrySettling *self,
      gint64         usec)
{
  return MAX (usec / self->speed, 1000);
}

FerrySettling *
ferry_settling_new (GDateTime *requested,
                    guint      speed)
{
  FerrySettling *self;

  g_return_val_if_fail (requested != NULL, NULL);

  self = g_new0 (FerrySettling, 1);
  self->speed = MAX (speed, 1);
  self->signature_end = to_usec (requested) + span (self, SIGNATURE_SPAN);
  self->next_step = G_MININT64;

  return self;
}

void
ferry_settling_free (FerrySettling *self)
{
  g_free (self);
}

static gint64
get_pause (FerrySettling *self)
{
  gint64 pause = FIRST_PAUSE;

  for (guint i = 1; i < self->n_steps && pause < LAST_PAUSE; i++)
    pause *= 2;

  return span (self, MIN (pause, LAST_PAUSE));
}

static gboolean
is_settled (FerrySettling *self,
            gint64         now)
{
  return self->is_removed && self->has_absence && now >= self->absent_to &&
         self->absent_to - self->absent_from >= span (self, ABSENCE_SPAN);
}

/* The next step is due at @until or when the signature ends, whichever is first: a manifest that
 * is no longer needed should not lie about. After a jump back of the clock it is due at once.
 */
static gboolean
is_due (FerrySettling *self,
        gint64         now)
{
  if (self->next_step == G_MININT64 || now >= self->next_step ||
      self->next_step - now > span (self, LAST_PAUSE))
    return TRUE;

  return FALSE;
}

FerrySettlingStep
ferry_settling_next (FerrySettling  *self,
                     GDateTime      *now,
                     GDateTime     **until)
{
  const gint64 time = to_usec (now);
  gboolean must_remove = !self->is_removed && time >= self->signature_end;
  FerrySettlingStep step = FERRY_SETTLING_WAIT;

  if (is_settled (self, time))
    {
      *until = NULL;
      return FERRY_SETTLING_NOT_SENT;
    }

  if (is_due (self, time))
    {
      step = must_remove ? FERRY_SETTLING_REMOVE : FERRY_SETTLING_ASK;
      self->n_steps++;
      self->next_step = time + get_pause (self);
      if (!must_remove && !self->is_removed && time < self->signature_end)
        self->next_step = MIN (self->next_step, self->signature_end);
    }
  *until = from_usec (self->next_step);

  return step;
}

void
ferry_settling_absent (FerrySettling *self,
                       GDateTime     *asked)
{
  const gint64 time = to_usec (asked);

  if (!self->is_removed || time < self->removed)
    return;

  /* A time before the first one that counted says that the first was wrong. */
  if (!self->has_absence || time < self->absent_from)
    self->absent_from = self->absent_to = time;
  else
    self->absent_to = MAX (self->absent_to, time);
  self->has_absence = TRUE;
}

void
ferry_settling_removed (FerrySettling *self,
                        GDateTime     *now)
{
  const gint64 time = MAX (to_usec (now), self->signature_end);

  if (self->is_removed && time <= self->removed)
    return;

  self->is_removed = TRUE;
  self->removed = time;
  self->has_absence = FALSE;
  self->n_steps = 0;
  self->next_step = G_MININT64;
}

GDateTime *
ferry_settling_dup_end (FerrySettling *self)
{
  gint64 begin = self->signature_end;

  if (self->is_removed)
    begin = self->has_absence ? self->absent_from : self->removed;

  return from_usec (begin + span (self, ABSENCE_SPAN) + span (self, LAST_PAUSE));
}
