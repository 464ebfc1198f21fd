/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-machine-private.h"

#include "plan/ferry-grouping.h"

/* GiB: what Amazon's own command line tool gave a boot disk at least. */
#define MIN_BOOT_VOLUME_SIZE 8

static FerryPlatform
guess_platform (FerryDiskReport *report)
{
  const char *name = ferry_disk_report_guess_platform (report);

  if (g_strcmp0 (name, ferry_platform_get_name (FERRY_PLATFORM_LINUX)) == 0)
    return FERRY_PLATFORM_LINUX;
  if (g_strcmp0 (name, ferry_platform_get_name (FERRY_PLATFORM_WINDOWS)) == 0)
    return FERRY_PLATFORM_WINDOWS;

  return FERRY_PLATFORM_UNSET;
}

/* ImportInstance knows these two; what else a disk may hold is for the checks to say. */
static FerryArchitecture
guess_architecture (FerryDiskReport *report)
{
  const char *i386 = ferry_architecture_get_name (FERRY_ARCHITECTURE_I386);

  return g_strcmp0 (report->architecture, i386) == 0 ? FERRY_ARCHITECTURE_I386
                                                     : FERRY_ARCHITECTURE_X86_64;
}

static void
size_changed_cb (FerryMachine     *self,
                 GParamSpec       *pspec,
                 FerryMachineDisk *disk)
{
  g_autofree char *what = NULL;
  guint position;

  if (!g_list_store_find (self->disks, disk, &position))
    return;

  what = g_strdup_printf ("volume-size/%u", position);
  ferry_machine_changed (self, what);
}

static void
watch_disk (FerryMachine     *self,
            FerryMachineDisk *disk)
{
  g_signal_connect_object (disk, "notify::size", G_CALLBACK (size_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
unwatch_disk (FerryMachine     *self,
              FerryMachineDisk *disk)
{
  g_signal_handlers_disconnect_by_func (disk, size_changed_cb, self);
}

FerryMachine *
ferry_machine_new (FerryDisk *boot_disk)
{
  g_autoptr(FerryMachineDisk) boot = NULL;

  g_return_val_if_fail (FERRY_IS_DISK (boot_disk), NULL);

  boot = ferry_machine_disk_new (boot_disk);

  return ferry_machine_new_of (boot);
}

FerryMachine *
ferry_machine_new_of (FerryMachineDisk *boot)
{
  FerryMachine *self = g_object_new (FERRY_TYPE_MACHINE, NULL);
  FerryDiskReport *report = ferry_machine_disk_get_report (boot);

  g_free (self->strings[FERRY_MACHINE_NAME]);
  self->strings[FERRY_MACHINE_NAME] =
    ferry_group_dup_machine_name (ferry_machine_disk_get_disk (boot));
  self->choices[FERRY_MACHINE_PLATFORM] = guess_platform (report);
  self->choices[FERRY_MACHINE_ARCHITECTURE] = guess_architecture (report);
  ferry_machine_disk_set_size (boot, MAX (ferry_machine_disk_get_size (boot),
                                          MIN_BOOT_VOLUME_SIZE));
  watch_disk (self, boot);
  g_list_store_append (self->disks, boot);

  return self;
}

gboolean
ferry_machine_equal_disks (FerryMachine *self,
                           FerryMachine *other)
{
  guint n_disks = ferry_machine_get_n_disks (self);

  if (n_disks != ferry_machine_get_n_disks (other))
    return FALSE;

  for (guint i = 0; i < n_disks; i++)
    if (!ferry_machine_disk_equal (ferry_machine_get_disk (self, i),
                                   ferry_machine_get_disk (other, i)))
      return FALSE;

  return TRUE;
}

void
ferry_machine_copy_disks (FerryMachine *self,
                          FerryMachine *from)
{
  guint n_old = ferry_machine_get_n_disks (self);
  guint n_disks = ferry_machine_get_n_disks (from);
  g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_old; i++)
    unwatch_disk (self, ferry_machine_get_disk (self, i));
  for (guint i = 0; i < n_disks; i++)
    {
      FerryMachineDisk *copy = ferry_machine_disk_copy (ferry_machine_get_disk (from, i));

      watch_disk (self, copy);
      g_ptr_array_add (copies, copy);
    }
  g_list_store_splice (self->disks, 0, n_old, copies->pdata, n_disks);
  ferry_machine_changed (self, "disks");
}

guint
ferry_machine_get_n_disks (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->disks));
}

FerryMachineDisk *
ferry_machine_get_disk (FerryMachine *self,
                        guint         position)
{
  g_autoptr(FerryMachineDisk) disk = NULL;

  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  /* The list holds it on. */
  disk = g_list_model_get_item (G_LIST_MODEL (self->disks), position);

  return disk;
}

FerryDisk *
ferry_machine_get_boot_disk (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return ferry_machine_disk_get_disk (ferry_machine_get_disk (self, 0));
}

void
ferry_machine_add_disk (FerryMachine     *self,
                        FerryMachineDisk *disk)
{
  g_return_if_fail (FERRY_IS_MACHINE (self));
  g_return_if_fail (FERRY_IS_MACHINE_DISK (disk));

  watch_disk (self, disk);
  g_list_store_append (self->disks, disk);
  ferry_machine_changed (self, "disks");
}

void
ferry_machine_remove_disk (FerryMachine *self,
                           guint         position)
{
  g_return_if_fail (FERRY_IS_MACHINE (self));
  g_return_if_fail (position < ferry_machine_get_n_disks (self));

  unwatch_disk (self, ferry_machine_get_disk (self, position));
  g_list_store_remove (self->disks, position);
  ferry_machine_changed (self, "disks");
}

void
ferry_machine_set_boot_disk (FerryMachine *self,
                             guint         position)
{
  g_autoptr(FerryMachineDisk) disk = NULL;
  FerryDiskReport *report;

  g_return_if_fail (FERRY_IS_MACHINE (self));
  g_return_if_fail (position < ferry_machine_get_n_disks (self));

  if (position == 0)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  disk = g_list_model_get_item (G_LIST_MODEL (self->disks), position);
  g_list_store_remove (self->disks, position);
  g_list_store_insert (self->disks, 0, disk);

  report = ferry_machine_disk_get_report (disk);
  if (guess_platform (report) != FERRY_PLATFORM_UNSET)
    ferry_machine_set_choice (self, FERRY_MACHINE_PLATFORM, guess_platform (report));
  if (report->architecture)
    ferry_machine_set_choice (self, FERRY_MACHINE_ARCHITECTURE, guess_architecture (report));
  ferry_machine_disk_set_size (disk, MAX (ferry_machine_disk_get_size (disk),
                                          MIN_BOOT_VOLUME_SIZE));
  g_object_thaw_notify (G_OBJECT (self));
  ferry_machine_changed (self, "disks");
}

void
ferry_machine_update_disk (FerryMachine *self,
                           guint         position,
                           FerryDisk    *disk)
{
  g_autoptr(FerryMachineDisk) copy = NULL;
  FerryMachineDisk *old;
  FerryDiskReport *report;

  g_return_if_fail (FERRY_IS_MACHINE (self));
  g_return_if_fail (FERRY_IS_DISK (disk));
  g_return_if_fail (position < ferry_machine_get_n_disks (self));

  old = ferry_machine_get_disk (self, position);
  copy = ferry_machine_disk_copy_with (old, disk);
  unwatch_disk (self, old);
  watch_disk (self, copy);
  g_list_store_splice (self->disks, position, 1, (gpointer *) &copy, 1);

  report = ferry_disk_get_report (disk);
  if (position == 0 && self->choices[FERRY_MACHINE_PLATFORM] == FERRY_PLATFORM_UNSET)
    {
      ferry_machine_set_choice (self, FERRY_MACHINE_PLATFORM, guess_platform (report));
      ferry_machine_set_choice (self, FERRY_MACHINE_ARCHITECTURE, guess_architecture (report));
    }
  ferry_machine_changed (self, "disks");
}

void
ferry_machine_learn_disk (FerryMachine *self,
                          FerryDisk    *disk)
{
  guint n_disks = ferry_machine_get_n_disks (self);

  for (guint i = 0; i < n_disks; i++)
    {
      FerryDisk *old = ferry_machine_disk_get_disk (ferry_machine_get_disk (self, i));

      if (old != disk && ferry_disk_is_same_object (old, disk))
        ferry_machine_update_disk (self, i, disk);
    }
}

char *
ferry_machine_dup_device (FerryMachine *self,
                          guint         position)
{
  const char *stem;

  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  if (position == 0)
    return g_strdup ("/dev/sda1");

  stem = self->choices[FERRY_MACHINE_PLATFORM] == FERRY_PLATFORM_WINDOWS ? "xvd" : "/dev/sd";
  position--;
  if (position < 'p' - 'f' + 1)
    return g_strdup_printf ("%s%c", stem, (char) ('f' + position));

  position -= 'p' - 'f' + 1;
  return g_strdup_printf ("%s%c%c", stem, (char) ('b' + MIN (position / 26, 24)),
                          (char) ('a' + position % 26));
}

const char *
ferry_machine_get_region (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), NULL);

  return ferry_disk_get_region (ferry_machine_get_boot_disk (self));
}

guint64
ferry_machine_get_volume_size (FerryMachine *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE (self), 0);

  return ferry_machine_disk_get_size (ferry_machine_get_disk (self, 0));
}
