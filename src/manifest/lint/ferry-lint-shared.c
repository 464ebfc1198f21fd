/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/lint/ferry-lint.h"

#include <string.h>

/* FNV-1a of 64 bits: what has the same hash is compared, so it only has to be rare. */
static guint64
hash_text (const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const guchar *p = (const guchar *) text; *p; p++)
    hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash;
}

void
ferry_lint_remember (FerryLint            *self,
                     FerryManifestElement  element,
                     guint                 part,
                     const char           *text)
{
  if (text && *text)
    {
      FerryLintText entry = { hash_text (text), part, element };

      g_array_append_val (self->texts, entry);
    }
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  const FerryLintText *first = a;
  const FerryLintText *second = b;

  if (first->hash != second->hash)
    return first->hash < second->hash ? -1 : 1;
  if (first->part != second->part)
    return first->part < second->part ? -1 : 1;

  return (first->element > second->element) - (first->element < second->element);
}

static const char *
get_text (const FerryManifestPart *part,
          FerryManifestElement     element)
{
  if (element == FERRY_ELEMENT_KEY)
    return part->key;
  if (element == FERRY_ELEMENT_HEAD_URL)
    return part->head_url;

  return element == FERRY_ELEMENT_GET_URL ? part->get_url : part->delete_url;
}

static void
tell_shared (FerryLint           *self,
             const FerryLintText *text,
             const FerryLintText *first)
{
  g_autofree char *evidence = g_strdup_printf ("part %u", first->part);

  ferry_lint_add (self,
                  text->element == FERRY_ELEMENT_KEY ? FERRY_FLAW_KEY_TWICE
                                                     : FERRY_FLAW_LINK_TWO_PARTS,
                  text->element, text->part, evidence);
}

/* @first: the first in the text that has the same hash. Parts of one object have its links, too:
 * that is one flaw.
 */
static void
judge_pair (FerryLint               *self,
            const FerryLintText     *first,
            const FerryManifestPart *first_part,
            const FerryLintText     *text)
{
  g_autoptr(FerryManifestPart) part = NULL;
  const char *wanted = get_text (first_part, first->element);
  const char *found;

  if (text->part == first->part ||
      (text->element == FERRY_ELEMENT_KEY) != (first->element == FERRY_ELEMENT_KEY))
    return;

  part = ferry_manifest_document_dup_part (self->document, text->part);
  found = get_text (part, text->element);
  if (g_strcmp0 (wanted, found) != 0)
    return;

  if (text->element == FERRY_ELEMENT_KEY || g_strcmp0 (part->key, first_part->key) != 0)
    tell_shared (self, text, first);
  if (text->element != FERRY_ELEMENT_KEY)
    g_hash_table_add (self->shared, GUINT_TO_POINTER (text->part));
}

void
ferry_lint_shared (FerryLint *self)
{
  guint n;

  g_array_sort (self->texts, compare_texts);
  for (guint i = 0; i < self->texts->len && !ferry_lint_is_cancelled (self); i += n)
    {
      const FerryLintText *first = &g_array_index (self->texts, FerryLintText, i);
      g_autoptr(FerryManifestPart) part = NULL;

      for (n = 1; i + n < self->texts->len; n++)
        {
          const FerryLintText *text = first + n;

          if (text->hash != first->hash)
            break;
          if (part == NULL)
            part = ferry_manifest_document_dup_part (self->document, first->part);
          judge_pair (self, first, part, text);
        }
    }
}
