/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-findings.h"

#include "base/ferry-error.h"

typedef struct {
  FerryDiskFinding  finding;
  char             *key;
  GList             link;    /* in the queue by age */
} Entry;

struct _FerryDiskFindings {
  guint       max;
  GHashTable *entries;  /* by their keys; owns them */
  GQueue      ages;     /* the oldest first */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->finding.object);
  g_clear_pointer (&entry->finding.report, ferry_disk_report_unref);
  g_clear_error (&entry->finding.error);
  g_free (entry->key);
  g_free (entry);
}

static void
drop (FerryDiskFindings *self,
      Entry             *entry)
{
  g_queue_unlink (&self->ages, &entry->link);
  g_hash_table_remove (self->entries, entry->key);
}

FerryDiskFindings *
ferry_disk_findings_new (guint max)
{
  FerryDiskFindings *self;

  g_return_val_if_fail (max > 0, NULL);

  self = g_new0 (FerryDiskFindings, 1);
  self->max = max;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  g_queue_init (&self->ages);

  return self;
}

void
ferry_disk_findings_free (FerryDiskFindings *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->entries);
  g_free (self);
}

const FerryDiskFinding *
ferry_disk_findings_find (FerryDiskFindings *self,
                          const char        *key)
{
  Entry *entry;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL ? &entry->finding : NULL;
}

void
ferry_disk_findings_put (FerryDiskFindings *self,
                         const char        *key,
                         FerryObject       *object,
                         FerryDiskReport   *report,
                         const GError      *error)
{
  Entry *old;
  Entry *entry;

  g_return_if_fail (self != NULL);
  g_return_if_fail (key != NULL);
  g_return_if_fail (FERRY_IS_OBJECT (object));
  g_return_if_fail ((report != NULL) != (error != NULL));

  /* before the old one goes, which may own what is given */
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->finding.object = g_object_ref (object);
  entry->finding.report = report != NULL ? ferry_disk_report_ref (report) : NULL;
  entry->finding.error = error != NULL ? g_error_copy (error) : NULL;
  entry->link.data = entry;

  old = g_hash_table_lookup (self->entries, key);
  if (old != NULL)
    drop (self, old);
  if (g_hash_table_size (self->entries) >= self->max)
    drop (self, g_queue_peek_head (&self->ages));

  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_tail_link (&self->ages, &entry->link);
}

static gboolean
is_lasting (const GError *error)
{
  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED) ||
         g_error_matches (error, FERRY_ERROR, FERRY_ERROR_ARCHIVED);
}

void
ferry_disk_findings_drop_errors (FerryDiskFindings *self)
{
  GList *link;

  g_return_if_fail (self != NULL);

  link = self->ages.head;
  while (link != NULL)
    {
      Entry *entry = link->data;

      link = link->next;
      if (entry->finding.error != NULL && !is_lasting (entry->finding.error))
        drop (self, entry);
    }
}
