/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-faults.h"

#include "base/ferry-error.h"

typedef struct {
  FerryRehearsalFaultKind  kind;
  char                    *operation;
  guint                    status;
  guint                    times;
} Fault;

struct _FerryRehearsalFaults {
  GPtrArray *faults;
  gboolean   expired_credentials;
  gint64     skew;
};

static const struct {
  const char              *name;
  FerryRehearsalFaultKind  kind;
} kinds[] = {
  { "lose-reply", FERRY_REHEARSAL_FAULT_LOSE_REPLY },
  { "hold-reply", FERRY_REHEARSAL_FAULT_HOLD_REPLY },
  { "drop", FERRY_REHEARSAL_FAULT_DROP },
  { "status", FERRY_REHEARSAL_FAULT_STATUS },
  { "cut-body", FERRY_REHEARSAL_FAULT_CUT_BODY },
};

static void
fault_free (Fault *fault)
{
  g_free (fault->operation);
  g_free (fault);
}

FerryRehearsalFaults *
ferry_rehearsal_faults_new (void)
{
  FerryRehearsalFaults *faults = g_new0 (FerryRehearsalFaults, 1);

  faults->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);

  return faults;
}

void
ferry_rehearsal_faults_free (FerryRehearsalFaults *faults)
{
  g_ptr_array_unref (faults->faults);
  g_free (faults);
}

static gboolean
read_number (const char *text,
             guint      *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &value, NULL))
    return FALSE;
  *number = value;

  return TRUE;
}

static gboolean
add_operation_fault (FerryRehearsalFaults  *faults,
                     char                 **words)
{
  guint length = g_strv_length (words);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint next = 2;
      guint status = 0;
      guint times = 1;
      Fault *fault;

      if (g_strcmp0 (words[0], kinds[i].name) != 0 || length < 2 || words[1][0] == '\0')
        continue;
      if (kinds[i].kind == FERRY_REHEARSAL_FAULT_STATUS &&
          (length < 3 || !read_number (words[next++], &status) || status < 300 || status > 599))
        return FALSE;
      if (length > next && !read_number (words[next++], &times))
        return FALSE;
      if (length > next)
        return FALSE;

      fault = g_new0 (Fault, 1);
      fault->kind = kinds[i].kind;
      fault->operation = g_strdup (words[1]);
      fault->status = status;
      fault->times = times;
      g_ptr_array_add (faults->faults, fault);

      return TRUE;
    }

  return FALSE;
}

gboolean
ferry_rehearsal_faults_add (FerryRehearsalFaults  *faults,
                            const char            *spec,
                            GError               **error)
{
  g_auto(GStrv) words = g_strsplit (spec, ":", -1);
  gint64 skew;

  if (g_str_equal (spec, "expired-credentials"))
    {
      faults->expired_credentials = TRUE;
      return TRUE;
    }
  if (g_strcmp0 (words[0], "skew") == 0 && g_strv_length (words) == 2 &&
      g_ascii_string_to_signed (words[1], 10, -G_MAXINT, G_MAXINT, &skew, NULL))
    {
      faults->skew = skew;
      return TRUE;
    }
  if (add_operation_fault (faults, words))
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "“%s” is no fault that is known", spec);

  return FALSE;
}

gboolean
ferry_rehearsal_faults_take (FerryRehearsalFaults    *faults,
                             FerryRehearsalFaultKind  kind,
                             const char              *operation,
                             guint                   *status)
{
  for (guint i = 0; i < faults->faults->len; i++)
    {
      Fault *fault = g_ptr_array_index (faults->faults, i);

      if (fault->kind != kind || fault->times == 0 || g_strcmp0 (fault->operation, operation) != 0)
        continue;
      fault->times--;
      if (status)
        *status = fault->status;

      return TRUE;
    }

  return FALSE;
}

gboolean
ferry_rehearsal_faults_expired_credentials (FerryRehearsalFaults *faults)
{
  return faults->expired_credentials;
}

gint64
ferry_rehearsal_faults_get_skew (FerryRehearsalFaults *faults)
{
  return faults->skew;
}
