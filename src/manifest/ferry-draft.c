/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-draft.h"

#include "base/ferry-error.h"
#include "base/ferry-xml-writer.h"
#include "bucket/ferry-s3-object.h"
#include "manifest/ferry-draft-manifest.h"
#include "manifest/ferry-draft-request.h"
#include "manifest/ferry-manifest-key.h"
#include "manifest/ferry-token.h"

/* So few parts are signed in a small part of a frame, and need no other thread. */
#define MOST_PARTS_AT_ONCE 16

/* Links that end sooner would have ended before they are tried. */
#define LEAST_SECONDS 5

struct _FerryDraft {
  GObject       parent_instance;

  FerryPlan    *plan;       /* of the machine alone */
  guint         position;   /* of its disk */
  char         *token;
  char         *zone;       /* (nullable): of a data disk's volume */
  GBytes       *user_data;  /* (nullable): of a boot disk's machine */
  char         *manifest_key;
  GBytes       *manifest;
  GUri         *manifest_link;
  GPtrArray    *tried;      /* of FerryDraftPart */
  FerryRequest *request;
  GDateTime    *expiration;
};

G_DEFINE_FINAL_TYPE (FerryDraft, ferry_draft, G_TYPE_OBJECT)

static void
ferry_draft_finalize (GObject *object)
{
  FerryDraft *self = FERRY_DRAFT (object);

  g_clear_object (&self->plan);
  g_free (self->token);
  g_free (self->zone);
  g_clear_pointer (&self->user_data, g_bytes_unref);
  g_free (self->manifest_key);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->manifest_link, g_uri_unref);
  g_ptr_array_unref (self->tried);
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
  self->tried = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_draft_part_free);
}

void
ferry_draft_part_free (FerryDraftPart *part)
{
  g_free (part->etag);
  g_clear_pointer (&part->head_link, g_uri_unref);
  g_clear_pointer (&part->get_link, g_uri_unref);
  g_free (part);
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

/* Returns: (nullable): what keeps its parts from being written down, a sentence */
static const char *
find_missing_of_parts (FerryParts *parts)
{
  guint n = ferry_parts_get_n (parts);

  for (guint i = 0; i < n; i++)
    {
      if (ferry_parts_get_size (parts, i) == 0)
        return "a part of the disk is empty";
      if (!ferry_xml_is_text (ferry_parts_get_key (parts, i)))
        return "the key of a part of the disk cannot be written in XML";
    }

  return NULL;
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

  return ferry_disk_get_parts (disk) ? find_missing_of_parts (ferry_disk_get_parts (disk)) : NULL;
}

/* Returns: (nullable): what keeps @machine from being asked for, a sentence */
static const char *
find_missing_of_machine (FerryMachine *machine,
                         gboolean      has_user_data)
{
  if (ferry_machine_get_road (machine) != FERRY_ROAD_CLASSIC)
    return "the machine travels another road";
  if (ferry_machine_get_platform (machine) == FERRY_PLATFORM_UNSET)
    return "the machine has no platform";
  if (*ferry_machine_get_instance_type (machine) == '\0')
    return "the machine has no instance type";
  if (*ferry_machine_get_user_data (machine) != '\0' && !has_user_data)
    return "the machine's user data is not at hand";

  return NULL;
}

const char *
ferry_draft_find_missing (FerryMachine *machine,
                          guint         position,
                          const char   *zone,
                          gboolean      has_user_data)
{
  const char *missing = find_missing_of_disk (ferry_machine_get_disk (machine, position));

  if (missing)
    return missing;
  if (position == 0)
    return find_missing_of_machine (machine, has_user_data);
  if (ferry_machine_get_road (machine) != FERRY_ROAD_CLASSIC)
    return "the machine travels another road";

  return zone ? NULL : "the zone of the machine is not known";
}

static void
make_request (FerryDraft *self)
{
  g_autofree char *manifest_url = g_uri_to_string (self->manifest_link);

  self->request = self->position == 0
                    ? ferry_draft_request_instance (self->plan, self->token, self->user_data,
                                                    manifest_url)
                    : ferry_draft_request_volume (self->plan, self->position, self->token,
                                                  self->zone, manifest_url);
}

/* Returns: (nullable) (transfer full): a link to the manifest */
static GUri *
sign_manifest (FerryDraft       *self,
               FerryLinkSigner  *signer,
               gboolean          to_delete,
               GError          **error)
{
  FerryDisk *disk = get_disk (self);
  const char *region = ferry_disk_get_region (disk);
  const char *bucket = ferry_disk_get_bucket (disk);
  g_autoptr(FerryRequest) request = NULL;

  request = to_delete
              ? ferry_s3_delete_object_request (region, bucket, self->manifest_key, NULL)
              : ferry_s3_get_object_request (region, bucket, self->manifest_key, 0, 0, NULL);

  return ferry_link_signer_sign (signer, request, error);
}

/* Signs and writes what has been chosen. Any thread, while nobody else has the draft. */
static gboolean
prepare (FerryDraft       *self,
         FerryLinkSigner  *signer,
         GCancellable     *cancellable,
         GError          **error)
{
  g_autoptr(GUri) self_destruct_link = NULL;
  g_autofree char *self_destruct_url = NULL;
  guint64 volume_size;

  self->expiration = g_date_time_ref (ferry_link_signer_get_expiration (signer));
  self->manifest_key = ferry_manifest_key_new (ferry_disk_get_key (get_disk (self)), error);
  if (self->manifest_key == NULL)
    return FALSE;

  self->manifest_link = sign_manifest (self, signer, FALSE, error);
  self_destruct_link = self->manifest_link ? sign_manifest (self, signer, TRUE, error) : NULL;
  if (self_destruct_link == NULL)
    return FALSE;

  self_destruct_url = g_uri_to_string (self_destruct_link);
  volume_size = ferry_machine_disk_get_size (get_machine_disk (self));
  self->manifest = ferry_draft_write_manifest (signer, get_disk (self), volume_size,
                                               self_destruct_url, self->tried, cancellable, error);
  if (self->manifest == NULL)
    return FALSE;

  make_request (self);

  return TRUE;
}

/* Returns: (nullable) (transfer full): what is to be prepared */
static FerryDraft *
choose (FerryPlan     *plan,
        FerryMachine  *machine,
        guint          position,
        const char    *token,
        const char    *zone,
        GBytes        *user_data,
        GError       **error)
{
  g_autoptr(FerryDraft) self = g_object_new (FERRY_TYPE_DRAFT, NULL);
  const char *missing;

  self->plan = ferry_plan_copy_machine (plan, machine);
  self->position = position;
  self->token = token ? g_strdup (token) : ferry_token_new (get_disk (self));
  if (position > 0 && zone && *zone)
    self->zone = g_strdup (zone);
  /* A subnet is in a zone already. */
  if (position == 0 && zone && *zone && *ferry_machine_get_subnet_id (get_machine (self)) == '\0')
    g_object_set (get_machine (self), "zone", zone, NULL);
  if (position == 0 && user_data)
    self->user_data = g_bytes_ref (user_data);

  missing = ferry_draft_find_missing (get_machine (self), position, self->zone,
                                      self->user_data != NULL);
  if (missing)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, missing);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
has_unknown_parts (FerryDisk *disk)
{
  FerryParts *parts = ferry_disk_get_parts (disk);

  return parts != NULL && !ferry_parts_are_known (parts);
}

/* (nullable) (transfer full) */
static FerryLinkSigner *
make_signer (FerryClient  *client,
             GError      **error)
{
  g_autoptr(FerryLinkSigner) signer = ferry_link_signer_new (client, error);
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);

  if (signer == NULL ||
      g_date_time_difference (ferry_link_signer_get_expiration (signer), now) >=
      LEAST_SECONDS * G_TIME_SPAN_SECOND)
    return g_steal_pointer (&signer);

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_EXPIRED, "the credentials have ended");

  return NULL;
}

FerryDraft *
ferry_draft_new (FerryClient   *client,
                 FerryPlan     *plan,
                 FerryMachine  *machine,
                 guint          position,
                 const char    *token,
                 const char    *zone,
                 GBytes        *user_data,
                 GError       **error)
{
  g_autoptr(FerryDraft) self = NULL;
  g_autoptr(FerryLinkSigner) signer = NULL;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);
  g_return_val_if_fail (position < ferry_machine_get_n_disks (machine), NULL);

  self = choose (plan, machine, position, token, zone, user_data, error);
  if (self != NULL && has_unknown_parts (get_disk (self)))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_CONFLICT,
                           "the parts of the disk were not looked up");
      return NULL;
    }

  signer = self ? make_signer (client, error) : NULL;
  if (signer == NULL || !prepare (self, signer, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

typedef struct {
  FerryDraft      *draft;
  FerryLinkSigner *signer;
} Making;

static void
making_free (Making *making)
{
  g_clear_object (&making->draft);
  g_clear_pointer (&making->signer, ferry_link_signer_unref);
  g_free (making);
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Making *making = task_data;
  GError *error = NULL;

  if (prepare (making->draft, making->signer, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&making->draft), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
make (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  making->signer = make_signer (g_task_get_source_object (task), &error);
  if (making->signer == NULL)
    g_task_return_error (task, error);
  else if (ferry_draft_takes_long (get_disk (making->draft)))
    g_task_run_in_thread (task, prepare_in_thread);
  else
    prepare_in_thread (task, NULL, making, g_task_get_cancellable (task));
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  FerryDisk *old = get_disk (making->draft);
  g_autoptr(FerryDisk) disk = NULL;
  GError *error = NULL;
  g_autoptr(FerryParts) parts = ferry_parts_finish (FERRY_CLIENT (source), result, &error);

  if (parts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!ferry_parts_equal (parts, ferry_disk_get_parts (old)))
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_CONFLICT,
                               "The disk has changed since it was looked at");
      return;
    }

  disk = ferry_disk_new_cut (ferry_disk_get_region (old), ferry_disk_get_bucket (old), parts,
                             ferry_disk_get_storage_class (old), ferry_disk_get_report (old));
  ferry_plan_update_disk (making->draft->plan, disk);
  make (task);
}

static void
look_up (GTask *task)
{
  Making *making = g_task_get_task_data (task);
  FerryDisk *disk = get_disk (making->draft);
  FerryParts *parts = ferry_disk_get_parts (disk);
  guint n = ferry_parts_get_n (parts);
  g_autofree const char **keys = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    keys[i] = ferry_parts_get_key (parts, i);

  ferry_parts_look_up_async (g_task_get_source_object (task), ferry_disk_get_region (disk),
                             ferry_disk_get_bucket (disk), keys, g_task_get_cancellable (task),
                             looked_up_cb, g_object_ref (task));
}

void
ferry_draft_new_async (FerryClient         *client,
                       FerryPlan           *plan,
                       FerryMachine        *machine,
                       guint                position,
                       const char          *token,
                       const char          *zone,
                       GBytes              *user_data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  g_autoptr(GTask) task = NULL;
  Making *making;
  GError *error = NULL;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (FERRY_IS_PLAN (plan));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (position < ferry_machine_get_n_disks (machine));

  making = g_new0 (Making, 1);
  task = g_task_new (client, cancellable, callback, data);
  g_task_set_source_tag (task, ferry_draft_new_async);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);

  making->draft = choose (plan, machine, position, token, zone, user_data, &error);
  if (making->draft == NULL)
    g_task_return_error (task, error);
  else if (has_unknown_parts (get_disk (making->draft)))
    look_up (task);
  else
    make (task);
}

FerryDraft *
ferry_draft_new_finish (FerryClient   *client,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_draft_new_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
ferry_draft_takes_long (FerryDisk *disk)
{
  FerryParts *parts;

  g_return_val_if_fail (FERRY_IS_DISK (disk), FALSE);

  parts = ferry_disk_get_parts (disk);

  return parts != NULL &&
         (ferry_parts_get_n (parts) > MOST_PARTS_AT_ONCE || !ferry_parts_are_known (parts));
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

const char *
ferry_draft_get_token (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->token;
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

  return ((FerryDraftPart *) g_ptr_array_index (self->tried, 0))->head_link;
}

GUri *
ferry_draft_get_get_link (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return ((FerryDraftPart *) g_ptr_array_index (self->tried, 0))->get_link;
}

GPtrArray *
ferry_draft_get_tried (FerryDraft *self)
{
  g_return_val_if_fail (FERRY_IS_DRAFT (self), NULL);

  return self->tried;
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
