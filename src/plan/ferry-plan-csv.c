/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-plan-csv.h"

#include "aws/ferry-region.h"
#include "base/ferry-error.h"
#include <string.h>

/* Windows's largest volumes and more: what is above is a slip of the hand. */
#define MAX_VOLUME_SIZE G_GUINT64_CONSTANT (65536)

typedef enum {
  COLUMN_REGION,
  COLUMN_BUCKET,
  COLUMN_BOOT_DISK,
  COLUMN_DATA_DISKS,
  COLUMN_VOLUME_SIZE,
  COLUMN_DATA_VOLUME_SIZES,
  COLUMN_SECURITY_GROUPS,
  COLUMN_TAGS,
  COLUMN_MONITORING,
  COLUMN_NAME,
  COLUMN_INSTANCE_TYPE,
  COLUMN_ZONE,
  COLUMN_SUBNET_ID,
  COLUMN_PRIVATE_IP,
  COLUMN_USER_DATA,
  COLUMN_DESCRIPTION,
  COLUMN_PLATFORM,
  COLUMN_ARCHITECTURE,
  COLUMN_ROAD,
  COLUMN_TENANCY,
  COLUMN_SHUTDOWN,
  COLUMN_AFTERWARDS,
  N_COLUMNS
} Column;

/* From "name" on these are properties of a machine, too. */
static const char *const columns[N_COLUMNS] = {
  "region", "bucket", "boot-disk", "data-disks", "volume-size", "data-volume-sizes",
  "security-groups", "tags", "monitoring", "name", "instance-type", "zone", "subnet-id",
  "private-ip", "user-data", "description", "platform", "architecture", "road", "tenancy",
  "shutdown", "afterwards",
};

/* A line that is being read. */
typedef struct {
  const FerryCsvRecord *record;
  const int            *places;  /* of the columns, -1: not there */
} Line;

/* Returns: "" where there is none */
static const char *
get (const Line *line,
     Column      column)
{
  int place = line->places[column];

  return place >= 0 && place < (int) g_strv_length (line->record->fields)
           ? line->record->fields[place] : "";
}

static gboolean
refuse (const Line  *line,
        Column       column,
        const char  *why,
        GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "line %u, “%s”: %s",
               line->record->line, columns[column], why);
  return FALSE;
}

/* Case does not count, and neither do blanks or underscores for hyphens: people type these. */
static gboolean
read_header (const FerryCsvRecord  *record,
             int                    places[N_COLUMNS],
             GError               **error)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    places[i] = -1;

  for (guint i = 0; record->fields[i]; i++)
    {
      g_autofree char *name = g_strdelimit (g_ascii_strdown (record->fields[i], -1), " _", '-');
      Column column = 0;

      if (*name == '\0')
        continue;
      while (column < N_COLUMNS && strcmp (name, columns[column]) != 0)
        column++;
      if (column == N_COLUMNS || places[column] >= 0)
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "line %u: the column “%s” %s",
                       record->line, record->fields[i],
                       column == N_COLUMNS ? "is not known" : "is there twice");
          return FALSE;
        }
      places[column] = (int) i;
    }

  for (Column column = COLUMN_REGION; column <= COLUMN_BOOT_DISK; column++)
    if (places[column] < 0)
      {
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                     "line %u: there is no column “%s”", record->line, columns[column]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_length (const Line  *line,
              Column       column,
              const char  *text,
              gsize        most,
              GError     **error)
{
  return strlen (text) <= most || refuse (line, column, "this is too long", error);
}

/* Returns: (nullable) (transfer full) */
static FerryDisk *
make_disk (const Line  *line,
           Column       column,
           const char  *key,
           GError     **error)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();

  if (!check_length (line, column, key, FERRY_DISK_MOST_KEY, error))
    return NULL;

  return ferry_disk_new (get (line, COLUMN_REGION), get (line, COLUMN_BUCKET), key, NULL, NULL, 0,
                         report);
}

static gboolean
set_size (const Line        *line,
          Column             column,
          FerryMachineDisk  *disk,
          const char        *text,
          GError           **error)
{
  guint64 size;

  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, MAX_VOLUME_SIZE, &size, NULL))
    return refuse (line, column, "this is no whole number of GiB", error);

  ferry_machine_disk_set_size (disk, size);
  return TRUE;
}

static gboolean
add_disks (const Line    *line,
           FerryMachine  *machine,
           GError       **error)
{
  g_auto(GStrv) keys = g_strsplit_set (get (line, COLUMN_DATA_DISKS), "|\n", -1);
  g_auto(GStrv) sizes = g_strsplit_set (get (line, COLUMN_DATA_VOLUME_SIZES), " ", -1);
  guint n_sizes = g_strv_length (sizes);
  guint n_disks = 0;

  if (!set_size (line, COLUMN_VOLUME_SIZE, ferry_machine_get_disk (machine, 0),
                 get (line, COLUMN_VOLUME_SIZE), error))
    return FALSE;

  for (guint i = 0; keys[i]; i++)
    {
      const char *key = g_strstrip (keys[i]);
      g_autoptr(FerryDisk) disk = NULL;
      g_autoptr(FerryMachineDisk) machine_disk = NULL;

      if (*key == '\0')
        continue;
      if (n_disks == FERRY_MACHINE_MOST_DATA_DISKS)
        return refuse (line, COLUMN_DATA_DISKS, "these are too many", error);
      disk = make_disk (line, COLUMN_DATA_DISKS, key, error);
      if (disk == NULL)
        return FALSE;
      machine_disk = ferry_machine_disk_new (disk);
      if (n_disks < n_sizes && !set_size (line, COLUMN_DATA_VOLUME_SIZES, machine_disk,
                                          sizes[n_disks], error))
        return FALSE;
      ferry_machine_add_disk (machine, machine_disk);
      n_disks++;
    }

  if (n_sizes > n_disks && *get (line, COLUMN_DATA_VOLUME_SIZES))
    return refuse (line, COLUMN_DATA_VOLUME_SIZES, "there are more sizes than data disks", error);

  return TRUE;
}

static gboolean
set_tags (const Line    *line,
          FerryMachine  *machine,
          GError       **error)
{
  g_auto(GStrv) pairs = g_strsplit (get (line, COLUMN_TAGS), "|", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) tags = NULL;

  for (guint i = 0; pairs[i]; i++)
    {
      char *key = g_strstrip (pairs[i]);
      char *equals = strchr (key, '=');

      if (*key == '\0')
        continue;
      if (equals == NULL || equals == key)
        return refuse (line, COLUMN_TAGS, "a tag is written key=value", error);
      *equals = '\0';
      /* a plan file could not hold both */
      if (!g_hash_table_add (seen, key))
        return refuse (line, COLUMN_TAGS, "a key is there twice", error);
      if (g_hash_table_size (seen) > FERRY_MACHINE_MOST_ITEMS)
        return refuse (line, COLUMN_TAGS, "these are too many", error);
      if (!check_length (line, COLUMN_TAGS, key, FERRY_MACHINE_MOST_TEXT, error) ||
          !check_length (line, COLUMN_TAGS, equals + 1, FERRY_MACHINE_MOST_TEXT, error))
        return FALSE;
      g_strv_builder_add_many (builder, key, equals + 1, NULL);
    }

  tags = g_strv_builder_end (builder);
  g_object_set (machine, "tags", tags, NULL);
  return TRUE;
}

static gboolean
set_groups (const Line    *line,
            FerryMachine  *machine,
            GError       **error)
{
  g_auto(GStrv) words = g_strsplit_set (get (line, COLUMN_SECURITY_GROUPS), " |\n", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) groups = NULL;

  for (guint i = 0; words[i]; i++)
    {
      if (!check_length (line, COLUMN_SECURITY_GROUPS, words[i], FERRY_MACHINE_MOST_TEXT, error))
        return FALSE;
      if (*words[i])
        g_strv_builder_add (builder, words[i]);
    }
  groups = g_strv_builder_end (builder);
  if (g_strv_length (groups) > FERRY_MACHINE_MOST_ITEMS)
    return refuse (line, COLUMN_SECURITY_GROUPS, "these are too many", error);

  g_object_set (machine, "security-groups", groups, NULL);
  return TRUE;
}

static gboolean
set_monitoring (const Line    *line,
                FerryMachine  *machine,
                GError       **error)
{
  static const char *const yes[] = { "yes", "true", "1", NULL };
  static const char *const no[] = { "", "no", "false", "0", NULL };
  g_autofree char *word = g_ascii_strdown (get (line, COLUMN_MONITORING), -1);

  if (!g_strv_contains (yes, word) && !g_strv_contains (no, word))
    return refuse (line, COLUMN_MONITORING, "write yes or no", error);

  g_object_set (machine, "monitoring", g_strv_contains (yes, word), NULL);
  return TRUE;
}

/* A word of an enum, in any case, "x86_64" and "x86-64" being the same. */
static gboolean
set_choice (const Line    *line,
            Column         column,
            FerryMachine  *machine,
            GError       **error)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (machine), columns[column]);
  GEnumClass *class = G_PARAM_SPEC_ENUM (pspec)->enum_class;
  g_autofree char *word = g_strdelimit (g_ascii_strdown (get (line, column), -1), "_", '-');
  g_autoptr(GString) known = g_string_new ("write ");

  if (*word == '\0')
    return TRUE;

  for (guint i = 0; i < class->n_values; i++)
    {
      if (strcmp (class->values[i].value_nick, word) == 0)
        {
          g_object_set (machine, columns[column], class->values[i].value, NULL);
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? " or " : "", class->values[i].value_nick);
    }

  return refuse (line, column, known->str, error);
}

static gboolean
set_wishes (const Line    *line,
            FerryMachine  *machine,
            GError       **error)
{
  for (Column column = COLUMN_NAME; column <= COLUMN_DESCRIPTION; column++)
    {
      if (!check_length (line, column, get (line, column), FERRY_MACHINE_MOST_TEXT, error))
        return FALSE;
      if (*get (line, column))
        g_object_set (machine, columns[column], get (line, column), NULL);
    }
  for (Column column = COLUMN_PLATFORM; column <= COLUMN_AFTERWARDS; column++)
    if (!set_choice (line, column, machine, error))
      return FALSE;

  return set_groups (line, machine, error) && set_tags (line, machine, error) &&
         set_monitoring (line, machine, error);
}

/* Returns: (nullable) (transfer full) */
static FerryMachine *
read_machine (const Line  *line,
              GError     **error)
{
  g_autoptr(FerryDisk) boot_disk = NULL;
  g_autoptr(FerryMachine) machine = NULL;

  for (Column column = COLUMN_REGION; column <= COLUMN_BOOT_DISK; column++)
    if (*get (line, column) == '\0')
      {
        refuse (line, column, "this is needed", error);
        return NULL;
      }

  if (!ferry_region_is_valid (get (line, COLUMN_REGION)))
    {
      refuse (line, COLUMN_REGION, "this is no region", error);
      return NULL;
    }

  boot_disk = make_disk (line, COLUMN_BOOT_DISK, get (line, COLUMN_BOOT_DISK), error);
  if (boot_disk == NULL ||
      !check_length (line, COLUMN_BUCKET, get (line, COLUMN_BUCKET), FERRY_DISK_MOST_BUCKET, error))
    return NULL;

  machine = ferry_machine_new (boot_disk);
  if (!set_wishes (line, machine, error) || !add_disks (line, machine, error))
    return NULL;

  return g_steal_pointer (&machine);
}

FerryPlan *
ferry_plan_csv_read (GBytes      *bytes,
                     const char  *account_id,
                     GError     **error)
{
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  guint n_disks = 0;
  int places[N_COLUMNS];

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  records = ferry_csv_read (bytes, error);
  if (records == NULL)
    return NULL;

  if (records->len < 2)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the table needs a line with the names of its columns and a line for "
                           "each machine");
      return NULL;
    }

  if (records->len - 1 > FERRY_PLAN_MOST_MACHINES)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "the table has more than %d machines", FERRY_PLAN_MOST_MACHINES);
      return NULL;
    }

  if (!read_header (g_ptr_array_index (records, 0), places, error))
    return NULL;

  plan = ferry_plan_new (account_id);
  for (guint i = 1; i < records->len; i++)
    {
      const Line line = { g_ptr_array_index (records, i), places };
      g_autoptr(FerryMachine) machine = read_machine (&line, error);

      if (machine == NULL)
        return NULL;
      n_disks += ferry_machine_get_n_disks (machine);
      if (n_disks > FERRY_PLAN_MOST_DISKS)
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                       "the table has more than %d disks", FERRY_PLAN_MOST_DISKS);
          return NULL;
        }
      ferry_plan_add_machine (plan, machine);
    }

  return g_steal_pointer (&plan);
}
