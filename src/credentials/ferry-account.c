/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "credentials/ferry-account.h"

struct _FerryAccount {
  GObject    parent_instance;

  char      *id;
  char      *name;
  char      *region;
  char      *endpoint;
  char      *access_key_id;
  gboolean   rehearsal;
  GDateTime *expiration;
};

G_DEFINE_FINAL_TYPE (FerryAccount, ferry_account, G_TYPE_OBJECT)

typedef enum {
  PROP_ID = 1,
  PROP_NAME,
  PROP_REGION,
  PROP_ENDPOINT,
  PROP_ACCESS_KEY_ID,
  PROP_REHEARSAL,
  PROP_EXPIRATION,
} FerryAccountProperty;

static GParamSpec *properties[PROP_EXPIRATION + 1];

static void
ferry_account_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  FerryAccount *self = FERRY_ACCOUNT (object);

  switch ((FerryAccountProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_REGION:
      g_value_set_string (value, self->region);
      break;
    case PROP_ENDPOINT:
      g_value_set_string (value, self->endpoint);
      break;
    case PROP_ACCESS_KEY_ID:
      g_value_set_string (value, self->access_key_id);
      break;
    case PROP_REHEARSAL:
      g_value_set_boolean (value, self->rehearsal);
      break;
    case PROP_EXPIRATION:
      g_value_set_boxed (value, self->expiration);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_account_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  FerryAccount *self = FERRY_ACCOUNT (object);

  switch ((FerryAccountProperty) prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    case PROP_REGION:
      self->region = g_value_dup_string (value);
      break;
    case PROP_ENDPOINT:
      self->endpoint = g_value_dup_string (value);
      break;
    case PROP_ACCESS_KEY_ID:
      self->access_key_id = g_value_dup_string (value);
      break;
    case PROP_REHEARSAL:
      self->rehearsal = g_value_get_boolean (value);
      break;
    case PROP_EXPIRATION:
      self->expiration = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_account_finalize (GObject *object)
{
  FerryAccount *self = FERRY_ACCOUNT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->region);
  g_free (self->endpoint);
  g_free (self->access_key_id);
  g_clear_pointer (&self->expiration, g_date_time_unref);

  G_OBJECT_CLASS (ferry_account_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                              G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
ferry_account_class_init (FerryAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_account_get_property;
  object_class->set_property = ferry_account_set_property;
  object_class->finalize = ferry_account_finalize;

  properties[PROP_ID] = string_property ("id");
  properties[PROP_NAME] = string_property ("name");
  properties[PROP_REGION] = string_property ("region");
  properties[PROP_ENDPOINT] = string_property ("endpoint");
  properties[PROP_ACCESS_KEY_ID] = string_property ("access-key-id");
  properties[PROP_REHEARSAL] =
    g_param_spec_boolean ("rehearsal", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXPIRATION] =
    g_param_spec_boxed ("expiration", NULL, NULL, G_TYPE_DATE_TIME,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                        G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_account_init (FerryAccount *self)
{
}

FerryAccount *
ferry_account_new (const char *id,
                   const char *name,
                   const char *region,
                   const char *endpoint,
                   const char *access_key_id,
                   gboolean    rehearsal)
{
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (region != NULL, NULL);

  return g_object_new (FERRY_TYPE_ACCOUNT,
                       "id", id,
                       "name", name,
                       "region", region,
                       "endpoint", endpoint,
                       "access-key-id", access_key_id,
                       "rehearsal", rehearsal,
                       NULL);
}

FerryAccount *
ferry_account_new_ending (const char *id,
                          const char *name,
                          const char *region,
                          const char *endpoint,
                          const char *access_key_id,
                          GDateTime  *expiration)
{
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (region != NULL, NULL);

  return g_object_new (FERRY_TYPE_ACCOUNT,
                       "id", id,
                       "name", name,
                       "region", region,
                       "endpoint", endpoint,
                       "access-key-id", access_key_id,
                       "expiration", expiration,
                       NULL);
}

const char *
ferry_account_get_id (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->id;
}

const char *
ferry_account_get_name (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->name;
}

const char *
ferry_account_get_region (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->region;
}

const char *
ferry_account_get_endpoint (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->endpoint;
}

const char *
ferry_account_get_access_key_id (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->access_key_id;
}

gboolean
ferry_account_is_rehearsal (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), FALSE);

  return self->rehearsal;
}

GDateTime *
ferry_account_get_expiration (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->expiration;
}
