/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-explanation.h"

#include "common/ferry-error-text.h"
#include "tasks/ferry-failure-text.h"

#include <glib/gi18n.h>

#include <string.h>

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

/* Whether a cancelled task's last words only say how far it came, or that a person ended it. */
static gboolean
is_plain_message (const char *message)
{
  g_autofree char *lower = message != NULL ? g_ascii_strdown (message, -1) : NULL;

  if (lower == NULL || *lower == '\0')
    return TRUE;
  if (ferry_failure_match (message) != FERRY_FAILURE_UNKNOWN)
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
explanation_new (const char  *title,
                 const char  *said,
                 const char  *advice,
                 FerryRemedy  remedy)
{
  FerryExplanation *explanation = g_new0 (FerryExplanation, 1);

  explanation->title = g_strdup (title);
  explanation->said = g_strdup (said);
  explanation->advice = g_strdup (advice);
  explanation->remedy = remedy;

  return explanation;
}

static FerryExplanation *
explain_failure (FerryFailure  failure,
                 const char   *said,
                 FerryMachine *machine,
                 guint         position)
{
  FerryExplanation *explanation;
  FerryFailureEvidence evidence;
  g_autofree char *value = NULL;

  explanation = explanation_new (ferry_failure_get_title (failure), said,
                                 ferry_failure_get_advice (failure),
                                 ferry_failure_get_remedy (failure));
  evidence = ferry_failure_find_evidence (failure, machine, position, &value);
  explanation->failure = failure;
  explanation->meaning = g_strdup (ferry_failure_get_meaning (failure));
  explanation->evidence = ferry_failure_describe (evidence, value);

  return explanation;
}

static FerryExplanation *
explain_ended (FerryTask    *task,
               FerryMachine *machine,
               guint         position)
{
  const char *message = ferry_task_get_message (task);
  FerryFailure failure = ferry_failure_match (message);
  g_autofree char *said = NULL;

  if (message != NULL && *message != '\0')
    /* Translators: %s is EC2’s own sentence */
    said = g_strdup_printf (_("EC2: “%s”"), message);
  if (failure == FERRY_FAILURE_UNKNOWN && is_past_expiration (task))
    failure = FERRY_FAILURE_TASK_EXPIRED;

  return explain_failure (failure, said, machine, position);
}

/* What EC2 says by its code and its sentence. What S3 says while Ferry asks it is about the account
 * and the bucket, and Ferry's own codes know more of that.
 */
static FerryFailure
find_refusal (const GError *error,
              const char   *region)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);
  g_autofree char *words = NULL;
  FerryFailure failure;

  if (detail == NULL || (g_strcmp0 (detail->service, "ec2") != 0 &&
                         !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_REFUSED)))
    return FERRY_FAILURE_UNKNOWN;

  words = g_strdup_printf ("%s: %s", detail->code != NULL ? detail->code : "",
                           detail->message != NULL ? detail->message : "");
  failure = ferry_failure_match (words);
  /* EC2 says it also of other things, so only where it cannot mean them. */
  if (failure == FERRY_FAILURE_NOT_IN_REGION && ferry_region_is_classic (region))
    return FERRY_FAILURE_UNKNOWN;
  /* A bucket's name is mistyped more often than it is deleted: the error's own words say so. */
  if (failure == FERRY_FAILURE_OBJECT_GONE &&
      g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_BUCKET))
    return FERRY_FAILURE_UNKNOWN;

  return failure;
}

static FerryRemedy
find_remedy (const GError *error)
{
  if (error->domain != FERRY_ERROR)
    return FERRY_REMEDY_RETRY;

  switch (error->code)
    {
    case FERRY_ERROR_BAD_ACCESS_KEY:
    case FERRY_ERROR_BAD_SECRET:
    case FERRY_ERROR_EXPIRED:
    case FERRY_ERROR_KEYRING:
    case FERRY_ERROR_KEYRING_LOCKED:
    case FERRY_ERROR_KEYRING_MISSING:
    case FERRY_ERROR_KEYRING_EMPTY:
      return FERRY_REMEDY_ACCOUNT;
    case FERRY_ERROR_BAD_DISK:
    case FERRY_ERROR_ARCHIVED:
    case FERRY_ERROR_CONFLICT:
      return FERRY_REMEDY_DISK;
    case FERRY_ERROR_BAD_INPUT:
      return FERRY_REMEDY_MACHINE;
    case FERRY_ERROR_DENIED:
    case FERRY_ERROR_NEWER:
      return FERRY_REMEDY_HELP;
    default:
      return FERRY_REMEDY_RETRY;
    }
}

static FerryExplanation *
explain_error (const GError *error,
               const char   *region,
               FerryMachine *machine,
               guint         position)
{
  FerryFailure failure = find_refusal (error, region);
  g_autofree char *detail = ferry_error_to_detail (error);
  g_autofree char *advice = NULL;

  if (failure != FERRY_FAILURE_UNKNOWN)
    return explain_failure (failure, detail, machine, position);

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_REFUSED))
    return explanation_new (_("AWS refused the import"), detail,
                            _("Its own words say why. Change what they name on the Machines page, "
                              "or ask who administers the account, and import the disk again; "
                              "nothing was begun."), FERRY_REMEDY_MACHINE);

  advice = ferry_error_to_advice (error);

  return explanation_new (ferry_explanation_get_error_title (error), detail, advice,
                          find_remedy (error));
}

static FerryExplanation *
explain_lost (FerryTask *task)
{
  const GError *error = ferry_task_get_error (task);
  g_autofree char *detail = error != NULL ? ferry_error_to_detail (error) : NULL;

  return explanation_new (_("How the import ended is not known"), detail,
                          _("EC2 does not tell of it any more, or never began. Look for the "
                            "instance in EC2; if there is none, import the disk again."),
                          FERRY_REMEDY_HELP);
}

static FerryExplanation *
explain_failed (FerryTask    *task,
                FerryMachine *machine,
                guint         position)
{
  const GError *error = ferry_task_get_error (task);

  if (error == NULL)
    return explanation_new (_("The import was not begun"), NULL,
                            _("Nothing was asked of EC2. Import the disk again."),
                            FERRY_REMEDY_RETRY);

  return explain_error (error, ferry_task_get_region (task), machine, position);
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
                              "you import this disk again."), FERRY_REMEDY_HELP);

  return explanation_new (_("It is not known whether EC2 took the request"), NULL,
                          _("The answer was lost. Ferry asks EC2 until it is clear, and requests "
                            "the import anew only when EC2 certainly has not got it."),
                          FERRY_REMEDY_NONE);
}

FerryExplanation *
ferry_explanation_new_for (FerryTask    *task,
                           FerryMachine *machine,
                           guint         position)
{
  g_return_val_if_fail (FERRY_IS_TASK (task), NULL);

  if (!ferry_explanation_is_needed (task))
    return NULL;

  if (ferry_task_get_state (task) == FERRY_TASK_UNCONFIRMED)
    return explain_unconfirmed (task);
  if (ferry_task_is_lost (task))
    return explain_lost (task);
  if (ferry_task_get_state (task) == FERRY_TASK_FAILED)
    return explain_failed (task, machine, position);

  return explain_ended (task, machine, position);
}

FerryExplanation *
ferry_explanation_new (FerryTask *task)
{
  return ferry_explanation_new_for (task, NULL, 0);
}

FerryExplanation *
ferry_explanation_new_error (const GError *error,
                             const char   *region,
                             FerryMachine *machine)
{
  FerryExplanation *explanation;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (region != NULL, NULL);

  explanation = explain_error (error, region, machine, 0);
  /* The machine stands in EC2 then: to change the plan would import it a second time. */
  if (explanation->remedy == FERRY_REMEDY_MACHINE)
    {
      g_free (explanation->advice);
      explanation->advice = g_strdup (_("Its disks are in EC2 already and are kept. Mend there "
                                        "what the words name, and retry: Ferry goes on from "
                                        "here."));
      explanation->remedy = FERRY_REMEDY_RETRY;
    }

  return explanation;
}

void
ferry_explanation_free (FerryExplanation *explanation)
{
  g_return_if_fail (explanation != NULL);

  g_free (explanation->title);
  g_free (explanation->meaning);
  g_free (explanation->evidence);
  g_free (explanation->said);
  g_free (explanation->advice);
  g_free (explanation);
}
