/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-machine-state-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

const char *
ferry_machine_state_get_name (FerryMachineState state)
{
  switch (state)
    {
    case FERRY_MACHINE_WAITING:
      return C_("state of a machine", "Waiting");
    case FERRY_MACHINE_IMPORTING:
      return C_("state of a machine", "Importing");
    case FERRY_MACHINE_UNCONFIRMED:
      return C_("state of a machine", "Unconfirmed");
    case FERRY_MACHINE_TAGGING:
      return C_("state of a machine", "Adding tags");
    case FERRY_MACHINE_ATTACHING:
      return C_("state of a machine", "Attaching its volumes");
    case FERRY_MACHINE_ASKING:
      return C_("state of a machine", "Waits for your answer");
    case FERRY_MACHINE_LANDED:
      return C_("state of a machine", "Landed");
    case FERRY_MACHINE_CANCELLING:
      return C_("state of a machine", "Cancelling");
    case FERRY_MACHINE_CANCELLED:
      return C_("state of a machine", "Cancelled");
    case FERRY_MACHINE_FAILED:
      return C_("state of a machine", "Failed");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
ferry_machine_state_get_icon (FerryMachineState   state,
                              const char        **style)
{
  *style = NULL;

  switch (state)
    {
    case FERRY_MACHINE_WAITING:
      *style = "dim-label";
      return "preferences-system-time-symbolic";
    case FERRY_MACHINE_IMPORTING:
      return "computer-symbolic";
    case FERRY_MACHINE_UNCONFIRMED:
      *style = "warning";
      return "dialog-warning-symbolic";
    case FERRY_MACHINE_TAGGING:
      return "bookmark-new-symbolic";
    case FERRY_MACHINE_ATTACHING:
      return "drive-harddisk-symbolic";
    case FERRY_MACHINE_ASKING:
      *style = "warning";
      return "dialog-question-symbolic";
    case FERRY_MACHINE_LANDED:
      *style = "success";
      return "emblem-ok-symbolic";
    case FERRY_MACHINE_CANCELLING:
    case FERRY_MACHINE_CANCELLED:
      *style = "dim-label";
      return "process-stop-symbolic";
    case FERRY_MACHINE_FAILED:
      *style = "error";
      return "dialog-error-symbolic";
    default:
      g_return_val_if_reached ("computer-symbolic");
    }
}

const char *
ferry_machine_state_get_sentence (FerryMachineState state)
{
  switch (state)
    {
    case FERRY_MACHINE_WAITING:
      return _("Nothing of it has begun.");
    case FERRY_MACHINE_IMPORTING:
      return _("EC2 fetches its disks from the bucket and converts them.");
    case FERRY_MACHINE_UNCONFIRMED:
      return _("The answer to a request was lost. Ferry finds out whether EC2 has it before "
               "anything is sent again.");
    case FERRY_MACHINE_TAGGING:
      return _("All disks have landed. The instance and its volumes get their tags.");
    case FERRY_MACHINE_ATTACHING:
      return _("All disks have landed. The data volumes are attached to the instance.");
    case FERRY_MACHINE_ASKING:
      return _("It cannot go on before you have answered.");
    case FERRY_MACHINE_LANDED:
      return _("The instance stands with all its volumes.");
    case FERRY_MACHINE_CANCELLING:
      return _("What runs is ended, and what Ferry made for it is removed.");
    case FERRY_MACHINE_CANCELLED:
      return _("What Ferry made for it is removed, but for volumes that had landed: a retry uses "
               "them. The disks in the bucket are untouched.");
    case FERRY_MACHINE_FAILED:
      return _("It has not landed. What has landed of it is kept; a retry goes on from there.");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
ferry_question_get_name (FerryQuestion question)
{
  switch (question)
    {
    case FERRY_QUESTION_DEVICE:
      return _("A Device Name Is Taken");
    case FERRY_QUESTION_RACED:
      return _("EC2 Was Faster Than the Cancel");
    case FERRY_QUESTION_COPY:
      return _("These Records Are a Copy");
    case FERRY_QUESTION_SOURCES:
      return _("Delete the Disks in the Bucket?");
    case FERRY_QUESTION_NONE:
    default:
      return NULL;
    }
}

char *
ferry_question_explain (FerryQuestion  question,
                        const char    *subject)
{
  g_autofree char *name = ferry_format_name (subject ? subject : "?");

  switch (question)
    {
    case FERRY_QUESTION_DEVICE:
      /* Translators: %s is a device name: “/dev/sdf” */
      return g_strdup_printf (_("Another volume of the instance already has the name %s. Choose "
                                "another one for this volume; the system inside the machine finds "
                                "its disks by their content, mostly."), name);
    case FERRY_QUESTION_RACED:
      return g_strdup (_("You have cancelled this import, but by then the instance stood. Keep it, "
                         "and the import goes on; or terminate it, and what was made for it is "
                         "removed."));
    case FERRY_QUESTION_COPY:
      return g_strdup (_("This computer’s records of the import were copied or restored, so a "
                         "later Ferry may have gone on with it. If you go on, EC2 is first asked "
                         "for all that was made of these disks."));
    case FERRY_QUESTION_SOURCES:
      return g_strdup (_("The machine has landed. You wished to be asked whether its disks in the "
                         "bucket are to go. Start the machine and look at it first: without them "
                         "it cannot be imported again."));
    case FERRY_QUESTION_NONE:
    default:
      return NULL;
    }
}
