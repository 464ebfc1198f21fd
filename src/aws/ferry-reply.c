/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-reply.h"

#include "base/ferry-error.h"
#include "base/ferry-redact.h"
#include "base/ferry-xml.h"

/* A clock that is further off is refused: by five minutes in general, by fifteen in S3. */
#define ALLOWED_SKEW (5 * G_TIME_SPAN_MINUTE)

struct _FerryReply {
  gatomicrefcount     ref_count;
  guint               status;
  SoupMessageHeaders *headers;
  GBytes             *body;
};

G_DEFINE_BOXED_TYPE (FerryReply, ferry_reply, ferry_reply_ref, ferry_reply_unref)

/* What each code of a service means for what a person can do. Sources: "Error responses" (S3),
 * "Error codes for the Amazon EC2 API", "Common Errors" (STS).
 */
static const struct {
  const char *code;
  FerryError  error;
} known_codes[] = {
  { "InvalidAccessKeyId", FERRY_ERROR_BAD_ACCESS_KEY },
  { "InvalidClientTokenId", FERRY_ERROR_BAD_ACCESS_KEY },
  { "UnrecognizedClientException", FERRY_ERROR_BAD_ACCESS_KEY },
  { "InvalidToken", FERRY_ERROR_BAD_ACCESS_KEY },
  { "AuthFailure", FERRY_ERROR_BAD_ACCESS_KEY },
  { "SignatureDoesNotMatch", FERRY_ERROR_BAD_SECRET },
  { "ExpiredToken", FERRY_ERROR_EXPIRED },
  { "ExpiredTokenException", FERRY_ERROR_EXPIRED },
  { "TokenRefreshRequired", FERRY_ERROR_EXPIRED },
  { "RequestTimeTooSkewed", FERRY_ERROR_CLOCK },
  { "RequestExpired", FERRY_ERROR_CLOCK },
  { "AccessDenied", FERRY_ERROR_DENIED },
  { "AccessDeniedException", FERRY_ERROR_DENIED },
  { "AllAccessDisabled", FERRY_ERROR_DENIED },
  { "UnauthorizedOperation", FERRY_ERROR_DENIED },
  { "OptInRequired", FERRY_ERROR_DENIED },
  { "NoSuchBucket", FERRY_ERROR_NO_SUCH_BUCKET },
  { "NoSuchKey", FERRY_ERROR_NO_SUCH_KEY },
  { "InvalidObjectState", FERRY_ERROR_ARCHIVED },
  { "PermanentRedirect", FERRY_ERROR_WRONG_REGION },
  { "TemporaryRedirect", FERRY_ERROR_WRONG_REGION },
  { "AuthorizationHeaderMalformed", FERRY_ERROR_WRONG_REGION },
  { "IllegalLocationConstraintException", FERRY_ERROR_WRONG_REGION },
  { "PreconditionFailed", FERRY_ERROR_CONFLICT },
  { "ConditionalRequestConflict", FERRY_ERROR_CONFLICT },
  { "OperationAborted", FERRY_ERROR_CONFLICT },
  { "ResourceLimitExceeded", FERRY_ERROR_LIMIT },
  { "ConversionTaskLimitExceeded", FERRY_ERROR_LIMIT },
  { "InsufficientCapacity", FERRY_ERROR_LIMIT },
  { "InsufficientInstanceCapacity", FERRY_ERROR_LIMIT },
  { "RequestLimitExceeded", FERRY_ERROR_THROTTLED },
  { "Throttling", FERRY_ERROR_THROTTLED },
  { "ThrottlingException", FERRY_ERROR_THROTTLED },
  { "EC2ThrottledException", FERRY_ERROR_THROTTLED },
  { "SlowDown", FERRY_ERROR_THROTTLED },
  { "RequestTimeout", FERRY_ERROR_SERVICE },
  { "BadDigest", FERRY_ERROR_SERVICE },
};

FerryReply *
ferry_reply_new (guint               status,
                 SoupMessageHeaders *headers,
                 GBytes             *body)
{
  FerryReply *self = g_new0 (FerryReply, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->status = status;
  self->headers = soup_message_headers_ref (headers);
  self->body = g_bytes_ref (body);

  return self;
}

FerryReply *
ferry_reply_ref (FerryReply *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
ferry_reply_unref (FerryReply *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

guint
ferry_reply_get_status (FerryReply *self)
{
  return self->status;
}

const char *
ferry_reply_get_header (FerryReply *self,
                        const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

GBytes *
ferry_reply_get_body (FerryReply *self)
{
  return self->body;
}

const char *
ferry_reply_get_request_id (FerryReply *self)
{
  const char *id = ferry_reply_get_header (self, "x-amz-request-id");

  return id ? id : ferry_reply_get_header (self, "x-amzn-requestid");
}

gboolean
ferry_reply_is_foreign (FerryReply *self)
{
  const char *type = soup_message_headers_get_content_type (self->headers, NULL);

  if (ferry_reply_get_request_id (self))
    return FALSE;

  return (type && g_str_equal (type, "text/html")) ||
         (self->status >= 300 && g_bytes_get_size (self->body) > 0);
}

/* The element that holds Code and Message in the shapes of S3, EC2 and STS. */
static FerryXml *
find_error (FerryXml *root)
{
  const char *name = ferry_xml_get_name (root);

  if (g_str_equal (name, "Error"))
    return root;
  if (g_str_equal (name, "Response"))
    return ferry_xml_find (root, "Errors/Error");
  if (g_str_equal (name, "ErrorResponse"))
    return ferry_xml_find (root, "Error");

  return NULL;
}

static void
read_body (FerryReply       *self,
           FerryErrorDetail *detail)
{
  g_autoptr(FerryXml) root = NULL;
  FerryXml *element;
  const char *message;

  if (g_bytes_get_size (self->body) == 0)
    return;

  root = ferry_xml_parse (self->body, NULL);
  element = root ? find_error (root) : NULL;
  if (element == NULL)
    return;

  detail->code = g_strdup (ferry_xml_find_text (element, "Code"));
  message = ferry_xml_find_text (element, "Message");
  detail->message = message ? ferry_redact (message) : NULL;
  if (detail->region == NULL)
    detail->region = g_strdup (ferry_xml_find_text (element, "Region"));
  if (detail->request_id == NULL)
    {
      const char *id = ferry_xml_find_text (root, "RequestID");

      detail->request_id = g_strdup (id ? id : ferry_xml_find_text (root, "RequestId"));
    }
}

static FerryError
error_for_status (guint    status,
                  gboolean has_region)
{
  switch (status)
    {
    case 301:
    case 307:
      /* A sign-in page redirects too, and names no region. */
      return has_region ? FERRY_ERROR_WRONG_REGION : FERRY_ERROR_BAD_REPLY;
    case 400:
      /* A HEAD of a bucket in an opt-in region has no body to say so. */
      return has_region ? FERRY_ERROR_WRONG_REGION : FERRY_ERROR_REFUSED;
    case 401:
    case 403:
      return FERRY_ERROR_DENIED;
    case 404:
      return FERRY_ERROR_NO_SUCH_KEY;
    case 409:
    case 412:
      return FERRY_ERROR_CONFLICT;
    case 408:
      return FERRY_ERROR_SERVICE;
    case 429:
      return FERRY_ERROR_THROTTLED;
    case 501:
      /* A server that only speaks S3 may lack a part of it, and will not have it the next time. */
      return FERRY_ERROR_REFUSED;
    default:
      break;
    }

  if (status >= 500)
    return FERRY_ERROR_SERVICE;

  return status >= 400 ? FERRY_ERROR_REFUSED : FERRY_ERROR_BAD_REPLY;
}

/* A gateway's 5xx stays what it says; any other status is AWS's to give. */
static gboolean
is_for_us (FerryReply             *self,
           const FerryErrorDetail *detail)
{
  return detail->code || self->status >= 500 || !ferry_reply_is_foreign (self);
}

static FerryError
classify (const FerryErrorDetail *detail)
{
  const char *message = detail->message ? detail->message : "";

  /* Codes that say less than their messages: a link that ran out or is not valid yet, a clock that
   * is off (STS).
   */
  if (g_strcmp0 (detail->code, "AccessDenied") == 0 &&
      g_str_has_prefix (message, "Request has expired"))
    return FERRY_ERROR_EXPIRED;
  if (g_strcmp0 (detail->code, "AccessDenied") == 0 &&
      g_str_has_prefix (message, "Request is not yet valid"))
    return FERRY_ERROR_CLOCK;
  if (g_strcmp0 (detail->code, "SignatureDoesNotMatch") == 0 &&
      (g_str_has_prefix (message, "Signature expired") ||
       g_str_has_prefix (message, "Signature not yet current")))
    return FERRY_ERROR_CLOCK;

  /* The one of a link; it has other causes that name no region. */
  if (g_strcmp0 (detail->code, "AuthorizationQueryParametersError") == 0 && detail->region)
    return FERRY_ERROR_WRONG_REGION;

  for (gsize i = 0; detail->code && i < G_N_ELEMENTS (known_codes); i++)
    if (g_str_equal (known_codes[i].code, detail->code))
      return known_codes[i].error;

  return error_for_status (detail->status, detail->region != NULL && detail->code == NULL);
}

GError *
ferry_reply_to_error (FerryReply *self,
                      const char *service,
                      const char *operation)
{
  FerryErrorDetail detail = {
    .service = (char *) service,
    .operation = (char *) operation,
    .status = self->status,
    .request_id = g_strdup (ferry_reply_get_request_id (self)),
    .region = g_strdup (ferry_reply_get_header (self, "x-amz-bucket-region")),
  };
  GError *error;

  read_body (self, &detail);
  error = ferry_error_new_detailed (is_for_us (self, &detail) ? classify (&detail)
                                                              : FERRY_ERROR_BAD_REPLY,
                                    &detail, NULL);

  g_free (detail.code);
  g_free (detail.message);
  g_free (detail.request_id);
  g_free (detail.region);

  return error;
}

/* S3 has no words for what is wrong with a HEAD: it names the bucket's region on a 400, whatever
 * the fault, and answers 403 for a wrong clock too. EC2 has one code for a wrong clock and for an
 * ended session.
 */
GError *
ferry_reply_reconsider (GError     *error,
                        const char *region,
                        gboolean    temporary,
                        GTimeSpan   clock_error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);
  gboolean clock_was_right = ABS (clock_error) < ALLOWED_SKEW;

  if (error->code == FERRY_ERROR_WRONG_REGION && g_strcmp0 (detail->region, region) == 0)
    return ferry_error_recode (error, temporary ? FERRY_ERROR_EXPIRED : FERRY_ERROR_REFUSED);
  if (detail->status == 400 && detail->code == NULL && temporary &&
      error->code == FERRY_ERROR_REFUSED)
    return ferry_error_recode (error, FERRY_ERROR_EXPIRED);
  if (error->code == FERRY_ERROR_CLOCK && temporary && clock_was_right)
    return ferry_error_recode (error, FERRY_ERROR_EXPIRED);
  if (error->code == FERRY_ERROR_DENIED && detail->code == NULL && !clock_was_right)
    return ferry_error_recode (error, FERRY_ERROR_CLOCK);

  return error;
}

gboolean
ferry_reply_is_clear (FerryReply   *self,
                      const GError *error)
{
  /* Without a code it is a gateway that speaks, and it may have passed the request on. */
  if (ferry_error_get_detail (error)->code == NULL)
    return FALSE;

  return (self->status < 500 && self->status != 408) || error->code == FERRY_ERROR_THROTTLED ||
         error->code == FERRY_ERROR_LIMIT;
}
