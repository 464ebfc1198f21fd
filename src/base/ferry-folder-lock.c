/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-folder-lock.h"

#include "base/ferry-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

struct _FerryFolderLock {
  int fd;
};

static int
open_lock (GFile   *folder,
           GError **error)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), "lock", NULL);
  int fd = -1;

  if (g_mkdir_with_parents (g_file_peek_path (folder), 0700) == 0)
    fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      int code = errno;
      g_autofree char *name = g_filename_display_name (g_file_peek_path (folder));

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE, "Cannot use the folder “%s”: %s", name,
                   g_strerror (code));
    }

  return fd;
}

FerryFolderLock *
ferry_folder_lock_new (GFile   *folder,
                       GError **error)
{
  FerryFolderLock *self;
  int fd;

  g_return_val_if_fail (g_file_is_native (folder), NULL);

  fd = open_lock (folder, error);
  if (fd < 0)
    return NULL;

  if (flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      if (errno == EWOULDBLOCK)
        {
          g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_IN_USE,
                               "Another process works with this folder");
          close (fd);
          return NULL;
        }
      /* A file system without locks, such as some home folders on a network. */
      g_message ("A folder cannot be locked: %s", g_strerror (errno));
    }

  self = g_new0 (FerryFolderLock, 1);
  self->fd = fd;

  return self;
}

void
ferry_folder_lock_free (FerryFolderLock *self)
{
  close (self->fd);
  g_free (self);
}
