/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-parts-text.h"

#include "common/ferry-format.h"
#include "ferry.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the eye tells two parts by: the folder is the same. (nullable) (transfer full) */
static char *
dup_name (const char *key)
{
  const char *slash = key ? strrchr (key, '/') : NULL;

  return key ? ferry_format_name (slash ? slash + 1 : key) : NULL;
}

static char *
describe_missing (const char *number,
                  const char *before,
                  const char *after)
{
  /* Translators: the number of a part, then the names of those beside it, such as "web.part4" */
  return g_strdup_printf (_("Part %s is missing: “%s” is followed by “%s”. Upload it again."),
                          number, before, after);
}

static char *
describe_twice (const char *number,
                const char *name,
                const char *other)
{
  /* Translators: the number of a part, then the names of both, such as "web.part4", "web.part04" */
  return g_strdup_printf (_("Part %s is there twice: “%s” and “%s”. Remove the one that does not "
                            "belong to the disk."), number, name, other);
}

static char *
describe_size (const char *name,
               const char *first)
{
  /* Translators: the names of two parts of a disk, such as "web.part4" */
  return g_strdup_printf (_("“%s” has another size than “%s”, and all parts but a smaller last one "
                            "are of one size. It may have been cut short: upload it again."),
                          name, first);
}

char *
ferry_parts_error_to_text (const GError *error)
{
  const FerryPartsErrorDetail *detail = ferry_parts_error_get_detail (error);
  g_autofree char *name = NULL;
  g_autofree char *other = NULL;
  g_autofree char *number = NULL;

  g_return_val_if_fail (detail != NULL, NULL);

  number = g_strdup_printf ("%" G_GUINT64_FORMAT, detail->number);
  name = dup_name (detail->key);
  other = dup_name (detail->other_key);
  switch ((FerryPartsError) error->code)
    {
    case FERRY_PARTS_ERROR_NOT_A_PART:
      return g_strdup (_("It is not named like a part of something."));
    case FERRY_PARTS_ERROR_BEGINNING:
      /* Translators: the name of the first part that is there, such as "web.part4" */
      return g_strdup_printf (_("The beginning is missing: the first part is “%s”. Upload those "
                                "before it again."), name);
    case FERRY_PARTS_ERROR_MISSING:
      return describe_missing (number, name, other);
    case FERRY_PARTS_ERROR_TWICE:
      return describe_twice (number, name, other);
    case FERRY_PARTS_ERROR_EMPTY:
      /* Translators: the name of a part of a disk, such as "web.part4" */
      return g_strdup_printf (_("“%s” is empty. Upload it again."), name);
    case FERRY_PARTS_ERROR_SIZE:
      return describe_size (name, other);
    case FERRY_PARTS_ERROR_TOO_MANY:
      return g_strdup (_("There are more parts than any disk has."));
    case FERRY_PARTS_ERROR_NONE:
    default:
      return g_strdup (_("The parts are gone. Look into the folder again."));
    }
}
