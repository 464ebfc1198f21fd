/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-verdict-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* By FerryVerdictReason: why, and what to do. */
static const struct {
  const char *text;
  const char *advice;
} reasons[FERRY_N_VERDICT_REASONS] = {
  [FERRY_VERDICT_REASON_NONE] = { NULL, NULL },
  [FERRY_VERDICT_REASON_NOT_A_DISK] = {
    N_("This is not a disk image that Ferry knows"),
    N_("Choose the image that the hypervisor exported. An image that is encrypted as a whole "
       "looks like this, too: decrypt it first."),
  },
  [FERRY_VERDICT_REASON_FORMAT] = {
    NULL,  /* names the call and the format */
    N_("Convert the image on a computer that has it, then upload what comes out."),
  },
  [FERRY_VERDICT_REASON_NOT_STREAM] = {
    N_("The VMDK is not stream-optimized"),
    N_("Convert the image on a computer that has it, then upload what comes out. Exporting the "
       "machine as OVF makes a stream-optimized VMDK, too."),
  },
  [FERRY_VERDICT_REASON_PACKED] = {
    N_("The image is packed in an archive"),
    N_("Unpack it and upload the image that is in it."),
  },
  [FERRY_VERDICT_REASON_WITHOUT_DATA] = {
    N_("This file only describes a disk whose data are in other files"),
    N_("Export the machine again as one file, or convert the description on a computer that has "
       "the other files beside it."),
  },
  [FERRY_VERDICT_REASON_DIFFERENCING] = {
    N_("This file holds only the changes to another disk"),
    N_("Delete the snapshots or merge them in the hypervisor, then export the disk again."),
  },
  [FERRY_VERDICT_REASON_DIRTY] = {
    N_("The image was not closed properly"),
    N_("Shut the machine down and export the disk again, or repair the image."),
  },
  [FERRY_VERDICT_REASON_CUT] = {
    N_("The image is not whole, or something was added to it"),
    N_("Copy the image again and compare the sizes."),
  },
  [FERRY_VERDICT_REASON_DAMAGED] = {
    N_("The image is damaged"),
    N_("Export the machine again."),
  },
  [FERRY_VERDICT_REASON_ENCRYPTED] = {
    N_("The disk is encrypted"),
    N_("Turn the encryption off in the machine, let it finish, then export the machine again."),
  },
  [FERRY_VERDICT_REASON_TOO_LARGE] = {
    NULL,  /* names the call */
    N_("Make the disk smaller in the machine and the hypervisor, or move its data another way."),
  },
  [FERRY_VERDICT_REASON_GPT] = {
    N_("ImportInstance needs an MBR, and this disk has a GPT"),
    N_("Use ImportImage, which takes a GPT, or convert the disk to MBR in the machine before it "
       "is exported."),
  },
  [FERRY_VERDICT_REASON_NO_PARTITIONS] = {
    N_("There are no partitions: this looks like a data disk"),
    N_("Choose the disk that the machine starts from. ImportVolume and ImportSnapshot take data "
       "disks."),
  },
  [FERRY_VERDICT_REASON_NO_ACTIVE] = {
    N_("No partition is marked as the one to start from"),
    N_("Mark Windows’ system partition as active in the machine, then export it again."),
  },
  [FERRY_VERDICT_REASON_NO_LOADER] = {
    N_("There is nothing on the disk that starts a system"),
    N_("Choose the disk that the machine starts from: it has an EFI system or a BIOS boot "
       "partition."),
  },
  [FERRY_VERDICT_REASON_ARCHITECTURE] = {
    N_("The system is for another kind of processor than x86"),
    N_("VM Import brings no such systems in. ImportSnapshot takes the disk as it is."),
  },
  [FERRY_VERDICT_REASON_DUAL_BOOT] = {
    N_("There are two systems on the disk"),
    N_("VM Import takes machines with one system. Remove the other one before the export."),
  },
  [FERRY_VERDICT_REASON_SYSTEM] = {
    N_("It could not be found out which system is on the disk"),
    N_("See whether VM Import supports the system before you import it."),
  },
  [FERRY_VERDICT_REASON_NOT_READ] = {
    N_("Too little of the disk could be read"),
    N_("Convert or export the image again: what is needed lies too scattered in it."),
  },
};

const char *
ferry_verdict_state_to_word (FerryVerdictState state)
{
  switch (state)
    {
    case FERRY_VERDICT_ACCEPTED:
      return C_("verdict", "Accepted");
    case FERRY_VERDICT_REFUSED:
      return C_("verdict", "Refused");
    case FERRY_VERDICT_UNKNOWN:
    default:
      return C_("verdict", "Not known");
    }
}

const char *
ferry_verdict_state_to_icon (FerryVerdictState state)
{
  switch (state)
    {
    case FERRY_VERDICT_ACCEPTED:
      return "emblem-ok-symbolic";
    case FERRY_VERDICT_REFUSED:
      return "action-unavailable-symbolic";
    case FERRY_VERDICT_UNKNOWN:
    default:
      return "dialog-question-symbolic";
    }
}

const char *
ferry_verdict_state_to_style (FerryVerdictState state)
{
  switch (state)
    {
    case FERRY_VERDICT_ACCEPTED:
      return "success";
    case FERRY_VERDICT_REFUSED:
      return "error";
    case FERRY_VERDICT_UNKNOWN:
    default:
      return "dim-label";
    }
}

char *
ferry_verdict_reason_to_text (FerryVerdictReason  reason,
                              FerryImportCall     call,
                              FerryDiskReport    *report)
{
  const char *name = ferry_import_call_get_name (call);

  g_return_val_if_fail ((guint) reason < FERRY_N_VERDICT_REASONS, NULL);

  if (reason == FERRY_VERDICT_REASON_FORMAT)
    /* Translators: a call such as "ImportInstance", and the name of an image format, "VHDX" */
    return g_strdup_printf (_("%s does not take %s"), name, report->format_name);
  if (reason == FERRY_VERDICT_REASON_TOO_LARGE)
    /* Translators: %s is a call such as "ImportInstance" */
    return g_strdup_printf (_("The disk is larger than %s takes"), name);

  return g_strdup (reasons[reason].text ? _(reasons[reason].text) : NULL);
}

char *
ferry_verdict_reason_to_advice (FerryVerdictReason reason,
                                FerryImportCall    call)
{
  g_return_val_if_fail ((guint) reason < FERRY_N_VERDICT_REASONS, NULL);

  if (reason == FERRY_VERDICT_REASON_TOO_LARGE && call == FERRY_IMPORT_CALL_INSTANCE)
    return g_strdup (_("A machine that starts by an MBR sees 2 TiB at most. Make the disk smaller, "
                       "or use ImportImage."));

  return g_strdup (reasons[reason].advice ? _(reasons[reason].advice) : NULL);
}

char *
ferry_import_call_to_absence (FerryImportCall  call,
                              const char      *region)
{
  g_autofree char *name = NULL;

  if (region == NULL || ferry_region_is_classic (region) ||
      call == FERRY_IMPORT_CALL_IMAGE || call == FERRY_IMPORT_CALL_SNAPSHOT)
    return NULL;

  name = ferry_format_region (region);

  /* Translators: a call such as "ImportInstance", and the name of a region */
  return g_strdup_printf (_("There is no %s in %s"), ferry_import_call_get_name (call), name);
}
