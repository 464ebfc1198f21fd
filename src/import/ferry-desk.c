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

/* It is a few hundred bytes, and forty for each run that was taken over. */
#define LARGEST_DESK (1024 * 1024)

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

static JsonArray *
list_runs (FerryDesk *self)
{
  JsonArray *runs = json_array_new ();
  g_autoptr(GList) ids = g_hash_table_get_keys (self->runs);

  for (GList *l = ids; l; l = l->next)
    json_array_add_string_element (runs, l->data);

  return runs;
}

static char *
make_text (FerryDesk *self,
           GFile     *folder,
           GFile     *file)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_auto(Place) place = { NULL, NULL, NULL };
  g_autofree char *line = NULL;

  find_place (&place, folder, file);
  json_object_set_int_member (object, "format", FORMAT);
  ferry_json_set_string (object, "id", self->id);
  ferry_json_set_string (object, "machine", place.machine);
  ferry_json_set_string (object, "folder", place.folder);
  ferry_json_set_string (object, "file", place.file);
  json_object_set_array_member (object, "runs", list_runs (self));
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
make_desk (FerryDesk  *self,
           GFile      *folder,
           GFile      *file,
           GError    **error)
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

  text = make_text (self, folder, fresh);
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

static FerryDesk *
desk_new (const char *id)
{
  FerryDesk *self = g_new0 (FerryDesk, 1);

  self->id = id ? g_strdup (id) : g_uuid_string_random ();
  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

static void
read_runs (FerryDesk  *self,
           JsonObject *object)
{
  JsonArray *runs = ferry_json_get_array (object, "runs");

  for (guint i = 0; runs && i < json_array_get_length (runs); i++)
    {
      JsonNode *node = json_array_get_element (runs, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) &&
                       json_node_get_value_type (node) == G_TYPE_STRING ?
                         json_node_get_string (node) : NULL;

      if (id && g_uuid_string_is_valid (id))
        g_hash_table_add (self->runs, g_strdup (id));
    }
}

/* Of a file that cannot be read nothing is known, so it may well be a copy of another. */
static FerryDesk *
read_desk (GBytes *text,
           Place  *place)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  g_autoptr(JsonObject) object = length > 0 ? ferry_json_parse (data, length, NULL) : NULL;
  const char *id = ferry_json_get_string (object, "id");
  gboolean is_named = id && g_uuid_string_is_valid (id);
  FerryDesk *self = desk_new (is_named ? id : NULL);

  self->is_copy = !is_named ||
                  g_strcmp0 (ferry_json_get_string (object, "machine"), place->machine) != 0 ||
                  !is_same (place->folder, ferry_json_get_string (object, "folder")) ||
                  !is_same (place->file, ferry_json_get_string (object, "file"));
  if (is_named)
    read_runs (self, object);

  return self;
}

/* Only a regular file is opened: a pipe would never be read to its end. What is too large is as
 * good as damaged. (nullable), with @error where there is something that cannot be read
 */
static GBytes *
load_text (GFile   *file,
           GError **error)
{
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GError) io_error = NULL;
  GBytes *text = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, &io_error);
  if (info && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    set_storage_error (error, "read", EIO);
  else if (info && g_file_info_get_size (info) >= LARGEST_DESK)
    return g_bytes_new_static ("", 0);
  else if (info)
    text = g_file_load_bytes (file, NULL, NULL, &io_error);

  if (io_error && !g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    set_storage_error (error, "read",
                       g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
                         ? EACCES : EIO);

  return text;
}

void
ferry_desk_free (FerryDesk *self)
{
  g_clear_pointer (&self->runs, g_hash_table_unref);
  g_free (self->id);
  g_free (self);
}

FerryDesk *
ferry_desk_copy (FerryDesk *self)
{
  FerryDesk *copy = desk_new (self->id);
  GHashTableIter iter;
  gpointer id;

  copy->is_copy = self->is_copy;
  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (copy->runs, g_strdup (id));

  return copy;
}

FerryDesk *
ferry_desk_open (GFile   *folder,
                 GError **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) local_error = NULL;
  g_auto(Place) place = { NULL, NULL, NULL };
  FerryDesk *self;

  g_return_val_if_fail (g_file_is_native (folder), NULL);

  file = g_file_get_child (folder, "desk.json");
  text = load_text (file, &local_error);
  if (text)
    {
      find_place (&place, folder, file);
      return read_desk (text, &place);
    }

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  self = desk_new (NULL);
  if (make_desk (self, folder, file, error))
    return self;

  ferry_desk_free (self);
  return NULL;
}

gboolean
ferry_desk_owns (FerryDesk  *self,
                 const char *desk_id,
                 const char *run_id)
{
  return desk_id == NULL || g_str_equal (desk_id, self->id) ||
         g_hash_table_contains (self->runs, run_id);
}

gboolean
ferry_desk_adopt (FerryDesk  *self,
                  GFile      *folder,
                  GError    **error)
{
  g_autoptr(GFile) file = NULL;

  g_return_val_if_fail (g_file_is_native (folder), FALSE);

  file = g_file_get_child (folder, "desk.json");

  return make_desk (self, folder, file, error);
}
