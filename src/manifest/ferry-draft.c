/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-draft.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "aws/ferry-signer.h"
#include "base/ferry-error.h"
#include "base/ferry-redact.h"
#include "base/ferry-xml-writer.h"
#include "bucket/ferry-s3-object.h"
#include "manifest/ferry-draft-request.h"
#include "plan/ferry-check.h"

#define IMPORTER_NAME "Ferry"
/* The day of FERRY_VERSION; both move together. */
#define IMPORTER_RELEASE "2026-11-01"

/* The links are signed one after the other, each with the time of its signing; so many seconds
 * before the credentials' own end they end, and none is over it.
 */
#define SIGNING_SECONDS 5

#define MAX_KEY_BYTES 1024
#define RANDOM_BYTES 16

struct _FerryDraft {
  GObject       parent_instance;

  FerryPlan    *plan;       /* of the machine alone */
  guint         position;   /* of its disk */
  char         *zone;       /* (nullable): of a data disk's volume */
  GBytes       *user_data;  /* (nullable): of a boot disk's machine */
  char         *manifest_key;
  GBytes       *manifest;
  GUri         *manifest_link;
  GUri         *head_link;
  GUri         *get_link;
  GUri         *self_destruct_link;
  FerryRequest *request;
  GDateTime    *expiration;
};

G_DEFINE_FINAL_TYPE (FerryDraft, ferry_draft, G_TYPE_OBJECT)

static void
ferry_draft_finalize (GObject *object)
{
  FerryDraft *self = FERRY_DRAFT (object);

  g_clear_object (&self->plan);
  g_free (self->zone);
  g_clear_pointer (&self->user_data, g_bytes_unref);
  g_free (self->manifest_key);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->manifest_link, g_uri_unref);
  g_clear_pointer (&self->head_link, g_uri_unref);
  g_clear_pointer (&self->get_link, g_uri_unref);
  g_clear_pointer (&self->self_destruct_link, g_uri_unref);
  g_clear_pointer (&self->request, ferry_request_unref);
  g_clear_pointer (&self->expiration, g_date_time_unref);

  G_OBJECT_CLASS (ferry_draft_parent_class)->finalize (object);
}

static void
ferry_draft_class_init (FerryDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_draft_finalize;
}

static void
ferry_draft_init (FerryDraft *self)
{
}

static FerryMachine *
get_machine (FerryDraft *self)
{
  return ferry_plan_get_machine (self->plan, 0);
}

static FerryMachineDisk *
get_machine_disk (FerryDraft *self)
{
  return ferry_machine_get_disk (get_machine (self), self->position);
}

static FerryDisk *
get_disk (FerryDraft *self)
{
  return ferry_machine_disk_get_disk (get_machine_disk (self));
}

/* Returns: (nullable): what keeps @disk from being written down, a sentence */
static const char *
find_missing_of_disk (FerryMachineDisk *machine_disk)
{
  FerryDisk *disk = ferry_machine_disk_get_disk (machine_disk);
  FerryDiskReport *report = ferry_disk_get_report (disk);

  if (ferry_disk_report_get_file_format (report) == NULL)
    return "the disk's format is not one that a manifest can name";
  if (!report->has_virtual_size)
    return "the disk's virtual size is not known";
  if (ferry_disk_get_size (disk) == 0)
    return "the disk's object is empty";
  if (!ferry_xml_is_text (ferry_disk_get_key (disk)))
    return "the disk's key cannot be written in XML";
  if (ferry_machine_disk_get_size (machine_disk) < ferry_disk_report_get_volume_size (report))
    return "the volume is smaller than the disk";

  return NULL;
}

/* Returns: (nullable): what keeps @machine from being asked for, a sentence */
static const char *
find_missing_of_machine (FerryMachine *machine,
                         GBytes       *user_data)
{
  if (ferry_machine_get_road (machine) != FERRY_ROAD_CLASSIC)
    return "the machine travels another road";
  if (ferry_machine_get_platform (machine) == FERRY_PLATFORM_UNSET)
    return "the machine has no platform";
  if (*ferry_machine_get_instance_type (machine) == '\0')
    return "the machine has no instance type";
  if (*ferry_machine_get_user_data (machine) != '\0' && user_data == NULL)
    return "the machine's user data is not at hand";

  return NULL;
}

static const char *
find_missing (FerryDraft *self)
{
  const char *missing = find_missing_of_disk (get_machine_disk (self));

  if (missing)
    return missing;
  if (self->position == 0)
    return find_missing_of_machine (get_machine (self), self->user_data);
  if (ferry_machine_get_road (get_machine (self)) != FERRY_ROAD_CLASSIC)
    return "the machine travels another road";

  return self->zone ? NULL : "the zone of the machine is not known";
}

/* GLib's random numbers can be foretold, and whoever foretells the key
 * needs no listing to find it.
 */
static gboolean
fill_random (guint8  *bytes,
             gsize    length,
             GError **error)
{
  gssize got;

  do
    got = getrandom (bytes, length, 0);
  while (got < 0 && errno == EINTR);

  if (got == (gssize) length)
    return TRUE;

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                       "the system gives no random numbers");
  return FALSE;
}

static char *
make_manifest_key (const char  *disk_key,
                   GError     **error)
{
  const char *slash = strrchr (disk_key, '/');
  GString *key = g_string_new_len (disk_key, slash ? slash + 1 - disk_key : 0);
  guint8 random[RANDOM_BYTES];

  if (!fill_random (random, sizeof random, error))
    {
      g_string_free (key, TRUE);
      return NULL;
    }

  g_string_append (key, "ferry-");
  for (guint i = 0; i < sizeof random; i++)
    g_string_append_printf (key, "%02x", random[i]);
  g_string_append (key, ".manifest.xml");

  if (key->len > MAX_KEY_BYTES)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the disk's folder has too long a name for a manifest in it");
      g_string_free (key, TRUE);
      return NULL;
    }

  return g_string_free (key, FALSE);
}

/* Returns: how long the links are to live; 0 with @error set */
static guint
decide_seconds (FerryClient  *client,
                GDateTime    *now,
                GError      **error)
{
  GDateTime *end = ferry_credentials_get_expiration (ferry_client_get_credentials (client));
  guint seconds = ferry_check_link_seconds (now, end);

  if (end && seconds < FERRY_SIGNER_MAX_EXPIRES)
    seconds = seconds > SIGNING_SECONDS ? seconds - SIGNING_SECONDS : 0;

  if (seconds == 0)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_EXPIRED, "the credentials have ended");

  return seconds;
}

static GUri *
sign (FerryClient  *client,
      FerryRequest *request,
      guint         seconds,
      GError      **error)
{
  g_autoptr(FerryRequest) owned = request;

  return ferry_client_presign (client, owned, seconds, error);
}

/* S3 compares the verb, so each link serves for one purpose only. No link can delete the disk. */
static gboolean
sign_links (FerryDraft   *self,
            FerryClient  *client,
            guint         seconds,
            GError      **error)
{
  FerryDisk *disk = get_disk (self);
  const char *region = ferry_disk_get_region (disk);
  const char *bucket = ferry_disk_get_bucket (disk);
  const char *disk_key = ferry_disk_get_key (disk);

  self->head_link = sign (client, ferry_s3_head_object_request (region, bucket, disk_key),
                          seconds, error);
  if (self->head_link == NULL)
    return FALSE;

  self->get_link = sign (client, ferry_s3_get_object_request (region, bucket, disk_key, 0, 0, NULL),
                         seconds, error);
  if (self->get_link == NULL)
    return FALSE;

  self->manifest_link = sign (client,
                             ferry_s3_get_object_request (region, bucket,
                                                          self->manifest_key, 0, 0, NULL),
                             seconds, error);
  if (self->manifest_link == NULL)
    return FALSE;

  self->self_destruct_link = sign (client,
                                  ferry_s3_delete_object_request (region, bucket,
                                                                  self->manifest_key, NULL),
                                  seconds, error);

  return self->self_destruct_link != NULL;
}

static void
write_manifest (FerryDraft *self)
{
  g_autoptr(FerryManifest) manifest = ferry_manifest_new ();
  FerryManifestPart *part = ferry_manifest_add_part (manifest);
  FerryDisk *disk = get_disk (self);
  char *xml;

  manifest->file_format =
    g_strdup (ferry_disk_report_get_file_format (ferry_disk_get_report (disk)));
  manifest->importer_name = g_strdup (IMPORTER_NAME);
  manifest->importer_version = g_strdup (FERRY_VERSION);
  manifest->importer_release = g_strdup (IMPORTER_RELEASE);
  manifest->self_destruct_url = g_uri_to_string (self->self_destruct_link);
  manifest->size = ferry_disk_get_size (disk);
  manifest->volume_size = ferry_machine_disk_get_size (get_machine_disk (self));

  part->start = 0;
  part->end = manifest->size - 1;
  part->key = g_strdup (ferry_disk_get_key (disk));
  part->head_url = g_uri_to_string (self->head_link);
  part->get_url = g_uri_to_string (self->get_link);

  xml = ferry_manifest_to_xml (manifest);
  self->manifest = g_bytes_new_take (xml, strlen (xml));
}

static void
make_request (FerryDraft *self)
{
  g_autofree char *manifest_url = g_uri_to_string (self->manifest_link);

  self->request = self->position == 0
                    ? ferry_draft_request_instance (self->plan, self->user_data, manifest_url)
                    : ferry_draft_request_volume (self->plan, self->position, self->zone,
                                                  manifest_url);
}

/* Signs and writes what has been chosen. */
static gboolean
prepare (FerryDraft   *self,
         FerryClient  *client,
         GError      **error)
{
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  guint seconds = decide_seconds (client, now, error);

  if (seconds == 0)
    return FALSE;

  self->expiration = g_date_time_new_from_unix_utc (g_date_time_to_unix (now) + seconds);
  self->manifest_key = make_manifest_key (ferry_disk_get_key (get_disk (self)), error);
  if (self->manifest_key == NULL || !sign_links (self, client, seconds, error))
    return FALSE;

  write_manifest (self);
  make_request (self);

  return TRUE;
}

FerryDraft *
ferry_draft_new (FerryClient   *client,
                 FerryPlan     *plan,
                 FerryMachine  *machine,
                 guint          position,
                 const char    *zone,
                 GBytes        *user_data,
                 GError       **error)
{
  g_autoptr(FerryDraft) self = NULL;
  const char *missing;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);
  g_return_val_if_fail (position < ferry_machine_get_n_disks (machine), NULL);

  self = g_object_new (FERRY_TYPE_DRAFT, NULL);
  self->plan = ferry_plan_copy_machine (plan, machine);
  self->position = position;
  if (position > 0 && zone && *zone)
    self->zone = g_strdup (zone);
  if (position == 0 && user_data)
    self->user_data = g_bytes_ref (user_data);

  missing = find_missing (self);
  if (missing)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, missing);
      return NULL;
    }

  return prepare (self, client, error) ? g_steal_pointer (&self) : NULL;
}

FerryPlan *
ferry_draft_get_plan (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->plan;
}

FerryMachine *
ferry_draft_get_machine (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return get_machine (self);
}

guint
ferry_draft_get_position (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), 0);

  return self->position;
}

FerryDisk *
ferry_draft_get_disk (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return get_disk (self);
}

GBytes *
ferry_draft_get_user_data (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->user_data;
}

const char *
ferry_draft_get_manifest_key (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->manifest_key;
}

GBytes *
ferry_draft_get_manifest (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->manifest;
}

char *
ferry_draft_dup_masked (FerryDraft *self)
{
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  data = g_bytes_get_data (self->manifest, &length);
  text = g_strndup (data, length);

  return ferry_redact (text);
}

GUri *
ferry_draft_get_manifest_link (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->manifest_link;
}

GUri *
ferry_draft_get_head_link (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->head_link;
}

GUri *
ferry_draft_get_get_link (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->get_link;
}

FerryRequest *
ferry_draft_get_request (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->request;
}

GDateTime *
ferry_draft_get_expiration (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->expiration;
}
