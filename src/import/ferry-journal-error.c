/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal-error.h"

#include "base/ferry-json.h"
#include "base/ferry-redact.h"

/* The journal's words for FerryError, in its order: the numbers may change, these do not. */
static const char *const words[] = {
  "failed", "bad-input", "unreachable", "tls", "disconnected", "bad-reply", "bad-access-key",
  "bad-secret", "expired", "clock", "denied", "no-such-bucket", "no-such-key", "wrong-region",
  "conflict", "limit", "throttled", "service", "refused", "unconfirmed", "keyring",
  "keyring-locked", "keyring-missing", "keyring-empty", "bad-disk", "storage", "storage-full",
  "storage-denied", "in-use", "archived", "newer",
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == FERRY_N_ERRORS);

void
ferry_journal_error_add (JsonObject   *fields,
                         const char   *name,
                         const GError *error)
{
  g_autofree char *masked = NULL;
  g_autofree char *code = g_strconcat (name, "-code", NULL);

  if (error == NULL)
    return;

  masked = ferry_redact (error->message);
  ferry_json_set_string (fields, name, masked);
  if (error->domain == FERRY_ERROR && error->code >= 0 && error->code < (int) G_N_ELEMENTS (words))
    ferry_json_set_string (fields, code, words[error->code]);
}

GError *
ferry_journal_error_read (FerryRecord *record,
                          const char  *name)
{
  g_autofree char *field = g_strconcat (name, "-code", NULL);
  const char *message = ferry_record_get_field (record, name);
  const char *word = ferry_record_get_field (record, field);
  int code = FERRY_ERROR_FAILED;

  if (message == NULL)
    return NULL;

  for (guint i = 0; word && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      code = i;

  return g_error_new_literal (FERRY_ERROR, code, message);
}
