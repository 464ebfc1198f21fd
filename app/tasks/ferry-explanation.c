/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-explanation.h"

#include "common/ferry-error-text.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct {
  const char *pattern;  /* lower case, found anywhere in what EC2 said */
  const char *title;
  const char *advice;
} KnownFailure;

#define START_AGAIN N_("Import the disk again; nothing is wrong with it that Ferry knows of.")
#define CHANGE_IT N_("EC2’s own words name it. Change it on the Machine page, and import the " \
                     "disk again; nothing was begun.")
#define EXPORT_AGAIN N_("Export the disk again as stream-optimized VMDK or raw image, compare " \
                        "its size after the upload, and import it again.")

/* VM Import/Export User Guide, "Troubleshooting", and messages seen in practice; the first that
 * matches counts, so the more exact ones come first.
 */
static const KnownFailure known_failures[] = {
  { "no bootable partition",
    N_("EC2 found nothing to boot"),
    N_("ImportInstance boots only from a disk with an MBR: a GPT disk is refused, and so is one "
       "without an active partition. Convert the boot disk to MBR, mark its boot partition "
       "active, export it again and import it.") },
  { "unsupported vmdk",
    N_("The VMDK is not stream-optimized"),
    N_("Convert it with “qemu-img convert -O vmdk -o subformat=streamOptimized”, or to a raw "
       "image, upload that and import it.") },
  { "unsupported compression",
    N_("The VMDK is not compressed as EC2 needs it"),
    N_("Convert it with “qemu-img convert -O vmdk -o subformat=streamOptimized”, upload that and "
       "import it.") },
  { "disk-image-size=0",
    N_("EC2 could not read the disk’s format"),
    EXPORT_AGAIN },
  { "uncompressed data has",
    N_("The VMDK is damaged inside"),
    EXPORT_AGAIN },
  { "footers not identical",
    N_("The VHD is damaged, or holds only differences"),
    N_("Merge it with its parents, export it again and import it.") },
  { "no valid partitions",
    N_("EC2 found no partitions on the disk"),
    N_("It may be empty, a data disk, or of another format than it says. "
       "Look at it under Disks.") },
  { "firstbootfailure",
    N_("Windows started, but never came onto the network"),
    N_("Set its network to DHCP, turn off what guards or filters it (antivirus, firewalls), let "
       "pending updates finish, shut it down cleanly, export the disk again and import it.") },
  { "booter networking failure",
    N_("Windows started, but EC2 could not reach it"),
    N_("Install .NET Framework 3.5 SP1 or later, set the network to DHCP, export the disk again "
       "and import it.") },
  { "linux is not supported",
    N_("Linux cannot be imported onto this instance type"),
    N_("Choose t2.micro, t2.small or t2.medium and import it again; the type can be changed when "
       "the machine has landed.") },
  { "unknown os",
    N_("EC2 does not know the system on the disk"),
    N_("ImportInstance knows a closed list of systems, on plain partitions. Check that this is "
       "the boot disk, and that its system is on the list.") },
  { "missing os files",
    N_("EC2 does not find the system on the disk"),
    N_("Check that this is the boot disk and that the machine was shut down cleanly.") },
  { "could not read fstab",
    N_("EC2 could not read /etc/fstab"),
    N_("Keep one system with one root file system on the disk, export it again and import it.") },
  { "multiple directories found",
    N_("EC2 found more than one system on the disk"),
    N_("Keep one system with one root file system on the disk, export it again and import it.") },
  { "logical volume group activation",
    N_("A volume group of the disk is not complete"),
    N_("A part of it lies on a disk that was not imported. Put the root file system onto this "
       "disk, export it again and import it.") },
  { "not local to the region",
    N_("The disk lies in another region"),
    N_("EC2 imports only from its own region. Choose the disk again, so that its bucket’s region "
       "is asked for.") },
  { "request has expired",
    N_("A link ended before EC2 had read the disk"),
    START_AGAIN },
  { "403 forbidden",
    N_("EC2 may not read the disk"),
    N_("A policy of the bucket may admit only your own network, or the link has ended. Check the "
       "policy, and import the disk again.") },
  { "expired and automatically",
    N_("EC2 waited for the disk until the time was over"),
    N_("It could not read the disk through its links. Check whether a policy of the bucket admits "
       "only your own network, and import the disk again.") },
  { "its outcome is not known",
    N_("How the import ended is not known"),
    N_("EC2 does not tell of it any more, or never began. Look for the instance in EC2; if there "
       "is none, import the disk again.") },
  { "ended before the import was requested",
    N_("Ferry ended before EC2 was asked"),
    N_("Nothing was begun. Import the disk again.") },
  { "disk validation failed",
    N_("EC2 found the disk damaged"),
    EXPORT_AGAIN },
  { "server_error",
    N_("EC2 had a problem of its own"),
    START_AGAIN },
  { "internal error",
    N_("EC2 had a problem of its own"),
    START_AGAIN },
  { "invalidsubnetid",
    N_("There is no such subnet"),
    N_("Check the subnet’s ID, and that it is in the bucket’s region.") },
  { "vpcidnotspecified",
    N_("There is no default VPC in this region"),
    N_("Name a subnet on the Machine page.") },
  { "resourcelimitexceeded",
    N_("Too many imports run in this region"),
    N_("EC2 takes about five at once. Wait for one to end, and import the disk again.") },
  { "insufficientcapacity",
    N_("EC2 has no room for this instance type now"),
    N_("Choose another type or subnet, or try again later.") },
  { "unauthorizedoperation",
    N_("These credentials may not import"),
    N_("They need the permission ec2:ImportInstance, and ec2:ImportVolume for data disks. Ask for "
       "it, and import the disk again.") },
  { "invalidparameter",
    N_("EC2 does not accept a value of the request"),
    CHANGE_IT },
  { "missingparameter",
    N_("EC2 lacks a value in the request"),
    CHANGE_IT },
};

/* What UnsupportedOperation means where ImportInstance was never built. */
static const KnownFailure not_in_region = {
  "unsupportedoperation",
  N_("ImportInstance does not exist in this region"),
  N_("Copy the disk to a bucket in one of the 15 regions that have it, for example eu-west-1 or "
     "us-east-1, and import it from there."),
};

/* Indexed by FerryError. */
static const char *const error_titles[] = {
  [FERRY_ERROR_FAILED] = N_("Something went wrong"),
  [FERRY_ERROR_BAD_INPUT] = N_("A value cannot be used"),
  [FERRY_ERROR_UNREACHABLE] = N_("There is no connection"),
  [FERRY_ERROR_TLS] = N_("The server’s certificate was refused"),
  [FERRY_ERROR_DISCONNECTED] = N_("The connection was lost"),
  [FERRY_ERROR_BAD_REPLY] = N_("The reply could not be read"),
  [FERRY_ERROR_BAD_ACCESS_KEY] = N_("The access key is not known"),
  [FERRY_ERROR_BAD_SECRET] = N_("The secret access key is wrong"),
  [FERRY_ERROR_EXPIRED] = N_("The credentials have ended"),
  [FERRY_ERROR_CLOCK] = N_("This computer’s clock is wrong"),
  [FERRY_ERROR_DENIED] = N_("Access was denied"),
  [FERRY_ERROR_NO_SUCH_BUCKET] = N_("There is no such bucket"),
  [FERRY_ERROR_NO_SUCH_KEY] = N_("The object is gone"),
  [FERRY_ERROR_WRONG_REGION] = N_("The bucket is in another region"),
  [FERRY_ERROR_CONFLICT] = N_("The object changed meanwhile"),
  [FERRY_ERROR_LIMIT] = N_("EC2 is at a limit"),
  [FERRY_ERROR_THROTTLED] = N_("AWS had too many requests"),
  [FERRY_ERROR_SERVICE] = N_("AWS has a problem"),
  [FERRY_ERROR_REFUSED] = N_("AWS refused the request"),
  [FERRY_ERROR_UNCONFIRMED] = N_("It is not known whether EC2 took the request"),
  [FERRY_ERROR_KEYRING] = N_("The keyring cannot be used"),
  [FERRY_ERROR_KEYRING_LOCKED] = N_("The keyring is locked"),
  [FERRY_ERROR_KEYRING_MISSING] = N_("There is no keyring yet"),
  [FERRY_ERROR_KEYRING_EMPTY] = N_("The keyring does not hold the account’s keys"),
  [FERRY_ERROR_BAD_DISK] = N_("The disk image is damaged"),
  [FERRY_ERROR_STORAGE] = N_("Ferry’s records could not be kept"),
  [FERRY_ERROR_STORAGE_FULL] = N_("This computer’s disk is full"),
  [FERRY_ERROR_STORAGE_DENIED] = N_("Ferry may not write its records"),
  [FERRY_ERROR_IN_USE] = N_("Another Ferry is running"),
  [FERRY_ERROR_ARCHIVED] = N_("The object is in an archive"),
  [FERRY_ERROR_NEWER] = N_("This file needs a newer Ferry"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (error_titles) == FERRY_N_ERRORS);

const char *
ferry_explanation_get_error_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == FERRY_ERROR && (guint) error->code < G_N_ELEMENTS (error_titles))
    return _(error_titles[error->code]);

  return _(error_titles[FERRY_ERROR_FAILED]);
}

/* Returns: (nullable) */
static const KnownFailure *
find_known (const char *said)
{
  g_autofree char *lower = said != NULL ? g_ascii_strdown (said, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (known_failures); i++)
    if (strstr (lower, known_failures[i].pattern) != NULL)
      return &known_failures[i];

  return NULL;
}

/* Whether a cancelled task's last words only say how far it came, or that a person ended it. */
static gboolean
is_plain_message (const char *message)
{
  g_autofree char *lower = message != NULL ? g_ascii_strdown (message, -1) : NULL;

  if (lower == NULL || *lower == '\0')
    return TRUE;
  if (find_known (message) != NULL)
    return FALSE;

  return g_str_has_prefix (lower, "pending") || g_str_has_prefix (lower, "progress")
    || strstr (lower, "cancel") != NULL;
}

static gboolean
is_past_expiration (FerryTask *task)
{
  GDateTime *expiration = ferry_task_get_expiration (task);
  GDateTime *finished = ferry_task_get_finished (task);

  return expiration != NULL && finished != NULL && g_date_time_compare (finished, expiration) >= 0;
}

gboolean
ferry_explanation_is_needed (FerryTask *task)
{
  FerryTaskState state = ferry_task_get_state (task);

  if (state == FERRY_TASK_CANCELLED)
    return ferry_task_is_lost (task) || is_past_expiration (task) ||
           !is_plain_message (ferry_task_get_message (task));

  return state == FERRY_TASK_FAILED || state == FERRY_TASK_UNCONFIRMED;
}

static FerryExplanation *
explanation_new (const char *title,
                 const char *said,
                 const char *advice)
{
  FerryExplanation *explanation = g_new0 (FerryExplanation, 1);

  explanation->title = g_strdup (title);
  explanation->said = g_strdup (said);
  explanation->advice = g_strdup (advice);

  return explanation;
}

static FerryExplanation *
explain_ended (FerryTask *task)
{
  const char *message = ferry_task_get_message (task);
  const KnownFailure *known = find_known (message);
  g_autofree char *said = NULL;

  if (message != NULL && *message != '\0')
    /* Translators: %s is EC2’s own sentence */
    said = g_strdup_printf (_("EC2: “%s”"), message);

  if (known == NULL && is_past_expiration (task))
    known = find_known ("expired and automatically");
  if (known != NULL)
    return explanation_new (_(known->title), said, _(known->advice));

  return explanation_new (_("EC2 ended the import"), said,
                          _("Ferry does not know this message; AWS’s troubleshooting page for VM "
                            "Import may. The disk in the bucket is as it was."));
}

/* Returns: (nullable) */
static const KnownFailure *
find_refusal (FerryTask  *task,
              const char *said)
{
  g_autofree char *lower = said != NULL ? g_ascii_strdown (said, -1) : NULL;

  /* EC2 says it also of other things, so only where it cannot mean them. */
  if (lower != NULL && strstr (lower, not_in_region.pattern) != NULL
      && !ferry_region_is_classic (ferry_task_get_region (task)))
    return &not_in_region;

  return find_known (said);
}

static FerryExplanation *
explain_failed (FerryTask *task)
{
  const GError *error = ferry_task_get_error (task);
  const KnownFailure *known;
  g_autofree char *detail = NULL;
  g_autofree char *advice = NULL;

  if (error == NULL)
    return explanation_new (_("The import was not begun"), NULL,
                            _("Nothing was asked of EC2. Import the disk again."));

  detail = ferry_error_to_detail (error);
  known = find_refusal (task, detail);
  if (known != NULL)
    return explanation_new (_(known->title), detail, _(known->advice));

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_REFUSED))
    return explanation_new (_("AWS refused the import"), detail,
                            _("Its own words say why. Change what they name on the Machine page, "
                              "or ask who administers the account, and import the disk again; "
                              "nothing was begun."));

  advice = ferry_error_to_advice (error);

  return explanation_new (ferry_explanation_get_error_title (error), detail, advice);
}

static FerryExplanation *
explain_unconfirmed (FerryTask *task)
{
  const GError *error = ferry_task_get_error (task);
  g_autofree char *detail = error != NULL ? ferry_error_to_detail (error) : NULL;

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_STORAGE))
    return explanation_new (_("The record of this import is damaged"), detail,
                            _("Whether EC2 was asked cannot be read from it. Ferry asks EC2 until "
                              "it is clear, and sends nothing. Look for the instance in EC2 before "
                              "you import this disk again."));

  return explanation_new (_("It is not known whether EC2 took the request"), NULL,
                          _("The answer was lost. Ferry asks EC2 until it is clear, and never "
                            "sends the request a second time."));
}

FerryExplanation *
ferry_explanation_new (FerryTask *task)
{
  g_return_val_if_fail (FERRY_IS_TASK (task), NULL);

  if (!ferry_explanation_is_needed (task))
    return NULL;

  if (ferry_task_get_state (task) == FERRY_TASK_UNCONFIRMED)
    return explain_unconfirmed (task);
  if (ferry_task_get_state (task) == FERRY_TASK_FAILED || ferry_task_is_lost (task))
    return explain_failed (task);

  return explain_ended (task);
}

void
ferry_explanation_free (FerryExplanation *explanation)
{
  g_return_if_fail (explanation != NULL);

  g_free (explanation->title);
  g_free (explanation->said);
  g_free (explanation->advice);
  g_free (explanation);
}
