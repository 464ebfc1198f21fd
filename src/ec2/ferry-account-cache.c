/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-account-cache.h"

#define LIFETIME_SECONDS (5 * 60)

struct _FerryAccountCache {
  GObject     parent_instance;

  GHashTable *entries;   /* (key-type utf8) (element-type Entry): by account and region */
  gint64      lifetime;  /* microseconds */
};

G_DEFINE_FINAL_TYPE (FerryAccountCache, ferry_account_cache, G_TYPE_OBJECT)

/* An edit leaves the account's id as it is, and makes everything else another account. */
typedef struct {
  char              *access_key_id;
  char              *endpoint;
  FerryAccountFacts *facts;
  gint64             asked;  /* the wall's clock, which goes on while the computer sleeps */
} Entry;

static Entry *
entry_new (FerryAccount *account,
           const char   *region)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->access_key_id = g_strdup (ferry_account_get_access_key_id (account));
  entry->endpoint = g_strdup (ferry_account_get_endpoint (account));
  entry->facts = ferry_account_facts_new (region);

  return entry;
}

static void
entry_free (Entry *entry)
{
  g_free (entry->access_key_id);
  g_free (entry->endpoint);
  g_object_unref (entry->facts);
  g_free (entry);
}

static gboolean
is_of (Entry        *entry,
       FerryAccount *account)
{
  return g_strcmp0 (entry->access_key_id, ferry_account_get_access_key_id (account)) == 0 &&
         g_strcmp0 (entry->endpoint, ferry_account_get_endpoint (account)) == 0;
}

/* A clock that was set back makes it old as well. */
static gboolean
is_old (FerryAccountCache *self,
        Entry             *entry,
        gint64             now)
{
  return now - entry->asked >= self->lifetime || now < entry->asked;
}

/* As after a stop. */
static gboolean
has_pending (Entry *entry)
{
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    if (ferry_account_facts_get_state (entry->facts, fact) == FERRY_FACT_STATE_PENDING)
      return TRUE;

  return FALSE;
}

static void
ferry_account_cache_finalize (GObject *object)
{
  FerryAccountCache *self = FERRY_ACCOUNT_CACHE (object);

  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (ferry_account_cache_parent_class)->finalize (object);
}

static void
ferry_account_cache_class_init (FerryAccountCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_account_cache_finalize;
}

static void
ferry_account_cache_init (FerryAccountCache *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) entry_free);
  self->lifetime = LIFETIME_SECONDS * G_USEC_PER_SEC;
}

FerryAccountCache *
ferry_account_cache_new (void)
{
  return g_object_new (FERRY_TYPE_ACCOUNT_CACHE, NULL);
}

void
ferry_account_cache_set_lifetime (FerryAccountCache *self,
                                  guint              seconds)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_CACHE (self));

  self->lifetime = (gint64) seconds * G_USEC_PER_SEC;
}

/* What failed is asked again when it is old, or by a person, and not at each look. */
FerryAccountFacts *
ferry_account_cache_get (FerryAccountCache *self,
                         FerryClient       *client,
                         const char        *region)
{
  FerryAccount *account;
  g_autofree char *key = NULL;
  gint64 now = g_get_real_time ();
  Entry *entry;

  g_return_val_if_fail (FERRY_IS_ACCOUNT_CACHE (self), NULL);
  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  account = ferry_client_get_account (client);
  key = g_strdup_printf ("%s/%s", ferry_account_get_id (account), region);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry == NULL || !is_of (entry, account))
    {
      entry = entry_new (account, region);
      g_hash_table_replace (self->entries, g_steal_pointer (&key), entry);
    }
  if (ferry_account_facts_is_loading (entry->facts))
    return entry->facts;

  if (has_pending (entry))
    {
      entry->asked = now;
      ferry_account_facts_load (entry->facts, client);
    }
  else if (is_old (self, entry, now))
    {
      entry->asked = now;
      ferry_account_facts_refresh (entry->facts, client);
    }

  return entry->facts;
}
