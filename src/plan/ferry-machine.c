/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-machine-private.h"

#include "base/ferry-json.h"

#include <string.h>

/* What ImportInstance takes for Linux too (VM Import/Export User Guide, "Instance types"). */
#define DEFAULT_INSTANCE_TYPE "t2.medium"

G_DEFINE_FINAL_TYPE (FerryMachine, ferry_machine, G_TYPE_OBJECT)

typedef enum {
  PROP_NAME = 1,
  PROP_INSTANCE_TYPE,
  PROP_ZONE,
  PROP_SUBNET_ID,
  PROP_PRIVATE_IP,
  PROP_USER_DATA,
  PROP_DESCRIPTION,
  PROP_ROAD,
  PROP_PLATFORM,
  PROP_ARCHITECTURE,
  PROP_TENANCY,
  PROP_SHUTDOWN,
  PROP_AFTERWARDS,
  PROP_SECURITY_GROUPS,
  PROP_TAGS,
  PROP_MONITORING,
} FerryMachineProperty;

static GParamSpec *properties[PROP_MONITORING + 1];

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_STATIC_ASSERT (PROP_ROAD - PROP_NAME == N_MACHINE_STRINGS);
G_STATIC_ASSERT (PROP_SECURITY_GROUPS - PROP_ROAD == N_MACHINE_CHOICES);
G_STATIC_ASSERT (PROP_MONITORING - PROP_SECURITY_GROUPS == N_MACHINE_LISTS);

static void
notify (FerryMachine *self,
        guint         property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_string (FerryMachine       *self,
            FerryMachineString  which,
            const char         *value)
{
  if (value == NULL)
    value = "";
  if (strcmp (self->strings[which], value) == 0)
    return;

  g_free (self->strings[which]);
  self->strings[which] = g_strdup (value);
  notify (self, PROP_NAME + which);
}

void
ferry_machine_set_choice (FerryMachine       *self,
                          FerryMachineChoice  which,
                          int                 value)
{
  if (self->choices[which] == value)
    return;

  self->choices[which] = value;
  notify (self, PROP_ROAD + which);
}

static void
set_list (FerryMachine      *self,
          FerryMachineList   which,
          const char *const *value)
{
  static const char *const empty[] = { NULL };

  if (value == NULL)
    value = empty;
  if (g_strv_equal ((const char *const *) self->lists[which], value))
    return;

  g_strfreev (self->lists[which]);
  self->lists[which] = g_strdupv ((char **) value);
  notify (self, PROP_SECURITY_GROUPS + which);
}

static void
set_monitoring (FerryMachine *self,
                gboolean      monitoring)
{
  if (self->monitoring == monitoring)
    return;

  self->monitoring = monitoring;
  notify (self, PROP_MONITORING);
}

static void
ferry_machine_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  FerryMachine *self = FERRY_MACHINE (object);

  switch ((FerryMachineProperty) prop_id)
    {
    case PROP_NAME:
    case PROP_INSTANCE_TYPE:
    case PROP_ZONE:
    case PROP_SUBNET_ID:
    case PROP_PRIVATE_IP:
    case PROP_USER_DATA:
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->strings[prop_id - PROP_NAME]);
      break;
    case PROP_ROAD:
    case PROP_PLATFORM:
    case PROP_ARCHITECTURE:
    case PROP_TENANCY:
    case PROP_SHUTDOWN:
    case PROP_AFTERWARDS:
      g_value_set_enum (value, self->choices[prop_id - PROP_ROAD]);
      break;
    case PROP_SECURITY_GROUPS:
    case PROP_TAGS:
      g_value_set_boxed (value, self->lists[prop_id - PROP_SECURITY_GROUPS]);
      break;
    case PROP_MONITORING:
      g_value_set_boolean (value, self->monitoring);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_machine_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  FerryMachine *self = FERRY_MACHINE (object);

  switch ((FerryMachineProperty) prop_id)
    {
    case PROP_NAME:
    case PROP_INSTANCE_TYPE:
    case PROP_ZONE:
    case PROP_SUBNET_ID:
    case PROP_PRIVATE_IP:
    case PROP_USER_DATA:
    case PROP_DESCRIPTION:
      set_string (self, prop_id - PROP_NAME, g_value_get_string (value));
      break;
    case PROP_ROAD:
    case PROP_PLATFORM:
    case PROP_ARCHITECTURE:
    case PROP_TENANCY:
    case PROP_SHUTDOWN:
    case PROP_AFTERWARDS:
      ferry_machine_set_choice (self, prop_id - PROP_ROAD, g_value_get_enum (value));
      break;
    case PROP_SECURITY_GROUPS:
    case PROP_TAGS:
      set_list (self, prop_id - PROP_SECURITY_GROUPS, g_value_get_boxed (value));
      break;
    case PROP_MONITORING:
      set_monitoring (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_machine_notify (GObject    *object,
                      GParamSpec *pspec)
{
  ferry_machine_changed (FERRY_MACHINE (object), pspec->name);
}

static void
ferry_machine_finalize (GObject *object)
{
  FerryMachine *self = FERRY_MACHINE (object);

  g_clear_object (&self->disks);
  for (guint i = 0; i < N_MACHINE_STRINGS; i++)
    g_free (self->strings[i]);
  for (guint i = 0; i < N_MACHINE_LISTS; i++)
    g_strfreev (self->lists[i]);
  g_clear_pointer (&self->kept, json_object_unref);

  G_OBJECT_CLASS (ferry_machine_parent_class)->finalize (object);
}

#define FLAGS (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, "", FLAGS);
}

static GParamSpec *
choice_property (const char *name,
                 GType       type)
{
  return g_param_spec_enum (name, NULL, NULL, type, 0, FLAGS);
}

static GParamSpec *
list_property (const char *name)
{
  return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, FLAGS);
}

static void
ferry_machine_class_init (FerryMachineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_machine_get_property;
  object_class->set_property = ferry_machine_set_property;
  object_class->notify = ferry_machine_notify;
  object_class->finalize = ferry_machine_finalize;

  properties[PROP_NAME] = string_property ("name");
  properties[PROP_INSTANCE_TYPE] = string_property ("instance-type");
  properties[PROP_ZONE] = string_property ("zone");
  properties[PROP_SUBNET_ID] = string_property ("subnet-id");
  properties[PROP_PRIVATE_IP] = string_property ("private-ip");
  properties[PROP_USER_DATA] = string_property ("user-data");
  properties[PROP_DESCRIPTION] = string_property ("description");
  properties[PROP_ROAD] = choice_property ("road", FERRY_TYPE_ROAD);
  properties[PROP_PLATFORM] = choice_property ("platform", FERRY_TYPE_PLATFORM);
  properties[PROP_ARCHITECTURE] = choice_property ("architecture", FERRY_TYPE_ARCHITECTURE);
  properties[PROP_TENANCY] = choice_property ("tenancy", FERRY_TYPE_TENANCY);
  properties[PROP_SHUTDOWN] = choice_property ("shutdown", FERRY_TYPE_SHUTDOWN);
  properties[PROP_AFTERWARDS] = choice_property ("afterwards", FERRY_TYPE_AFTERWARDS);
  properties[PROP_SECURITY_GROUPS] = list_property ("security-groups");
  properties[PROP_TAGS] = list_property ("tags");
  properties[PROP_MONITORING] = g_param_spec_boolean ("monitoring", NULL, NULL, FALSE, FLAGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ferry_machine_init (FerryMachine *self)
{
  self->disks = g_list_store_new (FERRY_TYPE_MACHINE_DISK);
  for (guint i = 0; i < N_MACHINE_STRINGS; i++)
    self->strings[i] = g_strdup (i == FERRY_MACHINE_INSTANCE_TYPE ? DEFAULT_INSTANCE_TYPE : "");
  for (guint i = 0; i < N_MACHINE_LISTS; i++)
    self->lists[i] = g_new0 (char *, 1);
}

void
ferry_machine_assign (FerryMachine *self,
                      FerryMachine *other)
{
  g_return_if_fail (FERRY_IS_MACHINE (self));
  g_return_if_fail (FERRY_IS_MACHINE (other));

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < N_MACHINE_STRINGS; i++)
    set_string (self, i, other->strings[i]);
  for (guint i = 0; i < N_MACHINE_CHOICES; i++)
    ferry_machine_set_choice (self, i, other->choices[i]);
  for (guint i = 0; i < N_MACHINE_LISTS; i++)
    set_list (self, i, (const char *const *) other->lists[i]);
  set_monitoring (self, other->monitoring);
  ferry_machine_keep (self, other->kept);
  /* told at once, and so last: all else is as it is in @other by then */
  if (!ferry_machine_equal_disks (self, other))
    ferry_machine_copy_disks (self, other);
  g_object_thaw_notify (G_OBJECT (self));
}

FerryMachine *
ferry_machine_copy (FerryMachine *self)
{
  FerryMachine *copy;

  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  copy = g_object_new (FERRY_TYPE_MACHINE, NULL);
  ferry_machine_assign (copy, self);

  return copy;
}

gboolean
ferry_machine_equal (FerryMachine *self,
                     FerryMachine *other)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FALSE);
  g_return_val_if_fail (FERRY_IS_MACHINE (other), FALSE);

  for (guint i = 0; i < N_MACHINE_STRINGS; i++)
    if (strcmp (self->strings[i], other->strings[i]) != 0)
      return FALSE;
  for (guint i = 0; i < N_MACHINE_LISTS; i++)
    if (!g_strv_equal ((const char *const *) self->lists[i],
                       (const char *const *) other->lists[i]))
      return FALSE;

  return memcmp (self->choices, other->choices, sizeof self->choices) == 0 &&
         self->monitoring == other->monitoring &&
         ferry_json_equal_kept (self->kept, other->kept) &&
         ferry_machine_equal_disks (self, other);
}

const char *
ferry_machine_get_name (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->strings[FERRY_MACHINE_NAME];
}

const char *
ferry_machine_get_instance_type (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->strings[FERRY_MACHINE_INSTANCE_TYPE];
}

const char *
ferry_machine_get_zone (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->strings[FERRY_MACHINE_ZONE];
}

const char *
ferry_machine_get_subnet_id (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->strings[FERRY_MACHINE_SUBNET_ID];
}

const char *
ferry_machine_get_private_ip (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->strings[FERRY_MACHINE_PRIVATE_IP];
}

const char *
ferry_machine_get_user_data (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->strings[FERRY_MACHINE_USER_DATA];
}

const char *
ferry_machine_get_description (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return self->strings[FERRY_MACHINE_DESCRIPTION];
}

FerryRoad
ferry_machine_get_road (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_ROAD_CLASSIC);

  return self->choices[FERRY_MACHINE_ROAD];
}

FerryPlatform
ferry_machine_get_platform (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_PLATFORM_UNSET);

  return self->choices[FERRY_MACHINE_PLATFORM];
}

FerryArchitecture
ferry_machine_get_architecture (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_ARCHITECTURE_X86_64);

  return self->choices[FERRY_MACHINE_ARCHITECTURE];
}

FerryTenancy
ferry_machine_get_tenancy (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_TENANCY_DEFAULT);

  return self->choices[FERRY_MACHINE_TENANCY];
}

FerryShutdown
ferry_machine_get_shutdown (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_SHUTDOWN_STOP);

  return self->choices[FERRY_MACHINE_SHUTDOWN];
}

FerryAfterwards
ferry_machine_get_afterwards (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FERRY_AFTERWARDS_KEEP);

  return self->choices[FERRY_MACHINE_AFTERWARDS];
}

const char *const *
ferry_machine_get_security_groups (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return (const char *const *) self->lists[FERRY_MACHINE_SECURITY_GROUPS];
}

const char *const *
ferry_machine_get_tags (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return (const char *const *) self->lists[FERRY_MACHINE_TAGS];
}

gboolean
ferry_machine_get_monitoring (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), FALSE);

  return self->monitoring;
}

void
ferry_machine_changed (FerryMachine *self,
                       const char   *what)
{
  g_signal_emit (self, signals[CHANGED], 0, what);
}

void
ferry_machine_keep (FerryMachine *self,
                    JsonObject   *kept)
{
  if (kept)
    json_object_ref (kept);
  g_clear_pointer (&self->kept, json_object_unref);
  self->kept = kept;
}
