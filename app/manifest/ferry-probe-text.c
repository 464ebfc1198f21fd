/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-probe-text.h"

#include "common/ferry-format.h"
#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>

static char *
describe_answer (FerryProbeResult *result,
                 const char       *verb)
{
  g_autofree char *size = NULL;

  if (result->size == 0)
    /* Translators: HEAD or GET, and the number of HTTP’s answer */
    return g_strdup_printf (_("%s answered %u"), verb, result->status);

  size = ferry_format_bytes_exact (result->size);
  /* Translators: HEAD or GET, the number of HTTP’s answer, and “10,485,760 bytes” */
  return g_strdup_printf (_("%s answered %u: %s"), verb, result->status, size);
}

static char *
describe_refusal (FerryProbeResult *result,
                  const char       *verb)
{
  g_autofree char *code = NULL;

  if (result->code == NULL)
    /* Translators: HEAD or GET, and the number of HTTP’s answer */
    return g_strdup_printf (_("%s was refused: %u"), verb, result->status);

  code = ferry_format_name (result->code);
  /* Translators: HEAD or GET, the number of HTTP’s answer, and S3’s code for it, “AccessDenied” */
  return g_strdup_printf (_("%s was refused: %u, %s"), verb, result->status, code);
}

static char *
describe_other (FerryProbeResult *result,
                const char       *verb)
{
  g_autofree char *size = ferry_format_bytes_exact (result->size);

  /* Translators: HEAD or GET, the number of HTTP’s answer, and “10,485,760 bytes” */
  return g_strdup_printf (_("%s answered %u, but the part has another size: %s"), verb,
                          result->status, size);
}

char *
ferry_probe_result_to_sentence (FerryProbeResult *result)
{
  const char *verb;

  g_return_val_if_fail (result != NULL, NULL);

  verb = ferry_manifest_element_get_verb (result->element);
  if (verb == NULL)
    verb = "";

  switch (result->outcome)
    {
    case FERRY_PROBE_GOOD:
      return describe_answer (result, verb);
    case FERRY_PROBE_REFUSED:
      return describe_refusal (result, verb);
    case FERRY_PROBE_OTHER:
      return describe_other (result, verb);
    case FERRY_PROBE_FAILED:
      /* Translators: HEAD or GET */
      return g_strdup_printf (_("%s got no answer"), verb);
    case FERRY_PROBE_NOT_TRIED:
      return g_strdup (_("Not tried, because it deletes"));
    case FERRY_PROBE_FOREIGN:
      return g_strdup (_("Not tried, because it does not lead to S3"));
    default:
      g_return_val_if_reached (NULL);
    }
}

FerrySeverity
ferry_probe_result_to_severity (FerryProbeResult *result)
{
  g_return_val_if_fail (result != NULL, FERRY_SEVERITY_NOTE);

  switch (result->outcome)
    {
    case FERRY_PROBE_REFUSED:
    case FERRY_PROBE_OTHER:
      return FERRY_SEVERITY_BLOCKS;
    case FERRY_PROBE_FAILED:
    case FERRY_PROBE_FOREIGN:
      return FERRY_SEVERITY_WARNING;
    case FERRY_PROBE_GOOD:
    case FERRY_PROBE_NOT_TRIED:
    default:
      return FERRY_SEVERITY_NOTE;
    }
}

const char *
ferry_probe_result_to_icon (FerryProbeResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);

  if (result->outcome == FERRY_PROBE_GOOD)
    return "emblem-ok-symbolic";

  return ferry_severity_to_icon (ferry_probe_result_to_severity (result));
}
