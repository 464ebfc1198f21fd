/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-reader.h"
#include "manifest/reading/ferry-manifest-schema.h"

#include <string.h>

/* Attributes and texts of elements that the schema knows: what they are worth, and what is wrong
 * with them.
 */

/* A declaration that no name uses does no harm; .NET's own serializer writes two. */
static void
tell_namespace (FerryManifestReader *self)
{
  if (!self->told_namespace)
    ferry_manifest_reader_tell (self, FERRY_FLAW_NAMESPACE, FERRY_SEVERITY_NOTE, NULL);
  self->told_namespace = TRUE;
}

static gboolean
read_number (FerryManifestReader *self,
             const char          *name,
             const char          *text,
             guint64              most,
             guint64             *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (g_ascii_string_to_unsigned (stripped, 10, 0, most, value, NULL))
    return TRUE;

  ferry_manifest_reader_tell (self, FERRY_FLAW_NOT_A_NUMBER, FERRY_SEVERITY_BLOCKS, name);

  return FALSE;
}

static void
take_range_end (FerryManifestReader  *self,
                FerryManifestNumbers  which,
                guint64               value)
{
  gboolean is_start = which == FERRY_MANIFEST_HAS_START;

  if (self->part)
    *(is_start ? &self->part->start : &self->part->end) = value;

  if (self->reading)
    {
      FerryManifestSpan *span = ferry_manifest_reader_get_span (self);

      *(is_start ? &span->start : &span->end) = value;
      span->numbers |= which;
    }
}

/* @name is one of the schema's */
static void
take_attribute (FerryManifestReader *self,
                const char          *name,
                const char          *text)
{
  FerryManifestElement element = ferry_manifest_reader_get_frame (self)->element;
  guint64 most = element == FERRY_ELEMENT_BYTE_RANGE ? G_MAXINT64 : G_MAXINT32;
  guint64 value;

  if (!read_number (self, name, text, most, &value))
    return;

  if (element == FERRY_ELEMENT_BYTE_RANGE)
    {
      take_range_end (self, strcmp (name, "start") == 0 ? FERRY_MANIFEST_HAS_START
                                                        : FERRY_MANIFEST_HAS_END, value);
    }
  else if (self->reading && element == FERRY_ELEMENT_PART)
    {
      ferry_manifest_reader_get_span (self)->index = (guint32) value;
      ferry_manifest_reader_get_span (self)->numbers |= FERRY_MANIFEST_HAS_INDEX;
    }
  else if (self->reading)
    {
      self->reading->count = value;
      self->reading->has_count = TRUE;
    }
}

void
ferry_manifest_reader_take_attributes (FerryManifestReader  *self,
                                       const char          **names,
                                       const char          **values)
{
  FerryManifestElement element = ferry_manifest_reader_get_frame (self)->element;
  const FerryManifestRule *rule = ferry_manifest_schema_get (element);

  for (guint i = 0; names[i]; i++)
    if (strcmp (names[i], "xmlns") == 0)
      {
        if (*values[i] != '\0')
          ferry_manifest_reader_tell_prefix (self);
      }
    else if (g_str_has_prefix (names[i], "xmlns:") || g_str_has_prefix (names[i], "xsi:"))
      tell_namespace (self);
    else if (g_strv_contains (rule->attributes, names[i]))
      take_attribute (self, names[i], values[i]);
    else
      ferry_manifest_reader_tell (self, FERRY_FLAW_UNKNOWN_ATTRIBUTE, FERRY_SEVERITY_BLOCKS,
                                  names[i]);
}

static char **
find_string (FerryManifestReader  *self,
             FerryManifestElement  element)
{
  FerryManifestPart *part = self->part;
  FerryManifest *head = self->reading ? self->reading->head : NULL;

  if (part)
    return element == FERRY_ELEMENT_KEY        ? &part->key
           : element == FERRY_ELEMENT_HEAD_URL ? &part->head_url
           : element == FERRY_ELEMENT_GET_URL  ? &part->get_url
                                               : &part->delete_url;

  return element == FERRY_ELEMENT_VERSION             ? &head->version
         : element == FERRY_ELEMENT_FILE_FORMAT       ? &head->file_format
         : element == FERRY_ELEMENT_IMPORTER_NAME     ? &head->importer_name
         : element == FERRY_ELEMENT_IMPORTER_VERSION  ? &head->importer_version
         : element == FERRY_ELEMENT_IMPORTER_RELEASE  ? &head->importer_release
                                                      : &head->self_destruct_url;
}

/* outside of parts there are only these */
static void
take_number (FerryManifestReader  *self,
             FerryManifestElement  element,
             const char           *text)
{
  FerryManifest *head = self->reading->head;
  guint64 *value = element == FERRY_ELEMENT_SIZE ? &head->size : &head->volume_size;

  if (*text != '\0' && read_number (self, ferry_manifest_element_get_name (element), text,
                                    G_MAXINT64, value))
    return;

  *value = 0;
  self->reading->present &= ~(1u << element);
}

static void
judge_padding (FerryManifestReader *self,
               FerryManifestKind    kind,
               const char          *text,
               const char          *stripped)
{
  gboolean is_key = ferry_manifest_reader_get_frame (self)->element == FERRY_ELEMENT_KEY;

  /* Blanks around a number or within a free text are nobody's concern. */
  if (strlen (text) == strlen (stripped) || kind == FERRY_MANIFEST_NUMBER ||
      (kind == FERRY_MANIFEST_TEXT && !is_key))
    return;

  /* The schema takes a word as it stands there: " RAW" is none. */
  ferry_manifest_reader_tell (self, FERRY_FLAW_PADDED,
                              kind == FERRY_MANIFEST_WORD ? FERRY_SEVERITY_BLOCKS
                                                          : FERRY_SEVERITY_WARNING,
                              NULL);
}

static void
judge_value (FerryManifestReader *self,
             FerryManifestKind    kind,
             const char          *value)
{
  FerryManifestElement element = ferry_manifest_reader_get_frame (self)->element;
  gboolean is_free = kind == FERRY_MANIFEST_TEXT && element != FERRY_ELEMENT_KEY;

  if (*value == '\0')
    ferry_manifest_reader_tell (self, FERRY_FLAW_EMPTY,
                                is_free ? FERRY_SEVERITY_NOTE : FERRY_SEVERITY_BLOCKS, NULL);
  else if (element == FERRY_ELEMENT_VERSION && strcmp (value, FERRY_MANIFEST_VERSION) != 0)
    ferry_manifest_reader_tell (self, FERRY_FLAW_OTHER_VERSION, FERRY_SEVERITY_BLOCKS, value);
}

void
ferry_manifest_reader_take_value (FerryManifestReader *self)
{
  FerryManifestElement element = ferry_manifest_reader_get_frame (self)->element;
  FerryManifestKind kind = ferry_manifest_schema_get (element)->kind;
  g_autofree char *stripped = g_strstrip (g_strdup (self->value->str));
  const char *value = kind == FERRY_MANIFEST_TEXT ? self->value->str : stripped;

  if (!self->is_value_long)
    {
      judge_padding (self, kind, self->value->str, stripped);
      judge_value (self, kind, value);
    }

  if (kind == FERRY_MANIFEST_NUMBER)
    take_number (self, element, self->is_value_long ? "" : value);
  else if (!self->is_value_long && (self->part || !ferry_manifest_reader_is_in_part (self)))
    *find_string (self, element) = g_strdup (value);
}
