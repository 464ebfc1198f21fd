/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-policy-scope.h"

#include "bucket/ferry-part-name.h"

#include <string.h>

/* "Amazon Resource Names (ARNs)" */
static const char *
get_partition (const char *region)
{
  if (g_str_has_prefix (region, "cn-"))
    return "aws-cn";
  if (g_str_has_prefix (region, "us-gov-"))
    return "aws-us-gov";
  if (g_str_has_prefix (region, "eusc-"))
    return "aws-eusc";

  return "aws";
}

/* Wildcards and variables are taken literally ("IAM JSON policy elements: Variables and tags"). A
 * policy is JSON, and so UTF-8: bytes that are not can only be matched by a wildcard.
 */
static char *
escape (const char *bytes,
        gsize       length)
{
  GString *text = g_string_new (NULL);
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *valid_end;

      g_utf8_validate (bytes, end - bytes, &valid_end);
      for (; bytes < valid_end; bytes++)
        {
          if (strchr ("*?$", *bytes))
            g_string_append_printf (text, "${%c}", *bytes);
          else
            g_string_append_c (text, *bytes);
        }
      if (bytes < end)
        {
          if (text->len == 0 || text->str[text->len - 1] != '*')
            g_string_append_c (text, '*');
          bytes++;
        }
    }

  return g_string_free (text, FALSE);
}

/* @text: (transfer full) */
static void
add (GHashTable *set,
     char       *text)
{
  g_hash_table_add (set, text);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @set: (transfer full) */
static GPtrArray *
sort_set (GHashTable *set)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (texts, text);
    }
  g_ptr_array_sort (texts, compare_texts);
  g_hash_table_unref (set);

  return texts;
}

static GHashTable *
set_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The key's folder with its slash, and those above it, without which nobody finds the way. */
static void
add_prefixes (FerryPolicyScope *self,
              const char       *bucket,
              const char       *key,
              gsize             folder_length)
{
  GHashTable *set = g_hash_table_lookup (self->prefixes, bucket);
  g_autofree char *folder = escape (key, folder_length);

  if (set == NULL)
    {
      set = set_new ();
      g_hash_table_insert (self->prefixes, g_strdup (bucket), set);
    }

  add (set, g_strdup_printf ("%s*", folder));
  if (folder_length == 0)
    return;
  add (set, g_strdup (""));
  for (gsize i = 0; i + 1 < folder_length; i++)
    {
      if (key[i] == '/')
        add (set, escape (key, i + 1));
    }
}

/* The names of parts differ by their numbers. Their beginning, which others hardly share, keeps the
 * policy short; a part that is not named so stands by itself.
 */
static void
add_names (FerryDisk  *disk,
           const char *bucket,
           GHashTable *set)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  guint n = parts ? ferry_parts_get_n (parts) : 1;
  g_autofree char *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *key = parts ? ferry_parts_get_key (parts, i) : ferry_disk_get_key (disk);
      FerryPartName name;
      gboolean is_numbered = parts && ferry_part_name_parse (key, &name);
      gsize length = is_numbered ? name.prefix_length : strlen (key);
      g_autofree char *escaped = NULL;

      if (is_numbered && last && strlen (last) == length && strncmp (last, key, length) == 0)
        continue;

      escaped = escape (key, length);
      add (set, g_strdup_printf ("%s/%s%s", bucket, escaped, is_numbered ? "*" : ""));
      g_free (last);
      last = is_numbered ? g_strndup (key, length) : NULL;
    }
}

typedef struct {
  GHashTable *buckets;
  GHashTable *disks;
  GHashTable *disks_to_delete;
  GHashTable *manifests;
  GHashTable *made;
  GHashTable *regions;
} Sets;

static void
add_disk (FerryPolicyScope *self,
          Sets             *sets,
          FerryMachine     *machine,
          FerryDisk        *disk,
          gboolean          by_folder)
{
  const char *region = ferry_disk_get_region (disk);
  const char *key = ferry_disk_get_key (disk);
  const char *slash = strrchr (key, '/');
  gsize folder_length = slash ? (gsize) (slash + 1 - key) : 0;
  g_autofree char *where = escape (region, strlen (region));
  g_autofree char *bucket_name = escape (ferry_disk_get_bucket (disk),
                                         strlen (ferry_disk_get_bucket (disk)));
  g_autofree char *bucket = g_strdup_printf ("arn:%s:s3:::%s", get_partition (region), bucket_name);
  g_autofree char *folder = escape (key, folder_length);

  add (sets->regions, g_strdup (where));
  if (by_folder)
    add (sets->disks, g_strdup_printf ("%s/%s*", bucket, folder));
  else
    add_names (disk, bucket, sets->disks);
  /* never a folder: that would be leave to delete what Ferry knows nothing of */
  if (ferry_machine_get_afterwards (machine) == FERRY_AFTERWARDS_ASK)
    add_names (disk, bucket, sets->disks_to_delete);
  if (ferry_machine_get_road (machine) == FERRY_ROAD_CLASSIC)
    {
      add (sets->manifests, g_strdup_printf ("%s/%sferry-*.manifest.xml", bucket, folder));
      /* what tells other desks that the disk is being imported */
      add (sets->manifests, g_strdup_printf ("%s/%s.ferry-claim-*", bucket, folder));
    }
  add (sets->made, g_strdup_printf ("arn:%s:ec2:%s:*:instance/*", get_partition (region), where));
  add (sets->made, g_strdup_printf ("arn:%s:ec2:%s:*:volume/*", get_partition (region), where));
  add_prefixes (self, bucket, key, folder_length);
  add (sets->buckets, g_steal_pointer (&bucket));
}

FerryPolicyScope *
ferry_policy_scope_new (FerryPlan *plan,
                        gboolean   by_folder)
{
  FerryPolicyScope *self;
  Sets sets = { set_new (), set_new (), set_new (), set_new (), set_new (), set_new () };

  self = g_new0 (FerryPolicyScope, 1);
  self->prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (plan, i);

      for (guint j = 0; j < ferry_machine_get_n_disks (machine); j++)
        {
          FerryMachineDisk *disk = ferry_machine_get_disk (machine, j);

          add_disk (self, &sets, machine, ferry_machine_disk_get_disk (disk), by_folder);
        }
    }

  self->buckets = sort_set (sets.buckets);
  self->disks = sort_set (sets.disks);
  self->disks_to_delete = sort_set (sets.disks_to_delete);
  self->manifests = sort_set (sets.manifests);
  self->made = sort_set (sets.made);
  self->regions = sort_set (sets.regions);

  return self;
}

void
ferry_policy_scope_free (FerryPolicyScope *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->buckets);
  g_ptr_array_unref (self->disks);
  g_ptr_array_unref (self->disks_to_delete);
  g_ptr_array_unref (self->manifests);
  g_ptr_array_unref (self->made);
  g_ptr_array_unref (self->regions);
  g_hash_table_unref (self->prefixes);
  g_free (self);
}

GPtrArray *
ferry_policy_scope_list_prefixes (FerryPolicyScope *self,
                                  guint             bucket)
{
  GHashTable *set = g_hash_table_lookup (self->prefixes,
                                         g_ptr_array_index (self->buckets, bucket));
  GPtrArray *texts = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_ptr_array_add (texts, text);
  g_ptr_array_sort (texts, compare_texts);

  return texts;
}
