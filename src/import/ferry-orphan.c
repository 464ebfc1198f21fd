/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-orphan-private.h"

struct _FerryOrphan {
  GObject              parent_instance;

  FerryOrphanKind      kind;
  FerryOrphanEvidence  evidence;
  char                *region;
  char                *bucket;   /* (nullable) */
  char                *id;
  char                *machine;  /* (nullable) */
  GDateTime           *since;    /* (nullable) */
  guint64              size;
  gboolean             is_kept;
  GBytes              *seen;     /* (nullable) */
  GWeakRef             engine;
};

G_DEFINE_FINAL_TYPE (FerryOrphan, ferry_orphan, G_TYPE_OBJECT)

static void
ferry_orphan_finalize (GObject *object)
{
  FerryOrphan *self = FERRY_ORPHAN (object);

  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->bucket, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->machine, g_free);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_clear_pointer (&self->seen, g_bytes_unref);
  g_weak_ref_clear (&self->engine);

  G_OBJECT_CLASS (ferry_orphan_parent_class)->finalize (object);
}

static void
ferry_orphan_class_init (FerryOrphanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_orphan_finalize;
}

static void
ferry_orphan_init (FerryOrphan *self)
{
  g_weak_ref_init (&self->engine, NULL);
}

FerryOrphan *
ferry_orphan_new (const FerryOrphanFacts *facts)
{
  FerryOrphan *self = g_object_new (FERRY_TYPE_ORPHAN, NULL);

  self->kind = facts->kind;
  self->evidence = facts->evidence;
  self->region = g_strdup (facts->region);
  self->bucket = g_strdup (facts->bucket);
  self->id = g_strdup (facts->id);
  self->machine = g_strdup (facts->machine);
  self->since = facts->since ? g_date_time_ref (facts->since) : NULL;
  self->size = facts->size;
  self->is_kept = facts->is_kept;
  self->seen = facts->seen ? g_bytes_ref (facts->seen) : NULL;

  return self;
}

FerryOrphanKind
ferry_orphan_get_kind (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), FERRY_ORPHAN_MANIFEST);

  return self->kind;
}

FerryOrphanEvidence
ferry_orphan_get_evidence (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), FERRY_ORPHAN_BY_NAME);

  return self->evidence;
}

const char *
ferry_orphan_get_region (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), NULL);

  return self->region;
}

const char *
ferry_orphan_get_bucket (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), NULL);

  return self->bucket;
}

const char *
ferry_orphan_get_id (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), NULL);

  return self->id;
}

const char *
ferry_orphan_get_machine (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), NULL);

  return self->machine;
}

GDateTime *
ferry_orphan_get_since (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), NULL);

  return self->since;
}

guint64
ferry_orphan_get_size (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), 0);

  return self->size;
}

gboolean
ferry_orphan_is_kept (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), FALSE);

  return self->is_kept;
}

GBytes *
ferry_orphan_get_seen (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), NULL);

  return self->seen;
}

void
ferry_orphan_set_engine (FerryOrphan *self,
                         GObject     *engine)
{
  g_return_if_fail (FERRY_IS_ORPHAN (self));

  g_weak_ref_set (&self->engine, engine);
}

GObject *
ferry_orphan_dup_engine (FerryOrphan *self)
{
  g_return_val_if_fail (FERRY_IS_ORPHAN (self), NULL);

  return g_weak_ref_get (&self->engine);
}
