/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-faults.h"

#include <string.h>

#include "base/ferry-error.h"

struct _FerryRehearsalFaults {
  GPtrArray *faults;
  gboolean   expired_credentials;
  gint64     skew;
  guint64    seed;
};

/* Indexed by FerryRehearsalFaultKind */
static const struct {
  const char *name;
  gboolean    has_status;
  gboolean    has_code;
  gboolean    is_lasting;  /* happens always unless it is told how often */
} kinds[] = {
  [FERRY_REHEARSAL_FAULT_DROP_HEADERS] = { "drop-headers" },
  [FERRY_REHEARSAL_FAULT_DROP] = { "drop" },
  [FERRY_REHEARSAL_FAULT_STATUS] = { "status", TRUE },
  [FERRY_REHEARSAL_FAULT_ERROR] = { "error", TRUE, TRUE },
  [FERRY_REHEARSAL_FAULT_DENY] = { "deny", FALSE, FALSE, TRUE },
  [FERRY_REHEARSAL_FAULT_HTML] = { "html", TRUE },
  [FERRY_REHEARSAL_FAULT_LOSE_REPLY] = { "lose-reply" },
  [FERRY_REHEARSAL_FAULT_HOLD_REPLY] = { "hold-reply" },
  [FERRY_REHEARSAL_FAULT_CUT_HEADERS] = { "cut-headers" },
  [FERRY_REHEARSAL_FAULT_CUT_BODY] = { "cut-body" },
  [FERRY_REHEARSAL_FAULT_EMPTY_BODY] = { "empty-body" },
  [FERRY_REHEARSAL_FAULT_WRONG_BODY] = { "wrong-body" },
  [FERRY_REHEARSAL_FAULT_BROKEN_BODY] = { "broken-body" },
  [FERRY_REHEARSAL_FAULT_HUGE_BODY] = { "huge-body" },
};

static void
fault_free (FerryRehearsalFault *fault)
{
  g_free (fault->operation);
  g_free (fault->code);
  g_hash_table_unref (fault->met);
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

const char *
ferry_rehearsal_faults_get_help (void)
{
  return
    "Faults, N times (once) or \"always\", of one OPERATION (GetObject, …) or of any (\"*\"),\n"
    "in the order in which a request meets them:\n"
    "  drop-headers:OPERATION[:N]           close behind the request's headers; an action of EC2\n"
    "                                       or STS is not known by then: \"Unknown\" or \"*\"\n"
    "  drop:OPERATION[:N]                   close behind the whole request, do nothing\n"
    "  status:OPERATION:HTTP[:N]            refuse with a status, in the service's own words\n"
    "  error:OPERATION:HTTP:CODE[:N]        refuse with a status and a code of the service\n"
    "  deny:OPERATION[:N]                   refuse as IAM does; always, unless N says how often\n"
    "  html:OPERATION:HTTP[:N]              answer as a proxy or a sign-in page, do nothing\n"
    "  lose-reply:OPERATION[:N]             do it, close without a reply\n"
    "  hold-reply:OPERATION[:N]             do it, never reply\n"
    "  cut-headers:OPERATION[:N]            do it, close in the middle of the reply's headers\n"
    "  cut-body:OPERATION[:N]               do it, close in the middle of the reply's body\n"
    "  empty-body:OPERATION[:N]             do it, reply 200 without a body\n"
    "  wrong-body:OPERATION[:N]             do it, reply 200 with the XML of something else\n"
    "  broken-body:OPERATION[:N]            do it, reply 200 with XML that ends in the middle\n"
    "  huge-body:OPERATION[:N]              do it, reply 200 with 20 MiB\n"
    "N may be a chance as well, 0.05: \"lose-reply:*:0.05\". The n-th request of an operation has\n"
    "the same luck under the same seed. Chance never meets what a conversion fetches.\n"
    "and of all requests:\n"
    "  expired-credentials                  refuse them as those of a session that has ended\n"
    "  skew:SECONDS                         the cloud's clock is ahead of this computer's\n"
    "  seed:NUMBER                          of what goes wrong by chance (0)\n"
    "\n"
    "Standard input takes lines: \"fault SPEC\" adds one, \"no-faults\" takes all away;\n"
    "\"slots\", \"describe-delay\", \"age-out\", \"chaos\", \"import-seconds\" do what the\n"
    "options do; \"inventory\" tells what there is. Each is answered with an event. The cloud\n"
    "ends when standard input does.";
}

static gboolean
read_number (const char *text,
             guint       first,
             guint       last,
             guint      *number)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, first, last, &value, NULL))
    return FALSE;
  *number = (guint) value;

  return TRUE;
}

/* "always", "3", "0.05" */
static gboolean
read_times (FerryRehearsalFault *fault,
            const char          *text)
{
  char *end;

  if (g_str_equal (text, "always"))
    {
      fault->times = G_MAXUINT;
      return TRUE;
    }
  if (strchr (text, '.') == NULL)
    return read_number (text, 1, G_MAXINT, &fault->times);

  fault->times = G_MAXUINT;
  fault->chance = g_ascii_strtod (text, &end);

  return *end == '\0' && fault->chance > 0 && fault->chance < 1;
}

/* @words: what follows the kind's name */
static gboolean
read_words (FerryRehearsalFault  *fault,
            char                **words)
{
  if (*words == NULL || **words == '\0')
    return FALSE;
  fault->operation = g_strdup (*words++);

  if (kinds[fault->kind].has_status && !read_number (*words++, 200, 599, &fault->status))
    return FALSE;
  if (kinds[fault->kind].has_code)
    {
      if (*words == NULL || **words == '\0')
        return FALSE;
      fault->code = g_strdup (*words++);
    }

  fault->times = kinds[fault->kind].is_lasting ? G_MAXUINT : 1;

  return *words == NULL || (read_times (fault, *words) && words[1] == NULL);
}

static gboolean
add_operation_fault (FerryRehearsalFaults  *faults,
                     char                 **words)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      FerryRehearsalFault *fault;

      if (g_strcmp0 (words[0], kinds[i].name) != 0)
        continue;

      fault = g_new0 (FerryRehearsalFault, 1);
      fault->kind = i;
      fault->met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      if (!read_words (fault, words + 1))
        {
          fault_free (fault);
          return FALSE;
        }
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
  if (g_strcmp0 (words[0], "seed") == 0 && g_strv_length (words) == 2 &&
      g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXUINT64, &faults->seed, NULL))
    return TRUE;
  if (add_operation_fault (faults, words))
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "“%s” is no fault that is known", spec);

  return FALSE;
}

void
ferry_rehearsal_faults_set_seed (FerryRehearsalFaults *faults,
                                 guint64               seed)
{
  faults->seed = seed;
}

void
ferry_rehearsal_faults_add_chaos (FerryRehearsalFaults *faults,
                                  guint64               seed)
{
  static const char *const mix[] = {
    "drop-headers:*:0.02", "drop:*:0.04", "status:*:503:0.05", "lose-reply:*:0.05",
  };

  ferry_rehearsal_faults_set_seed (faults, seed);
  for (guint i = 0; i < G_N_ELEMENTS (mix); i++)
    ferry_rehearsal_faults_add (faults, mix[i], NULL);
}

void
ferry_rehearsal_faults_clear (FerryRehearsalFaults *faults)
{
  g_ptr_array_set_size (faults->faults, 0);
  faults->expired_credentials = FALSE;
  faults->skew = 0;
}

static gboolean
is_of (FerryRehearsalFault *fault,
       const char          *operation)
{
  return g_str_equal (fault->operation, "*") || g_strcmp0 (fault->operation, operation) == 0;
}

/* Spreads its bits (splitmix64's finisher, in the public domain). */
static guint64
mix_bits (guint64 value)
{
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return value ^ (value >> 31);
}

/* Whether chance has it that this request is met. Each operation has a row of its own, so that what
 * other requests come in between changes nothing.
 */
static gboolean
meets (FerryRehearsalFaults *faults,
       FerryRehearsalFault  *fault,
       const char           *operation,
       gboolean              by_cloud)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (fault->met, operation));
  guint64 luck;

  if (fault->chance == 0)
    return TRUE;
  if (by_cloud)
    return FALSE;

  g_hash_table_insert (fault->met, g_strdup (operation), GUINT_TO_POINTER (n + 1));
  luck = mix_bits (faults->seed + 1);
  luck = mix_bits (luck ^ fault->kind);
  luck = mix_bits (luck ^ g_str_hash (operation));
  luck = mix_bits (luck ^ n);

  return (luck >> 11) < fault->chance * (G_GUINT64_CONSTANT (1) << 53);
}

const FerryRehearsalFault *
ferry_rehearsal_faults_take (FerryRehearsalFaults    *faults,
                             FerryRehearsalFaultKind  first,
                             FerryRehearsalFaultKind  last,
                             const char              *operation,
                             gboolean                 by_cloud)
{
  for (guint i = 0; i < faults->faults->len; i++)
    {
      FerryRehearsalFault *fault = g_ptr_array_index (faults->faults, i);

      if (fault->kind < first || fault->kind > last || fault->times == 0 ||
          !is_of (fault, operation) || !meets (faults, fault, operation, by_cloud))
        continue;
      if (fault->times != G_MAXUINT)
        fault->times--;

      return fault;
    }

  return NULL;
}

const char *
ferry_rehearsal_fault_get_name (const FerryRehearsalFault *fault)
{
  return kinds[fault->kind].name;
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
