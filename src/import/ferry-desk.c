/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-desk.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT 1

/* It is a hundred bytes. */
#define LARGEST_DESK (64 * 1024)

/* Where the folder is, by what no copy of it takes along. As text: an inode may need 64 bits. */
typedef struct {
  char *machine;
  char *folder;
  char *file;    /* desk.json itself, for a backup that is put back into the same folder */
} Place;

static void
place_clear (Place *place)
{
  g_free (place->machine);
  g_free (place->folder);
  g_free (place->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
set_storage_error (GError     **error,
                   const char  *act,
                   int          code)
{
  FerryError kind = code == ENOSPC || code == EDQUOT ? FERRY_ERROR_STORAGE_FULL
                    : code == EACCES || code == EPERM || code == EROFS ? FERRY_ERROR_STORAGE_DENIED
                    : FERRY_ERROR_STORAGE;

  g_set_error (error, FERRY_ERROR, kind, "Cannot %s desk.json: %s", act, g_strerror (code));
}

/* machine-id(5): it is to be kept to oneself, so only a keyed hash of it is written. */
static char *
hash_machine (void)
{
  g_autofree char *id = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL) &&
      !g_file_get_contents ("/var/lib/dbus/machine-id", &id, NULL, NULL))
    return g_strdup ("");

  g_strstrip (id);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) id, strlen (id),
                                    "ferry desk", -1);
}

/* An inode's number is soon given to another file, so when it was made counts too, where the file
 * system says so: "number@microseconds", "number@0". (nullable): it is not there
 */
static char *
identify (GFile *file)
{
  g_autoptr(GFileInfo) info = NULL;
  guint64 born;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_UNIX_INODE "," G_FILE_ATTRIBUTE_TIME_CREATED ","
                            G_FILE_ATTRIBUTE_TIME_CREATED_USEC,
                            G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  if (info == NULL)
    return NULL;

  born = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CREATED) * G_USEC_PER_SEC +
         g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_CREATED_USEC);

  return g_strdup_printf ("%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT,
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE),
                          born);
}

/* A newer kernel may say when a file was made, where an older one did not. */
static gboolean
is_same (const char *here,
         const char *there)
{
  const char *at = here ? strchr (here, '@') : NULL;

  if (at == NULL || there == NULL)
    return FALSE;
  if (g_str_equal (here, there))
    return TRUE;

  return strncmp (here, there, at + 1 - here) == 0 &&
         (g_str_equal (at, "@0") || g_str_has_suffix (there, "@0"));
}

static void
find_place (Place *place,
            GFile *folder,
            GFile *file)
{
  place->machine = hash_machine ();
  place->folder = identify (folder);
  place->file = identify (file);
}

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize written = write (fd, text, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      text += written;
      left -= written;
    }

  return fsync (fd) == 0;
}

static char *
make_text (GFile      *folder,
           GFile      *file,
           const char *id)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_auto(Place) place = { NULL, NULL, NULL };
  g_autofree char *line = NULL;

  find_place (&place, folder, file);
  json_object_set_int_member (object, "format", FORMAT);
  ferry_json_set_string (object, "id", id);
  ferry_json_set_string (object, "machine", place.machine);
  ferry_json_set_string (object, "folder", place.folder);
  ferry_json_set_string (object, "file", place.file);
  line = ferry_json_to_line (object);

  return g_strconcat (line, "\n", NULL);
}

static gboolean
sync_folder (GFile *folder)
{
  int fd = open (g_file_peek_path (folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;

  return done;
}

/* The folder may have just been made, and those above it: when the power is lost, no journal must
 * go with them. What cannot be synced is not ours.
 */
static void
sync_parents (GFile *folder)
{
  g_autoptr(GFile) parent = g_file_get_parent (folder);

  while (parent)
    {
      GFile *above = g_file_get_parent (parent);

      sync_folder (parent);
      g_object_unref (parent);
      parent = above;
    }
}

/* It says which file it is itself in, so it is made beside its place, filled and renamed: a renamed
 * file stays the same.
 */
static gboolean
make_desk (GFile       *folder,
           GFile       *file,
           const char  *id,
           GError     **error)
{
  g_autoptr(GFile) fresh = g_file_get_child (folder, "desk.json.new");
  const char *path = g_file_peek_path (fresh);
  g_autofree char *text = NULL;
  int fd;

  g_unlink (path);
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      set_storage_error (error, "make", errno);
      return FALSE;
    }

  text = make_text (folder, fresh, id);
  if (!write_all (fd, text) || g_rename (path, g_file_peek_path (file)) < 0 ||
      !sync_folder (folder))
    {
      set_storage_error (error, "write", errno);
      close (fd);
      g_unlink (path);
      return FALSE;
    }

  close (fd);
  sync_parents (folder);
  return TRUE;
}

/* Of a file that cannot be read nothing is known, so it may well be a copy of another. */
static FerryDesk *
read_desk (const char *text,
           gsize       length,
           Place      *place)
{
  g_autoptr(JsonObject) object = length < LARGEST_DESK ? ferry_json_parse (text, length, NULL)
                                                       : NULL;
  FerryDesk *self = g_new0 (FerryDesk, 1);
  const char *id = ferry_json_get_string (object, "id");

  self->is_copy = g_strcmp0 (ferry_json_get_string (object, "machine"), place->machine) != 0 ||
                  !is_same (place->folder, ferry_json_get_string (object, "folder")) ||
                  !is_same (place->file, ferry_json_get_string (object, "file"));
  if (id && g_uuid_string_is_valid (id))
    {
      self->id = g_strdup (id);
    }
  else
    {
      self->id = g_uuid_string_random ();
      self->is_copy = TRUE;
    }

  return self;
}

void
ferry_desk_free (FerryDesk *self)
{
  g_free (self->id);
  g_free (self);
}

FerryDesk *
ferry_desk_open (GFile   *folder,
                 GError **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) io_error = NULL;
  g_auto(Place) place = { NULL, NULL, NULL };
  g_autofree char *text = NULL;
  FerryDesk *self;
  gsize length;

  g_return_val_if_fail (g_file_is_native (folder), NULL);

  file = g_file_get_child (folder, "desk.json");
  if (g_file_get_contents (g_file_peek_path (file), &text, &length, &io_error))
    {
      find_place (&place, folder, file);
      return read_desk (text, length, &place);
    }

  if (!g_error_matches (io_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      set_storage_error (error, "read",
                         g_error_matches (io_error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? EACCES
                                                                                      : EIO);
      return NULL;
    }

  self = g_new0 (FerryDesk, 1);
  self->id = g_uuid_string_random ();
  if (make_desk (folder, file, self->id, error))
    return self;

  ferry_desk_free (self);
  return NULL;
}

gboolean
ferry_desk_adopt (GFile   *folder,
                  GError **error)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *id = g_uuid_string_random ();

  g_return_val_if_fail (g_file_is_native (folder), FALSE);

  file = g_file_get_child (folder, "desk.json");

  return make_desk (folder, file, id, error);
}
