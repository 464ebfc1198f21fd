/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-estimate.h"

/* Neither import call lets one choose (EC2 API Reference, ImportInstance, ImportVolume). */
#define VOLUME_TYPE "gp2"

G_DEFINE_BOXED_TYPE (FerryEstimate, ferry_estimate, ferry_estimate_copy, ferry_estimate_free)

static FerryEstimate *
estimate_new (void)
{
  FerryEstimate *self = g_new0 (FerryEstimate, 1);

  self->unknown_volumes = g_ptr_array_new_with_free_func (g_free);
  self->unknown_machines = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/* @seen: what is in @unknown already. @text: (transfer full) */
static void
add_unknown (GPtrArray  *unknown,
             GHashTable *seen,
             char       *text)
{
  if (g_hash_table_contains (seen, text))
    {
      g_free (text);
      return;
    }

  g_hash_table_add (seen, text);
  g_ptr_array_add (unknown, text);
}

/* A file may say any number, and their sum must not come out small. */
static guint64
add_sizes (guint64 a,
           guint64 b)
{
  return a > G_MAXUINT64 - b ? G_MAXUINT64 : a + b;
}

static void
add_volumes (FerryEstimate   *self,
             FerryMachine    *machine,
             FerryPriceTable *prices,
             GHashTable      *seen)
{
  const char *region = ferry_machine_get_region (machine);
  guint n_disks = ferry_machine_get_n_disks (machine);
  guint64 size = 0;
  double price;

  for (guint i = 0; i < n_disks; i++)
    size = add_sizes (size, ferry_machine_disk_get_size (ferry_machine_get_disk (machine, i)));

  self->n_volumes += n_disks;
  self->n_data_volumes += n_disks - 1;
  self->size = add_sizes (self->size, size);
  if (ferry_price_table_find_volume (prices, region, VOLUME_TYPE, &price))
    self->volumes_a_month += price * size;
  else
    add_unknown (self->unknown_volumes, seen,
                 g_strdup_printf ("%s, %s", VOLUME_TYPE, region));
}

static void
add_machine (FerryEstimate   *self,
             FerryMachine    *machine,
             FerryPriceTable *prices,
             GHashTable      *seen)
{
  const char *region = ferry_machine_get_region (machine);
  const char *type = ferry_machine_get_instance_type (machine);
  const char *platform = ferry_platform_get_name (ferry_machine_get_platform (machine));
  gboolean is_dedicated = ferry_machine_get_tenancy (machine) == FERRY_TENANCY_DEDICATED;
  double price;

  self->n_machines++;
  /* dedicated ones cost more, and a fee for each region beside that */
  if (!is_dedicated &&
      ferry_price_table_find_hour (prices, region, type, ferry_machine_get_platform (machine),
                                   &price))
    self->machines_a_month += price * FERRY_HOURS_A_MONTH;
  else
    add_unknown (self->unknown_machines, seen,
                 g_strdup_printf ("%s, %s, %s%s", *type ? type : "?", platform ? platform : "?",
                                  region, is_dedicated ? ", dedicated" : ""));
}

/* Of the image road there is one task for all disks, and it is not of the five. */
static void
add_tasks (FerryEstimate *self,
           FerryMachine  *machine,
           GHashTable    *by_region)
{
  const char *region = ferry_machine_get_region (machine);
  guint n_tasks = ferry_machine_get_n_disks (machine);
  guint n_classic = GPOINTER_TO_UINT (g_hash_table_lookup (by_region, region)) + n_tasks;

  if (ferry_machine_get_road (machine) != FERRY_ROAD_CLASSIC)
    {
      self->n_tasks++;
      self->n_rounds = MAX (self->n_rounds, 1);
      return;
    }

  self->n_tasks += n_tasks;
  g_hash_table_insert (by_region, g_strdup (region), GUINT_TO_POINTER (n_classic));
  self->n_rounds = MAX (self->n_rounds,
                        (n_classic + FERRY_TASKS_AT_ONCE - 1) / FERRY_TASKS_AT_ONCE);
}

static void
add_leftovers (FerryEstimate *self,
               FerryMachine  *machine)
{
  guint imported;

  if (ferry_machine_get_road (machine) == FERRY_ROAD_IMAGE)
    {
      self->leftovers[FERRY_PLAN_STEP_IMPORT_BOOT] |= FERRY_LEFTOVER_DISKS | FERRY_LEFTOVER_IMAGE;
      return;
    }

  imported = FERRY_LEFTOVER_DISKS | FERRY_LEFTOVER_MANIFEST | FERRY_LEFTOVER_BOOT_VOLUME;
  self->leftovers[FERRY_PLAN_STEP_WRITE_MANIFESTS] |= FERRY_LEFTOVER_DISKS |
                                                      FERRY_LEFTOVER_MANIFEST;
  if (ferry_machine_get_n_disks (machine) > 1)
    {
      imported |= FERRY_LEFTOVER_DATA_VOLUMES;
      self->leftovers[FERRY_PLAN_STEP_IMPORT_DATA] |= imported | FERRY_LEFTOVER_INSTANCE;
      self->leftovers[FERRY_PLAN_STEP_ATTACH] |= FERRY_LEFTOVER_DISKS | FERRY_LEFTOVER_INSTANCE |
                                            FERRY_LEFTOVER_BOOT_VOLUME |
                                            FERRY_LEFTOVER_DATA_VOLUMES;
    }
  self->leftovers[FERRY_PLAN_STEP_IMPORT_BOOT] |= imported;
}

FerryEstimate *
ferry_estimate_new (FerryPlan       *plan,
                    FerryPriceTable *prices)
{
  FerryEstimate *self;
  g_autoptr(GHashTable) machines = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) volumes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) by_region = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (prices != NULL, NULL);

  self = estimate_new ();
  self->currency = g_strdup (ferry_price_table_get_currency (prices));
  self->as_of = g_strdup (ferry_price_table_get_as_of (prices));
  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (plan, i);

      add_machine (self, machine, prices, machines);
      add_volumes (self, machine, prices, volumes);
      add_tasks (self, machine, by_region);
      add_leftovers (self, machine);
    }

  return self;
}

static gpointer
copy_text (gconstpointer text,
           gpointer      user_data)
{
  return g_strdup (text);
}

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_copy (texts, copy_text, NULL);

  g_ptr_array_set_free_func (copy, g_free);

  return copy;
}

FerryEstimate *
ferry_estimate_copy (const FerryEstimate *self)
{
  FerryEstimate *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->currency = g_strdup (self->currency);
  copy->as_of = g_strdup (self->as_of);
  copy->unknown_volumes = copy_texts (self->unknown_volumes);
  copy->unknown_machines = copy_texts (self->unknown_machines);

  return copy;
}

void
ferry_estimate_free (FerryEstimate *self)
{
  if (self == NULL)
    return;

  g_free (self->currency);
  g_free (self->as_of);
  g_ptr_array_unref (self->unknown_volumes);
  g_ptr_array_unref (self->unknown_machines);
  g_free (self);
}
