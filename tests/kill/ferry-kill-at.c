/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded before the C library, this counts the points at which a program changes files in the
 * folder FERRY_KILL_FOLDER (before such a call, in the middle of a write, after the others), and
 * kills it at FERRY_KILL_AT: "12", or "12:half" for the twelfth of that kind. The kinds are open,
 * opened, write, half, sync, synced, resize, rename, renamed and unlink. FERRY_KILL_TELL: it says
 * so before.
 */

#define _GNU_SOURCE
/* Both names of each call are to be had. */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MAX_FDS 1024

static char watched[MAX_FDS];
static int points;

static int
is_in_folder (const char *path)
{
  const char *folder = getenv ("FERRY_KILL_FOLDER");

  return folder && strncmp (path, folder, strlen (folder)) == 0;
}

static int
is_watched (int fd)
{
  return fd >= 0 && fd < MAX_FDS && watched[fd];
}

/* Nothing runs after it: no handler, no buffer is written. */
static void
pass_point (const char *kind)
{
  const char *at = getenv ("FERRY_KILL_AT");
  const char *wanted = at ? strchr (at, ':') : NULL;

  if (at == NULL || (wanted && strcmp (wanted + 1, kind) != 0) || ++points != atoi (at))
    return;

  if (getenv ("FERRY_KILL_TELL"))
    dprintf (STDERR_FILENO, "killed at point %d:%s\n", points, kind);
  kill (getpid (), SIGKILL);
}

static int
opened (const char *path,
        int         flags,
        int         fd)
{
  if (fd >= 0 && fd < MAX_FDS)
    watched[fd] = is_in_folder (path) && (flags & (O_WRONLY | O_RDWR | O_CREAT | O_DIRECTORY));
  if (is_watched (fd))
    pass_point ("opened");

  return fd;
}

#define NEXT(type, name) ((type) dlsym (RTLD_NEXT, name))

typedef int     (*Open)      (const char *, int, ...);
typedef ssize_t (*Write)     (int, const void *, size_t);
typedef int     (*Sync)      (int);
typedef int     (*Allocate)  (int, int, off64_t, off64_t);
typedef int     (*Truncate)  (int, off64_t);
typedef int     (*Rename)    (const char *, const char *);
typedef int     (*Unlink)    (const char *);

static int
read_mode (int     flags,
           va_list arguments)
{
  return flags & O_CREAT ? va_arg (arguments, int) : 0;
}

int
open (const char *path, int flags, ...)
{
  va_list arguments;
  int mode;

  va_start (arguments, flags);
  mode = read_mode (flags, arguments);
  va_end (arguments);
  if (is_in_folder (path))
    pass_point ("open");

  return opened (path, flags, NEXT (Open, "open") (path, flags, mode));
}

int
open64 (const char *path, int flags, ...)
{
  va_list arguments;
  int mode;

  va_start (arguments, flags);
  mode = read_mode (flags, arguments);
  va_end (arguments);
  if (is_in_folder (path))
    pass_point ("open");

  return opened (path, flags, NEXT (Open, "open64") (path, flags, mode));
}

ssize_t
write (int fd, const void *data, size_t length)
{
  Write next = NEXT (Write, "write");
  size_t half = length / 2;

  if (!is_watched (fd))
    return next (fd, data, length);

  pass_point ("write");
  if (half > 0 && next (fd, data, half) != (ssize_t) half)
    return -1;
  pass_point ("half");

  return (ssize_t) half + next (fd, (const char *) data + half, length - half);
}

int
fsync (int fd)
{
  int result;

  if (is_watched (fd))
    pass_point ("sync");
  result = NEXT (Sync, "fsync") (fd);
  if (is_watched (fd))
    pass_point ("synced");

  return result;
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  if (is_watched (fd))
    pass_point ("resize");

  return NEXT (Allocate, "fallocate64") (fd, mode, offset, length);
}

int
fallocate64 (int fd, int mode, off64_t offset, off64_t length)
{
  if (is_watched (fd))
    pass_point ("resize");

  return NEXT (Allocate, "fallocate64") (fd, mode, offset, length);
}

int
ftruncate (int fd, off_t length)
{
  if (is_watched (fd))
    pass_point ("resize");

  return NEXT (Truncate, "ftruncate64") (fd, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  if (is_watched (fd))
    pass_point ("resize");

  return NEXT (Truncate, "ftruncate64") (fd, length);
}

int
rename (const char *from, const char *to)
{
  int result;

  if (is_in_folder (to))
    pass_point ("rename");
  result = NEXT (Rename, "rename") (from, to);
  if (is_in_folder (to))
    pass_point ("renamed");

  return result;
}

int
unlink (const char *path)
{
  if (is_in_folder (path))
    pass_point ("unlink");

  return NEXT (Unlink, "unlink") (path);
}
