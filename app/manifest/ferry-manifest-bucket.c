/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-bucket.h"

#include "manifest/ferry-manifest-look.h"

struct _FerryManifestBucket {
  GObject              parent_instance;

  FerryManifestSource *source;
  FerryOpenManifest   *manifest;  /* (nullable) */
  char                *region;    /* (nullable) */
  char                *name;      /* (nullable) */
  FerryManifestLook   *look;      /* (nullable): what the bucket has told */
  GCancellable        *looking;   /* (nullable): while it is asked, and then */
  gboolean             may_look;  /* whatever bucket it is */
};

G_DEFINE_FINAL_TYPE (FerryManifestBucket, ferry_manifest_bucket, G_TYPE_OBJECT)

static FerryManifestDocument *
get_document (FerryManifestBucket *self)
{
  return self->manifest ? ferry_open_manifest_get_document (self->manifest) : NULL;
}

static void
judge_again (FerryManifestBucket *self)
{
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_bucket_make_facts (self);

  ferry_open_manifest_set_facts (self->manifest, facts,
                                 ferry_manifest_source_get_client (self->source));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryManifestBucket) self = user_data;
  FerryManifestLook *look =
    ferry_manifest_look_finish (FERRY_MANIFEST_DOCUMENT (source), result, NULL);

  if (look == NULL)
    return;

  self->look = look;
  judge_again (self);
}

static void
forget_look (FerryManifestBucket *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->look, ferry_manifest_look_free);
}

static gboolean
is_trusted (FerryManifestBucket *self)
{
  return self->may_look ||
         g_strcmp0 (ferry_manifest_source_get_bucket (self->source), self->name) == 0;
}

static void
look (FerryManifestBucket *self)
{
  FerryClient *client = ferry_manifest_source_get_client (self->source);

  if (client == NULL || self->name == NULL || !is_trusted (self))
    return;

  self->looking = g_cancellable_new ();
  ferry_manifest_look_async (get_document (self), client, self->region, self->name,
                             self->looking, looked_cb, g_object_ref (self));
}

/* Which links lead to a bucket depends on the account's own address of S3. */
static void
find (FerryManifestBucket *self)
{
  forget_look (self);
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->name, g_free);
  if (get_document (self) == NULL)
    return;

  ferry_manifest_source_find_place (self->source, get_document (self), &self->region, &self->name);
  look (self);
}

static void
ferry_manifest_bucket_dispose (GObject *object)
{
  FerryManifestBucket *self = FERRY_MANIFEST_BUCKET (object);

  ferry_manifest_bucket_stop (self);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (ferry_manifest_bucket_parent_class)->dispose (object);
}

static void
ferry_manifest_bucket_finalize (GObject *object)
{
  FerryManifestBucket *self = FERRY_MANIFEST_BUCKET (object);

  g_free (self->region);
  g_free (self->name);

  G_OBJECT_CLASS (ferry_manifest_bucket_parent_class)->finalize (object);
}

static void
ferry_manifest_bucket_class_init (FerryManifestBucketClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_manifest_bucket_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_manifest_bucket_finalize;
}

static void
ferry_manifest_bucket_init (FerryManifestBucket *self)
{
}

FerryManifestBucket *
ferry_manifest_bucket_new (FerryManifestSource *source)
{
  FerryManifestBucket *self;

  g_return_val_if_fail (FERRY_IS_MANIFEST_SOURCE (source), NULL);

  self = g_object_new (FERRY_TYPE_MANIFEST_BUCKET, NULL);
  self->source = g_object_ref (source);

  return self;
}

void
ferry_manifest_bucket_set_manifest (FerryManifestBucket *self,
                                    FerryOpenManifest   *manifest)
{
  g_return_if_fail (FERRY_IS_MANIFEST_BUCKET (self));
  g_return_if_fail (FERRY_IS_OPEN_MANIFEST (manifest));

  g_set_object (&self->manifest, manifest);
  find (self);
}

void
ferry_manifest_bucket_change_client (FerryManifestBucket *self)
{
  g_return_if_fail (FERRY_IS_MANIFEST_BUCKET (self));

  self->may_look = FALSE;
  find (self);
  if (self->manifest)
    judge_again (self);
}

void
ferry_manifest_bucket_look (FerryManifestBucket *self)
{
  g_return_if_fail (FERRY_IS_MANIFEST_BUCKET (self));

  self->may_look = TRUE;
  if (get_document (self) && self->looking == NULL)
    look (self);
}

void
ferry_manifest_bucket_stop (FerryManifestBucket *self)
{
  g_return_if_fail (FERRY_IS_MANIFEST_BUCKET (self));

  forget_look (self);
  g_clear_object (&self->manifest);
}

const char *
ferry_manifest_bucket_get_region (FerryManifestBucket *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_BUCKET (self), NULL);

  return self->region;
}

const char *
ferry_manifest_bucket_get_name (FerryManifestBucket *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_BUCKET (self), NULL);

  return self->name;
}

FerryManifestFacts *
ferry_manifest_bucket_make_facts (FerryManifestBucket *self)
{
  FerryManifestFacts *facts;

  g_return_val_if_fail (FERRY_IS_MANIFEST_BUCKET (self), NULL);

  facts = ferry_manifest_source_make_facts (self->source);
  if (self->look && self->look->objects)
    facts->objects = ferry_parts_ref (self->look->objects);
  facts->keeps_versions = self->look && self->look->keeps_versions;

  return facts;
}
