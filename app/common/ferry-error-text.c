/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-error-text.h"

#include "ferry.h"

#include <glib/gi18n.h>

typedef struct {
  const char *title;
  const char *advice;
} FerryErrorText;

/* Indexed by FerryError. Titles say what happened, advices what to do next. */
static const FerryErrorText texts[] = {
  [FERRY_ERROR_FAILED] = {
    N_("Something Went Wrong"),
    N_("Try again. If it happens every time, please report it."),
  },
  [FERRY_ERROR_BAD_INPUT] = {
    N_("A Value Cannot Be Used"),
    N_("Check what you typed and try again."),
  },
  [FERRY_ERROR_UNREACHABLE] = {
    N_("No Connection"),
    N_("Check that this computer is online and that the region and endpoint are right."),
  },
  [FERRY_ERROR_TLS] = {
    N_("The Server’s Certificate Was Refused"),
    N_("Something between this computer and AWS replaces certificates, or the clock is wrong. "
       "Nothing was sent."),
  },
  [FERRY_ERROR_DISCONNECTED] = {
    N_("The Connection Was Lost"),
    N_("Check the network and try again."),
  },
  [FERRY_ERROR_BAD_REPLY] = {
    N_("The Reply Could Not Be Read"),
    N_("It does not look like an answer from AWS. A sign-in page of the network or a proxy may "
       "be in between."),
  },
  [FERRY_ERROR_BAD_ACCESS_KEY] = {
    N_("The Access Key Is Not Known"),
    N_("Check the access key ID. It may have been deleted or deactivated."),
  },
  [FERRY_ERROR_BAD_SECRET] = {
    N_("The Secret Access Key Is Wrong"),
    N_("The access key exists, but its secret does not match. Paste the secret again."),
  },
  [FERRY_ERROR_EXPIRED] = {
    N_("The Credentials Have Ended"),
    N_("They were temporary. Get new ones and enter them in the account."),
  },
  [FERRY_ERROR_CLOCK] = {
    N_("This Computer’s Clock Is Wrong"),
    N_("AWS refuses requests that are more than a few minutes off. Set the clock and try again."),
  },
  [FERRY_ERROR_DENIED] = {
    N_("Access Denied"),
    N_("These credentials may not do this. Ask for the permission or use another account."),
  },
  [FERRY_ERROR_NO_SUCH_BUCKET] = {
    N_("There Is No Such Bucket"),
    N_("Check the spelling of the bucket’s name."),
  },
  [FERRY_ERROR_NO_SUCH_KEY] = {
    N_("The Object Is Gone"),
    N_("It may have been moved or deleted meanwhile. Look into the folder again."),
  },
  [FERRY_ERROR_WRONG_REGION] = {
    N_("The Bucket Is in Another Region"),
    N_("Open the bucket again, so that its region is asked for."),
  },
  [FERRY_ERROR_CONFLICT] = {
    N_("The Object Changed Meanwhile"),
    N_("Somebody else wrote to it. Look at it again before going on."),
  },
  [FERRY_ERROR_LIMIT] = {
    N_("EC2 Is at a Limit"),
    N_("Too many imports run in this region, or there is no capacity. Try again later."),
  },
  [FERRY_ERROR_THROTTLED] = {
    N_("Too Many Requests"),
    N_("AWS asked to slow down. Wait a minute and try again."),
  },
  [FERRY_ERROR_SERVICE] = {
    N_("AWS Has a Problem"),
    N_("The service failed several times in a row. Try again in a while."),
  },
  [FERRY_ERROR_REFUSED] = {
    N_("AWS Refused the Request"),
    N_("The service’s own words say why."),
  },
  [FERRY_ERROR_UNCONFIRMED] = {
    N_("It Is Not Known Whether EC2 Accepted the Request"),
    N_("Ferry asks EC2 about it and does not send it again."),
  },
  [FERRY_ERROR_KEYRING] = {
    N_("The Keyring Cannot Be Used"),
    N_("Accounts can be used for this session, but they cannot be kept."),
  },
  [FERRY_ERROR_KEYRING_LOCKED] = {
    N_("The Keyring Is Locked"),
    N_("Unlock it when asked and try again."),
  },
  [FERRY_ERROR_BAD_DISK] = {
    N_("The Disk Image Is Damaged"),
    N_("Export the machine again and upload the new image."),
  },
  [FERRY_ERROR_STORAGE] = {
    N_("Ferry’s Records Could Not Be Written"),
    N_("Make room on this computer’s disk. Nothing is sent before its record is safe."),
  },
  [FERRY_ERROR_IN_USE] = {
    N_("Ferry Is Already Running"),
    N_("You are logged in elsewhere, and a Ferry there works with the same records. Go on there, "
       "or close it first."),
  },
  [FERRY_ERROR_ARCHIVED] = {
    N_("The Object Is in an Archive"),
    N_("Its storage class cannot be read at once. Restore it in S3, which takes hours, then look "
       "again."),
  },
};

static const FerryErrorText *
find_text (const GError *error)
{
  if (error->domain == FERRY_ERROR && (guint) error->code < G_N_ELEMENTS (texts))
    return &texts[error->code];

  return &texts[FERRY_ERROR_FAILED];
}

char *
ferry_error_to_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return g_strdup (_(find_text (error)->title));
}

char *
ferry_error_to_advice (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return g_strdup (_(find_text (error)->advice));
}

char *
ferry_error_to_detail (const GError *error)
{
  const FerryErrorDetail *detail;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (error != NULL, NULL);

  detail = ferry_error_get_detail (error);
  if (detail == NULL || (detail->code == NULL && detail->message == NULL))
    {
      if (error->message == NULL || *error->message == '\0')
        return NULL;
      return ferry_redact (error->message);
    }

  if (detail->service)
    g_string_append_printf (text, "%s: ", detail->service);
  if (detail->code)
    g_string_append (text, detail->code);
  if (detail->message)
    g_string_append_printf (text, "%s%s", detail->code ? ": " : "", detail->message);
  if (detail->request_id)
    {
      g_string_append_c (text, ' ');
      /* Translators: AWS's number for a request, which its support asks for */
      g_string_append_printf (text, _("(request %s)"), detail->request_id);
    }

  return ferry_redact (text->str);
}
