/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-bucket-facts.h"

#include "base/ferry-error.h"
#include "base/ferry-xml.h"
#include "bucket/ferry-bucket-policy.h"

G_DEFINE_BOXED_TYPE (FerryBucketFacts, ferry_bucket_facts,
                     ferry_bucket_facts_copy, ferry_bucket_facts_free)

#define BY_POLICY (FERRY_BUCKET_BY_ADDRESS | FERRY_BUCKET_BY_AGE | FERRY_BUCKET_BY_SIGNING)

/* Reads what one call tells, without the traits that are known by it. */
typedef gboolean (*Reader) (FerryBucketFacts  *facts,
                            GBytes            *body,
                            GError           **error);

/* The four questions. S3 says by an error of its own that nothing of the kind is set. */
typedef struct {
  FerryRequest     *(*request) (const char *region,
                                const char *bucket);
  FerryBucketTrait    traits;
  const char         *nothing;  /* (nullable): the error's code */
  Reader              read;
} Question;

FerryBucketFacts *
ferry_bucket_facts_copy (const FerryBucketFacts *facts)
{
  return g_memdup2 (facts, sizeof *facts);
}

void
ferry_bucket_facts_free (FerryBucketFacts *facts)
{
  g_free (facts);
}

static FerryRequest *
make_request (const char *operation,
              const char *region,
              const char *bucket,
              const char *subresource)
{
  FerryRequest *request = ferry_request_new (FERRY_SERVICE_S3, operation, "GET");

  ferry_request_set_region (request, region);
  ferry_request_set_bucket (request, bucket);
  ferry_request_add_query (request, subresource, "");

  return request;
}

static FerryXml *
parse (GBytes      *body,
       const char  *root_name,
       GError     **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);

  if (root && g_strcmp0 (ferry_xml_get_name (root), root_name) != 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "the reply is no %s", root_name);
      return NULL;
    }

  return g_steal_pointer (&root);
}

FerryRequest *
ferry_s3_get_bucket_versioning_request (const char *region,
                                        const char *bucket)
{
  return make_request ("GetBucketVersioning", region, bucket, "versioning");
}

/* Where it is suspended, what is stored from then on has no version that stays. */
gboolean
ferry_bucket_facts_read_versioning (FerryBucketFacts  *facts,
                                    GBytes            *body,
                                    GError           **error)
{
  g_autoptr(FerryXml) root = parse (body, "VersioningConfiguration", error);

  if (root && g_strcmp0 (ferry_xml_find_text (root, "Status"), "Enabled") == 0)
    facts->traits |= FERRY_BUCKET_VERSIONED;

  return root != NULL;
}

FerryRequest *
ferry_s3_get_object_lock_request (const char *region,
                                  const char *bucket)
{
  return make_request ("GetObjectLockConfiguration", region, bucket, "object-lock");
}

/* Without a default retention only those objects are locked that ask for it. */
gboolean
ferry_bucket_facts_read_object_lock (FerryBucketFacts  *facts,
                                     GBytes            *body,
                                     GError           **error)
{
  g_autoptr(FerryXml) root = parse (body, "ObjectLockConfiguration", error);

  if (root && g_strcmp0 (ferry_xml_find_text (root, "ObjectLockEnabled"), "Enabled") == 0 &&
      ferry_xml_find (root, "Rule/DefaultRetention"))
    facts->traits |= FERRY_BUCKET_LOCKED;

  return root != NULL;
}

FerryRequest *
ferry_s3_get_bucket_replication_request (const char *region,
                                         const char *bucket)
{
  return make_request ("GetBucketReplication", region, bucket, "replication");
}

gboolean
ferry_bucket_facts_read_replication (FerryBucketFacts  *facts,
                                     GBytes            *body,
                                     GError           **error)
{
  g_autoptr(FerryXml) root = parse (body, "ReplicationConfiguration", error);

  if (root == NULL)
    return FALSE;

  for (FerryXml *i = ferry_xml_first (root, "Rule"); i; i = ferry_xml_next (i))
    if (g_strcmp0 (ferry_xml_find_text (i, "Status"), "Enabled") == 0)
      facts->traits |= FERRY_BUCKET_REPLICATED;

  return TRUE;
}

FerryRequest *
ferry_s3_get_bucket_policy_request (const char *region,
                                    const char *bucket)
{
  return make_request ("GetBucketPolicy", region, bucket, "policy");
}

gboolean
ferry_bucket_facts_read_policy (FerryBucketFacts  *facts,
                                GBytes            *policy,
                                GError           **error)
{
  return ferry_bucket_policy_read (policy, &facts->traits, &facts->signature_age, error);
}

static const Question questions[] = {
  { ferry_s3_get_bucket_versioning_request, FERRY_BUCKET_VERSIONED, NULL,
    ferry_bucket_facts_read_versioning },
  { ferry_s3_get_object_lock_request, FERRY_BUCKET_LOCKED,
    "ObjectLockConfigurationNotFoundError", ferry_bucket_facts_read_object_lock },
  { ferry_s3_get_bucket_replication_request, FERRY_BUCKET_REPLICATED,
    "ReplicationConfigurationNotFoundError", ferry_bucket_facts_read_replication },
  { ferry_s3_get_bucket_policy_request, BY_POLICY, "NoSuchBucketPolicy",
    ferry_bucket_facts_read_policy },
};

typedef struct {
  FerryBucketFacts *facts;
  guint             n_left;    /* questions without an answer */
  guint             n_failed;  /* for another reason than denial */
  GError           *error;     /* the first such reason */
} Load;

/* One question under way. */
typedef struct {
  GTask          *task;
  const Question *question;
} Asked;

static void
load_free (Load *load)
{
  g_clear_pointer (&load->facts, ferry_bucket_facts_free);
  g_clear_error (&load->error);
  g_free (load);
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->task);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static gboolean
says_nothing (const Question *question,
              const GError   *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);

  return detail && question->nothing && g_strcmp0 (detail->code, question->nothing) == 0;
}

static void
take_answer (Load           *load,
             const Question *question,
             FerryReply     *reply,
             const GError   *failed)
{
  g_autoptr(GError) error = NULL;

  if (reply ? question->read (load->facts, ferry_reply_get_body (reply), &error)
            : says_nothing (question, failed))
    {
      load->facts->known |= question->traits;
      return;
    }

  if (g_error_matches (failed, FERRY_ERROR, FERRY_ERROR_DENIED))
    return;

  load->n_failed++;
  if (load->error == NULL)
    load->error = failed ? g_error_copy (failed) : g_steal_pointer (&error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Asked) asked = user_data;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  Load *load = g_task_get_task_data (asked->task);

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  take_answer (load, asked->question, reply, error);
  if (--load->n_left > 0)
    return;

  if (load->n_failed == G_N_ELEMENTS (questions))
    g_task_return_error (asked->task, g_steal_pointer (&load->error));
  else
    g_task_return_pointer (asked->task, g_steal_pointer (&load->facts),
                           (GDestroyNotify) ferry_bucket_facts_free);
}

void
ferry_bucket_facts_load_async (FerryClient         *client,
                               const char          *region,
                               const char          *bucket,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);

  load = g_new0 (Load, 1);
  load->facts = g_new0 (FerryBucketFacts, 1);
  load->n_left = G_N_ELEMENTS (questions);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_bucket_facts_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(FerryRequest) request = questions[i].request (region, bucket);
      Asked *asked = g_new (Asked, 1);

      *asked = (Asked) { g_object_ref (task), &questions[i] };
      ferry_client_send_async (client, request, cancellable, answered_cb, asked);
    }
}

FerryBucketFacts *
ferry_bucket_facts_load_finish (FerryClient   *client,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
