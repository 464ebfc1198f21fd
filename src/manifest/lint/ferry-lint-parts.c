/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/lint/ferry-lint.h"

#include "manifest/link/ferry-link-address.h"

#include <string.h>

enum { HEAD, GET, DELETE, N_LINKS };

static const FerryManifestElement elements[N_LINKS] = {
  FERRY_ELEMENT_HEAD_URL, FERRY_ELEMENT_GET_URL, FERRY_ELEMENT_DELETE_URL,
};

typedef struct {
  guint              index;
  FerryManifestPart *part;
  const char        *texts[N_LINKS];  /* (nullable) */
  FerryLink         *links[N_LINKS];  /* (nullable) */
} Part;

static void
read_part (FerryLint *self,
           guint      index,
           Part      *part)
{
  *part = (Part) { .index = index };
  part->part = ferry_manifest_document_dup_part (self->document, index);
  part->texts[HEAD] = part->part->head_url;
  part->texts[GET] = part->part->get_url;
  part->texts[DELETE] = part->part->delete_url;
}

static void
clear_part (Part *part)
{
  for (guint i = 0; i < N_LINKS; i++)
    g_clear_pointer (&part->links[i], ferry_link_unref);
  g_clear_pointer (&part->part, ferry_manifest_part_free);
}

static gboolean
leads_to (FerryLink  *link,
          const char *key)
{
  return link && link->key && g_strcmp0 (link->key, key) == 0;
}

static gboolean
leads_elsewhere (FerryLink  *link,
                 const char *key)
{
  return link && link->key && !g_str_equal (link->key, key);
}

/* A signature is for one verb, so one link for two is wrong for one of them. Without a signature it
 * is right for both. @is_judged: which links need no other word on their verb
 */
static void
judge_verbs_shared (FerryLint  *self,
                    const Part *part,
                    gboolean    is_judged[N_LINKS])
{
  for (guint i = 1; i < N_LINKS; i++)
    for (guint other = 0; other < i; other++)
      {
        g_autofree char *evidence = NULL;

        if (part->links[i] == NULL || part->links[i]->signature == FERRY_LINK_UNSIGNED ||
            part->texts[other] == NULL || !g_str_equal (part->texts[i], part->texts[other]))
          continue;

        is_judged[i] = is_judged[other] = TRUE;
        evidence = g_strdup_printf ("%s, %s", ferry_manifest_element_get_verb (elements[other]),
                                    ferry_manifest_element_get_verb (elements[i]));
        ferry_lint_add (self, FERRY_FLAW_LINK_TWO_VERBS, elements[i], part->index, evidence);
        break;
      }
}

static void
judge_links (FerryLint *self,
             Part      *part)
{
  gboolean is_judged[N_LINKS] = { FALSE };

  for (guint i = 0; i < N_LINKS; i++)
    {
      part->links[i] = ferry_lint_link (self, elements[i], part->index, part->texts[i]);
      ferry_lint_remember (self, elements[i], part->index, part->texts[i]);
    }

  judge_verbs_shared (self, part, is_judged);
  for (guint i = 0; i < N_LINKS; i++)
    if (part->links[i] && !is_judged[i])
      ferry_lint_verb (self, elements[i], part->index, part->links[i]);
}

/* What all links of a part lead to; %NULL where they do not agree, or lead nowhere. */
static const char *
find_common_key (const Part *part)
{
  const char *key = NULL;

  for (guint i = 0; i < N_LINKS; i++)
    {
      if (part->links[i] == NULL || part->links[i]->key == NULL)
        continue;
      if (key && !g_str_equal (key, part->links[i]->key))
        return NULL;
      key = part->links[i]->key;
    }

  return key;
}

static void
tell_other_key (FerryLint            *self,
                FerryManifestElement  element,
                guint                 part,
                const char           *key)
{
  g_autofree char *evidence = ferry_lint_dup_name (key);

  ferry_lint_add (self, FERRY_FLAW_KEY_OTHER, element, part, evidence);
}

/* Where all links agree, it is the key that differs. */
static void
judge_key (FerryLint  *self,
           const Part *part)
{
  const char *key = part->part->key;
  const char *common = find_common_key (part);

  /* that is told of it */
  if (common && ferry_link_is_padded (key, common))
    return;

  if (common && ferry_link_is_encoded (key, common))
    {
      ferry_lint_add (self, FERRY_FLAW_KEY_ENCODED, FERRY_ELEMENT_KEY, part->index, NULL);
      return;
    }
  if (common)
    {
      tell_other_key (self, FERRY_ELEMENT_KEY, part->index, common);
      return;
    }

  for (guint i = 0; i < N_LINKS; i++)
    if (leads_elsewhere (part->links[i], key))
      tell_other_key (self, elements[i], part->index, part->links[i]->key);
}

/* A version that is deleted by its id is gone for good, whatever the bucket keeps. */
static gboolean
is_of_version (FerryLink *link)
{
  const char *query = g_uri_get_query (link->uri);

  return query && strstr (query, "versionId=");
}

/* One that has ended deletes nothing, nor does one that leads to something else: that is told of
 * it.
 *
 * A disk that is one object is the user's own, for nobody uploads one to have it deleted; parts
 * were cut by a tool from a file that may still be there.
 */
static void
judge_delete (FerryLint  *self,
              const Part *part)
{
  FerryLink *link = part->links[DELETE];
  FerrySeverity severity = self->n_parts == 1 ? FERRY_SEVERITY_BLOCKS : FERRY_SEVERITY_WARNING;

  if (link == NULL ||
      (link->expiration && g_date_time_compare (link->expiration, self->facts->now) <= 0) ||
      (part->part->key && leads_elsewhere (link, part->part->key) && !find_common_key (part)))
    return;

  if (self->facts->keeps_versions && !is_of_version (link))
    ferry_lint_add (self, FERRY_FLAW_DELETES_DISK, FERRY_ELEMENT_DELETE_URL, part->index, NULL);
  else
    ferry_lint_add_as (self, FERRY_FLAW_DELETES_ONLY_COPY, severity, FERRY_ELEMENT_DELETE_URL,
                       part->index, NULL);
}

/* Whether the link that is to delete the manifest leads to a part. */
static gboolean
hits (FerryLint  *self,
      const Part *part)
{
  FerryLink *target = self->self_destruct;

  if (target == NULL || target->key == NULL)
    return FALSE;

  for (guint i = 0; i < N_LINKS; i++)
    if (leads_to (part->links[i], target->key) &&
        g_strcmp0 (part->links[i]->bucket, target->bucket) == 0)
      return TRUE;

  return leads_to (target, part->part->key) &&
         (self->bucket == NULL || g_strcmp0 (target->bucket, self->bucket) == 0);
}

static void
judge_part (FerryLint *self,
            guint      index)
{
  Part part;
  gboolean is_suspect = FALSE;

  read_part (self, index, &part);
  ferry_lint_remember (self, FERRY_ELEMENT_KEY, index, part.part->key);
  judge_links (self, &part);
  judge_delete (self, &part);
  self->self_destruct_hits |= hits (self, &part);

  if (part.part->key && *part.part->key)
    for (guint i = 0; i < N_LINKS; i++)
      is_suspect |= leads_elsewhere (part.links[i], part.part->key);
  if (is_suspect)
    g_array_append_val (self->suspects, index);

  clear_part (&part);
}

/* A link of another part leads to that one's key, which is told of it already. */
static void
judge_suspects (FerryLint *self)
{
  for (guint i = 0; i < self->suspects->len && !ferry_lint_is_cancelled (self); i++)
    {
      guint index = g_array_index (self->suspects, guint, i);
      Part part;

      if (g_hash_table_contains (self->shared, GUINT_TO_POINTER (index)))
        continue;

      read_part (self, index, &part);
      for (guint n = 0; n < N_LINKS; n++)
        part.links[n] = part.texts[n] ? ferry_link_parse (part.texts[n], self->facts->endpoint)
                                      : NULL;
      judge_key (self, &part);
      clear_part (&part);
    }
}

static void
judge_self_destruct (FerryLint *self)
{
  FerryLink *target = self->self_destruct;
  FerryFlaw flaw = self->self_destruct_hits ? FERRY_FLAW_SELF_DESTRUCT_DISK
                                            : FERRY_FLAW_SELF_DESTRUCT_OTHER;
  g_autofree char *name = NULL;
  g_autofree char *evidence = NULL;

  if (target == NULL || target->key == NULL)
    return;

  name = ferry_lint_dup_name (target->bucket);
  if (self->self_destruct_hits)
    evidence = ferry_lint_dup_name (target->key);
  else if (self->facts->key == NULL || self->facts->bucket == NULL)
    return;
  else if (g_strcmp0 (target->bucket, self->facts->bucket) != 0)
    evidence = g_strconcat ("bucket ", name, NULL);
  else if (!g_str_equal (target->key, self->facts->key))
    evidence = ferry_lint_dup_name (target->key);

  if (evidence)
    ferry_lint_add (self, flaw, FERRY_ELEMENT_SELF_DESTRUCT_URL, FERRY_MANIFEST_NO_PART, evidence);
}

void
ferry_lint_parts (FerryLint *self)
{
  self->self_destruct = ferry_lint_link (self, FERRY_ELEMENT_SELF_DESTRUCT_URL,
                                         FERRY_MANIFEST_NO_PART, self->head->self_destruct_url);
  if (self->self_destruct)
    ferry_lint_verb (self, FERRY_ELEMENT_SELF_DESTRUCT_URL, FERRY_MANIFEST_NO_PART,
                     self->self_destruct);

  for (guint i = 0; i < self->n_parts && !ferry_lint_is_cancelled (self); i++)
    judge_part (self, i);

  judge_self_destruct (self);
  ferry_lint_shared (self);
  judge_suspects (self);
}
