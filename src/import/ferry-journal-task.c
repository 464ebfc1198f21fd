/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal-task.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-redact.h"
#include "base/ferry-time.h"

/* The journal's words for FerryError, in its order: the numbers may change, these do not. */
static const char *const words[] = {
  "failed", "bad-input", "unreachable", "tls", "disconnected", "bad-reply", "bad-access-key",
  "bad-secret", "expired", "clock", "denied", "no-such-bucket", "no-such-key", "wrong-region",
  "conflict", "limit", "throttled", "service", "refused", "unconfirmed", "keyring",
  "keyring-locked", "keyring-missing", "keyring-empty", "bad-disk", "storage", "storage-full",
  "storage-denied", "in-use", "archived", "newer",
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == FERRY_N_ERRORS);

static void
add_error (JsonObject   *fields,
           const GError *error)
{
  g_autofree char *masked = NULL;

  if (error == NULL)
    return;

  masked = ferry_redact (error->message);
  ferry_json_set_string (fields, "error", masked);
  if (error->domain == FERRY_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (words))
    ferry_json_set_string (fields, "error-code", words[error->code]);
}

void
ferry_journal_task_add (JsonObject *fields,
                        FerryTask  *task)
{
  GDateTime *expiration = ferry_task_get_expiration (task);
  g_autofree char *text = expiration ? ferry_time_format (expiration) : NULL;

  ferry_json_set_string (fields, "task-id", ferry_task_get_conversion_task_id (task));
  ferry_json_set_string (fields, "instance-id", ferry_task_get_instance_id (task));
  ferry_json_set_string (fields, "volume-id", ferry_task_get_volume_id (task));
  ferry_json_set_string (fields, "message", ferry_task_get_message (task));
  ferry_json_set_string (fields, "expiration", text);
  add_error (fields, ferry_task_get_error (task));
  if (ferry_task_get_state (task) == FERRY_TASK_CANCELLED)
    ferry_json_set_string (fields, "outcome", ferry_task_is_lost (task) ? "unknown" : "known");
}

void
ferry_journal_task_read (FerryJournal *journal,
                         FerryTask    *task)
{
  const char *text = ferry_journal_get_field (journal, "expiration");
  g_autoptr(GDateTime) expiration = text ? ferry_time_parse (text) : NULL;

  ferry_journal_tell_history (journal, task);
  ferry_task_set_ids (task, ferry_journal_get_field (journal, "task-id"),
                      ferry_journal_get_field (journal, "instance-id"));
  ferry_task_set_volume_id (task, ferry_journal_get_field (journal, "volume-id"));
  ferry_task_set_message (task, ferry_journal_get_field (journal, "message"));
  ferry_task_set_expiration (task, expiration);
}

static GError *
read_error (FerryJournal *journal)
{
  const char *message = ferry_journal_get_field (journal, "error");
  const char *word = ferry_journal_get_field (journal, "error-code");
  int code = FERRY_ERROR_FAILED;

  for (guint i = 0; word && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      code = i;

  return g_error_new_literal (FERRY_ERROR, code, message ? message : "The import failed");
}

static gboolean
is_lost (FerryJournal *journal)
{
  return g_strcmp0 (ferry_journal_get_field (journal, "outcome"), "unknown") == 0;
}

GError *
ferry_journal_task_settle (FerryJournal   *journal,
                           FerryTask      *task,
                           FerryTaskState *state)
{
  const GError *damage = ferry_journal_get_damage (journal);

  *state = ferry_journal_get_state (journal);

  switch (*state)
    {
    case FERRY_TASK_LANDED:
      return NULL;

    case FERRY_TASK_FAILED:
      return read_error (journal);

    case FERRY_TASK_CANCELLED:
      return is_lost (journal) ? read_error (journal) : NULL;

    case FERRY_TASK_CONVERTING:
    case FERRY_TASK_CANCELLING:
      /* The line was written when EC2 said so. */
      ferry_task_set_heard (task, ferry_journal_get_changed (journal));
      return NULL;

    case FERRY_TASK_REQUESTING:
    case FERRY_TASK_UNCONFIRMED:
      *state = FERRY_TASK_UNCONFIRMED;
      return damage ? g_error_copy (damage)
                    : g_error_new_literal (FERRY_ERROR, FERRY_ERROR_UNCONFIRMED,
                                           "The import was requested, EC2's answer is not known");

    case FERRY_TASK_PLANNED:
    case FERRY_TASK_STORING:
    case FERRY_TASK_PROVING:
    default:
      /* The line that cannot be read may have been the one before the request. */
      *state = damage ? FERRY_TASK_UNCONFIRMED : FERRY_TASK_PLANNED;
      return damage ? g_error_copy (damage)
                    : g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED,
                                           "Ferry ended before the import was requested");
    }
}
