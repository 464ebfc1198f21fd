/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-machine-private.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"

#include <string.h>

/* A machine in a plan file or a journal. */

/* The boot disk has no object of its own beside its disk: what is not known of one that was a data
 * disk before goes here, and is there again when it becomes one.
 */
#define BOOT_KEPT "boot-disk-kept"

static const char *const known_members[] = {
  "name", "road", "platform", "architecture", "instance-type", "zone", "subnet-id", "private-ip",
  "security-groups", "tenancy", "shutdown", "monitoring", "user-data", "tags", "description",
  "afterwards", "volume-size", "boot-disk", BOOT_KEPT, "data-disks", NULL,
};

static const struct {
  const char         *name;
  FerryMachineString  which;
} strings[] = {
  { "name", FERRY_MACHINE_NAME },
  { "instance-type", FERRY_MACHINE_INSTANCE_TYPE },
  { "zone", FERRY_MACHINE_ZONE },
  { "subnet-id", FERRY_MACHINE_SUBNET_ID },
  { "private-ip", FERRY_MACHINE_PRIVATE_IP },
  { "user-data", FERRY_MACHINE_USER_DATA },
  { "description", FERRY_MACHINE_DESCRIPTION },
};

/* Platform and architecture are written as EC2 spells them, the rest by the name of its value. */
static const struct {
  const char         *name;
  FerryMachineChoice  which;
  GType             (*get_type) (void);
} choices[] = {
  { "road", FERRY_MACHINE_ROAD, ferry_road_get_type },
  { "platform", FERRY_MACHINE_PLATFORM, ferry_platform_get_type },
  { "architecture", FERRY_MACHINE_ARCHITECTURE, ferry_architecture_get_type },
  { "tenancy", FERRY_MACHINE_TENANCY, ferry_tenancy_get_type },
  { "shutdown", FERRY_MACHINE_SHUTDOWN, ferry_shutdown_get_type },
  { "afterwards", FERRY_MACHINE_AFTERWARDS, ferry_afterwards_get_type },
};

/* Returns: (nullable): the word in the file for @value */
static const char *
choice_to_word (FerryMachineChoice  which,
                GEnumClass         *class,
                int                 value)
{
  if (which == FERRY_MACHINE_PLATFORM)
    return ferry_platform_get_name (value);
  if (which == FERRY_MACHINE_ARCHITECTURE)
    return ferry_architecture_get_name (value);

  return g_enum_get_value (class, value)->value_nick;
}

static JsonArray *
groups_to_json (FerryMachine *self)
{
  const char *const *groups = ferry_machine_get_security_groups (self);
  JsonArray *array = json_array_new ();

  for (guint i = 0; groups[i]; i++)
    json_array_add_string_element (array, groups[i]);

  return array;
}

static JsonObject *
tags_to_json (FerryMachine *self)
{
  const char *const *tags = ferry_machine_get_tags (self);
  JsonObject *object = json_object_new ();

  for (guint i = 0; tags[i] && tags[i + 1]; i += 2)
    json_object_set_string_member (object, tags[i], tags[i + 1]);

  return object;
}

static void
add_disks (FerryMachine *self,
           JsonObject   *object)
{
  FerryMachineDisk *boot = ferry_machine_get_disk (self, 0);
  guint n_disks = ferry_machine_get_n_disks (self);
  JsonArray *data = json_array_new ();

  json_object_set_int_member (object, "volume-size",
                              MIN (ferry_machine_disk_get_size (boot), G_MAXINT64));
  json_object_set_object_member (object, "boot-disk",
                                 ferry_disk_to_json (ferry_machine_disk_get_disk (boot)));
  if (ferry_machine_disk_get_kept (boot))
    json_object_set_object_member (object, BOOT_KEPT,
                                   json_object_ref (ferry_machine_disk_get_kept (boot)));
  for (guint i = 1; i < n_disks; i++)
    json_array_add_object_element (data,
                                   ferry_machine_disk_to_json (ferry_machine_get_disk (self, i)));
  json_object_set_array_member (object, "data-disks", data);
}

JsonObject *
ferry_machine_to_json (FerryMachine *self)
{
  JsonObject *object;

  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  object = json_object_new ();
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    json_object_set_string_member (object, strings[i].name, self->strings[strings[i].which]);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr(GEnumClass) class = g_type_class_ref (choices[i].get_type ());

      ferry_json_set_string (object, choices[i].name,
                             choice_to_word (choices[i].which, class,
                                             self->choices[choices[i].which]));
    }
  json_object_set_array_member (object, "security-groups", groups_to_json (self));
  json_object_set_boolean_member (object, "monitoring", ferry_machine_get_monitoring (self));
  json_object_set_object_member (object, "tags", tags_to_json (self));
  add_disks (self, object);
  ferry_json_add_kept (object, self->kept);

  return object;
}

static gboolean
refuse_length (const char  *name,
               GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
               "a machine of the plan has a \"%s\" that is too long", name);
  return FALSE;
}

static gboolean
refuse_value (const char  *name,
              const char  *value,
              GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
               "a machine of the plan has a \"%s\" that this version does not know: %s",
               name, value);
  return FALSE;
}

/* What is a closed set is refused when it is not in it: another road or platform would be another
 * machine.
 */
static gboolean
read_choice (FerryMachine  *self,
             JsonObject    *object,
             guint          index,
             GError       **error)
{
  const char *word = ferry_json_get_string (object, choices[index].name);
  g_autoptr(GEnumClass) class = g_type_class_ref (choices[index].get_type ());

  if (word == NULL)
    return TRUE;

  for (guint i = 0; i < class->n_values; i++)
    {
      int value = class->values[i].value;

      if (g_strcmp0 (word, choice_to_word (choices[index].which, class, value)) == 0)
        {
          self->choices[choices[index].which] = value;
          return TRUE;
        }
    }

  return strlen (word) > FERRY_MACHINE_MOST_TEXT
           ? refuse_length (choices[index].name, error)
           : refuse_value (choices[index].name, word, error);
}

/* A missing platform is one that nobody has chosen, not one to guess again. */
static gboolean
read_choices (FerryMachine  *self,
              JsonObject    *object,
              GError       **error)
{
  self->choices[FERRY_MACHINE_PLATFORM] = FERRY_PLATFORM_UNSET;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (!read_choice (self, object, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_strings (FerryMachine  *self,
              JsonObject    *object,
              GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      const char *value = ferry_json_get_string (object, strings[i].name);

      if (value == NULL)
        continue;
      if (strlen (value) > FERRY_MACHINE_MOST_TEXT)
        return refuse_length (strings[i].name, error);
      g_free (self->strings[strings[i].which]);
      self->strings[strings[i].which] = g_strdup (value);
    }

  return TRUE;
}

static gboolean
read_groups (FerryMachine  *self,
             JsonObject    *object,
             GError       **error)
{
  JsonArray *groups = ferry_json_get_array (object, "security-groups");
  guint n_groups = groups ? json_array_get_length (groups) : 0;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (n_groups > FERRY_MACHINE_MOST_ITEMS)
    return refuse_length ("security-groups", error);

  for (guint i = 0; i < n_groups; i++)
    {
      JsonNode *node = json_array_get_element (groups, i);
      /* json-glib takes an object for a value when it is asked for its string */
      const char *group = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (group && strlen (group) > FERRY_MACHINE_MOST_TEXT)
        return refuse_length ("security-groups", error);
      if (group)
        g_strv_builder_add (builder, group);
    }

  g_strfreev (self->lists[FERRY_MACHINE_SECURITY_GROUPS]);
  self->lists[FERRY_MACHINE_SECURITY_GROUPS] = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
read_tags (FerryMachine  *self,
           JsonObject    *object,
           GError       **error)
{
  JsonObject *tags = ferry_json_get_object (object, "tags");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (tags && json_object_get_size (tags) > FERRY_MACHINE_MOST_ITEMS)
    return refuse_length ("tags", error);

  if (tags)
    json_object_iter_init_ordered (&iter, tags);
  while (tags && json_object_iter_next_ordered (&iter, &name, &node))
    {
      const char *value = ferry_json_get_string (tags, name);

      if (strlen (name) > FERRY_MACHINE_MOST_TEXT ||
          (value && strlen (value) > FERRY_MACHINE_MOST_TEXT))
        return refuse_length ("tags", error);
      if (value)
        g_strv_builder_add_many (builder, name, value, NULL);
    }

  g_strfreev (self->lists[FERRY_MACHINE_TAGS]);
  self->lists[FERRY_MACHINE_TAGS] = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
read_data_disks (FerryMachine  *self,
                 JsonObject    *object,
                 GError       **error)
{
  JsonArray *disks = ferry_json_get_array (object, "data-disks");
  guint n_disks = disks ? json_array_get_length (disks) : 0;

  if (n_disks > FERRY_MACHINE_MOST_DATA_DISKS)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "a machine of the plan has %u data disks", n_disks);
      return FALSE;
    }

  for (guint i = 0; i < n_disks; i++)
    {
      JsonNode *node = json_array_get_element (disks, i);
      g_autoptr(FerryMachineDisk) disk = NULL;

      disk = ferry_machine_disk_from_json (JSON_NODE_HOLDS_OBJECT (node)
                                             ? json_node_get_object (node) : NULL, error);
      if (disk == NULL)
        return FALSE;

      ferry_machine_add_disk (self, disk);
    }

  return TRUE;
}

FerryMachine *
ferry_machine_from_json (JsonObject  *object,
                         GError     **error)
{
  JsonObject *disk_object = ferry_json_get_object (object, "boot-disk");
  g_autoptr(FerryMachine) self = NULL;
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(JsonObject) kept = NULL;
  FerryMachineDisk *boot;
  gint64 size;

  if (disk_object == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "a machine of the plan has no \"boot-disk\"");
      return NULL;
    }

  disk = ferry_disk_from_json (disk_object, error);
  if (disk == NULL)
    return NULL;

  self = ferry_machine_new (disk);
  if (!read_choices (self, object, error) || !read_strings (self, object, error) ||
      !read_groups (self, object, error) || !read_tags (self, object, error))
    return NULL;

  self->monitoring = ferry_json_get_bool (object, "monitoring");
  boot = ferry_machine_get_disk (self, 0);
  size = MIN (ferry_machine_disk_get_size (boot), G_MAXINT64);
  ferry_machine_disk_set_size (boot, MAX (ferry_json_get_int (object, "volume-size", size), 0));
  ferry_machine_disk_keep (boot, ferry_json_get_object (object, BOOT_KEPT));
  if (!read_data_disks (self, object, error))
    return NULL;

  kept = ferry_json_keep (object, known_members);
  ferry_machine_keep (self, kept);

  return g_steal_pointer (&self);
}
