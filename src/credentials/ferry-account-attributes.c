/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "credentials/ferry-account-attributes.h"

#include "base/ferry-time.h"

#define APPLICATION "application"
#define ID "id"
#define NAME "name"
#define REGION "region"
#define ENDPOINT "endpoint"
#define ACCESS_KEY_ID "access-key-id"
#define EXPIRATION "expiration"

const char * const ferry_account_attribute_names[] = {
  APPLICATION,
  ID,
  NAME,
  REGION,
  ENDPOINT,
  ACCESS_KEY_ID,
  EXPIRATION,
  NULL,
};

static void
set_attribute (GHashTable *attributes,
               const char *name,
               const char *value)
{
  g_hash_table_insert (attributes, g_strdup (name), g_strdup (value ? value : ""));
}

static const char *
lookup_filled (GHashTable *attributes,
               const char *name)
{
  const char *value = g_hash_table_lookup (attributes, name);

  return value && *value ? value : NULL;
}

GHashTable *
ferry_account_attributes_new (const char   *application,
                              FerryAccount *account)
{
  GHashTable *attributes = ferry_account_attributes_match (application,
                                                           ferry_account_get_id (account));
  GDateTime *expiration = ferry_account_get_expiration (account);
  g_autofree char *ends = expiration ? ferry_time_format (expiration) : NULL;

  set_attribute (attributes, NAME, ferry_account_get_name (account));
  set_attribute (attributes, REGION, ferry_account_get_region (account));
  set_attribute (attributes, ENDPOINT, ferry_account_get_endpoint (account));
  set_attribute (attributes, ACCESS_KEY_ID, ferry_account_get_access_key_id (account));
  set_attribute (attributes, EXPIRATION, ends);

  return attributes;
}

GHashTable *
ferry_account_attributes_match (const char *application,
                                const char *id)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  set_attribute (attributes, APPLICATION, application);
  if (id)
    set_attribute (attributes, ID, id);

  return attributes;
}

GHashTable *
ferry_account_attributes_filter (GHashTable *attributes)
{
  GHashTable *ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (gsize i = 0; ferry_account_attribute_names[i]; i++)
    set_attribute (ours, ferry_account_attribute_names[i],
                   g_hash_table_lookup (attributes, ferry_account_attribute_names[i]));

  return ours;
}

gboolean
ferry_account_attributes_equal (GHashTable *a,
                                GHashTable *b)
{
  for (gsize i = 0; ferry_account_attribute_names[i]; i++)
    {
      if (g_strcmp0 (g_hash_table_lookup (a, ferry_account_attribute_names[i]),
                     g_hash_table_lookup (b, ferry_account_attribute_names[i])) != 0)
        return FALSE;
    }

  return TRUE;
}

FerryAccount *
ferry_account_attributes_to_account (GHashTable *attributes)
{
  const char *id = lookup_filled (attributes, ID);
  const char *name = lookup_filled (attributes, NAME);
  const char *region = lookup_filled (attributes, REGION);
  g_autoptr(GDateTime) expiration = NULL;

  if (id == NULL || region == NULL)
    return NULL;

  expiration = ferry_time_parse (lookup_filled (attributes, EXPIRATION));

  return ferry_account_new_ending (id, name ? name : id, region,
                                   lookup_filled (attributes, ENDPOINT),
                                   lookup_filled (attributes, ACCESS_KEY_ID),
                                   expiration);
}
