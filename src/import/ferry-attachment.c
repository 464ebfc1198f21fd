/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-attachment.h"

/* "busy" is attached: somebody wants it detached, but the system in it does not let go. */
static gboolean
is_attached (FerryVolume *volume)
{
  return volume->attachment_state == NULL || g_str_equal (volume->attachment_state, "attached") ||
         g_str_equal (volume->attachment_state, "busy");
}

FerryAttachment
ferry_attachment_judge (FerryVolume *volume,
                        const char  *instance_id)
{
  const char *state = volume->state ? volume->state : "";
  gboolean is_ours = g_strcmp0 (volume->instance_id, instance_id) == 0;

  if (g_str_equal (state, "deleting") || g_str_equal (state, "deleted") ||
      g_str_equal (state, "error"))
    return FERRY_ATTACHMENT_GONE;

  if (volume->instance_id == NULL)
    return g_str_equal (state, "available") ? FERRY_ATTACHMENT_FREE : FERRY_ATTACHMENT_BUSY;

  if (g_strcmp0 (volume->attachment_state, "detached") == 0)
    return g_str_equal (state, "available") ? FERRY_ATTACHMENT_FREE : FERRY_ATTACHMENT_BUSY;

  if (is_attached (volume))
    return is_ours ? FERRY_ATTACHMENT_OURS : FERRY_ATTACHMENT_ELSEWHERE;

  if (!is_ours && g_strcmp0 (volume->attachment_state, "attaching") == 0)
    return FERRY_ATTACHMENT_ELSEWHERE;

  return FERRY_ATTACHMENT_BUSY;
}
