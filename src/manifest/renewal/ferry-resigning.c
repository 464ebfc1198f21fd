/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/renewal/ferry-resigning.h"

#include <string.h>

#include "base/ferry-error.h"
#include "bucket/ferry-s3-object.h"
#include "manifest/link/ferry-link.h"
#include "manifest/renewal/ferry-repair.h"

typedef struct {
  FerryManifestDocument *document;
  FerryManifestFacts    *facts;
  FerryLinkSigner       *signer;
  char                  *manifest_key;
} Renewal;

/* @link: (inout): replaced */
static void
take_link (char **link,
           GUri  *uri)
{
  g_free (*link);
  *link = g_uri_to_string (uri);
}

static gboolean
resign_part (FerryManifestPart  *part,
             FerryLinkSigner    *signer,
             const char         *region,
             const char         *bucket,
             GError            **error)
{
  g_autoptr(GUri) head_link = NULL;
  g_autoptr(GUri) get_link = NULL;

  g_clear_pointer (&part->delete_url, g_free);
  if (!ferry_link_signer_sign_part (signer, region, bucket, part->key, &head_link, &get_link,
                                    error))
    return FALSE;

  take_link (&part->head_url, head_link);
  take_link (&part->get_url, get_link);

  return TRUE;
}

static gboolean
resign (FerryManifest    *manifest,
        FerryLinkSigner  *signer,
        const char       *region,
        const char       *bucket,
        const char       *manifest_key,
        GCancellable     *cancellable,
        GError          **error)
{
  g_autoptr(FerryRequest) request =
    ferry_s3_delete_object_request (region, bucket, manifest_key, NULL);
  g_autoptr(GUri) self_destruct_link = NULL;

  for (guint i = 0; i < manifest->parts->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !resign_part (g_ptr_array_index (manifest->parts, i), signer, region, bucket, error))
      return FALSE;

  self_destruct_link = ferry_link_signer_sign (signer, request, error);
  if (self_destruct_link == NULL)
    return FALSE;

  take_link (&manifest->self_destruct_url, self_destruct_link);

  return TRUE;
}

gboolean
ferry_manifest_resign (FerryManifest    *manifest,
                       FerryLinkSigner  *signer,
                       const char       *region,
                       const char       *bucket,
                       const char       *manifest_key,
                       GError          **error)
{
  g_return_val_if_fail (manifest != NULL, FALSE);
  g_return_val_if_fail (signer != NULL, FALSE);
  g_return_val_if_fail (region != NULL && bucket != NULL && manifest_key != NULL, FALSE);

  return resign (manifest, signer, region, bucket, manifest_key, NULL, error);
}

static gboolean
refuse (GError     **error,
        const char  *problem)
{
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, problem);

  return FALSE;
}

static gboolean
leads_elsewhere (const char         *text,
                 FerryManifestFacts *facts)
{
  g_autoptr(FerryLink) link = text ? ferry_link_parse (text, facts->endpoint) : NULL;

  return link && link->bucket && !g_str_equal (link->bucket, facts->bucket);
}

/* The new links are all of the manifest's bucket. That the parts are in it the bucket itself has
 * told, or the old links do.
 */
static gboolean
check_place (const FerryManifest  *manifest,
             Renewal              *renewal,
             GError              **error)
{
  FerryManifestFacts *facts = renewal->facts;

  for (guint i = 0; i < manifest->parts->len; i++)
    {
      const FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);

      if (g_str_equal (part->key, renewal->manifest_key))
        return refuse (error, "the manifest would have the key of one of its parts");
      if (facts->objects == NULL && (leads_elsewhere (part->head_url, facts) ||
                                     leads_elsewhere (part->get_url, facts)))
        return refuse (error, "the links lead to another bucket than the manifest's");
    }

  return TRUE;
}

/* Returns: (transfer full) */
static GBytes *
renew (Renewal       *renewal,
       GCancellable  *cancellable,
       GError       **error)
{
  FerryManifestFacts *facts = renewal->facts;
  g_autoptr(FerryManifest) manifest = NULL;
  char *xml;

  if (facts->region == NULL || facts->bucket == NULL)
    {
      refuse (error, "the bucket of the parts is not known");
      return NULL;
    }

  manifest = ferry_manifest_repair (renewal->document, facts, cancellable, error);
  if (manifest == NULL || !check_place (manifest, renewal, error) ||
      !resign (manifest, renewal->signer, facts->region, facts->bucket, renewal->manifest_key,
               cancellable, error))
    return NULL;

  xml = ferry_manifest_to_xml (manifest);
  if (xml == NULL)
    {
      refuse (error, "a key or the importer's name cannot be written in XML");
      return NULL;
    }

  return g_bytes_new_take (xml, strlen (xml));
}

static void
renewal_free (Renewal *renewal)
{
  g_object_unref (renewal->document);
  ferry_manifest_facts_unref (renewal->facts);
  ferry_link_signer_unref (renewal->signer);
  g_free (renewal->manifest_key);
  g_free (renewal);
}

static void
renew_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = renew (data, cancellable, &error);

  if (text)
    g_task_return_pointer (task, g_steal_pointer (&text), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_manifest_renew_async (FerryManifestDocument *document,
                            FerryManifestFacts    *facts,
                            FerryLinkSigner       *signer,
                            const char            *manifest_key,
                            GCancellable          *cancellable,
                            GAsyncReadyCallback    callback,
                            gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;
  Renewal *renewal;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));
  g_return_if_fail (facts != NULL);
  g_return_if_fail (signer != NULL);
  g_return_if_fail (manifest_key != NULL);

  renewal = g_new (Renewal, 1);
  renewal->document = g_object_ref (document);
  renewal->facts = ferry_manifest_facts_ref (facts);
  renewal->signer = ferry_link_signer_ref (signer);
  renewal->manifest_key = g_strdup (manifest_key);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_renew_async);
  g_task_set_task_data (task, renewal, (GDestroyNotify) renewal_free);
  g_task_run_in_thread (task, renew_thread);
}

GBytes *
ferry_manifest_renew_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
