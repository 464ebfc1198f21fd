/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-account-facts.h"

#include <string.h>

#include "base/ferry-error.h"
#include "ec2/ferry-fact-load.h"
#include "ec2/ferry-fact-record.h"

/* EC2 lets an account describe a few things at once before it throttles; a window needs the first
 * ones first.
 */
#define MOST_CALLS 3

/* The calls under way hold no reference: dispose cancels them, and a cancelled callback never
 * touches the facts.
 */
struct _FerryAccountFacts {
  GObject          parent_instance;

  char            *region;
  FerryFactRecord  facts[FERRY_N_FACTS];
  gboolean         due[FERRY_N_FACTS];  /* to be asked in their turn */
  FerryClient     *client;              /* while it is loading */
  GCancellable    *cancellable;         /* of the calls under way; a new one after a stop */
  guint            n_calls;
  gboolean         loading;
};

G_DEFINE_FINAL_TYPE (FerryAccountFacts, ferry_account_facts, G_TYPE_OBJECT)

typedef enum {
  PROP_LOADING = 1,
} FerryAccountFactsProperty;

static GParamSpec *properties[PROP_LOADING + 1];

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A call that is under way. */
typedef struct {
  FerryAccountFacts *self;
  FerryFact          fact;
} Call;

static void
change (FerryAccountFacts *self,
        FerryFact          fact)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, fact);
}

static void
set_loading (FerryAccountFacts *self,
             gboolean           loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static FerryFactState
get_failed_state (const GError *error)
{
  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED) ? FERRY_FACT_STATE_DENIED
                                                                  : FERRY_FACT_STATE_FAILED;
}

/* What is known stays where asking for it anew fails. @items: (transfer full) (nullable): why not
 * is in @error. Returns: whether anything is another than before
 */
static gboolean
keep_result (FerryFactRecord *record,
             GPtrArray       *items,
             const GError    *error)
{
  FerryFactState failed;

  if (items)
    {
      ferry_fact_record_set (record, FERRY_FACT_STATE_KNOWN, items, NULL);
      return TRUE;
    }

  failed = get_failed_state (error);
  if (record->state == FERRY_FACT_STATE_KNOWN && failed == FERRY_FACT_STATE_FAILED)
    return FALSE;

  ferry_fact_record_set (record, failed, NULL, g_error_copy (error));

  return TRUE;
}

static void ask (FerryAccountFacts *self);

/* Handlers come last: they find all as it is, and may stop it or begin anew. */
static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr(FerryAccountFacts) self = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *items = ferry_fact_load_finish (FERRY_CLIENT (source), result, &error);
  gboolean changed;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (call->self);
  changed = keep_result (&self->facts[call->fact], items, error);
  self->n_calls--;
  ask (self);
  if (changed)
    change (self, call->fact);
}

/* The first ones that are due, as many as may be asked at once; it ends where there is none. */
static void
ask (FerryAccountFacts *self)
{
  for (FerryFact fact = 0; fact < FERRY_N_FACTS && self->n_calls < MOST_CALLS; fact++)
    {
      Call *call;

      if (!self->due[fact])
        continue;

      self->due[fact] = FALSE;
      self->n_calls++;
      call = g_new (Call, 1);
      *call = (Call) { self, fact };
      ferry_fact_load_async (self->client, self->region, fact, self->cancellable, loaded_cb, call);
    }

  if (self->n_calls > 0)
    return;

  g_clear_object (&self->client);
  set_loading (self, FALSE);
}

static void
ferry_account_facts_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryAccountFacts *self = FERRY_ACCOUNT_FACTS (object);

  switch ((FerryAccountFactsProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_account_facts_dispose (GObject *object)
{
  FerryAccountFacts *self = FERRY_ACCOUNT_FACTS (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (ferry_account_facts_parent_class)->dispose (object);
}

static void
ferry_account_facts_finalize (GObject *object)
{
  FerryAccountFacts *self = FERRY_ACCOUNT_FACTS (object);

  for (guint i = 0; i < FERRY_N_FACTS; i++)
    ferry_fact_record_clear (&self->facts[i]);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_free (self->region);

  G_OBJECT_CLASS (ferry_account_facts_parent_class)->finalize (object);
}

static void
ferry_account_facts_class_init (FerryAccountFactsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_account_facts_get_property;
  object_class->dispose = ferry_account_facts_dispose;
  object_class->finalize = ferry_account_facts_finalize;

  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ferry_account_facts_init (FerryAccountFacts *self)
{
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < FERRY_N_FACTS; i++)
    ferry_fact_record_init (&self->facts[i], i);
}

FerryAccountFacts *
ferry_account_facts_new (const char *region)
{
  FerryAccountFacts *self = g_object_new (FERRY_TYPE_ACCOUNT_FACTS, NULL);

  self->region = g_strdup (region);

  return self;
}

const char *
ferry_account_facts_get_region (FerryAccountFacts *self)
{
  return self->region;
}

static void
start (FerryAccountFacts *self,
       FerryClient       *client)
{
  g_autoptr(FerryAccountFacts) alive = g_object_ref (self);

  g_set_object (&self->client, client);
  set_loading (self, TRUE);
  /* Whoever was told may have stopped it. */
  if (self->client)
    ask (self);
}

void
ferry_account_facts_load (FerryAccountFacts *self,
                          FerryClient       *client)
{
  g_autoptr(FerryAccountFacts) alive = NULL;
  gboolean failed[FERRY_N_FACTS] = { FALSE };

  g_return_if_fail (FERRY_IS_ACCOUNT_FACTS (self));
  g_return_if_fail (FERRY_IS_CLIENT (client));

  if (self->loading)
    return;

  alive = g_object_ref (self);
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    {
      FerryFactRecord *record = &self->facts[fact];

      failed[fact] = record->state == FERRY_FACT_STATE_FAILED;
      self->due[fact] = failed[fact] || record->state == FERRY_FACT_STATE_PENDING;
      if (failed[fact])
        ferry_fact_record_set (record, FERRY_FACT_STATE_PENDING, NULL, NULL);
    }

  start (self, client);
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    if (failed[fact])
      change (self, fact);
}

void
ferry_account_facts_refresh (FerryAccountFacts *self,
                             FerryClient       *client)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_FACTS (self));
  g_return_if_fail (FERRY_IS_CLIENT (client));

  if (self->loading)
    return;

  for (guint i = 0; i < FERRY_N_FACTS; i++)
    self->due[i] = TRUE;
  start (self, client);
}

void
ferry_account_facts_stop (FerryAccountFacts *self)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_FACTS (self));

  if (!self->loading)
    return;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_calls = 0;
  for (guint i = 0; i < FERRY_N_FACTS; i++)
    self->due[i] = FALSE;
  g_clear_object (&self->client);
  set_loading (self, FALSE);
}

gboolean
ferry_account_facts_is_loading (FerryAccountFacts *self)
{
  return self->loading;
}

void
ferry_account_facts_forget (FerryAccountFacts *self)
{
  g_autoptr(FerryAccountFacts) alive = g_object_ref (self);
  gboolean changed[FERRY_N_FACTS];

  ferry_account_facts_stop (self);
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    {
      changed[fact] = self->facts[fact].state != FERRY_FACT_STATE_PENDING;
      ferry_fact_record_set (&self->facts[fact], FERRY_FACT_STATE_PENDING, NULL, NULL);
    }
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    if (changed[fact])
      change (self, fact);
}

FerryFactState
ferry_account_facts_get_state (FerryAccountFacts *self,
                               FerryFact          fact)
{
  g_return_val_if_fail (fact < FERRY_N_FACTS, FERRY_FACT_STATE_FAILED);

  return self->facts[fact].state;
}

const GError *
ferry_account_facts_get_error (FerryAccountFacts *self,
                               FerryFact          fact)
{
  g_return_val_if_fail (fact < FERRY_N_FACTS, NULL);

  return self->facts[fact].error;
}

gboolean
ferry_account_facts_knows (FerryAccountFacts *self,
                           FerryFact          fact)
{
  return ferry_account_facts_get_state (self, fact) == FERRY_FACT_STATE_KNOWN;
}

GPtrArray *
ferry_account_facts_get_zones (FerryAccountFacts *self)
{
  return self->facts[FERRY_FACT_ZONES].items;
}

GPtrArray *
ferry_account_facts_get_vpcs (FerryAccountFacts *self)
{
  return self->facts[FERRY_FACT_VPCS].items;
}

GPtrArray *
ferry_account_facts_get_subnets (FerryAccountFacts *self)
{
  return self->facts[FERRY_FACT_SUBNETS].items;
}

GPtrArray *
ferry_account_facts_get_groups (FerryAccountFacts *self)
{
  return self->facts[FERRY_FACT_GROUPS].items;
}

GPtrArray *
ferry_account_facts_get_instance_types (FerryAccountFacts *self)
{
  return self->facts[FERRY_FACT_INSTANCE_TYPES].items;
}

static gconstpointer
find (FerryAccountFacts *self,
      FerryFact          fact,
      const char        *key)
{
  return ferry_fact_record_find (&self->facts[fact], key);
}

const FerryZone *
ferry_account_facts_find_zone (FerryAccountFacts *self,
                               const char        *name)
{
  return find (self, FERRY_FACT_ZONES, name);
}

const FerryVpc *
ferry_account_facts_find_vpc (FerryAccountFacts *self,
                              const char        *id)
{
  return find (self, FERRY_FACT_VPCS, id);
}

const FerryVpc *
ferry_account_facts_find_default_vpc (FerryAccountFacts *self)
{
  GPtrArray *vpcs = ferry_account_facts_get_vpcs (self);

  for (guint i = 0; i < vpcs->len; i++)
    {
      const FerryVpc *vpc = g_ptr_array_index (vpcs, i);

      if (vpc->is_default)
        return vpc;
    }

  return NULL;
}

const FerrySubnet *
ferry_account_facts_find_subnet (FerryAccountFacts *self,
                                 const char        *id)
{
  return find (self, FERRY_FACT_SUBNETS, id);
}

const FerrySecurityGroup *
ferry_account_facts_find_group (FerryAccountFacts *self,
                                const char        *id)
{
  return find (self, FERRY_FACT_GROUPS, id);
}

const FerryInstanceType *
ferry_account_facts_find_instance_type (FerryAccountFacts *self,
                                        const char        *name)
{
  return find (self, FERRY_FACT_INSTANCE_TYPES, name);
}

gboolean
ferry_account_facts_is_offered (FerryAccountFacts *self,
                                const char        *type,
                                const char        *zone,
                                gboolean          *offered)
{
  g_autofree char *key = zone ? g_strconcat (type, "/", zone, NULL) : g_strdup (type);

  *offered = find (self, FERRY_FACT_OFFERINGS, key) != NULL;

  return ferry_account_facts_knows (self, FERRY_FACT_OFFERINGS);
}

gboolean
ferry_account_facts_is_enabled (FerryAccountFacts *self,
                                const char        *region,
                                gboolean          *enabled)
{
  if (!ferry_account_facts_knows (self, FERRY_FACT_REGIONS))
    return FALSE;

  *enabled = find (self, FERRY_FACT_REGIONS, region) != NULL;

  return TRUE;
}

gboolean
ferry_account_facts_is_taken (FerryAccountFacts *self,
                              const char        *subnet_id,
                              const char        *address)
{
  g_autofree char *key = g_strconcat (subnet_id, "/", address, NULL);

  return find (self, FERRY_FACT_ADDRESSES, key) != NULL;
}

gint64
ferry_account_facts_get_quota (FerryAccountFacts *self,
                               const char        *name)
{
  const char *item = find (self, FERRY_FACT_QUOTAS, name);
  gint64 quota;

  if (item == NULL ||
      !g_ascii_string_to_signed (strchr (item, '/') + 1, 10, 0, G_MAXINT64, &quota, NULL))
    return -1;

  return quota;
}

gboolean
ferry_account_facts_is_encrypting (FerryAccountFacts *self)
{
  return self->facts[FERRY_FACT_ENCRYPTION].items->len > 0;
}

const char *
ferry_account_facts_get_key (FerryAccountFacts *self)
{
  GPtrArray *items = self->facts[FERRY_FACT_ENCRYPTION].items;
  const char *key = items->len > 0 ? g_ptr_array_index (items, 0) : NULL;

  return key && *key ? key : NULL;
}

void
ferry_account_facts_take (FerryAccountFacts *self,
                          FerryFact          fact,
                          GPtrArray         *items)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_FACTS (self));
  g_return_if_fail (fact < FERRY_N_FACTS);
  g_return_if_fail (items != NULL);

  ferry_fact_record_set (&self->facts[fact], FERRY_FACT_STATE_KNOWN, items, NULL);
  change (self, fact);
}

void
ferry_account_facts_fail (FerryAccountFacts *self,
                          FerryFact          fact,
                          const GError      *error)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_FACTS (self));
  g_return_if_fail (fact < FERRY_N_FACTS);
  g_return_if_fail (error != NULL);

  ferry_fact_record_set (&self->facts[fact], get_failed_state (error), NULL, g_error_copy (error));
  change (self, fact);
}
