/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-document.h"

#include "manifest/reading/ferry-manifest-reading.h"

#include <string.h>

struct _FerryManifestDocument {
  GObject               parent_instance;

  GBytes               *text;
  FerryManifestReading *reading;
};

G_DEFINE_FINAL_TYPE (FerryManifestDocument, ferry_manifest_document, G_TYPE_OBJECT)

static void
ferry_manifest_document_finalize (GObject *object)
{
  FerryManifestDocument *self = FERRY_MANIFEST_DOCUMENT (object);

  g_clear_pointer (&self->reading, ferry_manifest_reading_free);
  g_clear_pointer (&self->text, g_bytes_unref);

  G_OBJECT_CLASS (ferry_manifest_document_parent_class)->finalize (object);
}

static void
ferry_manifest_document_class_init (FerryManifestDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_manifest_document_finalize;
}

static void
ferry_manifest_document_init (FerryManifestDocument *self)
{
}

/* (nullable): %NULL when it was cancelled */
static FerryManifestDocument *
read_text (GBytes       *text,
           GCancellable *cancellable)
{
  gsize length;
  const char *start = g_bytes_get_data (text, &length);
  FerryManifestReading *reading =
    ferry_manifest_reading_new (length > 0 ? start : "", length, cancellable);
  FerryManifestDocument *self;

  if (reading == NULL)
    return NULL;

  self = g_object_new (FERRY_TYPE_MANIFEST_DOCUMENT, NULL);
  self->text = g_bytes_ref (text);
  self->reading = reading;

  return self;
}

FerryManifestDocument *
ferry_manifest_document_new (GBytes *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return read_text (text, NULL);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  FerryManifestDocument *self = read_text (task_data, cancellable);

  /* only a cancelled reading has none, and then the task says so itself */
  if (self == NULL)
    g_task_return_error_if_cancelled (task);
  else
    g_task_return_pointer (task, self, g_object_unref);
}

void
ferry_manifest_document_read_async (GBytes              *text,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (text != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_document_read_async);
  g_task_set_task_data (task, g_bytes_ref (text), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_in_thread);
}

FerryManifestDocument *
ferry_manifest_document_read_finish (GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
ferry_manifest_document_is_manifest (FerryManifestDocument *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), FALSE);

  return self->reading->is_manifest;
}

/* (nullable): %NULL where it is not at hand */
static const char *
skip_behind (const char *text,
             const char *closing)
{
  const char *found = text ? strstr (text, closing) : NULL;

  return found ? found + strlen (closing) : NULL;
}

/* Behind all that may stand in front of the root. (nullable): the same */
static const char *
skip_prolog (const char *text)
{
  while (text)
    {
      text += strspn (text, " \t\r\n");
      if (g_str_has_prefix (text, "<?"))
        text = skip_behind (text, "?>");
      else if (g_str_has_prefix (text, "<!--"))
        text = skip_behind (text, "-->");
      else if (g_str_has_prefix (text, "<!") && text[strcspn (text, "[>")] == '[')
        text = skip_behind (skip_behind (text, "]"), ">");
      else if (g_str_has_prefix (text, "<!"))
        text = skip_behind (text, ">");
      else
        break;
    }

  return text;
}

gboolean
ferry_manifest_document_sniff (const char *start,
                               gsize       length)
{
  g_autofree char *copy = g_strndup (start, length);
  const char *text = copy;
  const char *name;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  text = skip_prolog (text);
  if (text == NULL || *text != '<')
    return FALSE;

  /* with or without a prefix, and whatever follows */
  name = text + 1 + strcspn (text + 1, " \t\r\n/>");
  copy[name - copy] = '\0';
  name = strchr (text, ':') ? strchr (text, ':') : text;

  return strcmp (name + 1, "manifest") == 0;
}

GBytes *
ferry_manifest_document_get_text (FerryManifestDocument *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), NULL);

  return self->text;
}

guint
ferry_manifest_document_get_n_lines (FerryManifestDocument *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), 0);

  return self->reading->n_lines;
}

const FerryManifest *
ferry_manifest_document_get_head (FerryManifestDocument *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), NULL);

  return self->reading->head;
}

gboolean
ferry_manifest_document_has (FerryManifestDocument *self,
                             FerryManifestElement   element)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), FALSE);
  g_return_val_if_fail (element < FERRY_N_MANIFEST_ELEMENTS, FALSE);

  return (self->reading->present & (1u << element)) != 0;
}

gboolean
ferry_manifest_document_get_count (FerryManifestDocument *self,
                                   guint64               *count)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), FALSE);

  *count = self->reading->count;

  return self->reading->has_count;
}

guint
ferry_manifest_document_get_n_parts (FerryManifestDocument *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), 0);

  return self->reading->spans->len;
}

static const FerryManifestSpan *
get_span (FerryManifestDocument *self,
          guint                  part)
{
  return &g_array_index (self->reading->spans, FerryManifestSpan, part);
}

gboolean
ferry_manifest_document_get_range (FerryManifestDocument *self,
                                   guint                  part,
                                   guint64               *start,
                                   guint64               *end)
{
  const guint32 both = FERRY_MANIFEST_HAS_START | FERRY_MANIFEST_HAS_END;

  g_return_val_if_fail (part < ferry_manifest_document_get_n_parts (self), FALSE);

  *start = get_span (self, part)->start;
  *end = get_span (self, part)->end;

  return (get_span (self, part)->numbers & both) == both;
}

gboolean
ferry_manifest_document_get_index (FerryManifestDocument *self,
                                   guint                  part,
                                   guint64               *index)
{
  g_return_val_if_fail (part < ferry_manifest_document_get_n_parts (self), FALSE);

  *index = get_span (self, part)->index;

  return (get_span (self, part)->numbers & FERRY_MANIFEST_HAS_INDEX) != 0;
}

static FerryManifestPart *
read_part (FerryManifestDocument *self,
           guint                  part,
           FerryManifestPosition *positions)
{
  const FerryManifestSpan *span = get_span (self, part);
  const char *text = g_bytes_get_data (self->text, NULL);

  return ferry_manifest_read_part (text + span->offset, span->length, span->line, positions);
}

FerryManifestPart *
ferry_manifest_document_dup_part (FerryManifestDocument *self,
                                  guint                  part)
{
  g_return_val_if_fail (part < ferry_manifest_document_get_n_parts (self), NULL);

  return read_part (self, part, NULL);
}

void
ferry_manifest_document_get_span (FerryManifestDocument *self,
                                  guint                  part,
                                  gsize                 *offset,
                                  gsize                 *length)
{
  g_return_if_fail (part < ferry_manifest_document_get_n_parts (self));

  *offset = get_span (self, part)->offset;
  *length = get_span (self, part)->length;
}

guint
ferry_manifest_document_get_line (FerryManifestDocument *self,
                                  FerryManifestElement   element,
                                  guint                  part)
{
  FerryManifestPosition positions[FERRY_N_MANIFEST_ELEMENTS];
  g_autoptr(FerryManifestPart) value = NULL;

  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), 0);
  g_return_val_if_fail (element < FERRY_N_MANIFEST_ELEMENTS, 0);

  if (element == FERRY_ELEMENT_DOCUMENT)
    return 1;
  if (element < FERRY_ELEMENT_PART)
    return self->reading->positions[element].line;
  if (part >= self->reading->spans->len)
    return 0;
  if (element == FERRY_ELEMENT_PART)
    return get_span (self, part)->line;

  value = read_part (self, part, positions);

  return positions[element].line;
}

/* The last part that begins above @line; FALSE where there is none. */
static gboolean
find_part_above (FerryManifestDocument *self,
                 guint                  line,
                 guint                 *part)
{
  guint low = 0;
  guint high = self->reading->spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_span (self, middle)->line < line)
        low = middle + 1;
      else
        high = middle;
    }

  *part = low - 1;

  return low > 0;
}

/* Of the elements, the first that begins in @line, or the last that is open there. */
static FerryManifestElement
find_position (const FerryManifestPosition *positions,
               guint                        line,
               gsize                       *offset,
               gboolean                    *begins)
{
  FerryManifestElement found = FERRY_ELEMENT_DOCUMENT;

  *begins = FALSE;
  *offset = 0;
  for (FerryManifestElement i = FERRY_ELEMENT_ROOT; i < FERRY_N_MANIFEST_ELEMENTS; i++)
    {
      const FerryManifestPosition *position = &positions[i];
      gboolean begins_here = position->line == line;

      if (position->line == 0 || position->line > line || position->last_line < line)
        continue;

      if (found == FERRY_ELEMENT_DOCUMENT || (begins_here && !*begins) ||
          (begins_here == *begins && (position->offset < *offset) == begins_here))
        {
          found = i;
          *offset = position->offset;
          *begins = begins_here;
        }
    }

  return found;
}

/* @part begins above @line and ends in or below it */
static FerryManifestElement
find_in_part (FerryManifestDocument *self,
              guint                  part,
              guint                  line,
              gboolean              *begins)
{
  FerryManifestPosition positions[FERRY_N_MANIFEST_ELEMENTS];
  g_autoptr(FerryManifestPart) value = read_part (self, part, positions);
  gsize offset;

  return find_position (positions, line, &offset, begins);
}

FerryManifestElement
ferry_manifest_document_find (FerryManifestDocument *self,
                              guint                  line,
                              guint                 *part)
{
  GArray *spans = self->reading->spans;
  FerryManifestElement open = FERRY_ELEMENT_DOCUMENT;
  FerryManifestElement found;
  gboolean begins;
  gsize offset;
  guint above;
  guint first = 0;

  if (find_part_above (self, line, &above))
    {
      first = above + 1;
      *part = above;
      if (get_span (self, above)->last_line >= line)
        open = find_in_part (self, above, line, &begins);
      if (open != FERRY_ELEMENT_DOCUMENT && begins)
        return open;
    }

  found = find_position (self->reading->positions, line, &offset, &begins);
  if (first < spans->len && get_span (self, first)->line == line &&
      (!begins || get_span (self, first)->offset < offset))
    {
      *part = first;
      return FERRY_ELEMENT_PART;
    }

  if (!begins && open != FERRY_ELEMENT_DOCUMENT)
    return open;

  *part = FERRY_MANIFEST_NO_PART;

  return found;
}

FerryManifest *
ferry_manifest_document_dup_manifest (FerryManifestDocument *self)
{
  FerryManifest *manifest;

  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), NULL);

  manifest = ferry_manifest_copy (self->reading->head);
  for (guint i = 0; i < self->reading->spans->len; i++)
    g_ptr_array_add (manifest->parts, read_part (self, i, NULL));

  return manifest;
}

GPtrArray *
ferry_manifest_document_get_findings (FerryManifestDocument *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (self), NULL);

  return self->reading->findings;
}
