/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-backoff.h"

guint
ferry_backoff_delay_ms (guint   attempt,
                        guint   base_ms,
                        guint   cap_ms,
                        guint32 random)
{
  guint64 delay = (guint64) base_ms << MIN (attempt, 31);

  delay = MIN (delay, cap_ms);

  return (guint) (delay / 2 + (delay - delay / 2) * (guint64) random / G_MAXUINT32);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

void
ferry_backoff_wait (GTask       *task,
                    guint        delay_ms,
                    GSourceFunc  callback)
{
  g_autoptr(GSource) timer = g_timeout_source_new (delay_ms);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable)
    {
      g_autoptr(GSource) wake = g_cancellable_source_new (cancellable);

      g_source_set_callback (wake, G_SOURCE_FUNC (wake_cb), NULL, NULL);
      g_source_add_child_source (timer, wake);
    }

  g_task_attach_source (task, timer, callback);
}
