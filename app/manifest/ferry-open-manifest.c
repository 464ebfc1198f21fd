/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-open-manifest.h"

#include "manifest/ferry-manifest-piece.h"
#include "manifest/ferry-manifest-survey.h"

/* Owned by whoever shows it, and by its views; main thread. First it is read, then surveyed, then
 * judged, while its links are read for when they end. What runs holds no reference: it is cancelled
 * when the manifest goes, and a callback that was cancelled touches nothing.
 */
struct _FerryOpenManifest {
  GObject                parent_instance;

  char                  *title;
  FerryClient           *client;      /* (nullable) */
  FerryManifestFacts    *facts;
  FerryManifestDocument *document;    /* (nullable): while it is read */
  gboolean               large;
  char                  *masked;      /* (nullable) */
  FerryManifestEnds     *ends;        /* (nullable): while they are looked for */
  GPtrArray             *findings;    /* FerryManifestFinding */
  gboolean               judging;
  GCancellable          *cancellable; /* of all that ends with the object */
  GCancellable          *judgement;   /* (nullable): of the last one */

  FerryManifestProbe    *probe;       /* (nullable) */
  GPtrArray             *results;     /* FerryProbeResult */
  GCancellable          *probing;     /* (nullable): while it probes */
};

G_DEFINE_FINAL_TYPE (FerryOpenManifest, ferry_open_manifest, G_TYPE_OBJECT)

typedef enum {
  PROP_BUSY = 1,
  PROP_DOCUMENT,
  PROP_EXPIRATION,
  PROP_FINDINGS,
  PROP_MASKED,
  PROP_PROBING,
  PROP_RESULTS,
  PROP_TITLE,
} FerryOpenManifestProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static void
notify (FerryOpenManifest         *self,
        FerryOpenManifestProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = ferry_manifest_lint_finish (result, &error);
  FerryOpenManifest *self = user_data;

  if (findings == NULL)
    return;

  g_clear_object (&self->judgement);
  self->judging = FALSE;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = g_steal_pointer (&findings);

  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_FINDINGS);
  notify (self, PROP_BUSY);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
stop_judging (FerryOpenManifest *self)
{
  if (self->judgement)
    g_cancellable_cancel (self->judgement);
  g_clear_object (&self->judgement);
}

static void
judge (FerryOpenManifest *self)
{
  stop_judging (self);
  self->judgement = g_cancellable_new ();
  self->judging = TRUE;
  ferry_manifest_lint_async (self->document, self->facts, self->judgement, judged_cb, self);
}

static void
timed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifestEnds) ends = ferry_manifest_ends_finish (result, &error);
  FerryOpenManifest *self = user_data;

  if (ends == NULL)
    return;

  self->ends = g_steal_pointer (&ends);

  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_EXPIRATION);
  notify (self, PROP_BUSY);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  FerryManifestDocument *document = FERRY_MANIFEST_DOCUMENT (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifestSurvey) survey = ferry_manifest_survey_finish (result, &error);
  FerryOpenManifest *self = user_data;

  if (survey == NULL)
    return;

  self->document = g_object_ref (document);
  self->large = survey->large;
  self->masked = g_steal_pointer (&survey->masked);
  g_ptr_array_unref (self->findings);
  self->findings = g_ptr_array_ref (ferry_manifest_document_get_findings (document));
  ferry_manifest_ends_async (document, self->cancellable, timed_cb, self);
  judge (self);

  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_DOCUMENT);
  notify (self, PROP_MASKED);
  notify (self, PROP_FINDINGS);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifestDocument) document =
    ferry_manifest_document_read_finish (result, &error);
  FerryOpenManifest *self = user_data;

  if (document == NULL)
    return;

  ferry_manifest_survey_async (document, self->cancellable, surveyed_cb, self);
}

static void
result_cb (FerryOpenManifest *self,
           FerryProbeResult  *result)
{
  g_ptr_array_add (self->results, ferry_probe_result_ref (result));
  notify (self, PROP_RESULTS);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  FerryOpenManifest *self = user_data;

  if (!ferry_manifest_probe_run_finish (FERRY_MANIFEST_PROBE (source), result, &error))
    return;

  g_clear_object (&self->probing);
  notify (self, PROP_PROBING);
}

static void
forget_probe (FerryOpenManifest *self)
{
  if (self->probe)
    g_signal_handlers_disconnect_by_func (self->probe, result_cb, self);
  g_clear_object (&self->probe);
}

static void
ferry_open_manifest_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryOpenManifest *self = FERRY_OPEN_MANIFEST (object);

  switch ((FerryOpenManifestProperty) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, ferry_open_manifest_is_busy (self));
      break;

    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    case PROP_EXPIRATION:
      g_value_set_boxed (value, ferry_open_manifest_get_expiration (self));
      break;

    case PROP_FINDINGS:
      g_value_set_boxed (value, self->findings);
      break;

    case PROP_MASKED:
      g_value_set_string (value, self->masked);
      break;

    case PROP_PROBING:
      g_value_set_boolean (value, self->probing != NULL);
      break;

    case PROP_RESULTS:
      g_value_set_boxed (value, self->results);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_open_manifest_dispose (GObject *object)
{
  FerryOpenManifest *self = FERRY_OPEN_MANIFEST (object);

  g_cancellable_cancel (self->cancellable);
  stop_judging (self);
  if (self->probing)
    g_cancellable_cancel (self->probing);
  g_clear_object (&self->probing);
  forget_probe (self);
  g_clear_object (&self->document);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ferry_open_manifest_parent_class)->dispose (object);
}

static void
ferry_open_manifest_finalize (GObject *object)
{
  FerryOpenManifest *self = FERRY_OPEN_MANIFEST (object);

  g_free (self->title);
  g_free (self->masked);
  g_clear_pointer (&self->facts, ferry_manifest_facts_unref);
  g_clear_pointer (&self->ends, ferry_manifest_ends_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ferry_open_manifest_parent_class)->finalize (object);
}

static void
ferry_open_manifest_class_init (FerryOpenManifestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ferry_open_manifest_get_property;
  object_class->dispose = ferry_open_manifest_dispose;
  object_class->finalize = ferry_open_manifest_finalize;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, TRUE, flags);
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, FERRY_TYPE_MANIFEST_DOCUMENT, flags);
  properties[PROP_EXPIRATION] =
    g_param_spec_boxed ("expiration", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_FINDINGS] =
    g_param_spec_boxed ("findings", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  properties[PROP_MASKED] = g_param_spec_string ("masked", NULL, NULL, NULL, flags);
  properties[PROP_PROBING] = g_param_spec_boolean ("probing", NULL, NULL, FALSE, flags);
  properties[PROP_RESULTS] = g_param_spec_boxed ("results", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_open_manifest_init (FerryOpenManifest *self)
{
  self->cancellable = g_cancellable_new ();
  self->findings = g_ptr_array_new ();
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_probe_result_unref);
}

FerryOpenManifest *
ferry_open_manifest_new (const char         *title,
                         GBytes             *text,
                         FerryManifestFacts *facts,
                         FerryClient        *client)
{
  FerryOpenManifest *self;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (client == NULL || FERRY_IS_CLIENT (client), NULL);

  self = g_object_new (FERRY_TYPE_OPEN_MANIFEST, NULL);
  self->title = g_strdup (title);
  self->facts = ferry_manifest_facts_ref (facts);
  g_set_object (&self->client, client);
  ferry_manifest_document_read_async (text, self->cancellable, read_cb, self);

  return self;
}

const char *
ferry_open_manifest_get_title (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->title;
}

FerryClient *
ferry_open_manifest_get_client (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->client;
}

FerryManifestDocument *
ferry_open_manifest_get_document (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->document;
}

FerryManifestFacts *
ferry_open_manifest_get_facts (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->facts;
}

GPtrArray *
ferry_open_manifest_get_findings (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->findings;
}

const char *
ferry_open_manifest_get_masked (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->masked;
}

GPtrArray *
ferry_open_manifest_get_results (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->results;
}

gboolean
ferry_open_manifest_is_busy (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), FALSE);

  return self->document == NULL || self->judging || self->ends == NULL;
}

gboolean
ferry_open_manifest_is_large (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), FALSE);

  return self->large;
}

char *
ferry_open_manifest_dup_masked_part (FerryOpenManifest *self,
                                     guint              part)
{
  g_autoptr(GBytes) piece = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);
  g_return_val_if_fail (self->document != NULL, NULL);

  piece = ferry_manifest_piece_new (self->document, part, NULL);
  if (piece == NULL)
    return NULL;

  text = g_bytes_get_data (piece, &length);

  return ferry_manifest_mask (text ? text : "", length);
}

GDateTime *
ferry_open_manifest_get_expiration (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), NULL);

  return self->ends ? self->ends->first : NULL;
}

gboolean
ferry_open_manifest_ends_together (FerryOpenManifest *self)
{
  g_return_val_if_fail (FERRY_IS_OPEN_MANIFEST (self), FALSE);

  return self->ends != NULL && self->ends->together;
}

void
ferry_open_manifest_set_facts (FerryOpenManifest  *self,
                               FerryManifestFacts *facts,
                               FerryClient        *client)
{
  g_return_if_fail (FERRY_IS_OPEN_MANIFEST (self));
  g_return_if_fail (facts != NULL);
  g_return_if_fail (client == NULL || FERRY_IS_CLIENT (client));

  ferry_manifest_facts_ref (facts);
  ferry_manifest_facts_unref (self->facts);
  self->facts = facts;
  if (g_set_object (&self->client, client))
    ferry_open_manifest_stop_probing (self);
  if (self->document == NULL)
    return;

  judge (self);
  notify (self, PROP_BUSY);
}

void
ferry_open_manifest_probe (FerryOpenManifest *self,
                           guint              n_parts)
{
  g_return_if_fail (FERRY_IS_OPEN_MANIFEST (self));
  g_return_if_fail (self->client != NULL);

  if (self->document == NULL || self->probing)
    return;

  forget_probe (self);
  g_ptr_array_set_size (self->results, 0);
  n_parts = MIN (n_parts, ferry_manifest_document_get_n_parts (self->document));
  self->probing = g_cancellable_new ();
  self->probe = ferry_manifest_probe_new (self->client, self->document);
  g_signal_connect_object (self->probe, "result", G_CALLBACK (result_cb), self,
                           G_CONNECT_SWAPPED);
  ferry_manifest_probe_run_async (self->probe, 0, n_parts, self->probing, probed_cb, self);

  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_RESULTS);
  notify (self, PROP_PROBING);
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_open_manifest_stop_probing (FerryOpenManifest *self)
{
  g_return_if_fail (FERRY_IS_OPEN_MANIFEST (self));

  if (self->probing == NULL)
    return;

  g_cancellable_cancel (self->probing);
  g_clear_object (&self->probing);
  forget_probe (self);
  notify (self, PROP_PROBING);
}
