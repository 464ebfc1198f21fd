/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-error-text.h"

#include "common/ferry-parts-text.h"
#include "ferry.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  const char *title;
  const char *advice;
} FerryErrorText;

/* Indexed by FerryError. Titles say what happened, advices what to do next. */
static const FerryErrorText texts[FERRY_N_ERRORS] = {
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
    N_("Nothing was sent. Check that this computer is online and that the account’s region and "
       "endpoint are right, then try again."),
  },
  [FERRY_ERROR_TLS] = {
    N_("The Server’s Certificate Was Refused"),
    N_("Nothing was sent. Something between this computer and AWS puts its own certificate in "
       "place of AWS’s, or this computer’s clock is wrong. Use another network, or ask who "
       "administers this one."),
  },
  [FERRY_ERROR_DISCONNECTED] = {
    N_("The Connection Was Lost"),
    N_("It ended several times before the whole answer was there. Check the network and try "
       "again."),
  },
  [FERRY_ERROR_BAD_REPLY] = {
    N_("The Reply Could Not Be Read"),
    N_("It does not look like an answer from AWS. A sign-in page of the network or a proxy may "
       "be in between: sign in with a browser, or use another network, then try again."),
  },
  [FERRY_ERROR_BAD_ACCESS_KEY] = {
    N_("The Access Key Is Not Known"),
    N_("Check the access key ID. It may have been deleted or deactivated, or its session token "
       "may be missing or of another session."),
  },
  [FERRY_ERROR_BAD_SECRET] = {
    N_("The Secret Access Key Is Wrong"),
    N_("The access key exists, but its secret does not match. Paste the secret again."),
  },
  [FERRY_ERROR_EXPIRED] = {
    N_("The Credentials Have Ended"),
    N_("AWS says that their session is over. Get new keys and enter them in the account."),
  },
  [FERRY_ERROR_CLOCK] = {
    N_("This Computer’s Clock Is Wrong"),
    N_("AWS refuses what is signed with a time more than a few minutes off, and did nothing. Set "
       "the clock, then try again."),
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
    N_("Too many imports run in this region, or there is no capacity. Nothing was begun. Try "
       "again when one has ended."),
  },
  [FERRY_ERROR_THROTTLED] = {
    N_("Too Many Requests"),
    N_("AWS asked to slow down, and nothing was done. Wait a minute and try again."),
  },
  [FERRY_ERROR_SERVICE] = {
    N_("AWS Has a Problem"),
    N_("The service, or a gateway in front of it, failed several times in a row. Try again in a "
       "while."),
  },
  [FERRY_ERROR_REFUSED] = {
    N_("AWS Refused the Request"),
    N_("It does not say why. Check the account’s region and endpoint, or ask who administers "
       "the account."),
  },
  [FERRY_ERROR_UNCONFIRMED] = {
    N_("It Is Not Known Whether EC2 Accepted the Request"),
    N_("Ferry asks EC2 about it and does not send it again."),
  },
  [FERRY_ERROR_KEYRING] = {
    N_("The Keyring Cannot Be Used"),
    N_("No service for passwords answers. Start one (GNOME Keyring, KWallet) and try again, or use "
       "accounts for this session only: they are not kept."),
  },
  [FERRY_ERROR_KEYRING_LOCKED] = {
    N_("The Keyring Is Locked"),
    N_("Try again, and unlock it when asked. If nothing asks, unlock it in Passwords and Keys."),
  },
  [FERRY_ERROR_KEYRING_MISSING] = {
    N_("There Is No Keyring Yet"),
    N_("Try again, and choose a password for a new keyring when asked."),
  },
  [FERRY_ERROR_KEYRING_EMPTY] = {
    N_("The Keyring Does Not Hold the Keys of This Account"),
    N_("Another program may have removed them. Edit the account and enter them again."),
  },
  [FERRY_ERROR_BAD_DISK] = {
    N_("The Disk Image Is Damaged"),
    N_("Export the machine again and upload the new image."),
  },
  [FERRY_ERROR_STORAGE] = {
    N_("Ferry’s Records Could Not Be Kept"),
    N_("Nothing is sent before its record is safe. See what is in the way of the folder where "
       "Ferry keeps its records, ferry in your state folder, then try again."),
  },
  [FERRY_ERROR_STORAGE_FULL] = {
    N_("This Computer’s Disk Is Full"),
    N_("Nothing is sent before its record is safe. Make room on the disk that holds your home "
       "folder, then try again."),
  },
  [FERRY_ERROR_STORAGE_DENIED] = {
    N_("Ferry May Not Write Its Records"),
    N_("Nothing is sent before its record is safe. The folder or the disk is read-only or "
       "belongs to somebody else: change that, then try again."),
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
  [FERRY_ERROR_NEWER] = {
    N_("This File Needs a Newer Ferry"),
    N_("It was written by a newer version, and this one would lose what it does not know. Update "
       "Ferry, then open the file again. The file has not been changed."),
  },
};

/* Where one code has more than one cause, and what came with the error tells which. */
static const struct {
  FerryError      error;
  const char     *operation;  /* (nullable): any */
  const char     *code;       /* (nullable): any */
  FerryErrorText  text;
} special_texts[] = {
  { FERRY_ERROR_EXPIRED, "pre-signed link", "AccessDenied",
    { N_("The Link Has Run Out"),
      N_("A link works only for a time. Look at the review again, so that new ones are made.") } },
  { FERRY_ERROR_BAD_INPUT, FERRY_FILE_OPERATION, FERRY_FILE_CODE_FOLDER,
    { N_("This Is a Folder"),
      N_("Open the disk image that is in it.") } },
  { FERRY_ERROR_BAD_INPUT, FERRY_FILE_OPERATION, FERRY_FILE_CODE_EMPTY,
    { N_("The File Is Empty"),
      N_("Copy it to this computer again, or export the machine again.") } },
  { FERRY_ERROR_BAD_INPUT, FERRY_FILE_OPERATION, FERRY_FILE_CODE_TOO_LARGE,
    { N_("The File Is Too Large"),
      N_("A manifest has at most 512 MiB. This is something else.") } },
  { FERRY_ERROR_BAD_INPUT, FERRY_FILE_OPERATION, NULL,
    { N_("This Is Not a File"),
      N_("It is a device or something else that is no file. Open a disk image.") } },
  { FERRY_ERROR_NO_SUCH_KEY, FERRY_FILE_OPERATION, NULL,
    { N_("The File Is Gone"),
      N_("It may have been moved or deleted, or its drive was removed.") } },
  { FERRY_ERROR_DENIED, FERRY_FILE_OPERATION, NULL,
    { N_("The File May Not Be Read"),
      N_("It belongs to somebody else. Change its permissions, or open a copy.") } },
  { FERRY_ERROR_CONFLICT, FERRY_FILE_OPERATION, NULL,
    { N_("The File Changed Meanwhile"),
      N_("Something writes to it: a copy that goes on, or the machine that runs from it. Look "
         "again when that has ended.") } },
  { FERRY_ERROR_FAILED, FERRY_FILE_OPERATION, NULL,
    { N_("The File Could Not Be Read"),
      N_("See whether its drive is connected and works, then try again.") } },
  { FERRY_ERROR_WRONG_REGION, "pre-signed link", NULL,
    { N_("The Link Is of Another Region"),
      N_("Open the bucket again, so that its region is asked for and the link is made for it.") } },
  { FERRY_ERROR_BAD_ACCESS_KEY, NULL, "AuthFailure",
    { N_("EC2 Does Not Accept the Keys"),
      N_("Check the access key ID and its secret. A region that the account has not switched on "
         "says the same.") } },
  { FERRY_ERROR_DENIED, NULL, "OptInRequired",
    { N_("The Account Is Not Signed Up for This"),
      N_("Sign in to the AWS console and switch the service or the region on, then try "
         "again.") } },
};

/* IAM's name of what an operation needs, where it is not the operation's own. */
static const struct {
  const char *operation;
  const char *permission;
} permissions[] = {
  { "ListBuckets", "s3:ListAllMyBuckets" },
  { "HeadBucket", "s3:ListBucket" },
  { "ListObjectsV2", "s3:ListBucket" },
  { "HeadObject", "s3:GetObject" },
};

/* What is wrong with them, ferry_parts_error_to_text() says. */
static const FerryErrorText parts_text = {
  N_("The Parts Are Not One Disk"),
  NULL,
};

static const FerryErrorText *
find_text (const GError *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);

  if (error->domain == FERRY_PARTS_ERROR)
    return &parts_text;

  for (guint i = 0; detail && i < G_N_ELEMENTS (special_texts); i++)
    if ((guint) error->code == special_texts[i].error &&
        (special_texts[i].operation == NULL ||
         g_strcmp0 (special_texts[i].operation, detail->operation) == 0) &&
        (special_texts[i].code == NULL || g_strcmp0 (special_texts[i].code, detail->code) == 0))
      return &special_texts[i].text;

  if (error->domain == FERRY_ERROR && (guint) error->code < G_N_ELEMENTS (texts))
    return &texts[error->code];

  return &texts[FERRY_ERROR_FAILED];
}

/* (nullable) (transfer full) */
static char *
dup_permission (const FerryErrorDetail *detail)
{
  if (detail == NULL || detail->service == NULL || detail->operation == NULL ||
      strchr (detail->operation, ' '))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (permissions); i++)
    if (g_str_equal (permissions[i].operation, detail->operation))
      return g_strdup (permissions[i].permission);

  return g_strdup_printf ("%s:%s", detail->service, detail->operation);
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
  const FerryErrorText *text;
  g_autofree char *permission = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  text = find_text (error);
  if (text == &parts_text)
    return ferry_parts_error_to_text (error);
  if (text == &texts[FERRY_ERROR_DENIED])
    permission = dup_permission (ferry_error_get_detail (error));
  if (text == &texts[FERRY_ERROR_REFUSED] && ferry_error_get_detail (error) &&
      ferry_error_get_detail (error)->message)
    /* Translators: %s is a sentence of AWS's own, in English */
    return g_strdup_printf (_("AWS says: “%s” Change what it names, or ask who administers the "
                              "account."), ferry_error_get_detail (error)->message);
  if (permission)
    /* Translators: %s is what AWS calls a permission, such as "s3:ListBucket" */
    return g_strdup_printf (_("These credentials lack the permission %s. Ask whoever manages "
                              "the AWS account for it, or use another account here."), permission);

  return g_strdup (_(text->advice));
}

char *
ferry_error_to_detail (const GError *error)
{
  const FerryErrorDetail *detail;
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (error != NULL, NULL);

  detail = ferry_error_get_detail (error);
  /* The title says it already. */
  if (detail && error->code == FERRY_ERROR_BAD_INPUT &&
      g_strcmp0 (detail->operation, FERRY_FILE_OPERATION) == 0)
    return NULL;
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
