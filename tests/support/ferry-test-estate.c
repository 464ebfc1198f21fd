/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-estate.h"

#include <string.h>

/* How the estate looked from a moment on. */
typedef struct {
  gint64      since;   /* monotonic */
  GHashTable *items;   /* id to its XML */
} Snapshot;

typedef struct {
  char *operation;
  char *code;
  char *message;
} Fault;

static void
snapshot_free (Snapshot *snapshot)
{
  g_hash_table_unref (snapshot->items);
  g_free (snapshot);
}

static void
fault_free (Fault *fault)
{
  g_free (fault->operation);
  g_free (fault->code);
  g_free (fault->message);
  g_free (fault);
}

static void
volume_free (FerryTestVolume *volume)
{
  g_free (volume->id);
  g_free (volume->instance_id);
  g_free (volume->device);
  g_free (volume);
}

static void
instance_free (FerryTestInstance *instance)
{
  g_free (instance->id);
  g_free (instance);
}

static char *
volume_to_xml (FerryTestVolume *volume)
{
  g_autofree char *attachment = volume->instance_id == NULL ? g_strdup ("") :
    g_strdup_printf ("<item><volumeId>%s</volumeId><instanceId>%s</instanceId><device>%s</device>"
                     "<status>%s</status></item>", volume->id, volume->instance_id, volume->device,
                     volume->attachment);

  return g_strdup_printf ("<item><volumeId>%s</volumeId><size>8</size><availabilityZone>%s"
                          "</availabilityZone><status>%s</status><attachmentSet>%s</attachmentSet>"
                          "<createTime>2026-11-20T10:00:00.000Z</createTime></item>", volume->id,
                          volume->zone, volume->state, attachment);
}

static char *
instance_to_xml (FerryTestInstance *instance)
{
  return g_strdup_printf ("<item><instancesSet><item><instanceId>%s</instanceId><instanceState>"
                          "<name>%s</name></instanceState></item></instancesSet></item>",
                          instance->id, instance->state);
}

void
ferry_test_estate_changed (FerryTestEstate *self)
{
  Snapshot *snapshot = g_new0 (Snapshot, 1);

  snapshot->since = g_get_monotonic_time ();
  snapshot->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < self->volumes->len; i++)
    {
      FerryTestVolume *volume = g_ptr_array_index (self->volumes, i);

      g_hash_table_insert (snapshot->items, g_strdup (volume->id), volume_to_xml (volume));
    }
  for (guint i = 0; i < self->instances->len; i++)
    {
      FerryTestInstance *instance = g_ptr_array_index (self->instances, i);

      g_hash_table_insert (snapshot->items, g_strdup (instance->id), instance_to_xml (instance));
    }

  g_ptr_array_add (self->history, snapshot);
}

/* The first picture is older than any lag: what was there before the test is known. */
static Snapshot *
find_snapshot (FerryTestEstate *self)
{
  gint64 then = g_get_monotonic_time () - self->lag_ms * G_TIME_SPAN_MILLISECOND;

  for (guint i = self->history->len; i > 1; i--)
    {
      Snapshot *snapshot = g_ptr_array_index (self->history, i - 1);

      if (snapshot->since <= then)
        return snapshot;
    }

  return g_ptr_array_index (self->history, 0);
}

static void
refuse (SoupServerMessage *message,
        const char        *code,
        const char        *text)
{
  g_autofree char *body = g_strdup_printf ("<Response><Errors><Error><Code>%s</Code><Message>%s"
                                           "</Message></Error></Errors><RequestID>r</RequestID>"
                                           "</Response>", code, text ? text : "no");
  guint status = g_str_equal (code, "UnauthorizedOperation") ? 403 :
                 g_str_equal (code, "RequestLimitExceeded") ? 503 : 400;

  ferry_test_server_answer (message, status, NULL, body);
}

static void
be_attached (FerryTestEstate *self)
{
  gboolean has_changed = FALSE;

  for (guint i = 0; i < self->volumes->len; i++)
    {
      FerryTestVolume *volume = g_ptr_array_index (self->volumes, i);

      if (g_strcmp0 (volume->attachment, "attaching") == 0)
        {
          volume->attachment = "attached";
          has_changed = TRUE;
        }
    }

  if (has_changed)
    ferry_test_estate_changed (self);
}

static void
describe (FerryTestEstate   *self,
          SoupServerMessage *message,
          const char        *operation,
          const char        *set,
          const char        *name)
{
  Snapshot *snapshot = find_snapshot (self);
  g_autoptr(GString) body = g_string_new (NULL);

  self->n_describes++;
  g_string_append_printf (body, "<%sResponse><%s>", operation, set);
  for (guint i = 1;; i++)
    {
      g_autofree char *field = g_strdup_printf ("%s.%u", name, i);
      g_autofree char *id = ferry_test_server_dup_form (message, field);
      const char *item = id ? g_hash_table_lookup (snapshot->items, id) : NULL;

      if (id == NULL)
        break;

      if (item == NULL)
        {
          refuse (message, g_str_equal (name, "VolumeId") ? "InvalidVolume.NotFound"
                                                          : "InvalidInstanceID.NotFound", NULL);
          return;
        }
      g_string_append (body, item);
    }
  g_string_append_printf (body, "</%s></%sResponse>", set, operation);
  ferry_test_server_answer (message, 200, NULL, body->str);
  be_attached (self);
}

static FerryTestVolume *
find_volume (FerryTestEstate *self,
             const char      *id)
{
  for (guint i = 0; i < self->volumes->len; i++)
    {
      FerryTestVolume *volume = g_ptr_array_index (self->volumes, i);

      if (g_strcmp0 (volume->id, id) == 0)
        return volume;
    }

  return NULL;
}

static FerryTestInstance *
find_instance (FerryTestEstate *self,
               const char      *id)
{
  for (guint i = 0; i < self->instances->len; i++)
    {
      FerryTestInstance *instance = g_ptr_array_index (self->instances, i);

      if (g_strcmp0 (instance->id, id) == 0)
        return instance;
    }

  return NULL;
}

static gboolean
is_taken (FerryTestEstate *self,
          const char      *instance_id,
          const char      *device)
{
  for (guint i = 0; i < self->volumes->len; i++)
    {
      FerryTestVolume *volume = g_ptr_array_index (self->volumes, i);

      if (g_strcmp0 (volume->instance_id, instance_id) == 0 &&
          g_strcmp0 (volume->device, device) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
attach (FerryTestEstate   *self,
        SoupServerMessage *message)
{
  g_autofree char *volume_id = ferry_test_server_dup_form (message, "VolumeId");
  g_autofree char *instance_id = ferry_test_server_dup_form (message, "InstanceId");
  g_autofree char *device = ferry_test_server_dup_form (message, "Device");
  FerryTestVolume *volume = find_volume (self, volume_id);
  FerryTestInstance *instance = find_instance (self, instance_id);

  if (volume == NULL)
    refuse (message, "InvalidVolume.NotFound", NULL);
  else if (instance == NULL)
    refuse (message, "InvalidInstanceID.NotFound", NULL);
  else if (!g_str_equal (instance->state, "stopped") && !g_str_equal (instance->state, "running"))
    refuse (message, "IncorrectState", "Instance is not 'running' or 'stopped'");
  else if (volume->instance_id)
    refuse (message, "VolumeInUse", NULL);
  else if (!g_str_equal (volume->state, "available"))
    refuse (message, "IncorrectState", "Volume is not 'available'");
  else if (!g_str_equal (volume->zone, "eu-west-1a"))
    refuse (message, "InvalidVolume.ZoneMismatch", "The volume is not in the same availability "
            "zone as instance");
  else if (is_taken (self, instance_id, device))
    refuse (message, "InvalidParameterValue", "Invalid value for unixDevice. Attachment point is "
            "already in use");
  else
    {
      g_string_append_printf (self->log, "AttachVolume %s %s %s\n", volume_id, instance_id,
                              device);
      ferry_test_estate_attach (self, volume, instance_id, device);
      if (self->is_slow)
        volume->attachment = "attaching";
      ferry_test_estate_changed (self);
      ferry_test_server_answer (message, 200, NULL,
                                "<AttachVolumeResponse><status>attaching</status>"
                                "</AttachVolumeResponse>");
      return TRUE;
    }

  return FALSE;
}

static void
create_tags (FerryTestEstate   *self,
             SoupServerMessage *message)
{
  g_autofree char *id = ferry_test_server_dup_form (message, "ResourceId.1");

  for (guint i = 1;; i++)
    {
      g_autofree char *key_name = g_strdup_printf ("Tag.%u.Key", i);
      g_autofree char *value_name = g_strdup_printf ("Tag.%u.Value", i);
      g_autofree char *key = ferry_test_server_dup_form (message, key_name);

      if (key == NULL)
        break;
      g_assert_cmpuint (i, <=, FERRY_TAGGING_MOST_TAGS);
      g_hash_table_insert (self->tags, g_strdup_printf ("%s %s", id, key),
                           ferry_test_server_dup_form (message, value_name));
    }
  g_string_append_printf (self->log, "CreateTags %s\n", id);
  ferry_test_server_answer (message, 200, NULL,
                            "<CreateTagsResponse><return>true</return></CreateTagsResponse>");
}

/* What is attached to it is free a moment later. */
static void
terminate (FerryTestEstate   *self,
           SoupServerMessage *message)
{
  g_autofree char *id = ferry_test_server_dup_form (message, "InstanceId.1");
  FerryTestInstance *instance = find_instance (self, id);

  if (instance == NULL)
    {
      refuse (message, "InvalidInstanceID.NotFound", NULL);
      return;
    }

  instance->state = "terminated";
  g_string_append_printf (self->log, "TerminateInstances %s\n", id);
  for (guint i = 0; i < self->volumes->len; i++)
    {
      FerryTestVolume *volume = g_ptr_array_index (self->volumes, i);

      if (g_strcmp0 (volume->instance_id, id) == 0)
        ferry_test_estate_attach (self, volume, NULL, NULL);
    }
  ferry_test_estate_changed (self);
  ferry_test_server_answer (message, 200, NULL,
                            "<TerminateInstancesResponse><instancesSet/>"
                            "</TerminateInstancesResponse>");
}

static void
delete (FerryTestEstate   *self,
        SoupServerMessage *message)
{
  g_autofree char *id = ferry_test_server_dup_form (message, "VolumeId");
  FerryTestVolume *volume = find_volume (self, id);

  if (volume == NULL)
    refuse (message, "InvalidVolume.NotFound", NULL);
  else if (volume->instance_id)
    refuse (message, "VolumeInUse", NULL);
  else
    {
      g_ptr_array_remove (self->volumes, volume);
      g_string_append_printf (self->log, "DeleteVolume %s\n", id);
      ferry_test_estate_changed (self);
      ferry_test_server_answer (message, 200, NULL,
                                "<DeleteVolumeResponse><return>true</return>"
                                "</DeleteVolumeResponse>");
    }
}

static void
carry_out (FerryTestEstate   *self,
           SoupServerMessage *message,
           const char        *operation)
{
  if (g_str_equal (operation, "DescribeVolumes"))
    describe (self, message, operation, "volumeSet", "VolumeId");
  else if (g_str_equal (operation, "DescribeInstances"))
    describe (self, message, operation, "reservationSet", "InstanceId");
  else if (g_str_equal (operation, "AttachVolume"))
    attach (self, message);
  else if (g_str_equal (operation, "CreateTags"))
    create_tags (self, message);
  else if (g_str_equal (operation, "TerminateInstances"))
    terminate (self, message);
  else if (g_str_equal (operation, "DeleteVolume"))
    delete (self, message);
  else
    g_assert_not_reached ();
}

/* (nullable) (transfer full) */
static Fault *
take_fault (FerryTestEstate *self,
            const char      *operation)
{
  for (GList *i = self->faults.head; i; i = i->next)
    {
      Fault *fault = i->data;

      if (g_str_equal (fault->operation, operation))
        {
          g_queue_delete_link (&self->faults, i);
          return fault;
        }
    }

  return NULL;
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  FerryTestEstate *self = user_data;
  g_autofree char *operation = ferry_test_server_dup_form (message, "Action");
  Fault *fault;

  g_assert_nonnull (operation);
  self->n_attach += g_str_equal (operation, "AttachVolume");
  fault = take_fault (self, operation);
  if (fault == NULL || g_str_equal (fault->code, "lose"))
    carry_out (self, message, operation);
  if (fault && (g_str_equal (fault->code, "lose") || g_str_equal (fault->code, "drop")))
    ferry_test_server_drop (message);
  else if (fault)
    refuse (message, fault->code, fault->message);
  g_clear_pointer (&fault, fault_free);
}

FerryTestEstate *
ferry_test_estate_new (void)
{
  FerryTestEstate *self = g_new0 (FerryTestEstate, 1);

  self->server = ferry_test_server_new (handle, self);
  self->volumes = g_ptr_array_new_with_free_func ((GDestroyNotify) volume_free);
  self->instances = g_ptr_array_new_with_free_func ((GDestroyNotify) instance_free);
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) snapshot_free);
  self->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->log = g_string_new (NULL);
  g_queue_init (&self->faults);

  return self;
}

void
ferry_test_estate_free (FerryTestEstate *self)
{
  ferry_test_server_free (self->server);
  g_queue_clear_full (&self->faults, (GDestroyNotify) fault_free);
  g_string_free (self->log, TRUE);
  g_hash_table_unref (self->tags);
  g_ptr_array_unref (self->history);
  g_ptr_array_unref (self->instances);
  g_ptr_array_unref (self->volumes);
  g_free (self);
}

FerryTestVolume *
ferry_test_estate_add_volume (FerryTestEstate *self,
                              const char      *id)
{
  FerryTestVolume *volume = g_new0 (FerryTestVolume, 1);

  volume->id = g_strdup (id);
  volume->state = "available";
  volume->zone = "eu-west-1a";
  g_ptr_array_add (self->volumes, volume);

  return volume;
}

FerryTestInstance *
ferry_test_estate_add_instance (FerryTestEstate *self,
                                const char      *id,
                                const char      *state)
{
  FerryTestInstance *instance = g_new0 (FerryTestInstance, 1);

  instance->id = g_strdup (id);
  instance->state = state;
  g_ptr_array_add (self->instances, instance);

  return instance;
}

void
ferry_test_estate_attach (FerryTestEstate *self,
                          FerryTestVolume *volume,
                          const char      *instance_id,
                          const char      *device)
{
  g_free (volume->instance_id);
  volume->instance_id = g_strdup (instance_id);
  g_free (volume->device);
  volume->device = g_strdup (device);
  volume->state = instance_id ? "in-use" : "available";
  volume->attachment = instance_id ? "attached" : NULL;
}

void
ferry_test_estate_fail (FerryTestEstate *self,
                        const char      *operation,
                        const char      *code,
                        const char      *message)
{
  Fault *fault = g_new0 (Fault, 1);

  fault->operation = g_strdup (operation);
  fault->code = g_strdup (code);
  fault->message = g_strdup (message);
  g_queue_push_tail (&self->faults, fault);
}

const char *
ferry_test_estate_get_tag (FerryTestEstate *self,
                           const char      *id,
                           const char      *key)
{
  g_autofree char *name = g_strdup_printf ("%s %s", id, key);

  return g_hash_table_lookup (self->tags, name);
}
